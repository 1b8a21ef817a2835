"""Top and bottom: agencies ordered by one metric in one year, ties sharing a place."""

from __future__ import annotations

from assistant.answer import Answer, AnswerTable
from assistant.citing import Citer
from assistant.claiming import bars, claim_of, columns, piece
from assistant.desk import Desk
from assistant.finding import Found
from assistant.gathering import caveats, coverage, gather, heads_for
from assistant.operations import replies
from assistant.question import Question

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
    language = question.language
    claims = [claim_of(found, citer, language) for _, found in kept]
    ranked = [(place, claim) for (place, _), claim in zip(kept, claims, strict=True)]
    lines = [piece("assistant.rank_piece", claim, language, place=place) for place, claim in ranked]
    rows = tuple(
        ((str(place), ()), (claim.agency, ()), (str(claim.year), ()), (claim.shown, claim.citations))
        for place, claim in ranked
    )
    return Answer(
        status="answered",
        text="\n".join(lines[:limit]),
        coverage=coverage(gathered, language),
        question=question,
        values=tuple(claims),
        citations=citer.citations,
        table=AnswerTable(columns(("place", "agency", "year", "value"), language), rows, bars(claims)),
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
