"""Wrong calls of tools, and servers that fail: the offline answer stands, and no one waits."""

from __future__ import annotations

import threading
import time
from decimal import Decimal

import pytest

from assistant.model import ModelSettings, Price
from assistant.writer import Writer
from assistant.writing.calling import Limits
from ingest.library import Library
from tests.assistant.model_server import Reply, Request, Script, model_server
from tests.assistant.scripted import QUICK, asked, honest, offline, says, writing

# -- calls of tools that are wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "calls",
    [
        (("lookup_facts", '{"agency": "云川'),),
        (("lookup_facts", '{"agency": "", "metric": "", "year": 3}'),),
        (("lookup_facts", '{"agency": ["a"], "metric": 7}'),),
        (("drop_tables", "{}"),),
        (("read_section", '{"agency": "云川市科学技术局", "year": 2023, "section": "../../etc"}'),),
        (("find_reports", '{"limit": 1000000}'),),
        (("search_passages", '{"query": "申请"}'),) * 4,
        (("", ""),),
    ],
)
def test_wrong_calls_are_told_and_the_answer_goes_on(library: Library, calls: tuple[tuple[str, str], ...]) -> None:
    def script(request: Request) -> Reply:
        return honest(request) if any(one["role"] == "assistant" for one in request["messages"]) else Reply(calls=calls)

    with writing(script) as (writer, server):
        answer = asked(library, writer)[-1]
    assert answer.written
    assert "18 件" in answer.text
    assert len(server.requests) == 2


def test_calls_without_end_are_ended(library: Library) -> None:
    def script(request: Request) -> Reply:
        return Reply(calls=(("find_reports", "{}"),)) if "tools" in request else honest(request)

    with writing(script) as (writer, server):
        answer = asked(library, writer)[-1]
    assert answer.written
    assert len(server.requests) == QUICK.steps
    assert "tools" not in server.requests[-1]


def test_a_server_without_tools_is_asked_without(library: Library) -> None:
    def script(request: Request) -> Reply:
        if "tools" in request:
            return Reply(status=400, raw=b'{"error": {"message": "tools param requires --jinja flag"}}')
        return honest(request)

    with writing(script) as (writer, _):
        assert asked(library, writer)[-1].written


# -- servers that fail ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "calls"),
    [
        (lambda _: Reply(status=500), 3),
        (lambda _: Reply(status=401), 1),
        (lambda _: Reply(status=404), 1),
        (lambda _: Reply(raw=b"<html>bad gateway</html>"), 3),
        (lambda _: Reply(raw=b"data: {not json}\n\n"), 3),
        (lambda _: Reply(raw=b""), 3),
        (lambda _: Reply("云川市科学技术局2023年新收申请18件[1]。", broken=0), 3),
        (lambda _: Reply(usage=None), 1),
    ],
    ids=["500", "401", "404", "page", "no json", "nothing", "broken at once", "empty"],
)
def test_trouble_ends_with_the_offline_answer(library: Library, script: Script, calls: int) -> None:
    with writing(script) as (writer, server):
        answer = asked(library, writer)[-1]
    assert not answer.written
    assert answer.text == offline(library).text
    assert len(answer.notes) == 1
    assert 1 <= len(server.requests) <= calls


def test_a_stream_that_breaks_off_half_way(library: Library) -> None:
    """Half a number must not be taken for a whole one."""
    with writing(
        lambda _: Reply("云川市科学技术局2023年新收申请18件[1]。云川市科学技术局2023年新收申请18", broken=3)
    ) as (writer, _):
        answers = asked(library, writer)
    assert answers[-1].text in (offline(library).text, "云川市科学技术局2023年新收申请18件[1]。")


def test_a_server_that_recovers_is_asked_again(library: Library) -> None:
    replies = iter([Reply(status=503, headers={"retry-after": "0"}), Reply(status=429)])
    with writing(lambda request: next(replies, None) or honest(request)) as (writer, server):
        answer = asked(library, writer)[-1]
    assert answer.written
    assert len(server.requests) == 3


def test_no_server_at_all(library: Library) -> None:
    with model_server(honest) as server:
        url = server.url
    answer = asked(library, Writer(ModelSettings("openai", "gone", url), QUICK))[-1]
    assert answer.text == offline(library).text
    assert "没有应答" in answer.notes[-1]


def test_a_silent_server_is_not_waited_for(library: Library) -> None:
    began = time.monotonic()
    with writing(lambda _: Reply(delay=30), Limits(seconds=5, silence=0.5, tries=1)) as (writer, _):
        answer = asked(library, writer)[-1]
    assert time.monotonic() - began < 5
    assert not answer.written
    assert answer.text == offline(library).text
    assert answer.notes


def test_a_server_that_dribbles_is_given_up_in_time(library: Library) -> None:
    long = "云川市科学技术局2023年新收申请18件[1]。" * 200
    began = time.monotonic()
    with writing(lambda _: Reply(long, pause=0.05), Limits(seconds=1.5, silence=1)) as (writer, _):
        answer = asked(library, writer)[-1]
    assert time.monotonic() - began < 6
    assert answer.text == offline(library).text
    assert "秒内没有写完" in answer.notes[-1]


def test_it_can_be_stopped(library: Library) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    with writing(lambda _: Reply(delay=30)) as (writer, _):
        answer = asked(library, writer, stop=stop)[-1]
    assert time.monotonic() - began < 3
    assert answer.text == offline(library).text
    assert answer.notes[-1].startswith("已停止")


def test_tokens_are_bounded(library: Library) -> None:
    with writing(honest, Limits(tokens=50)) as (writer, server):
        answer = asked(library, writer)[-1]
    assert server.requests == []
    assert "额度" in answer.notes[-1]
    babble = Limits(seconds=8, silence=4, reply=50)
    with writing(says("云川市科学技术局。" * 3000), babble) as (writer, server):
        answer = asked(library, writer)[-1]
    assert "额度" in answer.notes[-1]
    assert (
        server.requests[0]["max_completion_tokens" if "max_completion_tokens" in server.requests[0] else "max_tokens"]
        == 50
    )


def test_tokens_and_cost_are_counted(library: Library) -> None:
    with writing(honest, price=Price(Decimal(2), Decimal(8), "元")) as (writer, _):
        usage = asked(library, writer)[-1].usage
    assert usage is not None
    assert (usage.calls, usage.tokens_in, usage.tokens_out) == (1, 100, 20)
    assert usage.cost == Decimal("0.00036")
    assert usage.currency == "元"
    assert usage.as_json()["cost"] == pytest.approx(0.00036)


def test_tokens_are_estimated_where_the_server_does_not_count(library: Library) -> None:
    def uncounted(request: Request) -> Reply:
        return Reply(honest(request).text, usage=None)

    with writing(uncounted) as (writer, _):
        usage = asked(library, writer)[-1].usage
    assert usage is not None
    assert usage.tokens_in > 300
    assert usage.tokens_out > 10
