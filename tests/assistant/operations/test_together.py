"""Figures of one report are added where one number is asked for all of them, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import Ask, figures, passes
from tests.assistant.small import library_of


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("云川市科技局2022年微信和微博一共发了几条", ["331", "258", "73"]),
        ("云川市科技局2022年微信加上微博合起来是多少条", ["331", "258", "73"]),
        ("云川市科技局2022年予以公开和部分公开一共几件", ["10", "8", "2"]),
        ("How many WeChat posts and Weibo posts did 云川市科技局 publish in 2022 in total?", ["331", "258", "73"]),
    ],
)
def test_what_is_asked_together_is_added(asked: str, numbers: list[str], ask: Ask) -> None:
    answer = ask(asked)
    assert [number for _, _, number in figures(answer)] == numbers
    assert passes(answer)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("云川市科技局2022年行政许可一共几件，行政处罚几件", ["47", "0"]),
        ("云川市科技局2022年一共收到几件申请，办结几件", ["15", "15"]),
        ("云川市科技局2022年总共公开多少条信息，其中网站多少条", ["632", "301"]),
        ("云川市科技局2022年收到和办结的申请一共几件", ["15", "15"]),
        ("云川市科技局2022年微信和微博分别一共发了几条", ["258", "73"]),
    ],
)
def test_what_is_asked_each_is_not(asked: str, numbers: list[str], ask: Ask) -> None:
    assert [number for _, _, number in figures(ask(asked))] == numbers


LISTED = {
    ("云川市商务局", 2022): "微信公众号发布信息240条，微博发布信息310条，抖音号发布信息95条。",
    ("栖岩市商务局", 2022): "通过“两微”平台发布信息50条。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("together"), LISTED) as library:
        yield library


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("云川市商务局2022年双微一共发了多少条", ["550", "240", "310"]),
        ("云川市商务局2022年双微各发了多少条", ["240", "310"]),
        ("微博加公众号，云川市商务局2022年两样一共发了多少", ["550", "310", "240"]),
        ("微信和抖音合一块，云川市商务局2022年总共发了多少条", ["335", "240", "95"]),
        ("栖岩市商务局2022年双微一共发了多少条", ["50"]),
        ("What is the sum of Weibo and WeChat posts by 云川市商务局 in 2022?", ["550", "310", "240"]),
        ("云川市商务局2022年微信微博抖音哪个发得最多，按多少排", ["310", "240", "95"]),
        ("云川市商务局2022年微信、微博、抖音按发布量从少到多排", ["95", "240", "310"]),
        ("Which carried more at 云川市商务局 in 2022, WeChat or Weibo?", ["310", "240"]),
    ],
)
def test_channels_of_one_report(held: Library, asked: str, numbers: list[str]) -> None:
    answer = Conversation(held).ask(asked)
    assert [number for _, _, number in figures(answer)] == numbers
    assert passes(answer)


PAIRS = {
    (
        "云川市财政局",
        2022,
    ): "办理人大建议14件、政协提案11件。专职人员3人，兼职人员9人。办理市长信箱来信5条，12345热线转办件4起。",
    (
        "栖岩市财政局",
        2022,
    ): "办理建议提案26件。12345热线受理咨询900次，现场咨询80次，网上咨询20次。微信发布信息30条，微博发布信息12条，阅读总量5万次。",
}


@pytest.fixture(scope="module")
def paired(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("paired"), PAIRS) as library:
        yield library


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("云川市财政局2022年办理建议提案多少件", ["25", "14", "11"]),
        ("云川市财政局2022年人大建议政协提案合计", ["25", "14", "11"]),
        ("云川市财政局2022年专兼职人员一共多少", ["12", "3", "9"]),
        ("云川市财政局2022年市长信箱来信和12345转办件合计办了多少", ["9", "5", "4"]),
        ("栖岩市财政局2022年办理建议提案多少件", ["26"]),
        ("栖岩市财政局2022年受理咨询一共多少次", ["1000", "900", "80", "20"]),
        ("栖岩市财政局2022年现场咨询多少次", ["80"]),
        ("Total readings of WeChat and Weibo, 栖岩市财政局, 2022", ["50000"]),
        ("栖岩市财政局 2022: combined WeChat and Weibo posts", ["42", "30", "12"]),
    ],
)
def test_two_things_named_by_one_word_and_kinds_of_one_thing(paired: Library, asked: str, numbers: list[str]) -> None:
    answer = Conversation(paired).ask(asked)
    assert [number for _, _, number in figures(answer)] == numbers
    assert passes(answer)


def test_what_asked_by_whom_is_added_within_one_row(ask: Ask) -> None:
    numbers = [number for _, _, number in figures(ask("云川市科技局2022年自然人和商业企业提的新收申请合计多少件"))]
    assert int(numbers[0]) == sum(map(int, numbers[1:]))
