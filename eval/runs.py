"""Runs as they are kept: written, listed, found again, and set against each other question by question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import comb
from pathlib import Path
from typing import Any

from eval.schema import why_not
from ingest.errors import NianbaoError
from ingest.strings import Language, say

Record = dict[str, Any]
SHIPPED = ("samples",)
"""Sets that ask about what anyone has; the others of eval/sets need a library of their own."""
LATEST = "latest"
_LEAST = 0.0001
_NEEDED = ("made", "configuration", "scores", "answers")
_SHARES = ("right_and_cited", "accuracy", "declined_rightly", "declined_wrongly")
_COUNTS = ("wrong_agency", "wrong_year", "p50_ms", "p95_ms")


class FaultyRun(NianbaoError):
    """A run that cannot be found or read."""


@dataclass(frozen=True, slots=True)
class RunHead:
    """A kept run in a line. `made` is UTC in ISO form; shares are 0 to 1, None where nothing was asked."""

    id: str
    path: Path
    name: str
    set: str
    made: str
    questions: int
    right_and_cited: float | None
    accuracy: float | None
    wrong_agency: int
    wrong_year: int
    seconds: float
    hash: str


@dataclass(frozen=True, slots=True)
class Change:
    """One question in two runs; None where a run did not ask it."""

    id: str
    type: str
    question: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two runs of a set differ in. `better` and `worse` are questions that became right and cited, or stopped
    being it; `changed` those wrong in both, in another way. `scores` are (name, before, after); `differences` what
    was not the same when they ran; `chance` is how likely so uneven a change is when neither run is the better one
    (McNemar's exact test; 0.0001 or less is given as that), None where nothing changed."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    changed: tuple[Change, ...]
    only_before: tuple[Change, ...]
    only_after: tuple[Change, ...]
    scores: tuple[tuple[str, float | None, float | None], ...]
    differences: tuple[tuple[str, str, str], ...]
    chance: float | None


def is_good(answer: Mapping[str, Any]) -> bool:
    """Right, and cited as expected."""
    return bool(answer["right"] and answer["cited"])


def folder_of(library: Path) -> Path:
    """Where the runs over a library are kept unless said otherwise."""
    return Path(library) / "runs"


def sets(library: Path | None = None) -> list[Path]:
    """The question sets that can be chosen: the shipped ones, then those in the library's folder `sets`."""
    shipped = Path(str(files("eval"))) / "sets"
    own = sorted((Path(library) / "sets").glob("*.jsonl")) if library else []
    return [path for name in SHIPPED if (path := shipped / f"{name}.jsonl").is_file()] + own


def set_named(word: str, library: Path | None = None, language: Language = "zh") -> Path:
    """The question set meant by a path or by the name of one that can be chosen. Raises FaultyRun for neither."""
    if Path(word).is_file():
        return Path(word)
    held = sets(library)
    named = next((path for path in held if path.stem == word), None)
    if named is None:
        known = ", ".join(path.stem for path in held)
        raise FaultyRun(say("eval.set_unknown", language, set=word, known=known))
    return named


def keep(record: Record, folder: Path) -> Path:
    """Write a run into `folder`, under a name of its own made from its time and name."""
    name = re.sub(r"[^\w.-]+", "-", f"{record['made'][:19]}-{record['name']}").strip("-.")[:100]
    path, more = folder / f"{name}.json", 1
    while path.exists():
        more += 1
        path = folder / f"{name}-{more}.json"
    return write(record, path)


def write(record: Record, path: Path) -> Path:
    """Write a run to a file of its own. Raises FaultyRun where that is not possible."""
    return written(path, json.dumps(record, ensure_ascii=False, indent=1))


def written(path: Path, text: str) -> Path:
    """Write a text, with the folders above it, whole or not at all. Raises FaultyRun where that is not possible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise FaultyRun(say("eval.not_written", file=path, why=error.strerror)) from error
    return path


def load(path: Path, language: Language = "zh") -> Record:
    """A kept run. Raises FaultyRun where the file cannot be read or is no run."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FaultyRun(say("eval.run_unreadable", language, file=path.name, why=why_not(error, language))) from error
    if not isinstance(record, dict) or any(name not in record for name in _NEEDED):
        raise FaultyRun(say("eval.no_run", language, file=path.name))
    return record


def listed(folder: Path) -> list[RunHead]:
    """The runs kept in a folder, newest first; what is no run is passed over."""
    return sorted(_heads(folder), key=lambda head: (head.made, head.id), reverse=True)


def _heads(folder: Path) -> Iterator[RunHead]:
    for path in folder.glob("*.json"):
        try:
            yield head(load(path), path)
        except (FaultyRun, KeyError, TypeError):
            continue


def head(record: Record, path: Path) -> RunHead:
    """What a list shows of a run."""
    whole = record["scores"]["all"]
    return RunHead(
        id=path.stem,
        path=path,
        name=record["name"],
        set=record["configuration"]["set"],
        made=record["made"],
        questions=whole["questions"],
        right_and_cited=whole["right_and_cited"],
        accuracy=whole["accuracy"],
        wrong_agency=whole["wrong_agency"],
        wrong_year=whole["wrong_year"],
        seconds=record["seconds"],
        hash=record["hash"],
    )


def find(word: str, folder: Path, language: Language = "zh") -> Path:
    """The run meant by a path, an id, the beginning of one, a run's name (the newest of that name), or `latest`."""
    if Path(word).is_file():
        return Path(word)
    heads = listed(folder)
    if word == LATEST and heads:
        return heads[0].path
    for same in ([one for one in heads if one.id == word], [one for one in heads if one.name == word]):
        if same:
            return same[0].path
    begun = [one for one in heads if one.id.startswith(word)]
    if word and len(begun) == 1:
        return begun[0].path
    known = ", ".join(one.id for one in (begun or heads)[:5]) or "-"
    raise FaultyRun(say("eval.run_unknown", language, run=word, folder=folder, known=known))


def compare(before: Record, after: Record) -> Comparison:
    """What got better and worse from one run to another."""
    old, new = ({answer["id"]: answer for answer in record["answers"]} for record in (before, after))
    both = [(old[id], new[id]) for id in old if id in new]
    better = [pair for pair in both if is_good(pair[1]) and not is_good(pair[0])]
    worse = [pair for pair in both if is_good(pair[0]) and not is_good(pair[1])]
    changed = [(a, b) for a, b in both if not is_good(a) and not is_good(b) and _outcome(a) != _outcome(b)]
    return Comparison(
        better=tuple(_change(*pair) for pair in better),
        worse=tuple(_change(*pair) for pair in worse),
        changed=tuple(_change(*pair) for pair in changed),
        only_before=tuple(_change(old[id], None) for id in old if id not in new),
        only_after=tuple(_change(None, new[id]) for id in new if id not in old),
        scores=tuple(_scores(before["scores"]["all"], after["scores"]["all"])),
        differences=tuple(_differences(before, after)),
        chance=_chance(len(better), len(worse)),
    )


def _change(before: Record | None, after: Record | None) -> Change:
    known = after or before
    assert known is not None
    return Change(known["id"], known["type"], known["question"], before, after)


def _outcome(answer: Record) -> tuple[Any, ...]:
    given = answer["answer"]
    return answer["fault"], answer["cited"], given["status"], [value["number"] for value in given["values"]]


def _scores(before: Record, after: Record) -> Iterator[tuple[str, float | None, float | None]]:
    for name in (*_SHARES, *_COUNTS):
        yield name, before.get(name), after.get(name)


def _differences(before: Record, after: Record) -> Iterator[tuple[str, str, str]]:
    for part in ("configuration", "versions"):
        old, new = before.get(part, {}), after.get(part, {})
        for name in dict.fromkeys((*old, *new)):
            if old.get(name) != new.get(name):
                yield name, str(old.get(name, "-")), str(new.get(name, "-"))


def _chance(better: int, worse: int) -> float | None:
    """The two-sided exact sign test over the questions that changed sides."""
    changed = better + worse
    if not changed:
        return None
    tail = sum(comb(changed, k) for k in range(min(better, worse) + 1))
    return max(_LEAST, round(min(1.0, 2 * tail / 2**changed), 4))
