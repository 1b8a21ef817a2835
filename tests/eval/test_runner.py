"""A run asks every question, keeps every answer, and can be set against another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import runner, schema
from eval.building import build
from eval.corpus import generate
from ingest.library import Library


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = generate(tmp_path_factory.mktemp("run"), 6, 3, ["txt", "html"])
    outcomes = list(build([folder / "reports"], folder / "library"))
    assert [outcome.status for outcome in outcomes] == ["added"] * 6
    return folder


@pytest.fixture(scope="module")
def record(corpus: Path) -> dict[str, Any]:
    items = schema.load(corpus / "sets" / "dev.jsonl")[:40]
    with Library.open(corpus / "library") as library:
        return runner.run(items, library, "dev")


def test_every_question_is_asked_and_kept(record: dict[str, Any]) -> None:
    assert len(record["answers"]) == record["scores"]["all"]["questions"] == 40
    assert "crashed" not in {one["answer"]["status"] for one in record["answers"]}
    assert record["scores"]["all"]["accuracy"] > 0


def test_a_run_is_kept_as_json(record: dict[str, Any], tmp_path: Path) -> None:
    path = runner.keep(record, tmp_path / "runs" / "one.json")
    assert json.loads(path.read_text(encoding="utf-8"))["hash"] == record["hash"]


def test_runs_are_compared_question_by_question(record: dict[str, Any]) -> None:
    answers = [dict(one, right=True, cited=True) for one in record["answers"]]
    changed = {"answers": [dict(answers[0], right=False), *answers[1:]]}
    assert runner.compare({"answers": answers}, changed) == {"better": [], "worse": [answers[0]["id"]]}
    assert runner.compare(changed, {"answers": answers}) == {"better": [answers[0]["id"]], "worse": []}


def test_fail_under_is_the_exit_code(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(corpus / "sets" / "dev.jsonl"), "--library", str(corpus / "library"), "--failures", "1"]
    assert runner.main([*arguments, "--fail-under", "1.01"]) == 1
    assert runner.main(arguments) == 0
    assert "interval" in capsys.readouterr().out


def test_a_crash_is_an_answer_that_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    import assistant.chat

    class Broken:
        def __init__(self, *_: object, **__: object) -> None: ...

        def ask(self, text: str) -> None:
            raise RuntimeError(text)

    monkeypatch.setattr(assistant.chat, "Conversation", Broken)
    question = schema.item({"id": "a", "question": "boom", "number": 1})
    ((judged, answer),) = runner.ask_all([question], None)  # type: ignore[arg-type]
    assert not judged.right
    assert "boom" in answer["reason"]
