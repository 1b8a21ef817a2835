"""The table that decides: by what a question names and the roles of its cues."""

from __future__ import annotations

import pytest

from assistant.deciding import Features, decide
from tests.assistant.answers import Ask


def features(roles: str, agencies: int = 0, years: int = 0, how: str = "none", **more: bool) -> Features:
    return Features(frozenset(roles.split()), agencies, years, how, **more)


@pytest.mark.parametrize(
    ("given", "operation"),
    [
        (features("ask", 1, 1), "lookup"),
        (features("measure", 1, 1), "lookup"),
        (features("yes_no", 1, 1), "yes_no"),
        (features("", 1, 1), "explain"),
        (features("ask", 2, 1), "compare"),
        (features("ask sum", 2, 1), "total"),
        (features("ask", 1, 2, "written"), "compare"),
        (features("ask", 1, 3, "range"), "trend"),
        (features("ask sum", 1, 2, "written"), "total"),
        (features("yoy grew", 1, 1), "compare"),
        (features("change", 1), "trend"),
        (features("which_year most", 1), "trend"),
        (features("share ask", 1, 1), "share"),
        (features("rate", 1, 1), "share"),
        (features("most who", 0, 1), "rank"),
        (features("order by everyone", 0, 1), "rank"),
        (features("who", 0, 1), "list"),
        (features("who none", 0, 1), "list"),
        (features("bound who", 0, 1), "list"),
        (features("sum ask everyone", 0, 1), "total"),
        (features("mean", 0, 1), "total"),
        (features("check", 1, 1), "check"),
        (features("summary", 1, 1), "summarise"),
        (features("problems what", 1, 1), "explain"),
        (features("problems everyone", 0, 1), "themes"),
        (features("why", 1, 1), "explain"),
        (features("ask", 1, 1, contact=True), "contact"),
        (features("who", 0, 1, contact=True), "list"),
    ],
)
def test_the_first_rule_that_holds(given: Features, operation: str) -> None:
    assert decide(given) == operation


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("云川市科技局2023年自己检讨了哪些毛病", "explain"),
        ("云川市科技局2023年的软肋在哪", "explain"),
        ("云川市科技局2023年年报讲的毛病是什么", "explain"),
        ("What did 云川市科技局 criticise itself for in 2023?", "explain"),
        ("云川市科技局2023年数据有没有毛病", "check"),
        ("给云川市科技局2023年年报挑挑毛病", "check"),
        ("云川市科技局2023年找了多少个体验官来给公开工作挑毛病", "lookup"),
        ("云川市科技局2023年检查企业多少家次", "lookup"),
        ("检查一下云川市科技局2023年的数据", "check"),
    ],
)
def test_faults_of_the_work_are_not_faults_of_the_numbers(ask: Ask, question: str, operation: str) -> None:
    assert ask(question).question.operation == operation
