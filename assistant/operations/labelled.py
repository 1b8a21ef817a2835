"""What a report prints behind a label of its own head: 索引号, 发文字号, 发布机构, 主题分类."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.answer import Answer
from assistant.desk import Desk
from assistant.operations import dates
from assistant.question import Question
from ingest.folding import folded
from ingest.report import Block

_ASKS = re.compile(r"(?:的)?(?:是|为|叫|写的?是)?(?:什么|哪个|哪一个|何|多少|几号)?(?:呢|啊)?[？?。\s]*$")
_LABEL = re.compile(
    "[\u4e00-\u9fff]{1,6}(?:号|机构|单位|部门|日期|时间|目录|分类|类别|类型|形式|方式|范围|体裁|性|词|人|编辑|来源|级别)"
)
"""How a head names what it prints; other words may open a paragraph (主动公开：…)."""
_SAME = {"文号": "发文字号", "发文号": "发文字号", "文件编号": "发文字号", "索引编号": "索引号", "发布单位": "发布机构"}
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[［(（]20\d\d[〕\]］)）]\s*\d+\s*号")
_BY_ORDER = re.compile(
    r"文号|(?:按|根据|依据|依照|遵照|照)[^，,。]{0,12}(?:哪|什么|何)[^，,。]{0,3}(?:文件|通知|文|要求|规定)|\b(?:document|circular|file) number\b|\bwhich (?:document|circular|notice)\b.*\b(?:compiled|drawn up|prepared|written)\b",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:根据|按照?|依据|依照|遵照|要求|通知|和|与|及|的|《|》|（|\()*(?P<number>[\u4e00-\u9fff]{1,8}[〔\[［(（]20\d\d[〕\]］)）]\s*\d+\s*号)"
)
_ORDERED = re.compile(r"根据|按照?|依据|依照|遵照|要求|通知")
_BEFORE_TEXT = 12
"""Blocks in which a report's head stands."""


def ordered(question: Question, desk: Desk) -> Answer | None:
    """The number of the document by whose order a report was written: 按省里哪个文号的要求编的."""
    if not (question.agencies and question.years and _BY_ORDER.search(question.said)):
        return None
    for head in desk.heads(question.agencies[0], question.years[0]):
        for block in desk.library.blocks(head.id)[:_BEFORE_TEXT]:
            hit = _CITED.search(block.text) if block.table is None and _ORDERED.search(block.text) else None
            if hit is not None:
                return dates.printed(question, head, block, *hit.span("number"))
    return None


def answer(question: Question, desk: Desk) -> Answer | None:
    """The words that the head of the report prints behind the label asked for; None where it has no such label."""
    label = _ASKS.sub("", folded(question.topic))
    label = _SAME.get(label, label)
    if not _LABEL.fullmatch(label) or not question.agencies or not question.years:
        return None
    for head in desk.heads(question.agencies[0], question.years[0]):
        for block, start, end in _printed(label, desk.library.blocks(head.id)[:_BEFORE_TEXT]):
            return dates.printed(question, head, block, start, end)
    return None


def _printed(label: str, blocks: tuple[Block, ...]) -> Iterator[tuple[Block, int, int]]:
    """Where the value of a label stands: behind it in a line or a row, else the next line; a number by its form."""
    spaced = r"\s*".join(label)
    value = re.compile(
        rf"(?:^|[\s|　])[【\[]?{spaced}[】\]]?\s*(?:[:：|\t\n]|\s{{2,}})\s*(?P<value>[^\s|:：][^|\t\n]{{1,40}}?)\s*(?=$|[|\t\n])"
    )
    for block in blocks:
        if hit := value.search(block.text):
            yield block, *hit.span("value")
    for one, two in pairwise(blocks):
        if re.fullmatch(rf"\s*{spaced}\s*[:：]?\s*", one.text) and two.text.strip():
            start = len(two.text) - len(two.text.lstrip())
            yield two, start, start + len(two.text.strip().split("\n")[0])
    if label == "发文字号":
        yield from ((block, *hit.span()) for block in blocks if (hit := _NUMBERED.fullmatch(block.text.strip())))
