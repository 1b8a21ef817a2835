"""Runs a question set over a library: `python -m eval.runner SET --library DIR`, or `nianbao eval run`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from eval.runs import Record, is_good, write
from eval.schema import Item, load
from eval.score import Answer, Judgement, judge
from eval.summing import summary

if TYPE_CHECKING:
    from eval.retrieval import Find
    from ingest.embedding import Embedder
    from ingest.library import Library

Asked = tuple[Judgement, Answer]
"""A judgement, and the answer it judges."""
Ask = Callable[[Item], tuple[Answer, float]]
"""What is measured: the answer to a question with its history, and the seconds that the question itself took."""

__all__ = ["Ask", "Asked", "asking", "is_good", "recorded", "run"]

_PACKAGES = ("nianbao", "sentence-transformers", "torch", "faiss-cpu", "pdfplumber", "python-docx", "lxml")
_CODE = ("ingest", "assistant")
_CRASHED: Answer = {"status": "crashed", "text": "", "values": [], "citations": [], "warnings": [], "table": None}


def asking(
    items: Iterable[Item], library: Library, embedder: Embedder | None = None, ask: Ask | None = None
) -> Iterator[Asked]:
    """Each question in a conversation of its own, its history asked before it; one at a time, so that a caller can show
    how far it is and stop. A crash counts as wrong and is named."""
    ask = ask or conversing(library, embedder)
    for item in items:
        started = time.perf_counter()
        try:
            answer, seconds = ask(item)
        except Exception as error:  # noqa: BLE001 - a measurement names the crash and goes on
            answer = {**_CRASHED, "id": item.id, "question": item.question, "reason": repr(error)}
            seconds = time.perf_counter() - started
        yield judge(item, answer, seconds), answer


def conversing(library: Library, embedder: Embedder | None = None) -> Ask:
    """The assistant as users have it, without a language model."""

    def ask(item: Item) -> tuple[Answer, float]:
        from assistant.chat import Conversation

        conversation = Conversation(library, embedder=embedder)
        for turn in item.history:
            conversation.ask(turn)
        started = time.perf_counter()
        answer = conversation.ask(item.question).as_json(item.id)
        return answer, time.perf_counter() - started

    return ask


def run(
    items: Sequence[Item],
    library: Library,
    name: str,
    embedder: Embedder | None = None,
    progress: Callable[[int], None] | None = None,
) -> Record:
    """Ask everything and give the run as it is kept. `progress` is called with the number of questions asked."""
    started, asked = time.perf_counter(), []
    for number, one in enumerate(asking(items, library, embedder), 1):
        asked.append(one)
        if progress:
            progress(number)
    return recorded(asked, items, library, name, embedder, time.perf_counter() - started)


def recorded(
    asked: Sequence[Asked],
    items: Sequence[Item],
    library: Library,
    name: str,
    embedder: Embedder | None = None,
    seconds: float = 0.0,
    *,
    title: str = "",
    variant: str = "full",
    find: Find | None = None,
) -> Record:
    """A run as it is kept: scores, every answer with its judgement, configuration and its hash, versions. Passages are
    searched once more for each question that says where its answer stands, so that retrieval has scores of its own.

    `name` is the set's, `title` the run's; `seconds` what asking took; `variant` what was measured (see eval.ablations).
    """
    asked = list(_ranked(asked, library, embedder, find))
    configuration = {
        "set": name,
        "questions": _digest(json.dumps(asdict(item), sort_keys=True, ensure_ascii=False) for item in items),
        "variant": variant,
        **fingerprint(library),
        "model": embedder.name if embedder else None,
    }
    return {
        "name": title or Path(name).stem,
        "set": name,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "configuration": configuration,
        "hash": _digest([json.dumps(configuration, sort_keys=True)]),
        "versions": {"code": code(), "python": platform.python_version(), **_versions()},
        "seconds": round(seconds, 2),
        "scores": summary([judgement for judgement, _ in asked]),
        "answers": [_kept(judgement, answer) for judgement, answer in asked],
    }


def _ranked(asked: Iterable[Asked], library: Library, embedder: Embedder | None, find: Find | None) -> Iterator[Asked]:
    from eval.retrieval import has_evidence, rank_of, retriever

    find = find or retriever(library, embedder)
    held = {head.id: head.file for head in library.reports()}
    for judgement, answer in asked:
        if has_evidence(judgement.item):
            place = rank_of(judgement.item, find(judgement.item), held)
            judgement = replace(judgement, ranked=True, rank=place)
        yield judgement, answer


def fingerprint(library: Library) -> Record:
    """What the library holds and how it was read: the same for the same reports read by the same code."""
    heads = library.reports()
    lines = sorted(
        f"{head.id} {head.agency} {head.year} {head.facts} {head.passages} {head.findings}" for head in heads
    )
    return {"library": _digest([*lines, library.model or ""]), "reports": len(heads)}


def code() -> str:
    """A digest of the code that reads and answers, to tell runs of the same version apart."""
    parts = sorted(
        path for package in _CODE for path in Path(str(files(package))).rglob("*") if path.suffix in (".py", ".toml")
    )
    return sha256(b"".join(path.read_bytes() for path in parts)).hexdigest()[:16]


def _kept(judgement: Judgement, answer: Answer) -> Record:
    item = judgement.item
    return {
        "id": item.id, "question": item.question, "history": list(item.history), "type": item.type,
        "language": item.language, "right": judgement.right, "score": round(judgement.score, 3),
        "cited": judgement.cited, "fault": judgement.fault, "wrong_agency": judgement.wrong_agency,
        "wrong_year": judgement.wrong_year, "levels": judgement.levels, "precision": judgement.precision,
        "ms": round(judgement.seconds * 1000, 1), "ranked": judgement.ranked, "rank": judgement.rank,
        "expected": expected(item), "citations": list(item.citations), "answer": answer,
    }  # fmt: skip


def expected(item: Item) -> str:
    """What counts as right, in a line."""
    if item.status != "answered":
        return f"({item.status})"
    parts = ["/".join(f"{number:g}" for number in item.numbers) + (item.unit or "")] if item.numbers else []
    parts += ["{agency} {year}: {number}".format_map({"agency": "", "year": "", **row}) for row in item.table]
    parts += ["blank"] * item.blank + ["/".join(item.any_of), "+".join(item.all_of)]
    parts += [] if item.yes is None else ["yes" if item.yes else "no"]
    parts += [] if item.rules is None else ["rules: " + (", ".join(item.rules) or "none")]
    parts += [" or ".join(dict.fromkeys(expected(replace(item, either=(), **way)) for way in item.either))]
    return " · ".join(part for part in parts if part)


def _digest(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:16]


def _versions() -> dict[str, str]:
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def print_scores(record: Record, failures: int) -> None:
    for group, some in (("all", {"all": record["scores"]["all"]}), *_groups(record["scores"])):
        print(
            f"\n{group:24}{'n':>5}{'right':>8}{'cited':>8}{'declined-':>10}{'agency!':>8}{'year!':>6}{'p50':>7}{'p95':>7}"
        )
        for key, one in some.items():
            wrongly = "" if one["declined_wrongly"] is None else f"{one['declined_wrongly']:.1%}"
            print(
                f"{key:24}{one['questions']:5}{one['accuracy']:8.1%}{one['right_and_cited']:8.1%}{wrongly:>10}"
                f"{one['wrong_agency']:8}{one['wrong_year']:6}{one['p50_ms']:7.0f}{one['p95_ms']:7.0f}"
            )
    _print_rest(record)
    wrong = [one for one in record["answers"] if not is_good(one)]
    for one in wrong[:failures]:
        values = [f"{v['number']}{v['unit'] or ''} {v['agency']} {v['year']}" for v in one["answer"]["values"][:3]]
        print(
            f"\n{one['id']} {' / '.join([*one['history'], one['question']])}\n  expected {one['expected'][:200]}\n"
            f"  {one['fault'] or 'not cited as expected'} · {one['answer']['status']} {values} "
            f"{(one['answer'].get('reason') or one['answer']['text'])[:160]!r}"
        )
        if one["right"]:
            given = [
                {key: cited[key] for key in ("file", "page", "row", "column", "quote")}
                for cited in one["answer"]["citations"]
            ]
            print(f"  wanted {one['citations']}\n  cited {given}"[:600])


def _print_rest(record: Record) -> None:
    whole = record["scores"]["all"]
    print(f"\nright {whole['accuracy_interval']}, and cited {whole['right_and_cited_interval']} (95 % intervals)")
    print(f"declined rightly {whole['declined_rightly']}, wrongly {whole['declined_wrongly']}")
    for name in ("citation_recall", "citation_precision", "retrieval", "contradictions"):
        print(f"{name} {whole[name]}")
    print(f"{whole['questions']} questions in {record['seconds']} s")


def _groups(scores: Record) -> list[tuple[str, Record]]:
    return [(name[3:], some) for name, some in scores.items() if name.startswith("by_")]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.runner", description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="keep the run here (JSON)")
    parser.add_argument("--embed", action="store_true", help="with the embedding model")
    parser.add_argument("--failures", type=int, default=20, help="how many to show")
    parser.add_argument("--fail-under", type=float, default=0.0, help="exit 1 when right and cited is below this")
    options = parser.parse_args(arguments)
    from eval.building import embedder_for
    from ingest.library import Library

    with Library.open(options.library) as library:
        record = run(load(options.set), library, options.set.name, embedder_for(options.embed))
    if options.out:
        write(record, options.out)
    print_scores(record, options.failures)
    return int(record["scores"]["all"]["right_and_cited"] < options.fail_under)


if __name__ == "__main__":
    sys.exit(main())
