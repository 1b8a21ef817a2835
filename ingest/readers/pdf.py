"""PDF -> blocks: text lines joined to paragraphs, ruled tables with exact cells, each with its box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import DamagedFile, NoText
from ingest.report import Block, Box, Cell, Document, Span, Table
from ingest.strings import say

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 500
"""A longer file is no annual report of one agency and is set aside."""
LONGEST_SIDE = 5000.0
"""Points; a page beyond that (1.7 m) is a drawing, not a report."""

_PAGE_NUMBER = re.compile(r"^[-—–_\s·]*(?:第\s*)?\d{1,3}(?:\s*[/／]\s*\d{1,3})?(?:\s*页)?(?:\s*共\s*\d+\s*页)?[-—–_\s·]*$")
_HEADING = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十]+部分|[（(]?\d{1,2}[）)、.．](?!\d))")
_SENTENCE_END = re.compile(r"[。！？!?；;：:]$")
_FULL_WIDTH_ROW = re.compile(r"第\s*二\s*十\s*条|勾稽|信息内容")
_PIECE = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text: `chars` with their boxes, and the left and right edges of the column it stands in."""

    text: str
    page: int
    box: Box
    chars: tuple[tuple[str, Box], ...]
    left: float
    right: float
    size: float


_Item = _Line | tuple[int, float, list[Cell]]


def read_pdf(path: Path) -> Document:
    """The blocks of a PDF. Raises DamagedFile where it cannot be opened, NoText where no page has any text."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                raise DamagedFile(say("ingest.pdf_damaged", file=path.name))
            if len(pdf.pages) > MOST_PAGES:
                raise DamagedFile(say("ingest.pdf_too_long", file=path.name, pages=len(pdf.pages), most=MOST_PAGES))
            items = [item for page in pdf.pages for item in _items(page, path)]
            count = len(pdf.pages)
    except (DamagedFile, NoText):
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer raises anything on a damaged file; it is translated here once
        locked = isinstance(error, PDFPasswordIncorrect) or "Password" in repr(error)
        raise DamagedFile(say("ingest.pdf_locked" if locked else "ingest.pdf_damaged", file=path.name)) from error
    if not items:
        raise NoText(say("ingest.pdf_no_text", file=path.name, page=1))
    return Document(tuple(_blocks(items)), "pdf", count)


def _items(page: Page, path: Path) -> list[_Item]:
    """The lines and data tables of one page, from top to bottom."""
    if max(page.width, page.height) > LONGEST_SIDE:
        raise DamagedFile(say("ingest.pdf_page_too_large", file=path.name, page=page.page_number))
    try:
        tables = _tables(page) if page.edges else []
        covered = [box for _, boxes in tables for box in boxes]
        placed: list[tuple[float, _Item]] = [(_top(cells), (page.page_number, _top(cells), cells)) for cells, _ in tables]
        placed += [(line.box[1], line) for line in _lines(page, covered)]
        return [item for _, item in sorted(placed, key=lambda pair: pair[0])]
    finally:
        page.close()


def _top(cells: Sequence[Cell]) -> float:
    return min(cell.box[1] for cell in cells if cell.box)


def _tables(page: Page) -> list[tuple[list[Cell], list[Box]]]:
    """The ruled tables of a page: cells by their place in the grid, and the boxes of their rows. Rows that are one
    cell from edge to edge are paragraphs drawn inside rules, except the captions of the standard tables."""
    out = []
    for found in page.find_tables():
        texts = found.extract(x_tolerance=2, y_tolerance=2)
        for rows in _runs(found, texts):
            boxes = [box for box, _ in rows]
            cells = _grid(page.page_number, [row for _, row in rows])
            if cells:
                out.append((cells, boxes))
    return out


def _runs(found: Any, texts: list[list[str | None]]) -> Iterable[list[tuple[Box, list[tuple[Box, str]]]]]:
    """The rows of a ruled frame, cut where paragraphs stand between them."""
    run: list[tuple[Box, list[tuple[Box, str]]]] = []
    whole = found.bbox[2] - found.bbox[0]
    for row, words in zip(found.rows, texts, strict=True):
        cells = [(box, (text or "")) for box, text in zip(row.cells, words, strict=True) if box is not None]
        alone = len(cells) == 1 and cells[0][0][2] - cells[0][0][0] > 0.9 * whole
        if alone and not _FULL_WIDTH_ROW.search(cells[0][1]):
            if _has_data(run):
                yield run
            run = []
        elif cells:
            run.append((row.bbox, cells))
    if _has_data(run):
        yield run


def _has_data(run: list[tuple[Box, list[tuple[Box, str]]]]) -> bool:
    return any(len(cells) > 1 for _, cells in run)


def _grid(page: int, rows: list[list[tuple[Box, str]]]) -> list[Cell]:
    """Cells with row, column and spans from where their edges fall among all edges of the table."""
    boxes = [box for row in rows for box, _ in row]
    xs, ys = _edges(box[i] for box in boxes for i in (0, 2)), _edges(box[i] for box in boxes for i in (1, 3))
    cells = []
    for row in rows:
        for box, text in row:
            x0, x1 = _at(xs, box[0]), _at(xs, box[2])
            y0, y1 = _at(ys, box[1]), _at(ys, box[3])
            words = re.sub(r"(?<=[\u4e00-\u9fff）（，、])\s+(?=[\u4e00-\u9fff（）])", "", text.strip())
            cells.append(Cell(y0, x0, words.replace("\n", " "), max(1, y1 - y0), max(1, x1 - x0), page, box))
    return cells


def _edges(values: Iterable[float]) -> list[float]:
    """Distinct positions; those within two points are one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 2:
            out.append(value)
    return out


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _lines(page: Page, covered: list[Box]) -> list[_Line]:
    """The text lines outside the data tables, page numbers left out."""
    def outside(thing: dict[str, Any]) -> bool:
        if thing["object_type"] != "char":
            return False
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in covered)

    rest = page.filter(outside)
    found = rest.extract_text_lines(return_chars=True, strip=True, x_tolerance=2) if rest.chars else []
    left, right = min((line["x0"] for line in found), default=0.0), max((line["x1"] for line in found), default=0.0)
    out = []
    for line in found:
        edge = line["top"] < 0.08 * page.height or line["bottom"] > 0.92 * page.height
        if line["text"].strip() and not (edge and _PAGE_NUMBER.match(line["text"])):
            out.append(_line(line, page.page_number, left, right))
    return out


def _line(line: dict[str, Any], page: int, left: float, right: float) -> _Line:
    """A line with one box a character: those of the text that are not drawn (spaces put in) get none of their own."""
    chars: list[tuple[str, Box]] = []
    drawn = iter(line["chars"])
    current = next(drawn, None)
    for char in line["text"]:
        if current is not None and current["text"][:1] == char:
            chars.append((char, (current["x0"], current["top"], current["x1"], current["bottom"])))
            current = next(drawn, None)
        else:
            last = chars[-1][1] if chars else (line["x0"], line["top"], line["x0"], line["bottom"])
            chars.append((char, (last[2], last[1], last[2], last[3])))
    box = (line["x0"], line["top"], line["x1"], line["bottom"])
    size = max((char["size"] for char in line["chars"]), default=10.0)
    return _Line(line["text"], page, box, tuple(chars), left, right, size)


def _blocks(items: Sequence[_Item]) -> Iterable[Block]:
    index = 0
    open_lines: list[_Line] = []
    for item in items:
        if isinstance(item, _Line) and open_lines and _continues(open_lines[-1], item):
            open_lines.append(item)
            continue
        if open_lines:
            yield _paragraph(index, open_lines)
            index, open_lines = index + 1, []
        if isinstance(item, _Line):
            open_lines = [item]
        else:
            yield _table_block(index, item[2])
            index += 1
    if open_lines:
        yield _paragraph(index, open_lines)


def _continues(one: _Line, two: _Line) -> bool:
    """Whether line `two` goes on with the paragraph of `one`: no indent, the line before full, the same size."""
    em = max(one.size, 6.0)
    if abs(one.size - two.size) > 1.5 or _HEADING.match(two.text):
        return False
    indented = two.box[0] - two.left > 1.2 * em
    full = one.right - one.box[2] < 2.2 * em
    centred = one.box[0] - one.left > 3 * em
    if indented or not full or centred:
        return False
    if one.page == two.page and two.box[1] - one.box[3] > 2.2 * em:
        return False
    return not (one.page != two.page and _SENTENCE_END.search(one.text))


def _paragraph(index: int, lines: Sequence[_Line]) -> Block:
    text, spans = "", []
    for line in lines:
        if text and text[-1].isascii() and text[-1].isalnum() and line.text[:1].isascii() and line.text[:1].isalpha():
            text += " "
        spans += _spans(line, len(text))
        text += line.text
    return Block(index, text, tuple(spans))


def _spans(line: _Line, offset: int) -> Iterable[Span]:
    for start in range(0, len(line.chars), _PIECE):
        piece = line.chars[start : start + _PIECE]
        boxes = [box for _, box in piece]
        yield Span(offset + start, offset + start + len(piece), line.page,
                   (boxes[0][0], min(box[1] for box in boxes), boxes[-1][2], max(box[3] for box in boxes)))


def _table_block(index: int, cells: list[Cell]) -> Block:
    """A table as a block: its text is its rows, each cell spanned like the words it holds."""
    table = Table(tuple(cells))
    text, spans = "", []
    for row in table.rows:
        for at, cell in enumerate(row):
            text += "\t" if at else ""
            if cell.text and cell.box and cell.page:
                spans.append(Span(len(text), len(text) + len(cell.text), cell.page, cell.box))
            text += cell.text
        text += "\n"
    return Block(index, text.rstrip("\n"), tuple(spans), table=table)
