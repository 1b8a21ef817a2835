"""Plain text and Markdown -> blocks: paragraphs, headings, and tables drawn with tabs or pipes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.folding import folded
from ingest.report import Block, Cell, Document, Table

_MARKDOWN = re.compile(r"^(?P<marks>#{1,6})\s+(?P<words>.*?)\s*#*$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:[|\t]\s*:?-{2,}:?\s*)*\|?\s*$")
_DIVIDER = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_LINK = re.compile(r"<(https?://[^>]+|[^@>\s]+@[^>\s]+)>|\[([^\]]+)\]\((?:https?:)?[^)]*\)")
_ENDS = re.compile(r"[。！？!?；;：:…”）)》】.]$")
_STARTS = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|第[一二三四五六七八九十]+[部分章条]|[一二三四五六七八九十]是|#|[-•●·◆■*]\s|\[|【|“?附)")
_LABEL = re.compile(r"^[^，。；]{1,12}[:：]")
_TITLE = re.compile(r"报告$|年报$|^\s*\d{4}\s*年")


@dataclass(slots=True)
class _Piece:
    lines: list[str] = field(default_factory=list)
    level: int | None = None
    rows: list[list[str]] = field(default_factory=list)
    gap: bool = False
    """Whether a blank line stood before it."""
    indented: bool = False


def read_text(text: str, format: str = "text") -> Document:
    """The blocks of `text`; what the marks of Markdown say is kept as levels and tables, the marks themselves go."""
    pieces = _paragraphs(_pieces(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")))
    blocks = []
    for piece in pieces:
        if piece.rows:
            table = _table(piece.rows)
            words = "\n".join("\t".join(row) for row in piece.rows)
            blocks.append(Block(len(blocks), words, table=table))
        else:
            blocks.append(Block(len(blocks), "".join(piece.lines), level=piece.level))
    return Document(tuple(blocks), format)


def _pieces(text: str) -> Iterable[_Piece]:
    """One piece a line; rows of a table that follow each other are one piece."""
    table = _Piece()
    gap = False
    for line in text.split("\n"):
        row = _row(line)
        if row is not None:
            if row:
                table.rows.append(row)
            continue
        if table.rows:
            yield table
            table, gap = _Piece(), False
        if not line.strip():
            gap = True
            continue
        if _DIVIDER.match(line):
            continue
        yield _line(line, gap)
        gap = False
    if table.rows:
        yield table


def _row(line: str) -> list[str] | None:
    """The cells of a table row; [] for a ruling line of Markdown; None where the line is no row."""
    if _RULE.match(line) and ("|" in line or "\t" in line):
        return []
    if "\t" in line.strip(" ") and line.strip():
        cells = line.strip(" \n").split("\t")
        return [cell.strip() for cell in cells] if sum(map(bool, cells)) > 1 or cells[0] == "" else [cells[0].strip(), *cells[1:]]
    if line.count("|") >= 2 or re.search(r"^\s*\|.*\S|\S\s\|\s*$", line):
        inner = line.strip()
        inner = inner[1:] if inner.startswith("|") else inner
        inner = inner[:-1] if inner.endswith("|") else inner
        cells = [cell.strip() for cell in inner.split("|")]
        return cells if any(cells) else []
    return None


def _line(line: str, gap: bool) -> _Piece:
    words, level = line.strip(" \t\u3000\ufeff\xa0"), None
    if hit := _MARKDOWN.match(words):
        words, level = hit["words"], len(hit["marks"])
    words = _BOLD.sub(lambda hit: hit[1] or hit[2], words)
    words = _LINK.sub(lambda hit: hit[1] or hit[2], words)
    return _Piece([words], level, gap=gap, indented=re.match(r"\u3000| {2}|\xa0{2}", line) is not None)


def _paragraphs(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces with the lines of one paragraph joined: those a page end or a fixed width broke."""
    every = list(pieces)
    widths = sorted(_width(piece.lines[0]) for piece in every if piece.lines)
    usual = widths[int(len(widths) * 0.75)] if widths else 0
    out: list[_Piece] = []
    for piece in every:
        if out and piece.lines and out[-1].lines and _goes_on(out[-1], piece, usual):
            out[-1].lines.append(_glue(out[-1].lines[-1], piece.lines[0]) + piece.lines[0])
        else:
            out.append(piece)
    return out


def _width(line: str) -> int:
    """Columns a line takes up: a Chinese character two, a digit one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in folded(line))


def _goes_on(one: _Piece, two: _Piece, usual: int) -> bool:
    """Whether `two` continues the sentence that `one` leaves open."""
    last, first = one.lines[-1], two.lines[0]
    if one.level is not None or two.level is not None or two.indented or _ENDS.search(last) or _STARTS.match(first):
        return False
    if _TITLE.search(folded("".join(one.lines))) or _TITLE.search(first) and not two.gap or _LABEL.match(first):
        return False
    if two.gap:  # a page end inside a paragraph
        return last.endswith(("，", "、", ",")) or len("".join(one.lines)) > 30
    # a line broken at a fixed width
    return usual >= 28 and 0.75 * usual <= _width(last) <= 1.25 * usual


def _glue(last: str, first: str) -> str:
    return " " if last[-1:].isascii() and last[-1:].isalpha() and first[:1].isascii() and first[:1].isalpha() else ""


def _table(rows: list[list[str]]) -> Table:
    return Table(tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)), exact=False)
