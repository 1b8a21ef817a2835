"""What a list demands: bounds, the words for none, and several conditions at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.bounds import Demands, demands
from assistant.cues import hear
from assistant.thresholds import bound_in
from ingest.folding import folded


def demanded(text: str) -> Demands:
    return demands(hear(folded(text)), "en" if text.isascii() else "zh")


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("哪些单位不少于3件", 3, True),
        ("哪些单位超过3件", 3, False),
        ("哪些单位少于3件", 3, False),
        ("at least 3", 3, True),
        ("no more than 3 requests", 3, True),
        ("more than 3 requests", 3, False),
        ("行政处罚10件以上的单位", 10, True),
        ("行政处罚10件以下的单位", 10, True),
        ("行政处罚10件以下的单位", 11, False),
        ("处罚在10之上的", 10, False),
        ("处罚在10件之下的", 9, True),
        ("行政处罚在10到50件之间的单位", 50, True),
        ("行政处罚在10到50件之间的单位", 51, False),
        ("处罚10件至50件的", 9, False),
        ("agencies with between 10 and 20 requests", 9, False),
        ("申请量1.2万件以上", 12000, True),
        ("不少于一百件", 99, False),
        ("哪些单位只有1件行政复议", 1, True),
        ("哪些单位只有1件行政复议", 2, False),
        ("行政许可为0的单位", 0, True),
        ("哪些单位申请量大于零", 0, False),
        ("比30件还多的", 30, False),
        ("比30少的", 29, True),
        ("未超过30件的", 30, True),
        ("还没到30件的", 30, False),
        ("stayed below 30", 30, False),
        ("fell short of 30", 29, True),
        ("30 or more", 30, True),
        ("没办到30件的", 30, False),
        ("没发够30条的", 29, True),
        ("办满30件的", 30, True),
        ("三十万不到的", 300000, False),
        ("30件都没到的", 29, True),
        ("passed 30", 30, False),
        ("did not reach 30", 29, True),
        ("reached 30", 30, True),
    ],
)
def test_bounds(text: str, value: int, kept: bool) -> None:
    found = bound_in(folded(text))
    assert found is not None
    assert found[0].admits(Decimal(value)) is kept


@pytest.mark.parametrize(
    ("text", "zero"),
    [
        ("哪些单位一件申请都没收到", True),
        ("哪些单位没有行政诉讼", True),
        ("哪些单位有行政诉讼", False),
        ("哪些单位有尚未审结的复议", False),
        ("哪些单位有没有现成信息的答复", False),
        ("哪些单位未收到申请", True),
        ("Which agencies received no requests?", True),
    ],
)
def test_none_is_a_bound(text: str, zero: bool) -> None:
    [bound] = demanded(text).bounds
    assert (bound.admits(Decimal(0)), bound.admits(Decimal(2))) == (zero, not zero)


@pytest.mark.parametrize(
    ("text", "keys", "either"),
    [
        ("哪些单位行政处罚超过100件且没有行政复议", ["disclosure.art20_6.penalty.decisions", "review.total"], False),
        ("哪些单位有行政复议或者行政诉讼", ["review.total", "litigation.total"], True),
        ("行政许可和行政处罚都为零的单位", ["disclosure.art20_5.license.decisions", "disclosure.art20_6.penalty.decisions"], False),
        ("●年收到申请但没有行政复议的单位", ["requests.received_new", "review.total"], False),
        ("agencies with at least 10 licences and no lawsuits", ["disclosure.art20_5.license.decisions", "litigation.total"], False),
    ],
)  # fmt: skip
def test_several_conditions(text: str, keys: list[str], either: bool) -> None:
    found = demanded(text)
    assert found.either is either
    assert [metric.key for metric in found.metrics] == keys
    assert len(found.bounds) == len(keys)


@pytest.mark.parametrize("words", ["多于30、少于70", "大于30而小于70", "超过30件但不足70件", "在30到70之间"])
def test_two_bounds_on_one_number(words: str) -> None:
    found = demanded(f"●年行政处罚{words}的单位")
    assert [metric.key for metric in found.metrics] == ["disclosure.art20_6.penalty.decisions"]
    [bound] = found.bounds
    assert [bound.admits(Decimal(number)) for number in (29, 50, 71)] == [False, True, False]
