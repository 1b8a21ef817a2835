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
     (_GOOD | {"status": "maybe"}, "status"), ({"id": "a", "question": "?"}, "any_of"), (_GOOD | {"language": "fr"}, "zh"),
     ({"id": "a", "question": "?", "status": "answered"}, "right"), ({"id": "a", "question": "?", "any_of": []}, "right"),
     (_GOOD | {"status": "declined"}, "number"), (_GOOD | {"tolerance": -1}, "tolerance"), (_GOOD | {"year": 20210}, "year"),
     (_GOOD | {"yeer": 2021}, "year?"), (_GOOD | {"number": float("nan")}, "number"), (_GOOD | {"question": " "}, "question"),
     (_GOOD | {"citations": [{"file": "a"}, {"pag": 3}]}, "citations[1].pag"), (_GOOD | {"citations": [{"page": 0}]}, "citations[0].page"),
     (_GOOD | {"citations": [{"or": [{"page": "3"}]}]}, "citations[0].or[0].page"), (_GOOD | {"citations": [3]}, "citations"),
     ({"id": "a", "question": "?", "table": [{"agency": "x", "year": 2021}]}, "table[0].number"),
     ({"id": "a", "question": "?", "either": [{"id": "b"}]}, "either[0].id")],
)  # fmt: skip
def test_a_fault_names_its_line_and_field(tmp_path: Path, line: object, word: str) -> None:
    path = _file(tmp_path, {"id": "first", "question": "?", "number": 1}, line)
    (problem,) = schema.validate(path, "en")
    assert problem.line == 2
    assert "2" in problem.text
    assert word in problem.text
    with pytest.raises(schema.FaultySet, match=r"set\.jsonl"):
        schema.load(path)


def test_what_is_expected_may_be_a_denial(tmp_path: Path) -> None:
    for expected in ({"yes": False}, {"rules": []}, {"status": "clarify"}, {"blank": True}, {"number": 0}):
        assert schema.validate(_file(tmp_path, {"id": "a", "question": "?", **expected})) == []


def test_a_line_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(
        ("\ufeff" + json.dumps(_GOOD | {"question": "甲\u2028乙\x85丙"}, ensure_ascii=False) + "\r\n\r\n").encode()
    )
    [one] = schema.load(path)
    assert one.question == "甲\u2028乙\x85丙"


def test_several_faults_of_a_line_are_all_named(tmp_path: Path) -> None:
    problems = schema.validate(_file(tmp_path, {"question": 3, "numbr": 1, "year": "x"}), "en")
    assert len(problems) == 5
    assert {problem.line for problem in problems} == {1}


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


def test_why_a_file_cannot_be_read_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    for name, language, words in (
        ("bytes.jsonl", "zh", "UTF-8"),
        ("none.jsonl", "zh", "没有这个文件"),
        ("none.jsonl", "en", "no such"),
    ):
        with pytest.raises(schema.FaultySet, match=words) as raised:
            schema.load(tmp_path / name, language)  # type: ignore[arg-type]
        assert "codec" not in str(raised.value)
        assert "Errno" not in str(raised.value)
