"""How well passages are found, without any answering: `python -m eval.retrieval SET --library DIR [--embed]`.

Evidence is the sentence that a question's citation quotes. Rows: words alone, vectors alone, both fused; each over the whole
library and only in the reports that the question names.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.openings import simplified
from eval.schema import Item, load

if TYPE_CHECKING:
    from assistant.desk import Desk
    from ingest.embedding import Embedder
    from ingest.library import Library
    from ingest.report import Passage

Ids = frozenset[str] | None
Search = Callable[[str, Ids], Sequence["Passage"]]
DEPTHS = (1, 3, 5, 10)


def ranks(items: Iterable[Item], find: Search, route: Callable[[Item], Ids], files: dict[str, str]) -> list[int | None]:
    """For each question that quotes its evidence: the rank (from 1) of the first passage that holds it, None where none
    of those found does. `files` maps report ids to file names."""
    return [_rank(item, find(item.question, route(item)), files) for item in items if _quoted(item)]


def _quoted(item: Item) -> bool:
    return any(place.get("quote") for place in item.citations)


def _rank(item: Item, passages: Sequence[Passage], files: dict[str, str]) -> int | None:
    wanted = [(place["file"], simplified(place["quote"])) for place in item.citations if place.get("quote")]
    for rank, passage in enumerate(passages, 1):
        text = simplified(passage.text)
        if any(files.get(passage.report) == file and quote in text for file, quote in wanted):
            return rank
    return None


def scores(found: Sequence[int | None]) -> dict[str, float]:
    """Recall at 1, 3, 5 and 10, and the mean reciprocal rank."""
    count = max(1, len(found))
    recalls = {f"recall@{k}": sum(rank is not None and rank <= k for rank in found) / count for k in DEPTHS}
    return recalls | {"mrr": sum(1 / rank for rank in found if rank) / count}


def measure(items: Sequence[Item], library: Library, embedder: Embedder | None) -> dict[str, dict[str, float]]:
    """Scores of every way to search, over the whole library and routed to the reports that the question names."""
    from assistant.desk import desk_for

    desk = desk_for(library, embedder)
    files = {head.id: head.file for head in library.reports()}
    routes: dict[str, Callable[[Item], Ids]] = {"whole": lambda _: None, "routed": lambda item: _named(item, desk)}
    return {
        f"{name}, {way}": scores(ranks(items, find, route, files))
        for name, find in _searches(library, embedder).items()
        for way, route in routes.items()
    }


def _searches(library: Library, embedder: Embedder | None) -> dict[str, Search]:
    from assistant.search import search

    most = DEPTHS[-1]
    ways: dict[str, Search] = {
        "words": lambda text, ids: [hit.passage for hit in search(library, None, text, ids, most)]
    }
    if embedder is not None:
        ways["vectors"] = lambda text, ids: [one for one, _ in library.dense(embedder.query(text), ids, most)]
        ways["fused"] = lambda text, ids: [hit.passage for hit in search(library, embedder, text, ids, most)]
    return ways


def _named(item: Item, desk: Desk) -> Ids:
    """The reports the question is understood to be about; all where it names none."""
    from assistant.understand import understand

    question = understand(item.question, desk, None)
    ids = [head.id for agency in question.agencies for head in desk.heads(agency)
           if not question.years or head.year in question.years]  # fmt: skip
    return frozenset(ids) or None


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.retrieval", description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--embed", action="store_true", help="with the embedding model")
    options = parser.parse_args(arguments)
    from eval.building import embedder_for
    from ingest.library import Library

    items = load(options.set)
    with Library.open(options.library) as library:
        table = measure(items, library, embedder_for(options.embed))
    print(f"{sum(map(_quoted, items))} questions with quoted evidence")
    for name, row in table.items():
        print(f"{name:18}" + "".join(f"{key:>11} {value:6.1%}" for key, value in row.items()))


if __name__ == "__main__":
    main()
