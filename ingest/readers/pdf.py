"""PDF -> document: glyphs and ruling lines of each page, read by pdfplumber; pages without text go to the scan reader."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import DamagedFile, MissingExtra, NianbaoError, NoText
from ingest.readers import flow, pages
from ingest.readers.characters import usual
from ingest.readers.limits import (
    CELLS,
    GLYPHS,
    PAGE_POINTS,
    PAGES,
    RULINGS,
    SCANNED_PAGES,
    UNPACKED_BYTES,
    Deadline,
    refuse,
)
from ingest.readers.printed import Glyph, Grid, Ruling, Sheet
from ingest.report import Document
from ingest.strings import say

if TYPE_CHECKING:
    from pdfplumber.page import Page

_CID = re.compile(r"\(cid:\d+\)")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_STREAM = re.compile(rb"stream\r?\n")
_THIN = 3.5
"""Points: a filled bar no thicker is a line."""
_FEW = 60
"""Characters over a page-filling picture that are only a stamp, a page number or a watermark."""
_PAPER = 0.97
"""Lightness from which on a fill is not seen on white paper."""


def read(data: bytes, path: Path) -> Document:
    """The document of a PDF. Raises DamagedFile (encrypted, truncated, beyond bounds), NoText, MissingExtra."""
    _check_streams(data, path)
    count, title = _first_look(data, path)
    deadline = Deadline(path)
    sheets: list[Sheet] = []
    warnings: list[str] = []
    scans = _Scans(data, path, deadline)
    with _opened(data, path) as pdf:
        for page in pdf.pages:
            deadline.check(page.page_number)
            with _remarks() as remarks:
                sheet = _sheet(page, path, scans, warnings)
                page.close()
            if any("Data-loss" in remark for remark in remarks):
                warnings.append(say("ingest.page_lossy", file=path.name, page=page.page_number))
            if sheet is not None:
                sheets.append(sheet)
    if not sheets:
        scans.complain(count)
    if sum(len(item.cells) for sheet in sheets for item in sheet.items if isinstance(item, Grid)) > CELLS:
        raise refuse(path, "cells", "", CELLS)
    return Document(flow.blocks(sheets), "pdf", count, title, tuple(warnings), tuple(scans.read))


def _check_streams(data: bytes, path: Path) -> None:
    """Refuses what would swell beyond bounds when it is unpacked; pictures are left packed and are not looked at."""
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - 1024) : found.start()].rpartition(b"obj")[2]
        if b"FlateDecode" not in head or re.search(rb"/Subtype\s*/Image", head):
            continue
        if head.count(b"FlateDecode") > 1:
            raise DamagedFile(say("ingest.pdf_damaged", file=path.name))
        packed = data[found.end() : data.find(b"endstream", found.end())]
        if len(packed) * 1100 > UNPACKED_BYTES and _unpacks_beyond(packed, UNPACKED_BYTES):
            raise DamagedFile(say("ingest.archive_too_large", file=path.name, most=UNPACKED_BYTES >> 20))


def _unpacks_beyond(packed: bytes, most: int) -> bool:
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while packed and size <= most:
            size += len(unpacker.decompress(packed, 1 << 22))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return size > most


@contextmanager
def _opened(data: bytes, path: Path) -> Iterator[Any]:
    """The file in pdfplumber; one whose index is broken is first written anew by pdfium, which finds its objects."""
    import pdfplumber

    try:
        with _remarks():
            pdf = pdfplumber.open(io.BytesIO(data))
            len(pdf.pages)
    except (RecursionError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - pdfminer raises what it likes
        try:
            pdf = pdfplumber.open(io.BytesIO(_mended(data)))
            len(pdf.pages)
        except Exception as error:
            raise DamagedFile(say("ingest.pdf_damaged", file=path.name)) from error
    with pdf, _remarks():
        yield pdf


def _mended(data: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    buffer = io.BytesIO()
    try:
        document.save(buffer)
    finally:
        document.close()
    return buffer.getvalue()


@contextmanager
def _remarks() -> Iterator[list[str]]:
    """What pdfminer remarks meanwhile: it would go to the terminal, and some of it is to be told."""
    remarks: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: remarks.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("pdfminer")
    heard, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield remarks
    finally:
        logger.removeHandler(handler)
        logger.propagate = heard


def _first_look(data: bytes, path: Path) -> tuple[int, str | None]:
    """Page count and title as pdfium has them: it is quick, and says at once that a file is locked or broken."""
    import pypdfium2

    if b"%%EOF" not in data[-(1 << 16) :] and b"startxref" not in data[-(1 << 16) :]:
        raise DamagedFile(say("ingest.pdf_damaged", file=path.name))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise DamagedFile(say("ingest.pdf_locked" if locked else "ingest.pdf_damaged", file=path.name)) from error
    try:
        count = len(document)
        title = document.get_metadata_value("Title").strip("\x00 ") or None
    finally:
        document.close()
    if count == 0:
        raise DamagedFile(say("ingest.pdf_damaged", file=path.name))
    if count > PAGES:
        raise DamagedFile(say("ingest.pdf_too_long", file=path.name, pages=count, most=PAGES))
    return count, title


class _Scans:
    """The scan reader, called for pages without text; without the extra it remembers what it could not read."""

    def __init__(self, data: bytes, path: Path, deadline: Deadline) -> None:
        self._data, self._path, self._deadline = data, path, deadline
        self._missing: MissingExtra | None = None
        self._read = 0
        self.read: list[int] = []

    def sheet(self, number: int, warnings: list[str]) -> Sheet | None:
        """The page recognised, or None with a warning that names it."""
        from ingest.readers import scan

        if self._missing is None and self._read < SCANNED_PAGES:
            self._read += 1
            try:
                sheet = scan.pdf_page(self._data, number, self._path, self._deadline, warnings)
                self.read += [number] if sheet is not None else []
                return sheet
            except MissingExtra as error:
                self._missing = error
        key = "ingest.page_needs_ocr" if self._missing else "ingest.page_not_recognised"
        warnings.append(say(key, file=self._path.name, page=number))
        return None

    def is_hidden(self, number: int) -> bool:
        """Whether a page's text is laid invisibly over a picture, as scanners' own recognition leaves it."""
        import pypdfium2
        import pypdfium2.raw as raw

        document = pypdfium2.PdfDocument(self._data)
        try:
            found = document[number - 1].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
            modes = [raw.FPDFTextObj_GetTextRenderMode(item.raw) for item in islice(found, 50)]
        finally:
            document.close()
        return bool(modes) and all(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)

    @property
    def able(self) -> bool:
        """Whether a page could be recognised."""
        return self._missing is None

    def complain(self, count: int) -> None:
        """Raises what explains that no page of `count` gave any text."""
        if self._missing:
            raise self._missing
        raise NoText(say("ingest.pdf_no_text", file=self._path.name, page=1))


def _sheet(page: Page, path: Path, scans: _Scans, warnings: list[str]) -> Sheet | None:
    number = page.page_number
    if max(page.width, page.height) > PAGE_POINTS:
        raise DamagedFile(say("ingest.pdf_page_too_large", file=path.name, page=number))
    try:
        left, top, right, bottom = _crop(page)
        glyphs = list(_glyphs(page, left, top, right, bottom))
        rulings = list(_rulings(page, left, top))
    except (NianbaoError, MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer raises what it likes on a broken page; others may be whole
        warnings.append(say("ingest.page_broken", file=path.name, page=number, error=type(error).__name__))
        return None
    if len(glyphs) > GLYPHS:
        raise refuse(path, "glyphs", len(glyphs), GLYPHS, number)
    if not _is_legible(glyphs):
        if not page.images and not glyphs and not rulings and not page.curves:
            return None
        return scans.sheet(number, warnings)
    if _is_pictured(page) and (len(glyphs) < _FEW or scans.is_hidden(number)):
        # What is printed is the picture; the text is a stamp on it, or another program's guess at it.
        sheet = scans.sheet(number, warnings)
        if sheet is not None or scans.able:
            return sheet
    if len(rulings) > RULINGS:
        warnings.append(say("ingest.page_too_many_lines", file=path.name, page=number))
        rulings = []
    return pages.sheet(glyphs, rulings, number, right - left, bottom - top)


def _is_pictured(page: Page) -> bool:
    """Whether one picture, or strips of one, cover most of a page."""
    covered = sum((image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) for image in page.images)
    return covered >= 0.6 * page.width * page.height


def _crop(page: Page) -> tuple[float, float, float, float]:
    """The visible part of the page, in pdfplumber's coordinates."""
    x0, top, x1, bottom = page.bbox
    left, upper, right, lower = page.cropbox
    if right - left < 1 or lower - upper < 1:
        return x0, top, x1, bottom
    return max(left, x0), max(upper, top), min(right, x1), min(lower, bottom)


def _glyphs(page: Page, left: float, top: float, right: float, bottom: float) -> Iterable[Glyph]:
    """The visible characters, those printed twice to look bold once."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    for char in page.chars:
        text = usual(_CID.sub("\ufffd", char["text"]))
        x0, x1, upper, lower = char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top
        if not text or not (0 <= (x0 + x1) / 2 <= right - left and 0 <= (upper + lower) / 2 <= bottom - top):
            continue
        size = char["size"] or lower - upper
        if text.strip() and _is_double(seen, text, x0, upper, size):
            continue
        yield Glyph(text, x0, upper, max(x1, x0), max(lower, upper), max(size, 1.0), bool(char["upright"]))


def _is_double(
    seen: dict[tuple[str, int, int], tuple[float, float]], text: str, x0: float, top: float, size: float
) -> bool:
    near = 0.15 * size
    column, row = int(x0 // 4), int(top // 4)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            other = seen.get((text, column + dx, row + dy))
            if other is not None and abs(other[0] - x0) <= near and abs(other[1] - top) <= near:
                return True
    seen[text, column, row] = (x0, top)
    return False


def _is_legible(glyphs: list[Glyph]) -> bool:
    """Whether the page has a text layer that says what is printed: some fonts map to nothing."""
    text = "".join(glyph.text for glyph in glyphs if glyph.text.strip())
    return bool(text) and len(_PRIVATE.findall(text)) <= 0.2 * len(text)


def _rulings(page: Page, left: float, top: float) -> Iterable[Ruling]:
    for line in page.lines:
        yield from _straight(line["x0"] - left, line["top"] - top, line["x1"] - left, line["bottom"] - top)
    for rect in page.rects:
        x0, upper, x1, lower = rect["x0"] - left, rect["top"] - top, rect["x1"] - left, rect["bottom"] - top
        thin = min(x1 - x0, lower - upper) <= _THIN
        if thin and (rect["stroke"] or (rect["fill"] and not _is_white(rect["non_stroking_color"]))):
            yield from _bar(x0, upper, x1, lower)
        elif rect["stroke"] and not _is_white(rect["stroking_color"]):
            yield from _outline(x0, upper, x1, lower)
    for curve in page.curves:
        points = curve["pts"]
        for (xa, ya), (xb, yb) in pairwise(points):
            yield from _straight(min(xa, xb) - left, min(ya, yb) - top, max(xa, xb) - left, max(ya, yb) - top)


def _straight(x0: float, top: float, x1: float, bottom: float) -> Iterable[Ruling]:
    if x1 - x0 <= 1.0 < bottom - top:
        yield Ruling(True, (x0 + x1) / 2, top, bottom)
    elif bottom - top <= 1.0 < x1 - x0:
        yield Ruling(False, (top + bottom) / 2, x0, x1)


def _bar(x0: float, top: float, x1: float, bottom: float) -> Iterable[Ruling]:
    if x1 - x0 >= bottom - top:
        yield Ruling(False, (top + bottom) / 2, x0, x1)
    else:
        yield Ruling(True, (x0 + x1) / 2, top, bottom)


def _outline(x0: float, top: float, x1: float, bottom: float) -> Iterable[Ruling]:
    yield Ruling(False, top, x0, x1)
    yield Ruling(False, bottom, x0, x1)
    yield Ruling(True, x0, top, bottom)
    yield Ruling(True, x1, top, bottom)


def _is_white(color: Any) -> bool:
    """Whether a fill cannot be seen; grey, RGB and CMYK by the number of components."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts) or not parts:
        return False
    if len(parts) == 4:
        return all(part <= 1 - _PAPER for part in parts)
    return all(part >= _PAPER for part in parts)
