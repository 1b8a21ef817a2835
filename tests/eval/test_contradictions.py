"""Findings are compared with what was put into a corpus, by file and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import contradictions
from eval.building import build
from eval.corpus import generate
from eval.corpus.truth import read_jsonl, write_jsonl
from ingest.library import Library


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = generate(tmp_path_factory.mktemp("corpus"), 30, 15, ["md"])
    list(build([folder / "reports"], folder / "library"))
    return folder


def test_what_was_put_in_is_found_and_little_else(corpus: Path) -> None:
    with Library.open(corpus / "library") as library:
        found = contradictions.measured(corpus, library)
    assert found["all"]["expected"] == len(
        {(one["file"], one["rule"]) for one in read_jsonl(corpus / "truth" / "findings.jsonl")}
    )
    assert found["all"]["expected"] > 3
    assert found["all"]["recall"] > 0.6
    assert found["all"]["precision"] > 0.8
    assert sum(found[rule]["rightly"] for rule in contradictions.RULES) == found["all"]["rightly"]


def test_truth_that_is_not_so_is_missed_and_a_truth_left_out_is_claimed(corpus: Path, tmp_path: Path) -> None:
    truth = read_jsonl(corpus / "truth" / "findings.jsonl")
    with Library.open(corpus / "library") as library:
        right = {tuple(line.split()) for line in contradictions.misses(corpus, library)["missed"]}
        kept = [one for one in truth if (one["file"], one["rule"]) not in right]
        first = {"file": kept[0]["file"], "rule": kept[0]["rule"]}
        kept = [one for one in kept if not first.items() <= one.items()]
        write_jsonl(tmp_path / "truth" / "findings.jsonl", [*kept, {"file": "00000.md", "rule": "C5"}])
        before, after = (
            contradictions.measured(corpus, library)["all"],
            contradictions.measured(tmp_path, library)["all"],
        )
        listed = contradictions.misses(tmp_path, library)
    assert after["rightly"] == before["rightly"] - 1
    assert listed["missed"] == ["00000.md C5"]
    assert f"{first['file']} {first['rule']}" in listed["claimed"]


def test_reports_that_are_not_in_the_library_are_left_out(corpus: Path, tmp_path: Path) -> None:
    some = sorted((corpus / "reports").iterdir())[:3]
    list(build(some, tmp_path))
    with Library.open(tmp_path) as library:
        found = contradictions.measured(corpus, library)["all"]
    truth = {(one["file"], one["rule"]) for one in read_jsonl(corpus / "truth" / "findings.jsonl")}
    assert found["expected"] == len([one for one in truth if one[0] in {path.name for path in some}])


def test_the_corpus_of_a_set_is_beside_it(corpus: Path, tmp_path: Path) -> None:
    assert contradictions.corpus_of(corpus / "sets" / "dev.jsonl") == corpus.resolve()
    assert contradictions.corpus_of(tmp_path / "dev.jsonl") is None


def test_counts_by_rule() -> None:
    counted = contradictions.compare([("a", "A1"), ("b", "A1"), ("b", "C4")], [("a", "A1"), ("c", "A1")])
    assert counted["A1"] == (2, 2, 1)
    assert counted["C4"] == (1, 0, 0)
