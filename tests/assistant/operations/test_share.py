"""Shares and rates show their formula."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assistant.answers import Ask


@pytest.mark.parametrize(
    ("question", "number", "formula"),
    [
        ("云川市政府2023年自然人申请占比是多少", "79.05", "468 ÷ 592 × 100 = 79.05"),
        ("云川市政府2022年自然人申请占比是多少", "80.31", "412 ÷ 513 × 100 = 80.31"),
        ("云川市政府2022年公开率是多少", "49.12", "(213 + 38) ÷ 511 × 100 = 49.12"),
        ("云川市政府2023年不予公开率是多少", "13.61", "(1 + 4 + 1 + 14 + 11 + 16 + 25 + 9) ÷ 595 × 100 = 13.61"),
        ("云川市政府2022年复议纠错率是多少", "14.29", "4 ÷ (30 − 2) × 100 = 14.29"),
        ("云川市政府2023年纠错率是多少", "9.38", "3 ÷ (37 − 5) × 100 = 9.38"),
        ("云川市政府2023年复议维持率是多少", "78.13", "25 ÷ (37 − 5) × 100 = 78.13"),
        ("云川市科技局2023年商业企业申请占比", "27.78", "5 ÷ 18 × 100 = 27.78"),
        ("What share of requests came from natural persons at 云川市政府 in 2022", "80.31", "412 ÷ 513 × 100 = 80.31"),
    ],
)
def test_shares_show_their_formula(ask: Ask, question: str, number: str, formula: str) -> None:
    answer = ask(question)
    [claim] = answer.values
    assert (claim.number, claim.unit, claim.formula) == (Decimal(number), "%", formula)
    assert formula in answer.text


@pytest.mark.parametrize("question", ["栖岩县教育局2021年复议纠错率是多少", "吴忠市科技局2021年公开率是多少"])
def test_a_share_of_nothing_is_declined(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.values) == ("declined", ())
