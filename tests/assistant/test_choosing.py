"""Turns behind a question back: which of the agencies offered is chosen."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures
from tests.assistant.questions import KJ, LK, WZ, ZW

ASKED = "科技局2023年行政许可多少件"


def test_the_question_is_asked_back(ask: Ask) -> None:
    answer = ask(ASKED)
    assert answer.status == "clarify"
    assert set(answer.suggestions) >= {KJ, LK}


@pytest.mark.parametrize("turn", ["第{}个", "{}", "选第{}个吧", "就第{}个"])
def test_one_is_chosen_by_its_number(ask: Ask, turn: str) -> None:
    at = ask(ASKED).suggestions.index(LK) + 1
    assert figures(ask(ASKED, turn.format(at)))[0] == (LK, 2023, "33")


@pytest.mark.parametrize("turn", ["云川的", "云川市的那个", "我要云川的", "云川市科技局", "the one in Yunchuan"])
def test_one_is_chosen_by_its_place(ask: Ask, turn: str) -> None:
    assert figures(ask(ASKED, turn))[0] == (KJ, 2023, "52")


def test_the_choice_stays_open(ask: Ask) -> None:
    first = ask(ASKED).suggestions
    one, two = first.index(KJ) + 1, first.index(LK) + 1
    assert figures(ask(ASKED, f"第{one}个", f"那第{two}个呢"))[0] == (LK, 2023, "33")


@pytest.mark.parametrize("turn", ["都要", "都看看", "all of them"])
def test_all_are_chosen(ask: Ask, turn: str) -> None:
    answer = ask(ASKED, turn)
    assert {KJ, LK} <= set(answer.question.agencies) <= {KJ, LK, WZ, ZW}
    assert {("52", KJ), ("33", LK)} <= {(f"{claim.number:f}", claim.agency) for claim in answer.values}


def test_a_nearest_one_is_taken_up(ask: Ask) -> None:
    offered = ask("云川市气象局2023年行政许可多少件")
    assert offered.status == "declined"
    at = offered.suggestions.index(KJ) + 1
    assert figures(ask("云川市气象局2023年行政许可多少件", f"第{at}个"))[0] == (KJ, 2023, "52")


def test_a_full_question_is_no_choice(ask: Ask) -> None:
    assert figures(ask(ASKED, "栖岩县教育局2023年新收申请多少件"))[0][0] == "栖岩县教育局"
