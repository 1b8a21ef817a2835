"""Agencies in the words people use: whatever the form, the one that is meant or none, never another."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from opencc import OpenCC
from pypinyin import lazy_pinyin

from assistant.holdings import shortened
from assistant.names import AgencyEntry, Names
from ingest.agencies import anatomy, units_of
from ingest.folding import folded
from ingest.organs import short_names

HELD = (
    AgencyEntry("溪源市科学技术局", ("溪源市",), (2020, 2021)),
    AgencyEntry("溪源市教育局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市生态环境局", ("溪源市",), (2020, 2021, 2022)),
    AgencyEntry("溪源市市场监督管理局", ("溪源市",), (2022,)),
    AgencyEntry("溪源市卫生健康委员会", ("溪源市",), (2022,)),
    AgencyEntry("溪源市柳岸区城关镇人民政府", ("溪源市", "柳岸区", "城关镇"), (2022,)),
    AgencyEntry("溪源市柳岸区农业农村局", ("溪源市", "柳岸区"), (2023,)),
    AgencyEntry("雁浦市科学技术局", ("雁浦市",), (2021,)),
    AgencyEntry("雁浦市生态环境局", ("雁浦市",), (2021,)),
    AgencyEntry("雁浦市自然资源和规划局", ("雁浦市",), (2021,)),
    AgencyEntry("雁浦市文化广电旅游体育局", ("雁浦市",), (2021,)),
    AgencyEntry("雁浦市公安局交通警察支队", ("雁浦市",), (2014,)),
    AgencyEntry("雁浦市民政局", ("雁浦市",), (2021,)),
    AgencyEntry("竹岭县城关镇人民政府", ("竹岭县", "城关镇"), (2022,)),
    AgencyEntry("竹岭县地方金融监督管理局", ("竹岭县",), (2022,)),
    AgencyEntry("桐柳省人民政府办公厅", ("桐柳省",), (2013,)),
    AgencyEntry("桐柳省气象局", ("桐柳省",), (2015,)),
    AgencyEntry("国家卫生健康委", (), (2024,)),
    AgencyEntry("雁浦大学", (), (2020,)),
    AgencyEntry("雁浦职业技术学院", (), (2020,)),
    AgencyEntry("雁浦海关", (), (2010,)),
    AgencyEntry("溪源高新技术产业开发区管理委员会", (), (2024,)),
)
KJ, HJ = "溪源市科学技术局", "溪源市生态环境局"


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("也查一下溪源科技局2021年收到多少申请", KJ),
        ("列溪源科技局2021年的申请", KJ),
        ("缺溪源环境局的主动公开数", HJ),
        ("听说溪源市科技局2021年收到不少申请", KJ),
        ("群众2021年向溪源市科技局提交了几件申请", KJ),
        ("申请是向溪源科学技术局提出的，2021年几件", KJ),
        ("2021年收到多少申请，溪源市科技局", KJ),
        ("溪源市的科技局2021年收到多少申请", KJ),
        ("“溪源市科学技术局”2021年收到几件", KJ),
        ("溪源市科技局溪源市2021年收到几件", KJ),
        ("溪源市的情况，溪源市科技局2021年收到几件", KJ),
        ("溪源市2021年科技局收到几件", KJ),
        ("城关镇（竹岭县）2022年收到多少件", "竹岭县城关镇人民政府"),
        ("竹岭县的城关镇2022年收到多少件", "竹岭县城关镇人民政府"),
        ("竹岭县下辖的城关镇政府2022年收到几件", "竹岭县城关镇人民政府"),
        ("柳岸区城关镇2022年收到多少件", "溪源市柳岸区城关镇人民政府"),
        ("桐柳全省2013年不同意公开的申请", "桐柳省人民政府办公厅"),
        ("桐柳省政府公报2013年出了多少期", "桐柳省人民政府办公厅"),
        ("溪源高新区2024年收到多少申请", "溪源高新技术产业开发区管理委员会"),
        ("雁浦职院2020年收到几件申请", "雁浦职业技术学院"),
        ("雁浦交警2014年微博发了几条", "雁浦市公安局交通警察支队"),
        ("溪源市监局2022年收到多少申请", "溪源市市场监督管理局"),
        ("溪源卫健2022年收到多少申请", "溪源市卫生健康委员会"),
        ("桐柳省气象去年公开多少条", "桐柳省气象局"),
    ],
)
def test_in_a_sentence(names: Names, words: str, agency: str) -> None:
    assert names.resolve(words).agencies == (agency,)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("溪源市环境保护局", HJ),
        ("溪源市环境保护管理局", HJ),
        ("溪源市卫计委", "溪源市卫生健康委员会"),
        ("溪源市工商局", "溪源市市场监督管理局"),
        ("溪源市质监局", "溪源市市场监督管理局"),
        ("柳岸区扶贫办", "溪源市柳岸区农业农村局"),
        ("柳岸区乡村振兴局", "溪源市柳岸区农业农村局"),
        ("雁浦市国土资源局", "雁浦市自然资源和规划局"),
        ("雁浦市规划局", "雁浦市自然资源和规划局"),
        ("雁浦市文广新局", "雁浦市文化广电旅游体育局"),
        ("雁浦市旅游局", "雁浦市文化广电旅游体育局"),
        ("竹岭县金融办", "竹岭县地方金融监督管理局"),
        ("国家卫计委", "国家卫生健康委"),
    ],
)
def test_a_former_name_is_said_to_be_one(names: Names, words: str, agency: str) -> None:
    found = names.resolve(f"{words}2022年收到多少申请")
    assert found.agencies == (agency,)
    assert [key for key, _ in found.notes] == ["assistant.agency_former"]


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("How many requests did the Bureau of Science and Technology of Xiyuan get in 2021?", KJ),
        ("Xiyuan S&T Bureau 2021 requests", KJ),
        ("requests made to Xiyuan's sci-tech bureau in 2021", KJ),
        ("Xiyuan EEB, 2021", HJ),
        ("Xiyuan AMR 2022 requests", "溪源市市场监督管理局"),
        ("requests to the Municipal Health Commission of Xiyuan in 2022", "溪源市卫生健康委员会"),
        ("Xiyuan科技局2021年收到多少", KJ),
        ("xi yuan ke ji ju 2021年收到多少", KJ),
        ("xiyuankejiju 2021", KJ),
        ("Yanpu University 2020 requests", "雁浦大学"),
        ("Yanpu customs 2010 enquiries", "雁浦海关"),
        ("Xiyuan High-tech Zone Management Committee 2024", "溪源高新技术产业开发区管理委员会"),
    ],
)
def test_in_latin_letters(names: Names, words: str, agency: str) -> None:
    assert names.resolve(words).agencies == (agency,)


def test_two_places_share_an_organ_in_english(names: Names) -> None:
    for words in ("Compare the Science Bureaus of Xiyuan and Yanpu", "Xiyuan and Yanpu science bureaus"):
        found = names.resolve(words)
        assert (found.agencies, found.group) == ((KJ, "雁浦市科学技术局"), None), words


@pytest.mark.parametrize(
    "words",
    [
        "雁浦市教育局", "雁浦教育2021年", "溪源市民政局", "溪源民政2021年", "桐柳省财政去年", "Wuzhong科技局", "wuzhong市科技局",
        "xiyuan min zheng ju 2021年", "Yanpu Education Bureau", "Xiyuan University", "Binhe High-tech Zone", "Xiyuan Customs",
        "溪源的工商大学", "雁浦市图书馆", "吴忠市教育局", "竹岭县人民医院",
    ],
)  # fmt: skip
def test_one_that_is_not_held_is_never_another(names: Names, words: str) -> None:
    found = names.resolve(f"{words}收到多少申请")
    assert found.agencies == ()


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("城关镇2022年收到几件", {"溪源市柳岸区城关镇人民政府", "竹岭县城关镇人民政府"}),
        ("科技局2021年收到几件", {KJ, "雁浦市科学技术局"}),
        ("雁浦2021年收到几件", {e.agency for e in HELD if e.agency.startswith("雁浦市")}),
        ("桐柳省政府2013年收到几件", {"桐柳省人民政府办公厅"}),
        ("雁市生态环境局2021年收到几件", {"雁浦市生态环境局"}),
    ],
)
def test_what_does_not_decide_is_asked_back(names: Names, words: str, choices: set[str]) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((), None)
    assert set(found.choices) == choices


@pytest.mark.parametrize(
    "words",
    [
        "源溪市科学技术局", "溪源市科枝局", "溪源市科学技技术局", "溪源市科学支术局", "溪源市学科技术局", "溪园市科学技术局",
        "溪源市科学技术居", "溪源市科学技木局", "溪源市科学技局", "溪源市科学术技局",
    ],
)  # fmt: skip
def test_slips_are_put_right_or_asked_back(names: Names, words: str) -> None:
    found = names.resolve(f"{words}2021年收到多少申请")
    assert set(found.agencies or found.choices) == {KJ}


def forms(agency: str, chance: random.Random) -> Iterator[str]:
    """An agency's name as people write it."""
    parts = anatomy(agency)
    yield agency
    yield OpenCC("s2t").convert(agency)
    if not parts.place:
        return
    short = "".join(map(shortened, units_of(parts.place)))
    for organ in (parts.organ, *short_names(parts.organ)[:2]):
        yield from (parts.place + organ, short + organ, parts.place + "的" + organ, parts.place + "2021年" + organ)
    yield "".join(lazy_pinyin(short + (short_names(parts.organ)[:1] or (parts.organ,))[0]))
    at = chance.randrange(len(agency) - 1)
    yield agency[:at] + agency[at + 1] + agency[at] + agency[at + 2 :]
    yield agency[:at] + agency[at + 1 :]
    yield agency[:at] + agency[at] + agency[at:]


def test_in_any_form_it_is_that_agency_or_none() -> None:
    """Held, each form names it or nothing; where it is not held, no form is answered from another."""
    chance = random.Random(11)
    ends = ("2021年收到多少申请", "去年主动公开多少条", "的电话是多少", "网站2021年发了多少条", "：行政处罚多少件")
    named = 0
    for entry in HELD:
        whole, without = Names(HELD), Names(one for one in HELD if one is not entry)
        for form in forms(entry.agency, chance):
            words = folded(chance.choice(("", "请问", "2021年", "关于", "也查一下")) + form + chance.choice(ends))
            found, absent = whole.resolve(words), without.resolve(words)
            assert set(found.agencies) <= {entry.agency}, words
            told = re.search("agency_(?:office|place|only)", str(absent.notes))
            assert not absent.agencies or told, words
            named += bool(found.agencies)
    assert named > 200
