"""Shares of numbers that a report states: the whole is named, or the one that the part is taken from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import passes
from tests.assistant.small import library_of

WHO = "云川市商务局"
SAID = {
    (WHO, 2022): "全年主动公开政府信息400条，其中工作动态250条、通知公告150条。微信公众号发布约90条。"
    "收到政府信息公开申请20件，其中网络申请15件、信函申请5件，占25%。发布政策解读8件，其中图解2件。",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("portion"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    ("text", "value", "formula"),
    [
        (f"{WHO}工作动态占主动公开信息的百分之几", "62.5", "250 ÷ 400 × 100 = 62.5"),
        (f"{WHO}2022年通知公告占全部公开信息的比例", "37.5", "150 ÷ 400 × 100 = 37.5"),
        (f"图解在{WHO}政策解读里占几成", "25", "2 ÷ 8 × 100 = 25"),
        (f"What share of policy interpretations of {WHO} were infographics?", "25", "2 ÷ 8 × 100 = 25"),
    ],
)
def test_a_part_of_a_whole(talk: Conversation, text: str, value: str, formula: str) -> None:
    answer = talk.ask(text)
    assert answer.status == "answered", answer.text
    (claim,) = answer.values
    assert (f"{claim.number:f}", claim.unit, claim.formula) == (value, "%", formula)
    assert passes(answer)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}工作动态占收到申请的比例",
        f"{WHO}电话申请占收到申请的比例",
        f"{WHO}公众号发布占主动公开信息的比例",
    ],
)
def test_what_is_no_part_or_not_exact_or_not_stated_is_declined(talk: Conversation, text: str) -> None:
    assert talk.ask(text).values == ()


def test_rates_of_a_report_without_tables_are_of_what_its_text_counts(tmp_path: Path) -> None:
    said = (
        "受理申请209件。按结果分：予以公开101件，部分公开12件，不予公开26件，其他70件。"
        "行政复议8件，其中纠正2件、维持5件、尚未审结1件。"
    )
    with library_of(tmp_path, {(WHO, 2022): said}) as library:
        rates = {
            f"{WHO}2022年公开率": "(101 + 12) ÷ 209 × 100 = 54.07",
            f"{WHO}2022年不予公开率": "26 ÷ 209 × 100 = 12.44",
            f"{WHO}2022年复议纠错率": "2 ÷ (8 − 1) × 100 = 28.57",
        }
        assert {text: Conversation(library).ask(text).values[0].formula for text in rates} == rates


def test_a_base_that_is_less_than_nothing_gives_no_rate(tmp_path: Path) -> None:
    with library_of(tmp_path, {(WHO, 2022): "行政复议6件，其中纠正6件、尚未审结16件。"}) as library:
        assert Conversation(library).ask(f"{WHO}2022年复议纠错率").values == ()


@pytest.mark.parametrize(
    ("text", "value", "formula"),
    [
        (f"{WHO}2022年400条里工作动态占百分之几", "62.5", "250 ÷ 400 × 100 = 62.5"),
        (f"{WHO}2022年公开的信息里，通知公告那部分占百分之几", "37.5", "150 ÷ 400 × 100 = 37.5"),
        (f"{WHO}2022年20件申请，网络提交的占比", "75", "15 ÷ 20 × 100 = 75"),
        (f"{WHO}2022年收到的申请，走网络渠道的占多大比例", "75", "15 ÷ 20 × 100 = 75"),
        (f"What percentage of {WHO}'s 400 items in 2022 were work updates?", "62.5", "250 ÷ 400 × 100 = 62.5"),
    ],
)
def test_the_whole_is_of_the_size_that_the_question_gives(
    talk: Conversation, text: str, value: str, formula: str
) -> None:
    (claim,) = talk.ask(text).values
    assert (f"{claim.number:f}", claim.formula) == (value, formula)


def test_a_share_that_is_printed_is_told_as_printed(talk: Conversation) -> None:
    (claim,) = talk.ask(f"{WHO}2022年申请里信函的占几成").values
    assert (claim.number, claim.formula) == (25, None)


@pytest.mark.parametrize("text", [f"{WHO}2022年430条里工作动态占百分之几", f"{WHO}2022年工作动态里招聘的占百分之几"])
def test_no_share_of_another_whole(talk: Conversation, text: str) -> None:
    answer = talk.ask(text)
    assert (answer.status, answer.values) == ("declined", ())
