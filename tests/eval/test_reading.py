"""Readings are told apart: right, wrong, flagged, missing, invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from eval import contradictions, reading
from ingest.report import Fact


def _cell(state: str, value: float | None, metric: str = "m") -> dict[str, Any]:
    return {"file": "a", "metric": metric, "applicant": None, "state": state, "value": value, "printed": str(value)}


def _fact(state: Any, value: float | None, origin: Any = "cell", metric: str = "m") -> Fact:
    return Fact("r", metric, None if value is None else Decimal(str(value)), state, origin, "quote")


def test_cells() -> None:
    three = _cell("number", 3)
    pairs = [
        (three, [_fact("number", 3)], "right"),
        (three, [_fact("number", 4)], "wrong"),
        (three, [_fact("unreadable", None)], "flagged"),
        (three, [_fact("blank", None)], "missing"),
        (three, [], "missing"),
        (_cell("blank", None), [_fact("number", 0)], "invented"),
        (_cell("blank", None), [_fact("blank", None)], "right"),
        (_cell("unreadable", None), [_fact("unreadable", None)], "right"),
    ]
    for truth, facts, outcome in pairs:
        counted, lines = reading.compare_cells([truth], facts)
        assert dict(counted) == {outcome: 1}
        assert bool(lines) == (outcome != "right")


def test_prose_is_found_by_value_and_by_metric() -> None:
    truth = [{"file": "a", "metric": metric, "value": value, "printed": "x", "sentence": "s"}
             for metric, value in (("wechat", 3), ("weibo", 4), ("press", 5))]  # fmt: skip
    facts = [
        _fact("number", 3, "prose", "wechat"),
        _fact("number", 4, "prose", "other"),
        _fact("number", 9, "prose", "press"),
    ]
    found, keyed, claimed, true, lines = reading.compare_prose(truth, facts)
    assert (found, keyed, claimed, true) == (2, 1, 2, 1)
    assert [line.split(":")[0] for line in lines] == ["unkeyed", "unread", "claimed"]


def test_contradictions_count_each_rule_of_a_report_once() -> None:
    counts = contradictions.compare([("a", "A1"), ("a", "A1"), ("b", "C1")], [("a", "A1"), ("a", "A3")])
    assert counts["A1"] == (1, 1, 1)
    assert counts["A3"] == (0, 1, 0)
    assert counts["C1"] == (1, 0, 0)
