"""Two figures in one question (人大建议和政协提案各办了几件)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.concepts import sense
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.joining import readings, things
from assistant.metrics import recognise
from assistant.question import Metric
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.tokens import pairs_of


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
