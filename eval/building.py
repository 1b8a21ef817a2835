"""A library from a folder of reports, for measuring: built once, reused while the files are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.library import Library
from ingest.pipeline import Outcome, ingest

if TYPE_CHECKING:
    from ingest.embedding import Embedder


_READERS = "eval.readers"


def embedder_for(embed: bool) -> Embedder | None:
    """The default embedding model, not loaded yet; None where only facts and words are to be measured."""
    if not embed:
        return None
    from ingest.embedding import Embedder

    return Embedder()


def build(
    paths: Iterable[Path], folder: Path, embedder: Embedder | None = None, workers: int | None = 0
) -> Iterator[Outcome]:
    """Ingest `paths` into the library in `folder`, giving each file's outcome. A library built here before is read anew
    where the readers have changed since."""
    folder.mkdir(parents=True, exist_ok=True)
    with Library.open(folder) as library:
        before, now = library.noted(_READERS), _readers()
        if before not in (None, now):
            for head in library.reports():
                library.remove(head.id)
        library.note(_READERS, now)
        yield from ingest(paths, library, embedder, workers=workers)


def _readers() -> str:
    """A digest of the code that reads reports."""
    code = Path(str(files("ingest")))
    parts = sorted(path for path in code.rglob("*") if path.suffix in (".py", ".toml") and path.name != "strings.toml")
    return sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()
