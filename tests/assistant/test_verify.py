"""Right answers pass, and what an operation could get wrong does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Answer, Citation, Claim
from assistant.question import Question
from assistant.verify import checked, numbers_in, problems
from ingest.folding import folded
from ingest.library import Library
from tests.assistant.answers import Ask, passes
from tests.assistant.questions import RIGHT


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


def test_an_amount_behind_another_cell_of_its_row_is_read() -> None:
    """政府集中采购 18 1263.9万元: the cell prints the number, though digits stand before it."""
    cell = replace(
        citation(quote="政府集中采购 18 1263.9万元", number=12639000), row="政府集中采购", column="采购总金额"
    )
    amount = Claim(Decimal(12639000), "元", "exact", AGENCY, 2020, None, (1,), "12639000 元")
    text = f"12639000 元。{AGENCY}2020年年报表格，“政府集中采购”行、“采购总金额”列。[1]"
    assert passes(made(text, amount, citations=(cell,)))
    other = replace(amount, number=Decimal(2639000), shown="2639000 元")
    wrong = made(text.replace("12639000", "2639000"), other, citations=(replace(cell, number=Decimal(2639000)),))
    assert not passes(wrong)
