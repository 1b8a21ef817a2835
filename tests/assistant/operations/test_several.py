"""Several values of one thing: the kinds of a row, the columns of a row, and one number for all that is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from assistant.joining import change_of_row, columns_of_one_row
from tests.assistant.answers import Ask, figures, passes
from tests.assistant.small import library_of

WHO = "云川市商务局"
SAID = {
    (
        WHO,
        2022,
    ): "主动公开政府信息329条，其中政府门户网站公开185条、微信公众号公开144条。收到政府信息公开申请93件，上年结转4件。"
    "其中网络申请60件、信函申请33件。官方微博发布90条，粉丝36万。官方微信订阅用户5.8万人。",
}
LICENSE = "disclosure.art20_5.license"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("several"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    "text",
    ["无法提供的三种情形，云川市政府2023年分别是多少件", "云川市政府2023年无法提供的三种情况各几件"],
)
def test_the_kinds_of_a_sum_are_each_told(ask: Ask, text: str) -> None:
    answer = ask(text)
    whole = figures(ask("云川市政府2023年无法提供的申请多少件"))[0][2]
    told = [int(one) for _, _, one in figures(answer)]
    assert len(told) == 3
    assert sum(told) == int(whole)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("◆●许可事项上一年有几项、这一年办了多少个决定", ["items_prev", "decisions"]),
        ("◆●行政许可决定数和上一年项目数分别是多少", ["decisions", "items_prev"]),
        ("◆●许可项目上年多少项，增减了几项", ["items_prev", "items_change"]),
        ("◆●行政许可上一年项目数和本年增/减各是多少", ["items_prev", "items_change"]),
        ("◆●行政许可决定几件", []),
        ("◆●许可决定和处罚决定各几件", []),
    ],
)
def test_the_columns_that_a_question_names(text: str, columns: list[str]) -> None:
    found = [metric.key for metric in columns_of_one_row(text, "zh")]
    assert found == [f"{LICENSE}.{column}" for column in columns]


@pytest.mark.parametrize(
    ("text", "found"),
    [("◆●许可项目是加了还是减了，加减几项", True), ("◆●许可决定比上年多几件", False), ("◆●信息比上年多几条", False)],
)
def test_a_change_of_items_has_its_column(text: str, found: bool) -> None:
    assert [metric.key for metric in change_of_row(text, "zh")] == [f"{LICENSE}.items_change"] * found


@pytest.mark.parametrize(
    "text",
    [
        "信息公开引起的官司，云川市政府2023年一共多少起，直接起诉和复议后起诉都算",
        "云川市政府2023年直接起诉的和复议后起诉的加起来多少件",
    ],
)
def test_one_number_for_all_that_is_named(ask: Ask, text: str) -> None:
    answer = ask(text)
    whole = figures(ask("云川市政府2023年行政诉讼总计多少件"))[0][2]
    assert figures(answer)[0][2] == whole
    assert passes(answer)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"{WHO}2022年新收和上年结转一共几件", ["97", "93", "4"]),
        (f"{WHO}2022年新收的申请加上年留下的，总共多少件", ["97", "93", "4"]),
        (f"{WHO}2022年网站公开多少条，公众号公开多少条，一共多少", ["329", "185", "144"]),
        (f"{WHO}2022年微博粉丝多少、微信订户多少", ["360000", "58000"]),
    ],
)
def test_sums_and_things_side_by_side(talk: Conversation, text: str, numbers: list[str]) -> None:
    assert [one for _, _, one in figures(talk.ask(text))] == numbers


@pytest.mark.parametrize(
    "text", [f"{WHO}2022年329条，网站和公众号两项加起来是这个数吗", f"{WHO}2022年网站和公众号加起来是329条吗"]
)
def test_the_parts_are_held_against_the_whole_that_is_stated(talk: Conversation, text: str) -> None:
    answer = talk.ask(text)
    assert answer.values[0].formula == "185 + 144 = 329"
    assert answer.values[-1].number == 329
    assert passes(answer)


@pytest.mark.parametrize(
    ("text", "count"), [(f"{WHO}2022年两种申请方式各收到多少件", 2), (f"{WHO}2022年两类信息各多少条", 2)]
)
def test_ways_and_kinds_that_are_only_counted(talk: Conversation, text: str, count: int) -> None:
    answer = talk.ask(text)
    assert len([claim for claim in answer.values if claim.number in (60, 33, 185, 144)]) == count
