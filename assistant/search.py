"""Passages for a question: full text and vectors, fused."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ingest.errors import ModelUnavailable
from ingest.library import Library
from ingest.report import Passage
from ingest.tokens import tokens

if TYPE_CHECKING:
    from ingest.vectors import Vectors

_DEPTH = 50
_SMOOTHING = 60
"""The usual constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009)."""


class QueryEmbedder(Protocol):
    """What turns a question into a unit vector."""

    def query(self, text: str) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is the sum of 1 / (60 + rank) over both searches; `words` its BM25 and `similarity`
    its cosine, each None where that search did not find it among its first."""

    passage: Passage
    score: float
    words: float | None = None
    similarity: float | None = None


def search(
    library: Library,
    embedder: QueryEmbedder | None,
    text: str,
    reports: Collection[str] | None = None,
    k: int = 10,
) -> list[Hit]:
    """The k passages that fit `text` best, only of `reports` where given. Without an embedder or without vectors in
    the library, by words alone."""
    depth = max(k, _DEPTH)
    by_words = library.lexical(tokens(text), reports, depth)
    by_vector: list[tuple[Passage, float]] = []
    if embedder is not None and text.strip() and library.model is not None:
        with suppress(ModelUnavailable):  # by words alone is better than not at all
            by_vector = library.dense(embedder.query(text), reports, depth)
    return _fused(by_words, by_vector)[:k]


def _fused(by_words: list[tuple[Passage, float]], by_vector: list[tuple[Passage, float]]) -> list[Hit]:
    words, similarity = dict(by_words), dict(by_vector)
    scores: dict[Passage, float] = {}
    for found in (by_words, by_vector):
        for rank, (passage, _) in enumerate(found, 1):
            scores[passage] = scores.get(passage, 0.0) + 1 / (_SMOOTHING + rank)
    hits = [Hit(passage, score, words.get(passage), similarity.get(passage)) for passage, score in scores.items()]
    return sorted(hits, key=lambda hit: -hit.score)
