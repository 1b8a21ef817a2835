"""What is missing is named, and a name that fits several is asked back."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask
from tests.assistant.questions import KJ, LK


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("云川市科技局2019年新收申请多少件", ["2019", "2020–2023"]),
        ("固原市科技局2021年微信发了多少篇", ["固原"]),
        ("云川市教育局2023年行政许可多少件", ["云川市教育局"]),
        ("吴忠科技局2021年抖音发了多少条", ["抖音"]),
        ("吴忠科技局2021年局长年薪多少", ["年薪"]),
        ("云川市科技局2023年员工工资多少", ["工资"]),
        ("云川市科技局局长是谁", ["局长"]),
        ("栖岩县财政局2022年新收申请多少件", ["栖岩县财政局"]),
        ("How many requests did 固原市科技局 receive in 2021", ["固原市科技局", "library"]),
    ],
)
def test_declining_says_what_is_missing(ask: Ask, question: str, named: list[str]) -> None:
    answer = ask(question)
    assert (answer.status, answer.values, answer.citations) == ("declined", (), ())
    assert [word for word in named if word not in answer.text] == []
    assert answer.reason == answer.text


def test_a_name_that_fits_several_is_asked_back(ask: Ask) -> None:
    answer = ask("科技局2023年微信发了多少篇")
    assert answer.status == "clarify"
    assert KJ in answer.text
    assert LK in answer.text
    assert answer.suggestions


def test_a_place_that_fits_several_is_asked_back(ask: Ask) -> None:
    assert ask("澜阳2023年行政许可多少件").status == "clarify"
