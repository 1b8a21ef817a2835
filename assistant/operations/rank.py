"""Top and bottom: agencies ordered by one metric in one year, ties sharing a place."""

from __future__ import annotations

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.finding import Found, formula_of
from assistant.gathering import caveats, coverage, gather, heads_for
from assistant.operations import replies
from assistant.phrases import value_of
from assistant.question import Question
from ingest.strings import say

SHOWN = 10


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies by the metric asked, best first (or least), with coverage."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    gathered = gather(desk, question.metrics[0], heads_for(question, desk))
    numbers = sorted(
        gathered.numbers, key=lambda found: (found.facts[0].value or 0) * (-1 if question.descending else 1)
    )
    if not numbers:
        return replies.none_states(question, gathered.years)
    placed = _places(numbers)
    limit = question.limit or SHOWN
    kept = [(place, found) for place, found in placed if place <= limit][: max(limit, SHOWN) * 3]
    citer = Citer()
    claims = [_claim(found, citer, question) for _, found in kept]
    language = question.language
    lines = [
        say(
            "assistant.rank_piece",
            language,
            place=place,
            agency=claim.agency,
            year=claim.year,
            value=claim.shown,
            marks=mark(*claim.citations),
        )
        for (place, _), claim in zip(kept, claims, strict=True)
    ]
    rows = tuple(
        ((str(place), ()), (claim.agency, ()), (str(claim.year), ()), (claim.shown, claim.citations))
        for (place, _), claim in zip(kept, claims, strict=True)
    )
    columns = tuple(say(f"assistant.column_{name}", language) for name in ("place", "agency", "year", "value"))
    chart = (
        {
            "kind": "bar",
            "points": [
                {
                    "label": claim.agency,
                    "year": claim.year,
                    "value": float(claim.number or 0),
                    "citation": claim.citations[0],
                }
                for claim in claims
            ],
        }
        if len(claims) > 1
        else None
    )
    return Answer(
        status="answered",
        text="\n".join(lines[:limit]),
        coverage=coverage(gathered, language),
        question=question,
        values=tuple(claims),
        citations=citer.citations,
        table=AnswerTable(columns, rows, chart),
        warnings=caveats(gathered, language),
        reading=replies.reading(question),
    )


def _places(numbers: list[Found]) -> list[tuple[int, Found]]:
    """Competition ranking: equal values share the place, the next one skips."""
    placed: list[tuple[int, Found]] = []
    for at, found in enumerate(numbers, start=1):
        tied = placed and placed[-1][1].facts[0].value == found.facts[0].value
        placed.append((placed[-1][0] if tied else at, found))
    return placed


def _claim(found: Found, citer: Citer, question: Question) -> Claim:
    fact = found.facts[0]
    return Claim(
        fact.value,
        fact.unit,
        fact.qualifier,
        found.head.agency,
        found.head.year,
        fact.metric,
        citer.found(found),
        value_of(fact, question.language),
        formula=formula_of(fact),
    )
