"""Blank, unreadable and absent are told apart, in a library made for it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.report import Block, Fact, Identity, Report


def made(name: str, year: int, value: int | None, state: str = "number", scope: str = "own") -> Report:
    who = Identity(f"{name}财政局", year, f"{name}财政局{year}年年报", scope=scope)  # type: ignore[arg-type]
    id = f"{abs(hash((name, year))):x}".rjust(16, "0")[:16]
    text = f"行政处罚 {value}"
    found = Fact(
        id,
        "disclosure.art20_6.penalty.decisions",
        None if value is None else Decimal(value),
        state,
        "cell",  # type: ignore[arg-type]
        text,
        unit="件",
        row="行政处罚",
        column="本年处理决定数量",
    )
    return Report(id, f"{name}.md", "markdown", who, (Block(0, text),), (), () if state == "absent" else (found,))


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    library = Library.open(tmp_path_factory.mktemp("covered"))
    for report in (
        made("甲山县", 2023, 7),
        made("乙水县", 2023, 9, scope="aggregate"),
        made("丙岭县", 2023, None, "blank"),
        made("丁河县", 2023, None, "unreadable"),
        made("戊湖县", 2023, None, "absent"),
        made("己川县", 2022, 100),
    ):
        library.add(report)
    return Conversation(library)


@pytest.mark.parametrize("question", ["2023年行政处罚排名", "2023年行政处罚合计多少件", "2023年哪些单位有行政处罚"])
def test_coverage_tells_blank_unreadable_and_absent_apart(covered: Conversation, question: str) -> None:
    answer = covered.ask(question)
    assert {claim.agency for claim in answer.values if claim.agency} == {"甲山县财政局", "乙水县财政局"}
    assert re.findall(r"\d+", answer.coverage.replace("不计为 0", "")) == ["5", "2", "1", "1", "1"]
    assert any("口径" in warning for warning in answer.warnings)


def test_a_blank_is_not_added_as_zero(covered: Conversation) -> None:
    answer = covered.ask("2023年行政处罚平均多少件")
    assert (answer.values[0].number, answer.values[0].formula) == (Decimal(8), "(9 + 7) ÷ 2 = 8")


def test_a_blank_is_not_listed_as_none(covered: Conversation) -> None:
    answer = covered.ask("2023年哪些单位没有行政处罚")
    assert (answer.status, answer.values) == ("answered", ())
    assert "没有年报符合" in answer.text


@pytest.mark.parametrize(
    ("name", "word"), [("丙岭县财政局", "空白"), ("丁河县财政局", "识读"), ("戊湖县财政局", "没有写明")]
)
def test_why_there_is_no_number(covered: Conversation, name: str, word: str) -> None:
    answer = covered.ask(f"{name}2023年行政处罚多少件")
    assert answer.status == "declined"
    assert word in answer.text
