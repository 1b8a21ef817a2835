"""Glyphs -> lines of text with a box for every character; the text of a cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from statistics import median

from ingest.readers.printed import Glyph, Line
from ingest.report import Box

_LATIN = re.compile(r"[0-9A-Za-z@._%/:+\-,]")


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[Line]:
    """Glyphs -> lines from top to bottom; vertical writing and turned text make a line a column."""
    upright = [glyph for glyph in glyphs if glyph.upright]
    turned = [glyph for glyph in glyphs if not glyph.upright]
    out = [_line(row, page) for row in rows_of(upright)]
    out += [_column(column, page) for column in _columns(turned)]
    return sorted((line for line in out if line.text.strip()), key=lambda line: (line.box[1], line.box[0]))


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand on one line, each line from left to right."""
    rows: list[list[Glyph]] = []
    edges: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.middle[1], g.x0)):
        middle = glyph.middle[1]
        for i in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = edges[i]
            lower = min(bottom, glyph.bottom) - max(top, glyph.top)
            if lower > 0.5 * min(bottom - top, glyph.bottom - glyph.top) or (
                top < middle < bottom and lower > 0 and len(glyph.text.strip()) == 0
            ):
                rows[i].append(glyph)
                break
        else:
            rows.append([glyph])
            edges.append((glyph.top, glyph.bottom))
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def segments(row: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """A row cut where the white between printed glyphs is wider than `gap` times the font size."""
    out: list[list[Glyph]] = []
    for glyph in (g for g in row if g.text.strip()):
        if out and glyph.x0 - out[-1][-1].x1 <= gap * max(glyph.size, out[-1][-1].size):
            out[-1].append(glyph)
        else:
            out.append([glyph])
    return out


def _line(row: Sequence[Glyph], page: int) -> Line:
    printed = [glyph for glyph in row if glyph.text.strip()]
    if not printed:
        return Line(page, "", (), 0.0)
    spread = _spread(printed)
    spaces = sorted((g.x0 + g.x1) / 2 for g in row if not g.text.strip())
    text: list[str] = []
    boxes: list[Box] = []
    for i, glyph in enumerate(printed):
        before = printed[i - 1] if i else None
        if before is not None and _spaced(before, glyph, spread, spaces):
            text.append(" ")
            boxes.append((before.x1, glyph.top, max(before.x1, glyph.x0), glyph.bottom))
        text.append(glyph.text)
        boxes += _shares(glyph)
    return Line(page, "".join(text), tuple(boxes), median(glyph.size for glyph in printed))


def _spread(printed: Sequence[Glyph]) -> float:
    """The usual white between neighbours, in font sizes: large where a line is stretched to the margins."""
    gaps = [max(0.0, b.x0 - a.x1) / max(a.size, 1.0) for a, b in itertools.pairwise(printed)]
    return median(gaps) if len(gaps) >= 4 else 0.0


def _spaced(a: Glyph, b: Glyph, spread: float, spaces: Sequence[float]) -> bool:
    """Whether a space is read between two neighbours: Chinese is set wide without meaning it."""
    gap = (b.x0 - a.x1) / max(a.size, b.size, 1.0)
    latin_a, latin_b = bool(_LATIN.match(a.text[-1])), bool(_LATIN.match(b.text[0]))
    drawn = any(a.middle[0] < x < b.middle[0] for x in spaces) if spaces else False
    if latin_a and latin_b:
        return gap > max(0.2, 1.5 * spread) or (drawn and gap > max(0.12, 1.2 * spread))
    if latin_a or latin_b:
        return gap > max(0.6, 1.8 * spread) or (drawn and gap > max(0.1, 1.2 * spread))
    return gap > max(0.9, 2.0 * spread) or (drawn and gap > max(0.4, 1.5 * spread))


def _shares(glyph: Glyph) -> list[Box]:
    """One box for each character of a glyph's text."""
    width = (glyph.x1 - glyph.x0) / len(glyph.text)
    return [(glyph.x0 + i * width, glyph.top, glyph.x0 + (i + 1) * width, glyph.bottom) for i in range(len(glyph.text))]


def _columns(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    columns: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.middle[0], g.top)):
        if columns and abs(columns[-1][0].middle[0] - glyph.middle[0]) < 0.5 * glyph.size:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    return [sorted(column, key=lambda g: g.top) for column in columns]


def _column(column: Sequence[Glyph], page: int) -> Line:
    printed = [glyph for glyph in column if glyph.text.strip()]
    boxes = [box for glyph in printed for box in [(glyph.x0, glyph.top, glyph.x1, glyph.bottom)] * len(glyph.text)]
    return Line(page, "".join(glyph.text for glyph in printed), tuple(boxes), column[0].size)


def joined(lines: Sequence[Sequence[Glyph]], page: int, width: float) -> str:
    """The text of a cell: its rows put together; a row that stops short before another number keeps its distance."""
    text = ""
    for row in lines:
        line = _line(row, page)
        if text and line.text:
            text += _seam(text, line, width)
        text += line.text
    return text.strip()


def _seam(text: str, line: Line, width: float) -> str:
    a, b = text[-1], line.text[0]
    if a.isdigit() and b.isdigit():
        # A number broken because its cell is too narrow fills the row; two numbers under each other do not.
        return "" if len(text.split()[-1]) * 0.5 * line.size >= width - 1.3 * line.size else " "
    return " " if a.isascii() and b.isascii() and a.isalpha() and b.isalpha() else ""
