"""When a report was published, and which period it covers: the dates it prints itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.operations import replies
from assistant.question import Question
from ingest.folding import fold, folded
from ingest.identity import dates_in
from ingest.library import ReportHead
from ingest.report import Block
from ingest.strings import say

_WHEN = r"哪[一]?[天日年]|什么时[候间]|何[时日]|几时|几月几[日号]|几点(?:几分|钟)?|哪个?时间|啥时候?间?|日期|时间"
_DONE = r"发布|公布|发出|发表|落款|成文|签发|挂网|挂出|上网|印发|出炉|对外公开|生成"
_LABELLED = re.compile(
    r"(?:(?:发布|生成|公开|发文|成文|报告|公布|上传|发稿|更新)(?:日期|时间)|(?<![\u4e00-\u9fff])(?:日期|时间))\s*[:：]?\s*(?P<value>\d[\d/.年月日:：-]{5,}(?: +\d{1,2}[:：][\d:：]+)?)"
)
_ISSUED = re.compile(
    rf"(?:年报|报告|它|这份)?[^，,。]{{0,8}}(?:{_WHEN})[^，,。]{{0,4}}(?:{_DONE})|(?:{_DONE})(?:的|是|在|于|为|写|标|署|注|印)*(?:{_WHEN})|(?:年报|报告)(?:的|是|在|拖|直|到|等)*(?:{_WHEN})(?:才|写|编|出|发|印|做|签|落|成)|"
    rf"(?:{_WHEN})[^，,。]{{0,6}}(?:公开|晒|放|登|贴|交)(?:出来?|上网|上来?)?的?(?:这份|年度)?(?:年报|报告)|(?:年报|报告)(?:是)?(?:{_WHEN})(?:公开|晒|放|登|贴|出)|"
    r"\bwhen (?:was|did)\b.*\breport.*(?:published|issued|released|dated|posted|made public|put online|come out|appear|go online)|\bwhen did\b.*\b(?:publish|issue|release|post|put out)\b.*\breport|"
    r"\b(?:on )?(?:what|which) (?:date|day)\b(?! of the week)[^,(]*(?:made public|put online|come out|came out|go online|signed|publish|issue|release|report)|\b(?:publication|issue|release) date\b|"
    r"\bdate of (?:the )?(?:report|publication|issue)\b|\bon what date\b.*(?:published|issued|released|dated)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:统计|数据|报告|涵盖|覆盖)[^，,。]{0,6}(?:期限|期间|时段|时限|起止|哪段时间|时间范围|哪个时间段|什么时间段)|统计[^，,。]{0,8}(?:从|自)[^，,。]{0,6}到|"
    r"\b(?:what|which) (?:reporting )?period\b|\breporting period\b|\bperiod (?:does|is|was).{0,30}cover",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?[^，,。；;\d]{0,6}(?:至|到|止|—|-|~)+[^，,。；;\d]{0,6}"
    r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?"
)
_BESIDE = re.compile(
    r"[,(]?\s*\b(?:per|as per|according to|as (?:told|given|stated|printed) in|says?|from|going by|in|see)\s+(?:the |its |their |that )?(?:\S+ ){0,6}?(?:report|letter)\b\)?",
    re.IGNORECASE,
)
"""Where it is read, which is no question for the report's own date: from what date, per its 2023 report."""
_OTHER = re.compile(r"多少|几[件条篇份次个人]|how many", re.IGNORECASE)


def asked(question: Question) -> bool:
    """Whether a question is for the date of the report itself, or for the period it covers."""
    text = f"{folded(question.text)}\n{question.said}"  # between names and Latin letters folding leaves no space
    text = _BESIDE.sub(" ", text)
    return not _OTHER.search(text) and bool(_ISSUED.search(text) or _PERIOD.search(text))


def answer(question: Question, desk: Desk) -> Answer | None:
    """The date or the period as the report prints it; None where it prints none."""
    period = _PERIOD.search(folded(question.text)) is not None
    for head in desk.heads(question.agencies[0], question.years[0]):
        blocks = desk.library.blocks(head.id)
        timed = (
            [one for one in _issued(head, blocks) if ":" in one[0].text[one[1] : one[2]]]
            if "几点" in question.text
            else []
        )
        for block, start, end in _spans(blocks) if period else timed or _issued(head, blocks):
            return printed(question, head, block, start, end)
    return None


def _spans(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, int, int]]:
    """Where a period is printed, first the one a report names as that of its statistics."""
    found = [(block, *hit.span()) for block in blocks if block.table is None for hit in _SPAN.finditer(block.text)]
    yield from sorted(found, key=lambda one: re.search("统计|期限|时限|所列数据", one[0].text) is None)


def _issued(head: ReportHead, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, int, int]]:
    """Where the date of issue is printed: at the end of the report before its head."""
    for block in (*reversed(blocks[-6:]), *blocks[:-6]):
        if block.table is None and head.issued is not None:
            yield from ((block, start, end) for day, start, end in _days(block.text) if day == head.issued)
    for block in blocks:
        if hit := _LABELLED.search(block.text):
            yield block, *hit.span("value")


def _days(text: str) -> Iterator[tuple[date, int, int]]:
    """The dates of a text as printed."""
    plain = fold(text)
    for day, start, end in dates_in(plain.text):
        yield day, *plain.source(start, end)


def printed(question: Question, head: ReportHead, block: Block, start: int, end: int) -> Answer:
    """Characters [start, end) of a block as the answer."""
    citer, quote = Citer(), block.text[start:end].strip()
    n = citer.quote(head, (), quote, block.place(start, end))
    claim = Claim(None, None, "exact", head.agency, head.year, None, (n,), quote, quote)
    line = say("assistant.date_line", question.language, value=quote, agency=head.agency, year=head.year, marks=mark(n))
    return replies.answered(question, line, (claim,), citer)
