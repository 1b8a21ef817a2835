"""What a question and a number's window say alike, whatever their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.concepts import WEIGHT, sense
from assistant.matching import ask_for, best, rank
from ingest.folding import folded


def said(text: str, *kinds: str) -> set[str]:
    return {name for name, kind in sense(folded(text)).concepts.items() if kind in kinds}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("微信公众号推送多少篇", "官微发布"),
        ("WeChat posts", "微信公众号"),
        ("新浪微博发了几条", "官方微博发布"),
        ("Weibo posts", "微博"),
        ("抖音短视频多少条", "短视频发布"),
        ("short videos", "短视频"),
        ("门户网站发布多少条", "政府网站公开"),
    ],
)
def test_channels_agree_across_wordings_and_languages(one: str, other: str) -> None:
    assert said(one, "channel") & said(other, "channel")


@pytest.mark.parametrize(
    ("one", "other"),
    [("微信发了多少篇", "微博发布"), ("网站发布多少条", "微信公众号推送"), ("Weibo posts", "WeChat posts")],
)
def test_channels_are_told_apart(one: str, other: str) -> None:
    assert said(one, "channel")
    assert not said(one, "channel") & said(other, "channel")


def test_how_much_more_is_another_side() -> None:
    assert said("同比增长多少", "turn")
    assert not said("发布了多少条", "turn")
    assert said("粉丝多少人", "turn", "thing") != said("微信发了多少篇", "turn", "thing")


def test_words_that_only_ask_say_nothing() -> None:
    nothing = sense("请问是多少")
    assert sum(nothing.weights().values()) <= WEIGHT["generic"]
    assert not nothing.pairs


def test_what_no_concept_covers_is_kept_as_pairs() -> None:
    assert {"脱敏", "敏规"} <= sense("脱敏规则多少条").pairs


def test_the_pairs_of_a_long_text_do_not_outweigh_its_things() -> None:
    long = sense("".join(chr(0x4E00 + 7 * at) for at in range(200)))
    assert sum(weight for name, weight in long.weights().items() if name in long.pairs) <= 4.0 + 1e-9


@given(st.text(max_size=60))
def test_any_text_has_a_sense(text: str) -> None:
    found = sense(folded(text))
    assert all(kind in WEIGHT for kind in found.concepts.values())
    assert all(weight > 0 for weight in found.weights().values())


@given(st.text("微信公众号发布信息网站条篇2021多少", max_size=30))
def test_a_sense_is_the_same_each_time(text: str) -> None:
    assert sense(text) == sense(text)


def test_nothing_matches_nothing() -> None:
    assert rank(ask_for("微信发了多少篇", "篇", 2021), ()) == []
    assert best(()) == (None, [])
