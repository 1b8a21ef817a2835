"""Question sets: JSONL, one question a line, with what counts as right."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ingest.errors import NianbaoError
from ingest.strings import Language, say


class FaultySet(NianbaoError):
    """A question set that cannot be used as it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question and what counts as right; what is not given is not asked for.

    number (or one of `also`), in base units, leads the answer, within `tolerance`; unit `%` takes 0.571 for 57.1.
    any_of, all_of, none_of: texts (or agencies) that stand, or do not, in the answer. yes: the answer affirms.
    table: rows {agency, year, number}, each found among the values. citations: {file, agency, year, section, page, row,
    column, quote, or}, as far as given; `or` lists other places that state the same. status: `declined` or `clarify`
    where an answer would be wrong. blank: no number may be given. rules: the faults that a check has to name (none: it
    says that there is none). history: earlier turns.
    either: alternatives {number, table, all_of …}, of which the answer meets one in full. coverage: how many reports the
    answer says it rests on.
    """

    id: str
    question: str
    language: Language = "zh"
    history: tuple[str, ...] = ()
    type: str = "lookup"
    agency: str | None = None
    year: int | None = None
    number: float | None = None
    also: tuple[float, ...] = ()
    unit: str | None = None
    tolerance: float = 0.0
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    yes: bool | None = None
    table: tuple[dict[str, Any], ...] = ()
    citations: tuple[dict[str, Any], ...] = ()
    status: str = "answered"
    blank: bool = False
    rules: tuple[str, ...] | None = None
    metric: str | None = None
    template: str | None = None
    format: str | None = None
    abstain: bool = False
    either: tuple[dict[str, Any], ...] = ()
    coverage: tuple[float, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return () if self.number is None else (self.number, *self.also)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line of a set."""

    line: int
    text: str


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _listed(test: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(test, value))


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


_KINDS: dict[str, Callable[[object], bool]] = {
    "text": _text,
    "number": _number,
    "slack": lambda value: _number(value) and float(str(value)) >= 0,
    "whole": _whole,
    "year": lambda value: _whole(value) and 1949 <= int(str(value)) <= 2100,
    "page": lambda value: _whole(value) and int(str(value)) > 0,
    "flag": lambda value: isinstance(value, bool),
    "texts": _listed(_text),
    "numbers": _listed(_number),
    "records": _listed(lambda value: isinstance(value, dict)),
    "status": lambda value: value in ("answered", "declined", "clarify"),
    "language": lambda value: value in ("zh", "en"),
}
_EXPECTATIONS = {
    "number": "number", "also": "numbers", "unit": "text", "tolerance": "slack", "any_of": "texts", "all_of": "texts",
    "none_of": "texts", "yes": "flag", "table": "records", "citations": "records", "rules": "texts",
    "coverage": "numbers",
}  # fmt: skip
_FIELDS = {
    "id": "text", "question": "text", "language": "language", "history": "texts", "type": "text", "agency": "text",
    "year": "year", **_EXPECTATIONS, "status": "status", "blank": "flag", "metric": "text", "template": "text",
    "format": "text", "abstain": "flag", "either": "records",
}  # fmt: skip
_PLACE = {
    "file": "text", "agency": "text", "year": "year", "section": "text", "page": "page", "row": "text",
    "column": "text", "quote": "text", "or": "records",
}  # fmt: skip
_WAY = {"agency": "text", "year": "year", **_EXPECTATIONS, "blank": "flag", "status": "status"}
_ROW = {"agency": "text", "year": "year", "number": "number"}
_INNER = {"citations": _PLACE, "or": _PLACE, "table": _ROW, "either": _WAY}
"""What the records of a field may hold."""
_NEEDED = {"": ("id", "question"), "table": tuple(_ROW)}
_EXPECTED = ("number", "any_of", "all_of", "yes", "table", "blank", "rules", "either")
_REFUSED = ("declined", "clarify")


def validate(path: Path, language: Language = "zh") -> list[Problem]:
    """What is wrong with a question set, line by line; an empty list when nothing is. Raises FaultySet when the file
    cannot be opened."""
    found: list[Problem] = []
    ids: dict[str, int] = {}
    lines = 0
    for number, line in _lines(path, language):
        lines += 1
        record, why = _parsed(line)
        if record is None:
            found.append(Problem(number, say("eval.not_json", language, line=number, why=why)))
            continue
        found += [Problem(number, text) for text in _faults(number, record, language)]
        id = str(record.get("id"))
        if id in ids:
            found.append(Problem(number, say("eval.same_id", language, line=number, id=id, first=ids[id])))
        ids.setdefault(id, number)
    if not lines:
        found.append(Problem(0, say("eval.empty_set", language, file=path.name)))
    return found


def load(path: Path, language: Language = "zh") -> list[Item]:
    """The questions of a set. Raises FaultySet, naming the first fault."""
    problems = validate(path, language)
    if problems:
        raise FaultySet(say("eval.set_faulty", language, file=path.name, count=len(problems), first=problems[0].text))
    return [item(json.loads(line)) for _, line in _lines(path, language)]


def item(record: dict[str, Any]) -> Item:
    """One valid record as a question; lists become tuples, `abstain` an expected status."""
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    values["either"] = tuple(
        {key: tuple(value) if isinstance(value, list) else value for key, value in way.items()}
        for way in record.get("either", ())
    )
    if values.get("abstain"):
        values["status"] = "declined"
    return Item(**values)


def _lines(path: Path, language: Language) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultySet(say("eval.set_unreadable", language, file=path.name, why=why_not(error, language))) from error
    return ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def why_not(error: Exception, language: Language) -> str:
    """Why a file cannot be read, in words for users: the system's reason, or that it is no text."""
    if isinstance(error, FileNotFoundError):
        return say("eval.no_such_file", language)
    if isinstance(error, IsADirectoryError):
        return say("eval.a_folder", language)
    if isinstance(error, UnicodeDecodeError):
        return say("eval.not_utf8", language)
    if isinstance(error, json.JSONDecodeError):
        return say("eval.broken_json", language, line=error.lineno)
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _parsed(line: str) -> tuple[dict[str, Any] | None, str]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return None, error.msg
    return (record, "") if isinstance(record, dict) else (None, type(record).__name__)


def _faults(line: int, record: dict[str, Any], language: Language) -> Iterator[str]:
    yield from _fields(line, "", "", record, _FIELDS, language)
    refused = record.get("abstain") is True or record.get("status") in _REFUSED
    expected = [name for name in _EXPECTED if _asks(name, record.get(name))]
    if refused and expected:
        yield say("eval.both_expected", language, line=line, fields=", ".join(expected))
    if not refused and not expected:
        yield say("eval.nothing_expected", language, line=line, fields=", ".join((*_EXPECTED, "status")))


def _asks(name: str, value: object) -> bool:
    """Whether a field asks for something: an empty list of rules does, and so does a plain no."""
    return value is not None and (name in ("yes", "rules") or (value is not False and value != []))


def _fields(
    line: int, path: str, kind: str, record: dict[str, Any], known: dict[str, str], language: Language
) -> Iterator[str]:
    """What is wrong with the fields of a record, and of the records inside it; `path` leads to it."""
    for name in _NEEDED.get(kind, ()):
        if name not in record:
            yield say("eval.field_missing", language, line=line, field=path + name)
    for name, value in record.items():
        if name not in known:
            near = get_close_matches(name, known, 1)
            listed = near[0] + "?" if near else ", ".join(known)
            yield say("eval.field_unknown", language, line=line, field=path + name, known=listed)
        elif not _KINDS[known[name]](value):
            wanted = say(f"eval.kind_{known[name]}", language)
            yield say("eval.field_kind", language, line=line, field=path + name, kind=wanted, given=repr(value)[:40])
        elif name in _INNER:
            for number, inner in enumerate(value):
                yield from _fields(line, f"{path}{name}[{number}].", name, inner, _INNER[name], language)
