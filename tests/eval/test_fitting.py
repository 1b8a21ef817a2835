"""Weights come back from data made with known ones, and what the thresholds let through is counted by report left out."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from assistant.matching import ask_for
from assistant.traits import Traits
from assistant.translation import unpacked
from eval.fitting import Learnt, by_words, fit, validated, write
from eval.fitting_cases import Asked, Case, asked_in
from eval.fitting_likeness import fit_likeness, means_of
from eval.fitting_translation import fit_translation
from ingest.quantities import prose_facts
from ingest.report import Block, Fact


def made(number: int, chance: random.Random) -> tuple[Case, list[Traits]]:
    """Four numbers; the one with the telling trait answers, where there is one."""
    right = chance.randrange(5)
    facts = tuple(Fact("r", None, Decimal(at), "number", "prose", "") for at in range(4))
    rows = [{"telling": float(at == right), "noise": chance.random()} for at in range(4)]
    told = tuple(at == right for at in range(4))
    case = Case(
        f"report-{number}",
        ask_for("甲", None, 2022),
        facts,
        (0, 1, 2, 3),
        told,
        (False,) * 4,
        np.zeros((5, 3), np.float32),
    )
    return case, rows


def test_the_telling_trait_decides_and_none_is_given_without_it() -> None:
    chance = random.Random(3)
    pairs = [made(number, chance) for number in range(60)]
    some, rows = [case for case, _ in pairs], [row for _, row in pairs]
    network = fit(some, rows)
    chances = network.chances([{"telling": 1.0, "noise": 0.5}, {"telling": 0.0, "noise": 0.9}])
    assert chances[0] > 0.8 > 0.1 > chances[1]
    assert network.chances([{"telling": 0.0, "noise": 0.5}]).sum() < 0.2
    counted, same = validated(some, lambda _: rows)
    assert counted == same
    assert counted["answerable"] == counted["first"] == counted["given_right"] > 40
    assert counted["given_wrong"] == counted["given_unanswerable"] == 0 < counted["unanswerable"]


def test_what_was_fitted_comes_back_from_its_file(tmp_path: Path) -> None:
    pairs = [made(number, random.Random(number)) for number in range(20)]
    network = fit([case for case, _ in pairs], [row for _, row in pairs])
    path = tmp_path / "weights.npz"
    likeness = means_of([case for case, _ in pairs])
    table = fit_translation([("发了几张传单", "发放明白纸")])
    write(network, network, Learnt(likeness, table), path)
    with np.load(path, allow_pickle=False) as kept:
        assert tuple(kept["words.names"]) == network.names
        assert kept["meaning.hidden"] == pytest.approx(network.hidden)
        assert kept["likeness.zh"] == pytest.approx(likeness.zh)
    with np.load(path.with_name("translation.npz"), allow_pickle=False) as kept:
        assert unpacked(dict(kept)).asked == table.asked


def test_the_means_are_of_questions_by_language_and_of_windows() -> None:
    facts = prose_facts([Block(0, "公开信息12条，举办培训3期。")], [], "r", 2022)
    asks = [ask_for("公开几条", None, 2022), ask_for("items", None, 2022)]
    some = [
        Case("r", ask, facts, (0, 1), (True, False), (False, False), np.eye(3, 384, dtype=np.float32) * (at + 1))
        for at, ask in enumerate(asks)
    ]
    means = means_of(some)
    assert means.zh[:3] == pytest.approx([1, 0, 0])
    assert means.en[:3] == pytest.approx([2, 0, 0])
    assert means.windows[:3] == pytest.approx([0, 0.75, 0.75])
    rows = Learnt(means, fit_translation([("几期", "3期")])).rows(some[0])
    assert "meaning" in rows[0]
    by_vectors = rows[0].keys() - by_words([rows])[0][0].keys()
    assert {"meaning", "answers", "meaning_lead", "answers_lead", "heard_none", "heard_own"} <= by_vectors
    assert all(name.startswith(("meaning", "answers", "heard_")) for name in by_vectors)


def test_questions_without_one_number_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"id":"1","question":"a","number":3,"citations":[{"file":"f","row":"甲"}]}\n'
        '{"id":"2","question":"b","any_of":["x"]}\n{"id":"3","question":"c","status":"declined"}\n'
        '{"id":"4","question":"d","number":1,"history":["a"]}\n'
        '{"id":"5","question":"e","number":2,"citations":[{"file":"f","quote":"二"}]}\n',
        encoding="utf-8",
    )
    assert list(asked_in(path)) == [Asked("a", 3, (), True), Asked("c", None), Asked("e", 2, ("二",))]


def test_the_map_learns_which_of_two_is_meant_and_when_neither_is() -> None:
    """Questions point along an axis of their own; what answers them along another, which no cosine can tell."""
    facts = prose_facts([Block(0, "公开信息12条，举办培训3期。")], [], "r", 2022)
    chance, axes = random.Random(1), np.eye(12, dtype=np.float32)
    some = []
    for number in range(120):
        kind, other = chance.sample(range(4), 2)
        answered = number % 3 > 0
        windows = axes[[4 + kind if answered else 8 + kind, 4 + other]]
        noise = np.array([[chance.gauss(0, 0.05) for _ in range(12)] for _ in range(3)], np.float32)
        vectors = np.vstack([axes[kind], windows]) + noise
        case = Case(f"r{number}", ask_for("甲", None, 2022), facts, (0, 1), (answered, False), (False, False), vectors)
        some.append(case)
    means = means_of(some)
    learnt = fit_likeness(some, means, steps=150, rank=8)
    told = [[one.answers for one in learnt.likes(case.vectors[0], False, case.vectors[1:])] for case in some]
    right = [one[0] > max(0, one[1]) if case.answerable else max(one) < 0 for one, case in zip(told, some, strict=True)]
    assert sum(right) >= 110
    cosines = [means.likes(case.vectors[0], False, case.vectors[1:]) for case in some if case.answerable]
    assert sum(one[0].meaning > one[1].meaning for one in cosines) < 60
