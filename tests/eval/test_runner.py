"""A run asks every question, keeps every answer, and can be set against another."""

from __future__ import annotations

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


def test_a_run_says_what_was_measured(record: dict[str, Any], corpus: Path) -> None:
    assert record["configuration"]["reports"] == 6
    assert record["configuration"]["variant"] == "full"
    assert {"code", "python"} <= set(record["versions"])
    with Library.open(corpus / "library") as library:
        assert runner.fingerprint(library)["library"] == record["configuration"]["library"]
        same = runner.recorded([], [], library, "dev")
        assert same["configuration"]["questions"] != record["configuration"]["questions"]
        assert same["hash"] != record["hash"]


def test_retrieval_is_scored_beside_the_answers(record: dict[str, Any]) -> None:
    ranked = [one for one in record["answers"] if one["ranked"]]
    found = record["scores"]["all"]["retrieval"]
    assert found["questions"] == len(ranked) > 0
    assert found["recall@1"] <= found["recall@10"]
    assert found["recall@10"] == pytest.approx(sum(one["rank"] is not None for one in ranked) / len(ranked), abs=1e-4)


def test_the_library_read_otherwise_has_another_fingerprint(corpus: Path, tmp_path: Path) -> None:
    list(build([next((corpus / "reports").iterdir())], tmp_path / "other"))
    with Library.open(corpus / "library") as whole, Library.open(tmp_path / "other") as one:
        assert runner.fingerprint(whole)["library"] != runner.fingerprint(one)["library"]


def test_asking_can_be_stopped(corpus: Path) -> None:
    asked: list[str] = []

    def ask(item: schema.Item) -> tuple[dict[str, Any], float]:
        asked.append(item.id)
        return {"status": "declined", "text": "", "values": [], "citations": []}, 0.5

    items = [schema.item({"id": str(number), "question": "?", "number": 1}) for number in range(3)]
    with Library.open(corpus / "library") as library:
        judgement, _ = next(runner.asking(items, library, None, ask))
    assert (asked, judgement.seconds) == (["0"], 0.5)


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
    ((judged, answer),) = runner.asking([question], None)  # type: ignore[arg-type]
    assert not judged.right
    assert "boom" in answer["reason"]
