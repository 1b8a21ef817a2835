"""The invented library is what it is meant to be: facts that stand in their blocks and answers that come out of them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from assistant.chat import Conversation
from eval.assistant_speed import TARGETS, Taken, filled, line, main
from eval.invented import YEARS, agencies, build, reports
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


def test_wordings_around_the_numbers_differ() -> None:
    nouns = [fact.noun for report in reports(COUNT) for fact in report.facts if fact.origin == "prose"]
    assert len(set(nouns)) > len(nouns) / 3


def test_every_kind_has_its_line(folder: Path, capsys: Any) -> None:
    assert main(["--library", str(folder), "--questions", "2", "--no-vectors"]) == 0
    printed = capsys.readouterr().out.splitlines()
    every = [kind for group, (kinds, _) in TARGETS.items() for kind in (*kinds, group.upper())]
    assert [row[:14].strip() for row in printed] == [*["first answer"] * 3, *every, f"{COUNT} reports of"]
    assert all("p95" in row for row in printed[3:-1])
    assert "MB of memory" in printed[-1]


def test_kinds_can_be_chosen(folder: Path, capsys: Any) -> None:
    assert main(["--library", str(folder), "--questions", "1", "--no-vectors", "--kinds", "cell", "words"]) == 0
    words, _ = TARGETS["words"]
    printed = [row[:14].strip() for row in capsys.readouterr().out.splitlines()]
    assert printed[3:-1] == ["cell", "FACTS", *words, "WORDS"]


def test_turns_of_a_conversation_speak_of_one_agency() -> None:
    turns = filled(("{agency}{year}年新收申请多少件 / {place}呢 / {organ}呢",), ["甲市财政局", "甲市财政局"])
    first, place, organ = turns(random.Random(1))
    assert first.startswith("甲市财政局20")
    assert (place, organ) == ("甲市呢", "财政局呢")


def test_the_line_gives_milliseconds() -> None:
    taken = Taken([0.001] * 94 + [0.05] * 6, [0.002] * 99 + [0.7], Counter(answered=99, declined=1))
    words = line("facts", taken, 50)
    assert "processor p50    1.0 p95   50.0 ms, passed p50    2.0 p95    2.0 most  700.0 ms" in words
    assert words.endswith("(answered 99, declined 1), target p95 50 ms")
