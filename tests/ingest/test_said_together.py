"""Numbers that share their words with others: rates beside their counts, 各 as 分别, zeros told after their noun."""

from __future__ import annotations

import pytest

from ingest.quantities import prose_facts
from ingest.report import Block


def told(text: str) -> list[tuple[str | None, str]]:
    return [(fact.noun, str(fact.value)) for fact in prose_facts([Block(0, text)], [], "r", 2021) if fact.noun]


def test_a_rate_is_of_the_count_before_it() -> None:
    facts = told("现场递交的26件，占比12.5%；通过邮寄递交的130件，占62.5%。")
    assert ("现场递交的占比□", "12.5") in facts
    assert ("通过邮寄递交的占□", "62.5") in facts


def test_each_of_two_channels_has_its_number() -> None:
    facts = dict(told("本年度，我局微信公众号和微博各更新210条和35条。"))
    assert {noun: value for noun, value in facts.items() if noun and "微博" in noun} == {"微博更新□": "35"}


def test_each_kind_is_no_parallel_list() -> None:
    assert dict(told("开设政策、服务等各类专栏12个。"))["开设政策、服务等各类专栏□"] == "12"


@pytest.mark.parametrize(
    ("text", "noun"),
    [("四、收费情况：无。", "收费"), ("行政复议均无。", "行政复议"), ("我局无上年结转。", "上年结转")],
)
def test_a_zero_is_stated_before_or_after_its_noun(text: str, noun: str) -> None:
    zeros = [fact for fact in prose_facts([Block(0, text)], [], "r", 2021) if fact.qualifier == "none"]
    assert [fact.value for fact in zeros] == [0]
    assert noun in (zeros[0].noun or "")
