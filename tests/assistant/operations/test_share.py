"""Shares and rates show their formula."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import Ask
from tests.assistant.small import library_of


@pytest.mark.parametrize(
    ("question", "number", "formula"),
    [
        ("云川市政府2023年自然人申请占比是多少", "79.05", "468 ÷ 592 × 100 = 79.05"),
        ("云川市政府2022年自然人申请占比是多少", "80.31", "412 ÷ 513 × 100 = 80.31"),
        ("云川市政府2022年公开率是多少", "49.12", "(213 + 38) ÷ 511 × 100 = 49.12"),
        ("云川市政府2023年不予公开率是多少", "13.61", "(1 + 4 + 1 + 14 + 11 + 16 + 25 + 9) ÷ 595 × 100 = 13.61"),
        ("云川市政府2022年复议纠错率是多少", "14.29", "4 ÷ (30 − 2) × 100 = 14.29"),
        ("云川市政府2023年纠错率是多少", "9.38", "3 ÷ (37 − 5) × 100 = 9.38"),
        ("云川市政府2023年复议维持率是多少", "78.13", "25 ÷ (37 − 5) × 100 = 78.13"),
        ("云川市科技局2023年商业企业申请占比", "27.78", "5 ÷ 18 × 100 = 27.78"),
        ("What share of requests came from natural persons at 云川市政府 in 2022", "80.31", "412 ÷ 513 × 100 = 80.31"),
    ],
)
def test_shares_show_their_formula(ask: Ask, question: str, number: str, formula: str) -> None:
    answer = ask(question)
    [claim] = answer.values
    assert (claim.number, claim.unit, claim.formula) == (Decimal(number), "%", formula)
    assert formula in answer.text


@pytest.mark.parametrize("question", ["栖岩县教育局2021年复议纠错率是多少", "吴忠市科技局2021年公开率是多少"])
def test_a_share_of_nothing_is_declined(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.values) == ("declined", ())


IN_WORDS = "全年收到依申请公开8件，同比减少3件；申请主体为企业5件、自然人3件。发放文旅消费券1.15亿元，核销率87.6%。"


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("云川市政府2022年全部或部分公开的申请占多大比例", ["49.12"]),
        ("云川市政府2022年予以公开和部分公开加起来占办结的百分之几", ["49.12"]),
        ("What percentage of requests did 云川市政府 grant in full or in part in 2022?", ["49.12"]),
        ("云川市政府2022年予以公开和部分公开各占百分之几", ["41.68", "7.44"]),
        ("云川市政府2022年部分公开占比", ["7.44"]),
    ],
)
def test_what_was_granted_in_full_or_in_part_is_added_up(ask: Ask, question: str, numbers: list[str]) -> None:
    assert [claim.number for claim in ask(question).values] == [Decimal(number) for number in numbers]


@pytest.mark.parametrize(
    ("asked", "formula"),
    [
        ("申请主体里企业占比多少", "5 ÷ 8 × 100 = 62.5"),
        ("自然人申请占多大比例", "3 ÷ 8 × 100 = 37.5"),
        ("科研机构的申请占比多少", None),
    ],
)
def test_kinds_of_applicants_that_words_list_are_shares_of_their_whole(
    tmp_path: Path, asked: str, formula: str | None
) -> None:
    with library_of(tmp_path, {("云浦市民政局", 2020): IN_WORDS}) as held:
        answer = Conversation(held).ask(f"云浦市民政局2020年{asked}")
    assert [claim.formula for claim in answer.values] == ([formula] if formula else [])


def test_kinds_that_do_not_make_the_whole_are_no_share(tmp_path: Path) -> None:
    with library_of(tmp_path, {("云浦市民政局", 2020): IN_WORDS.replace("自然人3件", "自然人2件")}) as held:
        assert Conversation(held).ask("云浦市民政局2020年企业申请占比多少").values == ()
