"""The examples of docs/api.md, run as they stand there against a real server; and what the API says to bad input."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest import pipeline
from ingest.library import Library
from tests.ui.browsing import served
from ui.accounts import Account, account
from ui.page.gate import Gate

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
BLOCKS = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
FILES = ("wuzhong-kjj-2021.md", "yunchuan-kjj-2022.html", "yunchuan-kjj-2021.md")

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::PendingDeprecationWarning", "ignore::ResourceWarning"
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("api")) as library:
        outcomes = list(pipeline.ingest([samples / file for file in FILES], library, None))
        assert [outcome.status for outcome in outcomes] == ["added"] * 3
        yield library


@pytest.fixture(scope="module")
def open_server(read: Library) -> Iterator[str]:
    yield from served(read)


@pytest.fixture(scope="module")
def closed_server(read: Library) -> Iterator[str]:
    users: dict[str, Account] = {"wangfang": account("wangfang", "correct horse")}
    yield from served(read, gate=Gate(lambda: users))


def run(block: str, address: str) -> str:
    """What an example prints."""
    assert "http://127.0.0.1:7860" in block
    code = compile(block.replace("http://127.0.0.1:7860", address.rstrip("/")), str(DOCS), "exec")
    out = io.StringIO()
    # In a thread of its own, since a browser test's event loop may be running in this one.
    with contextlib.redirect_stdout(out), ThreadPoolExecutor(1) as alone:
        alone.submit(exec, code, {}).result()
    return out.getvalue()


def block(words: str) -> str:
    (found,) = [one for one in BLOCKS if words in one]
    return found


def test_every_example_is_run_here() -> None:
    assert len(BLOCKS) == 5


def test_gradio_client(open_server: str) -> None:
    lines = run(block('api_name="/facts"'), open_server).splitlines()
    assert lines[0] == "91 篇"
    assert lines[1].startswith("wuzhong-kjj-2021.md")
    assert lines[2] == "68"
    assert sum("云川市科学技术局" in line for line in lines) == 2
    assert lines[-1].startswith("disclosure.")


def test_plain_http(open_server: str) -> None:
    answer, reports, facts = run(block("def call("), open_server).splitlines()[-3:]
    assert "73" in answer
    assert reports == "3 reports"
    assert int(facts.split()[0]) > 50


def test_health(open_server: str) -> None:
    assert json.loads(run(block("/health"), open_server))["reports"] == 3


def test_with_a_login(closed_server: str) -> None:
    assert run(block("auth="), closed_server).split() == ["3", "200"]


def test_mcp(open_server: str) -> None:
    tools, text = run(block("call_tool"), open_server).splitlines()[:2]
    assert "ask" in tools
    assert "91" in text


def test_mcp_wants_a_login_too(closed_server: str) -> None:
    assert (
        httpx.post(closed_server + "mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).status_code == 401
    )


def call(address: str, endpoint: str, *values: Any) -> tuple[str, Any]:
    event = httpx.post(f"{address}gradio_api/call/{endpoint}", json={"data": values}).json()["event_id"]
    lines = httpx.get(f"{address}gradio_api/call/{endpoint}/{event}").text.splitlines()
    return lines[-3].removeprefix("event: "), json.loads(lines[-2].removeprefix("data: "))


def test_the_endpoints_are_typed_and_no_others_are_shown(open_server: str) -> None:
    told = httpx.get(open_server + "gradio_api/info").json()["named_endpoints"]
    assert set(told) == {"/ask", "/reports", "/facts"}
    types = {
        one["parameter_name"]: set(one["python_type"]["type"].split(" | ")) for one in told["/facts"]["parameters"]
    }
    assert types == {"agency": {"str"}, "year": {"int"}, "metric": {"str", "None"}}


@pytest.mark.parametrize(
    "values", [("吴忠市科学技术局", "x", None), ("吴忠市科学技术局", None, None), (None, 2021, None), ({}, [], 7)]
)
def test_bad_input_is_answered_in_plain_words(open_server: str, values: tuple[Any, ...]) -> None:
    kind, said = call(open_server, "facts", *values)
    assert (kind == "complete" and said == [[]]) or (kind == "error" and "Traceback" not in str(said))


def test_odd_questions_are_answered(open_server: str) -> None:
    for question in ("", " ", "<script>alert(1)</script>", "？" * 3000, "\x00", "吴忠" * 5000):
        kind, said = call(open_server, "ask", question, None)
        assert kind == "complete", question[:20]
        assert said[0]["status"] in ("answered", "declined", "clarify")
