"""An organ told apart from its place, as the one whose report is meant; and what only looks like a name."""

from __future__ import annotations

import pytest

from assistant.names import AgencyEntry, Names

HELD = (
    AgencyEntry("溪源市人民政府", ("溪源市",), (2021,)),
    AgencyEntry("溪源市民政局", ("溪源市",), (2021,)),
    AgencyEntry("溪源市市场监督管理局", ("溪源市",), (2021,)),
    AgencyEntry("桐柳省民政厅", ("桐柳省",), (2021,)),
    AgencyEntry("桐柳省审计厅", ("桐柳省",), (2021,)),
    AgencyEntry("云朔省审计厅", ("云朔省",), (2021,)),
    AgencyEntry("云朔省农业农村厅", ("云朔省",), (2021,)),
)
CITY, CIVIL, MARKET, PROVINCE = (one.agency for one in HELD[:4])


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("2021年全桐柳省网上约着领证的有多少对，民政厅那份年报里说了吧", PROVINCE),
        ("桐柳省2021年领证多少对？民政厅    里说了", PROVINCE),
        ("桐柳省2021年领证多少对（民政厅年报）", PROVINCE),
        ("据民政厅2021年年报，桐柳省网上预约多少对", PROVINCE),
        ("溪源市2021年查了几部电梯？市监局的年报里应该有", MARKET),
        ("溪源市2021年低保多少户，民政局说的", CIVIL),
        ("溪源市2021年低保多少户？民政局", CIVIL),
        ("民政局 溪源市 2021 低保多少户", CIVIL),
        ("溪源市2021年给民政局转了几件申请", CITY),
        ("溪源市2021年移交民政局的线索几条", CITY),
        ("溪源市2021年有没有督促民政局发年报", CITY),
        ("溪源市2021年机构改革，民政局里增加了几个科室", CITY),
    ],
)
def test_whose_report_it_is(names: Names, words: str, agency: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((agency,), None)


def test_all_of_a_place_is_no_part_of_what_is_asked(names: Names) -> None:
    words = "全桐柳省2021年领证多少对，民政厅那份年报里说了吧"
    assert [words[start:end] for start, end in names.resolve(words).spans] == ["全桐柳省", "民政厅那份年报"]


def test_a_report_that_is_not_held_is_not_the_governments(names: Names) -> None:
    found = names.resolve("溪源市2021年修了几条渠？水利局年报里有")
    assert not found.agencies
    assert found.unknown == "溪源市水利局"


@pytest.mark.parametrize(
    "words",
    [
        "两个省的审计厅2021年谁的公告多，各几篇？我说的是桐柳和云朔",
        "两省审计厅2021年谁的公告多，桐柳和云朔",
        "两个省审计厅2021年的公告数，桐柳的和云朔的",
    ],
)
def test_the_organ_of_each_of_two_places(names: Names, words: str) -> None:
    assert names.resolve(words).agencies == ("桐柳省审计厅", "云朔省审计厅")


@pytest.mark.parametrize(
    "words",
    [
        "专家去乡下看庄稼 云朔农业农村厅 2021 场次",
        "大学生返乡创业 云朔农业农村厅 2021 人数",
        "医生下乡义诊 云朔农业农村厅 2021 场次",
        "干部到镇上宣讲 云朔农业农村厅 2021 几次",
    ],
)
def test_where_somebody_goes_is_no_town(names: Names, words: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == (("云朔省农业农村厅",), None)


def test_a_town_that_is_not_held_is_named_still(names: Names) -> None:
    assert names.resolve("青山乡2021年收到几件申请").unknown == "青山乡"
