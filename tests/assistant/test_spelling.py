"""Slips of the keyboard in what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.spelling import as_reports_say, respelled


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("行政许克", "行政许可"),
        ("行证处罚", "行政处罚"),
        ("新收审请", "新收申请"),
        ("行政付议", "行政复议"),
        ("微薄", "微博"),
        ("行政许可", None),
        ("局长公资", None),
    ],
)
def test_characters_of_the_same_sound(words: str, right: str | None) -> None:
    assert respelled(words) == right


def test_words_of_other_places_in_traditional_characters() -> None:
    assert as_reports_say("2022年公開多少條資訊、幾支短影音") == "2022年公開多少條信息、幾支短视频"
    assert as_reports_say("2022年公开多少条资讯") == "2022年公开多少条资讯"


def test_english_words_close_to_a_label() -> None:
    assert respelled("admnistrative penalties", frozenset({"admnistrative"})) == "administrative penalties"
    assert respelled("patents", frozenset({"patents"})) is None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("云川市科技局2023年行政许克多少件", "52"),
        ("云川市科技局2023年新收审请多少件", "18"),
        ("How many requsts did 云川市科技局 receive in 2023?", "18"),
    ],
)
def test_a_slip_is_answered(ask: Callable[..., Answer], question: str, number: str) -> None:
    assert ask(question).values[0].number == Decimal(number)
