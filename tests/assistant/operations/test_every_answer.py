"""What holds of all answers."""

from __future__ import annotations

import re

import pytest

from tests.assistant.answers import Ask
from tests.assistant.questions import JY, KJ, LK, LS, LY, RIGHT, WZ, ZF, ZW


@pytest.mark.parametrize("question", RIGHT)
def test_every_answer_is_cited_and_says_how_it_was_read(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.citations
    assert answer.reading.startswith(("按：", "Read as: "))
    assert {citation.agency for citation in answer.citations} <= {KJ, ZF, LK, LS, JY, LY, WZ, ZW}
    assert all(claim.citations for claim in answer.values)


@pytest.mark.parametrize("question", RIGHT)
def test_the_answer_comes_in_the_language_of_the_question(ask: Ask, question: str) -> None:
    answer = ask(question)
    english = re.match("[A-Z]", question) is not None
    assert answer.question.language == ("en" if english else "zh")
    assert answer.reading.startswith("Read as: " if english else "按：")
