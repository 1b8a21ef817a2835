"""`nianbao eval` as it is typed: what is printed, written and returned."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from eval import schema
from eval.building import build
from eval.corpus import generate
from ui import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["nianbao", "eval", *map(str, words)])
        with pytest.raises(SystemExit) as exit:
            cli.main()
        out, err = capsys.readouterr()
        return int(exit.value.code or 0), out, err

    return call


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = generate(tmp_path_factory.mktemp("corpus"), 6, 3, ["md", "html"])
    assert all(outcome.status == "added" for outcome in build([folder / "reports"], folder / "library"))
    return folder


@pytest.fixture
def little(corpus: Path) -> Path:
    """A set of twelve questions beside the corpus' own, so that its truth is found."""
    path = corpus / "sets" / "little.jsonl"
    path.write_text("".join((corpus / "sets" / "dev.jsonl").read_text("utf-8").splitlines(keepends=True)[:12]), "utf-8")
    return path


def test_the_help_names_every_command(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name in ("validate", "draft", "corpus", "run", "compare", "report", "runs"):
        assert f"\n  {name} " in out


def test_validating(run: Run, tmp_path: Path, little: Path) -> None:
    faulty = tmp_path / "faulty.jsonl"
    faulty.write_text('{"id": "a", "question": "?"}\n{\n', "utf-8")
    code, out, err = run("validate", little, faulty, "--lang", "en")
    assert code == 1
    assert "little.jsonl: 12 questions" in out
    assert "faulty.jsonl: line 1" in err
    assert "faulty.jsonl: line 2" in err
    assert run("validate", little)[0] == 0
    assert run("validate", tmp_path / "gone.jsonl")[0] == 1


def test_a_draft_is_valid_and_never_written_over(run: Run, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine" / "set.jsonl"
    assert run("draft", out, "--library", corpus / "library", "--size", 20)[0] == 0
    assert len(schema.load(out)) >= 20
    before = out.read_bytes()
    code, _, err = run("draft", out, "--library", corpus / "library")
    assert code == 2
    assert "set.jsonl" in err
    assert out.read_bytes() == before


def test_a_corpus_is_written_with_its_truth(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert run("corpus", folder, "--reports", 3, "--seed", 5, "--formats", "md,txt", "--formats", "html")[0] == 0
    assert len(list((folder / "reports").iterdir())) == 3
    assert {path.suffix for path in (folder / "reports").iterdir()} <= {".md", ".txt", ".html"}
    assert {path.name for path in (folder / "sets").iterdir()} == {"dev.jsonl", "test.jsonl"}
    assert run("corpus", folder)[0] == 2
    code, _, err = run("corpus", tmp_path / "other", "--formats", "doc")
    assert code == 2
    assert "doc" in err
    assert not (tmp_path / "other").exists()


def test_a_run_is_shown_kept_listed_and_reported(run: Run, corpus: Path, little: Path, tmp_path: Path) -> None:
    library = corpus / "library"
    page = tmp_path / "page.html"
    code, out, err = run("run", little, "--library", library, "--name", "base", "--html", page, "--lang", "en")
    assert (code, err) == (0, "")
    assert "Right and cited" in out
    assert "Contradictions found in all reports" in out
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    _, listed, _ = run("runs", "--library", library, "--json")
    [head] = [json.loads(line) for line in listed.splitlines() if json.loads(line)["name"] == "base"]
    assert (head["questions"], head["set"]) == (12, "little.jsonl")
    assert head["id"] in run("runs", "--library", library)[1]
    assert run("report", "base", "--library", library, "--before", head["id"], "--out", tmp_path / "two.html")[0] == 0
    assert "base" in (tmp_path / "two.html").read_text("utf-8")
    assert (library / "runs" / f"{head['id']}.json").is_file()


def test_fail_under_is_the_exit_code(run: Run, corpus: Path, little: Path, tmp_path: Path) -> None:
    words = ("run", little, "--library", corpus / "library", "--out", tmp_path / "run.json", "--lang", "en")
    assert run(*words, "--fail-under", 0)[0] == 0
    impossible = tmp_path / "impossible.jsonl"
    impossible.write_text(json.dumps({"id": "a", "question": "明天会下雨吗", "number": 1}), "utf-8")
    code, _, err = run("run", impossible, "--library", corpus / "library", "--out", tmp_path / "x.json",
                       "--fail-under", 0.01, "--lang", "en")  # fmt: skip
    assert code == 1
    assert "below the required 1.0%" in err
    assert (tmp_path / "x.json").is_file()


def test_runs_are_compared(run: Run, corpus: Path, little: Path, tmp_path: Path) -> None:
    library = corpus / "library"
    run("run", little, "--library", library, "--out", tmp_path / "a.json")
    record = json.loads((tmp_path / "a.json").read_text("utf-8"))
    good = next(one for one in record["answers"] if one["right"] and one["cited"])
    good["right"] = False
    (tmp_path / "b.json").write_text(json.dumps(record), "utf-8")
    code, out, _ = run("compare", tmp_path / "a.json", tmp_path / "b.json", "--library", library, "--lang", "en")
    assert code == 0
    assert "1 got worse" in out
    assert good["question"] in out
    _, out, _ = run("compare", tmp_path / "b.json", tmp_path / "a.json", "--library", library, "--json")
    assert json.loads(out)["better"] == [good["id"]]
    code, _, err = run("compare", "gone", "latest", "--library", library)
    assert code == 1
    assert "gone" in err


def test_a_variant_is_run_and_named(run: Run, corpus: Path, little: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.json"
    assert run("run", little, "--library", corpus / "library", "--ablation", "no-facts", "--out", out)[0] == 0
    assert json.loads(out.read_text("utf-8"))["configuration"]["variant"] == "no-facts"
    code, _, err = run("run", little, "--library", corpus / "library", "--ablation", "half")
    assert code == 1
    assert "no-routing" in err


def test_a_library_that_is_not_there_is_named_and_not_made(run: Run, little: Path, tmp_path: Path) -> None:
    code, _, err = run("run", little, "--library", tmp_path / "gone")
    assert code == 1
    assert "gone" in err
    assert not (tmp_path / "gone").exists()


def test_every_command_that_the_docs_name_exists(run: Run) -> None:
    text = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")
    named = set(re.findall(r"nianbao eval ([a-z]+)", text))
    assert named == {"validate", "draft", "corpus", "run", "runs", "compare", "report"}
    options = {name: set(re.findall(r"--[a-z-]+", run(name, "--help")[1])) for name in named}
    for line in text.splitlines():
        for command, words in re.findall(r"nianbao eval ([a-z]+)([^`|]*)", line):
            assert set(re.findall(r"--[a-z-]+", words)) <= options[command], line
    for module in set(re.findall(r"python -m (eval\.[a-z_]+)", text)):
        assert importlib.util.find_spec(module) is not None, module
