"""Question sets are checked line by line."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from eval import schema

_GOOD = {"id": "a", "question": "多少件？", "number": 3}


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "set.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_good_set_loads(tmp_path: Path) -> None:
    path = _file(tmp_path, _GOOD, "", {"id": "b", "question": "?", "abstain": True, "history": ["x"]})
    assert schema.validate(path) == []
    first, second = schema.load(path)
    assert first.numbers == (3,)
    assert (second.status, second.history) == ("declined", ("x",))


@pytest.mark.parametrize(
    ("line", "word"),
    [("{", "JSON"), ("[1]", "list"), ({"question": "?", "number": 1}, "id"), (_GOOD | {"numbr": 4}, "numbr"),
     (_GOOD | {"year": "2021"}, "year"), (_GOOD | {"number": True}, "number"), (_GOOD | {"any_of": "x"}, "any_of"),
     (_GOOD | {"status": "maybe"}, "status"), ({"id": "a", "question": "?"}, "any_of"), (_GOOD | {"language": "fr"}, "zh")],
)  # fmt: skip
def test_a_fault_names_its_line_and_field(tmp_path: Path, line: object, word: str) -> None:
    path = _file(tmp_path, {"id": "first", "question": "?", "number": 1}, line)
    (problem,) = schema.validate(path, "en")
    assert problem.line == 2
    assert "2" in problem.text
    assert word in problem.text
    with pytest.raises(schema.FaultySet, match=r"set\.jsonl"):
        schema.load(path)


def test_repeated_ids_name_both_lines(tmp_path: Path) -> None:
    (problem,) = schema.validate(_file(tmp_path, _GOOD, _GOOD), "en")
    assert (problem.line, "line 1" in problem.text) == (2, True)


def test_an_empty_set_is_a_fault(tmp_path: Path) -> None:
    assert len(schema.validate(_file(tmp_path, ""))) == 1


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(schema.FaultySet, match=r"gone\.jsonl"):
        schema.validate(tmp_path / "gone.jsonl")


def test_fields_of_the_schema_and_of_the_noun_agree() -> None:
    assert {one.name for one in fields(schema.Item)} == set(schema._FIELDS)
