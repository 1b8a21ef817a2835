"""Questions of words are answered by quotations."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask
from tests.assistant.questions import JY, KJ, LK, LY, WZ


@pytest.mark.parametrize(
    ("question", "agency", "words"),
    [
        ("云川市科技局2020年存在哪些问题", KJ, "政策解读以文字为主"),
        ("栖岩县教育局2023年下一步有什么改进措施", JY, "民办学校公开指引"),
        ("澜阳市科技局2023年存在什么问题", LK, "重复申请时有发生"),
        ("What problems did 鹭原镇政府 report in 2019?", LY, "信息员更换频繁"),
        ("吴忠市科技局2021年稿件上网前要经过什么", WZ, "逐级校对和审核"),
        ("吴忠市科技局2021年的稿件要过几道审", WZ, "逐级校对和审核"),
        ("栖岩县教育局说2024年要怎么改进", JY, "民办学校公开指引"),
    ],
)
def test_questions_of_words_are_quoted(ask: Ask, question: str, agency: str, words: str) -> None:
    answer = ask(question)
    assert words in answer.text
    assert {citation.agency for citation in answer.citations} == {agency}


@pytest.mark.parametrize(
    "question",
    ["栖岩县教育局2024年年报里说今后要怎么改进", "What improvements does the 2024 report of 栖岩县教育局 promise?"],
)
def test_a_report_that_is_named_is_not_the_one_before_it(ask: Ask, question: str) -> None:
    assert ask(question).status == "declined"
