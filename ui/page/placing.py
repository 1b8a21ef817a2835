"""Where the place stands that an answer's record names: a record keeps words, pages and boxes, not positions in a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answer import Citation
from ingest.library import Library
from ingest.report import Place, Report


def citation_of(library: Library, cited: Mapping[str, Any], n: int) -> Citation | None:
    """The citation that a record (as `nianbao ask --json` has it) names; None where the library has no such report."""
    heads = library.reports(cited.get("agency"), cited.get("year"))
    head = next((head for head in heads if head.file == cited.get("file")), heads[0] if len(heads) == 1 else None)
    if head is None:
        return None
    quote, row, column = str(cited.get("quote") or ""), cited.get("row"), cited.get("column")
    place = _place(library.report(head.id), cited, quote, row, column)
    section = tuple(map(str, cited.get("section") or ()))
    return Citation(n, head.id, head.agency, head.year, head.title, head.file, section, quote, place, row, column)


def _place(report: Report, cited: Mapping[str, Any], quote: str, row: str | None, column: str | None) -> Place:
    """The place of the same fact; else of the same words; else the page and box that were noted."""
    page, box = cited.get("page"), cited.get("box")
    noted = Place(page, (tuple(box),) if box else ())
    for fact in report.facts:
        if (fact.quote, fact.row, fact.column, fact.place.page) == (quote, row, column, page) and _near(
            fact.place, noted
        ):
            return fact.place
    if noted.boxes:
        return noted
    for block in report.blocks:
        start = block.text.find(quote) if quote else -1
        if start >= 0:
            return block.place(start, start + len(quote))
    return noted


def _near(place: Place, noted: Place) -> bool:
    """Whether two places are the same box, as far as boxes are known; a record rounds its edges."""
    if place.box is None or noted.box is None:
        return place.box is None and noted.box is None
    return all(abs(one - two) < 0.2 for one, two in zip(place.box, noted.box, strict=True))
