"""Kinds of a row put together, shares inside a row, and lawsuits of either kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.metrics import recognise
from assistant.operations.share import _nested
from tests.assistant.answers import Ask, figures, passes


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云川市政府2023年不予公开的几种情形合到一起是几件", "81"),
        ("云川市政府2023年不予公开的，几个理由加总是多少件", "81"),
        ("云川市政府2023年无法提供的，几个原因加总是多少件", "165"),
        ("云川市科技局2021年新收的申请加上上年结转的，总共几件", "11"),
        ("How many requests did 云川市科技局 have in 2021, new ones plus those carried in?", "11"),
        ("云川市科技局2021年新收申请件数（不含上年结转）", "10"),
    ],
)
def test_one_number_is_asked_for(ask: Ask, question: str, number: str) -> None:
    answer = ask(question)
    assert figures(answer)[0][2] == number
    assert passes(answer)


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("云川市政府2022年已审结的复议案件中被纠正的占百分之几", "4 ÷ (30 − 2) × 100 = 14.29"),
        ("Corrected reviews as a percentage of concluded ones, 云川市政府, 2022?", "4 ÷ (30 − 2) × 100 = 14.29"),
        ("云川市政府2023年审结的行政复议里维持原决定的比例", "25 ÷ (37 − 5) × 100 = 78.13"),
    ],
)
def test_a_share_of_what_came_to_an_end(ask: Ask, question: str, formula: str) -> None:
    assert ask(question).values[0].formula == formula


@pytest.mark.parametrize(
    ("words", "part", "whole"),
    [
        ("自然人申请里予以公开", ("requests.results.granted", True), ("requests.results.total", True)),
        (
            "不予公开里过程性信息",
            ("requests.results.refused.process_info", False),
            ("requests.results.refused.sum", False),
        ),
    ],
)
def test_the_whole_is_the_row_that_is_named(words: str, part: tuple[str, bool], whole: tuple[str, bool]) -> None:
    nested = _nested(words)
    assert nested is not None
    assert [(one.key, one.applicant is not None) for one in nested] == [part, whole]


@pytest.mark.parametrize("words", ["自然人申请", "予以公开里自然人", "网站里政策解读"])
def test_no_row_inside_another(words: str) -> None:
    assert _nested(words) is None


@pytest.mark.parametrize("words", ["官司输了", "行政诉讼被判纠正"])
def test_lawsuits_of_both_kinds(words: str) -> None:
    keys = [metric.key for metric in recognise(words)]
    assert keys == ["litigation.direct.corrected", "litigation.after_review.corrected"]


def test_both_kinds_of_lawsuits_are_added_up(ask: Ask) -> None:
    parts = [
        ask(f"云川市政府2023年{kind}结果维持几件").values[0].number or Decimal(0)
        for kind in ("未经复议直接起诉", "复议后起诉")
    ]
    assert ask("云川市政府2023年行政诉讼被维持的有几件").values[0].number == sum(parts, Decimal(0))


def test_regulations_are_counted_in_pieces() -> None:
    assert [metric.key for metric in recognise("规章还管用", "部")] == ["disclosure.art20_1.rules.effective"]
