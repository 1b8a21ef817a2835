"""Nearest passages by vector: from SQLite where few are asked about, else from a FAISS index kept in step with it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest import rows
from ingest.rows import Ids, chosen, meta
from ingest.vectors import VectorIndex, best

if TYPE_CHECKING:
    from ingest.vectors import Vectors

DIRECT = 5_000
"""Up to so many passages of chosen reports are compared one by one, without an index."""

_MINE = "SELECT v.passage FROM vectors v JOIN passages p ON p.id = v.passage JOIN reports r ON r.no = p.report WHERE"


class Nearest:
    """Searches the vectors of one library. The index file carries in its name the state of the library that
    it was made of, and is only used by a library that has been in that state."""

    def __init__(self, folder: Path, keep: bool) -> None:
        self._folder, self._keep = folder, keep
        self._lock = threading.Lock()
        self._index: VectorIndex | None = None
        self._state = ""

    def search(self, db: sqlite3.Connection, vector: Vectors, reports: Ids, k: int) -> list[tuple[int, float]]:
        """The k passage ids nearest to `vector`, only of `reports` where given."""
        if reports is None:
            with self._lock:
                return self._current(db, len(vector)).search(vector, k)
        condition, values = chosen(reports)
        ids = np.array([row[0] for row in db.execute(f"{_MINE} {condition} ORDER BY 1", values)], np.int64)
        if len(ids) <= DIRECT:
            return best(_fetch(db, ids.tolist(), len(vector)) @ vector, ids, k)
        with self._lock:
            return self._current(db, len(vector)).search(vector, k, ids)

    def refresh(self, db: sqlite3.Connection) -> None:
        """Bring the index and its file up to date now."""
        dimension = int(meta(db, "dimension") or 0)
        if dimension:
            with self._lock:
                self._save(self._current(db, dimension))

    def _current(self, db: sqlite3.Connection, dimension: int) -> VectorIndex:
        state = rows.state(db)
        if self._index is not None and state == self._state:
            return self._index
        ids = [row[0] for row in db.execute("SELECT passage FROM vectors ORDER BY passage")]

        def fetch(wanted: Sequence[int]) -> Vectors:
            return _fetch(db, wanted, dimension)

        index = self._index or self._loaded(db, dimension)
        self._state = state
        if index is None or not index.follow(frozenset(ids), fetch):
            index = VectorIndex.build(ids, fetch, dimension)
            self._save(index)
        self._index = index
        return index

    def _loaded(self, db: sqlite3.Connection, dimension: int) -> VectorIndex | None:
        """The index of this or an earlier state of the library, if there is a file of it."""
        for file in self._folder.glob("nianbao-*.faiss"):
            state = file.stem.removeprefix("nianbao-")
            if db.execute("SELECT 1 FROM states WHERE state = ?", (state,)).fetchone():
                return VectorIndex.load(file, dimension)
        return None

    def _file(self, state: str) -> Path:
        return self._folder / f"nianbao-{state}.faiss"

    def _save(self, index: VectorIndex) -> None:
        file = self._file(self._state)
        if not self._keep or file.exists():
            return
        try:
            index.save(file)
            for other in self._folder.glob("nianbao-*.faiss"):
                if other != file:
                    other.unlink(missing_ok=True)
        except (OSError, RuntimeError):
            # A folder that cannot be written costs time at the next start, nothing else.
            return


def _fetch(db: sqlite3.Connection, ids: Sequence[int], dimension: int) -> Vectors:
    """The vectors of passages in the order of `ids`, which ascend."""
    if not ids:
        return np.zeros((0, dimension), np.float32)
    between = db.execute(
        "SELECT passage, vector FROM vectors WHERE passage BETWEEN ? AND ? ORDER BY passage", (ids[0], ids[-1])
    )
    wanted = set(ids)
    joined = b"".join(vector for passage, vector in between if passage in wanted)
    return np.frombuffer(joined, "<f2").reshape(-1, dimension).astype(np.float32)
