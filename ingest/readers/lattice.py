"""Ruling lines -> the cells they enclose, with what they span. Used for drawn lines and for those seen in a scan."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.printed import Ruling
from ingest.report import Box

SNAP = 3.0
"""Points: lines closer than this are one line, ends closer than this to a line touch it."""
_SHARE = 0.6
"""Of the side between two cells that must be drawn for them to be two."""
_MOST = 400
"""Rows or columns of one table."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A cell without its text: row, column and spans, and its box on the page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box


@dataclass(frozen=True, slots=True)
class Lattice:
    """A connected set of ruling lines that enclose cells."""

    box: Box
    frames: tuple[Frame, ...]

    @property
    def columns(self) -> int:
        return max(frame.column + frame.colspan for frame in self.frames)

    @property
    def rows(self) -> int:
        return max(frame.row + frame.rowspan for frame in self.frames)


def lattices(rulings: Iterable[Ruling], snap: float = SNAP) -> list[Lattice]:
    """The lattices of a page, from top to bottom. A side left open where the table goes on counts as drawn."""
    lines = _merged(rulings, snap)
    out = []
    for group in _connected(lines, snap):
        upright = [line for line in group if line.vertical]
        level = [line for line in group if not line.vertical]
        if len(upright) >= 2 and (level or len(upright) >= 3):
            lattice = _lattice(upright, level, snap)
            if lattice is not None:
                out.append(lattice)
    return sorted(out, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def _merged(rulings: Iterable[Ruling], snap: float) -> list[Ruling]:
    """Lines drawn in pieces or twice made one; what is too short to part cells left out."""
    out: list[Ruling] = []
    for vertical in (True, False):
        some = sorted((r for r in rulings if r.vertical == vertical), key=lambda r: r.at)
        for bundle in _bundles(some, snap):
            at = _weighted(bundle)
            start = end = None
            for line in sorted(bundle, key=lambda r: r.start):
                if end is not None and line.start <= end + snap:
                    end = max(end, line.end)
                    continue
                if start is not None and end is not None:
                    out.append(Ruling(vertical, at, start, end))
                start, end = line.start, line.end
            if start is not None and end is not None:
                out.append(Ruling(vertical, at, start, end))
    return [line for line in out if line.end - line.start > 2 * snap]


def _bundles(lines: Sequence[Ruling], snap: float) -> list[list[Ruling]]:
    out: list[list[Ruling]] = []
    for line in lines:
        if out and line.at - out[-1][0].at <= snap:
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _weighted(bundle: Sequence[Ruling]) -> float:
    total = sum(line.end - line.start for line in bundle)
    return sum(line.at * (line.end - line.start) for line in bundle) / total if total else bundle[0].at


def _connected(lines: Sequence[Ruling], snap: float) -> list[list[Ruling]]:
    """Groups of lines that cross or touch one another."""
    parent = list(range(len(lines)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    level = sorted((i for i, line in enumerate(lines) if not line.vertical), key=lambda i: lines[i].at)
    heights = [lines[i].at for i in level]
    for i, line in enumerate(lines):
        if not line.vertical:
            continue
        for k in range(bisect_left(heights, line.start - snap), len(level)):
            other = lines[level[k]]
            if other.at > line.end + snap:
                break
            if other.start - snap <= line.at <= other.end + snap:
                parent[root(i)] = root(level[k])
    groups: dict[int, list[Ruling]] = {}
    for i, line in enumerate(lines):
        groups.setdefault(root(i), []).append(line)
    return list(groups.values())


def _lattice(upright: Sequence[Ruling], level: Sequence[Ruling], snap: float) -> Lattice | None:
    top, bottom = min(line.start for line in upright), max(line.end for line in upright)
    left = min([line.at for line in upright] + [line.start for line in level])
    right = max([line.at for line in upright] + [line.end for line in level])
    xs = _positions([line.at for line in upright] + [left, right], snap)
    ys = _positions([line.at for line in level] + [top, bottom], snap)
    if not (1 < len(xs) <= _MOST and 1 < len(ys) <= _MOST):
        return None
    across = _drawn(xs, ys, upright, snap)
    down = _drawn(ys, xs, level, snap)
    frames = _frames(xs, ys, across, down)
    return Lattice((xs[0], ys[0], xs[-1], ys[-1]), tuple(frames))


def _positions(values: Iterable[float], snap: float) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > snap:
            out.append(value)
    return out


def _drawn(at: Sequence[float], along: Sequence[float], lines: Sequence[Ruling], snap: float) -> set[tuple[int, int]]:
    """(line i, interval k) that are drawn: the part of position `at[i]` between `along[k]` and `along[k + 1]`."""
    out = set()
    for line in lines:
        i = min(range(len(at)), key=lambda n: abs(at[n] - line.at))
        for k in range(len(along) - 1):
            inside = min(line.end, along[k + 1]) - max(line.start, along[k])
            if inside >= min(_SHARE * (along[k + 1] - along[k]), along[k + 1] - along[k] - snap):
                out.add((i, k))
    return out


def _frames(
    xs: Sequence[float], ys: Sequence[float], across: set[tuple[int, int]], down: set[tuple[int, int]]
) -> list[Frame]:
    """The elementary fields joined where no line parts them; a field joined crookedly is left by itself."""
    taken: set[tuple[int, int]] = set()
    out = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right, low = column + 1, row + 1
            while right < len(xs) - 1 and (right, row) not in across and (row, right) not in taken:
                right += 1
            while low < len(ys) - 1 and _open(low, column, right, xs, across, down, taken):
                low += 1
            taken |= {(r, c) for r in range(row, low) for c in range(column, right)}
            out.append(Frame(row, column, low - row, right - column, (xs[column], ys[row], xs[right], ys[low])))
    return out


def _open(
    low: int,
    column: int,
    right: int,
    xs: Sequence[float],
    across: set[tuple[int, int]],
    down: set[tuple[int, int]],
    taken: set[tuple[int, int]],
) -> bool:
    """Whether the fields of row `low` between two columns belong to those above: no line above, none within, and
    lines left and right as the cell has them."""
    return (
        all((low, k) not in down and (low, k) not in taken for k in range(column, right))
        and not any((c, low) in across for c in range(column + 1, right))
        and (column == 0 or (column, low) in across)
        and (right == len(xs) - 1 or (right, low) in across)
    )
