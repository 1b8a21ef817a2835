"""A first question set from what a library holds, for a person to correct: every figure is one that was read."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.library import Library, ReportHead
    from ingest.report import Fact

_TOTAL = "applicant.total"


def draft(library: Library, size: int, seed: int = 0) -> list[dict[str, Any]]:
    """`size` questions, as many a report as it takes, each with the number, the place and a year that must be declined
    for every tenth. The answers are the library's own reading: correct them by hand before measuring with them."""
    chance = random.Random(seed)
    heads = library.reports()
    drawn = [(head, fact) for head in heads for fact in _askable(library.facts([head.id]))]
    picked = chance.sample(drawn, min(size, len(drawn)))
    records = [_record(number, head, fact) for number, (head, fact) in enumerate(picked, 1)]
    return records + list(_unheld(heads, size // 10, chance))


def _askable(facts: list[Fact]) -> Iterator[Fact]:
    """Facts with a number that a question can name: cells with labels, totals only, and keyed prose."""
    for fact in facts:
        if fact.state != "number" or fact.metric is None or fact.year is not None:
            continue
        if (fact.origin == "cell" and fact.row and fact.applicant in (None, _TOTAL)) or (
            fact.origin == "prose" and fact.noun and fact.qualifier == "exact"
        ):
            yield fact


def _record(number: int, head: ReportHead, fact: Fact) -> dict[str, Any]:
    asked = fact.noun if fact.origin == "prose" else "".join(part for part in (fact.row, _column(fact)) if part)
    place: dict[str, Any] = {"file": head.file, "agency": head.agency, "year": head.year}
    place |= {"page": fact.place.page} if fact.place.page else {}
    place |= {"row": fact.row, "column": fact.column} if fact.origin == "cell" else {"quote": fact.quote}
    return {
        "id": f"d{number:03}",
        "question": f"{head.agency}{head.year}年{asked}是多少？",
        "type": "lookup_cell" if fact.origin == "cell" else "lookup_prose",
        "agency": head.agency,
        "year": head.year,
        "number": float(fact.value or 0),
        "citations": [{key: value for key, value in place.items() if value is not None}],
    }


def _column(fact: Fact) -> str | None:
    return None if fact.applicant == _TOTAL else fact.column


def _unheld(heads: list[ReportHead], count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Years that no report of an agency covers."""
    for number in range(1, count + 1 if heads else 0):
        head = chance.choice(heads)
        year = min(other.year for other in heads if other.agency == head.agency) - 1
        question = f"{head.agency}{year}年收到多少件政府信息公开申请？"
        yield {"id": f"n{number:03}", "question": question, "type": "unanswerable_year", "status": "declined"}
