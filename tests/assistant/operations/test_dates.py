"""When a report was published and what it covers, as it prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import read_report

REPORT = """云川市教育局2012年政府信息公开工作年度报告

本报告统计期限自2012年1月1日起至2012年12月31日止。2012年6月5日，我局召开工作会议。

一、主动公开情况

全年主动公开信息61条。

云川市教育局
二〇一三年二月十八日
"""


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    folder: Path = tmp_path_factory.mktemp("dates")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    library = Library.open(folder / "library")
    library.add(read_report(folder / "report.txt"))
    return Conversation(library)


@pytest.mark.parametrize(
    "question",
    [
        "云川市教育局2012年的年报是哪天落款的",
        "云川教育局2012年年报什么时候发布的？",
        "When was the 2012 report of 云川市教育局 published?",
        "云川市教育局2012年的年报是哪天公开的",
        "On what date was the 2012 annual report of 云川市教育局 made public?",
        "When did 云川市教育局 publish its 2012 report?",
    ],
)
def test_the_date_of_issue_is_quoted_as_printed(conversation: Conversation, question: str) -> None:
    answer = conversation.ask(question)
    assert answer.status == "answered"
    assert answer.values[0].text == answer.citations[0].quote == "二〇一三年二月十八日"


def test_the_period_covered_is_quoted_as_printed(conversation: Conversation) -> None:
    answer = conversation.ask("云川市教育局2012年年报统计的是哪段时间")
    assert answer.citations[0].quote == "2012年1月1日起至2012年12月31日"


def test_other_dates_are_not_taken_for_the_date_of_issue(conversation: Conversation) -> None:
    answer = conversation.ask("云川市教育局2012年哪天召开工作会议")
    assert "二〇一三" not in answer.text
