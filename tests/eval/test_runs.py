"""Runs are kept, found again, and set against each other question by question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import runs
from eval.schema import item
from eval.score import judge
from eval.summing import summary


def _answer(id: str, right: bool = True, cited: bool = True, number: int = 1) -> dict[str, Any]:
    given = {
        "status": "answered",
        "text": f"{number}",
        "values": [{"number": number, "agency": "甲", "year": 1, "citations": []}],
        "citations": [],
    }
    return {"id": id, "type": "lookup", "question": f"{id}?", "right": right, "cited": cited,
            "fault": None if right else "wrong number", "answer": given}  # fmt: skip


def _run(*answers: dict[str, Any], name: str = "one", made: str = "2026-01-02T03:04:05+00:00", **changed: Any) -> Any:
    judged = [judge(item({"id": one["id"], "question": "?", "number": 1}), one["answer"]) for one in answers]
    record = {"name": name, "made": made, "configuration": {"set": "s.jsonl", "library": "a"}, "hash": "h",
              "versions": {"code": "x"}, "seconds": 1.5, "scores": summary(judged), "answers": list(answers)}  # fmt: skip
    return record | changed


def test_a_run_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    first, second = (runs.keep(_run(_answer("a"), name="../ä 甲/乙"), tmp_path / "runs") for _ in range(2))
    assert first.parent == second.parent == tmp_path / "runs"
    assert first != second
    assert "甲-乙" in first.name
    assert runs.load(first)["answers"][0]["id"] == "a"


def test_runs_are_listed_newest_first_and_others_passed_over(tmp_path: Path) -> None:
    runs.keep(_run(_answer("a"), name="old", made="2026-01-01T00:00:00+00:00"), tmp_path)
    runs.keep(_run(_answer("a", right=False, number=2), name="new", made="2026-02-01T00:00:00+00:00"), tmp_path)
    (tmp_path / "broken.json").write_text("{", "utf-8")
    (tmp_path / "other.json").write_text('{"made": 1}', "utf-8")
    heads = runs.listed(tmp_path)
    assert [head.name for head in heads] == ["new", "old"]
    assert (heads[1].set, heads[1].questions, heads[1].accuracy, heads[0].accuracy) == ("s.jsonl", 1, 1.0, 0.0)
    assert runs.listed(tmp_path / "none") == []


def test_a_run_is_found_by_path_id_beginning_name_or_as_the_latest(tmp_path: Path) -> None:
    old = runs.keep(_run(name="base", made="2026-01-01T00:00:00+00:00"), tmp_path)
    new = runs.keep(_run(name="base", made="2026-02-01T00:00:00+00:00"), tmp_path)
    assert runs.find(str(old), tmp_path) == old
    assert runs.find(old.stem, tmp_path) == old
    assert runs.find("2026-01", tmp_path) == old
    assert runs.find("base", tmp_path) == new
    assert runs.find("latest", tmp_path) == new
    for word in ("2026", "gone", ""):
        with pytest.raises(runs.FaultyRun, match=r"2026-0"):
            runs.find(word, tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made": "x"}'])
def test_what_is_no_run_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    with pytest.raises(runs.FaultyRun, match=r"x\.json"):
        runs.load(path)


def test_better_worse_changed_and_only_in_one() -> None:
    before = _run(_answer("gained", right=False, number=2), _answer("lost"), _answer("cite", cited=False),
                  _answer("other", right=False, number=3), _answer("same", right=False, number=4), _answer("gone"))  # fmt: skip
    after = _run(_answer("gained"), _answer("lost", right=False, number=9), _answer("cite"),
                 _answer("other", right=False, number=5), _answer("same", right=False, number=4), _answer("added"))  # fmt: skip
    found = runs.compare(before, after)
    assert [one.id for one in found.better] == ["gained", "cite"]
    assert [one.id for one in found.worse] == ["lost"]
    assert [one.id for one in found.changed] == ["other"]
    assert [one.id for one in found.only_before] == ["gone"]
    assert [one.id for one in found.only_after] == ["added"]
    assert found.better[0].before is not None
    assert found.better[0].before["answer"]["values"][0]["number"] == 2
    assert {name: (old, new) for name, old, new in found.scores}["accuracy"] == (0.5, 0.5)


def test_a_right_answer_without_its_citation_is_not_good() -> None:
    assert runs.is_good(_answer("a"))
    assert not runs.is_good(_answer("a", cited=False))
    assert not runs.is_good(_answer("a", right=False))


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    [(0, 0, None), (1, 0, 1.0), (5, 0, 0.0625), (3, 3, 1.0), (10, 1, 0.0117), (40, 2, 0.0001)],
)
def test_the_chance_of_so_uneven_a_change(better: int, worse: int, chance: float | None) -> None:
    gained = [(_answer(f"g{n}", right=False), _answer(f"g{n}")) for n in range(better)]
    lost = [(_answer(f"l{n}"), _answer(f"l{n}", right=False)) for n in range(worse)]
    pairs = [*gained, *lost, (_answer("same"), _answer("same"))]
    assert runs.compare(_run(*(a for a, _ in pairs)), _run(*(b for _, b in pairs))).chance == chance


def test_what_was_not_the_same_is_said() -> None:
    before = _run(configuration={"set": "s.jsonl", "library": "a", "model": None}, versions={"code": "x", "torch": "1"})
    after = _run(configuration={"set": "s.jsonl", "library": "b", "model": None}, versions={"code": "x"})
    assert runs.compare(before, after).differences == (("library", "a", "b"), ("torch", "1", "-"))


def test_sets_that_can_be_chosen(tmp_path: Path) -> None:
    assert [path.name for path in runs.sets()] == ["samples.jsonl"]
    own = tmp_path / "sets" / "own.jsonl"
    own.parent.mkdir()
    own.write_text(json.dumps({"id": "1", "question": "?", "number": 1}), "utf-8")
    assert runs.sets(tmp_path)[-1] == own
    assert runs.set_named("own", tmp_path) == own
    assert runs.set_named(str(own)) == own
    with pytest.raises(runs.FaultyRun, match="samples, own"):
        runs.set_named("gone", tmp_path)


def test_where_nothing_can_be_written_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(runs.FaultyRun, match="file"):
        runs.keep(_run(), tmp_path / "file" / "runs")


def test_a_run_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{\n  broken", "utf-8")
    with pytest.raises(runs.FaultyRun, match="第 2 行"):
        runs.load(tmp_path / "run.json")


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    runs.written(tmp_path / "runs" / "one.json", "first")
    runs.written(tmp_path / "runs" / "one.json", "second")
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["one.json"]
    assert (tmp_path / "runs" / "one.json").read_text("utf-8") == "second"
