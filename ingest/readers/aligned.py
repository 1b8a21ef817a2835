"""Tables without ruling lines: rows whose pieces stand under one another, or between bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.glyphs import lines_of, rows_of, segments
from ingest.readers.printed import Glyph, Grid, Line, Region, hull
from ingest.readers.prose import is_caption
from ingest.report import Box, Cell

_GAP = 1.0
"""White, in font sizes, that parts two cells."""
_NUMBER = re.compile(r"[-+−－]?[\d０-９][\d０-９,，.．]*(?:元|万元|%|％)?|[/／—–-]|无")
_SENTENCE = re.compile("[。；]|，.*，")
_CUE = re.compile("信息内容|数量|件数|总计|申请|自然人|企业|机构|结果|行政|规章|指标|单位")
_BAR = "|｜"
_BETWEEN = 3
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
    def numbers(self) -> int:
        return sum(bool(_NUMBER.fullmatch(_words(part))) for part in self.parts)

    @property
    def tabular(self) -> bool:
        return self.bars or len(self.parts) >= 3 or len(self.parts) == 2 and self.numbers >= 1


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
        if row.tabular and not _SENTENCE.search(row.text):
            if start is None:
                start = i
            last = i
        elif start is not None and (i - last > _BETWEEN or not _label(row)):
            runs.append((start, last + 1))
            start = None
    if start is not None:
        runs.append((start, last + 1))
    return [_with_captions(rows, run) for run in runs if _is_table(rows[run[0] : run[1]])]


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
    return sum(row.numbers for row in tabular) >= 2 and (cued or len(tabular) >= 3 and max(len(r.parts) for r in tabular) >= 3)


def _with_captions(rows: Sequence[_Row], run: tuple[int, int]) -> tuple[int, int]:
    first, last = run
    while first > 0 and is_caption(rows[first - 1].text):
        first -= 1
    return first, last


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
    columns = _columns(rows)
    for r, group in enumerate(_grouped(rows)):
        held: dict[int, list[Glyph]] = {}
        wide: dict[int, int] = {}
        for row in group:
            for part in row.parts:
                first, last = _under(columns, part[0].x0, part[-1].x1)
                held.setdefault(first, []).extend(part)
                wide[first] = max(wide.get(first, 1), last - first + 1)
        covered = {c for first, span in wide.items() for c in range(first + 1, first + span)}
        for c in range(len(columns)):
            if c in held:
                span = 1
                while span < wide[c] and c + span not in held:
                    span += 1
                yield _cell(r, c, held[c], page, span)
            elif c not in covered:
                yield Cell(r, c, "")


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """Where pieces of the fullest rows overlap; headings over several columns are too sparse to count."""
    most = max(len(row.parts) for row in rows)
    spans = sorted((part[0].x0, part[-1].x1) for row in rows if len(row.parts) >= 0.6 * most for part in row.parts)
    out: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if out and x0 < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], x1))
        else:
            out.append((x0, x1))
    return out


def _under(columns: Sequence[tuple[float, float]], x0: float, x1: float) -> tuple[int, int]:
    hits = [i for i, (left, right) in enumerate(columns) if min(x1, right) - max(x0, left) > 0]
    if hits:
        return hits[0], hits[-1]
    middle = (x0 + x1) / 2
    near = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))
    return near, near


def _grouped(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows with the broken lines of their labels: those much nearer to a row of numbers than rows are to each other."""
    numbered = [i for i, row in enumerate(rows) if row.numbers]
    pitches = [rows[b].top - rows[a].top for a, b in zip(numbered, numbered[1:], strict=False) if b == a + 1]
    pitch = median(pitches) if pitches else 0.0
    owner = list(range(len(rows)))
    for i, row in enumerate(rows):
        if row.numbers or len(row.parts) > 1:
            continue
        near = [k for k in (i - 1, i + 1) if 0 <= k < len(rows) and rows[k].numbers]
        best = min(near, key=lambda k: abs(rows[k].top - row.top), default=None)
        if best is not None and abs(rows[best].top - row.top) < 0.7 * pitch:
            owner[i] = best
    groups: dict[int, list[_Row]] = {}
    for i, row in enumerate(rows):
        groups.setdefault(owner[i], []).append(row)
    return [groups[key] for key in sorted(groups)]


def _cell(row: int, column: int, glyphs: Sequence[Glyph], page: int, colspan: int = 1) -> Cell:
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    if not printed:
        return Cell(row, column, "", 1, colspan)
    text = "".join(line.text for line in lines_of(printed, page))
    return Cell(row, column, text, 1, colspan, page, _box(printed))


def _box(glyphs: Sequence[Glyph]) -> Box:
    return hull((glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs)
