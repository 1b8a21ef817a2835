"""Where the answers of a corpus' questions stand: expected citations down to section, page and cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from eval.corpus.generating import IN_STATS, Made
from eval.corpus.template import APPLICANTS, RECEIVED, labels
from eval.corpus.truth import cell_place, number, quantity_place, readable

Record = dict[str, Any]
_WHOLE = "applicant.total"
_AS_PROSE: dict[tuple[str, str | None], str] = {(f"stats.{key}", None): metric for metric, key in IN_STATS.items()} | {
    (RECEIVED, _WHOLE): "request"
}
"""Cells whose number the prose may state as well."""


def located(records: Sequence[Record], reports: Sequence[Made]) -> list[Record]:
    """The questions with their expected citations completed; `or` holds other places that state the same number."""
    by_file = {made.file: made for made in reports}
    return [_completed(record, by_file) for record in records]


def _completed(record: Record, by_file: dict[str, Made]) -> Record:
    if not record.get("citations"):
        return record
    return record | {"citations": [_place(one, record, by_file[one["file"]]) for one in record["citations"]]}


def _place(cited: Record, record: Record, made: Made) -> Record:
    plain = {key: value for key, value in cited.items() if value is not None}
    if plain.get("quote"):
        return plain | _of_quote(plain["quote"], record.get("number"), made)
    key = _key(plain, made) if plain.get("row") or plain.get("column") else None
    if key is None:
        return plain
    kept = {name: value for name, value in plain.items() if name not in ("row", "column")}
    return kept | cell_place(made, *key) | _others(list(_same_in_prose(made, key)))


def _key(cited: Record, made: Made) -> tuple[str, str | None] | None:
    """The cell with these labels."""
    wanted = cited.get("row"), cited.get("column")
    for metric, (row, column) in labels(made.source.template).items():
        for who in (None, *APPLICANTS):
            if (metric, who) in made.source.printed and wanted == (row, APPLICANTS[who] if who else column):
                return metric, who
    return None


def _of_quote(sentence: str, value: float | None, made: Made) -> Record:
    stated = [q for q in made.source.prose.quantities if q.sentence == sentence]
    q = next((one for one in stated if number(one.value) == value), stated[0] if stated else None)
    if q is None:
        page = made.pages.of(sentence)
        return {"page": page} if page else {}
    return quantity_place(made, q) | _others(list(_same_in_cells(made, q.metric, q.value)))


def _same_in_cells(made: Made, metric: str, value: Any) -> Iterator[Record]:
    for key, name in _AS_PROSE.items():
        cell = readable(made).get(key)
        if name == metric and cell is not None and cell.value == value:
            yield cell_place(made, *key)


def _same_in_prose(made: Made, key: tuple[str, str | None]) -> Iterator[Record]:
    cell = readable(made).get(key)
    for q in made.source.prose.quantities:
        if cell is not None and q.metric == _AS_PROSE.get(key) and q.value == cell.value:
            yield quantity_place(made, q)


def _others(places: list[Record]) -> Record:
    return {"or": places} if places else {}
