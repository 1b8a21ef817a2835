"""Question sets: JSONL, one question a line, with what counts as right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    column, quote}, as far as given. status: `declined` or `clarify` where an answer would be wrong. blank: no number may
    be given. rules: the faults that a check has to name (none: it says that there is none). history: earlier turns.
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

    @property
    def numbers(self) -> tuple[float, ...]:
        return () if self.number is None else (self.number, *self.also)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line of a set."""

    line: int
    text: str


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _listed(test: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(test, value))


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _record(value: object) -> bool:
    return isinstance(value, dict)


_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "text": ("kind_text", _text),
    "number": ("kind_number", _number),
    "whole": ("kind_whole", lambda value: isinstance(value, int) and not isinstance(value, bool)),
    "flag": ("kind_flag", lambda value: isinstance(value, bool)),
    "texts": ("kind_texts", _listed(_text)),
    "numbers": ("kind_numbers", _listed(_number)),
    "records": ("kind_records", _listed(_record)),
    "status": ("kind_status", lambda value: value in ("answered", "declined", "clarify")),
    "language": ("kind_language", lambda value: value in ("zh", "en")),
}
_FIELDS = {
    "id": "text", "question": "text", "language": "language", "history": "texts", "type": "text", "agency": "text",
    "year": "whole", "number": "number", "also": "numbers", "unit": "text", "tolerance": "number", "any_of": "texts",
    "all_of": "texts", "none_of": "texts", "yes": "flag", "table": "records", "citations": "records",
    "status": "status", "blank": "flag", "rules": "texts", "metric": "text", "template": "text", "format": "text",
    "abstain": "flag",
}  # fmt: skip
_EXPECTED = ("number", "any_of", "all_of", "yes", "table", "status", "blank", "rules", "abstain")


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
    if values.get("abstain"):
        values["status"] = "declined"
    return Item(**values)


def _lines(path: Path, language: Language) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultySet(say("eval.set_unreadable", language, file=path.name, why=error)) from error
    return ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _parsed(line: str) -> tuple[dict[str, Any] | None, str]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return None, error.msg
    return (record, "") if isinstance(record, dict) else (None, type(record).__name__)


def _faults(line: int, record: dict[str, Any], language: Language) -> Iterator[str]:
    for name in ("id", "question"):
        if name not in record:
            yield say("eval.field_missing", language, line=line, field=name)
    for name, value in record.items():
        if name not in _FIELDS:
            yield say("eval.field_unknown", language, line=line, field=name, known=", ".join(_FIELDS))
        elif not _KINDS[_FIELDS[name]][1](value):
            kind = say(f"eval.{_KINDS[_FIELDS[name]][0]}", language)
            yield say("eval.field_kind", language, line=line, field=name, kind=kind, given=repr(value)[:40])
    if not any(name in record for name in _EXPECTED):
        yield say("eval.nothing_expected", language, line=line, fields=", ".join(_EXPECTED))
