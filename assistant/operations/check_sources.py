"""Whether the text and the table of one report state the same for what a question names."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.cells import NEW
from assistant.citing import Citer
from assistant.claiming import claim_of, piece
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.metrics import label_of, recognise
from assistant.operations import replies
from assistant.phrases import plain
from assistant.question import Metric, Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.strings import say

OF_TEXT = re.compile(
    r"(?:正文|文字|文中|文里|前面|总体情况)[^。？?]{0,30}(?:表|附表)|表[^。？?]{0,20}(?:正文|文字|文中)"
    r"|\b(?:text|prose|narrative|body)\b.*\btables?\b|\btables?\b.*\b(?:text|prose|narrative|body)\b",
    re.IGNORECASE,
)
"""Both are named."""
_AGREES = re.compile(
    r"对[得不](?:上|拢)|吻合|相符|一致|相等|等于|一样|不同|(?:同|[是为])一个数|相?同(?=[吗么不]|[？?]|$)|打架|\b(?:match|agree|equal|same|tally|tallies|consistent|square|reconcile|correspond|differ)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"多少|几[件个条项份]|\bhow (?:many|much)\b", re.IGNORECASE)
_SOURCES = re.compile(
    r"(?:年报|报告)?的?(?:正文|文字|文中|文里|总体情况)(?:部分)?(?:里|中|上)?(?:所?(?:写|说|提到|讲|报))?的?|(?:附表|表格?)(?:里|中|上|内)?(?:所?(?:填|写|列))?的?|\b(?:text|prose|narrative|body|tables?)\b",
    re.IGNORECASE,
)
_REQUESTS = re.compile(r"申请|\b(?:requests?|applications?)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"结转|办结|答复|公开几|复议|诉讼|\b(?:carried|granted|refused|reviews?|litigation|replied)\b", re.I
)
_NEWLY = re.compile("新收|新增")


def answer(question: Question, desk: Desk) -> Answer | None:
    """Both numbers behind the verdict; None where no one number is named, or one of the two is not there."""
    text = folded(question.said or question.text)
    asked = OF_TEXT.search(text) and _AGREES.search(text) and not _HOW_MANY.search(text)
    if not asked or len(question.agencies) != 1:
        return None
    metric = _metric(text, question)
    years = question.years or desk.years(question.agencies[0])[-1:]
    if metric is None or len(years) != 1:
        return None
    for head in desk.heads(question.agencies[0], years[0]):
        prose, cell = (find(desk, head, replace(metric, said=where)) for where in ("正文", "表格"))
        if prose.fact is not None and cell.fact is not None and (prose.fact.origin == "prose" != cell.fact.origin):
            return None if _with_carried(desk, head, prose, cell) else _told(question, prose, cell)
    return None


def _metric(text: str, question: Question) -> Metric | None:
    """The cell that is named beside the two places; requests are those that came in."""
    words = _SOURCES.sub(" ", text)
    known = [one for one in recognise(words) if one.key]
    if len(known) == 1:
        return replace(known[0], label=label_of(known[0].key or "", question.language))
    if not known and _REQUESTS.search(words) and not _OTHERS.search(words):
        return Metric(NEW, label_of(NEW, question.language), label_of(NEW), None)
    return None


def _with_carried(desk: Desk, head: ReportHead, prose: Found, cell: Found) -> bool:
    """Whether the text may count what was carried over as well, so that both can be right."""
    assert prose.fact is not None
    assert cell.fact is not None
    carried = find(desk, head, Metric("requests.carried_in", "", "", None, said="表格")).fact
    more = carried.value if carried is not None and carried.value else None
    if cell.fact.metric != NEW or not more or _NEWLY.search(prose.fact.noun or ""):
        return False
    return prose.fact.value == (cell.fact.value or 0) + more


def _told(question: Question, prose: Found, cell: Found) -> Answer:
    citer, language = Citer(), question.language
    claims = [claim_of(one, citer, language) for one in (prose, cell)]
    apart = abs((claims[0].number or Decimal(0)) - (claims[1].number or Decimal(0)))
    fact = cell.facts[0]
    lines = [
        say("assistant.check_mismatch" if apart else "assistant.check_matches", language),
        piece("assistant.check_text", claims[0], language, quote=prose.facts[0].quote),
        piece("assistant.check_cell", claims[1], language, row=fact.row, column=fact.column or "")
        if fact.row
        else piece("assistant.check_column", claims[1], language, column=fact.column or ""),
    ]
    if apart:
        lines.append(say("assistant.check_by", language, difference=plain(apart)))
    return replies.answered(replace(question, operation="check"), lines, claims, citer)
