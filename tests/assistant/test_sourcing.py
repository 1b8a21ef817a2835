"""Turns that ask where an answer stands."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures
from tests.assistant.questions import KJ

RECEIVED = "云川市科技局2023年新收申请多少件"


@pytest.mark.parametrize("turn", ["在哪一页", "出处", "原文是什么", "依据呢", "哪里写的"])
def test_the_place_is_told(ask: Ask, turn: str) -> None:
    answer = ask(RECEIVED, turn)
    assert figures(answer)[0] == (KJ, 2023, "18")
    assert all(citation.file in answer.text for citation in answer.citations)


@pytest.mark.parametrize(
    "turn", ["source?", "which page is that on?", "where does it say that?", "how do you know that?"]
)
def test_the_place_is_told_in_english(ask: Ask, turn: str) -> None:
    answer = ask("Yunchuan Science and Technology Bureau: new requests in 2023", turn)
    assert "Source: " in answer.text
    assert figures(answer)[0] == (KJ, 2023, "18")


def test_a_page_is_told_where_there_is_one(ask: Ask) -> None:
    answer = ask(RECEIVED, "在哪一页")
    pages = [citation.place.page for citation in answer.citations if citation.place.page]
    assert all(f"第 {page} 页" in answer.text for page in pages)


def test_the_talk_goes_on_behind_it(ask: Ask) -> None:
    assert figures(ask(RECEIVED, "出处呢", "2022年呢"))[0] == (KJ, 2022, "15")


def test_nothing_is_told_before_an_answer(ask: Ask) -> None:
    assert "出处：" not in ask("在哪一页").text
