"""Runs a question set over a library and keeps what came out: `python -m eval.runner SET --library DIR`."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.schema import Item, load
from eval.score import Judgement, judge, summary

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.library import Library

Asked = tuple[Judgement, dict[str, Any]]
"""A judgement, and the answer it judges."""
_PACKAGES = ("nianbao", "sentence-transformers", "torch", "faiss-cpu", "jieba", "pdfplumber", "python-docx", "lxml")
_CRASHED: dict[str, Any] = {
    "status": "crashed",
    "text": "",
    "values": [],
    "citations": [],
    "warnings": [],
    "table": None,
}


def ask_all(items: Iterable[Item], library: Library, embedder: Embedder | None = None,
            progress: Callable[[int], None] | None = None) -> list[Asked]:  # fmt: skip
    """Each question in a conversation of its own, its history asked before it. A crash counts as wrong and is named."""
    asked = []
    for number, item in enumerate(items, 1):
        answer, seconds = _asked(item, library, embedder)
        asked.append((judge(item, answer, seconds), answer))
        if progress:
            progress(number)
    return asked


def _asked(item: Item, library: Library, embedder: Embedder | None) -> tuple[dict[str, Any], float]:
    from assistant.chat import Conversation

    conversation = Conversation(library, embedder=embedder)
    started = time.perf_counter()
    try:
        for turn in item.history:
            conversation.ask(turn)
        started = time.perf_counter()
        answer = conversation.ask(item.question).as_json(item.id)
    except Exception as error:  # noqa: BLE001 - a measurement names the crash and goes on
        answer = {**_CRASHED, "id": item.id, "question": item.question, "reason": repr(error)}
    return answer, time.perf_counter() - started


def run(items: Sequence[Item], library: Library, name: str, embedder: Embedder | None = None,
        progress: Callable[[int], None] | None = None) -> dict[str, Any]:  # fmt: skip
    """A run as it is kept: scores, every answer with its judgement, configuration and its hash, versions."""
    started = time.perf_counter()
    asked = ask_all(items, library, embedder, progress)
    configuration = {
        "set": name,
        "questions": _digest([item.id + item.question for item in items]),
        "library": library.state,
        "model": embedder.name if embedder else None,
    }
    return {
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "configuration": configuration,
        "hash": _digest([json.dumps(configuration, sort_keys=True)]),
        "versions": {"python": platform.python_version(), **_versions()},
        "seconds": round(time.perf_counter() - started, 2),
        "scores": summary([judgement for judgement, _ in asked]),
        "answers": [_kept(judgement, answer) for judgement, answer in asked],
    }


def _kept(judgement: Judgement, answer: dict[str, Any]) -> dict[str, Any]:
    item = judgement.item
    return {
        "id": item.id, "question": item.question, "history": list(item.history), "type": item.type,
        "right": judgement.right, "score": round(judgement.score, 3), "cited": judgement.cited,
        "fault": judgement.fault, "wrong_agency": judgement.wrong_agency, "wrong_year": judgement.wrong_year,
        "levels": judgement.levels, "ms": round(judgement.seconds * 1000, 1), "expected": expected(item), "answer": answer,
    }  # fmt: skip


def expected(item: Item) -> str:
    """What counts as right, in a line."""
    if item.status != "answered":
        return f"({item.status})"
    parts = [str(item.number)] if item.number is not None else []
    parts += [str(row) for row in item.table] + ["blank"] * item.blank
    parts += ["/".join(item.any_of), "+".join(item.all_of)]
    parts += [] if item.yes is None else ["yes" if item.yes else "no"]
    parts += [] if item.rules is None else ["rules: " + (", ".join(item.rules) or "none")]
    return " ".join(part for part in parts if part)


def compare(one: dict[str, Any], other: dict[str, Any]) -> dict[str, list[str]]:
    """Ids of questions that `other` gets right and `one` does not, and the other way round."""
    before = {answer["id"]: answer["right"] and answer["cited"] for answer in one["answers"]}
    after = {answer["id"]: answer["right"] and answer["cited"] for answer in other["answers"]}
    both = [id for id in before if id in after]
    return {
        "better": [id for id in both if after[id] and not before[id]],
        "worse": [id for id in both if before[id] and not after[id]],
    }


def keep(record: dict[str, Any], path: Path) -> Path:
    """Write a run to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


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


def print_scores(record: dict[str, Any], failures: int) -> None:
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
    whole = record["scores"]["all"]
    print(
        f"\ninterval {whole['accuracy_interval']}  declined rightly {whole['declined_rightly']}  citation recall "
        f"{whole['citation_recall']}  precision {whole['citation_precision']}  in {record['seconds']} s"
    )
    wrong = [one for one in record["answers"] if not (one["right"] and one["cited"])]
    for one in wrong[:failures]:
        values = [f"{v['number']}{v['unit'] or ''} {v['agency']} {v['year']}" for v in one["answer"]["values"][:3]]
        print(
            f"\n{one['id']} {' / '.join([*one['history'], one['question']])}\n  expected {one['expected'][:200]}\n"
            f"  {one['fault'] or 'not cited as expected'} · {one['answer']['status']} {values} "
            f"{(one['answer'].get('reason') or one['answer']['text'])[:160]!r}"
        )


def _groups(scores: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
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
        keep(record, options.out)
    print_scores(record, options.failures)
    return int(record["scores"]["all"]["right_and_cited"] < options.fail_under)


if __name__ == "__main__":
    sys.exit(main())
