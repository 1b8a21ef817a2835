"""Which numbers are parts of which, and what a rate or an earlier figure is of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.quantities import prose_facts
from ingest.report import Block, Fact


def _facts(text: str) -> tuple[Fact, ...]:
    return prose_facts([Block(index=0, text=text)], [], "r", 2021)


@pytest.mark.parametrize(("third", "tied"), [("6", True), ("5", False)])
def test_what_follows_a_colon_is_a_part_only_where_it_adds_up(third: str, tied: bool) -> None:
    facts = _facts(f"全年办结申请12件：予以公开4件、不予公开2件、无法提供{third}件。")
    assert [fact.total for fact in facts] == [None, *[0 if tied else None] * 3]


def test_rates_told_one_after_the_other_belong_to_their_numbers() -> None:
    facts = _facts("40个单位公开了预算，30个单位公开了决算，公开率分别为100%和75%。")
    rates = {fact.value: fact.noun or "" for fact in facts if fact.unit == "%"}
    assert "预算" in rates[Decimal(100)]
    assert "决算" in rates[Decimal(75)]


def test_a_figure_of_an_earlier_year_is_of_the_same_thing() -> None:
    facts = _facts("主动公开信息52条，比2020年的40条增加12条。")
    assert [(fact.value, fact.year, fact.metric) for fact in facts[:2]] == [
        (Decimal(52), None, "disclosed_total"),
        (Decimal(40), 2020, "disclosed_total"),
    ]


def test_a_plan_is_of_the_year_it_is_made_for() -> None:
    assert [fact.year for fact in _facts("2022年计划新增公开目录9项。")] == [2022]


def test_a_guide_is_no_address() -> None:
    assert [fact.value for fact in _facts("更新服务指南35项。")] == [Decimal(35)]
