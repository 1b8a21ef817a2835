"""Tables without ruling lines: rows whose pieces stand under one another, or between bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.glyphs import lines_of, rows_of, segments
from ingest.readers.printed import Glyph, Grid, Line, Region, hull
from ingest.readers.prose import is_caption
from ingest.report import Box, Cell

_GAP = 1.0
"""White, in font sizes, that parts two cells."""
_FINE = 0.45
"""The same inside what is known to be a table, where letters stand close."""
_NUMBER = re.compile(r"[-+−－]?[\d０-９][\d０-９,，.．]*(?:元|万元|%|％)?|[/／—–-]|无")
_SENTENCE = re.compile("[。；]|，.*，")
_CUE = re.compile("信息内容|数量|件数|总计|申请|自然人|企业|机构|结果|行政|规章|指标|单位")
_HEADING = re.compile("[一二三四五六七八九十]{1,3}[、.．]")
_ROW = re.compile(
    r"(?:规章|(?:行政)?规范性文件|行政许可|行政处罚|行政强制|行政事业性收费|政府集中采购|其他对外管理服务事项)[\d.\s-]*$"
)
_SECTION = re.compile("情况|事项|概述|问题|诉讼")
_BAR = "|｜"
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
        return len(fine) >= 2 and bool(_NUMBER.fullmatch(_words(fine[-1]))) and not _NUMBER.fullmatch(_words(fine[0]))

    @property
    def numbers(self) -> int:
        return max(sum(bool(_NUMBER.fullmatch(_words(part))) for part in self.parts), int(self._labelled))


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """What stands in one place of a printed row."""

    row: int
    glyphs: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return self.glyphs[0].size

    @property
    def number(self) -> bool:
        return bool(_NUMBER.fullmatch(_words(self.glyphs)))


def split(glyphs: Sequence[Glyph], page: int, tables: Sequence[Box]) -> list[Grid | Region]:
    """What stands outside ruled tables: text, cut where a ruled table stands in it, and aligned tables."""
    turned = [glyph for glyph in glyphs if not glyph.upright]
    rows = [_row(row) for row in rows_of(glyph for glyph in glyphs if glyph.upright)]
    rows = sorted((row for row in rows if row.text.strip()), key=lambda row: row.top)
    out: list[Grid | Region] = []
    at = 0
    for first, last in _table_runs(rows, tables):
        out += _prose(rows[at:first], page, tables)
        out.append(_table(rows[first:last], page))
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
    singles = sum(len(_words(part)) == 1 and not _NUMBER.fullmatch(_words(part)) for part in parts)
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
        if row.tabular and not _SENTENCE.search(row.text):
            if start is None:
                start = i
            last = i
        elif start is not None and (i - last > _BETWEEN or not _label(row) or _is_title(row, rows[last])):
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
    return (first > 0 and is_caption(rows[first - 1].text)) or bool(_ROW.match(row.text))


def _is_title(row: _Row, above: _Row) -> bool:
    """Whether a numbered line begins another section rather than a row."""
    if not _HEADING.match(row.text):
        return False
    return row.glyphs[0].size > 1.1 * above.glyphs[0].size or bool(_SECTION.search(row.text))


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
    while first > 0 and (is_caption(rows[first - 1].text) or _is_near(rows[first - 1], rows[first])):
        first -= 1
    while last < len(rows) and _is_near(rows[last], rows[last - 1]):
        last += 1
    return first, last


def _is_near(label: _Row, row: _Row) -> bool:
    size = row.glyphs[0].size
    return (
        _label(label)
        and not _HEADING.match(label.text)
        and abs(label.top - row.top) < 1.6 * size
        and abs(label.glyphs[0].size - size) < 0.1 * size
    )


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
    pieces = [_Piece(r, tuple(part)) for r, row in enumerate(rows) for part in segments(row.glyphs, _FINE)]
    columns = _columns(pieces)
    under = {piece: _under(columns, piece) for piece in pieces}
    for r, group in enumerate(_grouped(rows, pieces, under)):
        held: dict[int, list[Glyph]] = {}
        wide: dict[int, int] = {}
        for piece in group:
            first, last = under[piece]
            held.setdefault(first, []).extend(piece.glyphs)
            wide[first] = max(wide.get(first, 1), last - first + 1)
        c = 0
        while c < len(columns):
            span = 1
            while c in held and span < wide[c] and c + span not in held:
                span += 1
            yield _cell(r, c, held[c], page, span) if c in held else Cell(r, c, "")
            c += span


def _columns(pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    """Where numbers stand under one another, and where other texts begin that stand under no number."""
    out = _merged((piece.x0, piece.x1) for piece in pieces if piece.number)
    starts: list[list[float]] = []
    for x0 in sorted(
        piece.x0 for piece in pieces if not piece.number and not any(_overlap(piece, span) for span in out)
    ):
        if starts and x0 - starts[-1][0] <= pieces[0].glyphs[0].size:
            starts[-1].append(x0)
        else:
            starts.append([x0])
    often = [some[0] for some in starts if len(some) > 1] or [some[0] for some in starts[:1]]
    return sorted([*out, *((x0, x0 + 1.0) for x0 in often)])


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    out: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if out and x0 < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], x1))
        else:
            out.append((x0, x1))
    return out


def _overlap(piece: _Piece, span: tuple[float, float]) -> bool:
    return min(piece.x1, span[1]) - max(piece.x0, span[0]) > 0


def _under(columns: Sequence[tuple[float, float]], piece: _Piece) -> tuple[int, int]:
    hits = [i for i, span in enumerate(columns) if _overlap(piece, span)]
    if hits:
        return hits[0], hits[-1]
    before = [i for i, span in enumerate(columns) if span[0] <= piece.x0 + 1]
    near = before[-1] if before else 0
    return near, near


def _grouped(
    rows: Sequence[_Row], pieces: Sequence[_Piece], under: dict[_Piece, tuple[int, int]]
) -> list[list[_Piece]]:
    """The pieces of each row of the table. The lines of a broken label stand closer than rows do; together they
    belong to the one row of numbers printed beside them."""
    owner = {piece: piece.row for piece in pieces}
    columns = {under[piece][0] for piece in pieces if piece.number}
    # A row that has words where others have numbers is a heading, and nobody's second line.
    headings = {p.row for p in pieces if not p.number and under[p][0] in columns and not rows[p.row].numbers}
    heights = [(i, (row.top + row.bottom) / 2) for i, row in enumerate(rows) if row.numbers]
    for block in _labels(pieces, under):
        beside = [i for i, middle in heights if block[0].top <= middle <= block[-1].bottom]
        if len(beside) < 2 and not any(piece.row in headings for piece in block):
            owner.update(dict.fromkeys(block, beside[0] if beside else block[0].row))
    groups: dict[int, list[_Piece]] = {}
    for piece in pieces:
        groups.setdefault(owner[piece], []).append(piece)
    return [groups[key] for key in sorted(groups)]


def _labels(pieces: Sequence[_Piece], under: dict[_Piece, tuple[int, int]]) -> list[list[_Piece]]:
    """Texts that stand under one another at the smallest distance lines have in this table."""
    columns: dict[int, list[_Piece]] = {}
    for piece in pieces:
        if not piece.number:
            columns.setdefault(under[piece][0], []).append(piece)
    steps = [b.top - a.top for some in columns.values() for a, b in pairwise(some) if b.top - a.top > 0.8 * a.size]
    closest = 1.12 * min(steps, default=0.0)
    out: list[list[_Piece]] = []
    for some in columns.values():
        for i, piece in enumerate(some):
            if i and piece.top - some[i - 1].top <= min(closest, 1.9 * piece.size):
                out[-1].append(piece)
            else:
                out.append([piece])
    return [block for block in out if len(block) > 1]


def _cell(row: int, column: int, glyphs: Sequence[Glyph], page: int, colspan: int = 1) -> Cell:
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    if not printed:
        return Cell(row, column, "", 1, colspan)
    text = "".join(line.text for line in lines_of(printed, page))
    return Cell(row, column, text, 1, colspan, page, _box(printed))


def _box(glyphs: Sequence[Glyph]) -> Box:
    return hull((glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs)
