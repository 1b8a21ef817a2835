"""Years in any wording: named, spanned, open to one side, counted back, or named by the publication."""

from __future__ import annotations

import pytest

from assistant.years import years_in
from ingest.folding import folded
from tests.assistant.answers import Ask

OLDEST, NEWEST = 2017, 2024


def years(text: str) -> tuple[tuple[int, ...], str]:
    found = years_in(folded(text), NEWEST, OLDEST, today=2026)
    return found.years, found.how


@pytest.mark.parametrize(
    "text",
    [
        "二〇二一年收到多少件", "二零二一年度", "贰零贰壹年", "二一年收到多少件", "21年收到多少件", "'21的数", "FY2021", "fy 21",
        "2021财年", "2021 年度", "收到多少件（2021）", "2021年1-12月", "2021年1月1日至12月31日", "2021年全年", "2021年末结转几件",
        "《云川市科技局2021年政府信息公开工作年度报告》", "2021年年报（2022年1月发布）里", "2022年公布的2021年年报里",
        "in calendar year 2021", "how many in ’21", "报告期2021年", "21年以各种理由拒绝几件",
    ],
)  # fmt: skip
def test_one_year(text: str) -> None:
    assert years(text) == ((2021,), "written")


@pytest.mark.parametrize(
    "text",
    [
        "2019到2021", "2019-2021", "2019—2021年", "2019~2021", "2019年至2021年", "2019年度到2021年度", "19-21年", "19年到21年", "19到21这三年", "19至21那几年",
        "2019-21", "从2019年一直看到2021年", "2019、2021之间", "2019年和2021年之间", "between 2019 and 2021", "from 2019 to 2021",
        "2019 through 2021", "2019年、2021年以及中间各年", "starting with 2019 and ending with 2021",
    ],
)  # fmt: skip
def test_a_span(text: str) -> None:
    assert years(text) == ((2019, 2020, 2021), "range")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019、2020和2021年", (2019, 2020, 2021)),
        ("19、20、21三年", (2019, 2020, 2021)),
        ("2019/2020", (2019, 2020)),
        ("2020年比2019年多多少", (2020, 2019)),
        ("the change between 2019 and 2021", (2019, 2021)),
        ("2019年和2021年之间增长多少", (2019, 2021)),
        ("1921年收到多少件", (1921,)),
        ("2035年收到多少件", (2035,)),
    ],
)
def test_several_years_are_no_span(text: str, expected: tuple[int, ...]) -> None:
    assert years(text) == (expected, "written")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("从2022年起", 2022, NEWEST), ("2022年以来", 2022, NEWEST), ("自2022年以来", 2022, NEWEST), ("2022年及以后", 2022, NEWEST),
        ("2022年至今", 2022, NEWEST), ("2021年之后", 2022, NEWEST), ("since 2022", 2022, NEWEST), ("after 2021", 2022, NEWEST),
        ("2020年以前", OLDEST, 2019), ("before 2020", OLDEST, 2019),
        ("十三五期间", 2016, 2020), ("“十四五”以来", 2021, 2025), ("during the 13th Five-Year Plan", 2016, 2020),
    ],
)  # fmt: skip
def test_spans_open_to_one_side(text: str, first: int, last: int) -> None:
    assert years(text) == (tuple(range(first, last + 1)), "range")


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("今年", 0), ("去年", 1), ("前年", 2), ("大前年", 3), ("上一年度", 1), ("两年前", 2), ("last year", 1), ("the year before last", 2),
        ("two years ago", 2), ("three years earlier", 3),
    ],
)  # fmt: skip
def test_counted_back_from_the_newest(text: str, back: int) -> None:
    assert years(text) == ((NEWEST - back,), "relative")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("近三年", 3), ("最近三个年头", 3), ("最近这两年", 2), ("过去五年", 5), ("三年来", 3), ("the last three years", 3),
        ("over the past 3 years", 3), ("the most recent two reporting years", 2),
    ],
)  # fmt: skip
def test_a_span_counted_back(text: str, count: int) -> None:
    assert years(text) == (tuple(range(NEWEST - count + 1, NEWEST + 1)), "range")


def test_the_newest_is_that_of_whoever_is_asked_about(ask: Ask) -> None:
    assert years("最近一年") == years("the most recent year") == ((), "newest")
    assert ask("吴忠市科技局最新一年微信发了多少篇").values[0].year == 2021


@pytest.mark.parametrize(
    "text",
    [
        "上年结转多少件",
        "受理12345热线多少件",
        "超过2000条的单位",
        "under 2000 posts",
        "近几期公报",
        "21件申请",
        "第21号公报",
    ],
)
def test_numbers_that_are_no_years(text: str) -> None:
    assert years(text) == ((), "none")


def test_a_month_is_no_year() -> None:
    assert years("2021-06之前") == ((2021,), "written")
    assert years("2021年-06月")[0] == (2021,)


@pytest.mark.parametrize(
    "text", ["2022年发布的年报", "2022年3月公布的政府信息公开年度报告", "the report published in 2022"]
)
def test_a_report_is_of_the_year_before_it_came_out(text: str) -> None:
    assert years(text) == ((2021,), "published")


def test_what_was_published_in_a_year_is_of_that_year() -> None:
    assert years("2022年发布的信息多少条") == ((2022,), "written")


def test_what_was_assumed_is_said(ask: Ask) -> None:
    answer = ask("云川市科技局2022年发布的年报里新收申请多少件")
    assert (answer.values[0].year, answer.values[0].number) == (2021, 10)
    assert "2022" in answer.reading
    assert "2022" in ask("云川市科技局近两年新收申请多少件").reading


def test_a_year_no_report_is_of_is_declined(ask: Ask) -> None:
    for year in ("1921年", "2016年", "2035年"):
        answer = ask(f"云川市科技局{year}新收申请多少件")
        assert (answer.status, answer.values) == ("declined", ()), year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23年比22年多办了几件", (2023, 2022)),
        ("2018开始，2021结束", (2018, 2019, 2020, 2021)),
        ("2023年在2000之上的单位", (2023,)),
        ("这几年一共收到多少", tuple(range(OLDEST, NEWEST + 1))),
        ("年均收到多少", tuple(range(OLDEST, NEWEST + 1))),
    ],
)
def test_years_beside_numbers_and_differences(text: str, expected: tuple[int, ...]) -> None:
    assert years(text)[0] == expected
