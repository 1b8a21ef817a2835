"""Questions over a corpus: their answers are those of its truth, and their names mean one agency."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from eval.corpus.asking import SHARES, question_sets
from eval.corpus.asking_lists import Lists
from eval.corpus.asking_many import Many
from eval.corpus.asking_names import Declining, Naming
from eval.corpus.asking_one import One, contradicted, said
from eval.corpus.asking_turns import Turns
from eval.corpus.book import Book
from eval.corpus.generating import Made, write
from eval.corpus.truth import number, readable
from eval.report import called
from eval.schema import Item, item

_TRIES = 60


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return list(write(tmp_path_factory.mktemp("asked"), 90, 8, ["txt"]))


@pytest.fixture(scope="module")
def asked(reports: list[Made]) -> dict[str, list[Item]]:
    """The development questions by kind."""
    kinds: dict[str, list[Item]] = defaultdict(list)
    for record in question_sets(reports, 2, 400)["dev"]:
        kinds[record["id"].split("-")[1]].append(item(record))
    return kinds


def _many(reports: list[Made], seed: int = 1) -> Many:
    chance = random.Random(seed)
    return Many(reports, Book("dev", chance), chance)


def _some(ask: Any) -> list[Item]:
    records = [record for record in (ask() for _ in range(_TRIES)) if record]
    return [item({"id": "q"} | record) for record in records]


def test_every_kind_is_asked(asked: dict[str, list[Item]]) -> None:
    assert set(SHARES) - set(asked) <= {"two_sources"}


def test_single_figures_are_those_of_the_cells(reports: list[Made], asked: dict[str, list[Item]]) -> None:
    by_file = {made.file: made for made in reports}
    checked = 0
    for one in [*asked["cell"], *asked["chain"], *asked["undated"]]:
        assert one.metric is not None
        made = by_file[one.citations[0]["file"]]
        values = [cell.value for (metric, _), cell in readable(made).items() if metric == one.metric]
        assert one.number in {number(value) for value in values} | {number(sum(v for v in values if v is not None))}
        assert (made.source.agency.name, made.source.year) == (one.agency, one.year)
        checked += 1
    assert checked > 40


def test_a_figure_that_the_prose_contradicts_is_asked_only_for_both(reports: list[Made]) -> None:
    chance = random.Random(3)
    one = One(Book("dev", chance), chance, {})
    wrong = [made for made in reports if contradicted(made, "requests.received_new")]
    assert wrong
    for made in wrong:
        assert "requests.received_new" not in {entry["key"] for entry in one.entries(made)}
    both = [asked for made in wrong for asked in _some(lambda made=made: one.two_sources(made))]  # type: ignore[misc]
    assert both
    assert all(len({row["number"] for row in asked.table}) == 2 for asked in both)


def test_a_blank_that_the_prose_fills_is_not_asked_as_blank(reports: list[Made]) -> None:
    chance = random.Random(4)
    one = One(Book("dev", chance), chance, {})
    open_cells = [(made, entry) for made in reports for entry in one.entries(made, blank=True)]
    assert open_cells
    for made in {made.file: made for made, _ in open_cells}.values():
        for question in _some(lambda made=made: one.blank(made)):  # type: ignore[misc]
            assert question.blank
            assert question.year == made.source.year
    assert any(said(made, entry["key"]) is not None for made, entry in open_cells)


def test_rankings_run_downwards_and_end_with_all_who_share_a_place(reports: list[Made]) -> None:
    many = _many(reports)
    for question in _some(many.rank_top):
        for way in question.either:
            numbers = [row["number"] for row in way["table"]]
            assert numbers == sorted(numbers, reverse=True)
            assert numbers[0] == way["number"]
    for question in [*_some(many.rank), *_some(many.rank_bottom)]:
        assert all(len({row["number"] for row in way["table"]}) == 1 for way in question.either)


def test_totals_and_averages_say_how_many_reports_they_rest_on(reports: list[Made]) -> None:
    many = _many(reports)
    sums = _some(many.total)
    assert sums
    for question in [*sums, *_some(many.average)]:
        first, *parts = question.either
        assert all(part["coverage"][0] <= len(many.by_year[question.year or 0]) for part in (first, *parts))
    for question in sums:
        if len(question.either) == 3:
            whole, ours, others = (way["number"] for way in question.either)
            assert whole == pytest.approx(ours + others)


def test_lists_name_and_leave_out(reports: list[Made]) -> None:
    many = _many(reports)
    lists = Lists(many, many.chance)
    found = [*_some(lists.threshold), *_some(lists.plain), *_some(lists.both)]
    assert len(found) > 20
    for question in found:
        held = {made.source.agency.name for made in many.by_year[question.year or 0]}
        assert set(question.all_of) <= held
        assert set(question.none_of) <= held
        assert not set(question.all_of) & set(question.none_of)


def test_a_bound_is_no_value(reports: list[Made], monkeypatch: pytest.MonkeyPatch) -> None:
    many = _many(reports, 5)
    entry = next(entry for entry in many.book.book["cell"] if entry["key"].endswith("penalty.decisions"))
    monkeypatch.setattr(many, "entry", lambda prose=0.0: entry)
    found = [one for one in _some(Lists(many, many.chance).threshold) if str(one.year) in one.question]
    assert len(found) > 10
    for question in found:
        held = {int(value) for _, value in many.held(many.by_year[question.year or 0], entry)}
        bounds = {int(digits) for digits in re.findall(r"\d+", question.question.replace(str(question.year), "", 1))}
        assert bounds
        assert not bounds & held


def test_catalogue_questions_know_the_library(reports: list[Made]) -> None:
    many = _many(reports)
    found = _some(Lists(many, many.chance).catalogue)
    assert {len(reports)} <= {question.number for question in found}
    assert any(question.yes for question in found)
    assert any(question.either for question in found)


def test_names_in_other_forms_mean_one_agency(reports: list[Made]) -> None:
    many = _many(reports)
    one = One(many.book, many.chance, {})
    naming = Naming(many, one, many.chance)
    held = {form for made in reports for form in (made.source.agency.name, *made.source.agency.forms)}
    for ask in (naming.slip, naming.former):
        for question in _some(lambda ask=ask: ask(many.chance.choice(reports))):  # type: ignore[misc]
            assert question.agency
            assert not any(form in question.question for form in held)
    for question in _some(lambda: naming.place(many.chance.choice(reports))):
        place = next(made.source.agency.place for made in reports if made.source.agency.name == question.agency)
        assert len({made.source.agency.name for made in reports if place[:2] in made.source.agency.name}) == 1


def test_what_fits_several_is_asked_back(reports: list[Made]) -> None:
    many = _many(reports)
    declining = Declining(many, many.chance)
    for question in [*_some(declining.ambiguous), *_some(declining.ambiguous_place)]:
        assert question.status == "clarify"


def test_turns_change_one_thing_and_keep_the_language(reports: list[Made]) -> None:
    many = _many(reports)
    one = One(many.book, many.chance, {})
    turns = Turns(many, one, many.chance)
    chains = _some(lambda: turns.chain(many.chance.choice(reports)))
    assert {len(question.history) for question in chains} == {1, 2}
    assert {"followup", "followup_reset"} == {question.type for question in chains}
    for question in chains:
        chinese = [any(char >= "\u4e00" for char in turn) for turn in (question.question, *question.history)]
        assert question.language == "zh" or not all(chinese)


def test_every_type_has_a_name_for_users(asked: dict[str, list[Item]]) -> None:
    types = {one.type for questions in asked.values() for one in questions}
    assert {one for one in types if called(one, "zh").isascii()} == set()


def test_a_phrasebook_of_ones_own_is_used(reports: list[Made], tmp_path: Path) -> None:
    from eval.corpus.book import _PATH

    own = tmp_path / "own.toml"
    text = _PATH.read_text(encoding="utf-8")
    own.write_text(re.sub(r"(\[nonsense\]\ndev = )[^\n]*", r'\1["唯一的问题"]', text), encoding="utf-8")
    nonsense = [record for record in question_sets(reports[:30], 1, 200, own)["dev"] if "-nonsense-" in record["id"]]
    assert [record["question"] for record in nonsense] == ["唯一的问题"]
