"""Which rows of a grid are data and which are text that only stands in ruled lines or in a layout table."""

from __future__ import annotations

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
    out: list[Piece] = []
    for first, last in _closed_rows(cells):
        some = [cell for cell in cells if first <= cell.row < last]
        table = not _is_text(some, width, last - first)
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
    return list(zip(edges, edges[1:], strict=False))


def _is_text(row: Sequence[Cell], width: int, height: int) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if not filled or len(filled) > 2 or height > 1:
        return False
    if len(filled) == 1 and filled[0].colspan >= width:
        return _is_paragraph(filled[0].text, _FULL) or bool(_HEADING.match(filled[0].text.strip()))
    return any(_is_paragraph(cell.text, _LONG) for cell in filled) and not any(cell.text.strip().isdigit() for cell in filled)


def _is_paragraph(text: str, long: int) -> bool:
    return not _CAPTION.search(text[:40]) and (len(text) >= long and bool(_SENTENCE.search(text)) or len(text) >= 4 * long)


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
