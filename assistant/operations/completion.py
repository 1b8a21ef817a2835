"""Whether all requests were dealt with, and in time: 申请到年底全都答复完了吗, were any replies overdue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import Answer
from assistant.cells import cells_of
from assistant.citing import Citer
from assistant.claiming import claim_of, line_of
from assistant.desk import Desk
from assistant.finding import Found
from assistant.operations import replies
from assistant.question import Metric, Question
from ingest.cues import MARK
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Fact

_DONE = "(?:答复|回复|办结|办理|办|处理|处置|了结|结案|办妥|答)"
_ALL = "(?:全部|全都|全|都|均|统统|一件不[落剩差]地?|所有[^，,。]{0,10}?都)"
_ASKED = re.compile(
    rf"{_ALL}[^，,。多几]{{0,8}}?{_DONE}[^，,。]{{0,3}}?(?:完|毕|结|清|好|掉|了|妥|过)[^，,。]{{0,2}}(?:吗|么|没有?|不)|{_DONE}(?:完|清|好)了?(?:吗|么|没有?)[？?]*$"
    rf"|(?:申请|依申请公开)[^，,。多几]{{0,8}}{_DONE}(?:完|清|好)?了(?:吗|么|没有?)[？?]*$"
    rf"|(?:是否|是不是|有没有)[^，,。多几]{{0,6}}?{_ALL}[^，,。多几]{{0,8}}?{_DONE}|{_ALL}(?:按[期时])?{_DONE}了?(?:吗|么|没有?)"
    r"|^(?!.*(?<![a-z])(?:what|how many|how much|which|figure|number)(?![a-z])).*(?<![a-z])(?:were|was|did|had|have|has|are|is)(?![a-z])(?=.*(?<![a-z])(?:all|every|each)(?![a-z])).*(?<![a-z])(?:answered|concluded|dealt with|deal with|closed|completed|replied to|answer|conclude|handled|handle|processed|resolved|finished|finish|resolve|settled|reply to)(?![a-z])",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"复议|诉讼|建议|提案|信访|热线|留言|咨询|来信|信箱|投诉|工单|培训|整改|\b(?:lawsuit|litigation|review|proposal|suggestion|petition|hotline|enquir|inquir|letter|message)",
    re.IGNORECASE,
)
_REQUESTS = re.compile(r"申请|答复|requests?|applications?|repl(?:y|ies|ied)", re.IGNORECASE)
_OPEN = re.compile(r"正在(?:办理|处理)|(?:未|没有?|尚待)(?:办结|答复|办理完|处理完|办完)|结转|待(?:办|答复)")
_CLOSED = re.compile(
    r"(?:均|全部|全都|都)[^，,。；]{0,8}(?:答复|办结|办理|回复|处理)|(?:答复|办结|办理|回复)率[为达]?[^，,。]{0,2}100%"
)
_WHETHER = re.compile(
    r"[吗么][？?]?$|有没有|有无|是不是|是否|没有?[？?]*$|^\W*(?:did|do|does|was|were|is|are|has|have|had)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"逾期|超期|超时|过期|延误|拖延|拖拉|拖(?:着|了|过)|耽误|晚了|过了(?:期限|时限)|\b(?:late|overdue|delay(?:s|ed)?|past (?:the |its )?deadline)\b",
    re.IGNORECASE,
)
_TIMELY = re.compile(
    r"按[时期]|如期|及时|(?:法定|规定)?(?:期限|时限)[之以]?[内前]|\b(?:in|on) time\b|\b(?:timely|promptly)\b|\bwithin the (?:legal |statutory |set )?(?:deadline|time limit|period)\b",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    rf"(?:按[时期]|如期|及时|期限内|时限内|期限以?内)[^，,。；]{{0,6}}{_DONE}|{_DONE}[^，,。；]{{0,4}}及时"
)
_NOT_ALL = re.compile(r"未能|不能|不够|(?:率[为达]?)(?!100%)\d")
_CAME_OUT = re.compile(
    rf"(?:其中|本年度|全年|当年|年内|已经?|均|共|全部|按[时期]|及时|依法)*{_DONE}(?:完毕|完成|完|了)?{MARK}"
)
_REFUSED = re.compile("不予受理|未予受理")
_FROM_BEFORE = re.compile("上年|上一年|上年度")
_LEFT = Metric("requests.carried_out", "")


def answer(question: Question, desk: Desk) -> Answer | None:
    """No, with what is left, or yes, with what says so; None where it is not asked for, or no report tells."""
    text = folded(question.text)
    named = _REQUESTS.search(text) and not _OF_OTHERS.search(text)
    timed = _WHETHER.search(text) and (_LATE.search(text) or _TIMELY.search(text))
    if len(question.agencies) != 1 or len(question.years) != 1 or not (named and (timed or _ASKED.search(text))):
        return None
    for head in desk.heads(question.agencies[0], question.years[0]):
        facts = desk.facts(head.id)
        told = _timed(question, head, facts, text) if timed else _closed(question, head, facts)
        if told is not None:
            return told
    return None


def _timed(question: Question, head: ReportHead, facts: Sequence[Fact], text: str) -> Answer | None:
    """Whether replies were in time, or late, of what a report says were."""
    for fact in _of_requests(facts):
        quote = folded(fact.quote)
        whole = all(one.value == fact.value for one in _done_beside(fact, facts))
        if whole and fact.value and _IN_TIME.search(quote) and not (_LATE.search(quote) or _NOT_ALL.search(quote)):
            return _told(question, head, fact, "not_late" if _LATE.search(text) else "all_closed")
    return None


def _closed(question: Question, head: ReportHead, facts: Sequence[Fact]) -> Answer | None:
    if left := _left(facts):
        return _told(question, head, left[0], "some_open" if left[0].value else "none_open")
    if said := next((fact for fact in _of_requests(facts) if _CLOSED.search(folded(fact.quote))), None):
        return _told(question, head, said, "all_closed")
    return _compared(question, head, facts)


def _compared(question: Question, head: ReportHead, facts: Sequence[Fact]) -> Answer | None:
    """What was dealt with against what came in, where one sentence tells both: 受理12件，答复7件."""
    for fact in _of_requests(facts):
        done = _done_beside(fact, facts)
        if not done or not fact.value:
            continue
        refused = [one.value for one in facts if one.quote == fact.quote and _REFUSED.search(one.noun or "")]
        whole = sum((one or 0 for one in refused), done[0].value or 0)
        return _told(question, head, done[0], "all_closed" if whole >= fact.value else "not_all")
    return None


def _done_beside(fact: Fact, facts: Sequence[Fact]) -> list[Fact]:
    """The numbers dealt with that one sentence tells beside the number received."""
    beside = (one for one in facts if one.quote == fact.quote and one.unit == fact.unit and one is not fact)
    return [one for one in beside if one.value is not None and _CAME_OUT.fullmatch(one.noun or "")]


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


def _told(question: Question, head: ReportHead, fact: Fact, key: str) -> Answer:
    citer, found = Citer(), Found(head, (fact,), (), "number")
    claim = claim_of(found, citer, question.language)
    line = line_of(found, citer, question.language, f"assistant.{key}")
    return replies.answered(question, line, () if key == "not_late" else (claim,), citer)  # no number of what was late
