"""Nothing that its citations do not carry leaves the assistant: no altered answer passes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant import formula
from assistant.answer import Answer, AnswerTable, Citation, Claim
from assistant.verify import numbers_in
from tests.assistant.answers import Ask, passes
from tests.assistant.questions import KJ, LK, RIGHT, SEVERAL

altering = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
QUESTIONS = st.sampled_from(RIGHT)
TABLED = st.sampled_from(SEVERAL)
MARK = re.compile(r"\[\d+\]")


def answered(ask: Ask, question: str) -> Answer:
    answer = ask(question)
    assume(answer.status == "answered")
    return answer


@given(question=QUESTIONS, data=st.data())
@altering
def test_another_number_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    at = data.draw(
        st.sampled_from([at for at, claim in enumerate(answer.values) if claim.number is not None] or [None])
    )
    assume(at is not None)
    claim = answer.values[at]
    near = sorted(number for n in claim.citations for number in numbers_in(quote_of(answer, n)))
    other = data.draw(st.sampled_from(near) | st.integers(-5, 10**6).map(Decimal))
    assume(other != claim.number)
    for altered in (replace(claim, number=other), replace(claim, number=other, shown=f"{other:f}")):
        assert not passes(with_claim(answer, at, altered))


@given(question=QUESTIONS, data=st.data())
@altering
def test_another_agency_or_year_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    at = data.draw(st.sampled_from([at for at, claim in enumerate(answer.values) if claim.agency] or [None]))
    assume(at is not None)
    claim = answer.values[at]
    assert not passes(with_claim(answer, at, replace(claim, agency=other_agency(claim.agency))))
    assert not passes(with_claim(answer, at, replace(claim, year=claim.year + 1)))


@given(question=QUESTIONS, other=QUESTIONS, data=st.data())
@altering
def test_the_citation_of_another_report_is_noticed(ask: Ask, question: str, other: str, data: st.DataObject) -> None:
    answer, stranger = answered(ask, question), answered(ask, other)
    at = data.draw(st.integers(0, len(answer.citations) - 1))
    mine = answer.citations[at]
    theirs = data.draw(st.sampled_from(stranger.citations))
    assume((theirs.agency, theirs.year) != (mine.agency, mine.year))
    assert not passes(with_citation(answer, at, replace(theirs, n=mine.n)))


@given(question=QUESTIONS, data=st.data())
@altering
def test_a_citation_left_out_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    at = data.draw(st.integers(0, len(answer.citations) - 1))
    left = answer.citations[:at] + answer.citations[at + 1 :]
    assert not passes(replace(answer, citations=left))


@given(question=QUESTIONS, data=st.data())
@altering
def test_a_digit_of_the_text_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    assert not passes(replace(answer, text=with_other_digit(answer.text, data)))


@given(question=QUESTIONS, data=st.data())
@altering
def test_a_mark_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    """Another number in a mark, and a mark that is missing: of what is left, something is not carried."""
    answer = answered(ask, question)
    hit = data.draw(st.sampled_from(list(MARK.finditer(answer.text))))
    n = data.draw(st.integers(0, len(answer.citations) + 3))
    own = int(hit.group()[1:-1])
    marks = {int(mark[1:-1]) for mark in re.findall(r"\[\d+\]", line_of(answer.text, hit.start()))}
    assume(n not in marks)
    assert not passes(replace(answer, text=answer.text[: hit.start()] + f"[{n}]" + answer.text[hit.end() :]))
    if any(own in claim.citations for claim in answer.values):
        assert not passes(replace(answer, text=answer.text[: hit.start()] + answer.text[hit.end() :]))


@given(question=QUESTIONS, data=st.data())
@altering
def test_a_word_of_a_quotation_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    quoted = [citation.quote for citation in answer.citations if f"“{citation.quote}”" in answer.text]
    assume(quoted)
    quote = data.draw(st.sampled_from(quoted))
    at = data.draw(st.integers(0, len(quote) - 1))
    word = data.draw(st.sampled_from("甲乙丙丁不未无"))
    assume(quote[at] != word)
    altered = quote[:at] + word + quote[at + 1 :]
    assert not passes(replace(answer, text=answer.text.replace(f"“{quote}”", f"“{altered}”", 1)))


@given(question=QUESTIONS, data=st.data())
@altering
def test_another_name_in_the_text_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    name = data.draw(st.sampled_from(sorted({citation.agency for citation in answer.citations})))
    places = [hit.start() for hit in re.finditer(re.escape(name), answer.text)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    for other in (other_agency(name), "固原市民政局"):
        assert not passes(replace(answer, text=answer.text[:at] + other + answer.text[at + len(name) :]))


@given(question=TABLED, data=st.data())
@altering
def test_a_cell_of_the_table_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    assume(answer.table is not None)
    assert answer.table is not None
    row, column = data.draw(
        st.sampled_from(
            [
                (row, column)
                for row, cells in enumerate(answer.table.rows)
                for column, (text, _) in enumerate(cells)
                if re.search(r"\d", text)
            ]
        )
    )
    text, cited = answer.table.rows[row][column]
    assert not passes(with_cell(answer, row, column, (with_other_digit(text, data), cited)))
    if cited:
        assert not passes(with_cell(answer, row, column, (text, (len(answer.citations) + 1,))))


@given(question=TABLED, data=st.data())
@altering
def test_rows_under_another_name_are_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    assume(answer.table is not None)
    assert answer.table is not None
    row, column, text = data.draw(
        st.sampled_from(
            [
                (row, column, text)
                for row, cells in enumerate(answer.table.rows)
                for column, (text, cited) in enumerate(cells)
                if text in {claim.agency for claim in answer.values}
            ]
            or [(0, 0, "")]
        )
    )
    assume(text)
    assert not passes(with_cell(answer, row, column, (other_agency(text), ())))


@given(question=TABLED, data=st.data())
@altering
def test_a_formula_is_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    at = data.draw(st.sampled_from([at for at, claim in enumerate(answer.values) if claim.formula] or [None]))
    assume(at is not None)
    claim = answer.values[at]
    altered = with_other_digit(claim.formula or "", data)
    assert not passes(with_claim(answer, at, replace(claim, formula=altered)))


@given(question=TABLED, data=st.data())
@altering
def test_other_operands_are_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    """A sum that holds, and comes to another number, of numbers that are not cited."""
    answer = answered(ask, question)
    at = data.draw(
        st.sampled_from([at for at, claim in enumerate(answer.values) if " + " in (claim.formula or "")] or [None])
    )
    assume(at is not None)
    claim = answer.values[at]
    addends = list(map(Decimal, re.findall(r"[\d.]+", (claim.formula or "").split("=")[0])))
    which = data.draw(st.integers(0, len(addends) - 1))
    addends[which] += data.draw(st.integers(1, 9))
    altered = formula.added(addends)
    total = formula.result(altered)
    assert not passes(with_claim(answer, at, replace(claim, formula=altered, number=total, shown=f"{total} 件")))


@given(question=TABLED, data=st.data())
@altering
def test_a_point_of_the_chart_and_the_coverage_are_noticed(ask: Ask, question: str, data: st.DataObject) -> None:
    answer = answered(ask, question)
    assume(answer.coverage or (answer.table is not None and answer.table.chart))
    if answer.coverage:
        assert not passes(replace(answer, coverage=with_other_digit(answer.coverage, data)))
    if answer.table is not None and answer.table.chart:
        points = list(answer.table.chart["points"])
        at = data.draw(st.integers(0, len(points) - 1))
        points[at] = points[at] | {"value": points[at]["value"] + 1}
        assert not passes(replace(answer, table=replace(answer.table, chart=answer.table.chart | {"points": points})))


AGENCY, OTHER = "云川市科学技术局", "澜阳市科学技术局"


def quote_of(answer: Answer, n: int) -> str:
    return next(citation.quote for citation in answer.citations if citation.n == n)


def other_agency(name: str) -> str:
    return next(other for other in (KJ, LK) if other != name)


def with_claim(answer: Answer, at: int, claim: Claim) -> Answer:
    return replace(answer, values=(*answer.values[:at], claim, *answer.values[at + 1 :]))


def with_citation(answer: Answer, at: int, citation: Citation) -> Answer:
    return replace(answer, citations=(*answer.citations[:at], citation, *answer.citations[at + 1 :]))


def with_cell(answer: Answer, row: int, column: int, cell: tuple[str, tuple[int, ...]]) -> Answer:
    assert answer.table is not None
    rows = [list(cells) for cells in answer.table.rows]
    rows[row][column] = cell
    return replace(answer, table=AnswerTable(answer.table.columns, tuple(map(tuple, rows)), answer.table.chart))


def with_other_digit(text: str, data: st.DataObject) -> str:
    """One digit of `text`, outside marks, replaced by another, so that the number becomes another."""
    marked = {at for hit in MARK.finditer(text) for at in range(*hit.span())}
    places = [at for at, char in enumerate(text) if char.isdigit() and at not in marked]
    assume(places)
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != text[at])
    return text[:at] + digit + text[at + 1 :]


def line_of(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)]
