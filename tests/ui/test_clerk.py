from __future__ import annotations

import json
import socket
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.chat import Conversation
from assistant.model import ModelSettings, Use
from assistant.question import Question
from assistant.writer import Writer
from ingest.embedding import Embedder
from ingest.errors import ModelUnavailable, NianbaoError
from ingest.library import Library
from ingest.strings import say
from tests.ui.conftest import HOSTILE
from tests.ui.pages import EVERYTHING, Tags, asked
from ui import web
from ui.page import answering
from ui.page.clerk import Clerk
from ui.page.memory import kept, packed, unpacked
from ui.page.rephrase import changed
from ui.page.session import Session, Shown
from ui.page.warmth import Warmth


def test_a_question_is_on_the_page_before_its_answer(clerk: Clerk) -> None:
    session = Session()
    steps = clerk.ask(session, " 吴忠微信 ")
    next(steps)
    page = clerk.talk_html(session)
    assert "吴忠微信" in page
    assert 'aria-busy="true"' in page
    next(steps)
    assert "<b>91</b>" in clerk.talk_html(session)
    assert session.shown == Shown(0, 1)


def test_a_changed_chip_answers_in_place_and_keeps_the_users_words(clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    for _ in clerk.change(session, 0, "agency", "云川市科学技术局"):
        pass
    assert len(session.turns) == 1
    assert session.turns[0].text == "吴忠微信"
    assert "<b>142</b>" in clerk.talk_html(session)
    assert session.citation is not None
    assert session.citation.agency == "云川市科学技术局"


def test_a_fault_is_said_in_plain_words_and_the_talk_goes_on(clerk: Clerk) -> None:
    session = asked(clerk, "故障", "吴忠微信")
    page = clerk.talk_html(session)
    assert "ZeroDivisionError" not in page
    assert 'role="alert"' in page
    assert "<b>91</b>" in page


def test_what_the_browser_remembers_is_asked_again_in_a_new_session(clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信", "河阳处罚")
    for _ in clerk.change(session, 0, "agency", "云川市科学技术局"):
        pass
    sent = json.loads(json.dumps({"language": "en", "use": "never", "turns": kept(session.turns)}))
    fresh = Session()
    for _ in clerk.enter(fresh, sent):
        pass
    assert [turn.answer for turn in fresh.turns] == [turn.answer for turn in session.turns]
    assert [turn.text for turn in fresh.turns] == ["吴忠微信", "河阳处罚"]
    assert (fresh.language, fresh.use) == ("en", "never")
    assert list(clerk.enter(fresh, sent)) == []
    clerk.begin_anew(fresh)
    assert (kept(fresh.turns), fresh.shown) == ([], None)


def test_another_conversation_takes_the_place_of_this_one(clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    for _ in clerk.resume(session, {"turns": [{"text": "河阳处罚", "question": None}]}):
        pass
    assert [turn.text for turn in session.turns] == ["河阳处罚"]
    assert "4119" in clerk.talk_html(session)


def test_an_answer_grows_on_the_page_and_can_be_stopped(clerk: Clerk) -> None:
    session = Session()
    steps = clerk.ask(session, "慢慢说吴忠微信")
    next(steps)
    next(steps)
    page = clerk.talk_html(session)
    assert "先查了一半。" in page
    assert "正在查阅" in page
    assert "judge" not in page
    clerk.stop(session)
    deque(steps, maxlen=0)
    assert "<b>91</b>" in clerk.talk_html(session), "once stopped, what is known without the model stands"


def test_what_does_not_stop_by_itself_is_left_behind(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "GRACE", 0.1)
    session, let_go = Session(), threading.Event()
    session.conversation = Stubborn(let_go)  # type: ignore[assignment]
    steps = clerk.ask(session, "吴忠微信")
    next(steps)
    clerk.stop(session)
    deque(steps, maxlen=0)
    assert not let_go.is_set()
    assert say("ui.stopped") in clerk.talk_html(session)
    deque(clerk.ask(session, "河阳处罚"), maxlen=0)
    assert "<b>4119</b>" in clerk.talk_html(session)
    let_go.set()


class Stubborn:
    """A conversation that hears of no stop."""

    def __init__(self, let_go: threading.Event) -> None:
        self._let_go = let_go

    def stream(self, asked: str | Question, stop: threading.Event) -> Iterator[Answer]:
        self._let_go.wait(10)
        yield Answer("answered", "太晚了", Question("?"))


def test_an_empty_question_asks_nothing(clerk: Clerk) -> None:
    assert asked(clerk, "  \n ").turns == []


def test_two_visitors_do_not_see_each_other(clerk: Clerk) -> None:
    one, other = asked(clerk, "吴忠微信"), asked(clerk, "河阳处罚")
    assert "4119" not in clerk.talk_html(one)
    assert "91" not in clerk.evidence_html(other)
    assert one.conversation is not other.conversation


def test_a_verdict_can_be_taken_back(clerk: Clerk, library: Library) -> None:
    session = asked(clerk, "吴忠微信")
    clerk.judge(session, 0, "wrong")
    assert 'data-verdict="wrong" aria-pressed="true"' in clerk.talk_html(session)
    clerk.judge(session, 0, "wrong")
    assert library.feedback() == []


def test_who_finds_an_answer_wrong_can_say_what_is_right(clerk: Clerk, library: Library) -> None:
    session = asked(clerk, "吴忠微信")
    clerk.correct(session, 0, "142")
    assert library.feedback() == [], "nothing was found wrong yet"
    clerk.judge(session, 0, "wrong")
    assert '<form class="instead"' in clerk.talk_html(session)
    clerk.correct(session, 0, f" 142\n篇 {HOSTILE}")
    (given,) = library.feedback()
    assert (given.verdict, given.remark) == ("wrong", f"142 篇 {HOSTILE}")
    assert "已记下，应是：142 篇 &lt;img" in clerk.talk_html(session)
    assert '<form class="instead"' not in clerk.talk_html(session)
    clerk.judge(session, 0, "useful")
    assert [(one.verdict, one.remark) for one in library.feedback()] == [("useful", "")]
    clerk.correct(session, 0, "142")
    clerk.correct(session, 7, "142")
    assert [one.remark for one in library.feedback()] == [""]


def test_a_verdict_is_kept_with_what_was_asked_and_what_answered(clerk: Clerk, library: Library) -> None:
    session = asked(clerk, "河阳处罚", "吴忠微信")
    session.user = "王芳"
    clerk.judge(session, 1, "useful")
    clerk.judge(session, 1, "wrong")
    clerk.judge(session, 1, "splendid")
    clerk.judge(session, 9, "useful")
    (given,) = library.feedback()
    assert (given.verdict, given.question, given.history, given.user) == ("wrong", "吴忠微信", ("河阳处罚",), "王芳")
    assert given.answer["values"][0]["number"] == 91
    assert given.configuration["library"] == library.state
    assert given.configuration["model"] is None
    assert given.configuration["reports"] == 5
    deque(clerk.retry(session, 1), maxlen=0)
    clerk.judge(session, 1, "useful")
    assert [one.verdict for one in library.feedback()] == ["wrong", "useful"], "another answer, another verdict"


def test_a_library_served_for_reading_only_keeps_no_verdicts(library: Library, clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    clerk.readonly = True
    clerk.judge(session, 0, "useful")
    assert library.feedback() == []
    assert "judge" not in clerk.talk_html(session)


def test_another_page_is_turned_to_without_a_box_and_back(clerk: Clerk) -> None:
    session = asked(clerk, "河阳处罚")
    clerk.turn_page(session, 3)
    page = Tags(clerk.evidence_html(session))
    assert [image["src"] for image in page.all("img")] == [f"pages/{'e' * 16}/3.png"]
    assert page.all("i", "box") == []
    clerk.turn_page(session, 99)
    assert "/2.png" in clerk.evidence_html(session)


def test_evidence_that_left_the_library_is_not_an_error(clerk: Clerk, library: Library) -> None:
    session = asked(clerk, "吴忠微信")
    library.remove("a" * 16)
    assert "这份报告已不在库中" in clerk.evidence_html(session)


def test_a_port_that_is_taken_is_said_in_plain_words(library: Library) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(NianbaoError, match=f"127.0.0.1:{port}.*--port"):
            web._door("127.0.0.1", port, "zh")


def test_a_question_survives_the_browser_and_what_is_none_is_refused(clerk: Clerk) -> None:
    answer = asked(clerk, EVERYTHING[1]).turns[0].answer
    assert answer is not None
    fields = json.loads(json.dumps(packed(answer.question)))
    assert unpacked(fields) == answer.question
    for hostile in (
        None,
        "x",
        [],
        {},
        {**fields, "operation": "drop"},
        {**fields, "years": "x"},
        {**fields, "text": 7},
        {**fields, "metrics": [1]},
        {**fields, "agencies": [{}]},
        {**fields, "bounds": [{"op": "<", "low": "x"}]},
    ):
        assert unpacked(hostile) is None
    for hostile in (
        None,
        7,
        [],
        {"turns": 3},
        {"turns": [1, {"text": 2}, "x", {"text": " "}]},
        {"language": "fr", "use": []},
    ):
        fresh = Session()
        assert list(clerk.enter(fresh, hostile)) == [None]
        assert (fresh.turns, fresh.language, fresh.use) == ([], "zh", "auto")
    assert unpacked({**fields, "topic": "长" * 30_000}) is None


class Direct:
    """A conversation that takes questions already understood."""

    def stream(self, question: Question, stop: threading.Event) -> Iterator[Answer]:
        yield Answer("answered", "好", question)


def test_what_a_chip_says_is_answered_as_it_stands_not_read_again(clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    session.conversation = Direct()  # type: ignore[assignment]
    for _ in clerk.change(session, 0, "metric", "requests.received_new"):
        pass
    turn = session.turns[0]
    assert turn.answer is not None
    assert turn.answer.question.metrics[0].key == "requests.received_new"
    assert turn.answer.question.text == "吴忠市科学技术局2021年本年新收政府信息公开申请数量是多少"


def test_a_chip_that_is_misread_is_no_answer(clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    answer = session.turns[0].answer
    assert answer is not None
    session.turns[0].question = replace(changed(answer, "metric", "weibo"), text="吴忠微信")
    for _ in clerk.retry(session, 0):
        pass
    assert session.turns[0].answer is None
    assert say("ui.misread") in clerk.talk_html(session)


def test_a_follow_up_opens_a_turn_of_its_own(clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    answer = session.turns[0].answer
    assert answer is not None
    question = changed(answer, "agency", "云川市科学技术局")
    for _ in clerk.follow(session, json.dumps(packed(question))):
        pass
    assert [turn.text for turn in session.turns] == ["吴忠微信", question.text]
    assert "<b>142</b>" in clerk.talk_html(session)
    assert list(clerk.follow(session, '{"text": 7}')) == list(clerk.follow(session, "{")) == []


class Unmodelled:
    """A library whose vectors were made by a model that is nowhere to be had."""

    def __init__(self, model: str | None) -> None:
        self.model = model


@pytest.mark.parametrize("model", [None, "/no/such/model"])
def test_without_a_model_the_page_says_so_and_has_rehearsed(model: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    rehearsed = threading.Event()
    warmth = Warmth(Unmodelled(model), rehearsed.set)  # type: ignore[arg-type]
    monkeypatch.setattr(Embedder, "query", lambda *_: (_ for _ in ()).throw(ModelUnavailable("no model")))
    warmth.start()
    assert rehearsed.wait(5)
    for thread in threading.enumerate():
        if thread.name == "warmth":
            thread.join(5)
    assert warmth.state == "absent"


def test_a_model_that_answers_is_ready(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "model", "small")
    monkeypatch.setattr(Embedder, "query", lambda *_: None)
    warmth = Warmth(library, lambda: None)
    warmth.start()
    for thread in threading.enumerate():
        if thread.name == "warmth":
            thread.join(5)
    assert warmth.state == "ready"


def test_a_rehearsal_asks_no_language_model_and_one_that_is_not_there_is_said(clerk: Clerk) -> None:
    sent: list[Answer] = []

    class Absent(Writer):
        def wanted(self, offline: Answer, use: Use) -> bool:
            return use != "never"

        def write(self, offline: Answer, *_: object) -> Iterator[Answer]:
            sent.append(offline)
            yield offline

        def warm(self) -> None:
            raise NianbaoError("pip install 'nianbao[llm]'")

    clerk.begin = Conversation
    clerk.writer = Absent(ModelSettings("openai", "small", "http://127.0.0.1:9/v1"))
    assert asked(clerk, "吴忠市科学技术局2021年微信公众号发了多少篇").turns[0].answer in sent
    sent.clear()
    clerk.rehearse()
    assert sent == []
    assert clerk.writer is None
    assert "nianbao[llm]" in clerk.composer_html(Session())
