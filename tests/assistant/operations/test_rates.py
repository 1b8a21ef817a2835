"""Agencies ordered by a share or a rate."""

from __future__ import annotations

import pytest

from assistant.formula import holds
from tests.assistant.answers import Ask, figures, passes


@pytest.mark.parametrize(
    ("question", "descending", "most"),
    [
        ("2023年公开率最高的单位", True, 10),
        ("2023年公开率最低的两家", False, 2),
        ("Which agencies had the highest disclosure rate in 2023?", True, 10),
    ],
)
def test_rates_in_order(ask: Ask, question: str, descending: bool, most: int) -> None:
    answer = ask(question)
    rates = [float(number) for _, _, number in figures(answer)]
    assert 1 < len(rates) <= most
    assert rates == sorted(rates, reverse=descending)
    assert {claim.unit for claim in answer.values} == {"%"}
    assert all(claim.formula and holds(claim.formula) for claim in answer.values)
    assert passes(answer)


def test_a_rate_that_no_report_has_is_declined(ask: Ask) -> None:
    assert ask("2023年满意率最高的单位").status == "declined"
