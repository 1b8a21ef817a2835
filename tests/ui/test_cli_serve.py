"""`nianbao serve`, `passwd` and `feedback`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.feedback import Feedback
from ingest.library import Library
from ui import cli, web
from ui.accounts import accounts

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setenv("NIANBAO_LIBRARY", str(tmp_path / "library"))
    monkeypatch.delenv("NIANBAO_LANG", raising=False)

    def call(*words: object, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["nianbao", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as exit:
            cli.main()
        out, err = capsys.readouterr()
        return int(exit.value.code or 0), out, err

    return call


def test_a_user_is_added_and_their_password_changed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "users.txt"
    code, out, _ = run("passwd", file, "王芳", "--stdin", stdin="correct horse\n")
    assert code == 0
    assert "王芳" in out
    assert accounts(file)["王芳"].admits("correct horse")
    code, out, _ = run("passwd", file, "王芳", "--stdin", "--lang", "en", stdin="another horse\n")
    assert "changed" in out
    assert accounts(file)["王芳"].admits("another horse")
    code, _, err = run("passwd", file, "li", "--stdin", stdin="short\n")
    assert code == 1
    assert "8" in err


def test_the_options_of_serve_arrive(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[Any, web.Serving]] = []
    monkeypatch.setattr(web, "serve", lambda *given: served.append(given))
    assert run("serve")[0] == 0
    words = ("--host", "0.0.0.0", "--port", "8000", "--auth-file", tmp_path / "u", "--read-only", "--max-upload", "7")
    _, _, err = run("serve", *words, "--lang", "en")
    assert "without --auth-file" not in err
    assert "without --auth-file" in run("serve", "--host", "0.0.0.0", "--lang", "en")[2]
    plain, strict = served[0][1], served[1][1]
    assert (plain.host, plain.port, plain.readonly, plain.rules.upload, plain.rules.delete) == (
        "127.0.0.1",
        7860,
        False,
        True,
        True,
    )
    assert (strict.auth_file, strict.readonly, strict.rules.largest) == (tmp_path / "u", True, 7 << 20)
    assert not strict.rules.upload
    assert not strict.rules.delete


def test_a_file_of_users_that_is_no_good_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "users").write_text("wang:secret\n")
    code, _, err = run("serve", "--auth-file", tmp_path / "users")
    assert code == 1
    assert "nianbao passwd" in err
    assert "Traceback" not in err


def test_verdicts_are_listed_as_text_as_records_and_as_questions(run: Run, tmp_path: Path) -> None:
    answer = {
        "status": "answered",
        "text": "91 篇。",
        "values": [{"number": 91, "agency": "甲局", "year": 2021}],
        "citations": [],
    }
    with Library.open(tmp_path / "library") as library:
        library.judge(Feedback("a", "2026-11-22T01:00:00", "useful", "甲局2021年发了多少篇", answer, user="王芳"))
    assert "王芳" in run("feedback")[1]
    (record,) = map(json.loads, run("feedback", "--json")[1].splitlines())
    assert (record["verdict"], record["answer"]["values"][0]["number"]) == ("useful", 91)
    (line,) = map(json.loads, run("feedback", "--set")[1].splitlines())
    assert (line["question"], line["number"]) == ("甲局2021年发了多少篇", 91)
