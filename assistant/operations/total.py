"""Sums, means and medians of one metric over reports, with what was added shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.claiming import claim_of, computed, year_pieces
from assistant.concepts import sense
from assistant.desk import Desk
from assistant.finding import PLAINLY, Found, belied, chance_of, find
from assistant.formula import added, averaged
from assistant.gathering import Gathered, Stated, caveats, coverage, gather_for, heads_for, opened
from assistant.operations import lookup, replies
from assistant.question import Language, Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.strings import say

Kind = Literal["total", "mean", "median"]
_MEDIAN = re.compile(r"中位|\bmedian\b", re.IGNORECASE)
_ITEMS = frozenset("条 件 篇 则 份 项 条次 篇次".split())
"""What pieces of information are counted in, whichever a report prefers; that they differ is said."""
_FEW = 6
_SHOWN = 12
_MARKED = 3


def answer(question: Question, desk: Desk) -> Answer:
    """The sum (or mean, or median) over the reports that state the metric; blanks are never counted as zero."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    heads = heads_for(question, desk)
    without = [agency for agency in question.agencies if all(head.agency != agency for head in heads)]
    if without and question.years:
        return replies.unknown_year(question, desk, without[0], question.years[0])
    held = {head.year for head in heads}
    if len(question.agencies) == 1 and len(held) == 1 and len(question.years) > 1 and _kind(question) == "total":
        return _since(question, desk, heads)
    missing = sorted(set(question.years) - held) if len(question.agencies) == 1 and _kind(question) == "total" else []
    if missing and held:  # a sum over some of the years is not the one asked for
        return replies.unknown_year(question, desk, question.agencies[0], missing[0])
    each = [_gathered(question, desk, metric, heads) for metric in question.metrics]
    question = replace(question, metrics=tuple(gathered.metric for gathered in each))
    stated = [gathered for gathered in each if gathered.numbers]
    if not stated:
        return replies.none_states(question, each[0].years)
    units = stated[0].units
    if len(stated) == 1 and len(units) > 1 and not {*units} <= _ITEMS:
        return replies.declined(question, "units_do_not_add", units="、".join(units))
    citer = Citer()
    language = question.language
    blocks = [_block(desk, gathered, _kind(question), citer, language, len(each) > 1) for gathered in stated]
    wholes = [claims[0] for _, claims in blocks]
    return replies.answered(
        question,
        [text for text, _ in blocks],
        (*wholes, *(claim for _, claims in blocks for claim in claims[1:])),
        citer,
        coverage=coverage(each[0], language),
        warnings=dict.fromkeys(note for gathered in stated for note in caveats(gathered, language)),
    )


def _gathered(question: Question, desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> Gathered:
    """What the reports say of a metric; of a few of one agency also in other words, as each of them would be asked, where
    every one of them plainly says it, in one unit."""
    first = gather_for(question, desk, metric, heads)
    few = len(question.agencies) == 1 and 1 < len(heads) <= _FEW
    if metric.key is not None or not few or len(first.numbers) == len(heads):
        return first
    found = [find(desk, head, metric) for head in heads]
    plainly = all(
        one.state == "number"
        and one.facts[0].origin == "prose"
        and not one.others
        and chance_of(desk, one.head, metric) >= PLAINLY
        and not belied(desk, one.head, metric, one.facts[0])
        for one in found
    )
    if not plainly or len({one.facts[0].unit for one in found}) > 1:
        return first
    return Gathered(
        metric, tuple(Stated(one.head, "number", one.facts[0].value, one.facts[0].unit, found=one) for one in found)
    )


def _since(question: Question, desk: Desk, heads: Sequence[ReportHead]) -> Answer:
    """A sum over years of which one report alone is held: what that one says was published up to then, where that is asked
    for; never the one year."""
    metric = question.metrics[0]
    facts = [fact for head in heads for fact in desk.facts(head.id) if fact.qualifier == "累计" and fact.unit in _ITEMS]
    facts = [fact for fact in facts if str(min(question.years)) in fact.quote]  # counted from the same year on
    told = [fact for fact in facts if _published((fact.noun or "").split("累计")[-1].replace(MARK, ""))]
    if len(question.metrics) == 1 and _published(metric.words) and len({fact.value for fact in told}) == 1:
        head = next(head for head in heads if head.id == told[0].report)
        found = Found(head, (told[0],), (), "number")
        return lookup.told(replace(question, operation="lookup"), desk, list(heads), [(metric, found)])
    missing = sorted(set(question.years) - {head.year for head in heads})
    return replies.unknown_year(question, desk, question.agencies[0], missing[0])


def _published(words: str) -> bool:
    """Whether words say that information was published, and not where or which."""
    said = sense(words)
    return "公开" in words and not said.pairs and not {"channel", "thing"} & {*said.concepts.values()}


def _kind(question: Question) -> Kind:
    return "median" if _MEDIAN.search(question.text) else "mean" if "mean" in question.cues else "total"


def _block(
    desk: Desk, gathered: Gathered, kind: Kind, citer: Citer, language: Language, named: bool
) -> tuple[str, list[Claim]]:
    """The line of one metric and its claims, the whole first, then some of the numbers it was made of."""
    ordered = sorted(gathered.numbers, key=lambda one: (-one.number, one.head.agency, one.head.year))
    found = opened(desk, gathered, ordered)
    if kind == "median":
        return _median(found, gathered.metric, citer, language, named)
    shown = [claim_of(one, citer, language) for one in _shown(found, gathered)]
    whole = _whole(found, gathered.metric, kind, citer, language)
    lead = f"{gathered.metric.label}{say('assistant.colon', language)}" if named else ""
    text = lead + say(f"assistant.{kind}_line", language, value=whole.shown) + year_pieces(shown, language)
    scopes = _by_scope(found, gathered, citer, language) if kind == "total" else []
    pieces = [
        say(f"assistant.scope_{name}", language, value=claim.shown, marks=mark(*_first(claim, shown)))
        for name, claim in scopes
    ]
    return text + "".join(pieces), [whole, *(claim for _, claim in scopes), *shown]


def _shown(found: Sequence[Found], gathered: Gathered) -> list[Found]:
    """The largest, and of own and summed-up numbers at least one each, since the sum of each kind is told."""
    scopes = {one.head.id: one.scope for one in gathered.numbers}
    kinds = {scopes[one.head.id] for one in found[:_SHOWN]}
    others = {scopes[one.head.id]: one for one in reversed(found) if scopes[one.head.id] not in kinds}
    return [*found[:_SHOWN], *others.values()]


def _first(claim: Claim, shown: Sequence[Claim]) -> list[int]:
    """Some of the places that a sum was taken from, of agencies that are named."""
    told = {n for one in shown for n in one.citations}
    return [n for n in claim.citations if n in told][:_MARKED]


def _whole(found: Sequence[Found], metric: Metric, kind: Kind, citer: Citer, language: Language) -> Claim:
    numbers = [fact.value or Decimal(0) for one in found for fact in (one.parts or one.facts[:1])]
    written = averaged(numbers, len(found)) if kind == "mean" else added(numbers)
    return computed(written, found, metric.key, citer, language)


def _by_scope(
    found: Sequence[Found], gathered: Gathered, citer: Citer, language: Language
) -> list[tuple[str, Claim]]:  # fmt: skip
    """Where own and summed-up numbers are mixed, the sum of each kind: a region's total holds its organs' numbers."""
    scopes = {one.head.id: one.scope for one in gathered.numbers}
    if len(set(scopes.values())) < 2:
        return []
    kinds = ((name, [one for one in found if scopes[one.head.id] == name]) for name in ("own", "aggregate"))
    return [(name, _whole(some, gathered.metric, "total", citer, language)) for name, some in kinds]


def _median(
    found: Sequence[Found], metric: Metric, citer: Citer, language: Language, named: bool
) -> tuple[str, list[Claim]]:
    """The middle number, or the mean of the two in the middle."""
    middle = found[(len(found) - 1) // 2 : len(found) // 2 + 1]
    shown = [claim_of(one, citer, language) for one in middle]
    if len(middle) == 1:
        lead = shown[0]
    else:
        written = averaged([one.facts[0].value or Decimal(0) for one in middle], 2)
        lead = computed(written, middle, metric.key, citer, language)
        shown = [lead, *shown]
    label = f"{metric.label}{say('assistant.colon', language)}" if named else ""
    pieces = year_pieces([claim for claim in shown if claim.agency], language)
    return label + say("assistant.median_line", language, value=lead.shown) + pieces, shown
