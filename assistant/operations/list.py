"""Which agencies have something, have none, or keep to a bound: 哪些单位有行政诉讼, 行政处罚超过100件且没有复议的单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.asking import metrics_of
from assistant.bounds import MORE_THAN_NONE, conditions
from assistant.citing import Citer, mark
from assistant.claiming import bars, claim_of, columns, year_pieces
from assistant.cues import hear
from assistant.desk import Desk
from assistant.formula import counted as counted_formula
from assistant.gathering import Gathered, Stated, caveats, coverage, gather, heads_for, opened
from assistant.operations import replies
from assistant.phrases import listed, shown
from assistant.question import Bound, Language, Metric, Question
from ingest.folding import folded
from ingest.strings import say

SHOWN = 30
KEPT = 200
COUNTS = re.compile(
    r"(?:多少|几)(?:个|家|份)?(?:单位|机关|部门|局|报告|年报|乡镇|镇|县|区|街道)|(?:单位|机关|部门|局|报告|年报|乡镇)(?:一共|总共|共)?(?:有|是)?(?:多少|几)(?:个|家|份)|"
    r"共?有?(?:几|多少)[个家](?=[？?。，,！! ]|$)|"
    r"\bhow many (?:agencies|bureaus|departments|organs|units|offices|of them)|\b(?:number of|count(?: of| up)?(?: all| the)*|in how many|how many(?: of the| of these| different)?) (?:agencies|bureaus|departments|organs|organi[sz]ations|units|bodies|offices|governments|authorities|reports)\b|^\s*how many (?:had|have|reported|received|stated|took|made)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(r"(?:有)?(?:多少|几)(?:个|家)(?:单位|机关|部门)?|的(?:单位|机关|部门)(?:一共|总共|共)?(?:有|是)?")
_DATED = re.compile(r"(?:(?:19|20)\d{2}|[二一][〇零○九][〇零○一二三四五六七八九]{2})\s*年?度?")
_UPWARD = frozenset(("<", "<=", "="))
Row = tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class _Demand:
    """What is asked of each report: a bound for each metric; `either`: one of them is enough."""

    metrics: tuple[Metric, ...]
    bounds: tuple[Bound, ...]
    either: bool

    def admits(self, row: Row) -> bool:
        """Whether a report keeps to the bounds. What it does not state is no zero, and keeps to none."""
        kept = [one.state == "number" and bound.admits(one.number) for one, bound in zip(row, self.bounds, strict=True)]
        return any(kept) if self.either else all(kept)


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies whose numbers keep to what the question demands, with coverage; a blank is never a zero."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    demand = _demand(question)
    if demand is None:
        return replies.clarify(question, "which_conditions")
    heads = heads_for(question, desk)
    each = [gather(desk, metric, heads) for metric in demand.metrics]
    if not all(gathered.numbers for gathered in each):
        return replies.none_states(question, tuple(sorted({head.year for head in heads})))
    rows = list(zip(*(gathered.every for gathered in each), strict=True))
    kept = sorted(filter(demand.admits, rows), key=lambda row: _order(row, demand))
    return _answer(question, desk, demand, each, kept)


def _demand(question: Question) -> _Demand | None:
    """The question's metrics with their bounds: one for each clause, or one for all metrics; None where it has more
    conditions than metrics that were understood."""
    said = conditions(question.text)
    metrics = question.metrics
    bounds, either = (question.bounds, question.either) if question.bounds else (said.bounds, said.either)
    if not question.bounds and len(metrics) < len(bounds):
        found = [_metric(clause.words, question.language) for clause in said.clauses]
        metrics = tuple(metric for metric in found if metric is not None)
        if len(metrics) < len(bounds):
            return None
    elif len(metrics) == 1 and metrics[0].key is None:
        bare = _metric(_WHICH.sub("哪些单位", said.clauses[0].words), question.language)
        metrics = (bare,) if bare is not None and (bare.key or said.clauses[0].bound) else metrics
    if len(bounds) != len(metrics):
        bounds = bounds[:1] * len(metrics) or (MORE_THAN_NONE,) * len(metrics)
        either = either or any(word in question.text for word in ("或", " or "))
    return _Demand(metrics, bounds, either)


def _metric(words: str, language: Language) -> Metric | None:
    """The metric that one clause names."""
    said = metrics_of(hear(_DATED.sub(" ", folded(words))), "list", language)
    return next((metric for metric in said if metric.key is not None), next(iter(said), None))


def _order(row: Row, demand: _Demand) -> tuple[object, ...]:
    first = next((one for one in row if one.state == "number"), row[0])
    value = first.number if demand.bounds[0].op in _UPWARD else -first.number
    return value, first.head.agency, first.head.year


def _answer(
    question: Question, desk: Desk, demand: _Demand, each: Sequence[Gathered], kept: Sequence[Row]
) -> Answer:  # fmt: skip
    language = question.language
    citer = Citer()
    counted = bool(kept) and COUNTS.search(question.text) is not None
    some = kept if counted else kept[:KEPT]
    by_metric = [
        _claims(desk, gathered, [row[at] for row in some], citer, language) for at, gathered in enumerate(each)
    ]
    together = [[claim for claim in row if claim is not None] for row in zip(*by_metric, strict=True)]
    claims = [claim for row in together for claim in row]
    several = len(demand.metrics) > 1
    whole = [_count(together, language)] if counted else []
    pieces = [_piece(row, demand, language) for row in together[:SHOWN]]
    text = say("assistant.semicolon", language).join(pieces) if several else year_pieces(claims[:SHOWN], language)
    narrowed = _narrowed(demand, each)
    also = say("assistant.coverage_kept", language, count=len(kept)) if len(kept) > SHOWN else ""
    return Answer(
        status="answered",
        text=_lead(len(kept), several, counted, language) + text,
        coverage=coverage(narrowed, language, also),
        question=replace(question, metrics=demand.metrics),
        values=(*whole, *claims),
        citations=citer.citations,
        table=_table(together, demand, language) if claims else None,
        warnings=tuple(dict.fromkeys(note for gathered in each for note in caveats(gathered, language))),
        reading=replies.reading(replace(question, metrics=demand.metrics)),
    )


def _lead(kept: int, several: bool, counted: bool, language: Language) -> str:
    if not kept:
        return say("assistant.list_none", language)
    if counted or (kept <= SHOWN and not several):
        return say("assistant.list_lead", language, count=kept)
    return say("assistant.list_several" if several and kept <= SHOWN else "assistant.list_many", language)


def _count(together: Sequence[Sequence[Claim]], language: Language) -> Claim:
    """How many reports keep to the bounds, with a citation of each."""
    number, unit = Decimal(len(together)), "个" if language == "zh" else None
    citations = tuple(dict.fromkeys(n for row in together for claim in row for n in claim.citations))
    year = max(claim.year for row in together for claim in row)
    said = shown(number, unit, "exact", language)
    return Claim(number, unit, "exact", "", year, None, citations, said, formula=counted_formula(len(together)))


def _claims(
    desk: Desk, gathered: Gathered, some: Sequence[Stated], citer: Citer, language: Language
) -> list[Claim | None]:
    found = iter(opened(desk, gathered, [one for one in some if one.state == "number"]))
    return [claim_of(next(found), citer, language) if one.state == "number" else None for one in some]


def _narrowed(demand: _Demand, each: Sequence[Gathered]) -> Gathered:
    """The coverage of several metrics together: a report counts as stating them where it states what is needed."""
    if len(each) == 1:
        return each[0]
    rows = zip(*(gathered.every for gathered in each), strict=True)
    pick = min if demand.either else max
    order = ("number", "blank", "unreadable", "absent")
    every = tuple(pick(row, key=lambda one: order.index(one.state)) for row in rows)
    return Gathered(demand.metrics[0], every, each[0].whole)


def _piece(row: Sequence[Claim], demand: _Demand, language: Language) -> str:
    """云川市科技局2023年 行政处罚 120 件[1]、行政复议 0 件[2]."""
    said = [f"{_label(claim, demand)} {claim.shown}{mark(*claim.citations)}" for claim in row]
    first = row[0]
    lead = say("assistant.agency_year", language, agency=first.agency, year=first.year)
    return f"{lead} {listed(said, language, len(said))}"


def _label(claim: Claim, demand: _Demand) -> str:
    return next((metric.label for metric in demand.metrics if metric.key == claim.metric), demand.metrics[0].label)


def _table(together: Sequence[Sequence[Claim]], demand: _Demand, language: Language) -> AnswerTable:
    """A row a report; with several metrics a row each of a report's numbers."""
    if len(demand.metrics) == 1:
        rows = tuple(
            ((claim.agency, ()), (str(claim.year), ()), (claim.shown, claim.citations))
            for [claim] in together
        )  # fmt: skip
        return AnswerTable(columns(("agency", "year", "value"), language), rows, bars([row[0] for row in together]))
    wide = tuple(
        ((claim.agency, ()), (str(claim.year), ()), (_label(claim, demand), ()), (claim.shown, claim.citations))
        for row in together
        for claim in row
    )
    return AnswerTable(columns(("agency", "year", "metric", "value"), language), wide)
