"""The Evaluation tab without a browser: sets that are sent, runs in the background, what is shown of them, files."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval import runner
from ingest.feedback import Feedback
from ingest.library import Library
from tests.ui.conftest import HOSTILE, Scripted
from tests.ui.pages import ALLOWED, Tags
from ui.page import evaluating
from ui.page.clerk import Clerk
from ui.page.examining import Examiner, Refused, lines
from ui.page.placing import citation_of
from ui.page.session import Session
from ui.page.tab import Tab

WUZHONG, YUNCHUAN = "吴忠市科学技术局", "云川市科学技术局"
QUESTIONS = [
    {"id": "right", "question": f"{WUZHONG}2021年微信公众号发了多少篇？", "type": "lookup_prose", "agency": WUZHONG, "year": 2021, "number": 91,
     "citations": [{"agency": WUZHONG, "year": 2021, "quote": "我局微信公众号共发布信息 91 篇"}]},
    {"id": "wrong", "question": f"{YUNCHUAN}2021年微信公众号发了多少篇？", "type": "lookup_prose", "agency": YUNCHUAN, "year": 2021, "number": 7},
    {"id": "cell", "question": "云川市人民政府2023年行政处罚多少件？", "type": "lookup_cell", "agency": "云川市人民政府", "year": 2023, "number": 4119},
    {"id": "none", "question": f"{WUZHONG}2021年市长的工资是多少？{HOSTILE}", "type": "unanswerable", "status": "declined"},
]  # fmt: skip


def text(*questions: dict[str, object]) -> str:
    return lines(list(questions or QUESTIONS))


@pytest.fixture
def examiner(library: Library) -> Examiner:
    return Examiner(library)


def finished(examiner: Examiner, name: str = "own", *questions: dict[str, object]) -> str:
    """The id of a run of a set, added and run to its end."""
    added, problems = examiner.add(name, text(*questions))
    assert problems == ()
    examiner.start(added)
    examiner.wait(60)
    assert examiner.course is not None
    assert examiner.course.made is not None
    return examiner.course.made


# Question sets


def test_a_set_is_kept_in_the_library_and_one_of_other_content_gets_a_name_of_its_own(examiner: Examiner) -> None:
    assert examiner.add("../../etc/我的 题集.jsonl", text()) == ("我的-题集", ())
    assert examiner.add("我的 题集.jsonl", text()) == ("我的-题集", ())
    assert examiner.add("我的 题集.jsonl", text(QUESTIONS[0])) == ("我的-题集-2", ())
    assert examiner.add("samples.jsonl", text()) == ("samples-2", ())
    folder = examiner.library.folder / "sets"
    assert sorted(path.name for path in folder.iterdir()) == ["samples-2.jsonl", "我的-题集-2.jsonl", "我的-题集.jsonl"]
    assert examiner.sets()[0].stem == "samples"


def test_a_faulty_set_is_refused_line_by_line_and_not_kept(examiner: Examiner) -> None:
    faulty = '{"id": "a", "question": "q", "number": 1}\n{oops\n{"id": "a", "question": "q", "colour": 2}\n'
    name, problems = examiner.add("x", faulty)
    assert name == ""
    assert [problem[:6] for problem in problems[:2]] == ["第 2 行不", "第 3 行有"]
    assert "line 2" in examiner.add("x", faulty, "en")[1][0]
    assert not (examiner.library.folder / "sets").exists()
    many = examiner.add("x", "{}\n" * 200)[1]
    assert len(many) == 51
    with pytest.raises(Refused, match="2 MB"):
        examiner.add("x", "字" * (1 << 20))


def test_a_set_about_agencies_not_held_is_said_to_be_unfit(examiner: Examiner) -> None:
    examiner.add("own", text())
    shipped, own = examiner.sets()
    assert (examiner.fits(shipped), examiner.fits(own)) == (True, True)
    examiner.add("other", text({"id": "1", "question": "q", "agency": "无此局", "number": 1}))
    assert [path.stem for path in examiner.sets() if not examiner.fits(path)] == ["other"]


# Running


def test_a_run_is_judged_and_kept(examiner: Examiner) -> None:
    id = finished(examiner)
    record = examiner.record(id)
    assert {one["id"]: one["right"] for one in record["answers"]} == {
        "right": True,
        "wrong": False,
        "cell": True,
        "none": True,
    }
    assert [(head.id, head.name, head.questions) for head in examiner.runs()] == [(id, "own", 4)]
    assert examiner.course is not None
    assert (examiner.course.done, examiner.course.good, examiner.running) == (4, 3, False)


def test_a_run_that_is_stopped_keeps_what_was_asked(examiner: Examiner, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = runner.asking

    def stopping(*given: object, **named: object) -> Iterator[object]:
        for number, one in enumerate(asking(*given, **named)):  # type: ignore[arg-type]
            if number == 1:
                examiner.stop()
            yield one

    monkeypatch.setattr(runner, "asking", stopping)
    record = examiner.record(finished(examiner))
    assert [one["id"] for one in record["answers"]] == ["right", "wrong"]
    assert record["name"] == "own (2/4)"


def test_only_one_run_at_a_time_and_no_set_of_another_name(examiner: Examiner, monkeypatch: pytest.MonkeyPatch) -> None:
    examiner.add("own", text())
    with pytest.raises(Exception, match="无此题集"):
        examiner.start("无此题集")
    monkeypatch.setattr(examiner, "_run", lambda course, items: None)
    examiner.start("own")
    with pytest.raises(Refused, match="已有一次评测"):
        examiner.start("own")


def test_a_run_that_breaks_says_so_in_plain_words(
    examiner: Examiner, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(runner, "asking", broken)
    examiner.add("own", text())
    examiner.start("own")
    examiner.wait(30)
    shown = evaluating.examining(clerk, examiner, Session())
    assert "程序出错" in shown
    assert "ZeroDivision" not in shown
    assert examiner.runs() == []


# What is shown


@pytest.fixture
def tab(clerk: Clerk) -> Tab:
    return evaluating.tab(clerk)


def shown(tab: Tab, session: Session, view: str = "evaluation") -> Tags:
    return Tags(tab.views[view](session))


def ran(tab: Tab, clerk: Clerk, session: Session, *questions: dict[str, object]) -> str:
    """A run begun from the page: the id it is kept under."""
    tab.actions["add_set"](session, {"name": "own.jsonl", "text": text(*questions)})
    name = session.evaluating.added
    tab.actions["examine"](session, {"set": name})
    until = time.monotonic() + 60
    while time.monotonic() < until:
        page = shown(tab, session, "examining")
        if made := [one["data-made"] for one in page.all("div", "course") if one.get("data-made")]:
            return str(made[0])
        time.sleep(0.05)
    raise TimeoutError(name)


def test_a_run_shows_its_scores_and_failures_with_expected_and_given(tab: Tab, clerk: Clerk) -> None:
    session = Session()
    ran(tab, clerk, session)
    page = shown(tab, session)
    words = " ".join(page.words)
    assert "75.0%" in words
    assert [one["data-part"] for one in page.all("button") if one.get("data-part")] == ["failures", "all"]
    questions = page.all("details", "wrong")
    assert len(questions) == 1
    assert "数不对" in words
    assert "云川市科学技术局2021年微信公众号发了多少篇？" in words
    assert "142" in words
    tab.actions["show_part"](session, {"part": "all"})
    assert len(shown(tab, session).all("details", "good")) == 3


def test_a_citation_of_a_failure_opens_its_evidence(tab: Tab, clerk: Clerk) -> None:
    session = Session()
    ran(tab, clerk, session)
    cite = shown(tab, session).all("button", "cite")[0]
    assert cite["data-answer"] == "wrong"
    tab.actions["show_answer"](session, {"answer": cite["data-answer"], "n": cite["data-n"]})
    proof = shown(tab, session, "evalproof")
    assert "云川市科学技术局 · 2021 年度报告" in proof.words
    assert "我局微信公众号共发布信息 142 篇" in proof.words
    clerk.library.remove("c" * 16)
    assert any("库中已没有" in words for words in shown(tab, session, "evalproof").words)


def test_two_runs_are_set_against_each_other_question_by_question(tab: Tab, clerk: Clerk) -> None:
    session = Session()
    first = ran(tab, clerk, session)
    mended = [
        {**one, **({"number": 142} if one["id"] == "wrong" else {"number": 1} if one["id"] == "right" else {})}
        for one in QUESTIONS
    ]
    second = ran(tab, clerk, session, *mended)
    tab.actions["open_run"](session, {"run": second})
    options = [one["value"] for one in shown(tab, session).all("option")]
    assert first in options
    tab.actions["set_against"](session, {"run": first})
    page = shown(tab, session)
    words = " ".join(page.words)
    assert "变好 1" in words
    assert "变差 1" in words
    assert len(page.all("details", "good")) == 1
    tab.actions["show_part"](session, {"part": "worse"})
    assert WUZHONG in " ".join(shown(tab, session).words)
    assert any(f"before={first}" in (one["href"] or "") for one in shown(tab, session).all("a"))


def test_what_is_asked_and_answered_is_shown_as_text(tab: Tab, clerk: Clerk) -> None:
    session = Session()
    ran(tab, clerk, session)
    tab.actions["show_part"](session, {"part": "all"})
    page = shown(tab, session)
    assert {tag for tag, _ in page.seen} <= ALLOWED | {"dl", "dt", "dd", "select", "option", "label"}
    assert all("onerror" not in named for _, named in page.seen)
    assert any(HOSTILE in words for words in page.words)
    session.language = "en"
    english = " ".join(shown(tab, session).words)
    assert "Right and cited" in english
    assert "答对" not in english


def test_a_public_page_shows_runs_and_runs_nothing(library: Library, clerk: Clerk) -> None:
    finished(Examiner(library))
    public = Clerk(library, begin=Scripted, readonly=True)  # type: ignore[arg-type]
    tab, session = evaluating.tab(public), Session()
    tab.actions["examine"](session, {"set": "own"})
    tab.actions["add_set"](session, {"name": "more", "text": text(QUESTIONS[0])})
    page = shown(tab, session, "examining")
    assert page.all("button") == page.all("input") == page.all("a") == []
    assert "不能运行" in " ".join(page.words)
    assert sorted(path.name for path in (library.folder / "sets").iterdir()) == ["own.jsonl"]
    assert "75.0%" in " ".join(shown(tab, session).words)


def test_an_empty_library_and_one_without_runs_say_how_to_begin(tab: Tab, tmp_path: Path) -> None:
    assert "这个库答得准不准" in " ".join(shown(tab, Session()).words)
    with Library.open(tmp_path / "empty") as library:
        empty = evaluating.tab(Clerk(library))
        assert empty.views["examining"](Session()) == empty.views["evalproof"](Session()) == ""
        assert "还没有报告" in empty.views["evaluation"](Session())


# Places and files


def test_the_place_of_a_kept_citation_is_found_again(library: Library) -> None:
    cell = {"n": 1, "agency": "云川市人民政府", "year": 2023, "file": "云川市人民政府2023.html", "section": [], "page": None, "box": None,
            "row": "行政处罚", "column": "本年处理决定数量", "quote": "4119"}  # fmt: skip
    found = citation_of(library, cell, 1)
    assert found is not None
    assert found.place == library.report("d" * 16).facts[0].place
    boxed = citation_of(
        library,
        {**cell, "agency": "河阳区人民政府", "file": "x.pdf", "page": 2, "box": [200.04, 300.0, 300.0, 320.0]},
        1,
    )
    assert boxed is not None
    assert boxed.place == library.report("e" * 16).facts[0].place
    words = citation_of(library, {**cell, "row": None, "column": None, "quote": "第二十条第（六）项"}, 1)
    assert words is not None
    assert (words.place.block, words.place.start) == (1, 0)
    assert citation_of(library, {**cell, "agency": "无此局"}, 1) is None


@pytest.fixture
def client(clerk: Clerk) -> Iterator[SimpleNamespace]:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.page.downloads import add_run_files

    app = FastAPI()
    add_run_files(app, clerk)
    with TestClient(app) as client:
        yield SimpleNamespace(get=client.get, clerk=clerk)


def test_runs_and_their_reports_are_downloaded(client: SimpleNamespace, examiner: Examiner) -> None:
    first, second = finished(examiner), finished(examiner, "own", *QUESTIONS[:2])
    record = client.get(f"/runs/{first}.json")
    assert record.json() == examiner.record(first)
    assert "attachment" in record.headers["content-disposition"]
    page = client.get(f"/runs/{second}.html?before={first}&language=en")
    assert page.text.lstrip().lower().startswith("<!doctype html>")
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "attachment" in client.get(f"/runs/{first}.html?save=yes").headers["content-disposition"]
    for path in ("/runs/none.json", f"/runs/{first}.exe", "/runs/..%2Fnianbao.json"):
        assert client.get(path).status_code == 404


def test_the_template_and_a_draft_from_what_users_said(client: SimpleNamespace) -> None:
    assert all(json.loads(line)["id"] for line in client.get("/sets/template.jsonl").text.splitlines())
    answer = {
        "status": "answered",
        "values": [{"number": 91, "unit": "篇", "agency": WUZHONG, "year": 2021}],
        "citations": [],
    }
    client.clerk.library.judge(Feedback("x", "2026-01-01", "useful", "微信发了多少篇", answer))
    (line,) = client.get("/feedback.jsonl").text.splitlines()
    assert json.loads(line)["number"] == 91
    client.clerk.readonly = True
    assert client.get("/feedback.jsonl").status_code == 404
