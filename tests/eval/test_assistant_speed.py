"""The invented library is what it is meant to be: facts that stand in their blocks and answers that come out of them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from assistant.chat import Conversation
from eval.assistant_speed import YEARS, agencies, build, kinds, line, main, reports
from ingest.library import Library

COUNT = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("speed")
    build(where, COUNT, vectors=False)
    return where


def test_so_many_reports_over_all_years() -> None:
    made = list(reports(COUNT))
    assert len({report.id for report in made}) == COUNT
    assert {report.year for report in made} == set(YEARS)
    assert len({report.agency for report in made}) == 3


def test_agencies_differ_and_do_not_change() -> None:
    made = agencies(500, random.Random(1))
    assert len({agency.name for agency in made}) == 500
    assert made == agencies(500, random.Random(1))


def test_every_fact_stands_where_it_says() -> None:
    report = next(iter(reports(1)))
    assert sum(fact.origin == "cell" for fact in report.facts) > 180
    assert sum(fact.origin == "prose" for fact in report.facts) == 30
    assert len(report.facts) > 250
    for fact in report.facts:
        if fact.origin != "derived":
            place = fact.place
            stands = report.blocks[place.block or 0].text[place.start : place.end]
            assert stands.startswith(f"{fact.value}")
            assert fact.quote in report.blocks[place.block or 0].text


def test_questions_are_answered_from_it(folder: Path) -> None:
    with Library.open(folder, readonly=True) as library:
        [report] = library.reports(year=2021)[:1]
        fact = next(fact for fact in library.facts([report.id], "wechat"))
        answer = Conversation(library).ask(f"{report.agency}2021年微信公众号推送多少篇")
        assert [claim.number for claim in answer.values] == [fact.value]


def test_every_kind_has_its_line(folder: Path, capsys: Any) -> None:
    assert main(["--library", str(folder), "--questions", "3", "--no-vectors"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(f"{COUNT} reports of 3 agencies")
    assert [row.split("  ")[0] for row in printed[2:]] == list(kinds(["甲", "乙"]))
    assert all("p95" in row for row in printed[2:])


def test_the_line_gives_milliseconds() -> None:
    words = line("facts", [0.001] * 94 + [0.05] * 6, {"answered": 99, "declined": 1})
    assert "p50    1.0 ms, p95   50.0 ms, most   50.0 ms (answered 99, declined 1)" in words
