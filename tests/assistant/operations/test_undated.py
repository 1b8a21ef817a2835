"""Questions over many reports that name no year: the newest, unless most agencies have another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

SAID = {
    ("甲山县财政局", 2021): 30,
    ("乙水县财政局", 2022): 12,
    ("丙岭县财政局", 2022): 25,
    ("丁河县财政局", 2024): 7,
    ("丁河县财政局", 2022): 9,
    ("戊湖县财政局", 2020): 18,
}


def held(folder: Path, counts: dict[tuple[str, int], int]) -> Library:
    return library_of(folder, {who: f"全年主动公开政府信息{count}条。" for who, count in counts.items()})


@pytest.fixture(scope="module")
def ragged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with held(tmp_path_factory.mktemp("ragged"), SAID) as library:
        yield Conversation(library)


def test_a_ranking_takes_the_newest_report_of_each(ragged: Conversation) -> None:
    answer = ragged.ask("哪个单位主动公开信息最多")
    expected = [("甲山县财政局", 2021, "30"), ("丙岭县财政局", 2022, "25"), ("戊湖县财政局", 2020, "18")]
    assert figures(answer)[:3] == expected
    assert figures(answer)[-1] == ("丁河县财政局", 2024, "7")
    assert "各单位最新" in answer.reading


def test_a_sum_is_of_one_year(ragged: Conversation) -> None:
    answer = ragged.ask("各单位主动公开信息合计多少条")
    assert figures(answer)[0][1:] == (2022, "46")
    assert "2022" in answer.reading
    assert "2024" in answer.reading


def test_the_newest_year_stands_where_half_of_the_agencies_have_it(tmp_path: Path) -> None:
    with held(tmp_path, {**SAID, ("甲山县财政局", 2024): 1, ("乙水县财政局", 2024): 2}) as library:
        answer = Conversation(library).ask("哪个单位主动公开信息最多")
        assert {year for _, year, _ in figures(answer)} == {2024}
        assert "2024" in answer.reading


def test_reports_without_tables_are_named_with_what_does_not_add_up(ragged: Conversation) -> None:
    answer = ragged.ask("哪几家的年报数据有矛盾")
    assert answer.status == "answered"
    assert passes(answer)
    assert {citation.agency for citation in answer.citations} <= {agency for agency, _ in SAID}
