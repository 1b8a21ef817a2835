"""Retrieval is scored by the rank of the passage that holds the quoted sentence of the right report."""

from __future__ import annotations

import pytest

from eval import retrieval, schema
from ingest.report import Passage


def _passage(report: str, text: str) -> Passage:
    return Passage(report, (), "overview", text, text)


def test_the_passage_must_hold_the_sentence_and_be_of_the_right_report() -> None:
    record = {"id": "a", "question": "?", "number": 3, "citations": [{"file": "a.txt", "quote": "微信发布 3 条"}]}
    item = schema.item(record)
    found = [_passage("2", "微信发布3条。"), _passage("1", "无"), _passage("1", "全年微信发布3条。")]
    files = {"1": "a.txt", "2": "b.txt"}
    assert retrieval.ranks([item], lambda *_: found, lambda _: None, files) == [3]
    assert retrieval.ranks([item], lambda *_: found[:2], lambda _: None, files) == [None]
    assert (
        retrieval.ranks(
            [schema.item({"id": "b", "question": "?", "number": 1})], lambda *_: found, lambda _: None, files
        )
        == []
    )


def test_scores() -> None:
    made = retrieval.scores([1, 4, None, 2])
    assert (made["recall@1"], made["recall@3"], made["recall@5"]) == (0.25, 0.5, 0.75)
    assert made["mrr"] == pytest.approx((1 + 0.25 + 0.5) / 4)
