"""What each part is worth: the same questions with one part taken away. `python -m eval.ablations SET --library DIR`.

full        the assistant as it is
no-routing  the best passage of the whole library decides which agency and year is meant
no-facts    nothing read at ingest is used: the number is taken from the best passage of the right report
dense       passages by vectors alone
lexical     passages by words alone

Parts are taken away from outside: a library that hides something, or another way to ask.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import retrieval
from eval.runner import Ask, asking, conversing, recorded
from eval.schema import Item, load
from eval.score import Answer
from ingest.errors import NianbaoError
from ingest.library import FactRow, Library
from ingest.report import Fact, Finding, Passage
from ingest.strings import Language, say
from ingest.tokens import tokens

if TYPE_CHECKING:
    from eval.retrieval import Find, Way
    from eval.runs import Record
    from ingest.embedding import Embedder
    from ingest.library import ReportHead

NAMES = ("full", "no-routing", "no-facts", "dense", "lexical")
_READ = 3
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d年)(\d[\d,]*(?:\.\d+)?)(万)?")


class UnknownVariant(NianbaoError):
    """A variant that is none of NAMES."""


class WithoutFacts(Library):
    """A library of which only the text is seen."""

    def facts(self, *_: Any, **__: Any) -> list[Fact]:
        return []

    def fact_rows(self, *_: Any, **__: Any) -> list[FactRow]:
        return []

    def findings(self, *_: Any, **__: Any) -> list[Finding]:
        return []


class WithoutWords(Library):
    """A library that finds nothing by words."""

    def lexical(self, *_: Any, **__: Any) -> list[tuple[Passage, float]]:
        return []


class WithoutVectors(Library):
    """A library that finds nothing by vectors."""

    def dense(self, *_: Any, **__: Any) -> list[tuple[Passage, float]]:
        return []


_WAYS: dict[str, Way] = {"dense": "vectors", "lexical": "words"}
_OPENED: dict[str, type[Library]] = {"no-facts": WithoutFacts, "dense": WithoutWords, "lexical": WithoutVectors}


def opened(name: str, folder: Path, language: Language = "zh") -> AbstractContextManager[Library]:
    """The library as the variant sees it. Raises UnknownVariant, and LibraryError where there is none."""
    if name not in NAMES:
        raise UnknownVariant(say("eval.ablation_unknown", language, name=name, known=", ".join(NAMES)))
    return _OPENED.get(name, Library).open(folder, readonly=True)


def finder(name: str, library: Library, embedder: Embedder | None) -> Find:
    """How the variant finds passages; only the whole assistant also knows what an answer would cite."""
    if name == "full":
        return retrieval.retriever(library, embedder)
    return retrieval.finder(library, embedder, _WAYS.get(name, "fused"), routed=name != "no-routing")


def asker(name: str, library: Library, embedder: Embedder | None) -> Ask:
    """How the variant answers."""
    if name == "no-routing":
        return _timed(lambda item: _unrouted(item, library, embedder))
    if name == "no-facts":
        return _timed(lambda item: _from_passages(item, library, embedder))
    return conversing(library, embedder)


def _timed(answer: Any) -> Ask:
    def ask(item: Item) -> tuple[Answer, float]:
        started = time.perf_counter()
        made = answer(item)
        return made, time.perf_counter() - started

    return ask


def _unrouted(item: Item, library: Library, embedder: Embedder | None) -> Answer:
    """The answer where the report of the best passage is taken for the one that is meant."""
    from assistant.chat import Conversation

    question = retrieval.understood(item, library, embedder)
    if question.operation not in ("lookup", "yes_no", "share", "contact", "explain", "summarise"):
        return Conversation(library, embedder=embedder).answer(question).as_json(item.id)
    found = retrieval.finder(library, embedder, routed=False)(item)
    if found:
        head = library.head(found[0].report)
        assert head is not None
        question = replace(question, agencies=(head.agency,), years=(head.year,), unknown=None, choices=())
    return Conversation(library, embedder=embedder).answer(question).as_json(item.id)


def _from_passages(item: Item, library: Library, embedder: Embedder | None) -> Answer:
    """The assistant's answer; where facts would have given it, the first number of the best sentence found."""
    from assistant.chat import Conversation

    conversation = Conversation(library, embedder=embedder)
    for turn in item.history:
        conversation.ask(turn)
    answer = conversation.ask(item.question)
    if (
        answer.status != "declined"
        or answer.question.operation not in ("lookup", "yes_no")
        or not answer.question.years
    ):
        return answer.as_json(item.id)
    heads = {
        head.id: head
        for agency in answer.question.agencies
        for head in library.reports(agency)
        if head.year in answer.question.years
    }
    found = [
        one for one in retrieval.finder(library, embedder)(item) if isinstance(one, Passage) and one.report in heads
    ]
    return _stated(answer.as_json(item.id), found, heads) if found else answer.as_json(item.id)


def _stated(answer: Answer, found: Sequence[Passage], heads: dict[str, ReportHead]) -> Answer:
    """The first number of that sentence of the best passages which shares most pairs of characters with the question."""
    wanted = {*tokens(answer["question"])}
    sentences = [(one, hit.group().strip()) for one in found[:_READ] for hit in _SENTENCE.finditer(one.text)]
    stated = [(one, sentence) for one, sentence in sentences if _numbers(sentence)]
    if not stated:
        return answer
    passage, sentence = max(stated, key=lambda pair: len(wanted & {*tokens(pair[1])}))
    head = heads[passage.report]
    place = {"agency": head.agency, "year": head.year}
    cited = {"n": 1, "title": head.title, "file": head.file, "section": list(passage.section), "box": None, "row": None,
             "page": passage.places[0].page if passage.places else None, "column": None, "quote": sentence}  # fmt: skip
    value = {"number": _numbers(sentence)[0], "unit": None, "qualifier": "exact", "metric": None, "citations": [1]}
    return answer | {"status": "answered", "text": f"{sentence}[1]", "reason": None, "values": [place | value],
                     "citations": [place | cited]}  # fmt: skip


def _numbers(sentence: str) -> list[float]:
    """The numbers of a sentence that are no years."""
    found = _NUMBER.findall(unicodedata.normalize("NFKC", sentence))
    return [float(digits.replace(",", "")) * (1e4 if ten else 1) for digits, ten in found]


def measure(
    names: Sequence[str], items: Sequence[Item], path: Path, folder: Path, embed: bool = True
) -> dict[str, Record]:
    """A run of each variant over the same library and questions."""
    from eval.building import embedder_for

    made = {}
    for name in names:
        with opened(name, folder) as library:
            model = embedder_for(embed and library.model is not None)
            started = time.perf_counter()
            asked = list(asking(items, library, model, asker(name, library, model)))
            seconds = time.perf_counter() - started
            made[name] = recorded(
                asked, items, library, path.name, model, seconds,
                title=f"{path.stem}-{name}", variant=name, find=finder(name, library, model),
            )  # fmt: skip
    return made


def lines(runs: dict[str, Record]) -> list[str]:
    """One line a variant: what is right and cited, of values and of texts, declined, from elsewhere, and retrieval."""
    heads = (
        "n",
        "right+cited",
        "value",
        "text",
        "declined+",
        "declined-",
        "agency!",
        "year!",
        "recall@1",
        "recall@5",
        "mrr",
        "p50 ms",
    )
    made = ["variant     " + "".join(f"{head:>12}" for head in heads)]
    for name, record in runs.items():
        one = record["scores"]["all"]
        found = one["retrieval"] or {}
        shares = [
            one[key]
            for key in ("right_and_cited", "value_accuracy", "text_accuracy", "declined_rightly", "declined_wrongly")
        ]
        cells = [str(one["questions"]), *map(_share, shares), str(one["wrong_agency"]), str(one["wrong_year"])]
        cells += [
            _share(found.get("recall@1")),
            _share(found.get("recall@5")),
            _share(found.get("mrr")),
            f"{one['p50_ms']:.0f}",
        ]
        made.append(f"{name:12}" + "".join(f"{cell:>12}" for cell in cells))
    return made


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.ablations", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--keep", type=Path, help="keep the runs in this folder")
    options = parser.parse_args(arguments)
    from eval import runs

    made = measure(options.only, load(options.set), options.set, options.library)
    for record in made.values():
        if options.keep:
            runs.keep(record, options.keep)
    print("\n".join(lines(made)))


if __name__ == "__main__":
    main()
