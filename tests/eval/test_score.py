"""The scorer knows right, wrong, half right, and right with the wrong citation."""

from __future__ import annotations

from typing import Any

import pytest

from eval.schema import item
from eval.score import interval, judge, summary

_CITED = {"file": "a.txt", "agency": "澜阳市教育局", "year": 2021}


def _question(**expected: Any) -> Any:
    record = {"id": "q", "question": "?", "agency": "澜阳市教育局", "year": 2021, "citations": [_CITED]}
    return item(record | expected)


def _citation(**changed: Any) -> dict[str, Any]:
    whole = {"n": 1, "agency": "澜阳市教育局", "year": 2021, "file": "a.txt", "section": ["一、总体情况"], "page": 2,
             "row": "行政处罚", "column": "本年处理决定数量", "quote": "行政处罚 12"}  # fmt: skip
    return whole | changed


def _value(number: float | None, **changed: Any) -> dict[str, Any]:
    whole = {"number": number, "unit": "件", "agency": "澜阳市教育局", "year": 2021, "citations": [1]}
    return whole | changed


def _answer(*values: dict[str, Any], **changed: Any) -> dict[str, Any]:
    whole = {
        "status": "answered",
        "text": "12 件[1]",
        "values": list(values),
        "citations": [_citation()],
        "reason": None,
    }
    return whole | changed


def test_right_and_cited() -> None:
    judged = judge(_question(number=12), _answer(_value(12)))
    assert (judged.right, judged.cited, judged.score, judged.fault) == (True, True, 1.0, None)


def test_wrong_number() -> None:
    judged = judge(_question(number=12), _answer(_value(13)))
    assert (judged.right, judged.score, judged.fault) == (False, 0.0, "wrong number")


def test_half_right_when_the_number_does_not_lead() -> None:
    judged = judge(_question(number=12), _answer(_value(13), _value(12)))
    assert (judged.right, judged.score) == (False, 0.5)


def test_right_with_the_wrong_citation() -> None:
    elsewhere = _citation(file="b.txt", agency="霁川市教育局")
    judged = judge(_question(number=12), _answer(_value(12), citations=[elsewhere]))
    assert judged.right
    assert not judged.cited
    assert (judged.wrong_agency, judged.wrong_year) == (1, 0)


def test_wrong_year_is_counted_on_value_and_citation() -> None:
    judged = judge(_question(number=12), _answer(_value(12, year=2020), citations=[_citation(year=2020)]))
    assert (judged.wrong_agency, judged.wrong_year, judged.cited) == (0, 2, False)


@pytest.mark.parametrize(("given", "right"), [(57.1, True), (57.14, True), (0.5714, True), (57.3, False), (5.7, False)])
def test_percentages_may_be_given_as_ratios(given: float, right: bool) -> None:
    assert judge(_question(number=57.14, unit="%", tolerance=0.06), _answer(_value(given))).right is right


def test_declining() -> None:
    declined = _answer(status="declined", text="没有", citations=[])
    asked_back = _answer(status="clarify", text="哪个？", citations=[])
    assert judge(_question(status="declined"), declined).right
    assert judge(_question(status="declined"), asked_back).right
    assert judge(_question(status="clarify"), declined).score == 0.5
    assert judge(_question(status="declined"), _answer(_value(1))).fault == "answered what cannot be known"
    assert judge(_question(number=1), declined).fault == "declined"


def test_a_blank_cell_may_not_be_given_a_number() -> None:
    assert judge(_question(blank=True), _answer(text="该单元格为空[1]")).right
    assert judge(_question(blank=True), _answer(status="declined", citations=[])).right
    assert judge(_question(blank=True), _answer(_value(0))).fault == "number for a blank"


@pytest.mark.parametrize(
    ("text", "value", "yes"),
    [("有，收到 3 件[1]。", 3, True), ("没有：0 件[1]", 0, False), ("未收到申请[1]。", None, False), ("No, none.", None, False),
     ("Yes: 3", 3, True)],
)  # fmt: skip
def test_yes_and_no(text: str, value: int | None, yes: bool) -> None:
    answer = _answer(*([] if value is None else [_value(value)]), text=text)
    assert judge(_question(yes=yes), answer).right
    assert not judge(_question(yes=not yes), answer).right


def test_half_of_the_texts() -> None:
    answer = _answer(text="问题是时效性不强[1]。")
    assert judge(_question(all_of=["时效性不强", "人员不足"]), answer).score == 0.5
    assert judge(_question(any_of=["时效性不强", "人员不足"]), answer).right
    assert judge(_question(all_of=["时效性不强"], none_of=["问题是"]), answer).fault == "names what does not belong"


def test_half_of_a_table() -> None:
    rows = [{"agency": "澜阳市教育局", "year": year, "number": year} for year in (2020, 2021)]
    found = [_value(year, year=year) for year in (2020, 2021)]
    assert judge(_question(table=rows), _answer(*found)).score == 1.0
    assert judge(_question(table=rows), _answer(found[0], _value(5))).score == 0.5


def test_findings_are_named_or_denied() -> None:
    named = _answer(text="2 处：A1 不平；B1 不一致[1]")
    assert judge(_question(rules=["A1", "B1"]), named).right
    assert judge(_question(rules=["A1", "A2"]), named).score == 0.5
    assert not judge(_question(rules=[]), named).right
    assert judge(_question(rules=[]), _answer(text="没有发现矛盾。")).right


def test_citation_levels() -> None:
    place = _CITED | {
        "section": "总体情况",
        "page": 3,
        "row": "（一）行政处罚",
        "column": "处理决定数量",
        "quote": "行政处罚12",
    }
    judged = judge(_question(number=12, citations=[place]), _answer(_value(12)))
    assert judged.levels == {"report": 1.0, "section": 1.0, "page": 0.0, "cell": 1.0, "quote": 1.0}
    other = judge(_question(number=12, citations=[place]), _answer(_value(12), citations=[_citation(row="行政许可")]))
    assert other.levels["cell"] == 0.0


def test_precision_counts_reports_that_were_not_asked_for() -> None:
    judged = judge(_question(number=12), _answer(_value(12), citations=[_citation(), _citation(n=2, file="b.txt")]))
    assert judged.precision == 0.5


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
