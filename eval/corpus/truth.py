"""What is true of the reports written, as records for JSONL files beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.corpus.generating import Made
from eval.corpus.printing import Printed, faults
from eval.corpus.template import APPLICANTS, CARRIED_IN, CARRIED_OUT

Record = dict[str, Any]


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
    """The cells as a careful reader has them: a row with a value too many can be told by nobody."""
    cells = made.source.printed
    if made.format != "txt" or "sixteen_values" not in made.source.quirks:
        return cells
    return {
        key: Printed(cell.text, "unreadable", None) if key[0].startswith(("review", "litigation")) else cell
        for key, cell in cells.items()
    }


def cell_records(made: Made) -> Iterator[Record]:
    for (metric, who), cell in readable(made).items():
        yield {
            "file": made.file,
            "metric": metric,
            "applicant": who,
            "state": cell.state,
            "value": number(cell.value),
            "printed": cell.text,
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
            "section": q.section,
        }


def finding_records(reports: Sequence[Made]) -> Iterator[Record]:
    """Rules that the printed numbers break: within a report, against its prose, against the year before."""
    before: dict[tuple[str, int], Made] = {(made.source.agency.name, made.source.year): made for made in reports}
    for made in reports:
        cells = readable(made)
        if all(cell.state == "number" for cell in cells.values()):
            for fault in faults(made.source.cells, made.source.template):
                yield {"file": made.file, "rule": fault.rule, "where": fault.where}
        if not made.agreed:
            yield {"file": made.file, "rule": "C1", "where": "requests.received_new"}
        previous = before.get((made.source.agency.name, made.source.year - 1))
        if previous is not None:
            yield from _carried(made, previous)


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
