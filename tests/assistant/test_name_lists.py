"""Several names at once, a name beside words that are none, and whole regions or kinds, in Chinese."""

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
    AgencyEntry("雁浦县人民政府", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县审计局", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县农业农村局", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县卫生健康委员会", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县青岭镇人民政府", ("雁浦县", "青岭镇"), (2021,)),
    AgencyEntry("竹岭县青岭镇人民政府", ("竹岭县", "青岭镇"), (2021,)),
    AgencyEntry("白沙乡人民政府", ("白沙乡",), (2021,)),
    AgencyEntry("溪源市柳岸区和平街道办事处", ("溪源市", "柳岸区", "和平街道"), (2021,)),
    AgencyEntry("溪源高新技术产业开发区管理委员会", (), (2021,)),
    AgencyEntry("本溪高新技术产业开发区管理委员会", ("辽宁省", "本溪市"), (2021,)),
    AgencyEntry("桐柳省人民政府办公厅", ("桐柳省",), (2021,)),
    AgencyEntry("桐柳省财政厅", ("桐柳省",), (2021,)),
    AgencyEntry("桐柳省退役军人事务厅", ("桐柳省",), (2021,)),
    AgencyEntry("国家卫生健康委", (), (2021,)),
    AgencyEntry("新疆维吾尔自治区气象局", ("新疆维吾尔自治区",), (2021,)),
)
XY, YP, TL = "溪源市", "雁浦县", "桐柳省"
GX, TOWNS = "溪源高新技术产业开发区管理委员会", ("雁浦县青岭镇人民政府", "竹岭县青岭镇人民政府")


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("溪源高新区、溪源国资委、雁浦县农业农村局这三家，2021年谁的申请少", (GX, f"{XY}人民政府国有资产监督管理委员会", f"{YP}农业农村局")),
        ("雁浦跟竹岭两个青岭镇，2021年谁公开得多", TOWNS),
        ("雁浦和竹岭的青岭镇2021年各公开几条", TOWNS),
        ("雁浦的青岭镇跟竹岭的青岭镇，2021年谁公开得多", TOWNS),
        ("两个青岭镇2021年谁公开得多", TOWNS),
        ("溪源及雁浦卫健委2021年收到多少申请", (f"{XY}卫生健康委员会", f"{YP}卫生健康委员会")),
        ("2021年向溪源和雁浦卫健委提出的申请有多少", (f"{XY}卫生健康委员会", f"{YP}卫生健康委员会")),
        ("溪源市公安局科技局统计局三家2021年谁的申请多", (f"{XY}公安局", f"{XY}科学技术局", f"{XY}统计局")),
        ("桐柳财政厅还有退役军人厅2021年各收到几件", (f"{TL}财政厅", f"{TL}退役军人事务厅")),
        ("请问和平街道和白沙乡的微信公众号2021年发了几条", ("溪源市柳岸区和平街道办事处", "白沙乡人民政府")),
        ("雁浦县审计局、白沙乡那边2021年有没有被复议", (f"{YP}审计局", "白沙乡人民政府")),
        ("白沙乡最近那回政府开放日请了多少人", ("白沙乡人民政府",)),
        ("溪源市政府国资委2021年公开几条", (f"{XY}人民政府国有资产监督管理委员会",)),
        ("2021年溪源警方收到多少申请", (f"{XY}公安局",)),
        ("溪源市公安部门2021年收到多少申请", (f"{XY}公安局",)),
        ("溪源市监2021年抽检多少批次", (f"{XY}市场监督管理局",)),
        ("市监局2021年收到多少申请", (f"{XY}市场监督管理局",)),
        ("溪源市统计局、市监局、公安局2021年谁的申请多", (f"{XY}统计局", f"{XY}市场监督管理局", f"{XY}公安局")),
        (
            "Among the Xiyuan statistics, science and technology and market supervision bureaus, which got fewest in 2021?",
            (f"{XY}统计局", f"{XY}科学技术局", f"{XY}市场监督管理局"),
        ),
        ("Of the Xiyuan statistics and market supervision bureaus, which got more?", (f"{XY}统计局", f"{XY}市场监督管理局")),
        ("给我概述溪源高新区2021年的情况", (GX,)),
        ("2021年向溪源高新区管委会提出的申请有多少", (GX,)),
        ("想知道雁浦手上的提案2021年有几件", (f"{YP}人民政府",)),
        ("把雁浦各级告上法庭的，2021年有多少件", (f"{YP}人民政府",)),
        ("雁浦县各级机关2021年收到多少申请", (f"{YP}人民政府",)),
        ("桐柳全省口径，2021年开了几场发布会", (f"{TL}人民政府办公厅",)),
        ("国家卫生健康委员会2021年培训几次", ("国家卫生健康委",)),
        ("新疆自治区气象局2021年发了几条", ("新疆维吾尔自治区气象局",)),
    ],
)  # fmt: skip
def test_each_that_is_meant(names: Names, question: str, agencies: tuple[str, ...]) -> None:
    assert set(names.resolve(question).agencies) == set(agencies)


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("2021年哪几个街道、乡镇没收到申请", {"溪源市柳岸区和平街道办事处", "白沙乡人民政府", *TOWNS}),
        ("雁浦县各部门2021年一共收到多少申请", {f"{YP}审计局", f"{YP}农业农村局", f"{YP}卫生健康委员会"}),
        ("高新区那几家2021年谁的申请多", {GX, "本溪高新技术产业开发区管理委员会"}),
        ("哪些高新区2021年有年报", {GX, "本溪高新技术产业开发区管理委员会"}),
        ("Which high-tech zones have a 2021 report?", {GX, "本溪高新技术产业开发区管理委员会"}),
        ("Which county- or city-level health commissions reported 2021", {f"{XY}卫生健康委员会", f"{YP}卫生健康委员会"}),
    ],
)  # fmt: skip
def test_all_of_a_kind(names: Names, question: str, agencies: set[str]) -> None:
    group = names.resolve(question).group
    assert group is not None
    assert set(group.agencies) >= agencies


@pytest.mark.parametrize(
    "question",
    ["青岭乡2021年收到多少申请", "白沙镇2021年公开几条", "桐柳省教育厅2021年申请", "雁浦县公安局2021年的申请"],
)
def test_what_is_not_held(names: Names, question: str) -> None:
    found = names.resolve(question)
    assert found.agencies == ()
    assert found.unknown


def test_a_government_alone_counts_for_all_its_departments() -> None:
    alone = Names(
        [AgencyEntry("雁浦县人民政府", ("雁浦县",), (2021,)), AgencyEntry("溪源市统计局", ("溪源市",), (2021,))]
    )
    found = alone.resolve("雁浦县2021年各部门一共采取了多少次行政强制")
    assert found.agencies == ("雁浦县人民政府",)
    assert found.group is None


def test_a_place_with_a_character_left_out_begins_where_a_name_may() -> None:
    held = Names(
        [
            AgencyEntry("溪源市柳岸区统计局", ("溪源市", "柳岸区"), (2021,)),
            AgencyEntry("溪源市东柳区民政局", ("溪源市", "东柳区"), (2021,)),
        ]
    )
    assert held.resolve("岸区统计局2021年收到多少申请").choices == ("溪源市柳岸区统计局",)
    assert held.resolve("东岸区统计局2021年收到多少申请").agencies == ()
