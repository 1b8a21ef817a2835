"""Many judgements in sum: shares, intervals, counts and times."""

from __future__ import annotations

from typing import Any

import pytest

from eval.score import judge
from eval.summing import detection, interval, summary
from tests.eval.answers import answer as _answer
from tests.eval.answers import citation as _citation
from tests.eval.answers import question as _question
from tests.eval.answers import value as _value


def test_summary_by_group() -> None:
    judged = [
        judge(_question(number=12, type="lookup"), _answer(_value(12)), 0.010),
        judge(_question(number=12, type="lookup"), _answer(_value(13)), 0.020),
        judge(_question(status="declined", type="stranger"), _answer(_value(13)), 0.030),
    ]
    scores = summary(judged)
    assert scores["all"]["accuracy"] == pytest.approx(0.3333, abs=1e-4)
    assert scores["by_type"]["lookup"]["accuracy"] == 0.5
    assert scores["all"]["declined_rightly"] == 0.0
    assert scores["all"]["declined_wrongly"] == 0.0
    assert scores["all"]["p50_ms"] == 20.0


def test_interval_holds_the_mean_and_narrows() -> None:
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 200)
    assert few is not None
    assert many is not None
    assert few[0] < 0.5 < few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert interval([]) is None


def test_contradictions_in_sum() -> None:
    def check(id: str, rules: list[str], text: str) -> Any:
        return judge(_question(id=id, rules=rules, type="check"), _answer(text=text))

    some = [check("a", ["A1", "A3"], "2 处：A1[1] C1[1]"), check("b", [], "没有矛盾"), check("c", ["A1"], "没有矛盾")]
    found = summary(some)["all"]["contradictions"]
    assert found == {"expected": 3, "found": 2, "rightly": 1, "precision": 0.5, "recall": 0.3333}
    assert summary([judge(_question(number=1), _answer(_value(1)))])["all"]["contradictions"] is None


def test_values_and_texts_have_shares_of_their_own() -> None:
    judged = [judge(_question(number=12), _answer(_value(12))), judge(_question(number=12), _answer(_value(1))),
              judge(_question(all_of=["甲"]), _answer(text="乙")), judge(_question(status="declined"), _answer(status="declined"))]  # fmt: skip
    whole = summary(judged)["all"]
    assert (whole["value_accuracy"], whole["text_accuracy"], whole["accuracy"]) == (0.5, 0.0, 0.5)
    assert (whole["declined_rightly"], whole["declined_wrongly"]) == (1.0, 0.0)


def test_right_and_cited_needs_both() -> None:
    judged = [judge(_question(number=12), _answer(_value(12))),
              judge(_question(number=12), _answer(_value(12), citations=[_citation(file="b.txt")])),
              judge(_question(number=12), _answer(_value(13)))]  # fmt: skip
    whole = summary(judged)["all"]
    assert (whole["accuracy"], whole["right_and_cited"]) == (0.6667, 0.3333)
    assert whole["right_and_cited_interval"][0] <= 0.3333 <= whole["right_and_cited_interval"][1]


def test_wrong_agencies_are_counted_by_question() -> None:
    stray = _answer(_value(12, agency="x"), citations=[_citation(agency="x")])
    whole = summary([judge(_question(number=12), stray), judge(_question(number=12), _answer(_value(12)))])["all"]
    assert (whole["wrong_agency"], whole["wrong_year"]) == (1, 0)


def test_times_at_the_middle_and_near_the_end() -> None:
    judged = [judge(_question(number=12), _answer(_value(12)), number / 1000) for number in range(1, 101)]
    whole = summary(judged)["all"]
    assert (whole["p50_ms"], whole["p95_ms"]) == (51.0, 96.0)


def test_the_interval_is_the_same_each_time_and_of_certainty_has_no_width() -> None:
    assert interval([0.0, 1.0, 1.0]) == interval([0.0, 1.0, 1.0])
    assert interval([1.0] * 9) == (1.0, 1.0)
    low, high = interval([0.0] * 50 + [1.0] * 50) or (0.0, 0.0)
    assert 0.38 < low < 0.42
    assert 0.58 < high < 0.62


def test_detection_counts_each_place_and_rule_once() -> None:
    found = detection([("a", "A1"), ("a", "A1"), ("b", "A1")], [("a", "A1"), ("a", "A1"), ("c", "A1")])
    assert found == {"expected": 2, "found": 2, "rightly": 1, "precision": 0.5, "recall": 0.5}
    assert detection([], [("a", "A1")])["recall"] is None
    assert detection([("a", "A1")], [])["precision"] is None


def test_groups_are_by_type_language_template_and_format() -> None:
    judged = [judge(_question(number=12, language="en", template="T21", format="pdf"), _answer(_value(12))),
              judge(_question(number=12), _answer(_value(1)))]  # fmt: skip
    scores = summary(judged)
    assert scores["by_language"]["en"]["accuracy"] == 1.0
    assert scores["by_language"]["zh"]["accuracy"] == 0.0
    assert set(scores["by_template"]) == set(scores["by_format"]) - {"pdf"} | {"T21"} == {"T21", "-"}


def test_levels_are_means_over_the_questions_that_state_them() -> None:
    place = {"file": "a.txt", "agency": "澜阳市教育局", "year": 2021}
    judged = [judge(_question(number=12, citations=[place | {"page": page}]), _answer(_value(12))) for page in (2, 3)]
    judged.append(judge(_question(number=12), _answer(_value(12), citations=[])))
    whole = summary(judged)["all"]
    assert whole["citation_recall"] == {"report": 0.6667, "page": 0.5}
    assert whole["citation_precision"] == {"report": 0.6667, "page": 0.5}


def test_nothing_asked_gives_nothing() -> None:
    whole = summary([])["all"]
    assert whole["questions"] == 0
    assert {whole[name] for name in ("accuracy", "right_and_cited", "p50_ms", "retrieval", "contradictions")} == {None}
