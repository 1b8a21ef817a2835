"""What is said before a question of who asks it and what for is no part of it; what names a thing is."""

from __future__ import annotations

import pytest

from assistant.framing import framed


@pytest.mark.parametrize(
    ("led", "rest"),
    [
        ("Fact check: how many letters were answered", "how many letters were answered"),
        ("For a note on town halls: how many letters were answered", "how many letters were answered"),
        ("A reader asks: how many letters were answered", "how many letters were answered"),
        ("Hello from Berlin! How many letters were answered", "How many letters were answered"),
        ("Working on a story about town halls. How many letters were answered", "How many letters were answered"),
        ("I'm putting together a table for class; how many letters were answered", "how many letters were answered"),
        ("Quick one for the newsroom — how many letters were answered", "how many letters were answered"),
        ("As background for a talk, how many letters were answered", "how many letters were answered"),
        ("记者核实：发文多少件", "发文多少件"),
        ("群众来电问：发文多少件", "发文多少件"),
        ("网上有人问，发文多少件", "发文多少件"),
        ("写材料备用：发文多少件", "发文多少件"),
    ],
)
def test_what_a_question_is_for_is_taken_off(led: str, rest: str) -> None:
    assert framed(led) == rest


@pytest.mark.parametrize(
    "question",
    [
        "For the website: how many items were posted",
        "For requests from individuals: how many were granted",
        "For 2021: how many letters were answered",
        "Working hours: how many are stated",
        "微博：发了多少条",
        "部门信息：公开多少条",
        "信访咨询：办了多少件",
        "群众咨询，全年多少人次",
        "政策咨询：几次",
        "网站访问，多少人次",
    ],
)
def test_what_names_a_thing_stays(question: str) -> None:
    named = question.split(":")[0].split("：")[0].split("，")[0]
    assert framed(question).startswith(named)


@pytest.mark.parametrize(
    "tail",
    [
        " (for a school project)",
        " — need it by Friday",
        " (asking for a colleague)",
        " Please cite the source.",
        "（论文数据）",
    ],
)
def test_what_stands_behind_a_question_of_who_asks_is_taken_off(tail: str) -> None:
    assert framed(f"how many letters were answered?{tail}").strip() == "how many letters were answered?"


@pytest.mark.parametrize(
    "tail", [" (for the website)", " (asking for requests from companies)", "（微博）", "（教学楼）"]
)
def test_what_stands_behind_a_question_and_names_a_thing_stays(tail: str) -> None:
    assert framed(f"how many letters were answered?{tail}").endswith(tail)
