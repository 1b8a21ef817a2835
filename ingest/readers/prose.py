"""Which rows of a grid are data and which are text that only stands in ruled lines or in a layout table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.report import Cell

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]")
_CAPTION = re.compile(r"第\s*二\s*十\s*条|勾稽|信息内容|单位[：:]")
_SENTENCE = re.compile("[。；;！？]|，.*，")
_LONG = 80
"""Characters of a cell beside another from which on it is taken for a paragraph."""
_FULL = 40
"""The same for a cell that fills its row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of rows of a grid: `table` with rows counted from 0, or cells to be read as text one after the other."""

    cells: tuple[Cell, ...]
    table: bool


def pieces(cells: Sequence[Cell]) -> list[Piece]:
    """The grid cut into tables and text. Only rows that no merged cell leaves or enters can be text."""
    width = max((cell.column + cell.colspan for cell in cells), default=0)
    runs = [(first, [cell for cell in cells if first <= cell.row < last]) for first, last in _closed_rows(cells)]
    paragraphs = [_is_text(some, width) for _, some in runs]
    out: list[Piece] = []
    for (first, some), text in zip(runs, paragraphs, strict=True):
        # Tables have rows numbered like headings; only among paragraphs, or on top, is such a row a heading.
        table = not (text or (_is_heading(some, width) and (any(paragraphs) or first == 0)))
        if out and out[-1].table == table:
            out[-1] = Piece((*out[-1].cells, *some), table)
        else:
            out.append(Piece(tuple(some), table))
    return [fixed for piece in out for fixed in _settled(piece)]


def _closed_rows(cells: Sequence[Cell]) -> list[tuple[int, int]]:
    """[first, last) of the smallest runs of rows that no cell crosses the border of."""
    height = max((cell.row + cell.rowspan for cell in cells), default=0)
    crossed = {row for cell in cells for row in range(cell.row + 1, cell.row + cell.rowspan)}
    edges = [row for row in range(height + 1) if row not in crossed]
    return list(itertools.pairwise(edges))


def _is_text(row: Sequence[Cell], width: int) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if not filled or len(filled) > 2 or any(cell.rowspan > 1 for cell in row):
        return False
    if len(filled) == 1 and filled[0].colspan >= width:
        return _is_paragraph(filled[0].text, _FULL)
    return any(_is_paragraph(cell.text, _LONG) for cell in filled) and not any(
        cell.text.strip().isdigit() for cell in filled
    )


def _is_heading(row: Sequence[Cell], width: int) -> bool:
    return len(row) == 1 and row[0].colspan >= width and bool(_HEADING.match(row[0].text.strip()))


def _is_paragraph(text: str, long: int) -> bool:
    return not _CAPTION.search(text[:40]) and (
        (len(text) >= long and bool(_SENTENCE.search(text))) or len(text) >= 4 * long
    )


def _settled(piece: Piece) -> list[Piece]:
    if not piece.table:
        return [piece]
    if max(cell.column + cell.colspan for cell in piece.cells) == 1 or not any(c.text.strip() for c in piece.cells):
        return [Piece(piece.cells, False)]
    first = min(cell.row for cell in piece.cells)
    return [Piece(tuple(replace(cell, row=cell.row - first) for cell in piece.cells), True)]


def is_caption(text: str) -> bool:
    """Whether a text that fills a row of its own is a caption of the standard tables."""
    return bool(_CAPTION.search(text)) and len(text) <= 60
