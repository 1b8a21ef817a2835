"""The nouns of reading: what a report is made of, and where each piece of it stands.

Everything here is a value: frozen, comparable, free of I/O. Nothing of ours is imported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, origin at the page's top left."""

State = Literal["number", "blank", "unreadable", "text"]
Origin = Literal["cell", "prose", "derived", "contact"]
Template = Literal["T0", "T19", "T21"]
Scope = Literal["own", "aggregate", "unknown"]
Severity = Literal["error", "warning", "note"]
Blame = Literal["source", "reading", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page (1-based, None where the format has no pages), the boxes it
    fills on that page (one a line), the block it lies in and its characters there."""

    page: int | None = None
    boxes: tuple[Box, ...] = ()
    block: int | None = None
    start: int | None = None
    end: int | None = None

    @property
    def box(self) -> Box | None:
        """The smallest box around all boxes, or None."""
        if not self.boxes:
            return None
        lefts, tops, rights, bottoms = zip(*self.boxes, strict=True)
        return (min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a block's text stand on `page` inside `box`, on one line."""

    start: int
    end: int
    page: int
    box: Box

    def part(self, start: int, end: int) -> Box:
        """The box of characters [start, end) of the block, by linear interpolation."""
        x0, top, x1, bottom = self.box
        width = (x1 - x0) / max(1, self.end - self.start)
        first, last = max(start, self.start), min(end, self.end)
        return (x0 + width * (first - self.start), top, x0 + width * (last - self.start), bottom)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `row` and `column` count from 0; a merged cell stands once, at its top left."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. `exact` says that columns are known from the format (HTML, DOCX, PDF lattice);
    otherwise rows are ragged: a cell's column is only its position among the row's separators."""

    cells: tuple[Cell, ...]
    exact: bool = True

    @property
    def rows(self) -> list[list[Cell]]:
        """The cells by row, each row in column order; a row that only merged cells reach is empty."""
        height = max((cell.row + cell.rowspan for cell in self.cells), default=0)
        rows: list[list[Cell]] = [[] for _ in range(height)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row in rows:
            row.sort(key=lambda cell: cell.column)
        return rows


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a table, in reading order. `text` of a table is its rows, joined by
    newlines, cells by tabs. `level` is the heading level the format itself states (1 = top), if any."""

    index: int
    text: str
    spans: tuple[Span, ...] = ()
    level: int | None = None
    table: Table | None = None

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """The place of characters [start, end); its page is that of the first character found."""
        end = len(self.text) if end is None else end
        touched = [span for span in self.spans if span.start < end and start < span.end]
        page = touched[0].page if touched else None
        boxes = tuple(span.part(start, end) for span in touched if span.page == page)
        return Place(page, boxes, self.index, start, end)


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of a file: blocks in reading order. `format` is what the file really is
    (`pdf`, `html`, `docx`, `text`, `markdown`, `image`); `pages` is None where the format has none;
    `title` is the title the file states outside its text (an HTML <title>, PDF metadata), if any;
    `warnings` are one-line remarks on what could not be read, each naming its page; `scanned` are the pages whose text
    was recognised from a picture."""

    blocks: tuple[Block, ...]
    format: str
    pages: int | None = None
    title: str | None = None
    warnings: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `kind` is the canonical key (`preamble`, `overview`, `proactive`,
    `requests`, `disputes`, `problems`, `other`, `signature`); `path` the headings from the top, as printed;
    blocks [first, last) are its own, subsections excluded."""

    kind: str
    path: tuple[str, ...]
    level: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One number (or contact) of a report, with its place.

    metric: taxonomy key, None for a quantity the taxonomy does not name. applicant: `applicant.*` key, None where
    the table has no such column. value: in base units (1.5万条 is 15000 条), except where the metric's own unit is
    万元; None unless state is `number`. unit: as printed, without 万/亿. qualifier: `exact`, 余, 多, 约, 近, 超,
    累计 … origin: where it was read. quote: the words that state it, verbatim. row, column: the labels of a cell.
    noun: for prose, the words that say what is counted. text: for a contact, what is to be shown.
    year: the year it speaks of where that is not the report's own. operands: for a derived fact, the metric keys
    (or `metric@applicant`) it was summed from. total: for a part in a 其中 list, index of its total among the
    report's facts.
    """

    report: str
    metric: str | None
    value: Decimal | None
    state: State
    origin: Origin
    quote: str
    place: Place = Place()
    section: tuple[str, ...] = ()
    applicant: str | None = None
    unit: str | None = None
    qualifier: str = "exact"
    row: str | None = None
    column: str | None = None
    noun: str | None = None
    text: str | None = None
    year: int | None = None
    operands: tuple[str, ...] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one section, short enough to embed. `text` is verbatim (a table: a readable rendering with its
    headers); `embedded` is what the model sees: title and section path in front."""

    report: str
    section: tuple[str, ...]
    kind: str
    text: str
    embedded: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of the template that does not hold, or could not be checked.

    rule: `A1` … `C5`, `shape`, `zero`. operands: (label, printed value, place) of each number involved.
    blame: a fault of the source, of our reading, or not known which. reports: ids, the report itself first.
    """

    report: str
    rule: str
    severity: Severity
    blame: Blame
    expected: str
    found: str
    operands: tuple[tuple[str, str, Place], ...] = ()
    detail: str = ""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports about which year. `region` runs from province down, as far as known; `issued` is the
    publication date the text states; `agency` is None and `year` is None where the report does not say."""

    agency: str | None
    year: int | None
    title: str = ""
    region: tuple[str, ...] = ()
    issued: date | None = None
    scope: Scope = "unknown"
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report as read. `id` is the first 16 hex digits of the file's SHA-256; `file` the name it
    came under. Section and block indices of facts and passages refer to `blocks`."""

    id: str
    file: str
    format: str
    identity: Identity
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def agency(self) -> str:
        return self.identity.agency or ""

    @property
    def year(self) -> int:
        return self.identity.year or 0

    @property
    def title(self) -> str:
        return self.identity.title
