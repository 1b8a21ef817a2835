"""Sheets -> blocks: paragraphs joined over lines and pages, what is repeated on every page left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.readers import joining
from ingest.readers.building import Blocks
from ingest.readers.printed import Grid, Line, Region, Sheet
from ingest.report import Block, Span

_MARGIN = 0.12
"""Share of a page's height, at its top and bottom, in which headers and footers stand."""
_NUMBER = re.compile(
    r"[-—–－―_·.\s]*第?\s*(\d{1,4})\s*页?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–－―_·.\s]*", re.IGNORECASE
)
_WORD = re.compile(r"[\w.@%/:-]+(?<![\u4e00-\u9fff])[，。、；：）]?|.[，。、；：）》”]*", re.ASCII)
_MARKED = re.compile(r"[-—–－―·]\s*\d{1,4}\s*[-—–－―·]|第\s*\d{1,4}\s*页|\d{1,4}\s*[/／]\s*\d{1,4}$")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the left and right edge of the text it belongs to."""

    line: Line
    left: float
    right: float
    framed: bool

    @property
    def em(self) -> float:
        return max(self.line.size, 5.0)

    @property
    def indented(self) -> bool:
        return self.line.box[0] - self.left > 1.2 * self.em

    def has_room(self, after: _Placed) -> bool:
        """Whether the first word of the next line would have fitted on this one: then it was ended on purpose."""
        return self.right - self.line.box[2] > _first_word(after.line) + 0.9 * self.em


def blocks(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """The blocks of a document's pages in reading order. Page numbers are dropped; a header or footer that is
    repeated stands once, where it stands first."""
    sheets = _without_furniture(sheets)
    edges = _edges(sheets)
    out = Blocks()
    open_lines: list[_Placed] = []
    for item in (item for sheet in sheets for item in sheet.items):
        if isinstance(item, Grid):
            _close(out, open_lines)
            out.add_table(item.cells, item.exact)
            continue
        for placed in _placed(item, edges):
            if open_lines and not _continues(open_lines, placed):
                _close(out, open_lines)
            open_lines.append(placed)
    _close(out, open_lines)
    crooked = {sheet.page: sheet for sheet in sheets if sheet.angle}
    return tuple(_as_printed(block, crooked) for block in out.done()) if crooked else out.done()


def _as_printed(block: Block, crooked: dict[int, Sheet]) -> Block:
    """The block with its places on the pages as they are: paragraphs were found on the straightened ones."""
    spans = tuple(
        replace(span, box=crooked[span.page].as_printed(span.box)) if span.page in crooked else span
        for span in block.spans
    )
    if block.table is None:
        return replace(block, spans=spans)
    cells = tuple(
        replace(cell, box=crooked[cell.page].as_printed(cell.box)) if cell.page in crooked and cell.box else cell
        for cell in block.table.cells
    )
    return replace(block, spans=spans, table=replace(block.table, cells=cells))


def _close(out: Blocks, lines: list[_Placed]) -> None:
    text, spans = "", list[Span]()
    for placed in lines:
        text += joining.glue(text, placed.line.text) if text else ""
        spans += placed.line.spans(len(text))
        text += placed.line.text
    out.add_text(text, spans)
    lines.clear()


def _continues(before: Sequence[_Placed], after: _Placed) -> bool:
    last = before[-1]
    if abs(last.line.size - after.line.size) > 0.15 * last.em or after.indented or last.has_room(after):
        return False
    if last.framed != after.framed or last.line.box[0] - last.left > 4 * last.em:
        return False
    turned = last.line.page != after.line.page
    if not turned and after.line.box[1] - last.line.box[3] > 2.2 * last.em:
        return False
    if not _indents(before) and (joining.ended(last.line.text) or joining.is_start(after.line.text)):
        # Paragraphs without an indent show where they begin only by how the one before ends.
        return not joining.is_start(after.line.text) and not turned
    return True


def _first_word(line: Line) -> float:
    """The width of what cannot be parted at the start of a line: a Latin word, a number, a character with its mark."""
    found = _WORD.match(line.text)
    last = found.end() - 1 if found else 0
    return line.boxes[last][2] - line.boxes[0][0]


def _indents(lines: Sequence[_Placed]) -> bool:
    return lines[0].indented


def _placed(region: Region, edges: dict[int, tuple[float, float]]) -> Iterable[_Placed]:
    left, right = edges[region.page]
    if region.frame:
        left, right = min(line.box[0] for line in region.lines), max(line.box[2] for line in region.lines)
    for line in region.lines:
        yield _Placed(line, left, right, region.frame)


def _edges(sheets: Sequence[Sheet]) -> dict[int, tuple[float, float]]:
    """Left and right edge of each page's text: where its long lines begin and end."""
    lines = {sheet.page: list(_lines(sheet, frames=False)) for sheet in sheets}
    of_page = {page: _edge(some) for page, some in lines.items()}
    known = [edge for edge in of_page.values() if edge]
    if known:
        usual = (median(edge[0] for edge in known), median(edge[1] for edge in known))
    else:
        every = [line.box for some in lines.values() for line in some]
        left = min((box[0] for box in every), default=0.0)
        # Too little text to see its right edge: margins are taken to be alike.
        usual = (left, max([box[2] for box in every] + [sheet.width - left for sheet in sheets]))
    return {page: edge or usual for page, edge in of_page.items()}


def _edge(lines: Sequence[Line]) -> tuple[float, float] | None:
    boxes = [line.box for line in lines]
    widest = max((box[2] - box[0] for box in boxes), default=0.0)
    long = [box for box in boxes if box[2] - box[0] >= 0.8 * widest]
    if len(long) < 3:
        return None
    lefts = Counter(round(box[0] / 3) for box in long)
    left = min(place for place, count in lefts.items() if count >= min(max(2, 0.1 * len(long)), max(lefts.values())))
    rights = sorted(box[2] for box in long)
    return 3.0 * left, rights[int(0.9 * (len(rights) - 1))]


def _without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    repeated = _repeated(sheets)
    numbered = _numbered(sheets)
    seen: set[str] = set()
    out = []
    for sheet in sheets:
        items: list[Grid | Region] = []
        for item in sheet.items:
            if isinstance(item, Grid):
                items.append(item)
                continue
            kept = tuple(line for line in item.lines if not _is_furniture(line, sheet, repeated, numbered, seen))
            if kept:
                items.append(replace(item, lines=kept))
        out.append(replace(sheet, items=tuple(items)))
    return out


def _is_furniture(line: Line, sheet: Sheet, repeated: set[str], numbered: bool, seen: set[str]) -> bool:
    if not _marginal(line, sheet):
        return False
    text = line.text.strip()
    if (_MARKED.search(text) and _NUMBER.fullmatch(text)) or (numbered and text.isdigit()):
        return True
    key = _key(text)
    again = key in seen
    seen.add(key)
    return again and key in repeated


def _marginal(line: Line, sheet: Sheet) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    return not _MARGIN * sheet.height < middle < (1 - _MARGIN) * sheet.height


def _lines(sheet: Sheet, frames: bool = True) -> list[Line]:
    return [
        line for item in sheet.items if isinstance(item, Region) and (frames or not item.frame) for line in item.lines
    ]


def _repeated(sheets: Sequence[Sheet]) -> set[str]:
    """Texts at the top or bottom of at least three pages, and of half of them, whatever the numbers in them."""
    counts = Counter(
        key for sheet in sheets for key in {_key(line.text) for line in _lines(sheet) if _marginal(line, sheet)}
    )
    return {key for key, count in counts.items() if count >= max(3, len(sheets) / 2) and len(key.replace("#", "")) >= 4}


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.strip())


def _numbered(sheets: Sequence[Sheet]) -> bool:
    """Whether bare numbers in the margins count the pages: only then are they no figures."""
    offsets = Counter[int]()
    for sheet in sheets:
        lines = _lines(sheet)
        for line in lines[:1] + lines[-1:]:
            if _marginal(line, sheet) and line.text.strip().isdigit():
                offsets[int(line.text) - sheet.page] += 1
    return bool(offsets) and (offsets.most_common(1)[0][1] >= 2 or (len(sheets) == 1 and offsets[0] == 1))
