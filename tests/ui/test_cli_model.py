"""`nianbao ask --llm` and `nianbao mcp` from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import read_report
from tests.assistant.model_server import ModelServer, Reply, Request, material, model_server
from ui import cli

Run = Callable[..., tuple[int, str, str]]

FACT = "云川市科学技术局2023年新收申请多少件"
OPEN = "云川市科学技术局2023年存在哪些问题"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    held = tmp_path_factory.mktemp("library")
    with Library.open(held) as library:
        library.add(read_report(samples / "yunchuan-kjj-2023.pdf"))
    return held


def honest(request: Request) -> Reply:
    held = {one["cite"]: one for one in material(request)}.values()
    return Reply(
        "\n".join(
            f"{one['agency']}{one['year']}年{one.get('metric', '')}{one.get('value') or one['text']}{one['cite']}"
            for one in held
        )
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with model_server(honest) as running:
        monkeypatch.setenv("NIANBAO_LLM", "openai:scripted")
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("NIANBAO_LLM_PRICE", "2/8 CNY")
        yield running


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line with some words: exit code, output, errors."""

    def call(folder: Path, *words: str) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", "400")
        monkeypatch.setattr(sys, "argv", ["nianbao", "ask", "--library", str(folder), *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return call


def test_a_fact_is_not_sent_and_an_open_question_is(folder: Path, server: ModelServer, run: Run) -> None:
    assert "scripted" not in run(folder, FACT)[1]
    assert server.requests == []
    told = run(folder, OPEN)[1]
    assert "scripted" in told
    assert "CNY" in told
    assert len(server.requests) == 1


def test_always_and_never(folder: Path, server: ModelServer, run: Run) -> None:
    record = json.loads(run(folder, "--llm", "always", "--json", FACT)[1])
    assert record["usage"]["calls"] == 1
    assert record["values"][0]["number"] == 18
    assert record["notes"]
    assert json.loads(run(folder, "--llm", "never", "--json", OPEN)[1])["usage"] is None
    assert len(server.requests) == 1


def test_always_without_a_model_says_how_to_set_one(folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.delenv("NIANBAO_LLM", raising=False)
    code, out, error = run(folder, "--llm", "always", FACT)
    assert (code, out) == (1, "")
    assert "NIANBAO_LLM" in error


def test_without_a_model_nothing_changes(folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.delenv("NIANBAO_LLM", raising=False)
    with Library.open(folder, readonly=True) as library:
        expected = Conversation(library).ask(OPEN).text
    assert expected in run(folder, OPEN)[1]
