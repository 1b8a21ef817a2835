"""What a language model adds to an answer, what it may not say, and what leaves the machine."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from assistant import verify
from assistant.chat import Conversation
from assistant.writer import Writer
from ingest.library import Library
from tests.assistant.model_server import Reply, Request, material, model_server
from tests.assistant.scripted import FACT, OPEN, asked, honest, offline, says, writing

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
