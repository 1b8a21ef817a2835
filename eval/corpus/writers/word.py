"""DOCX through python-docx, with merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from eval.corpus.layout import Grid, Para, Part


def docx(parts: Sequence[Part]) -> bytes:
    """A Word file: headings as styles, tables with real merges."""
    from docx import Document

    document = Document()
    for part in parts:
        if isinstance(part, Para):
            _paragraph(document, part)
        else:
            _table(document, part)
            document.add_paragraph("")
    written = BytesIO()
    document.save(written)
    return _undated(written)


def _undated(written: BytesIO) -> bytes:
    """The same package without the time of day in it."""
    plain = BytesIO()
    with ZipFile(written) as source, ZipFile(plain, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return plain.getvalue()


def _paragraph(document: Any, part: Para) -> None:
    if part.kind == "heading":
        document.add_heading(part.text, level=1)
        return
    paragraph = document.add_paragraph(part.text)
    if part.kind == "title":
        paragraph.alignment = 1
        paragraph.runs[0].bold = True
    elif part.kind == "signature":
        paragraph.alignment = 2


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=grid.width)
    table.style = "Table Grid"
    # `table.cell` walks the whole table at each call; the grid of cells is taken once.
    cells, width = table._cells, grid.width
    for y, placed in enumerate(grid.placed()):
        for x, slot in placed:
            cell = cells[y * width + x]
            if slot.rowspan > 1 or slot.colspan > 1:
                cell = cell.merge(cells[(y + slot.rowspan - 1) * width + x + slot.colspan - 1])
            cell.text = slot.text
