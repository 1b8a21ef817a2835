"""One metric over many reports, with its coverage: how many state it, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.desk import Desk
from assistant.finding import TOTAL, Found, find
from assistant.phrases import listed
from assistant.question import Language, Metric, Question
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say

READ_WHOLE = 400
"""Up to so many reports each one's facts are weighed as in a look-up; above, only facts under the metric's key."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What each report says, those with a number first in `found`; `states` counts the reports by state."""

    found: tuple[Found, ...]
    states: dict[str, int]
    years: tuple[int, ...]

    @property
    def numbers(self) -> tuple[Found, ...]:
        return tuple(found for found in self.found if found.state == "number")

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(found.head.scope for found in self.numbers)


def gather(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> Gathered:
    """What the reports `heads` say of `metric`."""
    if len(heads) <= READ_WHOLE or metric.key is None:
        found = [find(desk, head, metric) for head in heads[:READ_WHOLE]]
    else:
        found = _by_key(desk, metric, heads)
    years = tuple(sorted({head.year for head in heads}))
    return Gathered(tuple(found), dict(Counter(each.state for each in found)), years)


def _by_key(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> list[Found]:
    assert metric.key is not None
    wanted = {head.id: head for head in heads}
    best: dict[str, tuple[int, Fact]] = {}
    for row in desk.library.fact_rows(metric.key):
        if row.report not in wanted or row.metric != metric.key or row.applicant not in (None, metric.applicant or TOTAL):
            continue
        if row.report not in best:
            best[row.report] = (row.n, _fact(row))
    return [
        Found(head, (desk.library.fact(head.id, best[id][0]),), (), best[id][1].state) if id in best else Found(head)
        for id, head in wanted.items()
    ]


def _fact(row) -> Fact:  # type: ignore[no-untyped-def]
    return Fact(report=row.report, metric=row.metric, value=row.value, state=row.state, origin=row.origin, quote="",
                applicant=row.applicant, unit=row.unit, qualifier=row.qualifier)


def heads_for(question: Question, desk: Desk) -> list[ReportHead]:
    """The reports a question over many speaks of: of its agencies or of all, of its years or of the newest."""
    heads = [head for agency in question.agencies for head in desk.heads(agency)] if question.agencies else desk.all_heads()
    years = question.years or ((max(head.year for head in heads),) if heads else ())
    return [head for head in heads if head.year in years]


def coverage(gathered: Gathered, language: Language) -> str:
    """共 12 份年报：9 份写明，2 份未载明，1 份空白."""
    pieces = [say(f"assistant.coverage_{state}", language, count=gathered.states[state])
              for state in ("number", "blank", "unreadable", "absent") if gathered.states.get(state)]
    return say("assistant.coverage", language, reports=len(gathered.found), pieces=listed(pieces, language))


def caveats(gathered: Gathered, language: Language) -> tuple[str, ...]:
    """What makes the numbers hard to compare: scopes that differ, units that differ."""
    out = []
    if {"own", "aggregate"} <= gathered.scopes:
        out.append(say("assistant.scopes_differ", language))
    units = {found.facts[0].unit for found in gathered.numbers if found.facts[0].unit}
    if len(units) > 1:
        out.append(say("assistant.units_differ", language, units="、".join(sorted(units))))
    return tuple(out)
