"""The sides that are measured: ours, and the usual pipelines as their own documentation starts one with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ingest.errors import MissingExtra
from ingest.strings import say

SIDES = ("nianbao", "langchain", "llamaindex", "txtai", "bm25")


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a side came up with, and the name of the file it is from."""

    file: str
    text: str


class Side(Protocol):
    """A system to measure. `ingest` may be called once; `search` gives the k best passages, best first."""

    def ingest(self, paths: Sequence[Path]) -> int:
        """Take the files in; gives how many passages they became."""

    def search(self, question: str, k: int) -> list[Found]: ...


@dataclass(frozen=True, slots=True)
class Setup:
    """What every side is given: the folder of the embedding model, a scratch folder, and how long a piece may be."""

    model: Path
    folder: Path
    chunk: int = 500
    overlap: int = 50


def side(name: str, setup: Setup) -> Side:
    """One of SIDES, its libraries loaded. Raises MissingExtra where the `bench` extra is not installed."""
    try:
        return _makers()[name](setup)
    except ImportError as fault:
        raise MissingExtra(say("ingest.bench_extra", package=fault.name or fault)) from fault


def _makers() -> dict[str, Callable[[Setup], Side]]:
    from eval.bench import dense, lexical, ours

    return {
        "nianbao": ours.Nianbao,
        "langchain": dense.LangChain,
        "llamaindex": dense.LlamaIndex,
        "txtai": dense.Txtai,
        "bm25": lexical.Bm25,
    }
