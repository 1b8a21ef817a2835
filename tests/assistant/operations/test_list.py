"""Which agencies meet a condition, and yes or no."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assistant.answers import Ask, figures
from tests.assistant.questions import JY, KJ, LK, LS, LY, ZF


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("2023年哪些单位有行政复议", {ZF: "37", LS: "4", KJ: "3", JY: "1"}),
        ("2023年哪些单位没有行政处罚", {JY: "0"}),
        ("2023年哪些单位有行政诉讼", {ZF: "25", LS: "3", KJ: "2", JY: "1", LK: "1"}),
        ("2019年哪些单位有政府集中采购", {LY: "2"}),
        ("2023年哪些单位行政处罚超过100件", {ZF: "48950", LS: "2318"}),
        ("2023年行政处罚超过100件的单位有哪些", {ZF: "48950", LS: "2318"}),
        ("2023年哪些单位新收申请少于12件", {LS: "11", LK: "10"}),
        ("Which agencies had administrative reviews in 2023?", {ZF: "37", LS: "4", KJ: "3", JY: "1"}),
        (f"{JY}、{ZF}、{LS}这三家，2023年行政处罚过的有几家", {"": "2", ZF: "48950", LS: "2318"}),
        (f"{JY}、{ZF}、{LS}2023年哪家没有行政处罚", {JY: "0"}),
        (f"{JY}、{ZF}、{LS}2023年行政处罚超过2万件的有哪些", {ZF: "48950"}),
    ],
)
def test_lists(ask: Ask, question: str, agencies: dict[str, str]) -> None:
    answer = ask(question)
    assert {agency: number for agency, _, number in figures(answer)} == agencies
    assert answer.coverage
    assert answer.table is not None


@pytest.mark.parametrize(
    ("question", "begins", "number"),
    [
        ("栖岩县教育局2022年收到过申请吗", "有", "12"),
        ("吴忠市科技局2021年有没有收到信息公开申请", "没有", "0"),
        ("云川市科技局2021年有没有行政诉讼", "没有", "0"),
        ("澜阳市科技局2023年有行政诉讼吗", "有", "1"),
        ("Did 栖岩县教育局 receive any requests in 2021?", "Yes", "10"),
    ],
)
def test_yes_and_no(ask: Ask, question: str, begins: str, number: str) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins)
    assert answer.values[0].number == Decimal(number)
    assert answer.citations
