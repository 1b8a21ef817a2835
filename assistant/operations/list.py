"""Which agencies have something, have none, or keep to a bound: 哪些单位有行政诉讼, 行政处罚超过100件且没有复议的单位."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.bounds import MORE_THAN_NONE
from assistant.citing import Citer, mark
from assistant.claiming import bars, claim_of, columns, year_pieces
from assistant.desk import Desk
from assistant.formula import counted as counted_formula
from assistant.gathering import Gathered, Stated, caveats, coverage, gather_for, heads_for, opened
from assistant.operations import replies
from assistant.phrases import listed, shown
from assistant.question import Bound, Language, Metric, Question
from ingest.strings import say

_FEWER = re.compile(r"[少低小](?:于|过)?|不及|不如|\b(?:fewer|less|lower|smaller|below)\b", re.IGNORECASE)
_ANY = re.compile(r"^(?:were|was|are|is|did|do|does|has|have)\b.*\bany\b|有没有|有无", re.IGNORECASE)
SHOWN = 30
KEPT = 200
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
        some = "bound" in question.cues
        return replies.clarify(question, "which_conditions") if some else replies.no_metric(question, desk)
    demand = _demand(question)
    heads = heads_for(question, desk)
    each = [gather_for(question, desk, metric, heads) for metric in demand.metrics]
    demand = replace(demand, metrics=tuple(gathered.metric for gathered in each))
    if not all(gathered.numbers for gathered in each):
        return replies.none_states(question, tuple(sorted({head.year for head in heads})))
    rows = list(zip(*(gathered.every for gathered in each), strict=True))
    of_one = len(question.agencies) == 1  # its years, as they follow
    kept = sorted(filter(demand.admits, rows), key=lambda row: row[0].head.year if of_one else _order(row, demand))
    return _answer(question, desk, demand, each, kept)


def beyond(question: Question, desk: Desk) -> Question:
    """Which agencies have more than 云川市商务局: the question over all of them, with its number as the bound; as it was
    where that number is not stated."""
    if len(question.agencies) != 1 or len(question.metrics) != 1 or "more" not in question.cues:
        return question
    gathered = gather_for(question, desk, question.metrics[0], heads_for(question, desk))
    if len(gathered.numbers) != 1:
        return question
    bound = Bound("<" if _FEWER.search(question.text) else ">", gathered.numbers[0].number)
    return replace(question, agencies=(), bounds=(bound,), years=(gathered.numbers[0].head.year,))


def _demand(question: Question) -> _Demand:
    """The question's metrics, each with its bound: one for all where it has no more."""
    metrics, bounds = question.metrics, question.bounds
    if len(bounds) != len(metrics):
        bounds = (bounds[:1] or (MORE_THAN_NONE,)) * len(metrics)
    return _Demand(metrics, bounds, question.either)


def _order(row: Row, demand: _Demand) -> tuple[object, ...]:
    first = next((one for one in row if one.state == "number"), row[0])
    value = first.number if demand.bounds[0].op in _UPWARD else -first.number
    return value, first.head.agency, first.head.year


def _answer(
    question: Question, desk: Desk, demand: _Demand, each: Sequence[Gathered], kept: Sequence[Row]
) -> Answer:  # fmt: skip
    language = question.language
    citer = Citer()
    counted = bool(kept) and "tally" in question.cues
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
    return replies.answered(
        replace(question, metrics=demand.metrics),
        _yes(question, len(kept)) + _lead(len(kept), several, counted, language) + text,
        (*whole, *claims),
        citer,
        coverage=coverage(narrowed, language, also),
        table=_table(together, demand, language) if claims else None,
        warnings=dict.fromkeys(note for gathered in each for note in caveats(gathered, language)),
    )


def _yes(question: Question, kept: int) -> str:
    """Yes, where it is asked whether there are any: 有没有哪一年超过250件."""
    asked = kept and ("yes_no" in question.cues or _ANY.search(question.text))
    return say("assistant.list_yes", question.language) + "\n" if asked else ""


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
