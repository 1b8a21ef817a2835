"""<table> -> cells in the columns they really stand in, and which tables only lay a page out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers import prose
from ingest.report import Cell, Table

WIDEST = 100
"""Columns one cell may span; more is a mistake of the page."""
_BREAKS = {"br", "p", "div", "li", "tr"}
_SPACE = re.compile(r"[ \t\r\n\f\u00a0\u2002\u2003\u2009\u3000]+")
_DENSE = 4
"""Paragraphs in one cell from which on a table is taken for layout."""
_Node = Any


def read(table: _Node) -> list[Table | list[_Node]] | None:
    """The table in order as data tables and, between them, the cells that hold text; None for a layout table, whose
    inside is to be read as part of the page."""
    if any(True for _ in table.iter("table") if _ is not table):
        return None
    placed = list(_placed(table))
    if not placed or any(_holds_page(node) for _, node in placed):
        return None
    nodes = {(cell.row, cell.column): node for cell, node in placed}
    out: list[Table | list[_Node]] = [[caption] for caption in table.iter("caption")]
    for piece in prose.pieces([cell for cell, _ in placed]):
        out.append(Table(piece.cells) if piece.table else [nodes[cell.row, cell.column] for cell in piece.cells])
    return out


def _holds_page(node: _Node) -> bool:
    """Whether a cell holds a whole article rather than a value."""
    paragraphs = sum(1 for p in node.iter("p", "h1", "h2", "h3", "h4") if "".join(p.itertext()).strip())
    return paragraphs >= _DENSE and len("".join(node.itertext())) > 200


def _placed(table: _Node) -> Iterator[tuple[Cell, _Node]]:
    """The cells by HTML's own rule: each in the first free column of its row, spans counted."""
    lines = list(_rows(table))
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(lines):
        column = 0
        for node in line:
            if node.tag not in ("td", "th") or "display:none" in re.sub(r"\s", "", node.get("style", "").lower()):
                continue
            while (row, column) in taken:
                column += 1
            down, across = _span(node, "rowspan", len(lines) - row), _span(node, "colspan", WIDEST)
            while across > 1 and any((row, column + k) in taken for k in range(across)):
                across -= 1
            taken |= {(row + i, column + k) for i in range(down) for k in range(across)}
            yield Cell(row, column, text_of(node), down, across), node
            column += across


def _rows(table: _Node) -> Iterator[_Node]:
    """The rows of this table; converters leave elements of their own between."""
    yield from table.iter("tr")


def _span(node: _Node, name: str, most: int) -> int:
    found = re.match(r"\s*(\d{1,6})", node.get(name, "1"))
    count = int(found[1]) if found else 1
    if name == "rowspan":
        return min(count or most, most)
    return count if 1 <= count <= most else 1


def text_of(node: _Node) -> str:
    """The text of a cell on one line; where a break parts two numbers or words a space is left."""
    parts: list[str] = [""]
    for piece in _runs(node):
        if piece is None:
            parts.append("")
        else:
            parts[-1] += piece
    text = ""
    for part in (_SPACE.sub(" ", part).strip() for part in parts):
        if text and part:
            text += " " if text[-1].isascii() and part[0].isascii() else ""
        text += part
    return text


def _runs(node: _Node) -> Iterator[str | None]:
    """Text in order, None where a line ends."""
    from lxml import etree

    for event, child in etree.iterwalk(node, events=("start", "end")):
        skipped = child.tag in ("script", "style")
        breaks = child.tag in _BREAKS
        if event == "start":
            if breaks:
                yield None
            if child.text and not skipped:
                yield child.text
        else:
            if breaks:
                yield None
            if child is not node and child.tail:
                yield child.tail
