"""The words that ask: each found once, told by its role, and what they leave."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from assistant.asking import limit_of, topic_of
from assistant.cues import NAME, YEAR, bare, closed, hear, masked
from assistant.question import Operation


def named(text: str) -> str:
    return re.sub("Y(?![a-z])", YEAR, re.sub("A(?![a-z])", NAME, text))


def roles(text: str) -> set[str]:
    return set(hear(named(text)).roles)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("AY行政许可多少件", "ask"),
        ("AY收到了几份申请", "ask"),
        ("AY答复了多少人大代表建议", "ask"),
        ("Y哪个部门处罚最多", "most"),
        ("Y许可垫底的是哪家", "least"),
        ("Y各局按处罚排个名", "order"),
        ("Y处罚前三名", "order"),
        ("Y哪些单位被复议过", "who"),
        ("Y没有打官司的单位", "none"),
        ("Y一件申请都没收到的机关", "none"),
        ("Y处罚不少于20件的单位", "bound"),
        ("Y全部机关一共收了多少申请", "everyone"),
        ("Y全部机关一共收了多少申请", "sum"),
        ("Y平均每家收到几件", "mean"),
        ("A和A相比Y谁多", "versus"),
        ("A和A相比Y谁多", "more"),
        ("A新收申请同比增长多少", "yoy"),
        ("A新收申请同比增长多少", "grew"),
        ("A申请量这几年怎么变的", "change"),
        ("A哪一年申请最多", "which_year"),
        ("AY自然人占多大比例", "share"),
        ("AY收没收到过申请", "yes_no"),
        ("AY有没有行政诉讼", "yes_no"),
        ("AY数据对得上吗", "check"),
        ("AY还有哪些短板", "problems"),
        ("AY下一步打算", "measures"),
        ("不对，我问的是Y", "correct"),
        ("那微博呢", "lean"),
        ("How many requests did A receive in Y", "ask"),
        ("Who issued the fewest licences in Y", "least"),
        ("Which agencies were not sued in Y", "none"),
        ("Agencies with more than 20 penalties in Y", "bound"),
        ("How has the number of requests at A developed", "change"),
        ("Was there any litigation against A in Y", "yes_no"),
        ("And Weibo?", "lean"),
    ],
)
def test_each_cue_has_its_role(text: str, role: str) -> None:
    assert role in roles(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("AY尚未审结的复议", "none"),
        ("AY没有现成信息需要另行制作的", "none"),
        ("AY未经复议直接起诉", "none"),
        ("AY申请比去年多吗", "courtesy"),
        ("AY答复了多少人大代表建议", "who"),
        ("AY administrative coercive measures", "measures"),
        ("requests carried over from the previous year", "yoy"),
        ("Was there any litigation against A", "versus"),
    ],
)
def test_what_only_looks_like_a_cue(text: str, role: str) -> None:
    assert role not in roles(text)


@pytest.mark.parametrize(
    ("text", "operation", "topic"),
    [
        ("请问A在Y到底收了多少份公开申请啊，谢谢", "lookup", "收 公开申请啊"),
        ("把A跟AY的行政许可放在一块儿比比", "compare", "行政许可"),
        ("Y在新收申请上排第一的是谁", "rank", "新收申请上"),
        ("Y行政处罚超过100件的单位有哪些", "list", "行政处罚"),
        ("A从Y到Y行政强制怎么变", "trend", "行政强制"),
        ("Order the agencies by administrative penalties, Y, highest first.", "rank", "administrative penalties"),
        ("How many short videos did A put out in Y?", "lookup", "short videos put out"),
        ("A's report for Y, the number of press conferences?", "lookup", "press conferences"),
    ],
)
def test_what_is_left_is_the_topic(text: str, operation: Operation, topic: str) -> None:
    assert topic_of(hear(named(text)), operation) == topic


def test_a_cue_is_consumed_once() -> None:
    heard = hear(f"{YEAR}行政处罚超过100件的单位有哪些")
    spans = [(cue.start, cue.end) for cue in heard.cues]
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert [cue.text for cue in heard.of("bound")] == ["超过100件"]


def test_masks_keep_offsets_until_they_are_closed() -> None:
    text = "吴忠市科技局2021年微信"
    hidden = masked(text, [(0, 6)], NAME)
    assert len(hidden) == len(text)
    assert hidden.find("2021") == 6
    assert closed(masked(hidden, [(6, 11)], YEAR)) == f"{NAME}{YEAR}微信"


def test_words_around_a_name_go_with_it() -> None:
    assert bare(f"和{NAME}相比，{YEAR}的行政许可").split() == ["相比", "行政许可"]
    assert bare(f"licences of {NAME} in {YEAR}").split() == ["licences"]


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("●新收申请最多的前五个单位", 5),
        ("top 3 agencies by penalties", 3),
        ("●申请最少的两家", 2),
        ("排名第二的单位", 2),
        ("排名", None),
        ("谁的申请一多一少", None),
    ],
)
def test_how_many_are_asked_for(words: str, limit: int | None) -> None:
    assert limit_of(hear(words)) == limit
