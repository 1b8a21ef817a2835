"""Tables without ruling lines: rows whose pieces stand under one another, or between bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.glyphs import lines_of, rows_of, segments
from ingest.readers.placing import NUMBER, Placed, piece, placed
from ingest.readers.printed import Glyph, Grid, Line, Region, hull
from ingest.readers.prose import is_caption
from ingest.report import Box, Cell

_GAP = 1.0
"""White, in font sizes, that parts two cells."""
_FINE = 0.45
"""The same inside what is known to be a table, where letters stand close."""
_SENTENCE = re.compile("[。；]|，.*，")
_CUE = re.compile("信息内容|数量|件数|总计|申请|自然人|企业|机构|结果|行政|规章|指标|单位")
_HEADING = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_ROW = re.compile(
    r"(?:规章|(?:行政)?规范性文件|行政许可|行政处罚|行政强制|行政事业性收费|政府集中采购|其他对外管理服务事项)[\d.\s-]*$"
)
_SECTION = re.compile("情况|事项|概述|问题|诉讼")
_BAR = "|｜"
_MANY = 5
"""Numbers side by side that make a table of a single row."""
_PITCH = 2.8
"""Font sizes from row to row of a table."""
_HEAD = 16
"""Characters of a column's heading."""
_BETWEEN = 6
"""Lines of one piece (broken labels, captions) that may stand between two rows of a table."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed row in pieces. `bars`: its pieces stand between bars."""

    glyphs: tuple[Glyph, ...]
    parts: tuple[tuple[Glyph, ...], ...]
    bars: bool

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def tabular(self) -> bool:
        """Whether it looks like cells: three pieces, or a label with a number at its end."""
        return self.bars or len(self.parts) >= 3 or (len(self.parts) >= 2 and self.numbers > 0) or self._labelled

    @property
    def _labelled(self) -> bool:
        fine = segments(self.glyphs, _FINE) if len(self.text) <= 45 else []
        return len(fine) >= 2 and bool(NUMBER.fullmatch(_words(fine[-1]))) and not NUMBER.fullmatch(_words(fine[0]))

    @property
    def strong(self) -> bool:
        """Whether so many numbers stand side by side that it can be nothing but a row of a table."""
        return self.numbers >= _MANY

    @property
    def values_at(self) -> float:
        """Where the first of its numbers begins; without any nowhere."""
        return min((x0 for x0, _ in self.values), default=0.0)

    @property
    def values(self) -> list[tuple[float, float]]:
        """From where to where each of its numbers goes."""
        return [(part[0].x0, part[-1].x1) for part in self.parts if NUMBER.fullmatch(_words(part))]

    @property
    def numbers(self) -> int:
        return max(sum(bool(NUMBER.fullmatch(_words(part))) for part in self.parts), int(self._labelled))


def split(glyphs: Sequence[Glyph], page: int, tables: Sequence[Box]) -> list[Grid | Region]:
    """What stands outside ruled tables: text, cut where a ruled table stands in it, and aligned tables."""
    turned = [glyph for glyph in glyphs if not glyph.upright]
    rows = [_row(row) for row in rows_of(glyph for glyph in glyphs if glyph.upright)]
    rows = sorted((row for row in rows if row.text.strip()), key=lambda row: row.top)
    out: list[Grid | Region] = []
    at = 0
    for first, last in _table_runs(rows, tables):
        out += _prose(rows[at:first], page, tables)
        out += [_table(some, page) for some in _tables(rows[first:last])]
        at = last
    out += _prose(rows[at:], page, tables)
    return out + [Region(page, (line,)) for line in lines_of(turned, page)]


def _words(part: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in part).strip()


def _row(glyphs: Sequence[Glyph]) -> _Row:
    bars = sum(glyph.text in _BAR for glyph in glyphs)
    if bars >= 2:
        return _Row(tuple(glyphs), tuple(map(tuple, _between_bars(glyphs))), True)
    parts = segments(glyphs, _GAP)
    singles = sum(len(_words(part)) == 1 and not NUMBER.fullmatch(_words(part)) for part in parts)
    if singles > 0.5 * len(parts) and singles >= 2:
        # A line stretched to the margins, or a title set wide.
        parts = [[glyph for part in parts for glyph in part]]
    return _Row(tuple(glyphs), tuple(map(tuple, parts)), False)


def _between_bars(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    parts: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.text in _BAR:
            parts.append([])
        else:
            parts[-1].append(glyph)
    first = 0 if _words(parts[0]) else 1
    return parts[first:-1] if not _words(parts[-1]) else parts[first:]


def _prose(rows: Sequence[_Row], page: int, tables: Sequence[Box]) -> list[Region]:
    runs: list[list[Line]] = []
    before: float | None = None
    for row in rows:
        lines = lines_of(row.glyphs, page)
        cut = before is not None and any(before < (box[1] + box[3]) / 2 < row.top for box in tables)
        if runs and not cut:
            runs[-1] += lines
        else:
            runs.append(lines)
        before = row.bottom
    return [Region(page, tuple(run)) for run in runs if run]


def _table_runs(rows: Sequence[_Row], tables: Sequence[Box]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for i, row in enumerate(rows):
        if start is not None and any(rows[i - 1].top < (box[1] + box[3]) / 2 < row.top for box in tables):
            runs.append((start, last + 1))
            start = None
        numbered = row.strong or (start is not None and _under_numbers(row, rows[start:i]))
        if numbered or (row.tabular and not _SENTENCE.search(row.text)):
            if start is None:
                start = i
            last = i
        elif start is not None and (
            i - last > _BETWEEN or not (_label(row) or _left_of(row, rows[last])) or _is_title(row, rows[last])
        ):
            runs.append((start, last + 1))
            start = None
    if start is not None:
        runs.append((start, last + 1))
    out: list[tuple[int, int]] = []
    for run in runs:
        if _is_table(rows[run[0] : run[1]]) or _is_rest(rows, *run):
            first, last = _with_captions(rows, run)
            if out and first <= out[-1][1]:
                out[-1] = (out[-1][0], max(last, out[-1][1]))
            else:
                out.append((first, last))
    return out


def _is_rest(rows: Sequence[_Row], first: int, last: int) -> bool:
    """Whether a lone row of a standard table stands under its headings, or at a page's top where they are missing."""
    row = rows[first]
    if last - first > 1 or not row.numbers:
        return False
    return row.strong or (first > 0 and is_caption(rows[first - 1].text)) or bool(_ROW.match(row.text))


def _is_title(row: _Row, above: _Row) -> bool:
    """Whether a numbered line begins another section rather than a row."""
    if not _HEADING.match(row.text):
        return False
    return row.glyphs[0].size > 1.1 * above.glyphs[0].size or bool(_SECTION.search(row.text))


def _under_numbers(row: _Row, above: Sequence[_Row]) -> bool:
    """Whether a line next to rows of a table ends in a number that stands under theirs."""
    if not row.values or not _is_next(row, above[-1]):
        return False
    x0, x1 = row.values[-1]
    return row.glyphs[-1].x1 <= x1 and any(a < x1 and x0 < b for other in above for a, b in other.values)


def _is_next(row: _Row, other: _Row) -> bool:
    size = other.glyphs[0].size
    return abs(row.top - other.top) < _PITCH * size and abs(row.glyphs[0].size - size) < 0.1 * size


def _left_of(row: _Row, other: _Row) -> bool:
    """Whether a line next to a row of numbers ends before these begin, as the lines of a long label do."""
    return row.glyphs[-1].x1 <= other.values_at and _is_next(row, other)


def _is_head(row: _Row, below: _Row) -> bool:
    """Whether a line above a table holds the headings of its columns."""
    if not _is_next(row, below):
        return False
    parts = segments(row.glyphs, _FINE)
    if _HEADING.match(row.text) or _SENTENCE.search(row.text) or any(len(part) > _HEAD for part in parts):
        return False
    return len(parts) > 1 or bool(_CUE.search(row.text))


def _label(row: _Row) -> bool:
    return len(row.text) <= 45 and not _SENTENCE.search(row.text)


def _is_table(rows: Sequence[_Row]) -> bool:
    """At least two rows that agree in a column of numbers, or the words of a standard table."""
    tabular = [row for row in rows if row.tabular]
    if len(tabular) < 2:
        return False
    if all(row.bars for row in tabular):
        return True
    cued = any(_CUE.search(row.text) for row in rows)
    return sum(row.numbers for row in tabular) >= 2 and (
        cued or (len(tabular) >= 3 and max(len(r.parts) for r in tabular) >= 3)
    )


def _with_captions(rows: Sequence[_Row], run: tuple[int, int]) -> tuple[int, int]:
    """The run with captions above it, and with the lines of labels that are broken at its ends."""
    first, last = run
    while first > 0 and (
        is_caption(rows[first - 1].text)
        or _is_near(rows[first - 1], rows[first])
        or _is_head(rows[first - 1], rows[first])
    ):
        first -= 1
    while last < len(rows) and _is_near(rows[last], rows[last - 1]):
        last += 1
    return first, last


def _is_near(label: _Row, row: _Row) -> bool:
    size = row.glyphs[0].size
    return (
        (_label(label) or _left_of(label, row))
        and not _HEADING.match(label.text)
        and abs(label.top - row.top) < 1.6 * size
        and abs(label.glyphs[0].size - size) < 0.1 * size
    )


def _tables(rows: Sequence[_Row]) -> list[Sequence[_Row]]:
    """A run of rows cut where other columns are headed: below numbers, words stand in place of them."""
    cuts = [0]
    values = 0.0
    for i, row in enumerate(rows):
        if row.numbers:
            values = row.values_at or values
        elif values and row.glyphs[-1].x0 > values and len(row.parts) > 1 and _worded(row.parts[-1]):
            while i > cuts[-1] + 1 and not rows[i - 1].numbers and is_caption(rows[i - 1].text):
                i -= 1
            cuts.append(i)
            values = 0.0
    return [rows[a:b] for a, b in pairwise([*cuts, len(rows)])]


def _worded(part: Sequence[Glyph]) -> bool:
    return any("\u4e00" <= glyph.text <= "\u9fff" for glyph in part)


def _table(rows: Sequence[_Row], page: int) -> Grid:
    if all(row.bars for row in rows if row.tabular):
        grid = [(row, [list(part) for part in row.parts]) for row in rows]
        cells = tuple(_cell(r, c, part, page) for r, (_, parts) in enumerate(grid) for c, part in enumerate(parts))
    else:
        cells = tuple(_placed(rows, page))
    glyphs = [glyph for row in rows for glyph in row.glyphs]
    return Grid(page, cells, _box(glyphs), exact=False)


def _placed(rows: Sequence[_Row], page: int) -> Iterable[Cell]:
    """Every piece in the column it stands under; places where nothing is printed are empty cells."""
    pieces = [piece(r, part) for r, row in enumerate(rows) for part in segments(row.glyphs, _FINE)]
    width, cells = placed(pieces)
    held: dict[int, dict[int, Placed]] = {}
    for cell in cells:
        held.setdefault(cell.row, {})[cell.first] = cell
    for r, row in sorted(held.items()):
        c = 0
        while c < width:
            span = 1
            while c in row and c + span <= row[c].last and c + span not in row:
                span += 1
            yield _cell(r, c, row[c].glyphs, page, span) if c in row else Cell(r, c, "")
            c += span


def _cell(row: int, column: int, glyphs: Sequence[Glyph], page: int, colspan: int = 1) -> Cell:
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    if not printed:
        return Cell(row, column, "", 1, colspan)
    text = "".join(line.text for line in lines_of(printed, page))
    return Cell(row, column, text, 1, colspan, page, _box(printed))


def _box(glyphs: Sequence[Glyph]) -> Box:
    return hull((glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs)
