"""Follow-ups that ask the question before again with one of its words changed: the year alone, another unit, all years."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures
from tests.assistant.small import library_of

ONE = "云川市商务局"
SAID = {
    (ONE, 2011): (
        "截至2011年底，累计公开政府信息1866条，其中2011年公开政府信息407条。印制公报12期，每期发行5000册。举办业务培训3次，参加人员91人次。"
    ),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("resaid"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    "turn",
    [
        "那2011年这一年呢",
        "只算2011年一年的",
        "不算以前的呢",
        "当年的呢",
        "2011年那一年的呢，不算以前的",
        "and in 2011 alone?",
        "just for that year, not counting earlier ones",
    ],
)
def test_after_what_is_counted_over_all_years_the_year_alone_is_told(turn: str, held: Library) -> None:
    talk = Conversation(held)
    assert figures(talk.ask(f"截至2011年底{ONE}累计公开政府信息多少条")) == [(ONE, 2011, "1866")]
    assert figures(talk.ask(turn)) == [(ONE, 2011, "407")]


@pytest.mark.parametrize(
    ("first", "turn", "number"),
    [
        (f"{ONE}2011年公报印了几期", "多少册呢", "5000"),
        (f"{ONE}2011年业务培训几次", "多少人次", "91"),
        (f"{ONE}2011年业务培训几次", "共多少人次", "91"),
        (f"How many gazette issues did {ONE} print in 2011?", "And how many copies?", "5000"),
    ],
)
def test_the_same_is_asked_in_another_unit(first: str, turn: str, number: str, held: Library) -> None:
    talk = Conversation(held)
    before = figures(talk.ask(first))
    assert figures(talk.ask(turn)) == [(ONE, 2011, number)] != before


def test_what_names_something_else_is_no_change_of_a_word(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"截至2011年底{ONE}累计公开政府信息多少条")
    assert figures(talk.ask("2011年公报几期")) == [(ONE, 2011, "12")]
