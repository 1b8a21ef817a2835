"""Invented reports state some of the quantities of each group, and are asked for these and for others of it."""

from __future__ import annotations

import json
from pathlib import Path

from eval.quantities import Quantity, groups, reports
from ingest.quantities import prose_facts
from ingest.report import Block


def quantity(name: str) -> Quantity:
    return Quantity(
        (f"全年{name}12次。", f"{name}共计30次"), tuple(f"{name}几次{at}" for at in range(4)), ("a b", "c d", "e f")
    )


GROUPS = [[quantity(name) for name in names] for names in ("甲乙丙丁", "戊己庚辛", "子丑寅卯")]


def test_what_is_asked_stands_in_the_report_or_does_not() -> None:
    made = list(reports(GROUPS, 3))
    assert len(made) == 3
    for one in made:
        assert one.agency in one.text.splitlines()[0]
        stated = [posed for posed in one.posed if posed.sentence]
        absent = [posed for posed in one.posed if not posed.sentence]
        assert stated
        assert absent
        assert all(posed.sentence in one.text and posed.question.startswith(one.agency) for posed in stated)
        said = "甲乙丙丁戊己庚辛子丑寅卯"
        for posed in absent:
            named = [name for name in said if f"{name}几次" in posed.question]
            assert not any(f"{name}12次" in one.text or f"{name}共计30次" in one.text for name in named)


def test_the_same_seed_makes_the_same_reports() -> None:
    assert list(reports(GROUPS, 2)) == list(reports(GROUPS, 2)) != list(reports(GROUPS, 2, seed=5))


def test_groups_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "groups.jsonl"
    item = {"says": ["一", "二"], "zh": ["几"], "en": ["how"]}
    path.write_text(json.dumps({"cluster": "c", "items": [item, item]}) + "\n", "utf-8")
    assert groups(path) == [[Quantity(("一", "二"), ("几",), ("how",))] * 2]


def test_nearly_every_sentence_of_the_file_states_one_number() -> None:
    sentences = [text for group in groups() for one in group for text in one.says]
    single = sum(len(prose_facts([Block(0, text)], [], "r", 2022)) == 1 for text in sentences[::10])
    assert len(sentences) > 2000
    assert single > 0.9 * len(sentences[::10])


def test_no_way_of_asking_stands_for_two_quantities_of_a_group() -> None:
    for group in groups():
        asks = [ask for one in group for ask in (*one.zh, *one.en)]
        assert len(asks) == len(set(asks))
