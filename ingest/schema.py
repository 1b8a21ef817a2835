"""The library's tables, as numbered migrations. All DDL stands here; each migration runs in its own transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from ingest.errors import LibraryError
from ingest.strings import say

APPLICATION = 0x4E42414F
"""SQLite's application_id of a nianbao library: `NBAO`."""


def _first(db: sqlite3.Connection) -> None:
    for statement in _TABLES.split(";\n"):
        db.execute(statement)


# Passage ids are never used again (AUTOINCREMENT), so that an index over them can be brought up to date by
# difference. Every change leaves its own word in `states`: an index made under one of them is of this library, and
# not of one that a restored copy went on from.
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE states (no INTEGER PRIMARY KEY, state TEXT NOT NULL UNIQUE);
CREATE TABLE reports (
    no INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, agency TEXT NOT NULL, year INTEGER NOT NULL,
    title TEXT NOT NULL, region TEXT NOT NULL, template TEXT, scope TEXT NOT NULL, issued TEXT,
    file TEXT NOT NULL, source TEXT, format TEXT NOT NULL, pages INTEGER,
    facts INTEGER NOT NULL, passages INTEGER NOT NULL, findings INTEGER NOT NULL,
    edition INTEGER NOT NULL, embedded INTEGER NOT NULL, digest BLOB NOT NULL);
CREATE INDEX reports_by_agency ON reports (agency, year);
CREATE INDEX reports_by_source ON reports (source);
CREATE TABLE bodies (
    report INTEGER PRIMARY KEY REFERENCES reports (no) ON DELETE CASCADE, body BLOB NOT NULL);
CREATE TABLE files (
    report INTEGER PRIMARY KEY REFERENCES reports (no) ON DELETE CASCADE, content BLOB NOT NULL);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE facts (
    report INTEGER NOT NULL REFERENCES reports (no) ON DELETE CASCADE, n INTEGER NOT NULL,
    metric INTEGER REFERENCES names (id), applicant INTEGER REFERENCES names (id),
    origin TEXT NOT NULL, state TEXT NOT NULL, value TEXT, unit TEXT, qualifier TEXT NOT NULL, year INTEGER,
    detail BLOB NOT NULL, PRIMARY KEY (report, n)) WITHOUT ROWID;
CREATE INDEX facts_by_metric ON facts (metric, applicant, report, n, origin, state, value, unit, qualifier, year)
    WHERE metric IS NOT NULL;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, report INTEGER NOT NULL REFERENCES reports (no) ON DELETE CASCADE,
    detail BLOB NOT NULL);
CREATE INDEX passages_by_report ON passages (report);
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN DELETE FROM words WHERE rowid = old.id; END;
CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE, vector BLOB NOT NULL);
CREATE TABLE findings (
    report INTEGER NOT NULL REFERENCES reports (no) ON DELETE CASCADE, n INTEGER NOT NULL, detail BLOB NOT NULL,
    PRIMARY KEY (report, n)) WITHOUT ROWID;
CREATE TABLE across (
    later INTEGER NOT NULL REFERENCES reports (no) ON DELETE CASCADE,
    earlier INTEGER NOT NULL REFERENCES reports (no) ON DELETE CASCADE,
    n INTEGER NOT NULL, detail BLOB NOT NULL, PRIMARY KEY (later, earlier, n)) WITHOUT ROWID;
CREATE INDEX across_by_earlier ON across (earlier)
"""


def _second(db: sqlite3.Connection) -> None:
    db.execute(
        "CREATE TABLE feedback (id TEXT PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, detail BLOB NOT NULL)"
    )


def _third(db: sqlite3.Connection) -> None:
    db.execute(
        "CREATE TABLE aliases (report INTEGER NOT NULL REFERENCES reports (no) ON DELETE CASCADE, name TEXT NOT NULL, "
        "PRIMARY KEY (report, name)) WITHOUT ROWID"
    )


def _fourth(db: sqlite3.Connection) -> None:
    db.execute(
        "CREATE TABLE meanings (report INTEGER PRIMARY KEY REFERENCES reports (no) ON DELETE CASCADE, "
        "words TEXT NOT NULL, vectors BLOB NOT NULL)"
    )


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _second, _third, _fourth)


def version(db: sqlite3.Connection, name: str) -> int:
    """The number of migrations this database has seen; raises LibraryError when it is not ours or is newer."""
    seen = int(db.execute("PRAGMA user_version").fetchone()[0])
    owner = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = int(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if owner != APPLICATION and (owner or seen or tables):
        raise LibraryError(say("ingest.library_foreign", file=name))
    if seen > len(MIGRATIONS):
        raise LibraryError(say("ingest.library_newer", file=name, found=seen, known=len(MIGRATIONS)))
    return seen


def migrate(db: sqlite3.Connection, name: str) -> None:
    """Bring the database up to date, one transaction a migration. Another process may be doing the same."""
    while version(db, name) < len(MIGRATIONS):
        db.execute("BEGIN IMMEDIATE")
        try:
            number = version(db, name)
            if number < len(MIGRATIONS):
                MIGRATIONS[number](db)
                db.execute(f"PRAGMA user_version = {number + 1}")
                db.execute(f"PRAGMA application_id = {APPLICATION}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
