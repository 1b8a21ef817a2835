"""A turn that steps to another year, counted from the one that was spoken of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from assistant.question import Question
from assistant.stepping import stepped
from ingest.library import Library
from tests.assistant.answers import figures
from tests.assistant.small import library_of

BUREAU = "云川市商务局"
SAID = {
    (BUREAU, year): f"全年收到政府信息公开申请{number}件。"
    for year, number in ((2020, 3), (2021, 5), (2022, 9), (2023, 12))
}
BEFORE = Question("", years=(2021,))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("stepping"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("turn", "year"),
    [
        ("第二年呢", 2022),
        ("次年是多少", 2022),
        ("再往后一年呢", 2022),
        ("两年后呢，晚两年", 2023),
        ("What about the year after?", 2022),
        ("And two years later?", 2023),
        ("退一年看看", 2020),
        ("往回数一年", 2020),
        ("之前那一年的呢", 2020),
        ("再早一年", 2020),
        ("How about one year earlier?", 2020),
    ],
)
def test_the_year_is_counted_from_the_one_before(turn: str, year: int) -> None:
    found = stepped(turn, BEFORE)
    assert found is not None
    assert found.years == (year,)


@pytest.mark.parametrize(
    "turn",
    [
        "结转下一年的呢",
        "转到下一年的有几件",
        "和前一年比呢",
        "Is that an increase on the year before?",
        "◆第二年呢",
        "微博呢",
    ],
)
def test_what_steps_nowhere(turn: str) -> None:
    assert stepped(turn, BEFORE) is None


def test_nothing_is_counted_from_where_nothing_was_spoken_of() -> None:
    assert stepped("第二年呢", None) is None


@pytest.mark.parametrize(("turn", "year", "number"), [("第二年变成多少了", 2022, "9"), ("退一年看看", 2020, "3")])
def test_the_same_is_asked_of_that_year(held: Library, turn: str, year: int, number: str) -> None:
    talk = Conversation(held)
    talk.ask(f"{BUREAU}2021年收到多少申请")
    assert figures(talk.ask(turn)) == [(BUREAU, year, number)]
