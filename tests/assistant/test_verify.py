"""Nothing that its citations do not carry leaves the assistant: right answers pass, and no altered one does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant import formula
from assistant.answer import Answer, AnswerTable, Citation, Claim
from assistant.question import Question
from assistant.verify import checked, numbers_in, problems
from ingest.folding import folded
from ingest.library import Library
from tests.assistant.questions import KJ, LK, RIGHT, SEVERAL

Ask = Callable[..., Answer]
altering = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
QUESTIONS = st.sampled_from(RIGHT)
TABLED = st.sampled_from(SEVERAL)
MARK = re.compile(r"\[\d+\]")


def passes(answer: Answer) -> bool:
    return not list(problems(answer))


def answered(ask: Ask, question: str) -> Answer:
    answer = ask(question)
    assume(answer.status == "answered")
    return answer


@pytest.mark.parametrize("question", RIGHT)
def test_right_answers_pass(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert list(problems(answer)) == []
    assert answer.status == "answered"
    assert checked(answer) is answer


@pytest.mark.parametrize("question", RIGHT)
def test_quotations_stand_in_their_report(ask: Ask, library: Library, question: str) -> None:
    """What verify cannot see, as it holds no library: the quotation itself is the report's, at the place given."""
    for citation in ask(question).citations:
        head = library.head(citation.report)
        assert head is not None
        assert (head.agency, head.year, head.title) == (citation.agency, citation.year, citation.title)
        block = library.blocks(citation.report)[citation.place.block or 0]
        pieces = citation.quote.split() if block.table is not None else [citation.quote]
        assert [piece for piece in pieces if folded(piece) not in folded(block.text)] == []


# Altered answers


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


# Answers made by hand: what an operation could get wrong

AGENCY, OTHER = "云川市科学技术局", "澜阳市科学技术局"
QUOTE = "通过市政府网站发布信息214条，微信公众号推送186条，官方微博发布95条"


def citation(
    n: int = 1, agency: str = AGENCY, quote: str = QUOTE, number: int | None = 186, year: int = 2020
) -> Citation:
    return Citation(
        n,
        f"{agency}{year}",
        agency,
        year,
        f"{agency}{year}年年报",
        "a.md",
        ("一、总体情况",),
        quote,
        number=None if number is None else Decimal(number),
    )


def made(
    text: str,
    *claims: Claim,
    citations: tuple[Citation, ...] = (citation(),),
    operation: str = "lookup",
    **more: object,
) -> Answer:
    question = Question(text="?", operation=operation, agencies=(AGENCY,), years=(2020,))  # type: ignore[arg-type]
    return Answer("answered", text, question, claims, citations, **more)  # type: ignore[arg-type]


def claim(
    number: int = 186, agency: str = AGENCY, cited: tuple[int, ...] = (1,), year: int = 2020, **more: str
) -> Claim:
    return Claim(Decimal(number), "条", "exact", agency, year, "wechat", cited, f"{number} 条", **more)


def test_made_by_hand() -> None:
    assert passes(made(f"186 条。{AGENCY}2020年年报：“{QUOTE}”[1]", claim()))


@pytest.mark.parametrize(
    "text",
    [
        "95 条。{a}2020年年报：“{q}”[1]",  # stands in the quotation, but is another number's
        "186 条，其中95条原创。{a}2020年年报：“{q}”[1]",
        "186 条。{a}2020年年报：“{q}”[2]",
        "186 条。{a}2020年年报：“{q}”",
        "186 条。{a}2021年年报：“{q}”[1]",
        "186 条。{b}2020年年报：“{q}”[1]",
        "186 条。云川市民政局2020年年报：“{q}”[1]",
        "186 条。2020年年报：“{q}”[1]",
        "186 条。{a}2020年年报：“网站发布信息186条”[1]",
        "186 条。{a}2020年12月31日年报：“{q}”[1]",
        "186 条。\n{a}2020年年报：“{q}”[1]",
    ],
)
def test_what_an_operation_could_get_wrong(text: str) -> None:
    assert not passes(made(text.format(a=AGENCY, b=OTHER, q=QUOTE), claim()))


def test_a_number_claimed_for_one_agency_from_the_report_of_another() -> None:
    cited = (citation(1), citation(2, OTHER))
    text = f"{AGENCY} 186 条[1]；{OTHER} 186 条[2]"
    assert passes(made(text, claim(), claim(agency=OTHER, cited=(2,)), citations=cited, operation="compare"))
    assert not passes(
        made(text, claim(cited=(2,)), claim(agency=OTHER, cited=(1,)), citations=cited, operation="compare")
    )
    swapped = f"{AGENCY} 186 条[2]；{OTHER} 186 条[1]"
    assert not passes(made(swapped, claim(), claim(agency=OTHER, cited=(2,)), citations=cited, operation="compare"))


def test_who_has_more() -> None:
    cited = (citation(1), citation(2, OTHER, "推送402条", 402))
    claims = (claim(), claim(402, OTHER, (2,)))
    one, two = f"{AGENCY} 186 条[1]", f"{OTHER} 402 条[2]"
    assert passes(made(f"{OTHER}更多：{two}；{one}", *claims, citations=cited, operation="compare"))
    assert not passes(made(f"{AGENCY}更多：{one}；{two}", *claims, citations=cited, operation="compare"))


@pytest.mark.parametrize(
    ("written", "number", "right"),
    [
        ("4 + 3 = 7", 7, True),
        ("3 + 4 = 7", 7, True),
        ("4 + 4 = 8", 8, False),
        ("4 + 3 + 3 = 10", 10, False),
        ("4 + 3 = 8", 8, False),
        ("4 + 3 = 7", 8, False),
        ("7 = 7", 7, False),
        ("4 + 100 = 104", 104, False),
        ("4 + 1 = 5", 5, False),
    ],
)
def test_each_number_of_a_sum_has_its_citation(written: str, number: int, right: bool) -> None:
    cited = (citation(1, quote="未经复议直接起诉 4 1", number=4), citation(2, quote="复议后起诉 3", number=3))
    text = f"{number} 件。{AGENCY}2020年年报，由表中数字相加：{written}[1][2]"
    answer = made(text, claim(number, cited=(1, 2), formula=written), citations=cited)
    assert passes(answer) is right


def test_what_does_not_pass_is_not_given() -> None:
    answer = made(
        f"95 条。{AGENCY}2020年年报：“{QUOTE}”[1]",
        claim(95),
        warnings=("95",),
        coverage="共查 1 份年报：1 份写明数字。",
    )
    given = checked(answer)
    assert given.status == "declined"
    assert (given.values, given.citations, given.table, given.warnings, given.coverage) == ((), (), None, (), "")
    assert "95" not in given.text
    assert given.reason == given.text


def test_a_decline_is_left_as_it_is() -> None:
    answer = replace(made("库中没有2019年的年报；有 2021 年的。", citations=()), status="declined")
    assert checked(answer) is answer


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.5万余条", {"1.5", "15000"}),
        ("三十二件", {"32"}),
        ("3,200人次", {"3200"}),
        ("12 -2 41", {"12", "-2", "41"}),
        ("2019-2021年", {"2019", "2021"}),
        ("电话0955-7063893", {"0955", "7063893"}),
        ("增长15.4%", {"15.4"}),
        ("没有", set()),
    ],
)
def test_numbers_are_read_as_printed(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) >= {Decimal(number) for number in numbers}


# Altering


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
