"""The nouns of answering: claims, each with the citations that carry it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from assistant.question import Question
from ingest.report import Place

Status = Literal["answered", "declined", "clarify"]


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one report. `n` is the number shown as [n]; `row` and `column` are a cell's labels;
    `quote` stands verbatim in the report; `number` is the one that stands at the place, None where words are cited."""

    n: int
    report: str
    agency: str
    year: int
    title: str
    file: str
    section: tuple[str, ...]
    quote: str
    place: Place = _NOWHERE
    row: str | None = None
    column: str | None = None
    number: Decimal | None = None

    def as_json(self) -> dict[str, Any]:
        box = self.place.box
        return {
            "n": self.n,
            "agency": self.agency,
            "year": self.year,
            "title": self.title,
            "file": self.file,
            "section": list(self.section),
            "page": self.place.page,
            "box": None if box is None else [round(edge, 1) for edge in box],
            "row": self.row,
            "column": self.column,
            "quote": self.quote,
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of an answer. `number` is in base units; `shown` is how the answer prints it; `metric` the taxonomy
    key or None; `text` for a value that is no number (a telephone number). `formula` is set where the value was
    computed from cited numbers."""

    number: Decimal | None
    unit: str | None
    qualifier: str
    agency: str
    year: int
    metric: str | None
    citations: tuple[int, ...]
    shown: str = ""
    text: str | None = None
    formula: str | None = None

    def as_json(self) -> dict[str, Any]:
        number = self.number
        plain = None if number is None else int(number) if number == number.to_integral_value() else float(number)
        record: dict[str, Any] = {
            "number": plain,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "agency": self.agency,
            "year": self.year,
            "metric": self.metric,
            "citations": list(self.citations),
        }
        if self.text is not None:
            record["text"] = self.text
        if self.formula is not None:
            record["formula"] = self.formula
        return record


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """A comparison: `columns` are headings; each cell of `rows` is (text, citation numbers)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, tuple[int, ...]], ...], ...]
    chart: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": list(self.columns),
            "rows": [[{"text": text, "citations": list(cited)} for text, cited in row] for row in self.rows],
            "chart": self.chart,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes to the user. `text` holds [n] marks for citations; `values[0]` is the direct answer; `reading` is
    the line that says how the question was understood; `coverage`, of an answer over many reports, how many of them
    had the number; `suggestions` are questions that can be asked next."""

    status: Status
    text: str
    question: Question
    values: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    table: AnswerTable | None = None
    warnings: tuple[str, ...] = ()
    reason: str | None = None
    reading: str = ""
    coverage: str = ""
    suggestions: tuple[str, ...] = field(default=())

    def as_json(self, id: str | None = None) -> dict[str, Any]:
        """The contract of `nianbao ask --json`."""
        return {
            "id": id,
            "question": self.question.text,
            "status": self.status,
            "text": self.text,
            "values": [claim.as_json() for claim in self.values],
            "citations": [citation.as_json() for citation in self.citations],
            "table": None if self.table is None else self.table.as_json(),
            "warnings": list(self.warnings),
            "reason": self.reason,
            "reading": self.reading,
            "coverage": self.coverage,
        }
