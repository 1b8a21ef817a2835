"""One metric over many reports, with its coverage: how many state it, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.desk import Desk
from assistant.finding import TOTAL, Found, find, operands
from assistant.phrases import listed
from assistant.question import Language, Metric, Question
from ingest.cues import MARK, metric_of
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import metrics

READ_WHOLE = 60
"""Up to so many reports each one's facts are weighed as in a look-up (5 ms a report); above, only facts under the
metric's key."""
READ_MOST = 400
"""So many reports are read for a quantity that has no key."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What each report says, those with a number first in `found`; `states` counts the reports by state."""

    found: tuple[Found, ...]
    states: dict[str, int]
    years: tuple[int, ...]
    whole: bool = True

    @property
    def numbers(self) -> tuple[Found, ...]:
        return tuple(found for found in self.found if found.state == "number")

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(found.head.scope for found in self.numbers)


def gather(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> Gathered:
    """What the reports `heads` say of `metric`. Over many reports an open quantity is looked for under the prose metric
    that its words name; Gathered.whole is False where there is none and not all reports could be read."""
    years = tuple(sorted({head.year for head in heads}))
    key = (
        metric.key
        or metric_of(f"{metric.words}{MARK}", "", metric.unit)
        or metric_of(f"{metric.words}{MARK}", "", "条")
    )
    if len(heads) > READ_WHOLE and key is not None:
        found = _by_key(desk, key, metric.applicant, heads)
    else:
        found = [find(desk, head, metric, by_words=True) for head in heads[:READ_MOST]]
    return Gathered(tuple(found), dict(Counter(each.state for each in found)), years, len(found) == len(heads))


def _by_key(desk: Desk, key: str, applicant: str | None, heads: Sequence[ReportHead]) -> list[Found]:
    """The first fact under the key in each report: of a row its 总计, of prose no part of a 其中 list if there is a whole."""
    of = metrics()[key].of if key in metrics() else ()
    wanted = {head.id for head in heads}
    by_report: dict[str, list[Fact]] = {}
    for one in (key, *of):
        rows = one.startswith("requests.")
        for fact in desk.library.facts(metric=one, applicant=(applicant or TOTAL) if rows else None):
            if fact.report in wanted and fact.metric == one:
                by_report.setdefault(fact.report, []).append(fact)
    return [_first(head, by_report.get(head.id, []), key) for head in heads]


def _first(head: ReportHead, facts: list[Fact], key: str) -> Found:
    own = [fact for fact in facts if fact.metric == key and fact.year in (None, head.year) and fact.qualifier != "累计"]
    if not own:
        return Found(head)
    lead = min(own, key=lambda fact: (fact.state != "number", fact.total is not None))
    parts = operands(facts, lead) if lead.origin == "derived" else ()
    return Found(head, (lead,), (), lead.state, parts)


def heads_for(question: Question, desk: Desk) -> list[ReportHead]:
    """The reports a question over many speaks of: of its agencies or of all, of its years or of the newest."""
    heads = (
        [head for agency in question.agencies for head in desk.heads(agency)] if question.agencies else desk.all_heads()
    )
    years = question.years or ((max(head.year for head in heads),) if heads else ())
    return [head for head in heads if head.year in years]


def coverage(gathered: Gathered, language: Language) -> str:
    """共 12 份年报：9 份写明，2 份未载明，1 份空白."""
    pieces = [
        say(f"assistant.coverage_{state}", language, count=gathered.states[state])
        for state in ("number", "blank", "unreadable", "absent")
        if gathered.states.get(state)
    ]
    return say("assistant.coverage", language, reports=len(gathered.found), pieces=listed(pieces, language))


def caveats(gathered: Gathered, language: Language) -> tuple[str, ...]:
    """What makes the numbers hard to compare: scopes that differ, units that differ."""
    out = [] if gathered.whole else [say("assistant.not_all_read", language, reports=len(gathered.found))]
    if "aggregate" in gathered.scopes and len(gathered.scopes) > 1:
        out.append(say("assistant.scopes_differ", language))
    units = {found.facts[0].unit for found in gathered.numbers if found.facts[0].unit}
    if len(units) > 1:
        out.append(say("assistant.units_differ", language, units="、".join(sorted(units))))
    return tuple(out)
