"""The language model behind a scripted server: what it adds, what it may cost, and what happens when it fails."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest

from assistant import verify
from assistant.answer import Answer
from assistant.chat import Conversation
from assistant.model import ModelSettings, Price
from assistant.writer import Writer
from assistant.writing.calling import Limits
from ingest.library import Library
from tests.assistant.model_server import ModelServer, Reply, Request, Script, material, model_server

FACT = "云川市科学技术局2023年新收申请多少件？"
OPEN = "云川市科学技术局2023年存在哪些问题？"
QUICK = Limits(seconds=8, silence=4, pause=0.01)


@contextmanager
def writing(script: Script, limits: Limits = QUICK, price: Price | None = None) -> Iterator[tuple[Writer, ModelServer]]:
    with model_server(script) as server:
        yield Writer(ModelSettings("openai", "folder/scripted", server.url, price), limits), server


def asked(
    library: Library, writer: Writer, question: str = FACT, use: str = "always", stop: threading.Event | None = None
) -> list[Answer]:
    return list(Conversation(library, writer=writer, use=use).stream(question, stop))  # type: ignore[arg-type]


def honest(request: Request) -> Reply:
    """Everything that was found, each with its own citation."""
    held = material(request)
    facts = [
        f"{one['agency']}{one['year']}年{one['metric']}{one['value']}{one['cite']}。"
        for one in held
        if one.get("metric")
    ]
    words = [f"{one['agency']}反映，{one['text'].rstrip('。')}{one['cite']}。" for one in held if "value" not in one]
    return Reply("\n".join(dict.fromkeys([*facts, *words])))


def says(*lines: str) -> Script:
    return lambda _: Reply("\n".join(lines))


def in_turn(*replies: Reply) -> Script:
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def offline(library: Library, question: str = FACT) -> Answer:
    return Conversation(library).ask(question)


# -- what it adds --------------------------------------------------------------------------------------------------------


def test_what_the_model_words_is_shown_with_its_citations(library: Library) -> None:
    with writing(honest) as (writer, _):
        *_, answer = asked(library, writer)
    assert answer.written
    assert answer.text == "云川市科学技术局2023年本年新收政府信息公开申请数量18 件[1][2]。"
    assert answer.values[0].number == 18
    assert [citation.n for citation in answer.citations] == [1, 2]
    assert any("scripted" in note and "127.0.0.1" in note for note in answer.notes)
    assert list(verify.problems(answer)) == []


def test_the_answer_grows_sentence_by_sentence_and_is_checked_on_the_way(library: Library) -> None:
    text = "云川市科学技术局2023年新收申请18件[1]。\n云川市科学技术局2023年新收申请99件[1]。\n2023年新收申请为18件[2]。"
    with writing(lambda _: Reply(text, pause=0.002)) as (writer, _):
        answers = asked(library, writer)
    assert answers[0].text == offline(library).text
    assert answers[0].pending
    assert len(answers) > 2
    assert all(answer.pending for answer in answers[:-1])
    assert not answers[-1].pending
    assert not any("99" in answer.text for answer in answers)


def test_facts_are_not_put_to_the_model_in_auto(library: Library) -> None:
    with writing(honest) as (writer, server):
        assert asked(library, writer, FACT, "auto")[-1] == offline(library)
        assert asked(library, writer, OPEN, "never")[-1] == offline(library, OPEN)
        assert server.requests == []
        assert asked(library, writer, OPEN, "auto")[-1].written
        assert len(server.requests) == 1


def test_what_the_library_does_not_hold_is_declined_without_a_model(library: Library) -> None:
    with writing(honest) as (writer, server):
        assert asked(library, writer, "固原市科学技术局2023年存在哪些问题")[-1].status == "declined"
        assert server.requests == []


def test_a_question_of_several_steps_is_planned_with_tools(library: Library) -> None:
    def plan(request: Request) -> Reply:
        step = len([one for one in request["messages"] if one["role"] == "assistant"])
        if step == 0:
            return Reply(calls=(("rank", '{"metric": "新收申请", "year": 2023}'),))
        if step == 1:
            top = next(one for one in material(request) if one.get("value") == "592 件")
            given = json.dumps({"agency": top["agency"], "year": 2023, "section": "problems"})
            return Reply(
                "先看问题一节。",
                (
                    ("read_section", given),
                    ("lookup_facts", '{"agency": "栖岩县教育局", "metric": "新收申请", "year": 2023}'),
                ),
            )
        held = {str(one.get("value") or one.get("text")): one for one in material(request)}
        words = next(one for text, one in held.items() if "数据口径不统一" in text)
        return Reply(
            f"2023年新收申请最多的是云川市人民政府，为592件{held['592 件']['cite']}。栖岩县教育局2023年新收申请最多，为12件{held['12 件']['cite']}。"
            f"云川市人民政府2023年新收申请592件{held['592 件']['cite']}，栖岩县教育局为12件{held['12 件']['cite']}。"
            f"云川市人民政府的问题包括部门之间数据口径不统一{words['cite']}。"
        )

    with writing(plan) as (writer, server):
        answers = asked(library, writer, "2023年新收申请最多的是哪个单位，并说明它的主要问题", "auto")
    answer = answers[-1]
    assert answer.written
    assert "最多的是云川市人民政府，为592件" in answer.text
    assert "栖岩县教育局2023年新收申请最多" not in answer.text
    assert "数据口径不统一" in answer.text
    assert {citation.agency for citation in answer.citations} >= {"云川市人民政府", "栖岩县教育局"}
    assert answer.usage is not None
    assert answer.usage.calls == len(server.requests) == 3
    assert {note.pending for note in answers[:-1]} >= {"正在查阅：排名……", "正在查阅：章节……"}
    assert [one["function"]["name"] for one in server.requests[0]["tools"]][:3] == [
        "find_reports",
        "lookup_facts",
        "compare",
    ]


def test_themes_over_many_reports(library: Library) -> None:
    with writing(honest) as (writer, _):
        answer = asked(library, writer, "各单位反映的共性问题有哪些，请归纳", "auto")[-1]
    assert answer.written
    assert len({citation.agency for citation in answer.citations}) >= 3


def test_earlier_questions_are_told(library: Library) -> None:
    with writing(honest) as (writer, server):
        talk = Conversation(library, writer=writer, use="auto")
        talk.ask(FACT)
        talk.ask("它存在哪些问题")
    assert FACT in server.requests[0]["messages"][1]["content"]


def test_english(library: Library) -> None:
    def script(request: Request) -> Reply:
        fact = next(one for one in material(request) if one.get("value"))
        return Reply(
            f"In 2023, 云川市科学技术局 received 18 new requests {fact['cite']}. It published ninety-nine articles {fact['cite']}."
        )

    with writing(script) as (writer, _):
        answer = asked(library, writer, "How many new requests did 云川市科学技术局 receive in 2023?")[-1]
    assert answer.written
    assert answer.text.startswith("In 2023, 云川市科学技术局 received 18 new requests [1]")
    assert "ninety" not in answer.text
    assert any(note.startswith("1 sentences") for note in answer.notes)


# -- what it says that is wrong ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lie",
    [
        "云川市科学技术局2023年新收申请19件[1]。",
        "云川市科学技术局2023年新收申请一百八十件[1]。",
        "云川市科学技术局2022年新收申请18件[1]。",
        "栖岩县教育局2023年新收申请18件[1]。",
        "云川市科学技术局2023年行政复议18件[1]。",
        "云川市科学技术局2023年新收申请18件[9]。",
        "云川市科学技术局2023年新收申请18件。",
        "云川市科学技术局2023年新收申请18件[1]，占全市的六成。",
        "云川市科学技术局2023年新收申请18件[1]，比上年增加。",
        "云川市科学技术局2023年没有收到申请[1]。",
        "年报写道：“新收申请十九件”[1]。",
        '{"answer": 18}',
        "asdf qwer 18 zxcv",
        "",
        "我不知道。",
    ],
)
def test_what_does_not_hold_gives_way_to_the_offline_answer(library: Library, lie: str) -> None:
    with writing(says(lie)) as (writer, _):
        answer = asked(library, writer)[-1]
    expected = offline(library)
    assert not answer.written
    assert (answer.text, answer.values, answer.citations) == (expected.text, expected.values, expected.citations)
    assert answer.notes


def test_one_wrong_sentence_is_taken_out_and_said(library: Library) -> None:
    with writing(
        says("云川市科学技术局2023年新收申请18件[1]。", "全市共有九百件。", "云川市科学技术局2023年新收申请18件[2]。")
    ) as (writer, _):
        answer = asked(library, writer)[-1]
    assert answer.written
    assert "九百" not in answer.text
    assert any("删去了 1 句" in note for note in answer.notes)


def test_a_wrong_sentence_is_replaced_by_what_its_source_says(library: Library) -> None:
    def script(request: Request) -> Reply:
        first, second, *_ = {one["cite"]: one for one in material(request) if "value" not in one}.values()
        return Reply(
            f"云川市科学技术局反映，{first['text']}{first['cite']}\n云川市科学技术局有三百个短板{second['cite']}。"
        )

    with writing(script) as (writer, _):
        answer = asked(library, writer, OPEN)[-1]
    assert answer.written
    assert "三百" not in answer.text
    assert "年年报：“" in answer.text
    assert any("已换成原文" in note for note in answer.notes)


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


# -- what leaves the machine ---------------------------------------------------------------------------------------------


def test_nothing_is_traced_elsewhere(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracing that somebody switched on for other programs does not take reports along."""
    traced: list[Request] = []

    def trace(request: Request) -> Reply:
        traced.append(request)
        return Reply()

    with model_server(trace) as tracer, writing(honest) as (writer, _):
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "test")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", tracer.url)
        assert asked(library, writer)[-1].written
        time.sleep(0.3)
    assert traced == []


def test_without_a_model_nothing_is_asked(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_LLM", raising=False)
    assert Writer.configured() is None
    answers = list(Conversation(library, use="always").stream(OPEN))
    assert len(answers) == 1
    assert answers[0].usage is None


def test_checking_takes_at_most_ten_milliseconds(library: Library) -> None:
    """The median of what vetting adds to a written answer with eight citations, over and over."""
    with writing(honest) as (writer, _):
        answer = asked(library, writer, "总结云川市科学技术局2023年年报")[-1]
    assert answer.written
    assert len(answer.citations) >= 8
    spent = sorted(timed(lambda: list(verify.problems(answer))) for _ in range(15))
    assert spent[0] < 0.010


def timed(function: Callable[[], object]) -> float:
    began = time.process_time()
    function()
    return time.process_time() - began
