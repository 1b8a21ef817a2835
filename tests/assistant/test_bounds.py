"""What a list demands: bounds, the words for none, and several conditions at once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.bounds import conditions


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
        ("行政处罚在10到50件之间的单位", 50, True),
        ("行政处罚在10到50件之间的单位", 51, False),
        ("agencies with between 10 and 20 requests", 9, False),
        ("申请量1.2万件以上", 12000, True),
        ("不少于一百件", 99, False),
        ("哪些单位只有1件行政复议", 1, True),
        ("哪些单位只有1件行政复议", 2, False),
        ("行政许可为0的单位", 0, True),
        ("哪些单位一件申请都没收到", 0, True),
        ("哪些单位没有行政诉讼", 0, True),
        ("哪些单位没有行政诉讼", 1, False),
        ("哪些单位有行政诉讼", 0, False),
        ("哪些单位申请量大于零", 0, False),
        ("哪些单位有尚未审结的复议", 2, True),
        ("哪些单位有没有现成信息的答复", 2, True),
        ("哪些单位未收到申请", 0, True),
        ("Which agencies received no requests?", 0, True),
        ("2021年以上的单位", 5, True),
    ],
)
def test_bounds_and_none(text: str, value: int, kept: bool) -> None:
    [bound] = conditions(text).bounds
    assert bound.admits(Decimal(value)) is kept


@pytest.mark.parametrize(
    ("text", "words", "either"),
    [
        ("哪些单位行政处罚超过100件且没有行政复议", ["行政处罚", "行政复议"], False),
        ("哪些单位有行政复议或者行政诉讼", ["行政复议", "行政诉讼"], True),
        ("2023年收到申请但没有行政复议的单位", ["收到申请", "行政复议"], False),
        ("agencies with at least 10 licences and no lawsuits", ["licences", "lawsuits"], False),
    ],
)
def test_several_conditions(text: str, words: list[str], either: bool) -> None:
    found = conditions(text)
    assert found.either is either
    assert len(found.clauses) == len(words)
    assert all(word in clause.words for word, clause in zip(words, found.clauses, strict=True))


def test_the_words_of_a_clause_hold_no_bound() -> None:
    assert [clause.words for clause in conditions("行政处罚超过100件且没有行政复议").clauses] == [
        "行政处罚",
        "行政复议",
    ]
