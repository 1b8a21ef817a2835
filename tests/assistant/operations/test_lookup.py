"""One value, or a few: the right one, its unit, its place, and what two sources say."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.assistant.answers import Ask, cited, figures
from tests.assistant.questions import KJ, LS, NOT_YET, ONE, ZF, ZW


@pytest.mark.parametrize(("question", "agency", "year", "number", "unit"), [*ONE, *NOT_YET])
def test_one_value(ask: Ask, question: str, agency: str, year: int, number: str, unit: str | None) -> None:
    answer = ask(question)
    assert answer.status == "answered", answer.text
    lead = answer.values[0]
    assert (lead.agency, lead.year, lead.number, lead.unit) == (agency, year, Decimal(number), unit)
    assert cited(answer, lead) == {(agency, year)}


@pytest.mark.parametrize("question", [question for question, *_ in NOT_YET])
def test_what_is_not_understood_is_not_answered_from_elsewhere(ask: Ask, question: str) -> None:
    [(agency, year)] = [(one[1], one[2]) for one in NOT_YET if one[0] == question]
    assert {(claim.agency, claim.year) for claim in ask(question).values} <= {(agency, year)}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("中卫市科学技术局2019年组织了几次集中学习，多少人参加", ["4", "67"]),
        ("云川市科技局2023年短视频多少条，政策解读材料多少件", ["26", "24"]),
        ("吴忠市科技局2021年微信发了多少篇，微博发了多少篇", ["91", "68"]),
        ("云川市科技局2022年微信和微博分别发布多少条", ["258", "73"]),
    ],
)
def test_several_values(ask: Ask, question: str, numbers: list[str]) -> None:
    assert [number for _, _, number in figures(ask(question))] == numbers


def test_the_value_leads_and_its_place_is_told(ask: Ask) -> None:
    answer = ask("云川市政府2023年行政强制多少件")
    assert answer.text.startswith("1117")
    [citation] = answer.citations
    assert (citation.row, citation.column) == ("行政强制", "本年处理决定数量")
    assert citation.place.page == 1
    assert citation.place.box is not None


def test_a_row_without_applicant_is_its_total(ask: Ask) -> None:
    assert ask("云川市科技局2021年予以公开多少件").citations[0].column == "总计"
    assert figures(ask("云川市科技局2021年予以公开自然人多少件")) == [(KJ, 2021, "4")]


def test_a_sum_that_the_template_does_not_print_is_shown(ask: Ask) -> None:
    answer = ask("云川市政府2022年不予公开多少件")
    assert figures(answer) == [(ZF, 2022, "67")]
    assert answer.values[0].formula == "2 + 5 + 0 + 11 + 10 + 13 + 19 + 7 = 67"
    assert answer.values[0].formula in answer.text
    assert len(answer.citations) == 8


def test_a_blank_is_no_zero(ask: Ask) -> None:
    """中卫 2019 leaves all but the totals of its results blank."""
    answer = ask("中卫市科技局2019年予以公开的自然人申请多少件")
    assert (answer.status, answer.values) == ("declined", ())
    assert "空白" in answer.text
    assert figures(ask("中卫市科技局2019年予以公开多少件")) == [(ZW, 2019, "0")]


def test_two_sources_two_numbers(ask: Ask) -> None:
    """The text says 12 applications, the table 11."""
    answer = ask("澜阳市市监局2023年收到多少申请")
    assert sorted(number for _, _, number in figures(answer)) == ["11", "12"]
    assert [cited(answer, claim) for claim in answer.values] == [{(LS, 2023)}] * 2
    [warning] = answer.warnings
    assert "正文与表格" in warning
    assert re.search(r"\[\d\]", warning)


def test_one_number_from_two_sources_cites_both(ask: Ask) -> None:
    answer = ask("云川市科技局2021年新收申请多少件")
    assert figures(answer) == [(KJ, 2021, "10")]
    assert {each.row is None for each in answer.citations} == {True, False}
    assert not answer.warnings


@pytest.mark.parametrize(
    "question",
    [one[0] for one in ONE],
)
def test_no_other_number_is_taken_for_a_second_source(ask: Ask, question: str) -> None:
    """Of these figures the samples give one value only."""
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.warnings == ()
    assert len({claim.number for claim in answer.values}) == 1
