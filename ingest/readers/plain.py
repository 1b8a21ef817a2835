"""Text and Markdown: lines -> paragraphs, headings, and tables drawn with tabs or pipes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import WrongFormat
from ingest.readers import joining, rows
from ingest.readers.building import Paragraph, assemble, ragged
from ingest.readers.decoding import decode
from ingest.readers.limits import CELLS, CHARACTERS, TEXT_BYTES, refuse
from ingest.report import Document, Table
from ingest.strings import say

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_DIVIDER = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_FENCE = re.compile(r"\s*(?:```|~~~)\S*\s*$")
_BOLD = re.compile(r"\*\*(?=\S)(.*?\S)\*\*")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+|[\w.+-]+@[\w.-]+)>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((\S*?)(?:\s+\"[^\"]*\")?\)")
_ENTITY = re.compile(r"&(?:nbsp|emsp|ensp|#160);|<br\s*/?>", re.IGNORECASE)
_PAGE_MARK = re.compile(
    r"\s*(?:[-—–－]{1,2}\s*\d{1,3}\s*[-—–－]{1,2}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*$"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,3}\s*$")
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*\S[^*\n]*\*\*|^\s*\|?\s*:?-{3,}:?\s*[|\t]", re.MULTILINE)
_INDENT = re.compile("[\u3000\xa0]{2}| {2,}|\t")
_BLANKS = re.compile("[\xa0\u2002\u2003\u2009]")
_NOTHING = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f]")


@dataclass(slots=True)
class _Piece:
    """A line, or the rows of a table. `gap`: a blank line stood before it; `indented`: it begins a paragraph."""

    text: str = ""
    level: int | None = None
    rows: list[list[str]] = field(default_factory=list)
    gap: bool = False
    indented: bool = False


def read(data: bytes, path: Path) -> Document:
    """The document of a text or Markdown file. Raises WrongFormat where no encoding fits, DamagedFile beyond bounds."""
    if len(data) > TEXT_BYTES:
        raise refuse(path, "bytes", len(data) >> 20, TEXT_BYTES >> 20)
    text = decode(data)
    if text is None:
        raise WrongFormat(say("ingest.unknown_format", file=path.name))
    if len(text) > CHARACTERS:
        raise refuse(path, "characters", len(text), CHARACTERS)
    document = from_text(text)
    if sum(len(block.table.cells) for block in document.blocks if block.table) > CELLS:
        raise refuse(path, "cells", "", CELLS)
    return document


def from_text(text: str) -> Document:
    """The document of `text`, Markdown where its marks are found."""
    markdown = bool(_MARKDOWN.search(text))
    pieces = _pieces(text, markdown)
    usual = joining.usual_width([piece.text for piece in pieces if not piece.rows])
    items = [
        Table(tuple(ragged(piece.rows)), exact=False) if piece.rows else Paragraph(piece.text, piece.level)
        for piece in _joined(pieces, usual)
    ]
    return Document(assemble(items), "markdown" if markdown else "text")


def _pieces(text: str, markdown: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    gap, open_table = False, False
    for line in re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", _NOTHING.sub("", text)):
        row = rows.split_row(line)
        if row is None and (not line.strip() or (_FENCE.match(line) and markdown) or _DIVIDER.match(line)):
            gap, open_table = gap or not line.strip(), False
        elif row is None:
            pieces.append(_line(line, gap, markdown))
            gap = open_table = False
        elif row:
            if not open_table:
                pieces.append(_Piece(gap=gap))
            pieces[-1].rows.append([_inline(cell, markdown) for cell in row])
            gap, open_table = False, True
    return [fixed for piece in pieces for fixed in _without_false_tables(piece)]


def _line(line: str, gap: bool, markdown: bool) -> _Piece:
    heading = _HEADING.match(line) if markdown else None
    words = heading[2] if heading else re.sub(r"^\s{0,3}>\s?", "", line) if markdown else line
    words = re.sub(r"(?<=\S)\t+", "", words) if rows.split_row(line) is None else words
    level = len(heading[1]) if heading else None
    return _Piece(_inline(words, markdown), level, gap=gap, indented=bool(_INDENT.match(line)))


def _inline(text: str, markdown: bool) -> str:
    text = _ENTITY.sub(" ", text) if "&" in text or "<" in text else text
    text = _AUTOLINK.sub(r"\1", text)
    if markdown:
        text = _LINK.sub(lambda hit: hit[1] if hit[1] == hit[2] or not hit[2] else f"{hit[1]} ({hit[2]})", text)
        # Bold in one piece may end before punctuation that belongs to it: the marks go, whatever they enclose.
        text = _BOLD.sub(r"\1", text).replace("**", "")
    return _BLANKS.sub(" ", text).strip(" \t\u3000")


def _without_false_tables(piece: _Piece) -> list[_Piece]:
    if not piece.rows:
        return [piece] if piece.text else []
    if rows.is_lone(piece.rows):
        texts = [cell for row in piece.rows for cell in row if cell]
        return [_Piece(text, gap=piece.gap or i > 0) for i, text in enumerate(texts)]
    return [piece]


def _joined(pieces: list[_Piece], usual: int) -> list[_Piece]:
    """Pieces with the lines of one paragraph in one piece, page numbers between them left out."""
    out: list[_Piece] = []
    for i, piece in enumerate(pieces):
        if not piece.rows and _PAGE_MARK.match(piece.text):
            continue
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        if _is_page_number(piece, out[-1] if out else None, following, usual):
            continue
        if out and _continues(out[-1], piece, usual):
            out[-1].text += joining.glue(out[-1].text, piece.text) + piece.text
        else:
            out.append(piece)
    return out


def _continues(before: _Piece, after: _Piece, usual: int) -> bool:
    if before.rows or after.rows or after.indented or before.level is not None or after.level is not None:
        return False
    return joining.goes_on(before.text, after.text, 0 if after.gap else usual)


def _is_page_number(piece: _Piece, before: _Piece | None, after: _Piece | None, usual: int) -> bool:
    """A bare number counts as one only inside a sentence: anywhere else it may be a cell."""
    if piece.rows or not _BARE_NUMBER.match(piece.text) or before is None or after is None:
        return False
    return bool(joining.width(before.text) > 30) and _continues(before, after, usual)
