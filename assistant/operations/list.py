"""Which agencies have something, and which have none: 哪些单位有行政诉讼."""

from __future__ import annotations

import re

from assistant.answer import Answer, AnswerTable
from assistant.citing import Citer
from assistant.claiming import claim_of, columns, year_pieces
from assistant.desk import Desk
from assistant.gathering import caveats, coverage, gather, heads_for
from assistant.operations import replies
from assistant.question import Question
from ingest.strings import say

_NONE = re.compile(
    r"没有(?!现成|经过)|没(?=收|办|发)|(?<!尚)未(?:曾|收到|发生|办理|制发|作出|实施|公开|收取|开展)|为零|为0|\bno\b|\bnone\b|did not|without",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?P<least>不少于|不低于|至少|at least)\s*(?P<l>\d+)|(?P<more>超过|大于|多于|高于|more than|over)\s*(?P<n>\d+)"
    r"|(?P<less>少于|小于|低于|不足|不到|less than|under)\s*(?P<m>\d+)",
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
    claims = [claim_of(found, citer, language) for found in kept]
    lead = say("assistant.list_lead" if claims else "assistant.list_none", language, count=len(claims))
    rows = tuple(((claim.agency, ()), (str(claim.year), ()), (claim.shown, claim.citations)) for claim in claims)
    return Answer(
        status="answered",
        text=lead + year_pieces(claims, language),
        coverage=coverage(gathered, language),
        question=question,
        values=tuple(claims),
        citations=citer.citations,
        table=AnswerTable(columns(("agency", "year", "value"), language), rows) if claims else None,
        warnings=caveats(gathered, language),
        reading=replies.reading(question),
    )


def _fits(text: str, value: float) -> bool:
    if bound := _BOUND.search(text):
        if bound["least"]:
            return value >= float(bound["l"])
        return value > float(bound["n"]) if bound["more"] else value < float(bound["m"])
    return value == 0 if _NONE.search(text) else value > 0
