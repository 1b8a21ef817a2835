"""Shares and rates: 自然人申请占比, 公开率, 纠错率, by the conventions of the field, with the formula shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.cells import TOTAL, cells_of, operands
from assistant.citing import Citer, mark
from assistant.concepts import sense
from assistant.desk import Desk
from assistant.facets import applicant_in, without_light
from assistant.finding import Found, belied, chance_of, find
from assistant.formula import result, shared
from assistant.joining import JOINT
from assistant.metrics import label_of, label_with, recognise
from assistant.operations import lookup, replies
from assistant.phrases import plain
from assistant.portion import portion, printed_beside, readings, sized
from assistant.question import Language, Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import metrics

_RESULTS = "requests.results"
_STAGE = "requests."
_NEW = "requests.received_new"
_CARRIED = "requests.carried_in"
_PARTIAL = f"{_RESULTS}.partial"
_ASKS = re.compile(r"(?:合起来|加起来|合计|一共|总共|共|各)?(?:多少|几).*$")
_ROUNDED = Decimal("0.15")
_CLEARLY = 0.8
"""From this probability on a share that is printed in other words is the one that is asked for."""
_CAME_IN = re.compile("(?:本年|全年|本年度|年内)?(?:共)?新收(?:到)?(?:申请)?")
_REQUEST_UNITS = frozenset(("件", "宗", "份", "条", "起", None))
_WHO = re.compile("其中|申请(?:主体|人|方)?(?:类型)?|(?:主要)?(?:为|是|有|由|来自于?)|(?:提出|提交)的?|占")
_DISPUTES = ("review.", "litigation.")
_QUOTES = str.maketrans("", "", '“”‘’"「」『』《》')
"""Marks that a label goes without: nothing in it is quoted from a report."""
_ENDED = re.compile(
    r"(?:在|所有|全部)?(?:已经?)?(?:审结|办结|结案|了结|结了|审完)(?:了)?(?:的)?"
    r"|\b(?:of (?:the )?|that (?:were|was) |were |was )?(?:concluded|closed|decided|completed|finished|settled)\b(?: ones| cases)?",
    re.IGNORECASE,
)
"""Of those disputes that came to an end: without those that are pending."""
_INSIDE = re.compile(r"(?:的)?(?:里面?|当中|之中|其中|中)(?:[，,])?(?=[^，,]{2,})")
_OF_WHOM = re.compile(r"^(?:of|among|out of) (?P<whole>[^,]{4,60}), ?(?P<part>.+)$", re.IGNORECASE)


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
        re.compile(
            r"(?<!不)(?<!不予)公开率|同意公开的?比例|(?:含|包括|连同|算上|加上)了?部分公开|(?<!non-)disclosure rate"
            r"|(?:(?:全部|完全|全文|予以|同意)?公开(?:的)?(?:[和或与及、跟加]|以及|或者|加上|还有)(?:者)?(?:予以)?部分(?:予以)?公开|部分公开(?:的)?(?:[和或与及、跟加]|以及|或者|加上|还有)(?:者)?(?:全部|完全|全文|予以|同意)公开|(?:全部|完全|全文)(?:[或和]|或者)(?:部分|区分处理)(?:予以)?公开)"
            r"(?!(?:的)?(?:各自|各|分别|哪))"
            r"|(?:grant(?:ed)?|released?|disclosed?|approved?|given|give),? (?:(?:either )?(?:wholly|fully|completely|entirely|in full|in whole|in their entirety)(?: |, )?)?(?:including|counting|and|or|plus)(?:/or)? (?:(?:those )?(?:partly|partial\w*)|(?:at least )?in part)"
            r"|(?:fully|wholly|completely|entirely|full) (?:and|or|and/or) (?:partly|partially|partial) (?:granted|released|disclosed|approved|disclosure)"
            r"|(?:grant(?:ed)?|released?|disclosed?|approved?) (?:at least in part|wholly or partly|fully or partly|fully or partially|in whole or (?:in )?part|whether in full or (?:only )?in part)",
            re.I,
        ),
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
        "rate_closed",
        re.compile(
            r"(?:新收|收到|受理)(?:的|到)?(?:依?申请)(?:公开)?(?:的)?(?:件)?(?:办结|答复|办理)率|\b(?:completion|closing|closure|reply|response) rate (?:of|for) (?:the )?new",
            re.I,
        ),
        (f"{_RESULTS}.total",),
        (_NEW,),
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
    printed: list[tuple[Metric, Found]] = []
    each = ((one, head) for head in _heads(question, desk) for one in _singly(question))
    for one, head in each:
        parts = _parts(one, desk, head)
        if parts is None:
            continue
        if len(parts[1]) == 1 and (told := printed_beside(parts[1][0], desk.facts(head.id))):
            printed.append((Metric(None, parts[0]), Found(head, (told,), (), "number")))
            continue
        claim, line = of_whole(question, head, desk.facts(head.id), citer, *parts)
        if claim is not None:
            claims.append(claim)
            lines.append(line)
        elif empty is None:
            agency, year = head.agency, head.year
            empty = replies.declined(question, "nothing_to_share", agency=agency, year=year, metric=parts[0])
    if printed and not claims:
        return lookup.told(question, desk, [found.head for _, found in printed], printed)
    tabled = any(fact.origin == "cell" for head in _heads(question, desk) for fact in desk.facts(head.id))
    stated = _stated(question, desk) if empty is None and not (claims and tabled) else None
    if claims and (stated is None or stated.status != "answered"):
        return replies.answered(question, lines, claims, citer)
    part = portions(question, desk) if _rate(question) is None else None
    return stated or part or empty or replies.not_stated(question, desk, None)


def _stated(question: Question, desk: Desk) -> Answer | None:
    """The rate as a report itself states it, of what is asked about and not of what stands beside it."""
    part = next(readings(sized(question.topic)))[0]
    several = len(question.metrics) > 1
    metrics = [one for metric in question.metrics if metric.words for one in _asked(metric, several)]
    printed = [metric for metric in metrics if any(_says(desk, head, metric, part) for head in _heads(question, desk))]
    return lookup.answer(replace(question, metrics=tuple(printed)), desk) if printed else None


def _asked(metric: Metric, several: bool) -> tuple[Metric, ...]:
    """The rate; beside one, what is asked in pieces is a count of each thing named: 人大建议和政协提案多少件，满意率多少."""
    if not several or metric.unit in (None, "%"):
        return (replace(metric, unit="%", key=None, applicant=None),)
    parts = [_ASKS.sub("", part).strip() for part in JOINT.split(metric.words)]
    if len(parts) < 2 or min(map(len, parts)) < 2:
        return (metric,)
    return tuple(replace(metric, words=part, said=part, label=part, key=None) for part in parts)


def _says(desk: Desk, head: ReportHead, metric: Metric, part: str) -> bool:
    fact = find(desk, head, metric).fact
    asked, told = sense(part), sense((fact.noun if fact else None) or "")
    alike = asked.pairs & told.pairs or set(asked.concepts) & set(told.concepts)
    if fact is None or fact.unit != "%" or alike:
        return fact is not None
    return chance_of(desk, head, metric) >= _CLEARLY and not belied(desk, head, metric, fact)


def portions(question: Question, desk: Desk, counted: bool = False) -> Answer | None:
    """What the reports state of a part and of its whole, divided; `counted`: even where the share is printed beside them."""
    citer = Citer()
    told = []
    printed: list[tuple[Metric, Found]] = []
    for head in _heads(question, desk):
        if (parts := portion(question, desk, head)) is not None:
            label, part, whole = parts
            facts = desk.facts(head.id)
            beside = None if counted else printed_beside(part, facts)
            if beside is not None and _is_that(beside, part, whole):
                printed.append((Metric(None, label), Found(head, (beside,), (), "number")))
                continue
            told.append(of_whole(question, head, facts, citer, label, [part], [whole], []))
    if printed and not told:
        return lookup.told(question, desk, [found.head for _, found in printed], printed)
    claims = [claim for claim, _ in told if claim is not None]
    return replies.answered(question, [line for _, line in told], claims, citer) if claims else None


def _is_that(printed: Fact, part: Fact, whole: Fact) -> bool:
    """Whether a printed share is that of the part in this whole."""
    exact = (part.value or Decimal(0)) * 100 / (whole.value or Decimal(1))
    return abs((printed.value or Decimal(0)) - exact) < _ROUNDED


def _heads(question: Question, desk: Desk) -> list[ReportHead]:
    """One report of each agency and year asked about."""
    return [head for agency in question.agencies for year in question.years for head in desk.heads(agency, year)[:1]]


def _parts(question: Question, desk: Desk, head: ReportHead) -> tuple[str, list[Fact], list[Fact], list[Fact]] | None:
    language = question.language
    asked = re.sub(
        r"占(?:了)?(?:多少|几)?(?:的)?(?:比例|比重|比|百分之几)?|比例|比重|所占|百分比|的?率|share of|proportion of|percentage of",
        "",
        sized(question.topic),
    )
    if (nested := _nested(asked)) is not None:
        found = [[_number(desk, head, one.key or "", one.applicant or TOTAL)] for one in nested]
        return _whole(label_with(nested[0].key or "", nested[0].applicant, language), [*found, []], language)
    if (rate := _rate(question)) is not None:
        found = [[_number(desk, head, key) for key in keys] for keys in (rate.above, rate.below, rate.less)]
        if found[0][1:] == [None] and _PARTIAL in rate.above and found[0][0] and found[0][0].origin == "prose":
            del found[0][1:]  # of a report whose words tell of none granted in part
        return _whole(say(f"assistant.{rate.name}", language), _of_received(desk, head, found), language)
    ended = _ENDED.sub("", asked)
    for metric in recognise(asked) or recognise(ended) or question.metrics:
        if metric.applicant and (metric.key or _NEW).startswith("requests."):
            key = metric.key or _NEW
            found = [[_number(desk, head, key, metric.applicant)], [_number(desk, head, key)], []]
            return _whole(metric.label, found, language)
        if metric.key == f"{_RESULTS}.total":
            came = [_number(desk, head, key) for key in (_NEW, _CARRIED)]
            came = came if came[1] is not None else came[:1]
            return _whole(say("assistant.rate_done", language), [[_number(desk, head, metric.key)], came, []], language)
        if metric.key and metric.key.startswith(_RESULTS):
            found = [[_number(desk, head, metric.key)], [_number(desk, head, f"{_RESULTS}.total")], []]
            return _whole(label_of(metric.key, language), _of_received(desk, head, found), language)
        whole = re.sub(r"\.[a-z]+$", ".total", metric.key or "")
        if whole.startswith(_DISPUTES) and metric.key != whole:
            less = [_number(desk, head, whole.replace(".total", ".pending"))] if ended != asked else []
            found = [[_number(desk, head, metric.key or "")], [_number(desk, head, whole)], less]
            return _whole(label_of(metric.key or "", language), found, language)
        if metric.key == f"{_STAGE}carried_out":
            came = [_number(desk, head, key) for key in (_NEW, _CARRIED)]
            return _whole(metric.label, [[_number(desk, head, metric.key)], came, []], language)
    return None


def _nested(asked: str) -> tuple[Metric, Metric] | None:
    """The part and its whole, where a question names both as rows of the table: 不予公开里过程性信息, 自然人申请里予以公开."""
    of = _OF_WHOM.match(asked)
    parts = (of["whole"], of["part"]) if of else tuple(_INSIDE.split(asked, maxsplit=1))
    if len(parts) != 2:
        return None
    whole, part = (recognise(one.strip()) for one in parts)
    part = part if part or not parts[1] else recognise(f"申请{parts[1]}")
    if len(whole) != 1 or len(part) != 1 or part[0].applicant or not (part[0].key or "").startswith(f"{_RESULTS}."):
        return None
    if whole[0].key in metrics() and part[0].key in metrics()[whole[0].key or ""].of and not whole[0].applicant:
        return part[0], whole[0]
    if whole[0].applicant and whole[0].key in (None, _NEW, f"{_RESULTS}.total"):
        return replace(part[0], applicant=whole[0].applicant), replace(whole[0], key=f"{_RESULTS}.total")
    return None


def _singly(question: Question) -> list[Question]:
    """The shares of several outcomes, each asked for by itself: 予以公开和部分公开各占多少."""
    several = len(question.metrics) > 1 and all((one.key or "").startswith(f"{_RESULTS}.") for one in question.metrics)
    if not several or "each" not in question.cues:
        return [question]
    return [replace(question, metrics=(one,), topic=label_of(one.key or "", "zh")) for one in question.metrics]


def _rate(question: Question) -> _Rate | None:
    if "each" in question.cues and len(recognise(question.topic)) < 2:
        return next((rate for rate in _RATES if rate.asked.search(question.topic)), None)
    return next((rate for rate in _RATES if rate.asked.search(f"{question.text} {question.topic}")), None)


def _number(desk: Desk, head: ReportHead, key: str, applicant: str = TOTAL) -> Fact | None:
    """The cell, a blank 总计 summed from its row where that can be; where there is no table, what the prose counts."""
    metric = Metric(key, "", applicant=None if applicant == TOTAL else applicant)
    if cells := cells_of(desk.facts(head.id), metric):
        return cells[0]
    if any(fact.origin == "cell" and (fact.metric or "").startswith(key.split(".")[0]) for fact in desk.facts(head.id)):
        return None
    facts = desk.facts(head.id)
    told = [fact for fact in facts if fact.origin == "prose" and _counts(fact, key, facts)]
    whole = told[0] if len({fact.value for fact in told}) == 1 else None
    return whole if applicant == TOTAL or whole is None or key != _NEW else _from(applicant, whole, facts)


def _from(applicant: str, whole: Fact, facts: Sequence[Fact]) -> Fact | None:
    """How many of the requests came from one kind of applicant, where the text lists the kinds and they make the whole:
    收到申请8件，申请主体为企业5件、自然人3件."""
    kinds = [(fact, _asker(fact)) for fact in facts]
    own = [fact for fact, who in kinds if who == applicant]
    if len(own) != 1:
        return None
    beside = [fact.value or Decimal(0) for fact, who in kinds if who and fact.quote == own[0].quote]
    return own[0] if sum(beside, Decimal(0)) == whole.value else None


def _asker(fact: Fact) -> str | None:
    """The kind of applicant that a number of the text counts the requests of, and nothing else."""
    plain_count = fact.origin == "prose" and fact.state == "number" and fact.qualifier == "exact" and fact.year is None
    if not plain_count or fact.unit not in _REQUEST_UNITS or "申请" not in f"{fact.quote}{''.join(fact.section)}":
        return None
    own = _WHO.sub("", (fact.noun or "").replace(MARK, ""))
    named = applicant_in(own)
    return named[0] if named and not without_light(named[1]).strip("| ") else None


def _counts(fact: Fact, key: str, facts: Sequence[Fact]) -> bool:
    """Whether the words around a number of the text, behind those of its whole, name this cell and nothing else: 予以公开101件,
    行政复议8件，其中纠正2件."""
    if fact.state != "number" or fact.qualifier != "exact" or fact.unit == "%" or fact.year is not None:
        return False
    own = (fact.noun or "").replace(MARK, "").removeprefix("其中")
    if fact.metric is not None or key == _NEW:
        came = fact.metric is None and _CAME_IN.fullmatch(own) and "申请" in f"{fact.quote}{''.join(fact.section)}"
        return key == _NEW and fact.total is None and (fact.metric == "request" or bool(came))
    whole = (
        (facts[fact.total].noun or "").replace(MARK, "") if fact.total is not None and fact.total < len(facts) else ""
    )
    return any([metric.key for metric in recognise(words)] == [key] for words in (own, whole + own))


def _of_received(desk: Desk, head: ReportHead, found: list[list[Fact | None]]) -> list[list[Fact | None]]:
    """Where a report without tables does not say how many were dealt with, the base is what it received."""
    return [found[0], [_number(desk, head, _NEW)], found[2]] if found[1] == [None] else found


def _whole(
    label: str, found: list[list[Fact | None]], language: Language
) -> tuple[str, list[Fact], list[Fact], list[Fact]] | None:
    """The parts, where each of them is a number; the label says where the base is not the usual one."""
    base = found[1][0] if found[1] else None
    if base is not None and base.origin == "prose" and base.metric != f"{_RESULTS}.total" and not found[2]:
        label += say("assistant.of_stated", language)
    kept = [[fact for fact in group if fact is not None and fact.state == "number"] for group in found]
    if any(len(some) < len(group) for some, group in zip(kept, found, strict=True)):
        return None
    return label, kept[0], kept[1], kept[2]


def of_whole(
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
    if not 0 <= value <= 100:  # no part of this whole
        return None, ""
    claim = Claim(value, "%", "exact", head.agency, head.year, None, cited, f"{plain(value)}%", formula=formula)
    return claim, say(
        "assistant.share_line",
        question.language,
        value=claim.shown,
        agency=head.agency,
        year=head.year,
        metric=label.translate(_QUOTES),
        formula=formula,
        marks=mark(*cited),
    )
