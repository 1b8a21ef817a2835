"""What speaks for a number: kinds of units, shared words, and how far it leads the others."""

from __future__ import annotations

import pytest

from assistant.likeness import Like
from assistant.matching import ask_for
from assistant.traits import is_english, traits_of
from ingest.quantities import prose_facts
from ingest.report import Block, Fact

TEXT = "发放宣传册500册，支出经费3万元，举办宣讲会19场，覆盖单位420家，参加人员97人，群众满意率98%。"


def facts() -> tuple[Fact, ...]:
    return prose_facts([Block(0, TEXT)], [], "r", 2022)


@pytest.mark.parametrize(
    ("topic", "values"),
    [
        ("花了多少钱", {30000}),
        ("几个人来听", {97}),
        ("讲了几场", {19}),
        ("how many organisations were reached", {420}),
        ("满意的占百分之几", {98}),
        ("how many copies were handed out", {500}),
    ],
)
def test_the_kind_of_thing_asked_for_is_told_by_the_unit(topic: str, values: set[int]) -> None:
    stated = facts()
    rows = traits_of(ask_for(topic, None, 2022), stated, range(len(stated)), None)
    same = {int(fact.value or 0) for fact, row in zip(stated, rows, strict=True) if row["kind_same"]}
    assert same == values
    assert all(row["kind_same"] + row["kind_off"] == 1 for row in rows)


def test_what_is_compared_counts_against_the_best_of_the_others() -> None:
    stated = facts()
    likes = [Like(0.1 * at, -0.2 * at) for at in range(len(stated))]
    rows = traits_of(ask_for("宣传册", None, 2022), stated, range(len(stated)), likes)
    assert rows[-1]["meaning_lead"] == pytest.approx(0.1)
    assert rows[0]["meaning_lead"] == pytest.approx(likes[0].meaning - likes[-1].meaning)
    assert rows[0]["answers_lead"] == pytest.approx(0.2)
    assert rows[0]["pairs_lead"] > 0 > rows[1]["pairs_lead"]
    assert "meaning" not in traits_of(ask_for("宣传册", None, 2022), stated, [0], None)[0]


def test_a_lone_number_leads_nothing() -> None:
    stated = facts()
    [row] = traits_of(ask_for("宣传册", None, 2022), stated, [0], [Like(0.5, 0.1)])
    assert row["meaning_lead"] == row["recall_lead"] == 0


def test_words_that_nothing_knows_make_a_question_strange() -> None:
    stated = facts()
    known, strange = (
        traits_of(ask_for(topic, None, 2022), stated, [0], None)[0]["strange"]
        for topic in ("How many policy interpretations", "How many zebras")
    )
    assert known < strange
    assert is_english("How many zebras")
    assert not is_english("WeChat 几条")
