"""Zip archives that are documents: DOCX is read, the others are told what to become."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import DamagedFile, NoText, WrongFormat
from ingest.report import Block, Cell, Document, Table
from ingest.strings import say

if TYPE_CHECKING:
    from docx.document import Document as Word

MOST_UNPACKED = 300 << 20
"""Bytes an archive may unpack to, all its parts together."""
MOST_PARTS = 5000


def read_archive(path: Path, content: bytes) -> Document:
    """The blocks of a DOCX. Raises WrongFormat for other archives, DamagedFile for a broken or swollen one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise DamagedFile(say("ingest.archive_damaged", file=path.name)) from error
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise DamagedFile(say("ingest.archive_too_large", file=path.name, most=MOST_UNPACKED >> 20))
    if "word/document.xml" not in names:
        key = "ingest.ofd" if "OFD.xml" in names else "ingest.unknown_format"
        raise WrongFormat(say(key, file=path.name))
    return _read_docx(path, content)


def _read_docx(path: Path, content: bytes) -> Document:
    import docx

    try:
        word = docx.Document(io.BytesIO(content))
        blocks = tuple(_blocks(word))
    except Exception as error:  # noqa: BLE001 - python-docx raises anything on a damaged part; translated here once
        raise DamagedFile(say("ingest.archive_damaged", file=path.name)) from error
    if not blocks:
        raise NoText(say("ingest.empty_file", file=path.name))
    return Document(blocks, "docx", title=word.core_properties.title or None)


def _blocks(word: Word) -> Iterable[Block]:
    index = 0
    for item in word.iter_inner_content():
        if hasattr(item, "rows"):
            table = Table(tuple(_cells(item)))
            text = "\n".join("\t".join(cell.text for cell in row) for row in table.rows)
            block = Block(index, text, table=table)
        else:
            block = Block(index, item.text.strip(), level=_level(item))
        if block.text.strip():
            yield block
            index += 1


def _level(paragraph: Any) -> int | None:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    return int(name[-1]) if name.startswith("Heading") and name[-1].isdigit() else 1 if name == "Title" else None


def _cells(table: Any) -> Iterable[Cell]:
    """The cells once each, with the grid places they cover."""
    covered: dict[Any, list[tuple[int, int]]] = {}
    texts: dict[Any, str] = {}
    for row_number, row in enumerate(table.rows):
        column = row.grid_cols_before
        for cell in row.cells:
            key = cell._tc
            covered.setdefault(key, []).append((row_number, column))
            texts[key] = " ".join(paragraph.text.strip() for paragraph in cell.paragraphs if paragraph.text.strip())
            column += 1
    for key, places in covered.items():
        rows, columns = zip(*places, strict=True)
        yield Cell(min(rows), min(columns), texts[key], max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
