"""A library from a folder of reports, for measuring: built once, reused while the files are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.library import Library
from ingest.pipeline import Outcome, ingest

if TYPE_CHECKING:
    from ingest.embedding import Embedder


def embedder_for(embed: bool) -> Embedder | None:
    """The default embedding model, not loaded yet; None where only facts and words are to be measured."""
    if not embed:
        return None
    from ingest.embedding import Embedder

    return Embedder()


def build(
    paths: Iterable[Path], folder: Path, embedder: Embedder | None = None, workers: int | None = 0
) -> Iterator[Outcome]:
    """Ingest `paths` into the library in `folder`, giving each file's outcome."""
    folder.mkdir(parents=True, exist_ok=True)
    with Library.open(folder) as library:
        yield from ingest(paths, library, embedder, workers=workers)
