"""The one store: reports with their facts, passages and findings, in one SQLite file; a FAISS index beside it.

SQLite is the truth. The index is derived from the vectors kept there, and is built again whenever it is missing
or of another state. Nothing above this module knows what holds the data.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, Literal, Self

from ingest import codec, feedback, lexical, rows
from ingest.connections import Connections
from ingest.errors import LibraryError
from ingest.feedback import Feedback
from ingest.report import Block, Fact, Finding, Origin, Passage, Report
from ingest.rows import EDITION, FactRow, Figure, Ids, ReportHead
from ingest.strings import say
from ingest.windows import windows

if TYPE_CHECKING:
    from ingest.nearest import Nearest
    from ingest.vectors import Vectors

__all__ = ["EDITION", "FILE", "Added", "FactRow", "Figure", "Library", "ReportHead"]

Added = Literal["added", "replaced", "unchanged"]

FILE = "nianbao.db"


class Library:
    """Reports in, facts and passages out. One object serves many threads; other processes may read beside it.

    Every method raises LibraryError when the file is damaged or stays locked.
    """

    def __init__(self, folder: Path, connections: Connections) -> None:
        self.folder = folder
        self._connections = connections
        self._agencies: tuple[str, Mapping[str, tuple[int, ...]]] = ("", {})

    @classmethod
    def open(cls, folder: Path | str, readonly: bool = False) -> Self:
        """The library in `folder`, made when it is not there. `readonly` asks for one that is.

        Raises LibraryError when it is missing, locked, damaged, not a library, or from a newer version.
        """
        folder = Path(folder).expanduser()
        if readonly and not (folder / FILE).is_file():
            raise LibraryError(say("ingest.library_missing", folder=folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(say("ingest.library_failed", file=folder, error=error.strerror)) from error
        return cls(folder, Connections(folder / FILE, readonly))

    def close(self) -> None:
        """Close the file. Calls that are under way in other threads end first."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing

    def add(
        self,
        report: Report,
        vectors: Vectors | None = None,
        model: str | None = None,
        *,
        source: str | None = None,
        content: bytes | None = None,
        meanings: Vectors | None = None,
    ) -> Added:
        """Keep a report, with a unit vector a passage (float32 (n, d), made by `model`), the path it was read from,
        the file itself, and a unit vector for each of its ingest.windows, made by the default model.

        The same report again changes nothing. It takes the place of a report with the same content, of one read
        from the same path, and of one with the same file name, agency and year.
        """
        digest = sha256(codec.dump(replace(report, file=""))).digest()
        with self._connections.writing() as db:
            before = _replaced(db, report, source)
            if len(before) == 1 and before[0][1] == digest and _enough(db, before[0][2], vectors, model):
                return "unchanged"
            db.executemany("DELETE FROM reports WHERE no = ?", [row[:1] for row in before])
            if vectors is not None:
                _claim_model(db, model or "", vectors)
            no = rows.insert_report(db, report, source, vectors is not None, digest)
            body = replace(report, facts=(), passages=(), findings=())
            db.execute("INSERT INTO bodies VALUES (?, ?)", (no, codec.pack(codec.dump(body))))
            if content is not None:
                db.execute("INSERT INTO files VALUES (?, ?)", (no, codec.pack(content)))
            db.executemany("INSERT INTO aliases VALUES (?, ?)", [(no, name) for name in _second_names(report)])
            rows.insert_facts(db, no, report.year, report.facts)
            rows.insert_passages(db, no, report.passages, vectors)
            if meanings is not None and len(meanings):
                rows.insert_meanings(db, no, windows(report), meanings)
            findings = ((no, n, codec.dump(finding)) for n, finding in enumerate(report.findings))
            db.executemany("INSERT INTO findings VALUES (?, ?, ?)", findings)
            rows.changed(db)
        return "replaced" if before else "added"

    def compare(self, later: str, earlier: str, findings: Sequence[Finding]) -> None:
        """Keep what does not agree between the reports of two years; it goes when either of them does."""
        with self._connections.writing() as db:
            pair = rows.known(db, later), rows.known(db, earlier)
            db.execute("DELETE FROM across WHERE later = ? AND earlier = ?", pair)
            details = ((*pair, n, codec.dump(finding)) for n, finding in enumerate(findings))
            if db.executemany("INSERT INTO across VALUES (?, ?, ?, ?)", details).rowcount > 0:
                rows.changed(db)

    def remove(self, report: str) -> bool:
        """Forget a report and all that was read from it; False when there is none of this id."""
        with self._connections.writing() as db:
            found = db.execute("DELETE FROM reports WHERE id = ?", (report,)).rowcount > 0
            if found:
                rows.changed(db)
        return found

    def moved(self, report: str, source: str, file: str) -> None:
        """Note that the file of a report now stands elsewhere."""
        with self._connections.writing() as db:
            db.execute("UPDATE reports SET source = ?, file = ? WHERE id = ?", (source, file, report))
            rows.changed(db)

    def index(self) -> None:
        """Bring the vector index and its file up to date now, rather than at the next search."""
        with self._connections.reading() as db:
            if _has_vectors(db):
                self._nearest.refresh(db)

    # Reports

    def reports(self, agency: str | None = None, year: int | None = None) -> list[ReportHead]:
        """The reports of an agency and of a year, by agency, year and file."""
        return self._heads("(?1 IS NULL OR r.agency = ?1) AND (?2 IS NULL OR r.year = ?2)", (agency, year))

    def head(self, report: str) -> ReportHead | None:
        """The head of one report, or None when the library does not hold it."""
        found = self._heads("r.id = ?", (report,))
        return found[0] if found else None

    def _heads(self, condition: str, values: tuple[object, ...]) -> list[ReportHead]:
        with self._connections.reading() as db:
            order = "ORDER BY r.agency, r.year, r.file, r.no"
            found = db.execute(f"{rows.HEADS} WHERE {condition} {order}", values).fetchall()
        return [rows.head(row) for row in found]

    def agencies(self) -> Mapping[str, tuple[int, ...]]:
        """Every agency with the years it has reports of."""
        with self._connections.reading() as db:
            state = rows.state(db)
            if self._agencies[0] == state:
                return self._agencies[1]
            found = db.execute("SELECT DISTINCT agency, year FROM reports ORDER BY agency, year").fetchall()
        years: dict[str, list[int]] = {}
        for agency, year in found:
            years.setdefault(agency, []).append(year)
        held = {agency: tuple(listed) for agency, listed in years.items()}
        self._agencies = (state, held)
        return held

    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """Second names that agencies' reports print beside their own (市场监督管理局（知识产权局）)."""
        with self._connections.reading() as db:
            found = db.execute(
                "SELECT DISTINCT r.agency, a.name FROM aliases a JOIN reports r ON r.no = a.report ORDER BY 1, 2"
            ).fetchall()
        names: dict[str, list[str]] = {}
        for agency, name in found:
            names.setdefault(agency, []).append(name)
        return {agency: tuple(listed) for agency, listed in names.items()}

    def report(self, report: str) -> Report:
        """A whole report; raises LibraryError for an unknown id."""
        with self._connections.reading() as db:
            no = rows.known(db, report)
            body = _body(db, no)
            facts, passages, findings = (
                [row[0] for row in db.execute(f"SELECT detail FROM {table} WHERE report = ? ORDER BY {order}", (no,))]
                for table, order in (("facts", "n"), ("passages", "id"), ("findings", "n"))
            )
        return replace(
            body,
            facts=tuple(codec.load(Fact, detail) for detail in facts),
            passages=tuple(codec.load_passage(detail) for detail in passages),
            findings=tuple(codec.load(Finding, detail) for detail in findings),
        )

    def blocks(self, report: str) -> tuple[Block, ...]:
        """The blocks of one report; raises LibraryError for an unknown id."""
        with self._connections.reading() as db:
            return _body(db, rows.known(db, report)).blocks

    def file_bytes(self, report: str) -> bytes | None:
        """The file a report was read from, as it was; None where it was not kept."""
        with self._connections.reading() as db:
            row = db.execute("SELECT content FROM files WHERE report = ?", (rows.known(db, report),)).fetchone()
        return None if row is None else codec.unpack(row[0])

    # Facts and findings

    def facts(
        self,
        reports: Ids = None,
        metric: str | None = None,
        applicant: str | EllipsisType | None = ...,
        origin: Origin | None = None,
    ) -> list[Fact]:
        """Facts by filter, report after report. `metric` is a key or the beginning of keys up to a dot; `applicant`
        None means those without one, `...` all."""
        condition, values = rows.fact_filter(reports, metric, applicant)
        if origin is not None:
            condition, values = f"{condition} AND f.origin = ?", [*values, origin]
        return [codec.load(Fact, detail) for detail in self._details("facts", condition, values, "f.report, f.n")]

    def fact(self, report: str, n: int) -> Fact:
        """Fact number `n` of a report; raises LibraryError when there is none."""
        found = self._details("facts", "r.id = ? AND f.n = ?", [report, n], "f.n")
        if not found:
            raise LibraryError(say("ingest.library_no_fact", id=report, n=n))
        return codec.load(Fact, found[0])

    def fact_rows(self, metric: str, applicant: str | EllipsisType | None = ..., reports: Ids = None) -> list[FactRow]:
        """What every report says of its own year about a metric (a key or the beginning of keys up to a dot)."""
        condition, values = rows.fact_filter(reports, metric, applicant)
        with self._connections.reading() as db:
            order = "AND f.year IS NULL ORDER BY f.report, f.n"
            found = db.execute(f"{rows.FACT_ROWS} WHERE {condition} {order}", values).fetchall()
        return [rows.fact_row(row) for row in found]

    def figures(self, metric: str, applicant: str | None, years: Collection[int] | None = None) -> list[Figure]:
        """What reports (of these years) say of their own year under exactly this key, without reading the facts whole."""
        condition, values = rows.figure_filter(metric, applicant, years)
        with self._connections.reading() as db:
            found = db.execute(f"{rows.FIGURES} WHERE {condition} ORDER BY f.report, f.n", values).fetchall()
        return [Figure(*row) for row in found]

    def fact_details(self, wanted: Iterable[tuple[str, int]]) -> list[Fact]:
        """Facts by (report, number), in that order; raises KeyError where one is not there."""
        pairs = list(wanted)
        with self._connections.reading() as db:
            found = {(row[0], row[1]): row[2] for row in db.execute(rows.DETAILS, (json.dumps(pairs),))}
        return [codec.load(Fact, found[pair]) for pair in pairs]

    def stated(self) -> Mapping[str, int]:
        """Every metric that is stated somewhere, with the number of reports that give a value for it."""
        with self._connections.reading() as db:
            return dict(db.execute(rows.STATED).fetchall())

    def findings(self, reports: Ids = None) -> list[Finding]:
        """What was found wrong within reports and against the year before, by agency and year."""
        found = self._details(rows.FINDINGS, *rows.chosen(reports), "r.agency, r.year, r.no, f.kind, f.n")
        return [codec.load(Finding, detail) for detail in found]

    def meanings(self, report: str) -> Mapping[str, Vectors]:
        """The words around the numbers of a report (see ingest.windows) with their vectors under the default model; empty
        where none were made."""
        with self._connections.reading() as db:
            return rows.meanings(db, report)

    def _details(self, table: str, condition: str, values: list[object], order: str) -> list[bytes]:
        joined = f"SELECT f.detail FROM {table} f JOIN reports r ON r.no = f.report"
        with self._connections.reading() as db:
            return [row[0] for row in db.execute(f"{joined} WHERE {condition} ORDER BY {order}", values)]

    # Passages

    def passages(self, reports: Ids = None, kind: str | None = None) -> list[Passage]:
        """The passages of reports (of one kind of section), in reading order."""
        condition, values = rows.chosen(reports)
        if kind is not None:
            condition, values = f"{condition} AND instr(f.detail, ?)", [*values, f'"kind":"{kind}"'.encode()]
        found = self._details("passages", condition, values, "f.id")
        return [codec.load_passage(detail) for detail in found]

    def lexical(
        self, words: Iterable[str], reports: Ids = None, k: int = 10, rare: int | None = None
    ) -> list[tuple[Passage, float]]:
        """The k passages that BM25 puts first for any of the words (see ingest.tokens); the higher the better. `rare`: of
        the whole library, only by words that fewer passages have."""
        wanted = [word for word in dict.fromkeys(words) if word.isalnum()]
        with self._connections.reading() as db:
            return rows.scored_passages(db, lexical.search(db, wanted, reports, k, rare))

    def dense(self, vector: Vectors, reports: Ids = None, k: int = 10) -> list[tuple[Passage, float]]:
        """The k passages whose vectors have the highest inner product with `vector` (float32 (d,)).

        Raises LibraryError when the library's vectors have another dimension.
        """
        with self._connections.reading() as db:
            if not _has_vectors(db):
                return []
            dimension = int(rows.meta(db, "dimension"))
            if vector.shape != (dimension,):
                held, given = f"{rows.meta(db, 'model')} ({dimension})", "×".join(map(str, vector.shape))
                raise LibraryError(say("ingest.library_model", held=held, given=given))
            return rows.scored_passages(db, self._nearest.search(db, vector, reports, k))

    @cached_property
    def _nearest(self) -> Nearest:
        from ingest.nearest import Nearest

        return Nearest(self.folder, keep=not self._connections.readonly)

    # What users said of answers

    def judge(self, given: Feedback) -> None:
        """Keep a verdict on an answer; one with the same id is replaced."""
        with self._connections.writing() as db:
            feedback.keep(db, given)

    def unjudge(self, id: str) -> bool:
        """Take a verdict back; False where there is none of this id."""
        with self._connections.writing() as db:
            return feedback.forget(db, id)

    def feedback(self) -> list[Feedback]:
        """All verdicts, the oldest first."""
        with self._connections.reading() as db:
            return feedback.listed(db)

    # State

    @property
    def state(self) -> str:
        """Another word after every change: what was worked out under the same word still holds."""
        with self._connections.glancing() as db:
            return rows.state(db)

    @property
    def model(self) -> str | None:
        """The name of the model that made the vectors, None where there are none."""
        with self._connections.reading() as db:
            return rows.meta(db, "model") if _has_vectors(db) else None

    def note(self, name: str, value: str) -> None:
        """Keep a setting of the user's under a name."""
        with self._connections.writing() as db:
            rows.set_meta(db, f"user.{name}", value)

    def noted(self, name: str) -> str | None:
        """The setting kept under a name, or None."""
        with self._connections.reading() as db:
            return rows.meta(db, f"user.{name}") or None


def _second_names(report: Report) -> list[str]:
    """The agency's other names as far as they are an organ's: an account's name may be any word."""
    from ingest.agencies import anatomy, is_agency
    from ingest.identity import other_names

    names = other_names(report.blocks, report.identity)
    return [name for name in names if is_agency(name) and anatomy(name).organ and anatomy(name).place]


def _replaced(db: sqlite3.Connection, report: Report, source: str | None) -> list[tuple[int, bytes, int]]:
    return db.execute(
        "SELECT no, digest, embedded FROM reports WHERE id = ? OR source = ? OR (agency = ? AND year = ? AND file = ?)",
        (report.id, source, report.agency, report.year, report.file),
    ).fetchall()


def _body(db: sqlite3.Connection, no: int) -> Report:
    held = "SELECT b.body, r.file FROM bodies b JOIN reports r ON r.no = b.report WHERE r.no = ?"
    body, file = db.execute(held, (no,)).fetchone()
    return replace(codec.load(Report, codec.unpack(body)), file=file)


def _has_vectors(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM vectors LIMIT 1").fetchone() is not None


def _enough(db: sqlite3.Connection, embedded: int, vectors: Vectors | None, model: str | None) -> bool:
    return vectors is None or (bool(embedded) and rows.meta(db, "model") == model)


def _claim_model(db: sqlite3.Connection, model: str, vectors: Vectors) -> None:
    dimension = str(vectors.shape[1])
    held = rows.meta(db, "model"), rows.meta(db, "dimension")
    if _has_vectors(db) and held != (model, dimension):
        wanted = f"{model} ({dimension})"
        raise LibraryError(say("ingest.library_model", held=f"{held[0]} ({held[1]})", given=wanted))
    rows.set_meta(db, "model", model)
    rows.set_meta(db, "dimension", dimension)
