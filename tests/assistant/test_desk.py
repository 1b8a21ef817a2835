"""What a desk keeps at hand: vectors that the library holds are not made again, and what changes is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from assistant.desk import Desk
from ingest.library import Library
from ingest.tokens import tokens
from ingest.windows import windows
from tests.ingest.library_samples import make_report

if TYPE_CHECKING:
    from ingest.vectors import Vectors


class Model:
    """A model that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def query(self, text: str) -> Vectors:
        self.asked.append(text)
        return np.full(4, 0.5, np.float32)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        yield opened


def desk_with(library: Library, model: Model) -> Desk:
    desk = Desk(library)
    desk._light = model  # type: ignore[assignment]
    return desk


def test_windows_that_the_library_holds_are_not_embedded_again(library: Library) -> None:
    report = make_report()
    library.add(report, meanings=np.eye(len(windows(report)), 4, dtype=np.float32))
    said = list(library.meanings(report.id))
    model = Model()
    desk = desk_with(library, model)
    rows = desk.vectors(["一个问题", *said], report.id)
    assert rows is not None
    assert rows.shape == (len(said) + 1, 4)
    assert (rows[0] == 0.5).all()
    assert (rows[1:] == np.eye(len(said), 4)).all()
    assert model.asked == ["一个问题"]
    desk.vectors(["一个问题", *said, "别的话"], report.id)
    assert model.asked == ["一个问题", "别的话"]


def test_without_them_each_is_embedded_once(library: Library) -> None:
    report = make_report()
    library.add(report)
    model = Model()
    desk = desk_with(library, model)
    for _ in range(2):
        rows = desk.vectors(["一个问题", "甲", "乙", "甲"], report.id)
        assert rows is not None
        assert len(rows) == 4
    assert model.asked == ["一个问题", "甲", "乙"]


def test_what_another_process_adds_is_seen_at_the_next_question(library: Library) -> None:
    desk = Desk(library)
    assert desk.agencies() == ()
    with Library.open(library.folder) as other:
        other.add(make_report("甲市科学技术局"))
    assert desk.agencies() == ("甲市科学技术局",)


def test_all_reports_are_searched_without_naming_them(library: Library) -> None:
    reports = [make_report(year=year) for year in (2020, 2021)]
    for report in reports:
        library.add(report)
    desk = Desk(library)
    assert desk.searched([report.id for report in reports]) is None
    assert desk.searched([reports[0].id]) == [reports[0].id]


def test_what_changes_while_an_answer_is_worked_out_is_seen_after_it(library: Library) -> None:
    desk = Desk(library)
    with desk.at_rest():
        library.add(make_report("甲市科学技术局"))
        assert desk.agencies() == ()
    assert desk.agencies() == ("甲市科学技术局",)


def test_only_rare_words_are_looked_for_where_a_name_is(library: Library) -> None:
    for year in (2020, 2021, 2022):
        library.add(make_report(year=year, text="平安云川" if year == 2021 else "一般"))
    found = library.lexical(tokens("新收平安云川"), None, 10, rare=3)
    assert {passage.report for passage, _ in found} == {make_report(year=2021, text="平安云川").id}
    assert len({passage.report for passage, _ in library.lexical(tokens("新收平安云川"))}) == 3
