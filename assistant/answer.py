"""The nouns of answering: claims, each with the citations that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from assistant.question import Metric, Question
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
class Told:
    """A number that a conversation has given: what of, its claim, and the citations that carry it."""

    metric: Metric
    claim: Claim
    citations: tuple[Citation, ...]


def told_in(numbers: Sequence[object]) -> tuple[Told, ...]:
    """The numbers that a question carries of the turns before."""
    return tuple(one for one in numbers if isinstance(one, Told))


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
class Usage:
    """What a language model was asked for one answer. `cost` in `currency`, None where no price is set."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cost: Decimal | None = None
    currency: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "calls": self.calls,
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "seconds": round(self.seconds, 2),
            "cost": None if self.cost is None else float(self.cost),
            "currency": self.currency,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes to the user. `text` holds [n] marks for citations; `values[0]` is the direct answer; `reading` is
    the line that says how the question was understood; `coverage`, of an answer over many reports, how many of them
    had the number; `suggestions` are questions that can be asked next. Where a language model was asked, `usage` says
    how much, `notes` what became of what it wrote, and `pending`, of an answer that is not finished, what it is doing;
    `written` says that the text is the model's."""

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
    notes: tuple[str, ...] = ()
    usage: Usage | None = None
    pending: str = ""
    written: bool = False

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
            "notes": list(self.notes),
            "usage": None if self.usage is None else self.usage.as_json(),
        }
