"""Turns that are no questions, and turns that say what they do not mean."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures
from tests.assistant.questions import JY, KJ

RECEIVED = "云川市科技局2023年新收申请多少件"


@pytest.mark.parametrize(
    "turn", ["谢谢", "明白了", "好的，谢谢", "不错", "great, thanks!", "got it", "hmm interesting", "ok", "cool"]
)
def test_thanks_change_nothing(ask: Ask, turn: str) -> None:
    assert ask(RECEIVED, turn).values == ()
    assert figures(ask(RECEIVED, turn, "2022年呢"))[0] == (KJ, 2022, "15")


@pytest.mark.parametrize(
    ("turns", "figure"),
    [
        (("云川市科技局2022年微信发了多少条", "不是这个，我要微博的"), (KJ, 2022, "73")),
        (("云川市科技局2022年微信发了多少条", "不对，我要微博的"), (KJ, 2022, "73")),
        (("云川市科技局2022年微信发了多少条", "not WeChat, Weibo"), (KJ, 2022, "73")),
        (("云川市科技局2022年微信发了多少条", "是微博不是微信"), (KJ, 2022, "73")),
        ((RECEIVED, "I mixed up the years, 2022 please"), (KJ, 2022, "15")),
        ((RECEIVED, "Let me correct that: the year should be 2022"), (KJ, 2022, "15")),
        ((RECEIVED, "改成2022年", "再改回2023年"), (KJ, 2023, "18")),
    ],
)
def test_a_correction_says_what_is_meant(ask: Ask, turns: tuple[str, ...], figure: tuple[str, int, str]) -> None:
    assert figures(ask(*turns))[0] == figure


def test_the_others_of_a_kind(ask: Ask) -> None:
    answer = ask("云川市科技局2023年行政许可多少件", "其他科技局呢")
    assert {claim.agency for claim in answer.values} > {KJ}
    assert all("科学技术局" in claim.agency for claim in answer.values)


def test_all_of_them(ask: Ask) -> None:
    answer = ask(RECEIVED, "所有单位呢")
    assert {KJ, JY} <= {claim.agency for claim in answer.values}


def test_a_group_goes_on(ask: Ask) -> None:
    answer = ask("云川市科技局2023年行政许可多少件", "所有科技局呢", "谁最多")
    assert answer.question.group is not None
    assert answer.values[0].agency == KJ


def test_least_of_the_years(ask: Ask) -> None:
    answer = ask(RECEIVED, "历年呢", "哪年最多", "最少呢")
    assert {claim.agency for claim in answer.values} == {KJ}
    assert answer.values[0].number == min(claim.number or 0 for claim in answer.values)


def test_a_share_is_not_carried_to_what_is_counted(ask: Ask) -> None:
    assert figures(ask(RECEIVED, "自然人占多少", "予以公开几件"))[0] == (KJ, 2023, "9")


def test_percent_of_a_change(ask: Ask) -> None:
    assert "20" in ask(RECEIVED, "比上年多了几件", "百分之几").text
