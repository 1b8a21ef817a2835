"""One value, or yes and no: the number first, the words that state it, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.cues import hear
from assistant.desk import Desk
from assistant.finding import Found, find, formula_of
from assistant.formula import added, result
from assistant.joining import JOINT
from assistant.metrics import label_with
from assistant.operations import coupled, replies
from assistant.phrases import listed, shown, value_of
from assistant.question import Language, Metric, Question
from assistant.rereading import again
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say

_CAUSE = re.compile("因为?(?:依申请公开|(?:政府)?信息公开|申请公开)(?:申请|工作)?(?:而|就)?")
"""What a thing was done for, which no number's words repeat: 因依申请公开收过费吗."""
_WHOLES = frozenset(
    (
        "disclosed_total",
        "request",
        "requests.received_new",
        "requests.results.total",
        "requests.carried_in",
        "requests.carried_out",
    )
)
"""What is added to nothing beside it: it holds it, or is another stage of the same."""


def answer(question: Question, desk: Desk) -> Answer:
    """The value of each metric asked, in one agency's report of one year."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    agency, year = question.agencies[0], question.years[0]
    heads = desk.heads(agency, year)
    citer = Citer()
    claims: list[Claim] = []
    lines: list[str] = []
    warnings: list[str] = []
    missing: list[str] = []
    read: list[Metric] = []
    for metric, found in _read(question, desk, heads):
        read.append(_named(metric, found, question.language))
        if found.state != "number":
            missing.append(metric.label)
            continue
        claims += _claims(found, citer, question.language)
        lines.append(_line(found, citer, question))
        warnings += _warnings(found, citer, question.language)
    if not claims:
        return replies.not_stated(question, desk, _first(desk, heads, question.metrics[0]))
    question = replace(question, metrics=tuple(read))
    if (whole := _together(question, claims, missing)) is not None:
        claims.insert(0, whole)
        lines.insert(0, _added(whole, question.language))
    if missing and question.operation == "lookup":
        names = listed(missing, question.language)
        lines.append(say("assistant.not_stated_beside", question.language, metrics=names))
    return replies.answered(question, lines, claims, citer, warnings=warnings)


def _together(question: Question, claims: Sequence[Claim], missing: Sequence[str]) -> Claim | None:
    """概况类的和政务动态的合起来: the sum of the figures asked for, where each is stated once and in one unit."""
    once = len(claims) == len(question.metrics) > 1 and len({(one.unit, one.qualifier) for one in claims}) == 1
    if missing or not once or not _asked_together(question) or {one.metric for one in claims} & _WHOLES:
        return None
    if any(one.formula or one.number is None for one in claims):
        return None
    written = added(one.number or Decimal(0) for one in claims)
    whole, first = result(written), claims[0]
    cited = tuple(dict.fromkeys(n for one in claims for n in one.citations))
    said = shown(whole, first.unit, first.qualifier, question.language)
    return replace(first, number=whole, metric=None, citations=cited, shown=said, formula=written)


def _asked_together(question: Question) -> bool:
    """Whether one number is asked for all of them: 微信和微博一共几条, and not 许可一共几件，处罚几件."""
    heard = hear(question.said)
    sums = heard.of("sum")
    if len(sums) != 1 or len(heard.of("ask")) > 1 or question.cues & {"each", "both", "share", "rate"}:
        return False
    return JOINT.search(heard.text, sums[0].end) is None and not re.search("其中|[，,]", heard.text[sums[0].end :])


def _added(whole: Claim, language: Language) -> str:
    values = {"agency": whole.agency, "year": whole.year, "value": whole.shown, "formula": whole.formula}
    return say("assistant.added_line", language, **values) + mark(*whole.citations)


def _read(question: Question, desk: Desk, heads: list[ReportHead]) -> list[tuple[Metric, Found]]:
    """Each metric with what is stated of it; one that is missing beside others is read again."""
    found = _found(question, desk, heads)
    if not any(one.state == "number" for _, one in found):
        return found
    return [pair for metric, one in found for pair in _again(question, desk, heads, metric, one)]


def _again(
    question: Question, desk: Desk, heads: list[ReportHead], metric: Metric, found: Found
) -> list[tuple[Metric, Found]]:
    if found.state != "absent":
        return [(metric, found)]
    told = [(one, _first(desk, heads, one)) for one in again(metric, question, desk) if one is not metric]
    return told if told and all(one.state == "number" for _, one in told) else [(metric, found)]


def _found(question: Question, desk: Desk, heads: list[ReportHead]) -> list[tuple[Metric, Found]]:
    """Each metric with what is stated of it; of one that names two things, what is stated of both."""
    if question.operation == "yes_no":
        metrics = tuple(replace(one, words=_CAUSE.sub("", one.words) or one.words) for one in question.metrics)
        return [(metric, _first(desk, heads, metric)) for metric in metrics]
    if len(question.metrics) == 1 and question.operation == "lookup":
        for head in heads:
            if pair := coupled.both(desk, head, question.metrics[0]):
                return pair
    return [(metric, _first(desk, heads, metric)) for metric in question.metrics]


def changed(question: Question, desk: Desk) -> Answer | None:
    """The change against an earlier year as the later report states it; None where it does not."""
    found = coupled.change_of(desk, question)
    if found is None:
        return None
    citer = Citer()
    question = replace(question, operation="lookup", years=question.years and (max(question.years),))
    return replies.answered(question, _line(found, citer, question), _claims(found, citer, question.language), citer)


def _first(desk: Desk, heads: list[ReportHead], metric: Metric) -> Found:
    """What the first of the year's reports that states the metric says; scopes and re-issues come in file order."""
    found = [find(desk, head, metric) for head in heads]
    return next((each for each in found if each.state == "number"), found[0])


def _named(metric: Metric, found: Found, language: Language) -> Metric:
    """The metric under the taxonomy's name, where what was found has one and the question did not name it."""
    if metric.key is not None or found.fact is None or found.fact.metric is None:
        return metric
    return replace(metric, label=label_with(found.fact.metric, metric.applicant, language))


def _claims(found: Found, citer: Citer, language: Language) -> list[Claim]:
    lead = _claim(found, found.facts, citer, language)
    return [lead, *(_claim(found, (fact,), citer, language) for fact in found.others)]


def _claim(found: Found, facts: tuple[Fact, ...], citer: Citer, language: Language) -> Claim:
    fact = facts[0]
    return Claim(
        number=fact.value,
        unit=fact.unit,
        qualifier=fact.qualifier,
        agency=found.head.agency,
        year=found.head.year,
        metric=fact.metric,
        citations=tuple(n for each in facts for n in citer.found(found, each)),
        shown=value_of(fact, language),
        formula=formula_of(fact),
    )


def _line(found: Found, citer: Citer, question: Question) -> str:
    fact = found.facts[0]
    language = question.language
    marks = mark(*(n for each in found.facts for n in citer.found(found, each)))
    key = "assistant.value_line"
    value = value_of(fact, language)
    if question.operation == "yes_no":
        key = "assistant.yes_line" if fact.value else "assistant.no_line"
    elif fact.origin == "cell":
        key = "assistant.cell_line"
    elif fact.origin == "derived":
        key = "assistant.derived_line"
    return say(
        key,
        language,
        value=value,
        agency=found.head.agency,
        year=found.head.year,
        quote=fact.quote,
        row=fact.row or "",
        column=fact.column or "",
        marks=marks,
    )


def _warnings(found: Found, citer: Citer, language: Language) -> list[str]:
    """Another place that states another number for what was asked."""
    out = []
    for other in found.others:
        key = "assistant.two_numbers" if other.origin != found.facts[0].origin else "assistant.also_stated"
        out.append(
            say(
                key,
                language,
                value=value_of(other, language),
                quote=other.quote,
                marks=mark(citer.fact(found.head, other)),
            )
        )
    return out
