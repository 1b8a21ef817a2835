"""BM25 over jieba's words: the baseline that needs no model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jieba
from rank_bm25 import BM25Okapi

from eval.bench.loading import name_of, pieces
from eval.bench.peers import Found, Setup


class Bm25:
    """rank_bm25's Okapi over LangChain's pieces, cut to words by jieba."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.pieces: list[Any] = []
        jieba.setLogLevel(60)

    def ingest(self, paths: Sequence[Path]) -> int:
        self.pieces = pieces(paths, self.setup)
        self.index = BM25Okapi([jieba.lcut(piece.page_content) for piece in self.pieces])
        return len(self.pieces)

    def search(self, question: str, k: int) -> list[Found]:
        best = self.index.get_top_n(jieba.lcut(question), self.pieces, n=k)
        return [Found(name_of(piece.metadata["source"]), piece.page_content) for piece in best]
