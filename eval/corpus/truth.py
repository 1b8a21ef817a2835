"""What is true of the reports written, as records for JSONL files beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.corpus.composing import HEADINGS, MISSING
from eval.corpus.generating import Made
from eval.corpus.phrasing import Quantity
from eval.corpus.printing import FEE, Printed, faults
from eval.corpus.template import APPLICANTS, CARRIED_IN, CARRIED_OUT, RECEIVED, TOTAL, labels

Record = dict[str, Any]
Key = tuple[str, str | None]


def number(value: object) -> int | float | None:
    """A value as JSON has it: whole where it is whole."""
    if value is None:
        return None
    plain = float(str(value))
    return int(plain) if plain.is_integer() else plain


def identity(made: Made) -> Record:
    agency = made.source.agency
    return {
        "file": made.file,
        "agency": agency.name,
        "year": made.source.year,
        "region": list(agency.region),
        "forms": list(agency.forms),
        "english": list(agency.english),
        "level": agency.level,
        "title": made.source.title,
        "template": made.source.template,
        "format": made.format,
        "quirks": sorted(made.source.quirks),
    }


def readable(made: Made) -> dict[tuple[str, str | None], Printed]:
    """The cells as a careful reader has them: a row with a value too many can be told by nobody, nor can a table that
    is not there."""
    cells = made.source.printed
    if MISSING in made.source.quirks:
        return {key: Printed("", "unreadable", None) for key in cells}
    if made.format != "txt" or "sixteen_values" not in made.source.quirks:
        return cells
    return {
        key: Printed(cell.text, "unreadable", None) if key[0].startswith(("review", "litigation")) else cell
        for key, cell in cells.items()
    }


def headings(made: Made) -> tuple[str, ...]:
    """The six headings of a report as it prints them."""
    hybrid = "hybrid" in made.source.quirks
    return HEADINGS["T0" if made.source.template == "T0" else "hybrid" if hybrid else "T21"]


def section_of(made: Made, metric: str) -> str | None:
    """The heading above a cell; None for the sheet of 2014, which stands under none."""
    for start, place in (("disclosure", 1), ("requests", 2), ("review", 3), ("litigation", 3)):
        if metric.startswith(start):
            return headings(made)[place]
    return None


def cell_place(made: Made, metric: str, who: str | None) -> Record:
    """Where a cell stands: section, page and labels, as far as there are any. Of a total left blank the row is meant."""
    row, column = labels(made.source.template).get(metric, (None, None))
    cell = made.source.printed.get((metric, who))
    if who is not None:
        column = APPLICANTS[who] if cell is not None and cell.state == "number" else None
    place = {
        "section": section_of(made, metric),
        "page": made.pages.cells.get((metric, who)),
        "row": row,
        "column": column,
    }
    return {key: value for key, value in place.items() if value is not None}


def quantity_place(made: Made, q: Quantity) -> Record:
    """Where a quantity stands in prose."""
    heads = headings(made)
    section = {"overview": heads[0], "problems": heads[4], "other": heads[5]}.get(q.section)
    place = {"section": section, "page": made.pages.of(q.sentence, q.printed), "quote": q.sentence}
    return {key: value for key, value in place.items() if value is not None}


def cell_records(made: Made) -> Iterator[Record]:
    for (metric, who), cell in readable(made).items():
        yield {
            "file": made.file,
            "metric": metric,
            "applicant": who,
            "state": cell.state,
            "value": number(cell.value),
            "printed": cell.text,
            **cell_place(made, metric, who),
        }


def quantity_records(made: Made) -> Iterator[Record]:
    for q in made.source.prose.quantities:
        yield {
            "file": made.file,
            "metric": q.metric,
            "value": number(q.value),
            "unit": q.unit,
            "qualifier": q.qualifier,
            "printed": q.printed,
            "sentence": q.sentence,
            **{key: value for key, value in quantity_place(made, q).items() if key != "quote"},
        }


def finding_records(reports: Sequence[Made]) -> Iterator[Record]:
    """Rules that the printed numbers break: within a report, against its prose, against the year before."""
    before: dict[tuple[str, int], Made] = {(made.source.agency.name, made.source.year): made for made in reports}
    for made in reports:
        cells = readable(made)
        if all(cell.state == "number" for cell in cells.values()):
            for fault in faults(made.source.cells, made.source.template):
                yield {"file": made.file, "rule": fault.rule, "where": fault.where}
        yield from _against_prose(made)
        previous = before.get((made.source.agency.name, made.source.year - 1))
        if previous is not None:
            yield from _carried(made, previous)
            yield from _stocks(made, previous)


def _against_prose(made: Made) -> Iterator[Record]:
    """Where prose and table, or prose and prose, say different things; only what can be told from what is printed."""
    said, cells = made.stated, readable(made)
    if not made.agreed and _whole(cells, (RECEIVED, "applicant.total")) is not None:
        yield {"file": made.file, "rule": "C1", "where": RECEIVED}
    for rule, where, stated, keys in (
        ("C2", TOTAL, said.closed if said.received else None, [(TOTAL, "applicant.total")]),
        ("C3", "review.total", said.reviews, [("review.total", None)]),
        ("C3", "litigation", said.suits, [("litigation.direct.total", None), ("litigation.after_review.total", None)]),
    ):
        whole = _whole(cells, *keys)
        if stated is not None and whole is not None and stated != whole:
            yield {"file": made.file, "rule": rule, "where": where}
    if made.source.prose.unbalanced:
        yield {"file": made.file, "rule": "C4", "where": "prose"}
    charged = _whole(cells, (FEE, None))
    if said.fee is not None and charged is not None and said.fee > charged * 10000:
        yield {"file": made.file, "rule": "C5", "where": FEE}


def _whole(cells: Mapping[Key, Printed], *keys: Key) -> Decimal | None:
    """The sum of cells; None where one of them has no number."""
    values = [cells[key].value for key in keys if key in cells]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(keys) else None


def _stocks(made: Made, previous: Made) -> Iterator[Record]:
    """B2: documents in force; B3: items at the year's start. Each only within its own template."""
    ours, before = readable(made), readable(previous)
    if (made.source.template, previous.source.template) == ("T21", "T21"):
        for row in ("rules", "normative_docs"):
            start = f"disclosure.art20_1.{row}"
            held, issued = _whole(before, (f"{start}.effective", None)), _whole(ours, (f"{start}.issued", None))
            gone, now = _whole(ours, (f"{start}.repealed", None)), _whole(ours, (f"{start}.effective", None))
            if None not in (held, issued, gone, now) and held + issued - gone != now:  # type: ignore[operator]
                yield {"file": made.file, "rule": "B2", "where": start}
    if (made.source.template, previous.source.template) == ("T19", "T19"):
        for start in {metric.rsplit(".", 1)[0] for metric, _ in ours if metric.endswith(".items_prev")}:
            held, change = (
                _whole(before, (f"{start}.items_prev", None)),
                _whole(before, (f"{start}.items_change", None)),
            )
            now = _whole(ours, (f"{start}.items_prev", None))
            if None not in (held, change, now) and held + change != now:  # type: ignore[operator]
                yield {"file": made.file, "rule": "B3", "where": start}


def _carried(made: Made, previous: Made) -> Iterator[Record]:
    for who in APPLICANTS:
        ours = readable(made).get((CARRIED_IN, who))
        theirs = readable(previous).get((CARRIED_OUT, who))
        if ours and theirs and ours.value is not None and theirs.value is not None and ours.value != theirs.value:
            yield {"file": made.file, "rule": "B1", "where": who}


def write_jsonl(path: Path, records: Iterable[Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")


def read_jsonl(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
