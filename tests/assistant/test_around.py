"""Years told around another one are said plainly before the question is read."""

from __future__ import annotations

import pytest

from assistant.around import said_plainly
from assistant.years import years_in
from tests.assistant.answers import Ask, figures
from tests.assistant.questions import KJ


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("从2019年结转到2020年的申请几件", "2019年结转到下一年的申请几件"),
        ("2021年没办完、拖到2022年的有几件", "2021年没办完、拖到下一年的有几件"),
        ("留给2022年办的申请，2021年报里写了几件", "留给下一年办的申请，2021年报里写了几件"),
        ("2022年转2023年的申请", "2022年转下一年的申请"),
        ("从2021年带过来、2022年接着办的申请几件", "2022年上年结转的申请几件"),
        ("结转到2022年的申请几件", "2022年上年结转的申请几件"),
        ("2022年的前一年新收几件", "2021年新收几件"),
        ("比2022年早一年的时候新收几件", "2021年新收几件"),
        ("2020年的第二年新收几件", "2021年新收几件"),
        ("requests carried from 2019 into 2020", "requests carried over to the next year in 2019"),
        ("requests passed on to the year after 2019", "requests passed on to the next year in 2019"),
        ("brought forward from 2019 into 2020", "brought forward from the previous year in 2020"),
        ("new requests in the year before 2022", "new requests in 2021"),
        ("new requests one year after 2022", "new requests 2023"),
    ],
)
def test_the_year_that_is_meant_stands_alone(words: str, plain: str) -> None:
    assert said_plainly(words) == plain


@pytest.mark.parametrize(
    "words",
    [
        "2019年和2021年结转下一年的各几件",
        "从2019年到2021年的申请量",
        "2019年结转到2022年的几件",
        "2022年比2021年多几件",
        "2022年的下一年度结转几件",
        "requests left over from the year before 2022",
        "requests from 2019 to 2021",
    ],
)
def test_what_tells_no_year_around_another_stays(words: str) -> None:
    assert said_plainly(words) == words


@pytest.mark.parametrize(
    ("question", "year", "number"),
    [
        ("云川市科技局从2021年结转到2022年的申请有几件", 2021, "1"),
        ("云川市科技局2021年有多少申请没能在当年办结", 2021, "1"),
        ("云川市科技局2021年未办结结转数", 2021, "1"),
        ("云川市科技局2022年的前一年新收几件申请", 2021, "10"),
        ("How many requests did 云川市科技局 carry into the year after 2021?", 2021, "1"),
        ("In the year before 2022, how many new requests did 云川市科技局 get?", 2021, "10"),
        ("How many requests did 云川市科技局 bring forward from 2020 into 2021?", 2021, "1"),
    ],
)
def test_answers_are_of_the_one_year(ask: Ask, question: str, year: int, number: str) -> None:
    assert figures(ask(question))[0] == (KJ, year, number)


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("◆2022年初发布的那份年报里", (2021,)),
        ("the report◆published in early 2022", (2021,)),
        ("2022年度（自1月1日起至12月31日止）", (2022,)),
        ("the three latest years", (2022, 2023, 2024)),
    ],
)
def test_other_ways_to_name_a_year(words: str, years: tuple[int, ...]) -> None:
    assert years_in(words, 2024, 2019).years == years


def test_a_bonus_at_the_end_of_a_year_is_no_year() -> None:
    assert years_in("2022年年终奖", 2024).spans == ((0, 5),)
