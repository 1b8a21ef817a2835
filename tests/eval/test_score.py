"""The scorer knows right, wrong, half right, and right with the wrong citation."""

from __future__ import annotations

from typing import Any

import pytest

from eval.schema import item
from eval.score import judge
from tests.eval.answers import CITED as _CITED
from tests.eval.answers import answer as _answer
from tests.eval.answers import citation as _citation
from tests.eval.answers import question as _question
from tests.eval.answers import value as _value


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
    assert judge(_question(number=57.14, unit="%", tolerance=0.06), _answer(_value(given, unit=None))).right is right


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
    assert judged.precision == {"report": 0.5}


def test_one_of_several_ways_is_enough() -> None:
    ways = [{"number": 12, "coverage": [30]}, {"number": 7, "coverage": [21]}]
    question = _question(type="total", either=ways)
    said = judge(question, _answer(_value(7), text="7 件，据 21 份年报[1]"))
    assert (said.right, said.item.either) == (True, question.either)
    assert judge(question, _answer(_value(9), text="9 件，据 21 份年报[1]")).fault == "wrong number"


def test_a_total_that_does_not_say_what_it_rests_on_is_half_right() -> None:
    question = _question(type="total", number=12, coverage=[30])
    judged = judge(question, _answer(_value(12), text="12 件，据 130 份年报[1]"))
    assert (judged.right, judged.score, judged.fault) == (False, 0.5, "coverage not said")


def test_declining_may_be_one_of_the_ways() -> None:
    question = _question(type="catalogue", either=[{"yes": False}, {"status": "declined"}])
    assert judge(question, _answer(status="declined", reason="no such report")).right
    assert judge(question, _answer(text="没有该年年报。", citations=[_citation()])).right
    assert not judge(question, _answer(text="有。", citations=[_citation()])).right


def test_right_number_in_the_wrong_unit_is_half_right() -> None:
    judged = judge(_question(number=12, unit="条"), _answer(_value(12, unit="人次")))
    assert (judged.right, judged.score, judged.fault) == (False, 0.5, "wrong unit")
    assert judge(_question(number=12, unit="条"), _answer(_value(12, unit="条"))).right
    assert judge(_question(number=12, unit="条"), _answer(_value(12, unit=None))).right
    assert judge(_question(number=12), _answer(_value(12, unit="人次"))).right


@pytest.mark.parametrize(
    ("unit", "given", "right"),
    [("万元", 36.8, True), ("元", 368000, True), ("元", 36.8, False), ("万元", 368000, False)],
)
def test_money_may_be_given_in_another_unit(unit: str, given: float, right: bool) -> None:
    assert judge(_question(number=368000, unit="元"), _answer(_value(given, unit=unit))).right is right


def test_tolerance_has_an_edge() -> None:
    question = _question(number=100, tolerance=2)
    assert [judge(question, _answer(_value(given))).right for given in (98, 102, 97.9, 102.1)] == [
        True,
        True,
        False,
        False,
    ]
    assert not judge(_question(number=100), _answer(_value(100.001))).right


def test_another_number_that_counts_as_well() -> None:
    assert judge(_question(number=15000, also=[1.5]), _answer(_value(1.5))).right
    assert not judge(_question(number=15000), _answer(_value(1.5))).right


def test_an_answer_without_a_number_is_wrong_where_one_is_asked() -> None:
    assert judge(_question(number=0), _answer(text="没有写明[1]")).score == 0.0
    assert judge(_question(number=0), _answer(_value(None))).score == 0.0
    assert judge(_question(number=0), _answer(_value(0))).right


def test_a_row_needs_its_number_agency_and_year() -> None:
    row = {"agency": "澜阳市教育局", "year": 2021, "number": 5}
    question = _question(table=[row])
    assert judge(question, _answer(_value(5))).right
    for changed in ({"number": 6}, {"agency": "霁川市教育局"}, {"year": 2020}):
        assert judge(question, _answer(_value(**({"number": 5} | changed)))).score == 0.0


def test_right_value_of_the_wrong_agency_is_right_and_not_cited() -> None:
    """As near as two reports that state the same number: only where it stands tells them apart."""
    value = _value(12, agency="霁川市教育局")
    judged = judge(_question(number=12), _answer(value, citations=[_citation(agency="霁川市教育局", file="b.txt")]))
    assert judged.right
    assert (judged.cited, judged.wrong_agency, judged.wrong_year) == (False, 2, 0)
    assert judged.levels["report"] == 0.0
    assert judged.precision["report"] == 0.0


def test_only_what_carries_the_leading_value_can_stray() -> None:
    beside = _citation(n=2, agency="霁川市教育局", file="b.txt")
    judged = judge(_question(number=12), _answer(_value(12), citations=[_citation(), beside]))
    assert (judged.cited, judged.wrong_agency, judged.precision) == (True, 0, {"report": 0.5})
    used = judge(_question(number=12), _answer(_value(12, citations=[1, 2]), citations=[_citation(), beside]))
    assert (used.cited, used.wrong_agency) == (False, 1)


def test_of_a_table_every_value_can_stray() -> None:
    rows = [{"agency": "澜阳市教育局", "year": 2021, "number": 5}]
    stray = _value(7, agency="霁川市教育局", citations=[])
    assert judge(_question(table=rows), _answer(_value(5), stray)).wrong_agency == 1
    assert judge(_question(number=5), _answer(_value(5), stray)).wrong_agency == 0


def test_a_difference_between_two_agencies_is_of_neither() -> None:
    rows = [{"agency": "澜阳市教育局", "year": 2021, "number": 5}]
    computed = _value(2, agency="", formula="5 − 3 = 2")
    assert judge(_question(table=rows), _answer(_value(5), computed)).wrong_agency == 0


def test_words_are_right_only_from_the_right_report() -> None:
    question = _question(all_of=["时效性不强"])
    assert judge(question, _answer(text="时效性不强[1]")).cited
    elsewhere = judge(question, _answer(text="时效性不强[1]", citations=[_citation(year=2019)]))
    assert elsewhere.right
    assert (elsewhere.cited, elsewhere.wrong_year) == (False, 1)


@pytest.mark.parametrize("type", ["rank", "list", "total"])
def test_over_all_agencies_none_is_wrong_but_a_year_may_be(type: str) -> None:
    value = _value(12, agency="霁川市教育局", year=2020)
    judged = judge(_question(number=12, type=type), _answer(value, citations=[_citation(year=2020)]))
    assert (judged.wrong_agency, judged.wrong_year) == (0, 2)


def test_an_answer_for_an_agency_or_year_that_is_not_held_is_from_another() -> None:
    answered = _answer(_value(12))
    for type, strays in (
        ("unanswerable_agency", (1, 0)),
        ("unanswerable_year", (0, 1)),
        ("unanswerable_metric", (0, 0)),
    ):
        judged = judge(item({"id": "q", "question": "?", "status": "declined", "type": type}), answered)
        assert (judged.right, judged.score, judged.wrong_agency, judged.wrong_year) == (False, 0.0, *strays)
    declined = _answer(status="declined", citations=[])
    assert (
        judge(
            item({"id": "q", "question": "?", "status": "declined", "type": "unanswerable_agency"}), declined
        ).wrong_agency
        == 0
    )


def test_a_crash_is_neither_an_answer_nor_a_refusal() -> None:
    crashed = _answer(status="crashed", text="", citations=[])
    assert not judge(item({"id": "q", "question": "?", "status": "declined"}), crashed).right
    judged = judge(_question(number=1), crashed)
    assert (judged.right, judged.fault) == (False, "crashed")


@pytest.mark.parametrize(
    ("place", "cited"),
    [({"page": 2}, True), ({"page": 3}, False), ({"row": "行政处罚", "column": "本年处理决定数量"}, True),
     ({"row": "行政许可", "column": "本年处理决定数量"}, False), ({"row": "行政处罚", "column": "总计"}, False),
     ({"quote": "行政处罚 12"}, True), ({"quote": "全年公开信息九十条，微博二十条"}, False), ({"section": "六、其他"}, True)],
)  # fmt: skip
def test_cited_means_as_exactly_as_the_set_says(place: dict[str, Any], cited: bool) -> None:
    """Of headings only the share is kept: they are printed in too many ways."""
    judged = judge(_question(number=12, citations=[_CITED | place]), _answer(_value(12)))
    assert judged.right
    assert judged.cited is cited
    assert judged.levels["report"] == 1.0


def test_another_place_that_states_the_same_counts() -> None:
    cell = _CITED | {"page": 1, "row": "行政许可", "or": [{"quote": "行政处罚 12", "page": 2}]}
    judged = judge(_question(number=12, citations=[cell]), _answer(_value(12)))
    assert judged.cited
    assert judged.levels == {"report": 1.0, "page": 1.0, "cell": 1.0}
    other = judge(_question(number=12, citations=[cell]), _answer(_value(12), citations=[_citation(file="b.txt")]))
    assert not other.cited
    assert other.levels["cell"] == 0.0


def test_half_of_the_expected_places() -> None:
    second = _CITED | {"file": "b.txt", "agency": "霁川市教育局"}
    question = _question(agency=None, number=12, citations=[_CITED, second])
    judged = judge(question, _answer(_value(12)))
    assert (judged.cited, judged.levels["report"], judged.precision["report"]) == (False, 0.5, 1.0)
    both = _answer(_value(12), citations=[_citation(), _citation(n=2, file="b.txt", agency="霁川市教育局")])
    assert judge(question, both).cited


def test_nothing_cited_is_no_precision() -> None:
    judged = judge(_question(number=12), _answer(_value(12, citations=[]), citations=[]))
    assert (judged.right, judged.cited, judged.levels, judged.precision) == (
        True,
        False,
        {"report": 0.0},
        {"report": 0.0},
    )


def test_a_rule_named_that_holds_is_half_right() -> None:
    named = _answer(text="2 处：A1 不平；B1 不一致[1]")
    judged = judge(_question(rules=["A1"]), named)
    assert (judged.score, judged.named) == (0.5, ("A1", "B1"))
    clean = _answer(text="没有发现矛盾。\nA4：有空白，无法校验")
    assert judge(_question(rules=[]), clean).named == ()
    assert judge(_question(rules=[]), clean).right
    assert not judge(_question(rules=["A4"]), clean).right


def test_of_alternatives_the_right_and_cited_one_counts() -> None:
    other = {"number": 12, "citations": [{"file": "b.txt"}]}
    question = _question(citations=[], either=[other, {"number": 12}])
    assert judge(question, _answer(_value(12))).cited
    assert judge(_question(citations=[], either=[{"number": 12}, other]), _answer(_value(12))).cited
    half = judge(_question(either=[{"number": 1}, {"all_of": ["12", "13"]}]), _answer(_value(12)))
    assert (half.score, half.right) == (0.5, False)


def test_a_refusal_in_words_or_without_anything_is_no_answer_from_elsewhere() -> None:
    question = item({"id": "q", "question": "?", "status": "declined", "type": "unanswerable_agency"})
    assert judge(question, _answer(citations=[])).wrong_agency == 0
    assert judge(question, _answer()).wrong_agency == 1
    assert judge(question, _answer(_value(1), citations=[])).wrong_agency == 1
    assert judge(item({"id": "q", "question": "?", "status": "clarify"}), _answer(status="clarify")).score == 1.0
    assert judge(item({"id": "q", "question": "?", "status": "clarify"}), _answer(_value(1))).score == 0.0


def test_a_wrong_refusal_is_worth_nothing_and_strays_nowhere() -> None:
    judged = judge(_question(number=12), _answer(status="declined"))
    assert (judged.score, judged.cited, judged.declined) == (0.0, False, True)
    assert (judged.wrong_agency, judged.wrong_year) == (0, 0)


def test_money_is_only_converted_into_money() -> None:
    assert judge(_question(number=12), _answer(_value(12, unit="万元"))).right
    assert judge(_question(number=120000), _answer(_value(12, unit="万元"))).right
    assert not judge(_question(number=1200), _answer(_value(12, unit="万元"))).right
    assert judge(_question(number=12, unit="元"), _answer(_value(12, unit=None))).right
    assert judge(_question(number=12, unit="元"), _answer(_value(12, unit="件"))).score == 0.5


def test_money_in_hundreds_of_millions() -> None:
    assert judge(_question(number=250_000_000, unit="元"), _answer(_value(2.5, unit="亿元"))).right


def test_one_of_several_alternatives_is_enough() -> None:
    question = _question(either=[{"number": 12}, {"all_of": ["没有"]}])
    assert judge(question, _answer(_value(12))).right
    assert judge(question, _answer(text="没有[1]")).right
    assert not judge(question, _answer(_value(13), text="13 件[1]")).right


def test_coverage_must_be_said() -> None:
    question = _question(number=12, coverage=[30], type="total")
    assert judge(question, _answer(_value(12), coverage="共查 30 份年报")).right
    assert judge(question, _answer(_value(12), coverage="共查 130 份年报")).fault == "coverage not said"


def test_places_may_be_stated_more_and_less_exactly() -> None:
    """A page with one place, none with another (a PDF beside a web page)."""
    places = [_CITED | {"page": 2}, _CITED | {"file": "b.html"}]
    both = _answer(_value(12), citations=[_citation(), _citation(n=2, file="b.html", page=None)])
    judged = judge(_question(number=12, citations=places), both)
    assert (judged.cited, judged.levels, judged.precision) == (
        True,
        {"report": 1.0, "page": 1.0},
        {"report": 1.0, "page": 1.0},
    )
    elsewhere = _answer(_value(12), citations=[_citation(page=9), _citation(n=2, file="b.html", page=None)])
    judged = judge(_question(number=12, citations=places), elsewhere)
    assert (judged.cited, judged.levels["page"], judged.precision["page"]) == (False, 0.0, 0.5)


def test_what_must_not_be_named() -> None:
    question = _question(all_of=["时效性不强"], none_of=["霁川市教育局"])
    assert judge(question, _answer(text="时效性不强[1]")).score == 1.0
    named = judge(question, _answer(text="时效性不强，霁川市教育局也是[1]"))
    assert (named.score, named.fault) == (0.5, "names what does not belong")
    among = judge(question, _answer(_value(1, agency="霁川市教育局"), text="时效性不强[1]"))
    assert among.score == 0.5


@pytest.mark.parametrize("stated", [{"citations": []}, {"agency": None, "year": None}])
def test_agency_and_year_may_be_stated_by_the_question_or_by_its_places(stated: dict[str, Any]) -> None:
    elsewhere = _answer(_value(12, agency="x", year=1999, citations=[]), citations=[])
    judged = judge(_question(number=12, **stated), elsewhere)
    assert (judged.wrong_agency, judged.wrong_year) == (1, 1)
    assert judge(_question(number=12, **stated), _answer(_value(12))).wrong_agency == 0


def test_where_neither_is_stated_nothing_is_from_elsewhere() -> None:
    question = _question(number=12, agency=None, year=None, citations=[{"file": "a.txt"}])
    judged = judge(question, _answer(_value(12, agency="x", year=1999)))
    assert (judged.wrong_agency, judged.wrong_year, judged.cited) == (0, 0, True)
