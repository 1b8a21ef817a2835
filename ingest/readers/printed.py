"""The nouns of a page as printed: glyphs, ruling lines, lines of text, and what they make up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from ingest.report import Box, Cell, Span

_PIECE = 10
"""Characters a span holds at most: the fewer, the closer its interpolated boxes follow the print."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character (or ligature), its box in points from the page's top left, and its font size."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    upright: bool = True

    @property
    def middle(self) -> tuple[float, float]:
        return ((self.x0 + self.x1) / 2, (self.top + self.bottom) / 2)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A drawn straight line: at `at` (x of a vertical, y of a horizontal one), from `start` to `end`."""

    vertical: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page: each character of `text` has the box at the same index."""

    page: int
    text: str
    boxes: tuple[Box, ...]
    size: float

    @property
    def box(self) -> Box:
        return hull(self.boxes)

    def spans(self, offset: int) -> list[Span]:
        """The line in pieces of like characters, as spans of a block's text in which it starts at `offset`."""
        out = []
        for start, end in _pieces(self.boxes):
            some = self.boxes[start:end]
            box = (some[0][0], min(b[1] for b in some), some[-1][2], max(b[3] for b in some))
            out.append(Span(offset + start, offset + end, self.page, box))
        return out


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands on a page. `exact` as in Table."""

    page: int
    cells: tuple[Cell, ...]
    box: Box
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that belong together: text between two tables, or (`frame`) what stands in one ruled frame."""

    page: int
    lines: tuple[Line, ...]
    frame: bool = False

    @property
    def box(self) -> Box:
        return hull([line.box for line in self.lines])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read of one page. `items` from top to bottom. `angle`: degrees by which a crooked scan was turned
    counter-clockwise before it was read; the places of its items are those on the straightened page."""

    page: int
    width: float
    height: float
    items: tuple[Grid | Region, ...]
    angle: float = 0.0

    def as_printed(self, box: Box) -> Box:
        """A box of the straightened page as the smallest box around it on the page as it is."""
        if not self.angle:
            return box
        turn = radians(self.angle)
        middle, half = self.width / 2, self.height / 2
        corners = [
            (
                middle + (x - middle) * cos(turn) - (y - half) * sin(turn),
                half + (x - middle) * sin(turn) + (y - half) * cos(turn),
            )
            for x in box[::2]
            for y in box[1::2]
        ]
        return hull((x, y, x, y) for x, y in corners)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _pieces(boxes: Sequence[Box]) -> Iterable[tuple[int, int]]:
    start = 0
    for i in range(1, len(boxes) + 1):
        if i < len(boxes) and i - start < _PIECE:
            first, here = boxes[start], boxes[i]
            wide, now = first[2] - first[0], here[2] - here[0]
            gap = here[0] - boxes[i - 1][2]
            if abs(now - wide) <= 0.1 * max(wide, now) and abs(gap) <= 0.2 * max(wide, now):
                continue
        yield start, i
        start = i
