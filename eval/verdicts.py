"""What users said of answers, as records and as lines of a question set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from ingest.feedback import NOTHING, Feedback
from ingest.numerals import QUANTITY, read_number

_ENGLISH = re.compile(r"[A-Za-z]*")
"""What may stand after a number besides a Chinese unit: 142 posts."""
_PLACE = ("file", "agency", "year", "page", "row", "column", "quote")


def record(given: Feedback) -> dict[str, Any]:
    """A verdict as a JSON object; without the word that takes it back."""
    return {name: value for name, value in asdict(given).items() if name != "id"}


def items(given: Iterable[Feedback]) -> Iterator[dict[str, Any]]:
    """Lines of a question set: what was found useful counts as right, and where it was wrong what its user said instead. A
    wrong answer without that is left out, since nobody has said what is right.

    Of the same question with the same turns before it the last verdict counts.
    """
    last = {(one.history, one.question): one for one in given}
    for number, one in enumerate(last.values(), 1):
        line = _line(f"u{number:03}", one)
        if one.verdict == "useful":
            yield line | _found_useful(one.answer)
        elif one.remark:
            yield line | _said_instead(one.remark)


def _line(id: str, given: Feedback) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": id,
        "question": given.question,
        "language": str(given.configuration.get("language") or "zh"),
        "type": "feedback",
    }
    if given.history:
        line["history"] = list(given.history)
    return line


def _said_instead(remark: str) -> dict[str, Any]:
    """What a user says is right: that there is nothing, a number, or words."""
    if remark == NOTHING:
        return {"status": "declined"}
    bare = remark.replace(" ", "")
    hit = QUANTITY.match(bare)
    number = read_number(hit) if hit and _ENGLISH.fullmatch(bare, hit.end()) else None
    if number is None:
        return {"any_of": [remark]}
    return {"number": float(number.value)} | ({"unit": "%"} if number.unit == "%" else {})


def _found_useful(answer: dict[str, Any]) -> dict[str, Any]:
    values, citations = answer.get("values") or [], answer.get("citations") or []
    if answer.get("status") != "answered":
        return {"status": answer.get("status")}
    line: dict[str, Any] = {}
    line["citations"] = [{name: one[name] for name in _PLACE if one.get(name) is not None} for one in citations[:1]]
    if len(values) == 1 and values[0].get("number") is not None:
        value = values[0]
        return {**line, "agency": value["agency"], "year": value["year"], "number": value["number"]}
    numbers = [value for value in values if value.get("number") is not None]
    if numbers:
        return {**line, "table": [{name: one[name] for name in ("agency", "year", "number")} for one in numbers]}
    said = [value["text"] for value in values if value.get("text")] or [one["quote"] for one in citations[:1]]
    return {**line, "any_of": said} if said else {**line, "status": "answered"}
