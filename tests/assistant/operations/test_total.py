"""Sums and means over reports."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.assistant.answers import Ask
from tests.assistant.questions import JY, KJ, ZF


def test_the_sum_over_reports(ask: Ask) -> None:
    answer = ask("2023年行政处罚合计多少件")
    whole = answer.values[0]
    assert (whole.number, whole.unit) == (Decimal(48950 + 2318 + 3 + 2 + 0), "件")
    assert whole.formula is not None
    assert sorted(re.findall(r"\d+", whole.formula.split("=")[0]), key=int) == ["0", "2", "3", "2318", "48950"]
    assert answer.coverage


def test_the_mean_over_reports(ask: Ask) -> None:
    answer = ask("2022年新收申请平均多少件")
    assert (answer.values[0].number, answer.values[0].formula) == (Decimal(180), "(513 + 15 + 12) ÷ 3 = 180")


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("2022年各单位新收申请平均多少件", "180"),
        ("2023年各单位行政许可合计多少件", "201216"),
        ("2023年所有单位新收申请一共多少件", "643"),
        ("Total administrative licences in 2023 over all agencies", "201216"),
    ],
)
def test_totals_as_people_ask(ask: Ask, question: str, number: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.values[0].number == Decimal(number)


def test_a_total_never_counts_what_is_no_such_number(ask: Ask) -> None:
    """栖岩 2022 charged a fee for one application: 1 is not how many it received."""
    given = {(claim.agency, claim.number) for claim in ask("2022年各单位新收申请平均多少件").values if claim.agency}
    assert given == {(JY, Decimal(12)), (KJ, Decimal(15)), (ZF, Decimal(513))}
