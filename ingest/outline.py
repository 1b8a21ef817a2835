"""Blocks -> section tree: headings found by their numbering, kinds by their words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.folding import folded
from ingest.report import Block, Section

_NUMERAL = "一二三四五六七八九十"
# Numbering styles, outermost first; a document nests them in the order in which it uses them.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第[{_NUMERAL}]{{1,3}}部分[、:： ]?")),
    ("han", re.compile(rf"[{_NUMERAL}]{{1,3}}\s*[、.．,，](?=\S)|[{_NUMERAL}]{{1,3}}\s+(?=[\u4e00-\u9fff])")),
    ("han_bracket", re.compile(rf"[（(]\s*[{_NUMERAL}]{{1,3}}\s*[)）]、?")),
    ("digit", re.compile(r"\d{1,2}\s*[、.．](?!\d)")),
    ("digit_bracket", re.compile(r"[（(]\s*\d{1,2}\s*[)）]")),
    ("ordinal", re.compile(rf"[{_NUMERAL}]{{1,2}}是")),
)
_MAIN = re.compile(rf"(?<=\S)\s+(?=[{_NUMERAL}]{{1,3}}、)")
_SENTENCE_END = re.compile(r"[。；;！？!?]|[：:](?!\d)")
_LEAD = re.compile(r"([^\s：:，,。；;]{2,18})[：:](?=\S)")
_LEAD_WORDS = re.compile("公开|管理|建设|保障|监督|解读|回应|平台|培训|机制|制度|领导")
_NOT_LEAD = re.compile(
    "名称|目录|机构|日期|时间|来源|类别|方式|索|文号|分类|标题|公报|位置|电话|地址|邮|传真|网址|关键|主题|其中|如下|包括|单位"
)

_TELLS = re.compile(
    rf"\d+\s*(?:余|多)?\s*(?:万|亿)?\s*[条件篇次份项期场个家人名%]|\d{{4}}\s*年|其中|我[局委办厅镇乡街市县区省校院处]|[{_NUMERAL}两]+[条件篇次份期场](?![一-龥]?开)"
)

# The first rule whose words stand in a top heading names its kind; order settles headings that mix two.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("disputes", re.compile("复议|诉讼|申诉|投诉|举报")),
    ("problems", re.compile("问题|不足|改进|工作思路|工作打算|下一步|努力方向")),
    ("requests", re.compile("依申请|申请.{0,6}(情况|办理|处理)|收到和处理|不予公开")),
    ("proactive", re.compile("主动公开|公开的?(主要)?内容")),
    ("other", re.compile("其他需要|需要.{0,3}(报告|说明)|其他事项|收费|费用|附件|附表|情况统计表")),
    ("overview", re.compile("总体|概述|概况|基本情况|基本工作|工作概|落实情况|推进情况|组织领导|机制|引言")),
)


@dataclass(frozen=True, slots=True)
class _Heading:
    style: str
    text: str
    ordinal: str


def outline(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """Blocks (split where main headings run in) and their sections in order; every block is in one section."""
    split = tuple(_reindexed(piece for block in blocks for piece in _split(block)))
    return split, tuple(_sections(split))


def section_of(sections: Iterable[Section], block: int) -> Section | None:
    """The section that block `block` belongs to."""
    return next((section for section in sections if section.first <= block < section.last), None)


def kind_of(heading: str) -> str | None:
    """The canonical kind a top heading names, or None."""
    words = folded(heading)
    return next((kind for kind, rule in _KINDS if rule.search(words)), None)


def _split(block: Block) -> list[Block]:
    """One block per main heading, where a page was squeezed into one paragraph."""
    if block.table is not None:
        return [block]
    # A sentence that only lists the sections has no text between them.
    cuts = [hit.end() for hit in _MAIN.finditer(block.text)]
    if len(cuts) < 2 and not (cuts and re.match(rf"[{_NUMERAL}]{{1,3}}、", block.text.lstrip())):
        cuts = [cut for cut in cuts if kind_of(block.text[cut : cut + 30])]
    edges = [0, *cuts, len(block.text)]
    return [_slice(block, start, end) for start, end in itertools.pairwise(edges) if start < end]


def _slice(block: Block, start: int, end: int) -> Block:
    if (start, end) == (0, len(block.text)):
        return block
    spans = tuple(
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start, box=span.part(start, end))
        for span in block.spans
        if span.start < end and start < span.end
    )
    return replace(block, text=block.text[start:end], spans=spans, level=None)


def _reindexed(blocks: Iterable[Block]) -> Iterable[Block]:
    for index, block in enumerate(blocks):
        yield block if block.index == index else replace(block, index=index)


def _heading(block: Block) -> _Heading | None:
    if block.table is not None or "\t" in block.text or "|" in block.text:
        return None
    text = block.text.strip().lstrip("*# \u3000")
    for style, rule in _STYLES:
        if hit := rule.match(text):
            return _numbered(style, hit, text)
    if lead := _LEAD.match(text):
        words = folded(lead.group(1))
        if _LEAD_WORDS.search(words) and not _NOT_LEAD.search(words):
            return _Heading("lead", lead.group(1), "")
    if block.level is not None and len(text) <= 40:
        return _Heading(f"h{block.level}", text, "")
    return None


def _numbered(style: str, hit: re.Match[str], text: str) -> _Heading | None:
    rest = text[hit.end() :]
    end = _SENTENCE_END.search(rest)
    words = _unglued((rest[: end.start()] if end else rest).strip("* "))
    if style == "han" and hit.group().strip() == hit.group() and hit.group()[-1] in ",，" and not kind_of(words):
        return None
    words = _own_heading(words, end is not None)
    if not words:
        return None
    label = hit.group().strip() + words if style != "ordinal" else words
    return _Heading(style, label, re.sub(rf"[^{_NUMERAL}\d]", "", hit.group()))


def _own_heading(words: str, runs_on: bool) -> str:
    """The words that head a numbered paragraph: none where its first sentence only tells (（二）全年收到申请18件，…)."""
    if runs_on and (_TELLS.search(words) or len(words) > 40):
        first = re.split("[，,]", words)[0]
        return first if kind_of(first) and not _TELLS.search(first) else ""
    return words if len(words) <= 40 else words[:20] + "…"


def _unglued(words: str) -> str:
    """A heading without the sentence that a conversion glued to it: 一、基本情况2018年，…"""
    glue = re.search(r"(?<=[况況述题題项項作息]).{0,2}(?=\d{4}\s*年)|(?<=[况況述题題项項])\s+(?=\S)", words)
    return words[: glue.start()] if glue and kind_of(words[: glue.start()]) else words


def _sections(blocks: Sequence[Block]) -> Iterable[Section]:
    stack: list[tuple[str, str, str]] = []  # (style, heading, kind) from the top
    start, kind, level = 0, "preamble", 0
    path: tuple[str, ...] = ()
    for block in blocks:
        heading = _heading(block)
        if heading is None or _is_title(heading, blocks, block.index):
            continue
        if block.index > start:
            yield Section(kind, path, level, start, block.index)
        stack = _descend(stack, heading)
        start, level, kind = block.index, len(stack), stack[-1][2]
        path = tuple(words for _, words, _ in stack)
    if start < len(blocks):
        signature = _signature(blocks, start)
        if start < signature:
            yield Section(kind, path, level, start, signature)
        if signature < len(blocks):
            yield Section("signature", (), 0, signature, len(blocks))


def _is_title(heading: _Heading, blocks: Sequence[Block], index: int) -> bool:
    return (
        heading.style.startswith("h")
        and heading.style[1:].isdigit()
        and bool(re.search("年度?报告|年报", folded(heading.text)))
        and index < 12
    )


def _descend(stack: list[tuple[str, str, str]], heading: _Heading) -> list[tuple[str, str, str]]:
    """The stack of open headings once `heading` stands under its parent."""
    styles = [style for style, _, _ in stack]
    own = kind_of(heading.text)
    if heading.style in styles:
        at = styles.index(heading.style)
        # 一、 starting again under a chapter that names no other kind is a list inside that chapter.
        restarted = heading.ordinal == "一" and own is None and heading.style == "han"
        stack = stack if restarted else stack[:at]
    parent = stack[-1][2] if stack else None
    top = parent is None or heading.style in ("part", "han")
    kind = (own or parent or "overview") if top else parent
    return [*stack, (heading.style, heading.text, kind or "overview")]


def _signature(blocks: Sequence[Block], start: int) -> int:
    """Index of the first of the closing lines (agency, date, 此件公开发布), or len(blocks)."""
    first = len(blocks)
    for block in reversed(blocks[start + 1 :]):
        words = folded(block.text).strip()
        if block.table is not None or len(words) > 30 or re.search("[。；]$", words):
            break
        if re.search(r"\d{4}年\d{1,2}月\d{1,2}日|此件|公开发布|[局厅委府院处会室所办心]$", words):
            first = block.index
    return first
