"""Agencies as people call them: short forms, the place and the bureau said apart, and those who work for it."""

from __future__ import annotations

import pytest

from assistant.framing import framed
from assistant.names import AgencyEntry, Names

_CITY = ("岚江省", "溪源市")
HELD = (
    AgencyEntry("溪源市人民政府", _CITY, (2021,)),
    AgencyEntry("溪源市市场监督管理局", _CITY, (2021,)),
    AgencyEntry("国家税务总局溪源市税务局", _CITY, (2021,)),
    AgencyEntry("溪源市自然资源局", _CITY, (2021,)),
    AgencyEntry("溪源市统计局", _CITY, (2021,)),
    AgencyEntry("溪源市公安局", _CITY, (2021,)),
    AgencyEntry("溪源市图书馆", _CITY, (2021,)),
    AgencyEntry("溪源市消防救援支队", _CITY, (2021,)),
    AgencyEntry("溪源市残疾人联合会", _CITY, (2021,)),
    AgencyEntry("国家统计局溪源调查队", _CITY, (2021,)),
    AgencyEntry("栎岭县城市管理局", (*_CITY, "栎岭县"), (2021,)),
    AgencyEntry("栎岭县市场监督管理局", (*_CITY, "栎岭县"), (2021,)),
    AgencyEntry("国家发展和改革委员会", (), (2021,)),
    AgencyEntry("国家统计局", (), (2021,)),
)
CITY, MARKET, TAX, LAND, FIGURES, POLICE, LIBRARY, FIRE, DISABLED, SURVEY, *_ = (one.agency for one in HELD)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("2021年在溪源新开了多少家企业？不算个体户，看市监局公开年报的数", MARKET),
        ("溪源市2021年有几对，市监局数据", MARKET),
        ("溪源2021年有多少案子，统计局口径", FIGURES),
        ("溪源全市2021年有多少起，以公安局为准", POLICE),
        ("溪源2021年许可多少件？按自然资源局的统计", LAND),
        ("据自然资源局，溪源2021年一共受理几件", LAND),
        ("统计局的数据，溪源市2021年有多少", FIGURES),
        ("溪源市2021年发了几条（公安）", POLICE),
        ("2021年市监（溪源市）主动公开了多少条信息", MARKET),
        ("公安（溪源市）2021年收到几件", POLICE),
        ("市场监管局（溪源市）2021年收到几件", MARKET),
        ("图书馆（溪源市）2021年收到几件", LIBRARY),
        ("去年溪源的政府办结了几件", CITY),
    ],
)
def test_a_bureau_told_apart_from_its_place(names: Names, words: str, agency: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((agency,), None)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("溪源税局2021年许可多少件", TAX),
        ("2021年溪源市监主动公开了多少条信息", MARKET),
        ("溪源消防2021年收到几件", FIRE),
        ("溪源市消防救援局2021年收到几件", FIRE),
        ("统计局溪源调查队2021年收到几件", SURVEY),
        ("国家统计局溪源队2021年收到几件", SURVEY),
        ("Xiyuan图书馆2021年收到几件", LIBRARY),
        ("How many requests did the tax people in Xiyuan receive in 2021?", TAX),
        ("WeChat posts of Xiyuan's market regulation officials, 2021", MARKET),
        ("How many requests did the Xiyuan fire brigade receive in 2021?", FIRE),
        ("Xiyuan Disabled Persons' Federation, requests in 2021", DISABLED),
        ("How many requests did the Xiyuan survey team receive in 2021?", SURVEY),
        ("Effective government rules held by the Xiyuan statistics bureau at end of 2021?", FIGURES),
        ("How many followed Xiyuan's official Weibo              the city government's 2021 figures?", CITY),
    ],
)
def test_as_people_call_them(names: Names, words: str, agency: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((agency,), None)


@pytest.mark.parametrize(
    ("words", "unknown"),
    [
        ("溪源市2021年离婚的有几对，民政局数据", "溪源市民政局"),
        ("2021年溪源全市有多少起，以审计局为准", "溪源审计局"),
        ("城管局（溪源市）2021年有没有被起诉", "溪源市城管局"),
        (
            "In 2021, how many cases were there in Xiyuan, per the urban management bureau?",
            "Xiyuan urban management bureau",
        ),
        ("WeChat posts of the health officials in Xiyuan, 2021", "health officials in Xiyuan"),
        ("国家发改委价格司2021年收到几件", "国家发改委价格司"),
    ],
)
def test_one_that_is_not_held_is_nobody_elses(names: Names, words: str, unknown: str) -> None:
    found = names.resolve(words)
    assert (found.agencies, found.unknown) == ((), unknown)


@pytest.mark.parametrize(
    "words",
    [
        "溪源市2021年给民政局的数据有多少条",
        "溪源市2021年督促审计局公开数据几次",
        "How many tax officials in Xiyuan were trained in 2021?",
        "How many trainings for health officials did Xiyuan hold in 2021?",
    ],
)
def test_those_who_are_only_spoken_of(names: Names, words: str) -> None:
    assert names.resolve(words).agencies == (CITY,)


def test_a_bureau_before_a_colon_is_no_label() -> None:
    assert (
        framed("Xiyuan's housing bureau: website posts in 2021?") == "Xiyuan's housing bureau: website posts in 2021?"
    )
    assert framed("Bureau: Xiyuan Housing Bureau. Website posts in 2021?").startswith("Xiyuan Housing Bureau")


def test_what_a_bureau_tells_its_figures_by_is_no_part_of_what_is_asked(names: Names) -> None:
    words = "溪源市2021年有几对，市监局公开年报的数"
    assert [words[start:end] for start, end in names.resolve(words).spans] == ["溪源市", "市监局公开年报的数"]
