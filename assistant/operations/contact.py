"""How to reach the office: telephone, address, e-mail, as the report prints them."""

from __future__ import annotations

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.operations import replies
from assistant.question import Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say


def answer(question: Question, desk: Desk) -> Answer:
    """The contacts of the kind asked for, the office's own before supervision and complaint lines."""
    metric = question.metrics[0]
    for head in desk.heads(question.agencies[0], question.years[0]):
        facts = [fact for fact in desk.facts(head.id) if fact.origin == "contact" and fact.metric == metric.key]
        if facts:
            return _answer(question, head, _ordered(facts, metric.words))
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
    return sorted(reversed(list(once.values())), key=rank)


def _answer(question: Question, head: ReportHead, facts: list[Fact]) -> Answer:
    citer = Citer()
    claims = tuple(
        Claim(number=None, unit=None, qualifier="exact", agency=head.agency, year=head.year, metric=fact.metric,
              citations=(citer.fact(head, fact),), shown=fact.text or "", text=fact.text)
        for fact in facts)
    lead = say("assistant.contact_line", question.language, value=facts[0].text, agency=head.agency, year=head.year,
               quote=facts[0].quote, marks=mark(*claims[0].citations))
    more = [say("assistant.contact_more", question.language, quote=fact.quote, marks=mark(*claim.citations))
            for fact, claim in zip(facts[1:4], claims[1:4], strict=False)]
    return Answer(
        status="answered", text="\n".join([lead, *more]), question=question, values=claims,
        citations=citer.citations, reading=replies.reading(question))
