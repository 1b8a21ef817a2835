"""Utilities and institutions by the names people use, in Chinese and English; those not held are declined."""

from __future__ import annotations

import pytest

from assistant.latin_institutions import bodies_in
from assistant.names import AgencyEntry, Names
from ingest.institutions import same_institution

PLACE = ("溪源市",)
HELD = (
    AgencyEntry("溪源市人民政府", PLACE, (2021, 2022)),
    AgencyEntry("溪源市教育局", PLACE, (2021, 2022)),
    AgencyEntry("溪源市自来水集团有限公司", PLACE, (2021,)),
    AgencyEntry("溪源市公共交通有限责任公司", PLACE, (2021,)),
    AgencyEntry("溪源市第三人民医院", PLACE, (2021,)),
    AgencyEntry("溪源市第一高级中学", PLACE, (2021,)),
    AgencyEntry("溪源市图书馆", PLACE, (2021,)),
    AgencyEntry("雁浦市人民政府", ("雁浦市",), (2021,)),
    AgencyEntry("雁浦市水务局", ("雁浦市",), (2021,)),
    AgencyEntry("雁浦市水务集团有限公司", ("雁浦市",), (2021,)),
)
CITY, SCHOOLS, WATER, BUS, HOSPITAL, SCHOOL, LIBRARY = (one.agency for one in HELD[:7])


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("溪源公交2021年老人免费坐车多少人次", BUS),
        ("溪源公交集团2021年客运量", BUS),
        ("溪源市公交总公司2021年客运量", BUS),
        ("溪源的公交2021年客运量", BUS),
        ("溪源自来水公司2021年接了多少电话", WATER),
        ("溪源水务集团2021年接了多少电话", WATER),
        ("溪源三院2021年门诊量", HOSPITAL),
        ("溪源市第三医院2021年门诊量", HOSPITAL),
        ("溪源一中2021年招生多少", SCHOOL),
        ("溪源市2021年公交车有多少辆", CITY),
        ("How many calls did Xiyuan Water Group's hotline take in 2021?", WATER),
        ("How many calls did Xiyuan's water supply company take in 2021?", WATER),
        ("How many calls did the waterworks of Xiyuan take in 2021?", WATER),
        ("How many riders did Xiyuan Public Transport Co., Ltd. carry in 2021?", BUS),
        ("How many riders did the Xiyuan bus company carry in 2021?", BUS),
        ("How many riders did Xiyuan Bus carry in 2021?", BUS),
        ("How many complaints did Xiyuan No. 3 hospital get in 2021?", HOSPITAL),
        ("How many complaints did the Third People's Hospital of Xiyuan get in 2021?", HOSPITAL),
        ("How many complaints did the No. 3 People's Hospital get in 2021?", HOSPITAL),
        ("How many pupils did Xiyuan No. 1 High School have in 2021?", SCHOOL),
        ("How many books were added to Xiyuan Library in 2021?", LIBRARY),
        ("In Xiyuan, how many books did the library add in 2021?", LIBRARY),
        ("How many books did Xiyuan Education Bureau give to Xiyuan Library in 2021?", SCHOOLS),
        ("How many library visits did Xiyuan report in 2021?", CITY),
        ("How many bus stops did Xiyuan add in 2021?", CITY),
        ("How much did Xiyuan city collect in 2021 in charges (行政事业性收费)?", CITY),
        ("Cases in 2021 in which Xiyuan was corrected (结果纠正)?", CITY),
        ("What is the phone number of the openness office of Xiyuan's municipal government?", CITY),
    ],
)
def test_the_one_that_is_meant(names: Names, words: str, agency: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((agency,), None)


@pytest.mark.parametrize(
    "words",
    [
        "溪源一院2021年门诊量",
        "溪源市人民医院2021年门诊量",
        "溪源市第三中医院2021年门诊量",
        "溪源燃气公司2021年投诉几件",
        "溪源市公交广告公司2021年投诉几件",
        "雁浦市图书馆2021年新书多少",
        "溪源市妇幼保健院2021年收到几件",
        "溪源市文化馆2021年收到几件",
        "How many complaints did Xiyuan No. 2 Hospital get in 2021?",
        "How many complaints did Xiyuan Central Hospital get in 2021?",
        "How many complaints did Xiyuan Gas Company get in 2021?",
        "How many complaints did Xiyuan Gas get in 2021?",
        "How many visitors did Xiyuan Museum have in 2021?",
        "How many pupils did Xiyuan No. 1 Primary School have in 2021?",
        "How many visitors did Yanpu Library have in 2021?",
        "How many riders did Yanpu Bus Group carry in 2021?",
        "How many requests did Xiyuan Water Bureau receive in 2021?",
    ],
)
def test_what_is_not_held_is_nobody_elses(names: Names, words: str) -> None:
    found = names.resolve(words)
    assert not found.agencies
    assert found.unknown


def test_a_bureau_and_a_company_of_one_field_are_told_apart_or_asked_back(names: Names) -> None:
    assert names.resolve("雁浦市水务局2021年收到几件").agencies == ("雁浦市水务局",)
    assert names.resolve("雁浦水务集团2021年收到几件").agencies == ("雁浦市水务集团有限公司",)
    assert set(names.resolve("雁浦水务2021年收到几件").choices) == {"雁浦市水务局", "雁浦市水务集团有限公司"}


def test_a_company_whose_place_no_list_knows() -> None:
    names = Names([AgencyEntry("溪源燃气有限公司", PLACE, (2021,)), HELD[0]])
    for words in ("溪源燃气公司2021年投诉几件", "溪源市燃气2021年投诉几件", "What did Xiyuan Gas Company do in 2021?"):
        assert names.resolve(words).agencies == ("溪源燃气有限公司",)
    assert names.resolve("溪源热力公司2021年投诉几件").unknown == "溪源热力公司"


def test_several(names: Names) -> None:
    words = "Who had more requests in 2021, Xiyuan Bus Group or Xiyuan Education Bureau?"
    assert names.resolve(words).agencies == (BUS, SCHOOLS)
    assert names.resolve("溪源公交和溪源三院2021年谁收的申请多").agencies == (BUS, HOSPITAL)


@pytest.mark.parametrize(
    ("asked", "held", "same"),
    [
        ("水务公司", "水务集团有限公司", True),
        ("自来水公司", "水务集团有限公司", False),
        ("水务集团", "水务投资集团有限公司", False),
        ("公交", "公共交通集团有限责任公司", False),
        ("二院", "第二人民医院", False),
        ("一中", "第一中学", True),
        ("二院", "第一人民医院", None),
        ("人民医院", "第二人民医院", None),
        ("第二中医院", "第二人民医院", None),
        ("第一小学", "第一中学", None),
        ("燃气公司", "港华燃气有限公司", None),
        ("公交广告公司", "公共交通集团有限公司", None),
        ("水务局", "水务集团有限公司", None),
        ("供水公司", "排水有限公司", None),
    ],
)
def test_which_two_are_one(asked: str, held: str, same: bool | None) -> None:
    assert same_institution(asked, held) is same


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the No. 12 Middle School", ("第十二中学", "第十二初级中学")),
        ("2nd People's Hospital", ("第二人民医院",)),
        ("a water utility", ("水务公司",)),
        ("Heating Co., Ltd.", ("热力公司",)),
        ("the city's libraries", ()),
        ("gas prices", ()),
    ],
)
def test_what_english_calls_them(words: str, names: tuple[str, ...]) -> None:
    assert tuple(name for body in bodies_in(words) for name in body.names) == names
