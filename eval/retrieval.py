"""How well passages are found, without any answering: `python -m eval.retrieval SET --library DIR [--embed]`.

Evidence is the quoted sentence, the table row with its number, or the text that a question's citation names; the rule is
the one of the bench against other systems. Rows: words alone, vectors alone, both fused; each over the whole library and
only in the reports that the question names; last the retriever, which puts first what an answer would cite.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from eval.bench.evidence import has_evidence, rank
from eval.bench.peers import Found
from eval.schema import Item, load
from eval.summing import DEPTHS, Scores, retrieval

if TYPE_CHECKING:
    from assistant.question import Question
    from ingest.embedding import Embedder
    from ingest.library import Library
    from ingest.report import Passage

Way = Literal["words", "vectors", "fused"]

__all__ = ["DEPTHS", "Find", "Text", "Way", "finder", "has_evidence", "measure", "rank_of", "ranks", "retriever"]


class Text(Protocol):
    """A text that was found, and the id of its report."""

    @property
    def report(self) -> str: ...
    @property
    def text(self) -> str: ...


Find = Callable[[Item], Sequence[Text]]


@dataclass(frozen=True, slots=True)
class _Retrieved:
    report: str
    text: str


def rank_of(item: Item, passages: Iterable[Text], files: dict[str, str]) -> int | None:
    """The rank (from 1) of the first passage that holds the answer, None where none does. `files` maps report ids to
    file names."""
    return rank(item, [Found(files.get(one.report, ""), one.text) for one in passages])


def ranks(items: Iterable[Item], find: Find, files: dict[str, str]) -> list[int | None]:
    """Of each question that says where its answer stands, the rank of that place among what is found."""
    return [rank_of(item, find(item), files) for item in items if has_evidence(item)]


def retriever(library: Library, embedder: Embedder | None) -> Find:
    """What programs are given: the passages that an answer would cite, then those of the search in the right reports."""
    from assistant.retriever import NianbaoRetriever

    made = NianbaoRetriever(library=library, embedder=embedder, k=DEPTHS[-1])
    return lambda item: [_Retrieved(one.metadata["report"], one.page_content) for one in made.invoke(item.question)]


def finder(library: Library, embedder: Embedder | None, way: Way = "fused", routed: bool = True) -> Find:
    """One way to search. Routed: in the reports that the question is understood to be about, for what is left of it;
    otherwise over the whole library, for the question as it was asked."""
    search = _search(library, embedder, way)

    def whole(item: Item) -> Sequence[Text]:
        return search(item.question, None)

    def named(item: Item) -> Sequence[Text]:
        question = understood(item, library, embedder)
        return search(question.topic or item.question, _reports(question, library))

    return named if routed else whole


def understood(item: Item, library: Library, embedder: Embedder | None) -> Question:
    """What the question means in the light of its history."""
    from assistant.desk import desk_for
    from assistant.understand import understand

    desk, before = desk_for(library, embedder), None
    for turn in item.history:
        before = understand(turn, desk, before)
    return understand(item.question, desk, before)


def _reports(question: Question, library: Library) -> frozenset[str] | None:
    """The reports of the agencies and years named; all where none is named or held."""
    from assistant.desk import desk_for

    desk = desk_for(library)
    heads = [head for agency in question.agencies for head in desk.heads(agency)]
    return frozenset(head.id for head in heads if not question.years or head.year in question.years) or None


def _search(
    library: Library, embedder: Embedder | None, way: Way
) -> Callable[[str, frozenset[str] | None], list[Passage]]:
    from assistant.search import search

    most = DEPTHS[-1]
    if way == "vectors":
        if embedder is None:
            return lambda *_: []
        return lambda text, ids: [one for one, _ in library.dense(embedder.query(text), ids, most)]
    model = embedder if way == "fused" else None
    return lambda text, ids: [hit.passage for hit in search(library, model, text, ids, most)]


def measure(items: Sequence[Item], library: Library, embedder: Embedder | None) -> dict[str, Scores | None]:
    """Scores of every way to search, over the whole library and routed to the reports that the question names."""
    files = {head.id: head.file for head in library.reports()}
    found: dict[str, Scores | None] = {
        f"{way}, {'routed' if routed else 'whole'}": retrieval(
            ranks(items, finder(library, embedder, way, routed), files)
        )
        for way in _ways(embedder)
        for routed in (False, True)
    }
    return found | {"retriever": retrieval(ranks(items, retriever(library, embedder), files))}


def _ways(embedder: Embedder | None) -> Iterator[Way]:
    yield "words"
    if embedder is not None:
        yield "vectors"
        yield "fused"


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
    print(f"{sum(map(has_evidence, items))} questions that say where their answer stands")
    for name, row in table.items():
        print(
            f"{name:18}"
            + "".join(f"{key:>11} {value:6.1%}" for key, value in (row or {}).items() if key != "questions")
        )


if __name__ == "__main__":
    main()
