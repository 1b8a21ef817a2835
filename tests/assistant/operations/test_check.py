"""What in a report does not add up."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, passes
from tests.assistant.questions import LS


def test_what_does_not_add_up(ask: Ask) -> None:
    answer = ask("澜阳市市监局2023年数据有没有矛盾")
    assert answer.status == "answered"
    assert "11" in answer.text
    assert "12" in answer.text
    assert {citation.agency for citation in answer.citations} == {LS}


def test_what_adds_up(ask: Ask) -> None:
    answer = ask("澜阳市科技局2023年数据有没有矛盾")
    assert answer.status == "answered"
    assert "没有发现" in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("云川市科技局2023年新收加上年结转，和办理总计加结转下年对得上吗", "相符"),
        ("云川市科技局2023年申请收支平不平", "相符"),
    ],
)
def test_whether_requests_balance(ask: Ask, question: str, begins: str) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins), answer.text
    one, two = answer.values
    assert one.number == two.number
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [
        "云川市科技局2023年正文写的申请数和表里的一样吗",
        "Is the number of requests in the text of 云川市科技局's 2023 report the same as in the table?",
    ],
)
def test_the_text_against_the_tables_is_a_check(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.question.operation == "check"
    assert answer.status == "answered"
