"""Full-text search by BM25: within chosen reports by their own word counts, over the whole library through FTS5."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence

from ingest.rows import Ids, chosen

NARROW = 1_500
"""Up to so many passages of chosen reports are scored one by one."""
POSTINGS = 40_000
"""How many occurrences a search of the whole library looks at: its rarest words first."""

_K1, _B = 1.2, 0.4
_MINE = "SELECT p.id FROM passages p JOIN reports r ON r.no = p.report WHERE"
_BM25 = "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? {} ORDER BY bm25(words), rowid LIMIT ?"


def search(
    db: sqlite3.Connection, words: Sequence[str], reports: Ids, k: int, rare: int | None = None
) -> list[tuple[int, float]]:
    """The k passage ids with the highest BM25 for any of the words (distinct, see ingest.tokens); in the whole library
    only by `rare` words where given, which fewer passages have."""
    if reports is None:
        return _wide(db, _rarest(db, words) if rare is None else _rare(db, words, rare), "", [], k)
    condition, values = chosen(reports)
    ids = [row[0] for row in db.execute(f"{_MINE} {condition} ORDER BY 1 LIMIT ?", [*values, NARROW + 1])]
    if len(ids) <= NARROW:
        return _narrow(db, words, ids, k)
    # Unary plus: the words choose the rows and this only sifts them; the other way round takes seconds.
    return _wide(db, _rarest(db, words), f"AND +rowid IN ({_MINE} {condition})", values, k)


def _narrow(db: sqlite3.Connection, words: Sequence[str], ids: Sequence[int], k: int) -> list[tuple[int, float]]:
    """BM25 whose word weights come from these passages alone: what all of them say (the agency, the year) weighs
    nothing, so the right passage of a known report comes first far more often than with the library's weights."""
    texts = [f" {db.execute('SELECT text FROM words WHERE rowid = ?', (no,)).fetchone()[0]} " for no in ids]
    lengths = [text.count(" ") for text in texts]
    mean = sum(lengths) / max(1, len(lengths))
    scores = [0.0] * len(ids)
    for word in words:
        counts = [text.count(f" {word} ") for text in texts]
        held = sum(map(bool, counts))
        weight = math.log(1 + (len(ids) - held + 0.5) / (held + 0.5))
        for i, count in enumerate(counts):
            if count:
                scores[i] += weight * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * lengths[i] / mean))
    ranked = sorted(zip(ids, scores, strict=True), key=lambda hit: (-hit[1], hit[0]))
    return [hit for hit in ranked[:k] if hit[1] > 0]


def _wide(
    db: sqlite3.Connection, words: Sequence[str], condition: str, values: Sequence[object], k: int
) -> list[tuple[int, float]]:
    match = " OR ".join(f'"{word}"' for word in words)
    return db.execute(_BM25.format(condition), [match, *values, k]).fetchall() if match else []


def _rarest(db: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """The rarest words, as many as stand in POSTINGS passages together; what nearly all passages say finds nothing."""
    counts = sorted((_count(db, word, POSTINGS), word) for word in words)
    kept: list[str] = []
    left = POSTINGS
    for count, word in counts:
        left -= count
        if count and (left >= 0 or not kept):
            kept.append(word)
    return kept


def _rare(db: sqlite3.Connection, words: Sequence[str], fewer: int) -> list[str]:
    """The words that stand somewhere, but in fewer passages than that."""
    return [word for word in words if 0 < _count(db, word, fewer) < fewer]


def _count(db: sqlite3.Connection, word: str, most: int) -> int:
    """How many passages have a word, counted up to `most`."""
    counting = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    return int(db.execute(counting, (f'"{word}"', most)).fetchone()[0])
