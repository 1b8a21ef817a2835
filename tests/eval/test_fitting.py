"""Weights come back from data made with known ones, and what the thresholds let through is counted by report left out."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.likely import Candidate
from eval.fitting import Case, _asked, fit, validated, weights
from ingest.report import Fact


def made(number: int, chance: random.Random) -> Case:
    right = chance.randrange(4)
    found = tuple(
        Candidate(
            Fact("r", None, Decimal(at), "number", "prose", ""),
            "",
            {"recall": float(at == right), "noise": chance.random()},
            0.0,
        )
        for at in range(4)
    )
    return Case(f"report-{number}", found, tuple(at == right for at in range(4)), True)


def test_the_telling_feature_gets_the_weight() -> None:
    chance = random.Random(3)
    some = [made(number, chance) for number in range(60)]
    found = weights(*fit(some))
    assert found["recall"] > 2 > abs(found["noise"])
    counted = validated(some)
    assert counted["answerable"] == counted["first"] == 60
    assert counted["given_wrong"] == 0


def test_questions_without_one_number_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"id":"1","question":"a","number":3}\n{"id":"2","question":"b","any_of":["x"]}\n'
        '{"id":"3","question":"c","status":"declined"}\n{"id":"4","question":"d","number":1,"history":["a"]}\n',
        encoding="utf-8",
    )
    assert list(_asked(path)) == [("a", pytest.approx(3.0)), ("c", None)]
