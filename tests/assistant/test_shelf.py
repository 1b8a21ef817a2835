"""Questions about the library itself, told from those about what its reports say."""

from __future__ import annotations

import pytest

from assistant.cues import hear
from assistant.shelf import asks_what_is_held, names_reports
from ingest.folding import folded


@pytest.mark.parametrize(
    "words",
    [
        "库里都有谁的年报", "◆有哪几年的报告", "你们收录了多少家单位", "◆●的年报有吗", "哪些单位缺●年报", "能查到◆哪些年度的资料",
        "最早的一份年报是哪年的", "年报清单", "Which years of ◆ do you hold?", "How many reports are there?", "Is there a report of ◆ for ●?",
        "Who has no report for ●?",
    ],
)  # fmt: skip
def test_what_is_held(words: str) -> None:
    assert asks_what_is_held(hear(folded(words)))


@pytest.mark.parametrize(
    "words",
    [
        "◆●年报里新收申请多少", "◆●的年报讲了什么", "◆●收到多少申请", "哪些单位有行政复议", "◆●的年报有没有错误", "年报里存在哪些问题",
        "◆●", "What does ◆'s ● report say about training?", "How many requests did ◆ receive?", "Summarise the ● report of ◆",
    ],
)  # fmt: skip
def test_what_reports_say(words: str) -> None:
    assert not asks_what_is_held(hear(folded(words)))


def test_reports_of_a_group_are_asked_for() -> None:
    assert names_reports("云川市有哪些单位的年报")
    assert not names_reports("云川市各局新收申请多少")
