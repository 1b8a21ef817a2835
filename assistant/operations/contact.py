"""How to reach the office: telephone, address, e-mail, as the report prints them."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.operations import replies
from assistant.question import Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say

_PRIVATE = re.compile(
    r"私人|私下|个人(?:的)?(?:手机|电话|微信|邮箱|号码|联系)|(?:家庭|家里|居住|住家)(?:的)?(?:住址|地址|电话)|(?<!办公)住址|家住|身份证"
    r"|(?:[局县市镇乡区厅院校部省]长|书记|主任|科长|处长|领导|负责人|工作人员|经办人)(?:本人)?(?:的)?(?:个人)?(?:手机|微信号|住(?:哪|在))"
    r"|\b(?:private|personal|home) (?:phone|mobile|cell|number|telephone|address|e-?mail|contact|we ?chat)|\b(?:mayor|director|secretary|head|chief|official|leader)(?:'s|s')?(?: own)? (?:mobile|cell)|\bID card\b",
    re.IGNORECASE,
)


_COMPLAINTS = ("监督", "投诉", "举报")


def private(question: Question) -> bool:
    """Whether what is asked for is somebody's own, which no report tells and which is not looked for."""
    return _PRIVATE.search(question.said) is not None and (
        question.operation == "contact" or "ask" in question.cues or "what" in question.cues
    )


def answer(question: Question, desk: Desk) -> Answer:
    """The contacts of the kinds asked for, the office's own before supervision and complaint lines."""
    own = [_stated(question, desk, head) for head in desk.heads(question.agencies[0], question.years[0])]
    if any(any(kinds) and _of_the_kind(kinds, question) for _, kinds in own) or not _undated(question):
        found = own
    else:  # whichever year's report tells it: the newest that does
        years = sorted(desk.years(question.agencies[0]), reverse=True)
        earlier = [head for year in years for head in desk.heads(question.agencies[0], year)]
        told = [_stated(question, desk, head) for head in earlier]
        found = [one for one in told if _of_the_kind(one[1], question)] or told
    for head, kinds in found:
        if any(kinds):
            asked = question if head.year in question.years else replace(question, years=(head.year,), notes=())
            return _answer(asked, head, [kind for kind in kinds if kind])
    return replies.not_stated(question, desk, None)


def _stated(question: Question, desk: Desk, head: ReportHead) -> tuple[ReportHead, list[list[Fact]]]:
    """What a report tells of each kind of contact asked for."""
    stated = [fact for fact in desk.facts(head.id) if fact.origin == "contact"]
    return head, [
        _ordered([fact for fact in stated if fact.metric == metric.key], metric.words) for metric in question.metrics
    ]


def _undated(question: Question) -> bool:
    """Whether nobody named a year, and the newest stands for it."""
    return any(key == "assistant.newest_year" for key, _ in question.notes)


def _of_the_kind(kinds: list[list[Fact]], question: Question) -> bool:
    """Whether the line for complaints is told, where that is asked for; else whether anything is."""
    special = [name for name in _COMPLAINTS if any(name in metric.words for metric in question.metrics)]
    every = [folded(fact.noun or "") for facts in kinds for fact in facts]
    return any(name in label for name in _COMPLAINTS for label in every) if special else bool(every)


def _ordered(facts: list[Fact], words: str) -> list[Fact]:
    """监督电话 only leads where it is asked for; the same number printed twice stands once."""
    special = [name for name in (*_COMPLAINTS, "传真") if name in words]
    special += _COMPLAINTS if special and special[0] in _COMPLAINTS else ()

    def rank(fact: Fact) -> int:
        label = folded(fact.noun or "")
        if special:
            return 0 if any(name in label for name in special) else 1
        return 1 if any(name in label for name in _COMPLAINTS) else 0

    once = {fact.text: fact for fact in reversed(facts)}
    return sorted(once.values(), key=rank)


def _answer(question: Question, head: ReportHead, kinds: list[list[Fact]]) -> Answer:
    citer, language = Citer(), question.language
    claims: list[Claim] = []
    lines = []
    for facts in kinds:
        for at, fact in enumerate(facts[:4]):
            n = citer.fact(head, fact)
            claims.append(
                Claim(None, None, "exact", head.agency, head.year, fact.metric, (n,), fact.text or "", fact.text)
            )
            key = "assistant.contact_more" if at else "assistant.contact_line"
            lines.append(
                say(key, language, value=fact.text, agency=head.agency, year=head.year, quote=fact.quote, marks=mark(n))
            )
    return replies.answered(question, lines, claims, citer)
