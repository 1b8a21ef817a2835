"""Evidence: the place a citation names, as a picture of the page with boxes, or as the original text with a mark.

Plain values in and out; nothing here knows of HTML, Gradio or HTTP.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.errors import DamagedFile
from ingest.report import Block, Box, Cell, Place, Report, Table
from ingest.strings import say

RESOLUTION = 150
"""Dots an inch of a page picture: small print stays readable at one and a half times the panel's width."""

NEIGHBOURS = 12
"""Blocks shown before and after the cited one, where the original has no pages to show."""

_MARGIN = 6.0
_PAPER = 245


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG. `width` and `height` are the page's, in PDF points; `content` is the box around everything
    printed on it, in points; `pages` is how many the file has."""

    png: bytes
    width: float
    height: float
    content: Box
    pages: int


@dataclass(frozen=True, slots=True)
class PageView:
    """What is shown of a PDF: one page and the boxes on it, as fractions (left, top, width, height) of the page.
    `boxes` are what is cited, `lines` the sentence around it; `left` and `span` say which part of the page's width
    holds print."""

    report: str
    page: int
    pages: int
    ratio: float
    left: float
    span: float
    boxes: tuple[Box, ...] = ()
    lines: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the original. Its text is `before` + `lead` + `mark` + `tail` + `after`: what is cited, inside the
    sentence quoted. `table` is set for a table, with the cited cells in `cited` and those that label them in `labels`."""

    before: str = ""
    lead: str = ""
    mark: str = ""
    tail: str = ""
    after: str = ""
    heading: bool = False
    table: Table | None = None
    cited: frozenset[Cell] = frozenset()
    labels: frozenset[Cell] = frozenset()


@dataclass(frozen=True, slots=True)
class TextView:
    """What is shown of a file without pages: the cited block between its neighbours."""

    report: str
    pieces: tuple[Piece, ...]


View = PageView | TextView


class Pictures:
    """Page pictures of a library's PDFs, made once and kept, the least recently shown dropped first.

    `read` gives a report's file by its id. Safe to share between threads.
    """

    def __init__(self, read: Callable[[str], bytes], keep: int = 64) -> None:
        self._read = read
        self._keep = keep
        self._made: OrderedDict[tuple[str, int], Picture] = OrderedDict()
        # pdfium is not thread-safe, in any of its calls.
        self._lock = threading.Lock()

    def page(self, report: str, page: int) -> Picture:
        """The picture of a page (1-based). Raises DamagedFile where the file has no such page or can't be drawn."""
        with self._lock:
            key = (report, page)
            if key not in self._made:
                self._made[key] = draw(self._read(report), page)
                while len(self._made) > self._keep:
                    self._made.popitem(last=False)
            self._made.move_to_end(key)
            return self._made[key]

    def words(self, report: str, page: int, words: str, near: Box) -> Box | None:
        """The exact box of words on a page, where they are printed at or next to `near` on one line."""
        with self._lock:
            return find(self._read(report), page, words, near)


def draw(pdf: bytes, page: int, resolution: int = RESOLUTION) -> Picture:
    """Render one page (1-based) of a PDF. Raises DamagedFile where that is not possible."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(say("ui.no_picture", page=page)) from error
    try:
        return _draw(document, page, resolution / 72)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise DamagedFile(say("ui.no_picture", page=page)) from error
    finally:
        document.close()


def _draw(document: Any, page: int, scale: float) -> Picture:
    if not 1 <= page <= len(document):
        raise IndexError(page)
    sheet = document[page - 1]
    width, height = sheet.get_size()
    image = sheet.render(scale=scale).to_pil().convert("RGB")
    printed = image.convert("L").point(lambda shade: 255 if shade < _PAPER else 0).getbbox()
    left, top, right, bottom = printed or (0, 0, image.width, image.height)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=3)
    content = (left / scale, top / scale, right / scale, bottom / scale)
    return Picture(buffer.getvalue(), width, height, content, len(document))


def find(pdf: bytes, page: int, words: str, near: Box) -> Box | None:
    """The box of the words printed nearest to `near` and touching it; None where there are none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    try:
        found = [box for box in _printed(document[page - 1], words) if _touches(box, near)]
    finally:
        document.close()
    return min(found, key=lambda box: abs(box[0] + box[2] - near[0] - near[2]), default=None)


def _printed(sheet: Any, words: str) -> Iterator[Box]:
    text, height = sheet.get_textpage(), sheet.get_height()
    search = text.search(words)
    while hit := search.get_next():
        boxes = [text.get_charbox(at, loose=True) for at in range(hit[0], hit[0] + hit[1])]
        # A space that pdfium puts in between has no width, and stands anywhere.
        letters = [box for box in boxes if box[2] > box[0]]
        if not letters:
            continue
        left, bottom, right, top = zip(*letters, strict=True)
        if max(top) - min(bottom) < 2 * (top[0] - bottom[0]):
            yield (min(left), height - max(top), max(right), height - min(bottom))


def _touches(box: Box, near: Box) -> bool:
    return box[0] < near[2] and near[0] < box[2] and box[1] < near[3] and near[1] < box[3]


def joined(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Boxes that follow one another on a line, made one."""
    made: list[Box] = []
    for box in boxes:
        last = made[-1] if made else None
        if last and abs(last[1] + last[3] - box[1] - box[3]) < last[3] - last[1] and box[0] - last[2] < 8:
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            made.pop()
        made.append(box)
    return tuple(made)


def view(
    report: Report,
    place: Place,
    quote: str,
    pictures: Pictures,
    labels: tuple[str | None, ...] = (),
    whole: bool = False,
) -> View:
    """The evidence for a place: its page where the report is a PDF, else its block between the neighbours.

    `labels` are the row and column labels of a cited cell, marked lightly in a table; `whole` shows all blocks.
    """
    if report.format == "pdf" and place.page is not None:
        try:
            return page_view(
                report.id, place.page, _exact(report, place, pictures), pictures, _sentence(report, place, quote)
            )
        except DamagedFile:
            pass
    return text_view(report, place, quote, labels, len(report.blocks) if whole else NEIGHBOURS)


def _exact(report: Report, place: Place, pictures: Pictures) -> tuple[Box, ...]:
    """The cited boxes; of words in prose as the page prints them, not as their share of a line was reckoned."""
    boxes = joined(place.boxes)
    block = report.blocks[place.block] if place.block is not None and place.block < len(report.blocks) else None
    if len(boxes) != 1 or block is None or block.table is not None or place.start is None or place.page is None:
        return boxes
    exact = pictures.words(report.id, place.page, block.text[place.start : place.end], boxes[0])
    return boxes if exact is None else (exact,)


def _sentence(report: Report, place: Place, quote: str) -> tuple[Box, ...]:
    """Where the quoted words around the cited ones stand, on the same page."""
    block = report.blocks[place.block] if place.block is not None and place.block < len(report.blocks) else None
    if block is None or block.table is not None:
        return ()
    start, end = _range(block.text, place, quote)
    around = block.place(start, end)
    return joined(around.boxes) if around.page == place.page and around.boxes != place.boxes else ()


def page_view(
    report: str, page: int, boxes: tuple[Box, ...], pictures: Pictures, lines: tuple[Box, ...] = ()
) -> PageView:
    """One page with boxes on it. Raises DamagedFile where the page can't be drawn."""
    picture = pictures.page(report, page)
    width, height = picture.width, picture.height
    left = max(0.0, picture.content[0] - _MARGIN * 2) / width
    right = min(width, picture.content[2] + _MARGIN * 2) / width
    return PageView(
        report,
        page,
        picture.pages,
        height / width,
        left,
        right - left,
        tuple(_fraction(box, width, height) for box in boxes),
        tuple(_fraction(box, width, height) for box in lines),
    )


def _fraction(box: Box, width: float, height: float) -> Box:
    x0, top, x1, bottom = box
    pad = 1.5
    return ((x0 - pad) / width, (top - pad) / height, (x1 - x0 + 2 * pad) / width, (bottom - top + 2 * pad) / height)


def text_view(
    report: Report, place: Place, quote: str, labels: tuple[str | None, ...] = (), neighbours: int = NEIGHBOURS
) -> TextView:
    """The cited block, marked, with its neighbours; the report's opening where no block is known."""
    centre = _block_of(report.blocks, place, quote)
    if centre is None:
        return TextView(report.id, tuple(piece(block) for block in report.blocks[: 2 * neighbours]))
    first, last = max(0, centre - neighbours), centre + neighbours + 1
    return TextView(
        report.id,
        tuple(
            piece(block, place, quote, labels) if block.index == centre else piece(block)
            for block in report.blocks[first:last]
        ),
    )


def _block_of(blocks: tuple[Block, ...], place: Place, quote: str) -> int | None:
    if place.block is not None and place.block < len(blocks):
        return place.block
    return next((block.index for block in blocks if quote and quote in block.text), None)


def piece(block: Block, place: Place | None = None, quote: str = "", labels: tuple[str | None, ...] = ()) -> Piece:
    """A block as it is shown; with a place, the quoted words or cell in it are marked."""
    if block.table is not None:
        cited = _cited(block, place, quote) if place else frozenset()
        return Piece(table=block.table, cited=cited, labels=_labelling(block.table, cited, labels))
    heading = block.level is not None
    if place is None:
        return Piece(before=block.text, heading=heading)
    text, (start, end) = block.text, _range(block.text, place, quote)
    first, last = start, end
    if place.start is not None and place.end is not None and start <= place.start < place.end <= end:
        first, last = place.start, place.end
    return Piece(text[:start], text[start:first], text[first:last], text[last:end], text[end:], heading)


def _range(text: str, place: Place, quote: str) -> tuple[int, int]:
    """Where the quote stands in a block: at the stated place if it says so, else where its words are found."""
    start, end = place.start or 0, len(text) if place.end is None else place.end
    at = _holding(text, quote, start, end) if quote else -1
    if at < 0 and quote:
        at = text.find(quote)
    return (at, at + len(quote)) if at >= 0 else (start, min(end, len(text)))


def _holding(text: str, quote: str, start: int, end: int) -> int:
    """Where the quote that holds characters [start, end) begins; else the first at or after them; -1 for none."""
    around = text.find(quote, max(0, end - len(quote)), start + len(quote))
    return around if around >= 0 else text.find(quote, start)


def _cited(block: Block, place: Place, quote: str) -> frozenset[Cell]:
    """The cells the place touches; where it is the whole table, those that print just the quote, if only one does."""
    assert block.table is not None
    spans = offsets(block.table)
    start, end = place.start, place.end
    if start is not None and end is not None and (start, end) != (0, len(block.text)):
        if start == end:  # an empty cell: that nothing is printed there is what is cited
            return frozenset(cell for cell, first, last in spans if first <= start <= last)
        return frozenset(cell for cell, first, last in spans if first < max(end, start + 1) and start < max(last, 1))
    same = [cell for cell, _, _ in spans if quote and cell.text.strip() == quote.strip()]
    return frozenset(same) if len(same) == 1 else frozenset()


def offsets(table: Table) -> list[tuple[Cell, int, int]]:
    """Each cell in reading order, with its characters in the block's text (rows joined by newlines, cells by tabs)."""
    found, at = [], 0
    for row in table.rows:
        for cell in row:
            found.append((cell, at, at + len(cell.text)))
            at += len(cell.text) + 1
        at += 0 if row else 1
    return found


def _labelling(table: Table, cited: frozenset[Cell], labels: tuple[str | None, ...]) -> frozenset[Cell]:
    """The cells that stand in a cited cell's row or column and print one of its labels."""
    known = {_bare(part) for label in labels if label for part in (label, *label.replace("›", "·").split("·"))}
    return frozenset(
        cell
        for cell in table.cells
        for target in cited
        if cell not in cited and _bare(cell.text) in known and (_meets(cell, target) or _stands_over(cell, target))
    )


def _meets(cell: Cell, target: Cell) -> bool:
    return cell.row <= target.row < cell.row + cell.rowspan


def _stands_over(cell: Cell, target: Cell) -> bool:
    return cell.row < target.row and cell.column <= target.column < cell.column + cell.colspan


def _bare(text: str) -> str:
    return "".join(text.split())
