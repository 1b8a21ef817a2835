"""The hand-labelled sets are whole, the scorer is strict, and the reading of prose does not fall behind."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from eval.openings import load_cases
from eval.prose import Quantity, Score, Sentence, compare, fits, load, measure
from ingest.report import Fact

HELD_OUT = Path(__file__).parents[2] / "eval" / "sets" / "heldout"

FLOORS = {
    "precision": 0.97,
    "recall": 0.96,
    "qualifier": 0.98,
    "no total link": 0.98,
    "total link": 0.95,
    "own year": 0.97,
    "no metric": 0.92,
    "contact precision": 0.95,
}
WEAK = {"metric": 0.84, "other year": 0.60, "contact recall": 0.85}


@pytest.fixture(scope="module")
def measured() -> Score:
    return measure(load())


@pytest.mark.parametrize(("name", "floor"), [*FLOORS.items(), *WEAK.items()])
def test_measure_stays_above_its_floor(measured: Score, name: str, floor: float) -> None:
    failures = [line for line in measured.failures if line.startswith(name)]
    assert measured.cases[name] >= 10
    assert measured.rate(name) >= floor, "\n".join(failures)


def test_set_is_large_and_varied() -> None:
    sentences = load()
    assert len({sentence.id for sentence in sentences}) == len(sentences) >= 200
    assert len({sentence.text for sentence in sentences}) == len(sentences)
    barren = [s for s in sentences if all(quantity.optional for quantity in s.quantities)]
    assert len(barren) >= 40
    assert {sentence.year for sentence in sentences} >= set(range(2009, 2026))


def test_totals_and_contacts_stand_in_their_sentence() -> None:
    for sentence in load():
        values = [quantity.value for quantity in sentence.quantities]
        assert all(quantity.total in values for quantity in sentence.quantities if quantity.total is not None)
        assert all(text in sentence.text for _, text in sentence.contacts)


def quantity(value: str, unit: str | None = "条", **more: object) -> Quantity:
    return Quantity(Decimal(value), unit, "exact", None, "信息", **more)  # type: ignore[arg-type]


def fact(value: str, unit: str | None = "条", **more: object) -> Fact:
    return Fact("r", None, Decimal(value), "number", "prose", "", unit=unit, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "given", "expected"),
    [
        (quantity("91"), fact("91"), True),
        (quantity("91"), fact("91", "篇"), False),
        (quantity("91"), fact("9"), False),
        (quantity("91"), fact("91", None), False),
        (quantity("3.4", "百分点"), fact("3.4", "个百分点"), True),
        (quantity("265500", "元"), fact("26.55", "万元"), True),
        (quantity("0", None), fact("0", "件"), True),
        (quantity("6", None), fact("6", "条"), False),
    ],
)
def test_a_fact_fits_by_value_and_unit(label: Quantity, given: Fact, expected: bool) -> None:
    assert fits(label, given) is expected


def scored(labels: tuple[Quantity, ...], facts: list[Fact]) -> Score:
    score = Score()
    compare(Sentence("s", "…", 2021, labels, ()), facts, score)
    return score


def test_a_number_read_twice_counts_against_precision() -> None:
    score = scored((quantity("91"),), [fact("91"), fact("91")])
    assert (score.rate("recall"), score.rate("precision")) == (1.0, 0.5)


def test_an_optional_quantity_counts_neither_way() -> None:
    assert not scored((quantity("20", "个工作日", optional=True),), [fact("20", "个工作日")]).cases
    assert not scored((quantity("20", "个工作日", optional=True),), []).cases


def test_details_are_scored_only_where_the_number_was_found() -> None:
    part = quantity("30", total=Decimal(91))
    found = scored((quantity("91"), part), [fact("91"), fact("30", total=0)])
    assert (found.cases["total link"], found.hits["total link"]) == (1, 1)
    assert scored((part,), []).cases == {"recall": 1}


def test_another_years_number_must_say_so() -> None:
    score = scored((quantity("231", of=2020),), [fact("231")])
    assert (score.cases["other year"], score.hits["other year"]) == (1, 0)


def test_held_out_questions_belong_to_held_out_reports() -> None:
    records = [json.loads(line) for line in (HELD_OUT / "identity.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = {record["page"]: record for record in records}
    assert {path.stem for path in (HELD_OUT / "reports").iterdir()} == set(pages)
    assert len(pages) >= 40
    cases = load_cases(HELD_OUT / "questions.jsonl")
    assert len({case.id for case in cases}) == len(cases) >= 220
    for case in cases:
        if not case.abstain:
            assert case.page is not None
            assert (case.agency, case.year) == (pages[case.page]["agency"], pages[case.page]["year"])
            assert case.numbers or case.any_of
