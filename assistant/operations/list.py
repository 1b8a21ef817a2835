"""Which agencies have something, and which have none: 哪些单位有行政诉讼."""

from __future__ import annotations

import re

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.finding import formula_of
from assistant.gathering import caveats, coverage, gather, heads_for
from assistant.operations import replies
from assistant.phrases import value_of
from assistant.question import Question
from ingest.strings import say

_NONE = re.compile(r"没有|未|为零|为0|\bno\b|\bnone\b|did not|without", re.IGNORECASE)
_BOUND = re.compile(
    r"(?P<more>超过|大于|多于|高于|不少于|at least|more than|over)\s*(?P<n>\d+)|(?P<less>少于|小于|低于|不足|less than|under)\s*(?P<m>\d+)",
    re.IGNORECASE,
)


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies whose number is above zero (or zero, or past a bound the question states), with coverage."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    gathered = gather(desk, question.metrics[0], heads_for(question, desk))
    language = question.language
    kept = sorted(
        (found for found in gathered.numbers if _fits(question.text, float(found.facts[0].value or 0))),
        key=lambda found: -(found.facts[0].value or 0),
    )
    if not gathered.numbers:
        return replies.none_states(question, gathered.years)
    citer = Citer()
    claims = [
        Claim(
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
        for found in kept
        for fact in found.facts[:1]
    ]
    pieces = [
        say(
            "assistant.year_piece",
            language,
            agency=claim.agency,
            year=claim.year,
            value=claim.shown,
            marks=mark(*claim.citations),
        )
        for claim in claims
    ]
    lead = say("assistant.list_lead" if claims else "assistant.list_none", language, count=len(claims))
    rows = tuple(((claim.agency, ()), (str(claim.year), ()), (claim.shown, claim.citations)) for claim in claims)
    columns = tuple(say(f"assistant.column_{name}", language) for name in ("agency", "year", "value"))
    return Answer(
        status="answered",
        text=lead + say("assistant.semicolon", language).join(pieces),
        coverage=coverage(gathered, language),
        question=question,
        values=tuple(claims),
        citations=citer.citations,
        table=AnswerTable(columns, rows) if claims else None,
        warnings=caveats(gathered, language),
        reading=replies.reading(question),
    )


def _fits(text: str, value: float) -> bool:
    if bound := _BOUND.search(text):
        return value > float(bound["n"]) if bound["more"] else value < float(bound["m"])
    return value == 0 if _NONE.search(text) else value > 0
