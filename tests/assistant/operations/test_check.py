"""What in a report does not add up."""

from __future__ import annotations

from tests.assistant.answers import Ask
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
