"""Each side of a comparison holds what a question about it alone is answered with."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from tests.assistant.answers import Ask
from tests.assistant.questions import KJ


def _number(answer: Answer) -> object:
    return answer.values[0].number if answer.status == "answered" and answer.values else None


@pytest.mark.parametrize("words", ["微信公众号发了多少条", "收到多少件申请", "新收申请几件"])
def test_both_years_hold_what_each_holds_alone(ask: Ask, words: str) -> None:
    alone = {year: _number(ask(f"云川市科技局{year}年{words}")) for year in (2022, 2023)}
    both = ask(f"云川市科技局2022年和2023年{words}")
    assert None not in alone.values()
    assert {claim.year: claim.number for claim in both.values if claim.agency == KJ and claim.formula is None} == alone
