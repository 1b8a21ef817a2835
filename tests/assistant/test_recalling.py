"""Turns that reckon with the numbers of the turns before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import Ask, cited, passes
from tests.assistant.questions import KJ

WECHAT = "云川市科技局2022年微信发了多少条"
RECEIVED = "云川市科技局2023年新收申请多少件"
EN = "How many WeChat posts did Yunchuan Science and Technology Bureau publish in 2022?"


def lead(answer: Answer) -> Decimal | None:
    assert answer.status == "answered", answer.text
    assert passes(answer)
    return answer.values[0].number


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        ((WECHAT, "那微博呢", "加起来呢"), "331"),
        ((WECHAT, "微博呢", "两者合计多少"), "331"),
        ((WECHAT, "微博呢", "谢谢", "差多少"), "185"),
        ((WECHAT, "微博呢", "加起来", "差多少"), "185"),
        ((EN, "and Weibo?", "both together?"), "331"),
        ((EN, "and Weibo?", "thanks!", "by how much?"), "185"),
        ((EN, "and Weibo?", "what's the difference?"), "185"),
        ((RECEIVED, "2022年呢", "2021年呢", "三年加起来呢"), "43"),
        ((RECEIVED, "2022年呢", "差几件"), "3"),
        ((RECEIVED, "2022年呢", "2021年呢", "平均呢"), "14.33"),
        ((RECEIVED, "2022年呢", "2021年呢", "后两年加起来呢"), "25"),
        ((RECEIVED, "其中商业企业", "其余的呢"), "13"),
        ((RECEIVED, "其中商业企业", "自然人呢", "这两类合起来"), "17"),
        ((RECEIVED, "其中商业企业", "自然人呢", "这两类合起来占多少"), "94.44"),
        ((RECEIVED, "其中商业企业", "自然人呢", "前者占多少"), "27.78"),
        ((RECEIVED, "其中商业企业", "一共呢"), "18"),
    ],
)
def test_numbers_told_before_are_reckoned_with(ask: Ask, turns: tuple[str, ...], number: str) -> None:
    assert lead(ask(*turns)) == Decimal(number)


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        ((WECHAT, "微博呢", "哪个多"), Decimal(258)),
        ((WECHAT, "微博呢", "哪个渠道更少"), Decimal(73)),
        ((EN, "and Weibo?", "which is higher?"), Decimal(258)),
        ((RECEIVED, "2022年呢", "2021年呢", "哪年最多"), Decimal(18)),
    ],
)
def test_they_are_put_in_order(ask: Ask, turns: tuple[str, ...], first: Decimal) -> None:
    assert lead(ask(*turns)) == first


def test_each_number_keeps_its_place(ask: Ask) -> None:
    answer = ask(RECEIVED, "2022年呢", "加起来呢")
    assert cited(answer, answer.values[0]) == {(KJ, 2022), (KJ, 2023)}
    assert [(claim.year, claim.number) for claim in answer.values[1:]] == [(2023, 18), (2022, 15)]


def test_they_are_put_in_a_table(ask: Ask) -> None:
    answer = ask(WECHAT, "微博呢", "列成表")
    assert answer.table is not None
    assert [row[-1][0] for row in answer.table.rows] == ["258 条", "73 条"]


def test_a_report_changed_by_hand_is_not_answered_from_memory(library: Library) -> None:
    talk = Conversation(library)
    for turn in (WECHAT, "微博呢"):
        talk.ask(turn)
    summed = talk.ask("加起来呢").question
    other = talk.answer(replace(summed, years=(2021,)))
    assert {claim.year for claim in other.values} <= {2021}


@pytest.mark.parametrize("turn", ["加起来呢", "哪个多", "差多少"])
def test_one_number_alone_is_not_reckoned_with(ask: Ask, turn: str) -> None:
    assert not ask(WECHAT, turn).question.recalled


def test_a_new_question_is_not_reckoned_into_the_old(ask: Ask) -> None:
    assert lead(ask(WECHAT, "微博呢", "云川市科技局2023年行政许可多少件")) == 52
