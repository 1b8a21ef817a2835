"""Whether a passage is the evidence of a question. The rule is the same for every side, and no stricter than a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from eval.bench.peers import Found
from eval.openings import simplified
from eval.schema import Item

SINGLE = frozenset(("lookup_cell", "lookup_prose", "blank", "contact", "explain"))
"""The types whose answer stands in one passage of one report."""


def has_evidence(item: Item) -> bool:
    """Whether a single passage can be said to hold the answer."""
    return item.type in SINGLE and item.status == "answered" and not item.history and _place(item) is not None


def rank(item: Item, found: Sequence[Found]) -> int | None:
    """The place (from 1) of the first passage that holds the answer; None where none does."""
    return next((number for number, one in enumerate(found, 1) if holds(item, one)), None)


def right_report(item: Item, found: Sequence[Found]) -> bool:
    """Whether the first passage is of a report that the answer is cited from."""
    return bool(found) and any(place.get("file") == found[0].file for place in item.citations)


def holds(item: Item, found: Found) -> bool:
    """The passage is of the cited report, and has the quoted sentence; or the row's label and the number; or the text."""
    return any(place.get("file") == found.file and _stands(item, place, found.text) for place in item.citations)


def _stands(item: Item, place: dict[str, Any], printed: str) -> bool:
    text = _plain(printed)
    if place.get("quote"):
        return _plain(place["quote"]) in text
    if place.get("row"):
        return _label(place["row"]) in text and (item.number is None or _has_number(printed, item.number))
    words = [_plain(word) for word in (*item.any_of, *item.all_of)]
    return any(word in text for word in words)


def _place(item: Item) -> dict[str, Any] | None:
    checked = (
        place for place in item.citations if place.get("quote") or place.get("row") or item.any_of or item.all_of
    )
    return next(checked, None)


def _label(row: str) -> str:
    """The words of a row that tell it from its neighbours: 结果维持 of 行政复议 结果维持."""
    parts = [_plain(part) for part in row.split()]
    return next((part for part in reversed(parts) if part not in ("总计", "小计", "合计")), parts[-1])


def _has_number(printed: str, number: float) -> bool:
    digits = f"{number:.0f}" if float(number).is_integer() else repr(float(number))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", printed))
    return re.search(rf"(?<![\d.]){re.escape(digits)}(?!\d|\.\d)", text) is not None


def _plain(text: str) -> str:
    return re.sub(r"[\s|]+", "", re.sub(r"(?<=\d),(?=\d{3})", "", simplified(text)))
