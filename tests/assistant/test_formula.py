"""Arithmetic that is shown: what is built holds, and what was altered does not."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.formula import added, averaged, holds, operands, result, shared

NUMBERS = st.decimals(-(10**9), 10**9, places=2).map(lambda number: number.quantize(Decimal("0.01")))
COUNTS = st.integers(0, 10**7).map(Decimal)
MANY = st.lists(NUMBERS, min_size=1, max_size=12)


@given(MANY)
def test_sums_hold_and_name_what_was_added(numbers: list[Decimal]) -> None:
    formula = added(numbers)
    assert holds(formula)
    assert result(formula) == sum(numbers)
    assert operands(formula) == Counter(numbers)


@given(MANY)
def test_means_hold(numbers: list[Decimal]) -> None:
    formula = averaged(numbers, len(numbers))
    assert holds(formula)
    assert abs(result(formula) - sum(numbers) / len(numbers)) <= Decimal("0.005")


@given(st.lists(COUNTS, min_size=1, max_size=3), st.lists(COUNTS, min_size=1, max_size=2), st.lists(COUNTS, max_size=2))
def test_shares_hold(part: list[Decimal], whole: list[Decimal], less: list[Decimal]) -> None:
    base = sum(whole) - sum(less)
    assume(base != 0)
    formula = shared(part, whole, less)
    assert holds(formula)
    assert abs(result(formula) - sum(part) * 100 / base) <= Decimal("0.005")


@given(MANY, NUMBERS)
def test_another_result_does_not_hold(numbers: list[Decimal], stated: Decimal) -> None:
    left = added(numbers).rsplit("=", 1)[0]
    assert holds(f"{left}= {stated}") == (stated == sum(numbers))


def test_as_domain_and_template_define_them() -> None:
    assert shared([Decimal(213), Decimal(38)], [Decimal(511)]) == "(213 + 38) ÷ 511 × 100 = 49.12"
    assert shared([Decimal(4)], [Decimal(30)], [Decimal(2)]) == "4 ÷ (30 − 2) × 100 = 14.29"
    assert averaged([Decimal(513), Decimal(15), Decimal(12)], 3) == "(513 + 15 + 12) ÷ 3 = 180"


def test_a_share_of_nothing_is_no_number() -> None:
    with pytest.raises(ZeroDivisionError):
        shared([Decimal(1)], [Decimal(2)], [Decimal(2)])


def test_a_sum_over_a_large_library_is_worked_out() -> None:
    formula = added(map(Decimal, range(20_000)))
    assert holds(formula)
    assert result(formula) == 199_990_000


def test_a_decrease_is_added_as_one() -> None:
    assert holds("-2 + 1 = -1")
    assert operands("-2 + 1 = -1") == Counter([Decimal(-2), Decimal(1)])
    assert operands("30 − 2 = 28") == Counter([Decimal(30), Decimal(2)])
    assert holds("3 × (2 − -1) = 9")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        "1 =",
        "= 1",
        "1 + = 1",
        "+ 1 2 = 3",
        "1 2 + = 3",
        "(1 + 2 = 3",
        "1 + 2) = 3",
        "() = 0",
        "1 ÷ 0 = 0",
        "x = 1",
        "True = 1",
        "1_0 = 10",
        "1e1 = 10",
        "2**3 = 8",
        "__import__('os') = 1",
        "1 + 1 = NaN",
        "1 + 1 = Infinity",
        "1 + 1",
        "合计 = 3",
    ],
)
def test_what_is_no_arithmetic_does_not_hold(text: str) -> None:
    assert not holds(text)
