"""Found values as claims, and claims as the pieces, columns and bars that answers over many reports are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Claim
from assistant.cells import formula_of
from assistant.citing import Citer, mark
from assistant.finding import Found
from assistant.formula import result
from assistant.phrases import shown, value_of
from assistant.question import Language
from ingest.strings import say

_LINES = {"cell": "assistant.cell_line", "derived": "assistant.derived_line"}


def claim_of(found: Found, citer: Citer, language: Language) -> Claim:
    """The leading value of what was found, with the citations that carry it."""
    fact = found.facts[0]
    return Claim(
        fact.value,
        fact.unit,
        fact.qualifier,
        found.head.agency,
        found.head.year,
        fact.metric,
        citer.found(found),
        value_of(fact, language),
        formula=formula_of(fact),
    )


def computed(
    written: str, found: Iterable[Found], metric: str | None, citer: Citer, language: Language, agency: str = ""
) -> Claim:
    """The value of a formula over found numbers, with the citations of all of them; `agency`: whose they all are."""
    some = list(found)
    value, unit = result(written), some[0].facts[0].unit
    citations = tuple(dict.fromkeys(n for one in some for n in citer.found(one)))
    year = max(one.head.year for one in some)
    return Claim(
        value, unit, "exact", agency, year, metric, citations, shown(value, unit, "exact", language), formula=written
    )


def piece(key: str, claim: Claim, language: Language, **more: object) -> str:
    """A claim as words under `key`: agency, year, value and marks filled in."""
    marks = mark(*claim.citations)
    return say(key, language, agency=claim.agency, year=claim.year, value=claim.shown, marks=marks, **more)


def year_pieces(claims: Iterable[Claim], language: Language) -> str:
    """云川市科学技术局2023年 18 件[1]；…"""
    pieces = (piece("assistant.year_piece", claim, language) for claim in claims)
    return say("assistant.semicolon", language).join(pieces)


def columns(names: Iterable[str], language: Language) -> tuple[str, ...]:
    """The headings of table columns."""
    return tuple(say(f"assistant.column_{name}", language) for name in names)


def bars(claims: Sequence[Claim]) -> dict[str, Any] | None:
    """A bar chart of claims, where there are at least two."""
    points = [
        {"label": claim.agency, "year": claim.year, "value": float(claim.number or 0), "citation": claim.citations[0]}
        for claim in claims
    ]
    return {"kind": "bar", "points": points} if len(points) > 1 else None


def line_of(found: Found, citer: Citer, language: Language, key: str | None = None) -> str:
    """What is found as a line of an answer: the value, whose it is, and the words or the cell that state it. `key`: of the
    wording, where it is not the one of the number's origin."""
    fact = found.facts[0]
    line = "assistant.column_line" if fact.origin == "cell" and not fact.row else _LINES.get(fact.origin)
    return say(
        key or line or "assistant.value_line",
        language,
        value=value_of(fact, language),
        agency=found.head.agency,
        year=found.head.year,
        quote=fact.quote,
        row=fact.row or "",
        column=fact.column or "",
        marks=mark(*(n for each in found.facts for n in citer.found(found, each))),
    )
