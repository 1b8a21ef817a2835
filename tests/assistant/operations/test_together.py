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
