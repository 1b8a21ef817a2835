"""Blocks -> lines of slots: the rows of every table, and rows that a format has flattened into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.cells import half_width, is_value
from ingest.report import Block, Cell, Place

_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_PAGE = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]|第\s*\d{1,3}\s*页.{0,12}")
_TAIL = re.compile(r"(?P<label>.*?[^\s\d.,%-])(?P<values>(?:[\s\u3000]+(?:-?[\d,.]+|[-—/]))+)\s*")
_SHORT = 80
"""Characters; a paragraph longer than that is prose, not the label of a row."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a line: columns [column, end) of its grid. `merged` says that it stands for several rows."""

    text: str
    column: int
    end: int
    place: Place
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. `exact`: the columns are those of the format; `loose`: gathered from paragraphs, where blank
    cells leave no trace. `width` counts the grid's columns."""

    block: int
    slots: tuple[Slot, ...]
    exact: bool = False
    loose: bool = False
    width: int = 0
    above: tuple[Slot, ...] = field(default=())
    """Cells of earlier rows that reach into this one."""

    @property
    def quote(self) -> str:
        """The cells that hold something, as printed, spaces between them."""
        return " ".join(slot.text for slot in self.slots if slot.text.strip())


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph between tables that is too long to be part of one."""

    block: int


def lines(blocks: Iterable[Block]) -> Iterator[Line | Prose]:
    """Every line that may belong to a table, in reading order, and where prose stands between them."""
    loose: list[Slot] = []
    for block in blocks:
        if block.table is not None:
            yield from _flushed(loose)
            yield from _table(block)
        else:
            yield from _paragraph(block, loose)
    yield from _flushed(loose)


def _table(block: Block) -> Iterator[Line]:
    assert block.table is not None
    rows = block.table.rows
    width = max((cell.column + cell.colspan for cell in block.table.cells), default=0)
    reaching: list[tuple[int, Slot]] = []
    at = 0
    for number, cells in enumerate(rows):
        at, slots = _slots(block, cells, at)
        reaching = [(until, slot) for until, slot in reaching if until > number]
        if cells and not _is_rule(cells):
            yield Line(block.index, slots, block.table.exact, False, width, tuple(slot for _, slot in reaching))
        reaching += [(number + cell.rowspan, slot) for cell, slot in zip(cells, slots, strict=True) if cell.rowspan > 1]


def _is_rule(cells: Sequence[Cell]) -> bool:
    """Whether the row is the rule that Markdown draws under a header; broken tables have it anywhere."""
    filled = [cell.text for cell in cells if cell.text.strip()]
    return bool(filled) and all(map(_RULE.fullmatch, filled))


def _slots(block: Block, cells: Sequence[Cell], at: int) -> tuple[int, tuple[Slot, ...]]:
    """The slots of a row, found in the block's text from `at` on."""
    slots = []
    for cell in cells:
        start = block.text.find(cell.text, at) if cell.text else at
        if start >= 0:
            at = start + len(cell.text)
        slots.append(
            Slot(cell.text, cell.column, cell.column + cell.colspan, _place(block, cell, start), cell.rowspan > 1)
        )
    return at, tuple(slots)


def _place(block: Block, cell: Cell, start: int) -> Place:
    if start < 0:
        return Place(cell.page, (cell.box,) if cell.box else (), block.index)
    end = start + len(cell.text)
    if cell.box is not None or cell.page is not None or not block.spans:
        return Place(cell.page, (cell.box,) if cell.box else (), block.index, start, end)
    return block.place(start, end)


# Tables that lost their grid


def _paragraph(block: Block, loose: list[Slot]) -> Iterator[Line | Prose]:
    """Rows out of a paragraph: a label with the values after it, or values under the label before them."""
    at = 0
    for words in block.text.split("\n"):
        start, at = at, at + len(words) + 1
        if len(words) > _SHORT:
            yield from _flushed(loose)
            yield Prose(block.index)
        elif words.strip() and not _PAGE.fullmatch(half_width(words)):
            yield from _short(block, words, start, loose)


def _short(block: Block, words: str, start: int, loose: list[Slot]) -> Iterator[Line]:
    pieces = list(_pieces(words))
    if not is_value(pieces[0][1]):
        yield from _flushed(loose)
    for offset, piece in pieces:
        place = block.place(start + offset, start + offset + len(piece))
        loose.append(Slot(piece, len(loose), len(loose) + 1, place))


def _pieces(words: str) -> Iterator[tuple[int, str]]:
    """A line's label and the values printed after it, with their offsets; a line of values alone likewise."""
    hit = _TAIL.fullmatch(words)
    start = 0
    if hit and re.search(r"[\u4e00-\u9fff]", hit["label"]):
        yield hit.start("label"), hit["label"].strip()
        start = hit.start("values")
    elif not all(is_value(piece) for piece in words.split()):
        yield 0, words.strip()
        return
    for value in re.finditer(r"\S+", words[start:]):
        yield start + value.start(), value.group()


def _flushed(loose: list[Slot]) -> Iterator[Line]:
    if loose:
        yield Line(loose[0].place.block or 0, tuple(loose), loose=True, width=len(loose))
    loose.clear()
