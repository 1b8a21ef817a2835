"""What a question narrows a thing by, and whether a number is told with it."""

from __future__ import annotations

import pytest

from assistant.cells import NEW
from assistant.familiar import familiar_to, words_in
from assistant.narrowing import Shown, dropped, narrowed

WHOLE = Shown("disclosed_total", None, "一、总体情况 主动公开政府信息 ", True, "主动公开政府信息 ")
REQUESTS = Shown(NEW, None, "收到政府信息公开申请 ", True, "收到政府信息公开申请 ")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("◆●公开的信息里，校园招聘的有几条", "校园招聘"),
        ("◆●主动公开了多少条夜间施工方面的信息", "夜间施工"),
        ("◆●关于噪音的信息公开了多少条", "噪音"),
        ("匿名向◆要信息的，●有多少件", "匿名"),
        ("◆●上半年收到几件申请", "上半年"),
        ("How many items about food safety did ◆ disclose in ●?", "food safety"),
        ("How many of the items ◆ published in ● dealt with noise?", "noise"),
    ],
)
def test_what_narrows_is_told(said: str, words: str) -> None:
    assert words in narrowed(said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我在查征地拆迁，云川市科技局2021年公开了几条这方面的", "征地拆迁"),
        ("i'm looking at telecom fraud: how many items on that did it release in 2022?", "telecom fraud"),
        ("on poverty relief, how many items did it publish in 2021?", "poverty relief"),
    ],
)
def test_what_is_spoken_of_first_narrows_as_well(text: str, words: str) -> None:
    said = "公开了几条这方面的" if "我" in text else ", how many items did ◆ publish in ●?"
    assert words in narrowed(said, text)


@pytest.mark.parametrize(
    "said", ["◆●主动公开了多少条信息", "How many items did ◆ disclose in ●?", "◆●收到的申请有几件"]
)
def test_a_whole_is_narrowed_by_nothing_that_it_is_not_told_with(said: str) -> None:
    assert dropped(said, said, [WHOLE]) is None or dropped(said, said, [REQUESTS]) is None


@pytest.mark.parametrize(
    ("said", "told", "words"),
    [
        ("◆●主动公开了多少条疫苗接种方面的信息", WHOLE, "疫苗接种"),
        ("◆●新收申请中要加急的几件", REQUESTS, "要加急"),
        ("写信向◆要信息的，●有多少件", REQUESTS, "写信"),
        ("企业向◆提的申请，●有多少件", REQUESTS, "企业"),
        ("How many requests about property deeds did ◆ receive in ●?", REQUESTS, "property deeds"),
    ],
)
def test_a_whole_is_not_told_with_it(said: str, told: Shown, words: str) -> None:
    assert dropped(said, said, [told]) == words


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("◆●对外公开的政府信息有多少条", WHOLE),
        ("◆●网站上放出来的信息多少条", Shown("website", None, "通过门户网站公开 ", True, "通过门户网站公开 ")),
        ("自然人向◆提的申请，●几件", Shown(NEW, "applicant.natural_person", "新收 自然人", True, "新收 自然人")),
    ],
)
def test_other_words_for_the_same_are_not_held_against_it(said: str, told: Shown) -> None:
    assert dropped(said, said, [told]) is None


def test_the_part_of_a_part_is_not_that_part() -> None:
    told = Shown("disclosed_total", None, "就业创业类 ", False, "就业创业类 ")
    assert dropped("◆●的就业创业信息里校园招聘的有几条", "", [told]) == "校园招聘"
    assert dropped("◆●公开信息里就业创业的有几条", "", [told]) is None


def test_familiar_words_are_those_of_several_wordings() -> None:
    assert words_in("新收申请 online 3") == {"新收", "收申", "申请", "online"}
    assert "申请" in familiar_to(NEW)
    assert "疫苗" not in familiar_to(NEW)
    assert familiar_to("nothing") == frozenset()
