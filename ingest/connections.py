"""SQLite connections to one file, lent to one thread at a time; SQLite's errors become LibraryError here."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import LibraryError
from ingest.schema import MIGRATIONS, migrate, version
from ingest.strings import say

_WAIT = 20.0
"""Seconds to wait for another process that is writing."""


class Connections:
    """Lends connections: `reading()` sees one state of the file throughout, `writing()` is one transaction."""

    def __init__(self, file: Path, readonly: bool) -> None:
        """Raises LibraryError when the file cannot be opened, is none of ours, or is from a newer version."""
        self.file, self.readonly = file, readonly
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._lock = threading.Lock()
        self._writer = threading.Lock()
        with self._translated():
            self._prepare()

    def _prepare(self) -> None:
        db = self._connect(readonly=self.readonly)
        try:
            if version(db, str(self.file)) < len(MIGRATIONS):
                db.close()
                db = self._connect(readonly=False)
            if not db.execute("PRAGMA query_only").fetchone()[0]:
                db.execute("PRAGMA journal_mode = WAL")
                migrate(db, str(self.file))
        finally:
            db.close()

    def _connect(self, readonly: bool) -> sqlite3.Connection:
        uri = f"{self.file.resolve().as_uri()}?{self._still() if readonly else 'mode=rwc'}"
        db = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA query_only = {int(readonly)}")
        return db

    def _still(self) -> str:
        """How to open for reading. Where the folder cannot be written (a disc, a share) SQLite can only read a file
        that is promised not to change; a log beside it means that somebody is changing it."""
        log = self.file.with_name(f"{self.file.name}-wal")
        fixed = not os.access(self.file.parent, os.W_OK) and not log.exists()
        return "mode=ro&immutable=1" if fixed else "mode=ro"

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(_sentence(error, self.file)) from error

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._closed:
                raise LibraryError(say("ingest.library_closed", file=self.file))
            db = self._idle.pop() if self._idle else None
        db = db or self._connect(self.readonly)
        try:
            yield db
        finally:
            with self._lock:
                keep = not self._closed
                if keep:
                    self._idle.append(db)
            if not keep:
                db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection on which all statements see the same state."""
        with self._translated(), self._lent() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def glancing(self) -> Iterator[sqlite3.Connection]:
        """A connection for one statement, which sees one state by itself: asked many times an answer, a transaction
        around it would cost more than the statement."""
        with self._translated(), self._lent() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose statements are kept together, or not at all when the body raises."""
        if self.readonly:
            raise LibraryError(say("ingest.library_readonly", file=self.file))
        with self._writer, self._translated(), self._lent() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()


def _sentence(error: sqlite3.Error, file: Path) -> str:
    text = str(error)
    if "locked" in text or "busy" in text:
        return say("ingest.library_locked", file=file)
    if "not a database" in text or "malformed" in text:
        return say("ingest.library_damaged", file=file)
    return say("ingest.library_failed", file=file, error=text)
