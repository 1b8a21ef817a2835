from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from assistant import chat
from assistant.answer import Answer, AnswerTable, Citation, Claim
from assistant.question import Question
from ingest import pipeline
from ingest.library import Library
from ingest.pipeline import Outcome
from ingest.report import Place
from tests.ingest.library_samples import make_report
from ui import cli

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "sentence_transformers", "transformers", "gradio", "jieba", "pandas", "faiss", "pdfplumber")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_LIBRARY", str(tmp_path / "library"))
    monkeypatch.delenv("NIANBAO_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    with Library.open(tmp_path / "library") as library:
        for year in (2020, 2021):
            library.add(make_report(year=year))
    return tmp_path / "library"


@pytest.fixture
def run(monkeypatch, capsys):
    def call(*words, stdin=""):
        monkeypatch.setattr(sys, "argv", ["nianbao", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as exit:
            cli.main()
        out, err = capsys.readouterr()
        return exit.value.code or 0, out, err

    return call


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


class Parrot:
    """A conversation that answers with what it was asked."""

    def __init__(self, library, language=None, embedder=None):
        self.turns = []
        self.language = language
        assert embedder is None

    def ask(self, text):
        self.turns.append(text)
        return Answer(
            "answered",
            "91 篇 [1]",
            Question(text),
            values=(Claim(Decimal(91), "篇", "exact", "甲局", 2021, "wechat", (1,), text=" / ".join(self.turns)),),
            citations=(
                Citation(
                    1,
                    "r",
                    "甲局",
                    2021,
                    "年报",
                    "a.pdf",
                    ("一、总体情况", "主动公开"),
                    "微信[bold]91篇",
                    Place(3),
                    "行",
                    "列",
                ),
            ),
            table=AnswerTable(("单位", "值"), ((("甲局", ()), ("91", (1,))),)),
            warnings=("勾稽不平",),
            reading="按：甲局 · 2021",
            suggestions=("2020年呢",),
        )


@pytest.fixture
def parrot(monkeypatch):
    monkeypatch.setattr(chat, "Conversation", Parrot)


def test_an_answer_leads_and_its_sources_follow(folder, run, parrot):
    code, out, _ = run("ask", "微信", "多少")
    assert code == 0
    shown = out.splitlines()
    assert shown[0] == "91 篇 [1]"
    assert "[1] 甲局 2021 · 一、总体情况 › 主动公开 · 行 × 列 · 第 3 页 · a.pdf" in shown
    assert any("微信[bold]91篇" in line for line in shown)
    assert any(line.split() == ["甲局", "91[1]"] for line in shown)
    assert "按：甲局 · 2021" in shown
    assert "注意：勾稽不平" in shown
    assert "page 3" in run("ask", "x", "--lang", "en")[1]


def test_ask_json_keeps_the_contract(folder, run, parrot):
    _, out, _ = run("ask", "微信", "--json")
    (record,) = lines(out)
    assert {"id", "question", "status", "text", "values", "citations", "table", "warnings", "reason"} <= record.keys()
    assert (record["id"], record["values"][0]["number"], record["citations"][0]["page"]) == (None, 91, 3)


def test_questions_from_standard_input(folder, run, parrot):
    given = '\ufeff第一问\n\n{"id": 7, "question": "三", "history": ["一", "二", 5]}\n{"broken\n[1]\n{"id": "e", "question": null}\n'
    _, out, _ = run("ask", "-", "--json", stdin=given)
    answers = lines(out)
    assert [(answer["id"], answer["question"]) for answer in answers] == [
        (None, "第一问"), (7, "三"), (None, '{"broken'), (None, "[1]"), ("e", ""),
    ]  # fmt: skip
    assert [answer["values"][0]["text"] for answer in answers][:2] == ["第一问", "一 / 二 / 三"]


@pytest.mark.parametrize("words", [(), ("",), ("？！",)])
def test_a_question_without_content_gets_a_hint(folder, run, words):
    code, out, err = run("ask", *words)
    assert (code, err) == (0, "")
    assert len(out.strip()) > 10


def test_the_librarys_model_is_loaded_once_and_only_when_needed(folder, run, monkeypatch):
    with Library.open(folder) as library:
        library.add(make_report(year=2021), np.eye(2, 4, dtype=np.float32), "a-model")
    made, asked = [], []

    class Model:
        def query(self, text):
            asked.append(text)

    class Asking(Parrot):
        def __init__(self, library, language=None, embedder=None):
            super().__init__(library, language)
            self.embedder = embedder

        def ask(self, text):
            if text != "事实":
                self.embedder.query(text)
            return super().ask(text)

    monkeypatch.setattr(chat, "Conversation", Asking)
    monkeypatch.setattr(cli, "_embedder", lambda model: made.append(model) or Model())
    run("ask", "-", "--json", stdin="事实")
    assert made == []
    run("ask", "-", "--json", stdin="事实\n问题一\n问题二\n")
    assert (made, asked) == (["a-model"], ["问题一", "问题二"])


def test_reports_and_facts_as_json(folder, run):
    first, second = lines(run("reports", "--json")[1])
    assert (first["agency"], first["year"], second["year"], first["template"]) == ("甲市科学技术局", 2020, 2021, "T21")
    (fact,) = lines(run("facts", "--json", "--year", 2021, "--metric", "wechat", "--agency", "科学")[1])
    assert (fact["report"], fact["number"], fact["qualifier"], fact["page"]) == (second["report"], 91, "余", 1)
    assert fact["box"] == [72.0, 310.5, 420.1, 324.0]
    cells = lines(run("facts", "--json", "--year", 2021, "--metric", "requests")[1])
    assert [(cell["row"], cell["column"], cell["about"]) for cell in cells][-2] == (None, None, 2020)
    assert run("facts", "--json", "--agency", "乙局")[:2] == (0, "")


def test_lists_for_people(folder, run):
    assert "甲市科学技术局-2021.txt" in run("reports")[1]
    assert "wechat" in run("facts", "--lang", "en")[1]


def test_check_shows_findings(folder, run):
    code, out, _ = run("check", "--year", 2021)
    assert code == 0
    assert "[A1]" in out
    assert "新收 = 12" in out
    (record,) = lines(run("check", "--year", 2021, "--json")[1])
    assert (record["rule"], record["operands"][0]["label"], record["operands"][0]["page"]) == ("A1", "新收", 1)


def test_remove_names_what_is_not_held(folder, run):
    id = make_report().id
    code, out, err = run("remove", id, "nothing")
    assert (code, "1" in out, "nothing" in err) == (1, True, True)
    assert [head["year"] for head in lines(run("reports", "--json")[1])] == [2020]


def test_a_missing_library_is_one_line(tmp_path, run):
    code, out, err = run("reports", "--library", tmp_path / "none")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "nianbao ingest" in err


@pytest.fixture
def outcomes(monkeypatch):
    given = []

    def ingest(paths, library, embedder, agency, year, progress):
        progress("read", 1, 2)
        given.append((paths, embedder, agency, year))
        yield from given_outcomes

    given_outcomes: list[Outcome] = []
    monkeypatch.setattr(pipeline, "ingest", ingest)
    return given_outcomes, given


def test_ingest_sums_up(folder, run, outcomes):
    results, given = outcomes
    results += [
        Outcome(Path("a.pdf"), "added", warnings=("第2页无文字",)),
        Outcome(Path("b.pdf"), "unchanged", "内容与已有的 a.pdf 相同"),
        Outcome(Path("c.pdf"), "set_aside", "c.pdf 已加密"),
    ]
    code, out, _ = run("ingest", "in", "--no-embed", "--agency", "甲局", "--year", 2021)
    assert code == 0
    assert given == [([Path("in")], None, "甲局", 2021)]
    assert "新增 1 份，替换 0 份，未变 1 份，未能导入 1 份" in out
    assert all(words in out for words in ("c.pdf 已加密", "b.pdf: 内容与已有的 a.pdf 相同", "a.pdf: 第2页无文字"))
    statuses = [record["status"] for record in lines(run("ingest", "in", "--no-embed", "--json")[1])]
    assert statuses == ["added", "unchanged", "set_aside"]


def test_ingest_fails_only_when_nothing_went_in(folder, run, outcomes):
    results, _ = outcomes
    assert run("ingest", "in", "--no-embed")[0] == 1
    results.append(Outcome(Path("c.pdf"), "set_aside", "c.pdf 已加密"))
    assert run("ingest", "in", "--no-embed")[0] == 1
    results.append(Outcome(Path("b.pdf"), "unchanged"))
    assert run("ingest", "in", "--no-embed")[0] == 0


@pytest.mark.parametrize("words", [("nonsense",), ("facts", "--year", "x"), ("ingest",), ("serve", "--port", "99999")])
def test_wrong_use_is_said_so(folder, run, words):
    code, _, err = run(*words)
    assert code == 2
    assert "Traceback" not in err


def test_help_speaks_both_languages(run):
    assert "导入" in run("ingest", "--help")[1]
    assert "Bring in" in run("ingest", "--help", "--lang", "en")[1]
    for command in ("ask", "reports", "facts", "check", "remove", "serve"):
        code, out, _ = run(command, "--help", "--lang=en")
        assert code == 0
        assert "--library" in out


def test_version(run):
    code, out, _ = run("--version")
    assert (code, out.startswith("nianbao")) == (0, True)


def child(code, folder, **options):
    env = {**os.environ, "NIANBAO_LIBRARY": str(folder), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, encoding="utf-8", **options
    )


def test_a_fact_is_answered_without_anything_heavy(folder):
    code = f"""
import sys
from ui.cli import main
sys.argv = ["nianbao", "ask", "甲市科学技术局2021年微信公众号发布多少篇", "--json"]
try:
    main()
finally:
    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""
    done = child(code, folder)
    assert done.stderr.strip() == "[]"
    (answer,) = lines(done.stdout)
    assert answer["status"] == "answered"
    assert answer["values"][0]["number"] == 91
    assert answer["citations"][0]["year"] == 2021


def test_help_comes_at_once(folder):
    code = "import sys; from ui.cli import main; sys.argv = ['nianbao', '--help']; main()"
    assert min(_worked(code, folder) for _ in range(3)) < 1.0  # measured at 0.2 s


def _worked(code, folder):
    """Seconds that a process of its own computes; what others do on the machine meanwhile does not count."""
    before = os.times()
    child(code, folder, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
def test_a_reader_that_goes_away_is_no_traceback(folder):
    code = "import sys; from ui.cli import main; sys.argv = ['nianbao', 'facts', '--json']; main()"
    env = {**os.environ, "NIANBAO_LIBRARY": str(folder), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        started.stdout.close()
        assert started.stderr is not None
        err = started.stderr.read()
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
