from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from eval import schema, verdicts
from ingest.feedback import Feedback

CITED = {
    "n": 1,
    "file": "a.md",
    "agency": "甲局",
    "year": 2021,
    "page": None,
    "row": None,
    "column": None,
    "quote": "发布91篇",
}


def value(number: int, year: int = 2021) -> dict[str, Any]:
    return {"number": number, "unit": "篇", "agency": "甲局", "year": year, "citations": [1]}


def given(question: str, verdict: str = "useful", **answer: Any) -> Feedback:
    whole = {"status": "answered", "values": [], "citations": [CITED], **answer}
    return Feedback(f"id-{question}", "2026-11-22T00:00:00", verdict, question, whole, configuration={"language": "zh"})  # type: ignore[arg-type]


def test_what_was_useful_becomes_a_question_set_that_is_sound(tmp_path: Path) -> None:
    said = [
        given("多少篇", values=[value(91)]),
        given("历年", values=[value(91), value(95, 2022)]),
        given("联系电话", values=[{"number": None, "text": "0000-1234567", "agency": "甲局", "year": 2021}]),
        given("总结"),
        given("丁局多少", status="declined", citations=[]),
        given("错的", "wrong", values=[value(7)]),
    ]
    lines = list(verdicts.items(said))
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    assert schema.validate(file) == []
    assert [line["question"] for line in lines] == ["多少篇", "历年", "联系电话", "总结", "丁局多少"]
    assert (lines[0]["number"], lines[0]["citations"]) == (
        91,
        [{"file": "a.md", "agency": "甲局", "year": 2021, "quote": "发布91篇"}],
    )
    assert [row["number"] for row in lines[1]["table"]] == [91, 95]
    assert lines[2]["any_of"] == ["0000-1234567"]
    assert lines[4]["status"] == "declined"


def test_of_one_question_the_last_verdict_counts() -> None:
    first = given("多少篇", values=[value(91)])
    assert list(verdicts.items([first, replace(first, verdict="wrong")])) == []
    later = replace(first, history=("甲局2021年",))
    assert [line.get("history") for line in verdicts.items([first, later])] == [None, ["甲局2021年"]]


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("142 篇", {"number": 142}),
        ("1,142", {"number": 1142}),
        ("约1.6万条", {"number": 16000}),
        ("142 posts", {"number": 142}),
        ("12.5%", {"number": 12.5, "unit": "%"}),
        ("三十二件", {"number": 32}),
        ("—", {"status": "declined"}),
        ("应为局办公室", {"any_of": ["应为局办公室"]}),
        ("2023年才有", {"any_of": ["2023年才有"]}),
    ],
)
def test_what_was_wrong_counts_as_its_user_corrected_it(remark: str, expected: dict[str, Any], tmp_path: Path) -> None:
    (line,) = verdicts.items([replace(given("错的", "wrong", values=[value(7)]), remark=remark)])
    assert {name: line[name] for name in line if name not in ("id", "question", "language", "type")} == expected
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    assert schema.validate(file) == []


def test_a_record_does_not_give_away_the_word_that_takes_it_back() -> None:
    record = verdicts.record(given("多少篇"))
    assert "id" not in record
    assert record["question"] == "多少篇"
    json.dumps(record)
