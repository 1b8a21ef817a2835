"""A report in a few lines: its main numbers, and the sentences that open its sections."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.cells import TOTAL, operands
from assistant.citing import Citer, mark
from assistant.claiming import claim_of
from assistant.desk import Desk
from assistant.finding import Found
from assistant.metrics import label_of
from assistant.operations import replies
from assistant.operations.quoting import place_of
from assistant.question import Question
from ingest.library import ReportHead
from ingest.report import Fact, Passage
from ingest.strings import say

_MAIN = (
    "disclosed_total",
    "website",
    "wechat",
    "weibo",
    "requests.received_new",
    "requests.results.total",
    "review.total",
    "litigation.total",
    "disclosure.art20_5.license.decisions",
    "disclosure.art20_6.penalty.decisions",
)
_SECTIONS = (("problems", re.compile("问题|不足|改进|打算|思路"), 4), ("overview", re.compile("概述|总体|overview"), 2))
_SENTENCE = re.compile(r"[^。！？\n]{12,}[。！？]")
_WEAK = re.compile(r"问题|不足|不够|有待|差距|薄弱|欠缺|下一步|将|进一步|改进|加强")


def answer(question: Question, desk: Desk) -> Answer:
    """The main numbers and leading sentences of each report asked about; of one section where it is named."""
    language = question.language
    citer, lines, claims = Citer(), [], []
    heads = [head for agency in question.agencies for head in desk.heads(agency) if head.year in question.years]
    for head in heads[:4]:
        every = desk.facts(head.id)
        for fact in _main(every):
            found = Found(head, (fact,), (), "number", operands(every, fact))
            claims.append(claim_of(found, citer, language))
        figures = "；".join(
            f"{label_of(claim.metric or '', language)} {claim.shown}{mark(*claim.citations)}"
            for claim in claims
            if (claim.agency, claim.year) == (head.agency, head.year)
        )
        lines.append(say("assistant.summary_lead", language, agency=head.agency, year=head.year) + figures)
        lines += _sentences(question, desk, head, citer)
    if not lines:
        return replies.not_stated(question, desk, None)
    return replies.answered(question, lines, claims, citer)


def _main(facts: tuple[Fact, ...]) -> list[Fact]:
    chosen: dict[str, Fact] = {}
    for fact in facts:
        if fact.metric in _MAIN and fact.state == "number" and fact.applicant in (None, TOTAL) and fact.total is None:
            chosen.setdefault(fact.metric, fact)
    return [chosen[key] for key in _MAIN if key in chosen]


def _sentences(question: Question, desk: Desk, head: ReportHead, citer: Citer) -> list[str]:
    """The sentences that carry a section: of the one named, else of problems and overview."""
    named = [row for row in _SECTIONS if row[1].search(question.topic)]
    out = []
    for kind, _, most in named or _SECTIONS:
        picked = []
        for passage in desk.library.passages([head.id]):
            if passage.kind == kind:
                picked += [(sentence, passage) for sentence in _SENTENCE.findall(passage.text) if _says(kind, sentence)]
        for sentence, passage in picked[:most]:
            out.append(_quoted(sentence.strip(), passage, head, citer, question, desk))
    return out


def _says(kind: str, sentence: str) -> bool:
    return kind != "problems" or bool(_WEAK.search(sentence))


def _quoted(sentence: str, passage: Passage, head: ReportHead, citer: Citer, question: Question, desk: Desk) -> str:
    n = citer.quote(head, passage.section, sentence, place_of(desk, passage, sentence))
    return say("assistant.summary_quote", question.language, quote=sentence, marks=mark(n))
