"""Where the pieces of a table without ruling lines stand: the lines of a broken label put together, columns, rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.printed import Glyph, hull
from ingest.report import Box

NUMBER = re.compile(r"[-+−－]?[\d０-９][\d０-９,，.．]*(?:元|万元|%|％)?|[/／—–-]|无")
_LEADING = 1.9
"""Font sizes from line to line beyond which two lines are not of one cell."""
_LONE_LEADING = 1.5
"""The same where a single row of numbers does not show how far rows stand apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What stands in one place of a printed row, or what the lines of one cell hold together."""

    row: int
    glyphs: tuple[Glyph, ...]
    box: Box
    lines: int = 1

    @property
    def size(self) -> float:
        return self.glyphs[0].size

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def worded(self) -> bool:
        return any("\u4e00" <= glyph.text <= "\u9fff" for glyph in self.glyphs)

    @property
    def number(self) -> bool:
        return bool(NUMBER.fullmatch("".join(glyph.text for glyph in self.glyphs).strip()))


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell's glyphs with its row and the columns [first, last]."""

    row: int
    first: int
    last: int
    glyphs: tuple[Glyph, ...]


def piece(row: int, glyphs: Sequence[Glyph]) -> Piece:
    return Piece(row, tuple(glyphs), hull((glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs))


def placed(pieces: Sequence[Piece]) -> tuple[int, list[Placed]]:
    """How many columns the table has, and its cells."""
    numbers = [one for one in pieces if one.number]
    values = merged(one.box for one in numbers)
    texts = _cells([one for one in pieces if not one.number], numbers, values)
    columns = _columns(texts, {one.row for one in numbers}, values)
    under = {one: _under(columns, one) for one in [*numbers, *texts]}
    out = []
    for row, group in enumerate(_rows(numbers, texts, under)):
        held: dict[int, list[Piece]] = {}
        for one in group:
            held.setdefault(under[one][0], []).append(one)
        for some in held.values():
            glyphs = tuple(glyph for one in some for glyph in one.glyphs)
            out.append(Placed(row, under[some[0]][0], max(under[one][1] for one in some), glyphs))
    return len(columns), out


def merged(boxes: Iterable[Box]) -> list[tuple[float, float]]:
    """What the boxes cover from left to right."""
    out: list[tuple[float, float]] = []
    for x0, _, x1, _ in sorted(boxes):
        if out and x0 < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], x1))
        else:
            out.append((x0, x1))
    return out


def _overlap(one: Piece, span: tuple[float, float]) -> bool:
    return min(one.box[2], span[1]) - max(one.box[0], span[0]) > 0


# Lines of one cell


def _cells(texts: Sequence[Piece], numbers: Sequence[Piece], values: Sequence[tuple[float, float]]) -> list[Piece]:
    """The texts, those that are lines of one cell as one: they stand under one another closer than rows do."""
    over = {one: tuple(i for i, span in enumerate(values) if _overlap(one, span)) for one in texts}
    beside = {one.row for one in numbers}
    heads = {one.row for one in texts if over[one]} - beside

    def fits(a: Piece, b: Piece) -> bool:
        # What stands beside a heading is no line of a row's label, and a heading over several columns no line of one of
        # them.
        apart = (a.row in beside and b.row in heads) or (b.row in beside and a.row in heads)
        return not apart and over[a] == over[b]

    pairs = _stacked(texts, fits)
    most = _leading(pairs, numbers)
    after = {a: b for a, b in pairs if b.box[1] - a.box[1] <= min(most, _LEADING * a.size)}
    below = set(after.values())
    out = []
    for one in texts:
        if one not in below:
            lines = [one]
            while lines[-1] in after:
                lines.append(after[lines[-1]])
            glyphs = tuple(glyph for line in lines for glyph in line.glyphs)
            out.append(Piece(one.row, glyphs, hull(line.box for line in lines), len(lines)))
    return out


def _stacked(texts: Sequence[Piece], fits: Callable[[Piece, Piece], bool]) -> list[tuple[Piece, Piece]]:
    """Each text with the next one under it, where they may be lines of one cell."""
    pairs = []
    for i, a in enumerate(texts):
        for b in texts[i + 1 :]:
            if b.box[1] - a.box[1] > _LEADING * a.size:
                break
            narrow = min(a.width, b.width)
            if b.row != a.row and min(a.box[2], b.box[2]) - max(a.box[0], b.box[0]) > 0.5 * narrow:
                if b.box[1] - a.box[1] > 0.8 * a.size and abs(a.size - b.size) < 0.1 * a.size and fits(a, b):
                    pairs.append((a, b))
                break
    return pairs


def _leading(pairs: Sequence[tuple[Piece, Piece]], numbers: Sequence[Piece]) -> float:
    """How far apart lines of one cell stand at most: as the closest do, and closer than rows of numbers."""
    closest = 1.12 * min((b.box[1] - a.box[1] for a, b in pairs), default=0.0)
    tops = sorted({one.row: one.box[1] for one in numbers}.values())
    size = numbers[0].size if numbers else 0.0
    steps = [b - a for a, b in pairwise(tops) if b - a > 0.8 * size]
    return min(closest, 0.85 * min(steps) if steps else _LONE_LEADING * size)


# Columns


def _columns(
    texts: Sequence[Piece], beside: set[int], values: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Where numbers stand under one another, and where texts do that stand under no number. A line of its own (a
    caption, a title) makes no column; a text over several columns is none."""
    free = [one for one in texts if not any(_overlap(one, span) for span in values)]
    rows = [one.row for one in texts]
    data = [one for one in free if one.row in beside or one.lines > 1]
    found = _gathered(data)
    headed = _gathered(
        one
        for one in free
        if (rows.count(one.row) > 1 or (values and one.box[0] > values[0][1]))
        and not any(_overlap(one, span) for span in found)
    )
    bare = [span for span in values if not any(one.worded and _overlap(one, span) for one in texts)]
    columns = sorted([*values, *found, *headed])
    for head, span in _pairs(columns, headed, bare):
        columns = [column for column in columns if column not in (head, span)]
        columns.append((min(head[0], span[0]), max(head[1], span[1])))
    return sorted(columns) or [(one.box[0], one.box[2]) for one in texts[:1]]


def _pairs(
    columns: Sequence[tuple[float, float]],
    headed: Sequence[tuple[float, float]],
    bare: Sequence[tuple[float, float]],
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Headings that stand beside their numbers, not over them; only where each has its own and all on the same side."""
    pairs = list(zip(sorted(headed), sorted(bare), strict=False))
    steps = {columns.index(span) - columns.index(head) for head, span in pairs}
    return pairs if len(headed) == len(bare) and steps in ({1}, {-1}) else []


def _gathered(texts: Iterable[Piece]) -> list[tuple[float, float]]:
    """The columns that texts stand in: those under one another make one, those somewhere side by side two."""
    ordered = sorted(texts, key=lambda one: one.width)
    pairs = [(a, b) for a in ordered for b in ordered if a.box[2] < b.box[0] and _level(a, b)]
    columns: list[tuple[float, float]] = []
    for one in ordered:
        hits = sorted(span for span in columns if _overlap(one, span))
        whole = [(one.box[0], one.box[0])] if not hits else hits[:1]
        for span in hits[1:]:
            if _apart(pairs, whole[-1], span):
                whole.append(span)
            else:
                whole[-1] = (whole[-1][0], span[1])
        if len(whole) == 1:
            whole = [(min(whole[0][0], one.box[0]), max(whole[0][1], one.box[2]))]
        columns = [*(span for span in columns if span not in hits), *whole]
    return columns


def _apart(pairs: Iterable[tuple[Piece, Piece]], left: tuple[float, float], right: tuple[float, float]) -> bool:
    return any(
        _overlap(a, left) and _overlap(b, right) and not _overlap(a, right) and not _overlap(b, left) for a, b in pairs
    )


def _level(a: Piece, b: Piece) -> bool:
    return min(a.box[3], b.box[3]) - max(a.box[1], b.box[1]) > 0.3 * a.size


def _under(columns: Sequence[tuple[float, float]], one: Piece) -> tuple[int, int]:
    hits = [i for i, span in enumerate(columns) if _overlap(one, span)]
    if hits:
        return hits[0], hits[-1]
    before = [i for i, span in enumerate(columns) if span[0] <= one.box[0] + 1]
    near = before[-1] if before else 0
    return near, near


# Rows


def _rows(numbers: Sequence[Piece], texts: Sequence[Piece], under: dict[Piece, tuple[int, int]]) -> list[list[Piece]]:
    """The cells of each row from top to bottom: those beside a row of numbers, and the headings among themselves."""
    groups: dict[int, list[Piece]] = {}
    for one in numbers:
        groups.setdefault(one.row, []).append(one)
    rows = {row: hull(one.box for one in group) for row, group in groups.items()}
    free: list[Piece] = []
    for one in texts:
        beside = [row for row, box in rows.items() if one.box[1] <= (box[1] + box[3]) / 2 <= one.box[3]]
        if len(beside) == 1 or (one.row in groups and one.lines == 1):
            groups[beside[0] if len(beside) == 1 else one.row].append(one)
        else:
            free.append(one)
    every = [*groups.values(), *_headings(free, under)]
    return sorted(every, key=lambda group: group[0].middle)


def _headings(free: Sequence[Piece], under: dict[Piece, tuple[int, int]]) -> list[list[Piece]]:
    """Texts without numbers beside them in rows: side by side, at one height."""
    out: list[list[Piece]] = []
    for one in sorted(free, key=lambda one: one.middle):
        for group in out[-3:]:
            if all(_beside(one, other) and not _cross(under[one], under[other]) for other in group):
                group.append(one)
                break
        else:
            out.append([one])
    return out


def _beside(a: Piece, b: Piece) -> bool:
    return a.box[1] <= b.middle <= a.box[3] or b.box[1] <= a.middle <= b.box[3]


def _cross(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
