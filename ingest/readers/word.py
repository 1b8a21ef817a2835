"""DOCX -> document: paragraphs with their printed numbers, tables with merged cells, text boxes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import DamagedFile
from ingest.readers import joining, prose, rows
from ingest.readers.building import Paragraph, assemble, ragged
from ingest.readers.limits import CELLS, CHARACTERS, NODES, PACKING, UNPACKED_BYTES, refuse
from ingest.readers.numbering import Numbering, W, numbering_of
from ingest.report import Cell, Document, Table
from ingest.strings import say

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}instrText",
    f"{W}delText",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}txbxContent",
    f"{_CHOICE}Fallback",
}
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BLANKS = re.compile(r"[ \u00a0\u2002\u2003\u2009\u3000]+")
_Node = Any


def read(data: bytes, path: Path) -> Document:
    """The document of a DOCX. Raises DamagedFile where it is broken or beyond bounds."""
    _check_size(data, path)
    word = _opened(data, path)
    body = word.element.body
    if sum(1 for _ in body.iter()) > NODES:
        raise refuse(path, "nodes", "", NODES)
    items = _Reader(word).items(body)
    if sum(len(item.cells) for item in items if isinstance(item, Table)) > CELLS:
        raise refuse(path, "cells", "", CELLS)
    blocks = assemble(items)
    if (length := sum(len(block.text) for block in blocks)) > CHARACTERS:
        raise refuse(path, "characters", length, CHARACTERS)
    pictures = sum(1 for _ in body.iter(_BLIP))
    warnings = (say("ingest.pictures_unread", file=path.name, count=pictures),) if pictures else ()
    return Document(blocks, "docx", title=(word.core_properties.title or "").strip() or None, warnings=warnings)


def _check_size(data: bytes, path: Path) -> None:
    """Before anything is unpacked: the sizes the archive states are the most that is read of each member."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DamagedFile(say("ingest.archive_damaged", file=path.name)) from error
    swollen = any(m.file_size > 1 << 20 and m.file_size > PACKING * max(1, m.compress_size) for m in members)
    if swollen or sum(m.file_size for m in members) > UNPACKED_BYTES:
        raise DamagedFile(say("ingest.archive_too_large", file=path.name, most=UNPACKED_BYTES >> 20))


def _opened(data: bytes, path: Path) -> Any:
    import docx

    try:
        word = docx.Document(io.BytesIO(data))
        word.element.body.tag  # noqa: B018 - a package may open and still have no body
    except Exception as error:
        raise DamagedFile(say("ingest.archive_damaged", file=path.name)) from error
    return word


class _Reader:
    """Reads bodies (of the document, of cells, of text boxes); list numbers are counted through all of them."""

    def __init__(self, word: Any) -> None:
        self._styles = {style.style_id: style.element for style in word.styles if style.style_id}
        self._numbering: Numbering = numbering_of(_numbering_root(word))
        self._labels: dict[_Node, str] = {}

    def items(self, body: _Node) -> list[Paragraph | Table]:
        """What a body holds, in order; rows typed with tabs become tables."""
        out: list[Paragraph | Table] = []
        typed: list[list[str]] = []
        for item in self._raw(body):
            row = rows.split_row(item.text) if isinstance(item, Paragraph) and "\t" in item.text else None
            if row is not None and sum(map(bool, row)) >= 2:
                typed.append(row)
                continue
            if typed:
                out.append(Table(tuple(ragged(typed)), exact=False))
                typed = []
            out.append(Paragraph(_clean(item.text), item.level) if isinstance(item, Paragraph) else item)
        return out + ([Table(tuple(ragged(typed)), exact=False)] if typed else [])

    def _raw(self, body: _Node) -> Iterator[Paragraph | Table]:
        for node in _blocks(body):
            if node.tag == f"{W}tbl":
                yield from self._table(node)
                continue
            yield from self._paragraphs(node)
            for box in _boxes(node):
                yield from self.items(box)

    def _paragraphs(self, node: _Node) -> Iterator[Paragraph]:
        level = self._level(node)
        text = _text(node)
        if text.strip():
            text = self._label(node) + text
        merged = ""
        for line in text.split("\n"):
            if merged and not joining.goes_on(merged, line):
                yield Paragraph(merged, level)
                merged = ""
            merged += joining.glue(merged, line) + line.strip(" \u3000") if merged else line
        if merged.strip():
            yield Paragraph(merged, level)

    def _level(self, node: _Node) -> int | None:
        for properties, style in self._properties(node):
            found = properties.find(f"{W}outlineLvl")
            value = found.get(f"{W}val") if found is not None else None
            if value is not None and value.isdigit():
                return int(value) + 1 if int(value) < 9 else None
            name = style.find(f"{W}name") if style is not None else None
            if name is not None and (name.get(f"{W}val") or "").lower() == "title":
                return 1
        return None

    def _label(self, node: _Node) -> str:
        """The number printed before a paragraph; a paragraph counts once however often it is looked at."""
        if node not in self._labels:
            self._labels[node] = self._counted(node)
        return self._labels[node]

    def _counted(self, node: _Node) -> str:
        for properties, _ in self._properties(node):
            listed = properties.find(f"{W}numPr")
            if listed is None:
                continue
            number, level = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
            value = level.get(f"{W}val") if level is not None else "0"
            if number is not None:
                return self._numbering.label(number.get(f"{W}val") or "", int(value) if (value or "").isdigit() else 0)
        return ""

    def _properties(self, node: _Node) -> Iterator[tuple[_Node, _Node | None]]:
        """The paragraph's own properties, then those of its style and the styles that one is based on."""
        own = node.find(f"{W}pPr")
        if own is not None:
            yield own, None
        style = own.find(f"{W}pStyle") if own is not None else None
        name = style.get(f"{W}val") if style is not None else None
        for _ in range(10):
            element = self._styles.get(name)
            if element is None:
                return
            properties = element.find(f"{W}pPr")
            yield properties if properties is not None else element, element
            based = element.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else None

    def _table(self, node: _Node) -> Iterator[Paragraph | Table]:
        placed = list(self._cells(node))
        cells = [cell for cell, _ in placed]
        nodes = {(cell.row, cell.column): inner for cell, inner in placed}
        layout = any(sum(1 for _ in inner.iter(f"{W}tbl")) for inner in nodes.values()) and len(cells) <= 4
        parts = [prose.Piece(tuple(cells), False)] if layout else prose.pieces(cells)
        for part in parts:
            if part.table:
                yield Table(part.cells)
                continue
            for cell in part.cells:
                yield from self.items(nodes[cell.row, cell.column])
        if not layout:
            for inner in nodes.values():
                for nested in _blocks(inner):
                    if nested.tag == f"{W}tbl":
                        yield from self._table(nested)

    def _cells(self, table: _Node) -> Iterator[tuple[Cell, _Node]]:
        """Cells once each; one that goes on from the row above lengthens that cell."""
        open_cells: dict[int, list[Any]] = {}
        placed: list[list[Any]] = []
        for r, row in enumerate(_inside(table, f"{W}tr")):
            column = _before(row)
            for node in _inside(row, f"{W}tc"):
                span, merge = _spans(node)
                above = open_cells.get(column)
                if merge == "continue" and above is not None and above[3] == r and above[2] == span:
                    above[3] = r + 1
                    above[4] = above[4] or self._cell_text(node)
                else:
                    open_cells[column] = [r, column, span, r + 1, self._cell_text(node), node]
                    placed.append(open_cells[column])
                column += span
        for top, left, span, end, text, node in placed:
            yield Cell(top, left, text, end - top, span), node

    def _cell_text(self, node: _Node) -> str:
        text = ""
        for paragraph in (inner for inner in _blocks(node) if inner.tag == f"{W}p"):
            label = self._label(paragraph)
            for line in [label + _text(paragraph), *(_text(p) for box in _boxes(paragraph) for p in box.iter(f"{W}p"))]:
                part = _clean(line.replace("\n", "").replace("\t", " "))
                text += " " if text and part and text[-1].isascii() and part[0].isascii() else ""
                text += part
        return text


def _numbering_root(word: Any) -> _Node | None:
    for relation in word.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            part = relation.target_part
            return getattr(part, "element", None)
    return None


def _blocks(body: _Node) -> Iterator[_Node]:
    """Paragraphs and tables of a body, also those in content controls and inserted ones."""
    for node in body:
        if node.tag in (f"{W}p", f"{W}tbl"):
            yield node
        elif node.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"):
            yield from _blocks(node)
        elif node.tag == f"{_CHOICE}AlternateContent":
            yield from (inner for choice in node.findall(f"{_CHOICE}Choice")[:1] for inner in _blocks(choice))


def _inside(node: _Node, tag: str) -> Iterator[_Node]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _inside(child, tag)


def _before(row: _Node) -> int:
    found = row.find(f"{W}trPr/{W}gridBefore")
    value = found.get(f"{W}val") if found is not None else "0"
    return int(value) if (value or "").isdigit() else 0


def _spans(cell: _Node) -> tuple[int, str | None]:
    """How many columns a cell spans, and `restart` or `continue` where it is part of a cell over several rows."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    value = span.get(f"{W}val") if span is not None else "1"
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    kind = (merge.get(f"{W}val") or "continue") if merge is not None else None
    return max(1, min(int(value), 200)) if (value or "").isdigit() else 1, kind


def _text(node: _Node) -> str:
    """The text of a paragraph as it reads now: what was deleted or stands in a text box is left out."""
    parts: list[str] = []
    for child in node:
        if child.tag in (f"{W}t", _MATH_TEXT):
            parts.append(child.text or "")
        elif child.tag in _MARKS:
            parts.append(_MARKS[child.tag])
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            parts.append(_text(child))
    return "".join(parts)


def _boxes(paragraph: _Node) -> Iterator[_Node]:
    """Text boxes anchored in a paragraph, each once though it is stored twice for older programs."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = [node.tag for node in box.iterancestors()]
        inner = above[: above.index(f"{W}p")] if f"{W}p" in above else above
        if f"{_CHOICE}Fallback" not in above and f"{W}txbxContent" not in inner:
            yield box


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\t", "")).strip()
