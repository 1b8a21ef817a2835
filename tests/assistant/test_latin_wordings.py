"""Agencies in English, in pinyin and in both scripts at once: the one that is meant or none, never another."""

from __future__ import annotations

import pytest

from assistant.names import AgencyEntry, Names

HELD = (
    AgencyEntry("溪源市科学技术局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市统计局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市公安局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市市场监督管理局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市卫生健康委员会", ("溪源市",), (2021,)),
    AgencyEntry("溪源市人民政府国有资产监督管理委员会", ("溪源市",), (2021,)),
    AgencyEntry("溪源市住房公积金管理中心", ("溪源市",), (2021,)),
    AgencyEntry("溪源市柳岸区人民政府", ("溪源市", "柳岸区"), (2021,)),
    AgencyEntry("溪源市柳岸区和平街道办事处", ("溪源市", "柳岸区", "和平街道"), (2021,)),
    AgencyEntry("溪源市柳岸区青岭镇人民政府", ("溪源市", "柳岸区", "青岭镇"), (2021,)),
    AgencyEntry("雁浦县人民政府", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县审计局", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县卫生健康委员会", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县公安局交通警察大队", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县青岭镇人民政府", ("雁浦县", "青岭镇"), (2021,)),
    AgencyEntry("桐柳省人民政府办公厅", ("桐柳省",), (2021,)),
    AgencyEntry("桐柳省生态环境厅", ("桐柳省",), (2021,)),
    AgencyEntry("桐柳省财政厅", ("桐柳省",), (2021,)),
    AgencyEntry("乐平市审计局", ("江西省", "景德镇市", "乐平市"), (2021,)),
    AgencyEntry("本溪高新技术产业开发区管理委员会", ("辽宁省", "本溪市"), (2021,)),
    AgencyEntry("溪源高新技术产业开发区管理委员会", (), (2021,)),
    AgencyEntry("雁浦海关", (), (2021,)),
    AgencyEntry("雁浦大学", (), (2021,)),
    AgencyEntry("国家林业和草原局", (), (2021,)),
    AgencyEntry("水利部", (), (2021,)),
    AgencyEntry("甘南州林业和草原局", ("甘肃省", "甘南藏族自治州"), (2021,)),
)
XY, LA, YP, TL = "溪源市", "溪源市柳岸区", "雁浦县", "桐柳省"
FRAMES = (
    "How many requests did {} receive in 2021?",
    "{}: website posts, 2021",
    "Requests received, {}, 2021",
    "For a paper I need the 2021 training sessions of the {}",
)
FRAMES_ZH = ("{}2021年收到多少申请", "请问{}的公众号2021年发了几条", "{} 2021 申请数")


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


def _frames(said: str) -> list[str]:
    han = any("\u4e00" <= char <= "\u9fff" for char in said)
    return [frame.format(said).replace("the the ", "the ") for frame in (FRAMES_ZH if han else FRAMES)]


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ("Xiyuan police", f"{XY}公安局"),
        ("Xiyuan's police", f"{XY}公安局"),
        ("police in Xiyuan", f"{XY}公安局"),
        ("Xiyuan's market regulator", f"{XY}市场监督管理局"),
        ("Xiyuan market watchdog", f"{XY}市场监督管理局"),
        ("Xiyuan health authorities", f"{XY}卫生健康委员会"),
        ("Xiyuan tech bureau", f"{XY}科学技术局"),
        ("Xiyuan's state assets regulator", f"{XY}人民政府国有资产监督管理委员会"),
        ("Xiyuan housing fund", f"{XY}住房公积金管理中心"),
        ("Yanpu County traffic police", f"{YP}公安局交通警察大队"),
        ("Traffic Police Brigade of the Yanpu County Public Security Bureau", f"{YP}公安局交通警察大队"),
        ("Yanpu Public Security Bureau's traffic police", f"{YP}公安局交通警察大队"),
        ("Yanpu auditors", f"{YP}审计局"),
        ("Tongliu's environmental authority", f"{TL}生态环境厅"),
        ("Tongliu's ecology and environment department", f"{TL}生态环境厅"),
        ("General Office of the Tongliu Provincial People's Government", f"{TL}人民政府办公厅"),
        ("Heping Subdistrict Office", f"{LA}和平街道办事处"),
        ("Heping Sub-district", f"{LA}和平街道办事处"),
        ("Heping Subdistrict of Liu'an", f"{LA}和平街道办事处"),
        ("Liu'an District Government of Xiyuan", f"{LA}人民政府"),
        ("Qingling Town of Yanpu", f"{YP}青岭镇人民政府"),
        ("Yanpu County's Qingling Town", f"{YP}青岭镇人民政府"),
        ("Leping Audit Bureau", "乐平市审计局"),
        ("Benxi High-tech Zone", "本溪高新技术产业开发区管理委员会"),
        ("office of the administrative committee of Xiyuan High-tech Zone", "溪源高新技术产业开发区管理委员会"),
        ("customs in Yanpu", "雁浦海关"),
        ("University of Yanpu", "雁浦大学"),
        ("Water Resources Ministry", "水利部"),
        ("MWR", "水利部"),
        ("State Forestry and Grassland Administration", "国家林业和草原局"),
        ("Gannan Tibetan Autonomous Prefecture Forestry and Grassland Bureau", "甘南州林业和草原局"),
        ("heping jiedao", f"{LA}和平街道办事处"),
        ("yanpu haiguan", "雁浦海关"),
        ("xiyuan gaoxinqu", "溪源高新技术产业开发区管理委员会"),
        ("gannan zhou lincaoju", "甘南州林业和草原局"),
        ("Xiyuan 科技局", f"{XY}科学技术局"),
        ("Yanpu海关", "雁浦海关"),
        ("Xiyuan高新区", "溪源高新技术产业开发区管理委员会"),
        ("Benxi 高新区", "本溪高新技术产业开发区管理委员会"),
        ("Heping街道办", f"{LA}和平街道办事处"),
        ("雁浦 Customs", "雁浦海关"),
        ("溪源 High-tech Zone", "溪源高新技术产业开发区管理委员会"),
        ("和平 Subdistrict Office", f"{LA}和平街道办事处"),
        ("溪源 police", f"{XY}公安局"),
        ("雁浦 University", "雁浦大学"),
    ],
)
def test_one_in_any_script(names: Names, said: str, agency: str) -> None:
    for question in _frames(said):
        assert names.resolve(question).agencies == (agency,), question


@pytest.mark.parametrize(
    ("said", "agencies"),
    [
        ("Xiyuan's or Yanpu's health commission", (f"{XY}卫生健康委员会", f"{YP}卫生健康委员会")),
        ("the two health commissions, Xiyuan's or Yanpu's", (f"{XY}卫生健康委员会", f"{YP}卫生健康委员会")),
        ("Xiyuan's science bureau and statistics bureau", (f"{XY}科学技术局", f"{XY}统计局")),
        ("Xiyuan's science, statistics and market bureaus", (f"{XY}科学技术局", f"{XY}统计局", f"{XY}市场监督管理局")),
        ("Tongliu's finance and environment departments", (f"{TL}财政厅", f"{TL}生态环境厅")),
        ("Xiyuan police and Yanpu Customs", (f"{XY}公安局", "雁浦海关")),
        ("Ministry of Water Resources versus Yanpu County government", ("水利部", f"{YP}人民政府")),
        ("the Qingling towns of Liu'an and Yanpu", (f"{LA}青岭镇人民政府", f"{YP}青岭镇人民政府")),
        ("the two Qingling towns", (f"{LA}青岭镇人民政府", f"{YP}青岭镇人民政府")),
    ],
)
def test_several_joined(names: Names, said: str, agencies: tuple[str, ...]) -> None:
    for question in _frames(said)[:1] + _frames(said)[2:]:
        assert set(names.resolve(question).agencies) == set(agencies), question


@pytest.mark.parametrize(
    "said",
    [
        "Yanpu police", "Xiyuan planning agency", "Xiyuan Customs", "Yanpu High-tech Zone", "Hangzhou High-tech Zone",
        "Liu'an traffic police", "Ministry of Railways", "State Tobacco Administration", "Lanshi Town",
        "Tongliu Provincial Health Commission", "Peking University", "Yanpu 科技局", "雁浦 High-tech Zone",
        "Shanghai police", "Linjiang Subdistrict Office",
    ],
)  # fmt: skip
def test_what_is_not_held_is_no_other(names: Names, said: str) -> None:
    for question in _frames(said):
        found = names.resolve(question)
        assert found.agencies == (), question
        assert found.unknown, question


def test_the_spans_cover_the_name(names: Names) -> None:
    question = "2021年Heping街道收到多少申请"
    assert [question[start:end] for start, end in names.resolve(question).spans] == ["Heping街道"]
