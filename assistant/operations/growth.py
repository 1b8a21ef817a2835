"""How much a number grew as one report tells it: 增长15.6%, 比2019年的231条增加43条, 由8300人增长到11450人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from assistant.answer import Answer
from assistant.citing import Citer
from assistant.claiming import claim_of, computed, piece
from assistant.concepts import sense, strange_words
from assistant.desk import Desk
from assistant.finding import Found, find, first_of
from assistant.formula import compared, grown
from assistant.matching import unit_fit
from assistant.operations import lookup, replies
from assistant.phrases import plain, shown
from assistant.question import Question
from ingest.cues import MARK
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Fact

Wanted = Literal["percent", "count", "either"]
_PERCENT = re.compile(
    r"(?:增长|增减|变动|变化|升降|涨跌)(?:的)?(?:率|幅度|幅|比例|速度)|增幅|增速|降幅|涨幅|百分|几成|几倍|多快|[%％]|\bpercent|\brate\b|\bhow (?:fast|quickly|rapidly)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:多少|几)(?:余|多)?[条件篇人次个份项期场封名户起宗]|[多少]了?(?:多少|几)(?![倍成])|\bhow many\b|\bby how many\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(rf"增[加长多幅]|净增|减少|减幅|下降|上升|提[高升]|多[了出]|少[了于]|[多少涨降]{MARK}")
_REACHED = re.compile(rf"(?:[到至]|[合缩减并变理化整][为成])(?:了|约|近|达)?[^，,。]{{0,2}}{MARK}")
"""增长到11450人 is what it came to, and not by how much it grew."""
_BEGAN = re.compile(rf"(?:由|从)[^，,。]*{MARK}$")
_BY_HOW_MUCH = re.compile(
    r"(?:缩短|压缩|压减|精简|减少|下降|降低|提高|提升|增加|增长|上升|扩大|缩小|提前|净增|净减)(?:了|掉)?(?:多少|几)"
    r"|(?:砍|裁|减|清|撤|关|并|压|缩|精简|清理|整合|合并)掉了?(?:多少|几)|(?:少|砍|裁)了(?:多少|几)"
    r"|\bby how (?:many|much)\b|\bhow many (?:fewer|more)\b|\bhow much (?:shorter|longer|faster|slower|less|more)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"上一?年|去年|上年度|同比|同期|头一年|前一年")
_SHARES = frozenset(("%", "倍", "个百分点"))


def wanted(question: Question) -> Wanted:
    """Whether a change is asked for in percent, as a number, or in whatever way it is told."""
    text = question.text if question.asserted is None else f"{question.text} {question.said}"
    if _PERCENT.search(text):
        return "percent"
    return "count" if _COUNT.search(text) else "either"


def stated(question: Question, desk: Desk) -> Answer | None:
    """The change in the words that the question asks for it, where the later report states it so (较上年增长多少)."""
    if not question.stated or len(question.agencies) != 1 or not question.years:
        return None
    asked = replace(question, operation="lookup", metrics=question.stated, years=(max(question.years),))
    heads = desk.heads(question.agencies[0], asked.years[0])
    pairs = [(metric, first_of(desk, heads, metric)) for metric in question.stated] if heads else []
    told = [pair for pair in pairs if _fits(pair[1].fact, wanted(question)) and _of_that(question, desk, pair[1])]
    return lookup.told(asked, desk, heads, told) if told else None


def beside(question: Question, desk: Desk, only_stated: bool) -> Answer | None:
    """The change that the later report tells next to the number, or that its two numbers make; None where it has neither.
    `only_stated`: both reports can be read, so that only percents that a report prints itself come before them."""
    if len(question.metrics) != 1 or len(question.agencies) != 1 or len(question.years) != 2:
        return None
    earlier, later = sorted(question.years)
    want = wanted(question)
    for head in desk.heads(question.agencies[0], later):
        found, facts = find(desk, head, question.metrics[0]), desk.facts(head.id)
        change, pair = _stated_beside(found, facts, earlier, later), _both(found, facts, earlier, later)
        if found.state == "absent" and earlier == later - 1:
            change = _alone(question, desk, head)
        asked = replace(question, operation="lookup", years=(later,))
        fits = _fits(change, want)
        if change is not None and ((fits and want == "percent") if only_stated else (fits or pair is None)):
            return lookup.told(asked, desk, [head], [(question.metrics[0], Found(head, (change,), (), "number"))])
        if pair is not None and not only_stated:
            return _worked_out(asked, head, pair, want)
    return None


def from_to(question: Question, desk: Desk) -> Answer | None:
    """By how much a number changed of which a report tells where it began and what it came to (由28秒降到15秒); None where it does
    not, or no change is asked for."""
    single = len(question.agencies) == len(question.metrics) == 1
    implied = (
        len(question.years) == 2 and not desk.heads(question.agencies[0], min(question.years)) if single else False
    )
    if (
        not single
        or not (implied or len(question.years) < 2)
        or not _BY_HOW_MUCH.search(question.said)
        or _PERCENT.search(question.said)
    ):
        return None
    years = question.years or desk.years(question.agencies[0])
    for head in desk.heads(question.agencies[0], max(years)) if years else ():
        told = find(desk, head, question.metrics[0]).fact
        if told is None or (pair := _change_of(told, desk.facts(head.id))) is None:
            continue
        began, lead = pair
        more, less = sorted((lead.value or Decimal(0), began.value or Decimal(0)), reverse=True)
        some = [Found(head, (fact,), (), "number") for fact in (began, lead)]
        citer, asked = Citer(), replace(question, operation="lookup", years=(head.year,))
        written = f"{plain(more)} − {plain(less)} = {plain(more - less)}"
        claim = computed(written, some, None, citer, question.language, head.agency)
        if lead.unit == "%":
            points = "个百分点"
            claim = replace(claim, unit=points, shown=shown(more - less, points, "exact", question.language))
        line = piece("assistant.growth_line", claim, question.language, formula=claim.formula, quote=lead.quote)
        return replies.answered(asked, line, (claim,), citer)
    return None


def _change_of(told: Fact, facts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The two numbers of which a sentence says that the one became the other, where `told` is one of them and both are exact:
    由412个整合为268个."""
    at = next((at for at, fact in enumerate(facts) if fact is told), 0)
    first = at if _BEGAN.search(told.noun or "") else at - 1
    began, lead = facts[max(first, 0)], facts[min(first + 1, len(facts) - 1)]
    if not (_BEGAN.search(began.noun or "") and _REACHED.search(lead.noun or "")):
        return None
    same = (began.quote, began.unit, began.qualifier) == (lead.quote, lead.unit, lead.qualifier)
    return (began, lead) if same and lead.qualifier == "exact" and None not in (began.value, lead.value) else None


def _alone(question: Question, desk: Desk, head: ReportHead) -> Fact | None:
    """The change of what a report gives no number of: 粉丝增长27.6%."""
    for turn in ("增长", "减少"):
        metric = replace(question.metrics[0], key=None, unit="%", words=f"{question.metrics[0].words}{turn}")
        one = find(desk, head, metric)
        fact = one.fact
        told = fact is not None and fact.origin == "prose" and fact.unit in _SHARES and _fits(fact, "either")
        if told and _of_that(question, desk, one):
            return fact
    return None


def _of_that(question: Question, desk: Desk, change: Found) -> bool:
    """Whether a change is told of what is asked about, in one sentence with its number, or beside its words."""
    if change.fact is None or change.fact.origin != "prose" or not question.metrics:
        return change.fact is not None
    base = find(desk, change.head, question.metrics[0]).fact
    if base is not None and base.origin == "prose":
        return base.quote == change.fact.quote
    if unit_fit(question.metrics[0].unit, change.fact.unit, "exact") < 0 and change.fact.unit not in _SHARES:
        return False
    asked, said = sense(question.metrics[0].words), sense(folded(change.fact.quote))
    named = {name for name, kind in asked.concepts.items() if kind in ("thing", "channel")} | asked.pairs
    if "官微" in question.metrics[0].words:
        named = named | {"微博"}  # an official account of either kind
    plainly = not named and not strange_words(question.metrics[0].words.lower())
    return plainly or bool(named & {*said.concepts, *said.pairs})


def _fits(fact: Fact | None, want: Wanted) -> bool:
    """Whether a number is a change, told as it is asked for: 增加43条 is no 涨了百分之几."""
    if fact is None or fact.value is None:
        return False
    is_change = fact.origin != "prose" or (
        _CHANGED.search(fact.noun or "") is not None and not _REACHED.search(fact.noun or "")
    )
    return is_change and (want == "either" or (fact.unit in _SHARES) == (want == "percent"))


def _stated_beside(found: Found, facts: Sequence[Fact], earlier: int, later: int) -> Fact | None:
    """The change told next after a figure in the same clause, in its unit, against the year asked for."""
    told = [one for one in (*found.facts, *_retold(found, facts)) if one.origin == "prose"]
    changes = (_after(facts, one, earlier, later) for one in told if found.state == "number")
    return next(filter(None, changes), None)


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


def _after(facts: Sequence[Fact], lead: Fact, earlier: int, later: int) -> Fact | None:
    at = facts.index(lead)
    for fact in facts[at + 1 : at + 4]:
        if fact.quote != lead.quote:
            return None
        if _fits(fact, "either") and fact.unit in (lead.unit, *_SHARES):
            told = str(earlier) in fact.quote or (earlier == later - 1 and _EARLIER.search(fact.quote))
            return fact if told else None
        if fact.year != earlier and not re.search(r"[较比]", fact.noun or ""):
            return None
    return None


def _both(found: Found, facts: Sequence[Fact], earlier: int, later: int) -> tuple[Fact, Fact] | None:
    """A figure and the same of the year before, told beside it: 274条，比2019年的231条增加43条; 由年初的8300人增长到11450人."""
    lead = found.fact
    if found.state != "number" or lead is None or lead.origin != "prose" or lead.qualifier != "exact":
        return None
    beside = [fact for fact in facts if fact.quote == lead.quote and fact.unit == lead.unit and fact != lead]
    began = earlier == later - 1 and _REACHED.search(lead.noun or "")
    same = [fact for fact in beside if fact.year == earlier or (began and _BEGAN.search(fact.noun or ""))]
    return (lead, same[0]) if len(same) == 1 and same[0].qualifier == "exact" and same[0].value else None


def _worked_out(question: Question, head: ReportHead, pair: tuple[Fact, Fact], want: Wanted) -> Answer:
    """By how much, and by how many percent, one number of a sentence is more than the other; first as it is asked for."""
    citer, language = Citer(), question.language
    found = [Found(head, (fact,), (), "number") for fact in pair]
    two, one = (fact.value or Decimal(0) for fact in pair)
    share = computed(grown(two, one), found, None, citer, language, head.agency)
    share = replace(share, unit="%", shown=f"{share.shown.split()[0]} %")
    ways = [computed(compared(two, one), found, pair[0].metric, citer, language, head.agency), share]
    ordered = ways[::-1] if want == "percent" else ways
    lines = [
        piece("assistant.growth_line", claim, language, formula=claim.formula, quote=pair[0].quote)
        for claim in ordered[:1]
    ]
    return replies.answered(question, lines, (*ordered, claim_of(found[0], citer, language)), citer)
