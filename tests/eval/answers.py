"""Answers to judge: a question about one agency and year, and what an assistant might say to it."""

from __future__ import annotations

from typing import Any

from eval.schema import item

CITED = {"file": "a.txt", "agency": "澜阳市教育局", "year": 2021}


def question(**expected: Any) -> Any:
    record = {"id": "q", "question": "?", "agency": "澜阳市教育局", "year": 2021, "citations": [CITED]}
    return item(record | expected)


def citation(**changed: Any) -> dict[str, Any]:
    whole = {"n": 1, "agency": "澜阳市教育局", "year": 2021, "file": "a.txt", "section": ["一、总体情况"], "page": 2,
             "row": "行政处罚", "column": "本年处理决定数量", "quote": "行政处罚 12"}  # fmt: skip
    return whole | changed


def value(number: float | None, **changed: Any) -> dict[str, Any]:
    whole = {"number": number, "unit": "件", "agency": "澜阳市教育局", "year": 2021, "citations": [1]}
    return whole | changed


def answer(*values: dict[str, Any], **changed: Any) -> dict[str, Any]:
    whole = {
        "status": "answered",
        "text": "12 件[1]",
        "values": list(values),
        "citations": [citation()],
        "reason": None,
    }
    return whole | changed
