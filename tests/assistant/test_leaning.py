"""Turns that lean on what was offered, on a year that was asked about, and on two agencies one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures
from tests.assistant.small import library_of

SAID = {
    ("云川市商务局", 2022): "全年收到政府信息公开申请9件，同比下降25%。微信公众号发布信息80条。",
    ("云川市商务局", 2023): "全年收到政府信息公开申请12件。微信公众号发布信息60条。",
    ("栖岩市商务局", 2021): "全年收到政府信息公开申请5件。",
}
BUREAU, OTHER = "云川市商务局", "栖岩市商务局"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("leaning"), SAID) as library:
        yield library


def test_one_of_those_offered_is_chosen_by_its_place(held: Library) -> None:
    talk = Conversation(held)
    assert talk.ask("商务局收到多少申请").status == "clarify"
    assert figures(talk.ask("栖岩的")) == [(OTHER, 2021, "5")]


def test_a_year_to_compare_with_is_beside_the_one_asked_about(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"{BUREAU}2023年公众号发了多少")
    told = figures(talk.ask("比2022年少多少"))
    assert {(BUREAU, 2022, "80"), (BUREAU, 2023, "60"), (BUREAU, 2023, "20")} <= set(told)


def test_which_is_more_is_asked_of_the_last_two(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"{BUREAU}2023年收到多少申请")
    talk.ask(f"{OTHER}2021年呢")
    answer = talk.ask("哪个多")
    assert {(agency, year) for agency, year, _ in figures(answer)} >= {(BUREAU, 2023), (OTHER, 2021)}


def test_a_change_is_told_as_the_report_states_it_where_the_year_before_is_not_held(held: Library) -> None:
    answer = Conversation(held).ask(f"{BUREAU}2022年申请比上年降了多少")
    assert figures(answer) == [(BUREAU, 2022, "25")]


def test_a_total_is_of_the_agency_spoken_of(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"{BUREAU}2022年公众号发了多少")
    assert {agency for agency, _, _ in figures(talk.ask("单位不变，2023年，收到申请总数"))} == {BUREAU}
