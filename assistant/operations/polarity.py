"""Yes and no: whether a report tells of any, as the question puts it, and whether a fee was taken."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.desk import Desk
from assistant.finding import Found, first_of
from assistant.question import Metric, Question
from assistant.zeros import said_none
from ingest.folding import folded
from ingest.library import ReportHead

_CAUSE = re.compile(
    "因为?(?:依申请公开|(?:政府)?信息公开|申请公开)(?:申请|工作)?(?:而|就)?|[向跟找对](?:申请人|老百姓|群众|公众|市民|公民|当事人|企业|谁|人家?)(?:们)?"
)
"""What a thing was done for or to, which no number's words repeat: 因依申请公开向申请人收过费吗."""
_FEE = re.compile(
    r"(?<![消免学经自浪])费(?!率|者)|[收要掏花交][过了]*(?:一分|什么|任何|半毛)?钱|\b(?:fees?|charges?|charged?|pay|paid)\b",
    re.IGNORECASE,
)
_FEES = Metric(None, "", "收取信息处理费")
_PAID = frozenset((None, "元", "万元"))
_SUPPOSED_NONE = re.compile(
    r"(?:是不是|是否|莫非|难道|果真|真的?|确实)[^，,。]{0,24}?(?:没|未|零|一[件条个次宗起]也无|为0|空白)|(?:没(?!办|处理|答复|完|结)|未(?!办|处理|答复|结|完|审)|零|空白)[^，,。]{0,24}[吗么吧][？?。]?$|(?:没|未|零|空白)[^。]{0,24}(?:对[吗吧不]|是[吗吧]|是不是|属实|没错)"
    r"|^(?:is it (?:true|right|correct|the case) (?:that|there)|so(?![a-z])|did(?:n't| not))|\b(?:no|none|not|zero|n't)\b.{0,60}(?:right|correct|is that so|true|did (?:it|they))\s*\?*$"
    r"|(?<![a-z])(?:did|was|were|have|has)(?![a-z]).{0,40}\b(?:really|indeed|actually|no|zero|without)\b",
    re.IGNORECASE,
)
"""That there was none is what the question supposes."""
_WHETHER = re.compile(
    r"吗|么[？?]?$|对不对|对吧|属实|没错吧|有没有|有无|是不是|是否|没有?[？?]*$|(?P<turn>[涨增升降跌减变超])没(?P=turn)|^(?:did|does|do|was|were|is|are|has|have|had)(?![a-z])",
    re.IGNORECASE,
)
_UP = re.compile(
    r"[多高大增升涨超强]|[胜赶压盖]过|\b(?:more|higher|larger|bigger|greater|above|exceed|outd|outnumber|beat|surpass|increas|gr[eo]w|ris|rose|climb|gain)",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"(?<!多)少(?!数)|[低减降跌]|不如|不及|落后|\b(?:fewer|less|lower|smaller|below|behind|decreas|fall|fell|drop|declin|shr[iau]nk)",
    re.IGNORECASE,
)
_WHICH = re.compile(r"谁|哪|还是|多少|几|\b(?:which|who|or|how|what)\b", re.IGNORECASE)
_WHETHER_ANY = re.compile(r"有没有|有无|(?P<verb>[收发做办开接提])没(?P=verb)|没有?[？?]*$")


def found(question: Question, desk: Desk, heads: list[ReportHead]) -> list[tuple[Metric, Found]]:
    """Each metric with what is stated of it, in a number or in words."""
    metrics = [replace(one, words=_CAUSE.sub("", one.words) or one.words) for one in question.metrics]
    told = [_of_fee(metric, first_of(desk, heads, metric), desk, heads) for metric in metrics]
    return [(metric, _or_none(one, metric, desk)) for metric, one in zip(metrics, told, strict=True)]


def _of_fee(metric: Metric, told: Found, desk: Desk, heads: list[ReportHead]) -> Found:
    """Whether a fee was taken is told by an amount, or in words."""
    paid = told.state == "number" and told.facts[0].unit in _PAID
    if metric.key is not None or paid or not _FEE.search(metric.words):
        return told
    fee = first_of(desk, heads, replace(_FEES, label=metric.label))
    if fee.state == "number" and fee.facts[0].unit in _PAID:
        return fee
    none = first_of(desk, heads, replace(_FEES, label=metric.label, words="收费"))  # 收费：无
    return none if none.fact and none.fact.qualifier == "none" else replace(told, state="absent")


def _or_none(told: Found, metric: Metric, desk: Desk) -> Found:
    """What a report says in words that there was none of, where it states no number."""
    none = said_none(desk.facts(told.head.id), metric.words) if told.state == "absent" else None
    return Found(told.head, (none,), (), "number") if none is not None else told


def of_two(question: Question, one: Decimal, two: Decimal) -> str | None:
    """The word for yes or no to whether `one` is more than `two`, or less, as the question puts it; None where it asks
    neither."""
    text = folded(question.text)
    up, down = _UP.search(text), _DOWN.search(text)
    if _WHICH.search(text) or not _WHETHER.search(text) or (up is None) == (down is None):
        return None
    return "assistant.compare_yes" if (one > two if up else one < two) else "assistant.compare_no"


def downward(question: Question) -> bool:
    """Whether a question speaks of less, and not of more."""
    text = folded(question.text)
    return _DOWN.search(text) is not None and _UP.search(text) is None


def line(question: Question, some: bool) -> str:
    """Yes or no, as the question puts it: 是不是一件都没收到 is agreed with where there was none."""
    text = folded(question.text)
    if question.cues & {"none"} and _SUPPOSED_NONE.search(text) and not _WHETHER_ANY.search(text):
        return "assistant.none_denied" if some else "assistant.none_agreed"
    return "assistant.yes_line" if some else "assistant.no_line"
