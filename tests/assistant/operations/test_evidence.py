"""What is asked of a report in words of one's own, and the sentence that answers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import passes
from tests.assistant.small import library_of

ONE, TWO = "云川市商务局", "栖岩市商务局"
SAID = {
    (ONE, 2022): (
        "本报告由云川市商务局办公室编制。建立局长主抓、办公室具体负责的工作机制。公示期为2022年3月4日至3月11日。"
        "被评为全市政务公开先进单位。未出现因政府信息公开工作引起的责任追究情况。收到申请1件，为要求提供企业名单，依法不予公开。"
        "公开目录不够细化，检索不便。2023年将推进数据开放。"
    ),
    (TWO, 2022): "全年主动公开政府信息80条。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("evidence"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{ONE}2022年的年报是谁编的", "办公室编制"),
        (f"Who compiled the 2022 report of {ONE}?", "办公室编制"),
        (f"{ONE}2022年政务公开谁来牵头管", "局长主抓"),
        (f"{ONE}2022年信息公开是什么工作机制", "工作机制"),
        (f"{ONE}2022年那次公示从几号到几号", "3月4日至3月11日"),
        (f"{ONE}2022年公示期是哪天到哪天", "3月4日至3月11日"),
        (f"{ONE}2022年拿了个什么荣誉", "先进单位"),
        (f"What award did {ONE} win in 2022?", "先进单位"),
        (f"{ONE}2022年那件申请为什么没公开", "企业名单"),
        (f"{ONE}2022年公开目录有什么毛病", "不够细化"),
        (f"{ONE}2022年年报说下一年要抓哪几件事", "推进数据开放"),
    ],
)
def test_the_sentence_that_answers_is_quoted(question: str, told: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert passes(answer)


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        (f"{ONE}2022年有人因为信息公开被追责吗", False),
        (f"{ONE}2022年那件申请最后给公开了没", False),
        (f"{ONE}2022年的年报是办公室编的吗", True),
    ],
)
def test_a_yes_or_no_follows_what_the_sentence_says(question: str, yes: bool, held: Library) -> None:
    text = Conversation(held).ask(question).text
    assert text.startswith(("有相关记载",) if yes else ("否", "没有"))


@pytest.mark.parametrize("asked", ["年报是谁编的", "拿了个什么荣誉", "政务公开谁来牵头管", "有人被追责吗"])
def test_a_report_that_says_nothing_of_it_is_not_quoted(asked: str, held: Library) -> None:
    assert Conversation(held).ask(f"{TWO}2022年{asked}").status == "declined"
