"""A report in short."""

from __future__ import annotations

from tests.assistant.answers import Ask, figures
from tests.assistant.questions import KJ


def test_a_summary_quotes_and_cites(ask: Ask) -> None:
    answer = ask("总结云川市科技局2023年的年报")
    assert (KJ, 2023, "315") in figures(answer)
    assert (KJ, 2023, "18") in figures(answer)
    assert "解读材料专业术语多" in answer.text
    assert {(citation.agency, citation.year) for citation in answer.citations} == {(KJ, 2023)}
