"""The library's statements: values to rows, and rows to values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from secrets import token_hex
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from ingest import codec
from ingest.errors import LibraryError
from ingest.report import Fact, Origin, Passage, Report, Scope, State, Template
from ingest.strings import say
from ingest.tokens import tokens

if TYPE_CHECKING:
    from ingest.vectors import Vectors

Ids = Collection[str] | None
"""Ids of the reports to look into; None for all."""

Condition = tuple[str, list[object]]
"""SQL over `reports r` (and `facts f`), and the values bound in it."""

EDITION = 2
"""Raised when reading changes so much that a file read before should be read again."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """A report in a list: who, when, which file, and how much was read. `facts`, `passages`, `findings` are counts;
    `source` the path it was read from; `edition` which reading made it; `embedded`: its passages have vectors."""

    id: str
    agency: str
    year: int
    title: str
    region: tuple[str, ...]
    template: Template | None
    scope: Scope
    issued: date | None
    file: str
    source: str | None
    format: str
    pages: int | None
    facts: int
    passages: int
    findings: int
    edition: int
    embedded: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """What ranking needs of a fact. `n` is its number among the facts of `report`: see Library.fact()."""

    report: str
    agency: str
    year: int
    scope: Scope
    template: Template | None
    n: int
    metric: str
    applicant: str | None
    origin: Origin
    state: State
    value: Decimal | None
    unit: str | None
    qualifier: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What one report says under a key, in little: `value` as it is kept, `n` the fact's number in the report."""

    report: str
    n: int
    origin: Origin
    state: State
    value: str | None
    unit: str | None
    qualifier: str


HEADS = """
SELECT r.id, r.agency, r.year, r.title, r.region, r.template, r.scope, r.issued, r.file, r.source, r.format, r.pages,
    r.facts, r.passages, r.findings, r.edition, r.embedded
FROM reports r"""

FACT_ROWS = """
SELECT r.id, r.agency, r.year, r.scope, r.template, f.n, m.name, a.name, f.origin, f.state, f.value, f.unit,
    f.qualifier
FROM facts f JOIN reports r ON r.no = f.report JOIN names m ON m.id = f.metric
    LEFT JOIN names a ON a.id = f.applicant"""

FIGURES = """
SELECT r.id, f.n, f.origin, f.state, f.value, f.unit, f.qualifier FROM facts f JOIN reports r ON r.no = f.report"""

DETAILS = """
SELECT r.id, f.n, f.detail FROM json_each(?) w JOIN reports r ON r.id = json_extract(w.value, '$[0]')
    JOIN facts f ON f.report = r.no AND f.n = json_extract(w.value, '$[1]')"""

STATED = """
SELECT m.name, count(DISTINCT f.report) FROM facts f JOIN names m ON m.id = f.metric
WHERE f.metric IS NOT NULL AND f.state IN ('number', 'text') GROUP BY f.metric ORDER BY m.name"""

FINDINGS = """
(SELECT report, 0 AS kind, n, detail FROM findings UNION ALL SELECT later, earlier, n, detail FROM across)"""


def head(row: Sequence[Any]) -> ReportHead:
    values = list(row)
    values[4] = tuple(json.loads(values[4]))
    values[7] = date.fromisoformat(values[7]) if values[7] else None
    values[16] = bool(values[16])
    return ReportHead(*values)


def fact_row(row: Sequence[Any]) -> FactRow:
    values = list(row)
    values[10] = None if row[10] is None else Decimal(row[10])
    return FactRow(*values)


def chosen(reports: Ids) -> Condition:
    """Reports of these ids; all for None."""
    if reports is None:
        return "1", []
    return "r.id IN (SELECT value FROM json_each(?))", [json.dumps(list(reports))]


def fact_filter(reports: Ids, metric: str | None, applicant: str | EllipsisType | None) -> Condition:
    """Facts of these reports, under a metric key or the keys below it, with this applicant (`...` for any)."""
    condition, values = chosen(reports)
    if metric is not None:
        condition += " AND f.metric IN (SELECT id FROM names WHERE name = ? OR substr(name, 1, ?) = ?)"
        values += [metric, len(metric) + 1, f"{metric}."]
    if applicant is None:
        condition += " AND f.applicant IS NULL"
    elif applicant is not ...:
        condition += " AND f.applicant = (SELECT id FROM names WHERE name = ?)"
        values.append(applicant)
    return condition, values


def figure_filter(metric: str, applicant: str | None, years: Collection[int] | None) -> Condition:
    """Facts of their report's own year under exactly this key, of one applicant or of none."""
    condition = "f.metric = (SELECT id FROM names WHERE name = ?) AND f.year IS NULL"
    values: list[object] = [metric]
    if applicant is None:
        condition += " AND f.applicant IS NULL"
    else:
        condition += " AND f.applicant = (SELECT id FROM names WHERE name = ?)"
        values.append(applicant)
    if years is not None:
        condition += " AND r.year IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(list(years)))
    return condition, values


def scored_passages(db: sqlite3.Connection, hits: Iterable[tuple[int, float]]) -> list[tuple[Passage, float]]:
    """The passages of (id, score) pairs, in that order."""
    scores = dict(hits)
    rows = db.execute(
        "SELECT id, detail FROM passages WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(scores)),)
    )
    details = dict(rows.fetchall())
    return [(codec.load_passage(details[no]), score) for no, score in scores.items()]


def known(db: sqlite3.Connection, report: str) -> int:
    """The row number of a report; raises LibraryError for an unknown id."""
    row = db.execute("SELECT no FROM reports WHERE id = ?", (report,)).fetchone()
    if row is None:
        raise LibraryError(say("ingest.library_no_report", id=report))
    return int(row[0])


def meta(db: sqlite3.Connection, name: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return "" if row is None else str(row[0])


def set_meta(db: sqlite3.Connection, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def state(db: sqlite3.Connection) -> str:
    """The word of the last change, empty before the first."""
    row = db.execute("SELECT state FROM states ORDER BY no DESC LIMIT 1").fetchone()
    return "" if row is None else str(row[0])


def changed(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO states (state) VALUES (?)", (token_hex(8),))


def insert_report(db: sqlite3.Connection, report: Report, source: str | None, embedded: bool, digest: bytes) -> int:
    who = report.identity
    region = json.dumps(who.region, ensure_ascii=False)
    issued = who.issued.isoformat() if who.issued else None
    counts = len(report.facts), len(report.passages), len(report.findings)
    values = (
        report.id, report.agency, report.year, report.title, region, who.template, who.scope, issued,
        report.file, source, report.format, report.pages, *counts, EDITION, embedded, digest,
    )  # fmt: skip
    places = ", ".join("?" * len(values))
    return int(db.execute(f"INSERT INTO reports VALUES (NULL, {places})", values).lastrowid or 0)


def insert_facts(db: sqlite3.Connection, no: int, year: int, facts: Sequence[Fact]) -> None:
    used = {name for fact in facts for name in (fact.metric, fact.applicant) if name}
    db.executemany("INSERT OR IGNORE INTO names (name) VALUES (?)", [(name,) for name in sorted(used)])
    numbers = dict(db.execute("SELECT name, id FROM names WHERE name IN (SELECT value FROM json_each(?))",
                              (json.dumps(list(used)),)).fetchall())  # fmt: skip
    rows = (
        (no, n, numbers.get(fact.metric), numbers.get(fact.applicant), fact.origin, fact.state,
         None if fact.value is None else str(fact.value), fact.unit, fact.qualifier,
         None if fact.year == year else fact.year, codec.dump(fact))
        for n, fact in enumerate(facts)
    )  # fmt: skip
    db.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * 11)})", rows)


def insert_passages(db: sqlite3.Connection, no: int, passages: Sequence[Passage], vectors: Vectors | None) -> None:
    for n, passage in enumerate(passages):
        row = db.execute("INSERT INTO passages (report, detail) VALUES (?, ?)", (no, codec.dump_passage(passage)))
        words = " ".join(tokens(passage.embedded))
        db.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (row.lastrowid, words))
        if vectors is not None:
            db.execute("INSERT INTO vectors VALUES (?, ?)", (row.lastrowid, vectors[n].astype("<f2").tobytes()))


def insert_meanings(db: sqlite3.Connection, no: int, words: Sequence[str], vectors: Vectors) -> None:
    """The vectors (float32 (n, d)) of what a report's numbers mean, with the words that each was made of."""
    joined = b"".join(vector.astype("<f2").tobytes() for _, vector in zip(words, vectors, strict=True))
    db.execute("INSERT INTO meanings VALUES (?, ?, ?)", (no, json.dumps(list(words), ensure_ascii=False), joined))


def meanings(db: sqlite3.Connection, report: str) -> dict[str, Vectors]:
    """What `insert_meanings` kept of a report; nothing where it was read without the default model."""
    import numpy as np

    query = "SELECT m.words, m.vectors FROM meanings m JOIN reports r ON r.no = m.report WHERE r.id = ?"
    if (row := db.execute(query, (report,)).fetchone()) is None:
        return {}
    words = json.loads(row[0])
    vectors = np.frombuffer(row[1], "<f2").reshape(len(words), -1).astype(np.float32)
    return dict(zip(words, vectors, strict=True))
