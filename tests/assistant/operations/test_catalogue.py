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
