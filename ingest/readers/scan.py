"""Pictures of pages -> document: cells recognised one by one between their ruling lines, the rest line by line."""

from __future__ import annotations

import io
import re
import warnings as python_warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from ingest.errors import DamagedFile, NoText
from ingest.readers import aligned, flow, ink, prose
from ingest.readers.glyphs import lines_of
from ingest.readers.lattice import Frame, Lattice, lattices
from ingest.readers.limits import PIXELS, SCANNED_PAGES, Deadline, refuse
from ingest.readers.ocr import Recogniser, Seen, recogniser
from ingest.readers.printed import Glyph, Grid, Region, Sheet, hull
from ingest.report import Cell, Document
from ingest.strings import say

DPI = 200
"""At which PDF pages are rendered, and to which small pictures are enlarged."""
UNREADABLE = "\ufffd"
"""The text of a cell in which there is ink that cannot be read."""
SURE = 0.75
"""The score from which on a recognised number is believed."""
_LEGIBLE = 0.5
"""The score from which on recognised words are kept in a cell."""
_LONGEST = 2600
"""Pixels of the longer side beyond which a picture is scaled down: finer detail only costs time."""
_NARROWEST = 80.0
"""Points: the width of the narrowest table."""
_ROUND = re.compile("[OoＯ〇○◯]")
_NUMBER = re.compile(r"[-+−－]?[\d０-９][\d０-９,，.．]*")
_Image = Any


def read(data: bytes, path: Path) -> Document:
    """The document of a PNG, JPEG, TIFF … Raises DamagedFile, NoText, and MissingExtra without the extra `ocr`."""
    reader = recogniser(path)
    deadline = Deadline(path)
    sheets: list[Sheet] = []
    warnings: list[str] = []
    count = 0
    for count, (grey, dpi) in enumerate(_frames(data, path), start=1):
        deadline.check(count)
        if count > SCANNED_PAGES:
            warnings.append(say("ingest.page_not_recognised", file=path.name, page=count))
            break
        sheets.append(recognised(grey, dpi / 72, count, reader, path, warnings))
    blocks = flow.blocks(sheets)
    if not blocks:
        raise NoText(say("ingest.pdf_no_text", file=path.name, page=1))
    return Document(blocks, "image", count, warnings=tuple(warnings))


def pdf_page(data: bytes, number: int, path: Path, deadline: Deadline, warnings: list[str]) -> Sheet | None:
    """One page of a PDF, rendered and recognised; None where nothing is on it. Raises as `read`."""
    import pypdfium2

    reader = recogniser(path)
    deadline.check(number)
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, _LONGEST / max(width, height, 1.0))
        grey = page.render(scale=scale, grayscale=True).to_numpy().squeeze().copy()
    finally:
        document.close()
    sheet = recognised(grey, scale, number, reader, path, warnings)
    return sheet if sheet.items else None


def _frames(data: bytes, path: Path) -> Iterator[tuple[_Image, float]]:
    """Each picture of a file as grey levels, with the resolution at which it is a page of common size."""
    from PIL import Image, ImageOps, ImageSequence

    with python_warnings.catch_warnings():
        python_warnings.simplefilter("ignore")
        try:
            opened = Image.open(io.BytesIO(data))
        except Exception as error:
            raise DamagedFile(say("ingest.picture_damaged", file=path.name)) from error
        with opened as image:
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > PIXELS:
                    raise refuse(path, "pixels", frame.width * frame.height // 10_000, PIXELS // 10_000)
                try:
                    yield _grey(ImageOps.exif_transpose(frame) or frame)
                except (OSError, ValueError, SyntaxError) as error:
                    raise DamagedFile(say("ingest.picture_damaged", file=path.name)) from error


def _grey(frame: Any) -> tuple[_Image, float]:
    import numpy as np
    from PIL import Image

    dpi = _resolution(frame)
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        layer = frame.convert("RGBA")
        frame = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    longer = max(frame.size)
    factor = min(_LONGEST / longer, max(1.0, DPI / dpi))
    if abs(factor - 1) > 0.05:
        size = (max(1, round(frame.width * factor)), max(1, round(frame.height * factor)))
        frame = frame.convert("L").resize(size, Image.Resampling.LANCZOS)
        dpi *= factor
    return np.array(frame.convert("L")), dpi


def _resolution(frame: Any) -> float:
    """Dots an inch: as stated where that gives a page of some size, else as if it were A4."""
    stated = frame.info.get("dpi", (0, 0))
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    if dpi > 0 and 4 <= min(frame.size) / dpi <= 24:
        return dpi
    return max(36.0, min(frame.size) / 8.27)


def recognised(grey: _Image, scale: float, page: int, reader: Recogniser, path: Path, warnings: list[str]) -> Sheet:
    """A page of grey levels, `scale` pixels a point, as lines and tables with places in points."""
    height, width = grey.shape
    if height < 20 or width < 20:
        return Sheet(page, width / scale, height / scale, ())
    picture = ink.picture(grey, scale)
    drawn = ink.rulings(picture)
    found = [lattice for lattice in lattices(drawn, snap=3.0 * scale) if _is_frame(lattice, scale)]
    tables = [lattice for lattice in found if lattice.columns > 1]
    borders = [line for line in drawn if any(_is_border(line, lattice, 3.0 * scale) for lattice in found)]
    rest = ink.erased(picture.ink, borders, scale, 0)
    items: list[Grid | Region] = []
    for lattice in tables:
        items += _table(lattice, picture, rest, page, reader)
    glyphs = _glyphs(_outside(picture, borders, tables), picture, reader)
    items += aligned.split(glyphs, page, [item.box for item in items])
    faint = sum(cell.text == UNREADABLE for item in items if isinstance(item, Grid) for cell in item.cells)
    if faint:
        warnings.append(say("ingest.page_faint", file=path.name, page=page, count=faint))
    items.sort(key=lambda item: item.box[1::-1])
    return Sheet(page, width / scale, height / scale, tuple(items), picture.angle)


def _table(lattice: Lattice, picture: ink.Picture, rest: _Image, page: int, reader: Recogniser) -> list[Grid | Region]:
    texts = _cell_texts(lattice.frames, picture, rest, reader)
    cells = [
        Cell(frame.row, frame.column, text, frame.rowspan, frame.colspan, page, picture.box(*frame.box))
        for frame, text in zip(lattice.frames, texts, strict=True)
    ]
    items: list[Grid | Region] = []
    for piece in prose.pieces(cells):
        if piece.table:
            items.append(Grid(page, piece.cells, hull(cell.box for cell in piece.cells if cell.box)))
        else:
            items += [_framed(cell, page) for cell in piece.cells if cell.text and cell.box]
    return items


def _framed(cell: Cell, page: int) -> Region:
    """The text of a frame as one line that fills it: its places are no finer than the frame."""
    assert cell.box is not None
    glyphs = [Glyph(char, *cell.box, size=10.0) for char in cell.text]
    line = replace(lines_of(glyphs[:1], page)[0], text=cell.text, boxes=tuple(cell.box for _ in cell.text))
    return Region(page, (line,), frame=True)


def _cell_texts(frames: Sequence[Frame], picture: ink.Picture, rest: _Image, reader: Recogniser) -> list[str]:
    """What stands in each frame: "" where there is no ink, UNREADABLE where there is but it cannot be read."""
    letter = _letter_height(rest, picture.scale)
    crops: list[_Image] = []
    owners: list[int] = []
    inked: set[int] = set()
    for i, frame in enumerate(frames):
        for crop in _line_crops(frame, picture, rest, letter):
            crops.append(crop)
            owners.append(i)
            inked.add(i)
    parts: dict[int, list[Seen]] = {}
    for owner, seen in zip(owners, reader.lines(crops), strict=True):
        parts.setdefault(owner, []).append(seen)
    return [_believed(parts.get(i, [])) if i in inked else "" for i in range(len(frames))]


def _letter_height(rest: _Image, scale: float) -> float:
    """The usual height of a character, in pixels."""
    heights = [h for _, _, w, h in ink.components(rest) if 4 * scale < h < 25 * scale and w < 40 * scale]
    return float(median(heights)) if heights else 10 * scale


def _line_crops(frame: Frame, picture: ink.Picture, rest: _Image, letter: float) -> Iterator[_Image]:
    x0, top, x1, bottom = (round(side) for side in frame.box)
    inset = max(1, round(0.8 * picture.scale))
    x0, top, x1, bottom = x0 + inset, top + inset, x1 - inset, bottom - inset
    if x1 - x0 < 4 or bottom - top < 4:
        return
    inside = rest[top:bottom, x0:x1]
    marks = ink.marks(inside, picture.scale)
    if marks is None:
        return
    left, upper, right, lower = (int(side) for side in marks)
    for start, end in ink.bands(inside[upper:lower, left:right], letter):
        band = inside[upper + start : upper + end, left:right]
        columns = band.any(axis=0).nonzero()[0]
        if not columns.size or max(end - start, int(columns[-1] - columns[0])) < 2 * picture.scale:
            continue
        first, last = left + int(columns[0]), left + int(columns[-1]) + 1
        yield _padded(picture.grey, rest, (x0 + first, top + upper + start, x0 + last, top + upper + end), letter)


def _padded(grey: _Image, rest: _Image, box: tuple[int, int, int, int], letter: float) -> _Image:
    """The crop on white paper with room around it: the recogniser was taught on lines, not on lone digits."""
    import cv2
    import numpy as np

    x0, top, x1, bottom = box
    near = 2
    crop = grey[max(0, top - near) : bottom + near, max(0, x0 - near) : x1 + near].copy()
    mask = rest[max(0, top - near) : bottom + near, max(0, x0 - near) : x1 + near]
    paper = int(np.percentile(crop, 90)) if crop.size else 255
    keep = cv2.dilate(mask, np.ones((5, 5), np.uint8)) > 0
    crop[~keep] = paper
    room = max(4, round(0.3 * letter))
    height = max(crop.shape[0], round(letter))
    above = (height - crop.shape[0]) // 2 + room
    sides = max(room, round((1.6 * height - crop.shape[1]) / 2))
    crop = cv2.copyMakeBorder(
        crop, above, height - crop.shape[0] - (above - room) + room, sides, sides, cv2.BORDER_CONSTANT, value=paper
    )
    return cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR)


def _believed(parts: Sequence[Seen]) -> str:
    """The text of a cell from its recognised lines; a number only where the recogniser is sure of it."""
    texts = [
        _ROUND.sub("0", text) if _ROUND.fullmatch(text) else text
        for text in (re.sub(r"\s+", "", p.text) for p in parts)
    ]
    sure = [_is_sure(text, seen.score, len(parts) == 1) for text, seen in zip(texts, parts, strict=True)]
    read = [text for text, good in zip(texts, sure, strict=True) if good]
    words = sum(len(text) for text in read if not _NUMBER.fullmatch(text)) >= 2
    if not all(sure) and (not words or any(char.isdigit() for text in texts for char in text)):
        # A label may be found again with a letter missing; a number with a digit missing is another number.
        return UNREADABLE
    out = ""
    for text in read:
        out += " " if out and _NUMBER.fullmatch(out) and _NUMBER.fullmatch(text) else ""
        out += text
    return out


def _is_sure(text: str, score: float, alone: bool) -> bool:
    if not text:
        return False
    if any(char.isdigit() for char in text) and len(text) <= 12:
        return score >= SURE
    # A single sign of another kind in a cell may be a digit or a stain that was not made out.
    doubtful = alone and len(text) == 1 and text != "无"
    return score >= (0.95 if doubtful else _LEGIBLE)


def _is_frame(lattice: Lattice, scale: float) -> bool:
    """The strokes of a large letter may touch like the lines of a table, but not over this width."""
    return lattice.box[2] - lattice.box[0] >= _NARROWEST * scale


def _is_border(line: ink.Drawn, lattice: Lattice, snap: float) -> bool:
    """Whether a line is drawn along the side of a frame: other long strokes belong to letters."""
    at, along = (0, 1) if line.vertical else (1, 0)
    return any(
        min(abs(line.at - frame.box[at]), abs(line.at - frame.box[at + 2])) <= snap
        and line.start <= frame.box[along + 2] + snap
        and line.end >= frame.box[along] - snap
        for frame in lattice.frames
    )


def _outside(picture: ink.Picture, borders: Sequence[ink.Drawn], tables: Sequence[Lattice]) -> _Image:
    """The page with its tables and the lines of frames painted over."""
    import cv2

    page = ink.erased(picture.grey, borders, picture.scale, 255)
    for lattice in tables:
        x0, top, x1, bottom = (round(side) for side in lattice.box)
        page[max(0, top - 3) : bottom + 4, max(0, x0 - 3) : x1 + 4] = 255
    return cv2.cvtColor(page, cv2.COLOR_GRAY2BGR)


def _glyphs(page: _Image, picture: ink.Picture, reader: Recogniser) -> list[Glyph]:
    """The recognised lines, a glyph a character; digits that are not sure are marked unreadable."""
    found = [seen for seen in reader.page(page) if seen.text.strip() and seen.score >= 0.3]
    heights = [seen.box[3] - seen.box[1] for seen in found]
    usual = median(heights) if heights else 0.0
    out: list[Glyph] = []
    for seen in found:
        height = seen.box[3] - seen.box[1]
        # Boxes hug what a line happens to hold: those of about the same height are one font.
        size = (usual if 0.75 * usual <= height <= 1.3 * usual else height) * 0.8 / picture.scale
        text = seen.text if seen.score >= 0.6 else re.sub(r"\d", UNREADABLE, seen.text)
        out += _shared(text, seen.box, size, picture)
    return out


def _shared(text: str, box: tuple[float, float, float, float], size: float, picture: ink.Picture) -> Iterator[Glyph]:
    """Characters side by side in a line's box, Chinese ones twice as wide as Latin ones."""
    weights = [1.0 if char.isascii() else 2.0 for char in text]
    unit = (box[2] - box[0]) / sum(weights)
    x = box[0]
    for char, weight in zip(text, weights, strict=True):
        x0, top, x1, bottom = picture.box(x, box[1], x + weight * unit, box[3])
        yield Glyph(char, x0, top, x1, bottom, size)
        x += weight * unit
