"""Top and bottom: agencies ordered by one metric, in one year or over several, ties sharing a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer
from assistant.claiming import bars, claim_of, columns, computed, piece
from assistant.desk import Desk
from assistant.formula import added
from assistant.gathering import Gathered, Stated, caveats, coverage, gather_for, heads_for, opened
from assistant.operations import replies
from assistant.phrases import spelled
from assistant.question import Question
from ingest.strings import say

SHOWN = 10
_NTH = re.compile(
    r"第[二三四五六七八九十2-9](?:多|高|大|名|位)(?!单)|\b(?:second|third|fourth|fifth)(?:[- ](?:most|highest|largest|biggest))",
    re.I,
)
"""One place alone is asked for, and not those up to it."""
Placed = tuple[int, Stated]


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies by the metric asked, best first (or least), with coverage."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    gathered = gather_for(question, desk, question.metrics[0], heads_for(question, desk))
    question = replace(question, metrics=(gathered.metric, *question.metrics[1:]))
    if not gathered.numbers:
        return replies.none_states(question, gathered.years)
    citer = Citer()
    together = len(gathered.years) > 1 and "sum" in question.cues
    if together and len(gathered.units) > 1:
        return replies.declined(question, "units_do_not_add", units="、".join(gathered.units))
    limit = question.limit or SHOWN
    if together:
        claims, tied = _sums(question, desk, gathered, citer, limit)
    else:
        claims, tied = _singles(question, desk, gathered, citer, limit)
    key = "assistant.rank_sum_piece" if together else "assistant.rank_piece"
    return _answer(question, gathered, claims, tied, citer, limit, key)


def _singles(
    question: Question, desk: Desk, gathered: Gathered, citer: Citer, limit: int
) -> tuple[list[Claim], int]:  # fmt: skip
    """The claims of the reports that are shown, and how many tied with the last of them are not."""
    ordered = sorted(gathered.numbers, key=lambda one: _key(one.number, one.head.agency, question.descending))
    most, tied = kept(places([one.number for one in ordered]), limit)
    found = opened(desk, gathered, ordered[:most])
    return [claim_of(one, citer, question.language) for one in found], tied


def _sums(
    question: Question, desk: Desk, gathered: Gathered, citer: Citer, limit: int
) -> tuple[list[Claim], int]:  # fmt: skip
    """The same by the sum over the years of each agency."""
    by_agency: dict[str, list[Stated]] = {}
    for one in gathered.numbers:
        by_agency.setdefault(one.head.agency, []).append(one)
    whole = {agency: sum((one.number for one in some), Decimal(0)) for agency, some in by_agency.items()}
    ordered = sorted(whole, key=lambda agency: _key(whole[agency], agency, question.descending))
    most, tied = kept(places([whole[agency] for agency in ordered]), limit)
    claims = []
    for agency in ordered[:most]:
        found = opened(desk, gathered, by_agency[agency])
        numbers = [fact.value or Decimal(0) for one in found for fact in (one.parts or one.facts[:1])]
        claims.append(computed(added(numbers), found, gathered.metric.key, citer, question.language, agency))
    return claims, tied


def _answer(
    question: Question, gathered: Gathered, claims: Sequence[Claim], tied: int, citer: Citer, limit: int, key: str
) -> Answer:
    language = question.language
    ranked = list(zip(places([claim.number or Decimal(0) for claim in claims]), claims, strict=True))
    shown = max(limit, sum(place <= limit for place, _ in ranked[: limit * 2]))
    cited = {citation.n: citation.year for citation in citer.citations}
    lines = [
        piece(key, claim, language, place=place, years=spelled(cited[n] for n in claim.citations))
        for place, claim in ranked[:shown]
    ]
    rows = tuple(
        ((str(place), ()), (claim.agency, ()), (str(claim.year), ()), (claim.shown, claim.citations))
        for place, claim in ranked
    )
    also = say("assistant.coverage_tied", language, count=tied) if tied else ""
    nth = [claim for place, claim in ranked if place == limit] if _NTH.search(question.text) else []
    return replies.answered(
        question,
        lines,
        (*nth, *(claim for claim in claims if claim not in nth)),
        citer,
        coverage=coverage(gathered, language, also),
        table=AnswerTable(columns(("place", "agency", "year", "value"), language), rows, bars(claims)),
        warnings=caveats(gathered, language),
    )


def _key(number: Decimal, agency: str, descending: bool) -> tuple[Decimal, str]:
    return (-number if descending else number), agency


def places(numbers: Sequence[Decimal]) -> list[int]:
    """Competition ranking of ordered numbers: equal ones share the place, the next one skips."""
    found: list[int] = []
    for at, number in enumerate(numbers):
        found.append(found[-1] if at and numbers[at - 1] == number else at + 1)
    return found


def kept(ranked: Sequence[int], limit: int) -> tuple[int, int]:
    """How many are shown (ties at the limit too, up to three times as many), and how many ties are left out."""
    within = sum(place <= limit for place in ranked)
    most = max(limit, SHOWN) * 3
    return min(within, most), max(0, within - most)
