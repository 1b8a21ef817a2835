"""So many to each, and so many times as many: two numbers divided, the formula shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

FIRST, SECOND = "云川市商务局", "栖岩市商务局"
SAID = {
    (FIRST, 2021): "微信公众号发布信息120条。",
    (FIRST, 2022): (
        "门户网站发布信息600条，微信公众号发布信息240条。召开会议12次，举办培训班4期，培训人员150人次。"
        "官方抖音号推送80次共200条。"
    ),
    (SECOND, 2022): "门户网站发布信息150条。举办培训班5期，平均每期30人。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("quotient"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "number", "formula"),
    [
        (f"{FIRST}2022年平均每期培训有多少人次", "37.5", "150 ÷ 4 = 37.5"),
        (f"{FIRST}2022年每期培训平均几个人参加", "37.5", "150 ÷ 4 = 37.5"),
        (f"{FIRST}2022年培训期均多少人", "37.5", "150 ÷ 4 = 37.5"),
        (f"Trainees per course on average at {FIRST} in 2022?", "37.5", "150 ÷ 4 = 37.5"),
        (f"{FIRST}2022年抖音平均每次推送几条", "2.5", "200 ÷ 80 = 2.5"),
        (f"{FIRST}2022年平均每月在门户网站发多少条", "50", "600 ÷ 12 = 50"),
        (f"{FIRST}2022年网站发的是微信的几倍", "2.5", "600 ÷ 240 = 2.5"),
        (f"How many times as many items did the website of {FIRST} carry as WeChat in 2022?", "2.5", "600 ÷ 240 = 2.5"),
        (f"What is the ratio of website items to WeChat items at {FIRST} in 2022?", "2.5", "600 ÷ 240 = 2.5"),
        (f"{FIRST}2022年微信发布量是2021年的多少倍", "2", "240 ÷ 120 = 2"),
        (f"{FIRST}2022年网站发布量是{SECOND}的几倍", "4", "600 ÷ 150 = 4"),
        (f"{FIRST}2022年网站发的比微信多几条", "360", "600 − 240 = 360"),
        (f"{FIRST}2022年微信比网站少发多少条", "360", "600 − 240 = 360"),
        (f"{FIRST}2022年微信和网站相差多少条", "360", "600 − 240 = 360"),
        (f"How many more items did the website carry than WeChat at {FIRST} in 2022?", "360", "600 − 240 = 360"),
    ],
)
def test_two_numbers_are_divided(held: Library, question: str, number: str, formula: str) -> None:
    answer = Conversation(held).ask(question)
    assert (figures(answer)[0][2], answer.values[0].formula) == (number, formula)
    assert formula in answer.text
    assert passes(answer)


def test_the_people_are_those_of_the_training(held: Library) -> None:
    """150 attended the courses that are told beside them, and not the meetings told before."""
    answer = Conversation(held).ask(f"{FIRST}2022年平均每次会议多少人")
    assert not any(claim.formula for claim in answer.values)


def test_an_average_that_is_stated_is_not_worked_out(held: Library) -> None:
    answer = Conversation(held).ask(f"{SECOND}2022年平均每期培训多少人")
    assert [(number, claim.formula) for (_, _, number), claim in zip(figures(answer), answer.values, strict=True)] == [
        ("30", None)
    ]


def test_what_is_not_stated_is_not_divided(held: Library) -> None:
    assert Conversation(held).ask(f"{SECOND}2022年网站发的是微博的几倍").status == "declined"


def test_a_whole_is_not_told_for_an_average(held: Library) -> None:
    assert Conversation(held).ask(f"{FIRST}2022年平均每个账号发多少条微博").status == "declined"
    assert Conversation(held).ask(f"{FIRST}2022年人均经费多少").status == "declined"
