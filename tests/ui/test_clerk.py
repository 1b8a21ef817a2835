from __future__ import annotations

import json
import socket
import threading
from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.question import Question
from ingest.embedding import Embedder
from ingest.errors import ModelUnavailable, NianbaoError
from ingest.library import Library
from ingest.strings import say
from tests.ui.pages import EVERYTHING, Tags, asked
from ui import web
from ui.page.clerk import FEEDBACK, Clerk
from ui.page.memory import packed, unpacked
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
    kept = json.loads(json.dumps(clerk.kept(session)))
    fresh = Session()
    for _ in clerk.restore(fresh, kept):
        pass
    assert [turn.answer for turn in fresh.turns] == [turn.answer for turn in session.turns]
    assert [turn.text for turn in fresh.turns] == ["吴忠微信", "河阳处罚"]
    assert list(clerk.restore(fresh, kept)) == []
    clerk.begin_anew(fresh)
    assert (clerk.kept(fresh), fresh.shown) == ([], None)


def test_an_empty_question_asks_nothing(clerk: Clerk) -> None:
    assert asked(clerk, "  \n ").turns == []


def test_two_visitors_do_not_see_each_other(clerk: Clerk) -> None:
    one, other = asked(clerk, "吴忠微信"), asked(clerk, "河阳处罚")
    assert "4119" not in clerk.talk_html(one)
    assert "91" not in clerk.evidence_html(other)
    assert one.conversation is not other.conversation


def test_a_verdict_is_kept_beside_the_library_and_can_be_taken_back(clerk: Clerk, library: Library) -> None:
    session = asked(clerk, "吴忠微信")
    clerk.judge(session, 0, "wrong")
    assert 'data-verdict="wrong" aria-pressed="true"' in clerk.talk_html(session)
    clerk.judge(session, 0, "wrong")
    notes = [json.loads(line) for line in (library.folder / FEEDBACK).read_text("utf-8").splitlines()]
    assert [note["verdict"] for note in notes] == ["wrong", None]
    assert notes[0]["answer"]["values"][0]["number"] == 91


def test_a_library_served_for_reading_only_keeps_no_verdicts(library: Library, clerk: Clerk) -> None:
    session = asked(clerk, "吴忠微信")
    clerk.readonly = True
    clerk.judge(session, 0, "useful")
    assert not (library.folder / FEEDBACK).exists()


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
    assert "coverage" in clerk.evidence_html(session)


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
    ):
        assert unpacked(hostile) is None
    assert list(clerk.restore(Session(), [1, {"text": 2}, "x"])) == []  # type: ignore[list-item]


class Direct:
    """A conversation that takes questions already understood."""

    def answer(self, question: Question) -> Answer:
        return Answer("answered", "好", question)


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
    assert list(clerk.follow(session, '{"text": "x"}')) == list(clerk.follow(session, "{")) == []


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
