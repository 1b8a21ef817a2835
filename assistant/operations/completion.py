"""Whether all requests were dealt with: 申请到年底全都答复完了吗, was every application answered by the end of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Answer
from assistant.citing import Citer
from assistant.claiming import claim_of, line_of
from assistant.desk import Desk
from assistant.finding import Found, cells_of
from assistant.operations import replies
from assistant.question import Metric, Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Fact

_DONE = "(?:答复|回复|办结|办理|办|处理|处置|了结|结案|办妥|答)"
_ALL = "(?:全部|全都|全|都|均|统统|一件不[落剩差]地?|所有[^，,。]{0,10}?都)"
_ASKED = re.compile(
    rf"{_ALL}[^，,。多几]{{0,8}}?{_DONE}[^，,。]{{0,3}}?(?:完|毕|结|清|好|掉|了|妥|过)[^，,。]{{0,2}}(?:吗|么|没有?|不)|{_DONE}(?:完|清|好)了?(?:吗|么|没有?)[？?]*$"
    rf"|(?:是否|是不是|有没有){_ALL}[^，,。多几]{{0,8}}?{_DONE}|{_ALL}(?:按[期时])?{_DONE}了?(?:吗|么|没有?)"
    r"|(?<![a-z])(?:were|was|did|had|have|has|are|is)(?![a-z])(?=.*(?<![a-z])(?:all|every|each)(?![a-z])).*(?<![a-z])(?:answered|concluded|dealt with|deal with|closed|completed|replied to|answer|conclude|handled|handle|processed|resolved|finished|finish|resolve|settled|reply to)(?![a-z])",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"复议|诉讼|建议|提案|信访|热线|留言|咨询|来信|信箱|投诉|工单|培训|整改|\b(?:lawsuit|litigation|review|proposal|suggestion|petition|hotline|enquir|inquir|letter|message)",
    re.IGNORECASE,
)
_REQUESTS = re.compile(r"申请|requests?|applications?", re.IGNORECASE)
_OPEN = re.compile(r"正在(?:办理|处理)|(?:未|没有?|尚待)(?:办结|答复|办理完|处理完|办完)|结转|待(?:办|答复)")
_CLOSED = re.compile(
    r"(?:均|全部|全都|都)[^，,。；]{0,8}(?:答复|办结|办理|回复|处理)|(?:答复|办结|办理|回复)率[为达]?[^，,。]{0,2}100%"
)
_FROM_BEFORE = re.compile("上年|上一年|上年度")
_LEFT = Metric("requests.carried_out", "")


def answer(question: Question, desk: Desk) -> Answer | None:
    """No, with what is left, or yes, with what says so; None where it is not asked for, or no report tells."""
    text = folded(question.text)
    named = _REQUESTS.search(text) and not _OF_OTHERS.search(text)
    if len(question.agencies) != 1 or len(question.years) != 1 or not (named and _ASKED.search(text)):
        return None
    for head in desk.heads(question.agencies[0], question.years[0]):
        facts = desk.facts(head.id)
        if left := _left(facts):
            return _told(question, head, left[0])
        if said := next((fact for fact in _of_requests(facts) if _CLOSED.search(folded(fact.quote))), None):
            return _told(question, head, said, closed=True)
    return None


def _left(facts: Sequence[Fact]) -> list[Fact]:
    """How many are carried over to the next year, by the table or by the text."""
    cells = [cell for cell in cells_of(facts, _LEFT) if cell.state == "number"]
    told = [
        fact
        for fact in facts
        if fact.origin == "prose"
        and fact.value is not None
        and fact.year is None
        and _OPEN.search(fact.noun or "")
        and not _FROM_BEFORE.search(fact.noun or "")
    ]
    own = [fact for fact in told if any(fact.place.block == one.place.block for one in _of_requests(facts))]
    return cells[:1] or sorted(own, key=lambda fact: not fact.value)


def _of_requests(facts: Sequence[Fact]) -> Iterable[Fact]:
    return (fact for fact in facts if fact.metric == "request" and fact.origin == "prose")


def _told(question: Question, head: ReportHead, fact: Fact, closed: bool = False) -> Answer:
    citer, found = Citer(), Found(head, (fact,), (), "number")
    claim = claim_of(found, citer, question.language)
    key = "all_closed" if closed else "some_open" if fact.value else "none_open"
    line = line_of(found, citer, question.language, f"assistant.{key}")
    return replies.answered(question, line, (claim,), citer)
