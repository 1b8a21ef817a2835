"""The tools over MCP, with the reference client: over standard input and output, and over HTTP."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest

from ingest.library import Library
from ingest.pipeline import read_report
from tests.assistant.test_tools import NAMES as TOOLS

ROOT = Path(__file__).resolve().parents[2]
NAMES = {*TOOLS, "ask"}
FACT = {"agency": "云川市科技局", "metric": "新收申请", "year": 2023}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    held = tmp_path_factory.mktemp("library")
    with Library.open(held) as library:
        for name in ("yunchuan-kjj-2023.pdf", "yunchuan-kjj-2022.html", "qiyan-jyj-2023.md"):
            library.add(read_report(samples / name))
    return held


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder, readonly=True) as held:
        yield held


def told(library_or_target: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The list of tools, and what each call returns."""
    from mcp import Client

    async def talk() -> list[Any]:
        async with Client(library_or_target) as client:
            return [await client.list_tools(), *[await client.call_tool(name, given) for name, given in calls]]

    # Its own thread: the browser of other tests may have a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, talk).result()


def served(library: Library) -> Any:
    from ui.mcp import server

    return server(library)


def test_the_tools_and_their_bounds(library: Library) -> None:
    (listed,) = told(served(library))
    assert {tool.name for tool in listed.tools} == NAMES
    by_name = {tool.name: tool for tool in listed.tools}
    assert by_name["rank"].input_schema["properties"]["limit"]["maximum"] == 20
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    assert all(tool.description for tool in listed.tools)


def test_a_fact_carries_its_citations(library: Library) -> None:
    _, first, again = told(served(library), ("lookup_facts", FACT), ("lookup_facts", FACT))
    record = first.structured_content
    assert record["facts"][0]["value"] == "18 件"
    assert record["citations"][0] == {**record["citations"][0], "n": 1, "file": "yunchuan-kjj-2023.pdf", "page": 2}
    assert record == again.structured_content  # every call counts its citations from 1


def test_words_and_questions(library: Library) -> None:
    section = {"agency": "栖岩县教育局", "year": 2023, "section": "problems"}
    _, read, answer = told(
        served(library), ("read_section", section), ("ask", {"question": "云川科技局2023年微信发了多少篇"})
    )
    assert "民办学校" in read.structured_content["sentences"][0]["text"]
    assert answer.structured_content["values"][0]["number"] == 315


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("lookup_facts", {**FACT, "agency": "固原市科技局"}, "固原市科技局"),
        ("lookup_facts", {**FACT, "year": 3}, "1990"),
        ("lookup_facts", {"agency": "云川市科技局"}, "metric"),
        ("rank", {"metric": "新收申请", "limit": 10_000}, "limit"),
        ("read_section", {"agency": "云川市科技局", "year": 2023, "section": "../.."}, "section"),
        ("drop", {}, "drop"),
    ],
)
def test_errors_are_told_in_one_plain_line(library: Library, name: str, given: dict[str, Any], said: str) -> None:
    _, result = told(served(library), (name, given))
    assert result.is_error
    assert said in result.content[0].text
    assert "\n" not in result.content[0].text
    assert "pydantic" not in result.content[0].text


def test_standard_input_and_output(folder: Path) -> None:
    """`nianbao mcp` in a process of its own, as a desktop client starts it."""
    from mcp import StdioServerParameters, stdio_client

    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", "from ui.cli import main; main()", "mcp", "--library", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=str(ROOT),
    )
    listed, result = told(stdio_client(parameters), ("lookup_facts", FACT))
    assert {tool.name for tool in listed.tools} == NAMES
    assert result.structured_content["facts"][0]["value"] == "18 件"


def test_over_http_beside_other_pages(library: Library) -> None:
    import uvicorn
    from fastapi import FastAPI
    from mcp.client.streamable_http import streamable_http_client

    from ui.mcp import add_mcp

    app = FastAPI()
    app.add_api_route("/health", lambda: {"status": "ok"})
    add_mcp(app, library)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        target = streamable_http_client(f"http://127.0.0.1:{port}/mcp")
        listed, result = told(target, ("lookup_facts", FACT))
        assert {tool.name for tool in listed.tools} == NAMES
        assert result.structured_content["facts"][0]["value"] == "18 件"
    finally:
        server.should_exit = True
        thread.join(10)
