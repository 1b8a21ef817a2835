"""Whether a report's requests balance: what came in and was carried over against what was dealt with and carried on."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Answer
from assistant.citing import Citer
from assistant.claiming import computed, piece
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.formula import added
from assistant.metrics import label_of
from assistant.operations import replies
from assistant.phrases import listed
from assistant.question import Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say

_CAME = "(?:新收|收到|收的?|受理|进来|接收)"
_CARRIED = "(?:结转|转[入来下过]|上年|留下|遗留|剩)"
_DEALT = "(?:办|答复|处理|回复)"
_ASKED = re.compile(
    rf"申请[^，,。]{{0,6}}(?:收支|进出|出入账)|收支|{_CAME}.{{0,12}}{_CARRIED}.{{0,14}}{_DEALT}.{{0,12}}{_CARRIED}|{_CAME}.{{0,10}}{_DEALT}.{{0,10}}{_CARRIED}"
    r"|\b(?:received|new)\b.*\bcarried\b.*\b(?:concluded|handled|processed|dealt|decided|results|answered|completed)\b.*\bcarried\b|\b(?:in|received)\b.{0,20}\bbalance\b.{0,20}\b(?:out|handled|concluded)\b",
    re.IGNORECASE,
)
_DONE = "requests.results.total"
_CLOSED = re.compile(
    "(?:全年|本年度?|已|共|均|其中|依法|按[期时])*(?:办结|答复|办理完毕|办理)(?:了|申请|依申请公开|政府信息公开申请|的|共|数)*"
)
_SIDES = (("requests.received_new", "requests.carried_in"), (_DONE, "requests.carried_out"))


def answer(question: Question, desk: Desk) -> Answer | None:
    """Both sides added up; None where it is not asked for, or a report does not state all four."""
    if len(question.agencies) != 1 or not asked(question):
        return None
    years = question.years[-1:] or desk.years(question.agencies[0])[-1:]
    for head in desk.heads(question.agencies[0], years[0]) if years else ():
        found = [[_stated(desk, head, key, question) for key in side] for side in _SIDES]
        told = all(one.state == "number" and not one.others for side in found for one in side)
        cells = all(fact.origin == "cell" for side in found for one in side for fact in one.facts)
        even = len({sum(map(_number, side)) for side in found}) == 1 if told else False
        if told and (even or not cells):  # what the tables contradict is told with its rule
            return _told(question, head, found)
    return None


def asked(question: Question) -> bool:
    """Whether a question asks for both sides of the requests."""
    return _ASKED.search(question.text) is not None


def _stated(desk: Desk, head: ReportHead, key: str, question: Question) -> Found:
    """The cell; of how many were dealt with what the text says where there is none: 办结29件."""
    found = find(desk, head, Metric(key, label_of(key, question.language), label_of(key, "zh")))
    told = [] if found.state != "absent" or key != _DONE else [_closed(fact) for fact in desk.facts(head.id)]
    said = [fact for fact in told if fact is not None]
    return Found(head, (said[0],), (), "number") if len({fact.value for fact in said}) == 1 else found


def _closed(fact: Fact) -> Fact | None:
    own = (fact.noun or "").replace(MARK, "")
    plain = fact.origin == "prose" and fact.unit == "件" and fact.qualifier == "exact" and fact.year is None
    return fact if plain and fact.value is not None and _CLOSED.fullmatch(own) else None


def _told(question: Question, head: ReportHead, found: list[list[Found]]) -> Answer:
    citer, language = Citer(), question.language
    sums = [computed(added(_number(one) for one in side), side, None, citer, language, head.agency) for side in found]
    names = [listed([label_of(key, language) for key in side], language) for side in _SIDES]
    lines = [
        piece("assistant.balance_side", claim, language, names=name, formula=claim.formula)
        for claim, name in zip(sums, names, strict=True)
    ]
    lead = say("assistant.balances" if sums[0].number == sums[1].number else "assistant.balances_not", language)
    return replies.answered(question, [lead, *lines], sums, citer)


def _number(found: Found) -> Decimal:
    return found.facts[0].value or Decimal(0)
