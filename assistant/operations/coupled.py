"""Two figures in one question (人大建议和政协提案各办了几件), and the change that a report states beside a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.concepts import sense
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.joining import readings, things
from assistant.metrics import recognise
from assistant.question import Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.tokens import pairs_of

_CHANGED = re.compile(rf"增[加长多]|减少|下降|上升|提[高升]|多[了出]|少[了于]|[多少]{MARK}")
_EARLIER = re.compile(r"上一?年|去年|上年度|同比|同期|头一年|前一年")


def both(desk: Desk, head: ReportHead, metric: Metric) -> list[tuple[Metric, Found]]:
    """What a report says of each thing that a metric's words join: only where it states each by itself. What one of two
    known things counts is said where the report is silent on the other."""
    known = things(metric.label, metric.unit)
    joined = (
        [known] if known else [tuple(_alone(one, metric.unit) for one in words) for words in readings(metric.label)]
    )
    for halves in joined:
        found = [(half, find(desk, head, half)) for half in halves]
        facts = [each.fact for _, each in found if each.state == "number" and each.fact is not None]
        if (
            not facts
            or len(facts) != len(set(facts))
            or (len(facts) < len(halves) and not (known and _only(halves, found)))
        ):
            continue
        if (known or _side_by_side(facts)) and (len(facts) < len(halves) or _own(halves, facts)):
            return found
    return []


def _only(halves: Sequence[Metric], found: Sequence[tuple[Metric, Found]]) -> bool:
    """Whether each number that was found is of its own thing alone, and names none of the others."""
    said = {half: frozenset(sense(half.words).concepts) for half in halves}
    shared = frozenset.intersection(*said.values())
    return bool(shared != said[halves[0]]) and all(
        not (said[other] - shared) & sense(each.fact.noun or "").concepts.keys()
        for half, each in found
        if each.state == "number" and each.fact is not None
        for other in halves
        if other is not half
    )


def _alone(words: str, unit: str | None) -> Metric:
    known = recognise(words, unit)
    return replace(known[0], words=words) if len(known) == 1 else Metric(None, words, words, unit)


def _own(halves: Sequence[Metric], facts: Sequence[Fact]) -> bool:
    """Whether each fact shares no more with the words of another half than with its own."""
    return all(
        _shares(half.words, fact.noun or "") >= _shares(other.words, fact.noun or "")
        for half, fact in zip(halves, facts, strict=True)
        for other in halves
    )


def _side_by_side(facts: Sequence[Fact]) -> bool:
    """Whether they stand in one sentence or paragraph, or are cells of the tables."""
    one, *others = facts
    if any(fact.origin == "prose" for fact in facts):
        return all(
            fact.origin == one.origin and (fact.quote == one.quote or fact.place.block == one.place.block)
            for fact in others
        )
    return len({fact.metric for fact in facts}) == len(facts)


def _shares(words: str, noun: str) -> int:
    """How many pairs of characters two texts have in common."""
    return len({*pairs_of(words)} & {*pairs_of(noun)})


def change_of(desk: Desk, question: Question) -> Found | None:
    """What the later report states itself of the change that is asked about: 1206件，较上年增加154件."""
    if len(question.metrics) != 1 or len(question.agencies) != 1 or len(question.years) != 2:
        return None
    earlier, later = sorted(question.years)
    for head in desk.heads(question.agencies[0], later):
        found = find(desk, head, question.metrics[0])
        facts = desk.facts(head.id)
        told = [one for one in (*found.facts, *_retold(found, facts)) if one.origin == "prose"]
        changes = (_stated_after(facts, one, earlier, later) for one in told if found.state == "number")
        if change := next(filter(None, changes), None):
            return Found(head, (change,), (), "number")
    return None


def _retold(found: Found, facts: Sequence[Fact]) -> list[Fact]:
    """Where the prose says the number of a cell again."""
    cell = found.fact
    if cell is None or cell.origin == "prose" or not cell.value:
        return []
    said = sense((cell.row or "") + (cell.column or "")).concepts
    return [
        fact
        for fact in facts
        if fact.origin == "prose" and fact.value == cell.value and sense(fact.noun or "").concepts.keys() & said.keys()
    ]


def _stated_after(facts: Sequence[Fact], lead: Fact, earlier: int, later: int) -> Fact | None:
    """The change told next after a figure in the same clause, in its unit, against the year asked for."""
    at = facts.index(lead)
    for fact in facts[at + 1 : at + 4]:
        if fact.quote != lead.quote:
            return None
        if _CHANGED.search(fact.noun or "") and fact.unit in (lead.unit, "%", "倍"):
            told = str(earlier) in fact.quote or (earlier == later - 1 and _EARLIER.search(fact.quote))
            return fact if told else None
        if fact.year != earlier and not re.search(r"[较比]", fact.noun or ""):
            return None
    return None


def of_both_years(found: Found, facts: Sequence[Fact], earlier: int) -> tuple[Fact, Fact] | None:
    """A figure of a report and the same of an earlier year, told beside it: 274条，比2019年的231条增加43条."""
    lead = found.fact
    if found.state != "number" or lead is None or lead.origin != "prose" or lead.qualifier != "exact":
        return None
    beside = [fact for fact in facts if fact.quote == lead.quote and fact.year == earlier and fact.unit == lead.unit]
    return (lead, beside[0]) if len(beside) == 1 and beside[0].qualifier == "exact" and beside[0].value else None
