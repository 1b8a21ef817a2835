"""A page of glyphs and ruling lines -> its lines of text and its tables, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.readers import aligned, prose
from ingest.readers.glyphs import joined, lines_of, rows_of
from ingest.readers.lattice import Lattice, lattices
from ingest.readers.printed import Glyph, Grid, Region, Ruling, Sheet, hull
from ingest.report import Box, Cell

_NUMERIC = re.compile(r"[\d.,%+\-]")


def sheet(glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: int, width: float, height: float) -> Sheet:
    """The tables and text of a page; every glyph goes into exactly one of them."""
    rest = list(glyphs)
    items: list[Grid | Region] = []
    for lattice in _innermost_first(lattices(rulings) if rulings else []):
        inside, outside = _parted(rest, lattice.box)
        if lattice.columns > 1:
            items += _from_lattice(lattice, inside, page)
        elif (grid := _caption(lattice, inside, page)) is not None:
            items.append(grid)
        else:
            continue
        rest = outside
    items += aligned.split(rest, page, [item.box for item in items])
    return Sheet(page, width, height, tuple(sorted(items, key=lambda item: item.box[1::-1])))


def _innermost_first(found: Iterable[Lattice]) -> list[Lattice]:
    return sorted(found, key=lambda lattice: (lattice.box[2] - lattice.box[0]) * (lattice.box[3] - lattice.box[1]))


def _parted(glyphs: Iterable[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        (inside if box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1 else outside).append(glyph)
    return inside, outside


def _from_lattice(lattice: Lattice, glyphs: Sequence[Glyph], page: int) -> list[Grid | Region]:
    held = _by_frame(lattice, glyphs)
    cells = [
        Cell(
            frame.row, frame.column, _cell_text(held[i], page, frame.box), frame.rowspan, frame.colspan, page, frame.box
        )
        for i, frame in enumerate(lattice.frames)
    ]
    by_box = {frame.box: held[i] for i, frame in enumerate(lattice.frames)}
    items: list[Grid | Region] = []
    for piece in prose.pieces(cells):
        if piece.table:
            items.append(Grid(page, piece.cells, hull(cell.box for cell in piece.cells if cell.box)))
            continue
        for cell in piece.cells:
            if cell.text and cell.box:
                items.append(Region(page, tuple(lines_of(by_box[cell.box], page)), frame=True))
    return items


def _caption(lattice: Lattice, glyphs: Sequence[Glyph], page: int) -> Grid | None:
    """A frame that holds but the caption of a standard table, whose rows the page end cut off; other frames of one
    column are prose and read with what is around them."""
    if lattice.rows > 2 or not glyphs:
        return None
    cells = [
        Cell(frame.row, 0, _cell_text(held, page, frame.box), frame.rowspan, 1, page, frame.box)
        for frame, held in zip(lattice.frames, _by_frame(lattice, glyphs), strict=True)
    ]
    return Grid(page, tuple(cells), lattice.box) if all(prose.is_caption(cell.text) for cell in cells) else None


def _by_frame(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each frame; a number stays whole though a ruling touches it."""
    held: list[list[Glyph]] = [[] for _ in lattice.frames]
    rows: dict[float, list[int]] = {}
    for i, frame in enumerate(lattice.frames):
        rows.setdefault(frame.box[1], []).append(i)
    for unit in _units(glyphs):
        x = (unit[0].x0 + unit[-1].x1) / 2
        y = sum(glyph.middle[1] for glyph in unit) / len(unit)
        held[_frame_at(lattice, x, y)] += unit
    return held


def _units(glyphs: Sequence[Glyph]) -> Iterable[list[Glyph]]:
    yield from ([glyph] for glyph in glyphs if not glyph.upright)
    for row in rows_of(glyph for glyph in glyphs if glyph.upright):
        unit: list[Glyph] = []
        for glyph in row:
            number = bool(_NUMERIC.fullmatch(glyph.text))
            if unit and number and glyph.x0 - unit[-1].x1 <= 0.2 * glyph.size:
                unit.append(glyph)
                continue
            if unit:
                yield unit
                unit = []
            if number:
                unit = [glyph]
            else:
                yield [glyph]
        if unit:
            yield unit


def _frame_at(lattice: Lattice, x: float, y: float) -> int:
    best, distance = 0, float("inf")
    for i, frame in enumerate(lattice.frames):
        x0, top, x1, bottom = frame.box
        off = max(x0 - x, 0.0, x - x1) + max(top - y, 0.0, y - bottom)
        if off == 0:
            return i
        if off < distance:
            best, distance = i, off
    return best


def _cell_text(glyphs: Sequence[Glyph], page: int, box: Box) -> str:
    if not glyphs:
        return ""
    upright = [glyph for glyph in glyphs if glyph.upright]
    turned = [glyph for glyph in glyphs if not glyph.upright]
    text = joined(rows_of(upright), page, box[2] - box[0])
    return text + "".join(line.text for line in lines_of(turned, page)) if turned else text
