"""What a scanned page shows before any letter is read: its skew, its ruling lines, and where there is ink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ingest.readers.printed import Ruling
from ingest.report import Box

_LEVEL, _UPRIGHT = 20.0, 13.0
"""Points a dark run must reach to be a ruling line: longer than the strokes of letters."""
_SURELY = 60.0
"""Points from which on a run needs no other line to end at."""
_THICK = 4.0
"""Points: a thicker bar is a picture or a filled cell."""
_SPECK = 2.0
"""Points: ink smaller than this in both directions is dust; a comma is larger."""
_STEEPEST = 4.0
"""Degrees of skew that are looked for."""
Image = Any
"""A numpy array, uint8, one channel, 255 white."""


@dataclass(frozen=True, slots=True)
class Drawn(Ruling):
    """A ruling line seen in a picture, in pixels: `extent` is x, y, width and height of what is dark."""

    extent: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey levels with its ink (255 where dark); `scale` is pixels a point, `angle` the skew taken out."""

    grey: Image
    ink: Image
    scale: float
    angle: float

    def box(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Pixels as a box in points on the straightened page."""
        return (x0 / self.scale, top / self.scale, x1 / self.scale, bottom / self.scale)


def picture(grey: Image, scale: float) -> Picture:
    """The page straightened, and its ink."""
    import cv2

    ink = _ink(grey)
    angle = _skew(ink)
    if abs(angle) >= 0.1:
        height, width = grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        grey = cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
        ink = _ink(grey)
    else:
        angle = 0.0
    return Picture(grey, ink, scale, angle)


def _ink(grey: Image) -> Image:
    """Dark against its surroundings, so that grey paper and shaded cells do not count."""
    import cv2

    side = max(15, min(grey.shape) // 40 * 2 + 1)
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    local = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, side, 18)
    level, _ = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    # The rim of a shaded cell is darker than the paper beside it, but not as dark as print.
    local[smooth > min(215.0, level + 25)] = 0
    return local


def _skew(ink: Image) -> float:
    """Degrees to turn counter-clockwise so that rows lie level: the angle at which rows of ink part most sharply."""
    import cv2
    import numpy as np

    factor = 800 / max(ink.shape)
    small = cv2.resize(ink, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else ink
    height, width = small.shape

    def sharpness(angle: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        turned = cv2.warpAffine(small, matrix, (width, height), flags=cv2.INTER_LINEAR)
        rows = turned.sum(axis=1, dtype=np.float64)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5), key=sharpness)
    best = max(np.arange(best - 0.4, best + 0.41, 0.1), key=sharpness)
    return float(round(best, 1)) if sharpness(float(best)) > 1.02 * sharpness(0.0) else 0.0


def rulings(page: Picture) -> list[Drawn]:
    """What may be ruling lines, in pixels; long strokes of large letters are among them."""
    import cv2

    found: list[Drawn] = []
    for vertical, reach in ((False, _LEVEL), (True, _UPRIGHT)):
        length = int(reach * page.scale)
        size = (1, length) if vertical else (length, 1)
        gap = (1, 5) if vertical else (5, 1)
        closed = cv2.morphologyEx(page.ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap))
        lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        for x, y, w, h in components(lines):
            if (w if vertical else h) <= _THICK * page.scale:
                place = (x + w / 2, y, y + h) if vertical else (y + h / 2, x, x + w)
                found.append(Drawn(vertical, *place, (x, y, w, h)))
    return [line for line in found if _is_held(line, found, page.scale)]


def _is_held(line: Drawn, lines: Iterable[Drawn], scale: float) -> bool:
    """Whether a line is long, or ends at others as the sides of cells do: the strokes of a letter, or a 1 in a low row,
    stop short of them."""
    if line.end - line.start >= _SURELY * scale:
        return True
    near = 1.2 * scale
    ends = {
        end
        for other in lines
        if other.vertical != line.vertical and other.start - near <= line.at <= other.end + near
        for end in (line.start, line.end)
        if abs(other.at - end) <= near + min(other.extent[2:]) / 2
    }
    return len(ends) == 2


def erased(page: Image, lines: Iterable[Drawn], scale: float, paper: int) -> Image:
    """A copy of the page with `lines` painted over."""
    out = page.copy()
    near = max(2, round(0.5 * scale))
    for x, y, w, h in (line.extent for line in lines):
        out[max(0, y - near) : y + h + near, max(0, x - near) : x + w + near] = paper
    return out


def components(mask: Image) -> Iterable[tuple[int, int, int, int]]:
    """x, y, width and height of each connected piece of ink."""
    import cv2

    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    for x, y, w, h, _ in stats[1:].tolist():
        yield x, y, w, h


def marks(ink: Image, scale: float) -> Box | None:
    """The pixels around everything printed in a cell, None where it is blank but for dust and bits of its border."""
    height, width = ink.shape
    kept = []
    for x, y, w, h in components(ink):
        dust = max(w, h) < _SPECK * scale
        across = (h >= 0.85 * height and w <= 1.5 * scale) or (
            w >= 0.85 * width and h <= 1.5 * scale and width > 3 * height
        )
        border = ((x <= 1 or x + w >= width - 1) and w <= 1.5 * scale) or (
            (y <= 1 or y + h >= height - 1) and h <= 1.5 * scale
        )
        if not dust and not border and not across:
            kept.append((x, y, x + w, y + h))
    if not kept:
        return None
    lefts, tops, rights, bottoms = zip(*kept, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def bands(ink: Image, letter: float) -> list[tuple[int, int]]:
    """Top and bottom of each line of text in a cell; `letter` is the usual height of a character in pixels."""
    import numpy as np

    rows = np.flatnonzero((ink > 0).any(axis=1))
    if not rows.size:
        return []
    parts: list[list[int]] = [[int(rows[0]), int(rows[0])]]
    for row in rows[1:].tolist():
        if row - parts[-1][1] > 1:
            parts.append([row, row])
        parts[-1][1] = row
    out: list[list[int]] = []
    for part in parts:
        # The strokes of 二 and the dot of a mark are no lines of their own.
        if out and (
            part[1] - out[-1][0] < 1.15 * letter
            or (min(part[1] - part[0], out[-1][1] - out[-1][0]) < 0.3 * letter and part[0] - out[-1][1] < 0.35 * letter)
        ):
            out[-1][1] = part[1]
        else:
            out.append(part)
    return [(top, bottom + 1) for top, bottom in out]
