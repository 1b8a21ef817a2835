"""How to reach the office: telephone, address, e-mail, as the report prints them."""

from __future__ import annotations

import re

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


def private(question: Question) -> bool:
    """Whether what is asked for is somebody's own, which no report tells and which is not looked for."""
    return _PRIVATE.search(question.said) is not None and (
        question.operation == "contact" or "ask" in question.cues or "what" in question.cues
    )


def answer(question: Question, desk: Desk) -> Answer:
    """The contacts of the kinds asked for, the office's own before supervision and complaint lines."""
    for head in desk.heads(question.agencies[0], question.years[0]):
        stated = [fact for fact in desk.facts(head.id) if fact.origin == "contact"]
        kinds = [
            _ordered([fact for fact in stated if fact.metric == metric.key], metric.words)
            for metric in question.metrics
        ]
        if any(kinds):
            return _answer(question, head, [kind for kind in kinds if kind])
    return replies.not_stated(question, desk, None)


def _ordered(facts: list[Fact], words: str) -> list[Fact]:
    """监督电话 only leads where it is asked for; the same number printed twice stands once."""
    special = [name for name in ("监督", "投诉", "举报", "传真") if name in words]

    def rank(fact: Fact) -> int:
        label = folded(fact.noun or "")
        if special:
            return 0 if any(name in label for name in special) else 1
        return 1 if any(name in label for name in ("监督", "投诉", "举报")) else 0

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
