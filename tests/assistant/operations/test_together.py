"""Figures of one report are added where one number is asked for all of them, and nowhere else."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures, passes


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
