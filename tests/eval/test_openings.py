"""The rules by which the openings are scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import openings

_CASE = {
    "id": "p1",
    "question": "?",
    "type": "narrative_number",
    "page": "003",
    "number": 487,
    "also": 4870000,
    "unit": "条",
}


def _answer(
    number: float | None = 487, text: str = "487 条[1]", file: str = "003.txt", **changed: Any
) -> dict[str, Any]:
    return {"status": "answered", "text": text, "values": [{"number": number, "unit": "条", "citations": [1]}],
            "citations": [{"n": 1, "file": file, "quote": "q"}], "reason": None} | changed  # fmt: skip


def _fault(case: dict[str, Any], answer: dict[str, Any], tmp_path: Path) -> str | None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    return openings.judge(openings.load_cases(path)[0], answer).fault


def test_numbers(tmp_path: Path) -> None:
    assert _fault(_CASE, _answer(), tmp_path) is None
    assert _fault(_CASE, _answer(4870000), tmp_path) is None
    assert _fault(_CASE, _answer(488), tmp_path) == "wrong number"
    assert _fault(_CASE, _answer(file="006.txt"), tmp_path) == "cites another report"
    assert _fault(_CASE, _answer(citations=[]), tmp_path) == "cites nothing"
    assert _fault(_CASE, _answer(status="declined"), tmp_path) == "declined"


def test_abstaining(tmp_path: Path) -> None:
    case = {"id": "u", "question": "?", "type": "unanswerable", "abstain": True}
    assert _fault(case, _answer(status="clarify"), tmp_path) is None
    assert _fault(case, _answer(), tmp_path) == "answered what cannot be known"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("没有收到申请[1]。", True),
        ("2020年收到申请 3 件[1]。没有其他。", False),
        ("0 件[1]", True),
        ("10 件[1]", False),
    ],
)
def test_a_no_stands_in_the_first_statement_and_0_is_not_10(text: str, right: bool, tmp_path: Path) -> None:
    case = {"id": "y", "question": "?", "type": "yes_no", "page": "003", "any_of": ["没有", "0"]}
    assert (_fault(case, _answer(None, text), tmp_path) is None) is right


def test_texts_are_compared_without_spaces_and_dashes_of_another_kind(tmp_path: Path) -> None:
    case = {"id": "c", "question": "?", "type": "contact", "page": "003", "any_of": ["0831—4313679"]}
    assert _fault(case, _answer(None, "电话 0831-431 3679[1]"), tmp_path) is None


def test_names_are_the_same_in_either_script_or_fuller() -> None:
    assert openings.same_agency("廣州市發(fā)展和改革委員會", "广州市发展和改革委员会")
    assert openings.same_agency("教育局", "绥棱县教育局")
    assert not openings.same_agency("绥棱县教育局", "教育局")
    assert not openings.same_agency("教育局", None)


def test_the_openings_run_on_the_real_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not openings.SHARED.exists():
        pytest.skip("the openings of real reports are not beside the project")
    openings.main(["--library", str(tmp_path), "--only", "p003", "u02"])
    assert "all" in capsys.readouterr().out
