"""The sets that are shipped are valid, and the samples' set is about the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import draft, runner, schema
from eval.building import build
from eval.corpus.truth import write_jsonl
from eval.report import called
from ingest.library import Library

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["samples", "template"])
def test_shipped_sets_are_valid(name: str) -> None:
    assert schema.validate(_ROOT / "eval" / "sets" / f"{name}.jsonl") == []


def test_the_set_over_the_samples_cites_files_that_exist() -> None:
    items = schema.load(_ROOT / "eval" / "sets" / "samples.jsonl")
    files = {place["file"] for item in items for place in item.citations}
    assert len(files) > 8
    assert files <= {path.name for path in (_ROOT / "samples").iterdir()}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("drafted")
    assert all(outcome.status == "added" for outcome in build([_ROOT / "samples"], folder))
    with Library.open(folder) as held:
        yield held


def test_a_draft_has_questions_of_all_types_in_both_languages(library: Library, tmp_path: Path) -> None:
    records = draft.draft(library, 90)
    path = tmp_path / "draft.jsonl"
    write_jsonl(path, records)
    items = schema.load(path)
    assert len(items) == len({item.question + "|".join(item.history) for item in items}) == 90
    assert {"lookup_cell", "lookup_prose", "yes_no", "share", "compare", "trend", "rank", "contact", "explain", "check",
            "followup", "clarify", "unanswerable_agency", "unanswerable_year", "unanswerable_metric"} == dict(draft.types(records)).keys()  # fmt: skip
    assert {item.language for item in items} == {"zh", "en"}
    assert draft.draft(library, 90) == records
    assert draft.draft(library, 90, seed=1) != records


def test_what_a_draft_expects_is_what_the_library_read(library: Library) -> None:
    held = {(head.agency, head.year, head.file): head.id for head in library.reports()}
    looked = [record for record in draft.draft(library, 120) if record["type"].startswith("lookup")]
    assert len(looked) > 20
    for record in looked:
        [place] = record["citations"]
        facts = library.facts([held[record["agency"], record["year"], place["file"]]])
        fitting = [fact for fact in facts if fact.value is not None and float(fact.value) == record["number"]
                   and (fact.quote == place.get("quote") or (fact.row, fact.column) == (place.get("row"), place.get("column")))]  # fmt: skip
        assert fitting, record
        assert place.get("page") in {fact.place.page for fact in fitting}


def test_drafted_strangers_and_years_are_not_held(library: Library) -> None:
    records = draft.draft(library, 120)
    names = {head.agency for head in library.reports()}
    strangers = [record["question"] for record in records if record["type"] == "unanswerable_agency"]
    assert strangers
    assert not [question for question in strangers if any(name in question for name in names)]
    for record in records:
        if record["type"] == "unanswerable_year":
            years = {head.year for head in library.reports(record["agency"])}
            assert not [year for year in years if str(year) in record["question"]]


def test_of_a_ranking_the_highest_is_expected(library: Library) -> None:
    ranks = [record for record in draft.draft(library, 150) if record["type"] == "rank"]
    assert ranks
    for record in ranks:
        assert record["number"] == max(record["number"], *record.get("also", [0]))
        assert record["any_of"]


def test_an_empty_library_gives_no_draft(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert draft.draft(library, 10) == []


def test_the_samples_are_answered_right_and_cited(library: Library) -> None:
    """The set over the samples is what a user tries first: nothing in it may be from another agency or year."""
    items = schema.load(_ROOT / "eval" / "sets" / "samples.jsonl")
    judged = [judgement for judgement, _ in runner.asking(items, library)]
    assert [one.item.id for one in judged if one.wrong_agency or one.wrong_year] == []
    assert sum(one.right and one.cited for one in judged) / len(judged) > 0.85


def test_every_type_of_a_shipped_set_has_a_name() -> None:
    every = Path(schema.__file__).parent.glob("sets/**/*.jsonl")
    files = [file for file in every if not schema.validate(file)]
    types = {item.type for file in files for item in schema.load(file)}
    assert len(types) > 10
    assert {one for one in types if called(one, "zh").isascii()} == set()
