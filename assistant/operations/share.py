"""Shares and rates: 自然人申请占比, 公开率, 纠错率, by the conventions of the field, with the formula shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.finding import TOTAL, Found, cells_of, operands
from assistant.formula import result, shared
from assistant.metrics import label_of, recognise
from assistant.operations import lookup, replies
from assistant.phrases import plain
from assistant.question import Metric, Question
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say

_RESULTS = "requests.results"


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate: what it is called, and the keys above and below the line (`less` is taken from what is below)."""

    name: str
    asked: re.Pattern[str]
    above: tuple[str, ...]
    below: tuple[str, ...]
    less: tuple[str, ...] = ()


_RATES = (
    _Rate(
        "rate_disclosure",
        re.compile(r"(?<!不)(?<!不予)公开率|同意公开的?比例|(?<!non-)disclosure rate", re.I),
        (f"{_RESULTS}.granted", f"{_RESULTS}.partial"),
        (f"{_RESULTS}.total",),
    ),
    _Rate(
        "rate_refusal",
        re.compile(r"不予公开(?:率|.{0,6}占|.{0,4}比例)|拒绝率|refusal rate", re.I),
        (f"{_RESULTS}.refused.sum",),
        (f"{_RESULTS}.total",),
    ),
    _Rate(
        "rate_review_corrected",
        re.compile(r"(?:复议)?纠错率|复议.{0,4}纠正率|correction rate", re.I),
        ("review.corrected",),
        ("review.total",),
        ("review.pending",),
    ),
    _Rate(
        "rate_review_upheld",
        re.compile(r"复议.{0,3}维持率|upheld rate", re.I),
        ("review.upheld",),
        ("review.total",),
        ("review.pending",),
    ),
)


def answer(question: Question, desk: Desk) -> Answer:
    """The share asked for, in each report asked about; declined where a part of it is blank or unreadable."""
    citer = Citer()
    claims: list[Claim] = []
    lines: list[str] = []
    empty: Answer | None = None
    for agency in question.agencies:
        for year in question.years:
            for head in desk.heads(agency, year)[:1]:
                parts = _parts(question, desk, head)
                if parts is None:
                    continue
                claim, line = _share(question, head, desk.facts(head.id), citer, *parts)
                empty = empty or (
                    None
                    if claim
                    else replies.declined(
                        question, "nothing_to_share", agency=head.agency, year=head.year, metric=parts[0]
                    )
                )
                if claim is not None:
                    claims.append(claim)
                    lines.append(line)
    if claims:
        return Answer(
            status="answered",
            text="\n".join(lines),
            question=question,
            values=tuple(claims),
            citations=citer.citations,
            reading=replies.reading(question),
        )
    printed = tuple(replace(metric, unit="%", key=None, applicant=None) for metric in question.metrics if metric.words)
    if empty is None and printed:  # a rate that the report itself states
        return lookup.answer(replace(question, metrics=printed), desk)
    return empty or replies.not_stated(question, desk, None)


def _parts(question: Question, desk: Desk, head: ReportHead) -> tuple[str, list[Fact], list[Fact], list[Fact]] | None:
    facts = desk.facts(head.id)
    for rate in _RATES:
        if rate.asked.search(f"{question.text} {question.topic}"):
            found = [[_cell(facts, key, TOTAL) for key in keys] for keys in (rate.above, rate.below, rate.less)]
            return _whole(say(f"assistant.{rate.name}", question.language), found)
    asked = re.sub(
        r"占(?:了)?(?:多少|几)?(?:的)?(?:比例|比重|比|百分之几)?|比例|比重|所占|百分比|的?率|share of|proportion of|percentage of",
        "",
        question.topic,
    )
    for metric in recognise(asked):
        if metric.applicant:
            found = [
                [_cell(facts, metric.key or "requests.received_new", metric.applicant)],
                [_cell(facts, metric.key or "requests.received_new", TOTAL)],
                [],
            ]
            return _whole(metric.label, found)
        if metric.key and metric.key.startswith(_RESULTS):
            found = [[_cell(facts, metric.key, TOTAL)], [_cell(facts, f"{_RESULTS}.total", TOTAL)], []]
            return _whole(label_of(metric.key, question.language), found)
    return None


def _cell(facts: tuple[Fact, ...], key: str, applicant: str) -> Fact | None:
    """The cell, a blank 总计 summed from its row where that can be."""
    found = cells_of(facts, Metric(key, "", applicant=None if applicant == TOTAL else applicant))
    return found[0] if found else None


def _whole(label: str, found: list[list[Fact | None]]) -> tuple[str, list[Fact], list[Fact], list[Fact]] | None:
    """The parts, where each of them is a number."""
    kept = [[fact for fact in group if fact is not None and fact.state == "number"] for group in found]
    if any(len(some) < len(group) for some, group in zip(kept, found, strict=True)):
        return None
    return label, kept[0], kept[1], kept[2]


def _share(
    question: Question,
    head: ReportHead,
    facts: tuple[Fact, ...],
    citer: Citer,
    label: str,
    above: list[Fact],
    below: list[Fact],
    less: list[Fact],
) -> tuple[Claim | None, str]:
    """The share as a claim and its line; no claim where the whole is nothing."""
    try:
        formula = shared(
            *(
                [part.value or Decimal(0) for fact in group for part in operands(facts, fact) or (fact,)]
                for group in (above, below, less)
            )
        )
    except ZeroDivisionError:
        return None, ""
    founds = [Found(head, (fact,), (), "number", operands(facts, fact)) for fact in (*above, *below, *less)]
    cited = tuple(dict.fromkeys(n for found in founds for n in citer.found(found)))
    value = result(formula)
    claim = Claim(value, "%", "exact", head.agency, head.year, None, cited, f"{plain(value)}%", formula=formula)
    return claim, say(
        "assistant.share_line",
        question.language,
        value=claim.shown,
        agency=head.agency,
        year=head.year,
        metric=label,
        formula=formula,
        marks=mark(*cited),
    )
