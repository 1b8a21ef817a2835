"""What the library holds."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, texts
from tests.assistant.questions import JY, KJ, LK, LS, LY, WZ, ZF, ZW


@pytest.mark.parametrize("question", ["库里有哪些报告", "What reports are in the library"])
def test_the_catalogue(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert [row[0] for row in texts(answer)] == sorted([KJ, ZF, LK, LS, JY, LY, WZ, ZW])
    assert "14" in answer.text
    assert "8" in answer.text


def test_the_years_of_one_agency_are_told_one_by_one(ask: Ask) -> None:
    answer = ask("云川市科技局的年报收了哪几年的")
    assert all(year in answer.text for year in ("2021", "2022", "2023"))


def test_the_earliest(ask: Ask) -> None:
    assert "2019" in ask("库里最早的年报是哪一年的").text
