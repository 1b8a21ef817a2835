"""What the library holds."""

from __future__ import annotations

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import Ask, texts
from tests.assistant.questions import JY, KJ, LK, LS, LY, WZ, ZF, ZW


@pytest.mark.parametrize("question", ["库里有哪些报告", "What reports are in the library"])
def test_the_catalogue(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert [row[0] for row in texts(answer)] == sorted([KJ, ZF, LK, LS, JY, LY, WZ, ZW])
    assert "14" in answer.text
    assert "8" in answer.text


def test_the_years_of_one_agency_are_told_one_by_one(ask: Ask) -> None:
    answer = ask("云川市科技局的年报收了哪几年的")
    assert all(year in answer.text for year in ("2021", "2022", "2023"))


def test_the_earliest(ask: Ask) -> None:
    assert "2019" in ask("库里最早的年报是哪一年的").text


def test_the_latest(ask: Ask) -> None:
    assert "2023" in ask("库里最新的年报是哪一年的").text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("库里一共几份年报", "14"),
        ("库里有多少家单位", "8"),
        ("How many agencies does the library cover?", "8"),
        ("统共几份", "14"),
    ],
)
def test_what_is_counted_comes_first(ask: Ask, question: str, first: str) -> None:
    assert str(ask(question).values[0].number) == first


def test_who_has_several_years_and_who_has_them_all(ask: Ask) -> None:
    several = {row[0] for row in texts(ask("哪些单位收了不止一年的年报"))}
    assert KJ in several
    assert several < {KJ, ZF, LK, LS, JY, LY, WZ, ZW}
    assert KJ in {row[0] for row in texts(ask("从2021到2023年每年都有年报的单位是哪些"))}
    assert KJ in {row[0] for row in texts(ask("Which agency has the most reports?"))}


def test_how_many_of_each_year(ask: Ask) -> None:
    rows = texts(ask("每年各有多少份报告"))
    assert sum(int(row[1]) for row in rows) == 14
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)


def test_the_years_that_one_agency_lacks(ask: Ask) -> None:
    answer = ask("云川市科技局缺哪几年的年报")
    assert answer.status == "answered"
    assert "2019" in answer.text


def test_a_kind_that_is_not_held_is_declined(ask: Ask) -> None:
    answer = ask("有没有医院的年报")
    assert answer.status == "declined"
    assert "医院" in answer.text


def test_the_next_turn_keeps_what_it_does_not_name(talk: Conversation) -> None:
    talk.ask("云川市科技局的年报收了哪几年的")
    assert "2021" in talk.ask("2021年的呢").text
    assert talk.ask("云川市政府呢").question.operation == "catalogue"


def test_formats_and_places(ask: Ask) -> None:
    assert "14" in ask("这些报告是什么格式的").text
    assert ask("涉及哪些城市的年报").status == "answered"
