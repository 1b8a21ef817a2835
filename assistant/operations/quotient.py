"""Two numbers held against each other: how many people a training session had on average, how many times as many posts
the web site had as WeChat or this year as last, how many more of one than of the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.asking import tidied
from assistant.citing import Citer, mark
from assistant.claiming import claim_of, line_of
from assistant.concepts import WEIGHT, sense
from assistant.cues import YEAR, Heard, bare, hear
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.formula import divided, result, rounded
from assistant.joining import named_together
from assistant.metrics import recognise
from assistant.operations import replies
from assistant.phrases import plain, shown
from assistant.question import Metric, Question
from assistant.wording import unit_in
from ingest.report import Fact
from ingest.strings import say

_TIMES = frozenset("期 场 次 场次 轮 批 班次 期次 批次 回 堂 节 班".split())
_PIECES = frozenset("条 篇 件 份 则 部 条次 篇次".split())
_PEOPLE = frozenset("人 人次 名 位".split())
_COUNTED_PEOPLE = frozenset(("参加人员", "工作人员"))
_BODIES = frozenset("个 家 户".split())
_VIEWS = frozenset(("次", "人次"))
_MONEY = frozenset(("元", "万元"))
_COPIES = frozenset(("册", "份", "本", "套"))
_FAMILIES = (_TIMES, _PIECES, _PEOPLE, _BODIES, _MONEY, _COPIES)
_PERIODS = {"月": 12, "month": 12, "季度": 4, "季": 4, "quarter": 4, "周": 52, "星期": 52, "week": 52}
_DAYS = frozenset(("天", "日", "day"))
_ANY = r"人次|场次|季度|星期|[期场次班批回轮堂节条篇件份则部个家户人名位月季周天日]"
_AGENCIES = r"(?!单位|机关|部门|局|机构|委办|地方|区县|乡镇|街道|政府|年|工作日)"
_EACH = re.compile(
    rf"(?:平均|平摊|均摊|分摊)(?:下来|起来|算下来|到)?[，,]?(?:每(?:[推发举组开办做更][送布办织展发讲新]?)?(?:一)?|一)(?:个)?(?P<one>{_ANY}){_AGENCIES}|每(?:一)?个?(?P<two>{_ANY}){_AGENCIES}(?!几(?![条件次篇场期人份项个])|[一二三四五六日])(?=[^，,。？?]*(?:平均|均|多少|几))"
    rf"|(?P<three>[期场次条篇人月日])均(?!为|匀|衡|线)(?=[^，,。]*(?:多少|几|$))|(?P<four>{_ANY}){_AGENCIES}平均(?=[^，,。]*(?:多少|几))"
)
_EACH_EN = re.compile(
    r"\b(?:per|each|every)(?: single)? (?P<of>[a-z]+ )?(?P<one>session|class|course|training|workshop|lecture|meeting|briefing|conference|push|event|time|batch|broadcast|issue|consultation|hearing|survey|inspection|exercise|drill"
    r"|post|item|article|video|message|account|person|head|capita|company|enterprise|month|day|week|quarter)s?\b",
    re.IGNORECASE,
)
_AVERAGE_EN = re.compile(r"\b(?:averag\w*|mean|how many|how much|number of)\b|^[a-z]+s? per\b", re.IGNORECASE)
_COUNTED_EN = re.compile(r"\b(?:people|persons?|attendance|attendees?|participants?|cop(?:y|ies))\b", re.IGNORECASE)
_UNITS_EN = {
    **dict.fromkeys(("post", "item", "article", "video", "message"), "条"),
    "account": "个",
    **dict.fromkeys(("company", "enterprise"), "家"),
    **dict.fromkeys(("person", "head", "capita"), "人"),
}
_THINGS_EN = frozenset(
    "course class training workshop lecture meeting briefing conference consultation hearing survey inspection exercise drill".split()
)
_ASKED_EN = (
    (re.compile(r"\b(?:people|participants?|trainees?|attendees?|attendance|staff|persons?|officials)\b", re.I), "人"),
    (re.compile(r"\b(?:views?|reads?|visits?|hits|plays?)\b", re.I), "人次"),
    (re.compile(r"\bcop(?:y|ies)\b", re.I), "册"),
    (
        re.compile(
            r"\b(?:items?|posts?|articles?|pieces?|messages?|comments?|opinions?|suggestions?|replies|responses)\b",
            re.I,
        ),
        "条",
    ),
)
_MULTIPLE = re.compile(
    r"(?P<one>.+?)(?:是|为|相当于|等于|达到?)(?P<two>.{0,24}?)(?:的)?(?:多少|几)倍"
    r"|(?P<three>.+?)(?:比|较)(?P<four>.{1,24}?)(?:多|高|大)(?:了|出)?(?:多少|几)倍",
)
_MULTIPLE_EN = re.compile(
    r"\bhow many times(?: (?:as|more|larger|higher|bigger|greater|the))?(?: (?:many|much|large|high|big|number of))? ?(?P<one>.+?) (?:than|as|compared (?:with|to)|that of) (?P<two>.+)"
    r"|(?P<three>.+?) (?:is|are|was|were|equals?) how many times (?P<four>.+)|\bratio of (?P<five>.+?) (?:to|over) (?P<six>.+)"
    r"|\bwhat multiple of (?P<eight>.+?) (?:is|are|was|were|did|do) (?P<seven>.+)",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    r"(?P<one>[^比较]+?)(?:比|较)(?!上|去年|前|年初|如|重)(?P<two>.{1,24}?)(?:还|要)?(?:(?P<more>多|高)|(?P<less>少|低))(?:发|公开|推送|收|办|出|了|布)*(?:多少|几)(?!倍|成|个百分)"
    r"|(?P<three>.+?)(?:和|与|跟|同|、)(?P<four>.{1,24}?)(?:相|之间)?(?:相差|差)(?:了)?(?:多少|几(?!倍))",
)
_DIFFERENCE_EN = re.compile(
    r"\bhow many (?:(?P<more>more)|(?P<less>fewer|less)) (?P<one>.+?) than (?P<two>.+)|\bdifference between (?:the )?(?P<three>.+?) and (?P<four>.+)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?:的)?(?:发布|推送|公开|收到|更新)?(?:的)?(?:总)?(?:条数|篇数|件数|数量|总量|发布量|公开量|数|量)$|^(?:the )?(?:number|count|volume) of |^(?:did|do|does|were|was|on|in|the) "
)
_OF_TIME = re.compile(
    r"小时|分钟|多久|多长|几天|多少天|工作日|学时|课时|\b(?:hours?|minutes?|days?|long)\b", re.IGNORECASE
)
_LEAST, _PAIR = 0.6, 0.5
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Rate:
    """How many there are of something to each of something else: the units of both, and what both are about."""

    words: str
    above: str | None
    below: str
    mean: bool = False
    """That an average is asked for by name, so that no plain number answers it."""


def answer(question: Question, desk: Desk) -> Answer | None:
    """The quotient that a question asks for; None where it asks for none, or where a report states it itself."""
    if not question.agencies or len(question.agencies) > 2 or question.group is not None:
        return None
    heard = hear(question.said)
    if (sides := _sides(question.said)) is not None:
        return _multiple(question, desk, *sides)
    single = len(question.agencies) == 1 and question.said.count(YEAR) < 2 and "yoy" not in question.cues
    if single and (differ := _DIFFERENCE.search(question.said) or _DIFFERENCE_EN.search(question.said)) is not None:
        return _difference(question, desk, differ)
    if len(question.agencies) == 1 and len(question.years) < 2 and (rate := _rate(heard)) is not None:
        return _average(question, desk, rate)
    return None


# --- so many to each ----------------------------------------------------------------------------------------------


def _rate(heard: Heard) -> _Rate | None:
    text, counted = heard.text, None
    if (hit := _EACH.search(text)) is not None:
        below = next(filter(None, hit.groups()))
        above = unit_in(text[hit.end() :]) or unit_in(text[: hit.start()])
    elif (hit := _EACH_EN.search(text)) is not None and _AVERAGE_EN.search(text):
        below = _UNITS_EN.get(hit["one"].lower(), hit["one"].lower())
        rest = text[: hit.start()] + text[hit.end() :]
        above = next((unit for rule, unit in _ASKED_EN if rule.search(rest)), None) or unit_in(rest)
        counted = _COUNTED_EN.search(text)
    else:
        return None
    mean = "mean" in heard.roles or re.search(r"均|平摊|分摊|^每|^per\b", hit.group(), re.IGNORECASE) is not None
    if _OF_TIME.search(text) or (above is None and not mean):
        return None
    kept = text
    for one in filter(None, (hit, counted)):  # what is counted, and in what, is told by the units
        kept = kept[: one.start()] + " " * (one.end() - one.start()) + kept[one.end() :]
    heard = Heard(kept, heard.cues)
    words = tidied(bare(heard.without({cue.role for cue in heard.cues} - {"versus", "parts"})))
    words = f"{words} {hit.groupdict().get('of') or ''}".strip()
    words = f"{words} {below}".strip() if below in _THINGS_EN else words
    return _Rate(words, above, below, mean) if words else None


def _average(question: Question, desk: Desk, rate: _Rate) -> Answer | None:
    years = question.years or desk.years(question.agencies[0])[-1:]
    for head in desk.heads(question.agencies[0], years[0]) if years else ():
        facts = desk.facts(head.id)
        if any(re.search("均|每", fact.noun or "") and _cover(rate.words, fact.quote) >= _LEAST for fact in facts):
            return None
        period = _PERIODS.get(rate.below) or (_days(head.year) if rate.below in _DAYS else None)
        if period:
            found = find(desk, head, _metric(rate.words, rate.above))
            if found.state == "number" and not found.others and found.facts[0].qualifier == "exact":
                return _told(question, [found], period)
        elif (pair := _pair(facts, rate)) is not None:
            return _told(question, [Found(head, (fact,), (), "number") for fact in pair])
    meant = rate.mean and bool(years and question.metrics)
    told = replace(question, operation="lookup", years=years)
    return replies.not_stated(told, desk, None) if meant else None  # and never the whole for it


def _days(year: int) -> int:
    return 366 if year % 4 == 0 else 365


def _pair(facts: Sequence[Fact], rate: _Rate) -> tuple[Fact, Fact] | None:
    """The two numbers of one sentence that are so many, and so many times: 培训3期，258人."""
    scored = sorted(_pairs(facts, rate), key=lambda one: -one[0])
    alike = [pair for score, pair in scored if scored[0][0] - score < 0.02]
    quotients = {(one.value or 0) / (two.value or 1) for one, two in alike}
    return alike[0] if len(quotients) == 1 else None


def _pairs(facts: Sequence[Fact], rate: _Rate) -> Iterator[tuple[float, tuple[Fact, Fact]]]:
    above = _family(rate.above) or (frozenset((rate.above,)) if rate.above else frozenset())
    below = _family(rate.below) or _TIMES
    for at, one in enumerate(facts):
        if not _counts(one) or one.unit not in below:
            continue
        for to in range(max(0, at - _NEAR), min(len(facts), at + _NEAR + 1)):
            other = facts[to]
            fits = other.unit in above if above else other.unit in _PEOPLE | _PIECES | _VIEWS and other.unit != one.unit
            between = facts[min(at, to) + 1 : max(at, to)]
            if to == at or not _counts(other) or not fits or other.place.block != one.place.block:
                continue
            if any(fact.unit in below | {other.unit} for fact in between):
                continue  # 会议15次，培训班6期，540人次: the people are those of the training
            elsewhere = one.quote != other.quote and _of_another(rate.words, other, one)
            if elsewhere or (rate.above is None and not _said_of(rate.words, other, one)):
                continue  # how many copies of an issue: and not the visits that are told before the issues
            cover = _cover(rate.words, f"{one.noun} {other.noun}", _COUNTED_PEOPLE if other.unit in _PEOPLE else ())
            same = one.quote == other.quote
            if cover >= _LEAST and (same or abs(to - at) == 1):
                yield cover + 0.1 * same - 0.05 * abs(to - at) - 0.05 * (to < at), (other, one)


def _said_of(words: str, above: Fact, below: Fact) -> bool:
    """Whether a number is told in words of the question that are not those of what it is divided by; or these are all."""
    asked, own, base = sense(words), sense(above.noun or ""), sense(below.noun or "")
    named = {name for name, kind in asked.concepts.items() if kind not in ("filler", "generic")} | asked.pairs
    left = named - {*base.concepts, *base.pairs}
    return not left or bool(left & {*own.concepts, *own.pairs, *(_COUNTED_PEOPLE if above.unit in _PEOPLE else ())})


def _of_another(words: str, above: Fact, below: Fact) -> bool:
    """Whether a number told in another sentence is of a channel or a thing that neither the question nor what it is divided
    by names: the visits of the web site, beside the issues of the gazette."""
    named = {name for name, kind in sense(above.noun or "").concepts.items() if kind in ("channel", "thing")}
    return bool(named - {*sense(words).concepts, *sense(below.noun or "").concepts, *_COUNTED_PEOPLE})


def _family(unit: str | None) -> frozenset[str]:
    if unit == "人次":
        return _PEOPLE | _VIEWS
    return next((family for family in _FAMILIES if unit in family), frozenset())


def _counts(fact: Fact) -> bool:
    return fact.origin == "prose" and fact.qualifier == "exact" and fact.year is None and bool(fact.value)


def _cover(words: str, noun: str, counted: Collection[str] = ()) -> float:
    """The share of what words say that stands around a number, or that its unit counts; what is said of everything weighs
    nothing."""
    asked, told = sense(words), sense(noun)
    weights = {
        name: weight
        for name, weight in asked.weights().items()
        if asked.concepts.get(name) not in ("filler", "generic")
    }
    whole = sum(weights.values())
    heard = {*told.concepts, *told.pairs, *counted}
    found = sum(weight for name, weight in weights.items() if name in heard)
    named = {name for name, kind in asked.concepts.items() if kind == "channel"}
    if named and not named & told.concepts.keys():
        return 0.0
    surely = whole >= WEIGHT["act"] or (whole >= _PAIR and found == whole)
    return found / whole if surely else 0.0


# --- so many times as many ----------------------------------------------------------------------------------------


def _sides(said: str) -> tuple[str, str] | None:
    """What is so many times what."""
    hit = _MULTIPLE.search(said) or _MULTIPLE_EN.search(said)
    if hit is None:
        return None
    groups = hit.groupdict()
    two_sided = (("one", "two"), ("three", "four"), ("five", "six"), ("seven", "eight"))
    return next(((groups[one] or "", groups[two] or "") for one, two in two_sided if groups.get(one) is not None), None)


def _multiple(question: Question, desk: Desk, one: str, two: str) -> Answer | None:
    first, second = (_MEASURE.sub("", _plain(side)) for side in (one, two))
    if len(question.agencies) == 2 or question.said.count(YEAR) == 2:
        return _of_others(question, desk, first or second)
    if question.said.count(YEAR) > 1:
        return None
    metrics, found = _two(question, desk, first, second)
    return _told(replace(question, metrics=metrics), found) if found else None


def _two(question: Question, desk: Desk, first: str, second: str) -> tuple[tuple[Metric, ...], list[Found]]:
    """What one report says of two things; nothing where it does not state both, in one kind of unit."""
    if not (first and second):
        return (), []
    metrics = named_together(f"{first}、{second}", None, question.language, True)
    metrics = metrics if len(metrics) == 2 else (_metric(first), _metric(second))
    years = question.years[-1:] or desk.years(question.agencies[0])[-1:]
    for head in desk.heads(question.agencies[0], years[0]) if years else ():
        found = [find(desk, head, metric) for metric in metrics]
        if _divisible(found):
            return metrics, found
    return (), []


def _difference(question: Question, desk: Desk, hit: re.Match[str]) -> Answer | None:
    """How many more of one thing than of another: 公众号比微博多几条."""
    sides = (hit["one"], hit["two"]) if hit["one"] is not None else (hit["three"], hit["four"])
    metrics, found = _two(question, desk, *(_MEASURE.sub("", _plain(side)) for side in sides))
    if not found:
        return None
    one, two = (each.facts[0].value or Decimal(0) for each in found)
    turned = hit["less"] is not None or (hit["more"] is None and one < two)
    written = f"{_terms(found[turned])} − {_terms(found[not turned])} = {plain(two - one if turned else one - two)}"
    return _told(replace(question, metrics=metrics), found, written=written)


def _terms(found: Found) -> str:
    """A number as a formula takes it: one that was added up, by its parts."""
    parts = [plain(fact.value or Decimal(0)) for fact in found.parts]
    return f"({' + '.join(parts)})" if parts else plain(found.facts[0].value or Decimal(0))


def _of_others(question: Question, desk: Desk, words: str) -> Answer | None:
    """The same of two agencies or of two years, in the order that the question names them."""
    metric = _metric(words) if words else next(iter(question.metrics), None)
    held = [desk.heads(agency, year) for agency in question.agencies for year in question.years or ()]
    if metric is None or len(held) != 2 or not all(held):
        return None
    found = [find(desk, heads[0], metric) for heads in held]
    return _told(replace(question, metrics=(metric,)), found) if _divisible(found) else None


def _plain(words: str) -> str:
    heard = hear(words)
    return tidied(bare(heard.without({cue.role for cue in heard.cues} - {"versus"})))


def _metric(words: str, unit: str | None = None) -> Metric:
    known = recognise(words, unit)
    return replace(known[0], words=words) if len(known) == 1 else Metric(None, words, words, unit)


def _divisible(found: Sequence[Found]) -> bool:
    facts = [one.fact for one in found]
    if any(one.state != "number" or one.others for one in found) or any(fact is None for fact in facts):
        return False
    values = [(fact.value, fact.unit) for fact in facts if fact is not None and fact.qualifier == "exact"]
    families = {_family(unit) or frozenset((unit or "",)) for _, unit in values}
    return len(values) == 2 and bool(values[1][0]) and facts[0] != facts[1] and len(families) == 1


# --- the answer ---------------------------------------------------------------------------------------------------


def _told(question: Question, found: Sequence[Found], period: int | None = None, written: str = "") -> Answer:
    citer, language = Citer(), question.language
    claims = [claim_of(one, citer, language) for one in found]
    numbers = [claim.number or Decimal(0) for claim in claims]
    same = len({claim.agency for claim in claims}) == 1
    per = bool(period or written) or not _sides(question.said)
    if not written and any(one.parts for one in found) and not period:
        written = f"{_terms(found[0])} ÷ {_terms(found[1])} = {plain(rounded(numbers[0] / numbers[1]))}"
    written = written or divided(numbers[0], Decimal(period) if period else numbers[1])
    unit = claims[0].unit if per else "倍"
    value, year = result(written), max(claim.year for claim in claims)
    cited = tuple(dict.fromkeys(n for claim in claims for n in claim.citations))
    agency = claims[0].agency if same else ""
    lead = Claim(
        value, unit, "exact", agency, year, None, cited, shown(value, unit, "exact", language), formula=written
    )
    values: dict[str, object] = {
        "value": lead.shown,
        "formula": written,
        "marks": mark(*cited),
        "agency": claims[0].agency,
    }
    values |= {"year": claims[0].year, "other": claims[-1].agency, "before": claims[-1].year}
    lines = [say("assistant.quotient_line" if same else "assistant.quotient_of_two", language, **values)]
    lines += [line_of(one, citer, language) for one in found]
    return replies.answered(replace(question, operation="lookup", years=(year,)), lines, (lead, *claims), citer)
