"""Every operation on the samples, against figures read from the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from assistant.answer import Answer, Claim
from assistant.chat import Conversation
from ingest.library import Library
from ingest.report import Block, Fact, Identity, Report
from tests.assistant.questions import JY, KJ, LK, LS, LY, NOT_YET, ONE, RIGHT, WZ, ZF, ZW

Ask = Callable[..., Answer]
Figures = list[tuple[str, int, str]]


def figures(answer: Answer) -> Figures:
    """(agency, year, number) of each claim."""
    assert answer.status == "answered", answer.text
    return [(claim.agency, claim.year, f"{claim.number:f}") for claim in answer.values]


def texts(answer: Answer) -> list[list[str]]:
    assert answer.table is not None
    return [[text for text, _ in row] for row in answer.table.rows]


def cited(answer: Answer, claim: Claim) -> set[tuple[str, int]]:
    return {(each.agency, each.year) for each in answer.citations if each.n in claim.citations}


def wanted(*params: Any) -> Any:
    """A question whose right answer is known, and is not given yet."""
    return pytest.param(
        *params, marks=pytest.mark.xfail(reason="the address stands in a clause without its label", strict=True)
    )


# One value


@pytest.mark.parametrize(("question", "agency", "year", "number", "unit"), [*ONE, *NOT_YET])
def test_one_value(ask: Ask, question: str, agency: str, year: int, number: str, unit: str | None) -> None:
    answer = ask(question)
    assert answer.status == "answered", answer.text
    lead = answer.values[0]
    assert (lead.agency, lead.year, lead.number, lead.unit) == (agency, year, Decimal(number), unit)
    assert cited(answer, lead) == {(agency, year)}


@pytest.mark.parametrize("question", [question for question, *_ in NOT_YET])
def test_what_is_not_understood_is_not_answered_from_elsewhere(ask: Ask, question: str) -> None:
    [(agency, year)] = [(one[1], one[2]) for one in NOT_YET if one[0] == question]
    assert {(claim.agency, claim.year) for claim in ask(question).values} <= {(agency, year)}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("中卫市科学技术局2019年组织了几次集中学习，多少人参加", ["4", "67"]),
        ("云川市科技局2023年短视频多少条，政策解读材料多少件", ["26", "24"]),
        ("吴忠市科技局2021年微信发了多少篇，微博发了多少篇", ["91", "68"]),
        ("云川市科技局2022年微信和微博分别发布多少条", ["258", "73"]),
    ],
)
def test_several_values(ask: Ask, question: str, numbers: list[str]) -> None:
    assert [number for _, _, number in figures(ask(question))] == numbers


def test_the_value_leads_and_its_place_is_told(ask: Ask) -> None:
    answer = ask("云川市政府2023年行政强制多少件")
    assert answer.text.startswith("1117")
    [citation] = answer.citations
    assert (citation.row, citation.column) == ("行政强制", "本年处理决定数量")
    assert citation.place.page == 1
    assert citation.place.box is not None


def test_a_row_without_applicant_is_its_total(ask: Ask) -> None:
    assert ask("云川市科技局2021年予以公开多少件").citations[0].column == "总计"
    assert figures(ask("云川市科技局2021年予以公开自然人多少件")) == [(KJ, 2021, "4")]


def test_a_sum_that_the_template_does_not_print_is_shown(ask: Ask) -> None:
    answer = ask("云川市政府2022年不予公开多少件")
    assert figures(answer) == [(ZF, 2022, "67")]
    assert answer.values[0].formula == "2 + 5 + 0 + 11 + 10 + 13 + 19 + 7 = 67"
    assert answer.values[0].formula in answer.text
    assert len(answer.citations) == 8


def test_a_blank_is_no_zero(ask: Ask) -> None:
    """中卫 2019 leaves all but the totals of its results blank."""
    answer = ask("中卫市科技局2019年予以公开的自然人申请多少件")
    assert (answer.status, answer.values) == ("declined", ())
    assert "空白" in answer.text
    assert figures(ask("中卫市科技局2019年予以公开多少件")) == [(ZW, 2019, "0")]


def test_two_sources_two_numbers(ask: Ask) -> None:
    """The text says 12 applications, the table 11."""
    answer = ask("澜阳市市监局2023年收到多少申请")
    assert sorted(number for _, _, number in figures(answer)) == ["11", "12"]
    assert [cited(answer, claim) for claim in answer.values] == [{(LS, 2023)}] * 2
    [warning] = answer.warnings
    assert "正文与表格" in warning
    assert re.search(r"\[\d\]", warning)


def test_one_number_from_two_sources_cites_both(ask: Ask) -> None:
    answer = ask("云川市科技局2021年新收申请多少件")
    assert figures(answer) == [(KJ, 2021, "10")]
    assert {each.row is None for each in answer.citations} == {True, False}
    assert not answer.warnings


@pytest.mark.parametrize(
    "question",
    [one[0] for one in ONE],
)
def test_no_other_number_is_taken_for_a_second_source(ask: Ask, question: str) -> None:
    """Of these figures the samples give one value only."""
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.warnings == ()
    assert len({claim.number for claim in answer.values}) == 1


# Compare


def test_agencies_side_by_side(ask: Ask) -> None:
    answer = ask("比较云川市科技局和澜阳市科技局2023年新收申请")
    assert figures(answer) == [(KJ, 2023, "18"), (LK, 2023, "10")]
    assert answer.text.startswith(KJ)
    assert texts(answer) == [[KJ, "18 件"], [LK, "10 件"]]
    assert answer.table is not None
    assert answer.table.chart is not None
    assert [point["value"] for point in answer.table.chart["points"]] == [18, 10]


def test_years_side_by_side(ask: Ask) -> None:
    answer = ask("云川市科技局2021年和2023年行政许可比较")
    assert figures(answer) == [(KJ, 2021, "41"), (KJ, 2023, "52")]
    assert "+11" in answer.text
    assert "26.8%" in answer.text


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("比较栖岩县教育局和云川市科技局2021年到2023年行政许可", [["43", "38", "51"], ["41", "47", "52"]]),
        ("比较云川市科技局和吴忠市科技局2021年微博发布数", [["88"], ["68"]]),
    ],
)
def test_every_number_of_a_table_is_cited(ask: Ask, question: str, rows: list[list[str]]) -> None:
    answer = ask(question)
    assert answer.table is not None
    numbers = [[text.split()[0] for text, cited in row if cited] for row in answer.table.rows]
    assert numbers == rows
    for row in answer.table.rows:
        for text, numbers_cited in row:
            quotes = [each.quote for each in answer.citations if each.n in numbers_cited]
            assert [quote for quote in quotes if text.split()[0] not in quote] == []


def test_a_year_that_is_not_held_is_named_in_the_table(ask: Ask) -> None:
    answer = ask("比较云川市科技局和吴忠市科技局2023年新收申请")
    assert figures(answer) == [(KJ, 2023, "18")]
    assert texts(answer)[1][1] == "库中无此年"


def test_units_that_differ_are_said(ask: Ask) -> None:
    """402条 and 315篇."""
    answer = ask("比较云川市科技局和澜阳市科技局2023年微信公众号推送数")
    assert sorted(number for _, _, number in figures(answer)) == ["315", "402"]
    assert any("篇" in warning and "条" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "change", "percent"),
    [
        ("云川市科技局2022年比2021年新收申请多多少", "+5", "50.0%"),
        ("云川市科技局2023年比2022年新收申请多多少", "+3", "20.0%"),
        ("云川市科技局2023年新收申请同比增长多少", "+3", "20.0%"),
    ],
)
def test_the_later_year_against_the_earlier(ask: Ask, question: str, change: str, percent: str) -> None:
    answer = ask(question)
    assert change in answer.text
    assert percent in answer.text


# Rank


def test_first_three(ask: Ask) -> None:
    answer = ask("2023年行政处罚最多的前三个单位")
    assert figures(answer) == [(ZF, 2023, "48950"), (LS, 2023, "2318"), (LK, 2023, "3")]
    assert [line[:2] for line in answer.text.splitlines()] == ["1.", "2.", "3."]
    assert "5 份" in answer.coverage


def test_ties_share_a_place(ask: Ask) -> None:
    """云川科技局, 栖岩教育局 and 澜阳科技局 have none."""
    answer = ask("2023年行政强制排名")
    assert [row[0] for row in texts(answer)] == ["1", "2", "3", "3", "3"]
    assert figures(answer)[:2] == [(ZF, 2023, "1117"), (LS, 2023, "47")]
    assert set(figures(answer)[2:]) == {(KJ, 2023, "0"), (JY, 2023, "0"), (LK, 2023, "0")}


def test_ties_at_the_limit_are_all_given(ask: Ask) -> None:
    answer = ask("2023年行政强制最多的前三个单位")
    assert len(answer.values) == 5


def test_fewest_first(ask: Ask) -> None:
    assert figures(ask("2023年行政许可最少的单位"))[0] == (LK, 2023, "33")
    assert figures(ask("Which agency had the fewest administrative licences in 2023"))[0] == (LK, 2023, "33")


def test_negative_numbers_rank_below_zero(ask: Ask) -> None:
    assert figures(ask("2019年行政许可增减排名")) == [(ZW, 2019, "0"), (LY, 2019, "-2")]


@pytest.mark.parametrize(
    "question",
    [
        "Rank agencies by administrative penalties in 2023",
        "2023年各单位行政处罚排名",
        "2023年按行政处罚排名",
        "2023年哪个单位行政处罚最多",
    ],
)
def test_ranks_as_people_ask(ask: Ask, question: str) -> None:
    assert figures(ask(question))[0] == (ZF, 2023, "48950")


def test_a_ranking_says_that_scopes_differ(ask: Ask) -> None:
    """云川市人民政府 sums up the whole city."""
    answer = ask("2023年行政处罚排名")
    assert any("口径" in warning for warning in answer.warnings)


def test_a_ranking_of_the_newest_year_says_so(ask: Ask) -> None:
    answer = ask("行政处罚最多的单位")
    assert {year for _, year, _ in figures(answer)} == {2023}
    assert "2023" in answer.reading


# Trend


def test_every_year_and_the_change(ask: Ask) -> None:
    answer = ask("云川市科技局2020到2023年申请量的变化趋势")
    assert figures(answer) == [(KJ, 2020, "7"), (KJ, 2021, "10"), (KJ, 2022, "15"), (KJ, 2023, "18")]
    assert "+3" in answer.text
    assert "20.0%" in answer.text
    assert answer.table is not None
    assert answer.table.chart is not None
    assert answer.table.chart["kind"] == "line"


def test_a_fall_is_a_fall(ask: Ask) -> None:
    answer = ask("云川市科技局2020至2023年微博发布的变化")
    assert [number for _, _, number in figures(answer)] == ["95", "88", "73", "31"]
    assert "−42（−57.5%）" in answer.text


def test_all_years_of_one_agency(ask: Ask) -> None:
    assert figures(ask("栖岩县教育局历年行政许可")) == [(JY, 2021, "43"), (JY, 2022, "38"), (JY, 2023, "51")]


def test_years_that_are_not_held_are_named(ask: Ask) -> None:
    answer = ask("栖岩县教育局2020到2023年行政许可的变化趋势")
    assert figures(answer) == [(JY, 2021, "43"), (JY, 2022, "38"), (JY, 2023, "51")]
    assert "库中无此年" in texts(answer)[0]


def test_a_span_of_years_alone_is_a_trend(ask: Ask) -> None:
    assert len(figures(ask("云川市科技局2020-2022年新收申请"))) == 3


# Total, average, share


def test_the_sum_over_reports(ask: Ask) -> None:
    answer = ask("2023年行政处罚合计多少件")
    whole = answer.values[0]
    assert (whole.number, whole.unit) == (Decimal(48950 + 2318 + 3 + 2 + 0), "件")
    assert whole.formula is not None
    assert sorted(re.findall(r"\d+", whole.formula.split("=")[0]), key=int) == ["0", "2", "3", "2318", "48950"]
    assert answer.coverage


def test_the_mean_over_reports(ask: Ask) -> None:
    answer = ask("2022年新收申请平均多少件")
    assert (answer.values[0].number, answer.values[0].formula) == (Decimal(180), "(513 + 15 + 12) ÷ 3 = 180")


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("2022年各单位新收申请平均多少件", "180"),
        ("2023年各单位行政许可合计多少件", "201216"),
        ("2023年所有单位新收申请一共多少件", "643"),
        ("Total administrative licences in 2023 over all agencies", "201216"),
    ],
)
def test_totals_as_people_ask(ask: Ask, question: str, number: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.values[0].number == Decimal(number)


def test_a_total_never_counts_what_is_no_such_number(ask: Ask) -> None:
    """栖岩 2022 charged a fee for one application: 1 is not how many it received."""
    given = {(claim.agency, claim.number) for claim in ask("2022年各单位新收申请平均多少件").values if claim.agency}
    assert given == {(JY, Decimal(12)), (KJ, Decimal(15)), (ZF, Decimal(513))}


@pytest.mark.parametrize(
    ("question", "number", "formula"),
    [
        ("云川市政府2023年自然人申请占比是多少", "79.05", "468 ÷ 592 × 100 = 79.05"),
        ("云川市政府2022年自然人申请占比是多少", "80.31", "412 ÷ 513 × 100 = 80.31"),
        ("云川市政府2022年公开率是多少", "49.12", "(213 + 38) ÷ 511 × 100 = 49.12"),
        ("云川市政府2023年不予公开率是多少", "13.61", "(1 + 4 + 1 + 14 + 11 + 16 + 25 + 9) ÷ 595 × 100 = 13.61"),
        ("云川市政府2022年复议纠错率是多少", "14.29", "4 ÷ (30 − 2) × 100 = 14.29"),
        ("云川市政府2023年纠错率是多少", "9.38", "3 ÷ (37 − 5) × 100 = 9.38"),
        ("云川市政府2023年复议维持率是多少", "78.13", "25 ÷ (37 − 5) × 100 = 78.13"),
        ("云川市科技局2023年商业企业申请占比", "27.78", "5 ÷ 18 × 100 = 27.78"),
        ("What share of requests came from natural persons at 云川市政府 in 2022", "80.31", "412 ÷ 513 × 100 = 80.31"),
    ],
)
def test_shares_show_their_formula(ask: Ask, question: str, number: str, formula: str) -> None:
    answer = ask(question)
    [claim] = answer.values
    assert (claim.number, claim.unit, claim.formula) == (Decimal(number), "%", formula)
    assert formula in answer.text


@pytest.mark.parametrize("question", ["栖岩县教育局2021年复议纠错率是多少", "吴忠市科技局2021年公开率是多少"])
def test_a_share_of_nothing_is_declined(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.values) == ("declined", ())


# List, yes or no, check, summarise, explain, catalogue


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("2023年哪些单位有行政复议", {ZF: "37", LS: "4", KJ: "3", JY: "1"}),
        ("2023年哪些单位没有行政处罚", {JY: "0"}),
        ("2023年哪些单位有行政诉讼", {ZF: "25", LS: "3", KJ: "2", JY: "1", LK: "1"}),
        ("2019年哪些单位有政府集中采购", {LY: "2"}),
        ("2023年哪些单位行政处罚超过100件", {ZF: "48950", LS: "2318"}),
        ("2023年行政处罚超过100件的单位有哪些", {ZF: "48950", LS: "2318"}),
        ("2023年哪些单位新收申请少于12件", {LS: "11", LK: "10"}),
        ("Which agencies had administrative reviews in 2023?", {ZF: "37", LS: "4", KJ: "3", JY: "1"}),
    ],
)
def test_lists(ask: Ask, question: str, agencies: dict[str, str]) -> None:
    answer = ask(question)
    assert {agency: number for agency, _, number in figures(answer)} == agencies
    assert answer.coverage
    assert answer.table is not None


@pytest.mark.parametrize(
    ("question", "begins", "number"),
    [
        ("栖岩县教育局2022年收到过申请吗", "有", "12"),
        ("吴忠市科技局2021年有没有收到信息公开申请", "没有", "0"),
        ("云川市科技局2021年有没有行政诉讼", "没有", "0"),
        ("澜阳市科技局2023年有行政诉讼吗", "有", "1"),
        ("Did 栖岩县教育局 receive any requests in 2021?", "Yes", "10"),
    ],
)
def test_yes_and_no(ask: Ask, question: str, begins: str, number: str) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins)
    assert answer.values[0].number == Decimal(number)
    assert answer.citations


def test_what_does_not_add_up(ask: Ask) -> None:
    answer = ask("澜阳市市监局2023年数据有没有矛盾")
    assert answer.status == "answered"
    assert "11" in answer.text
    assert "12" in answer.text
    assert {citation.agency for citation in answer.citations} == {LS}


def test_what_adds_up(ask: Ask) -> None:
    answer = ask("澜阳市科技局2023年数据有没有矛盾")
    assert answer.status == "answered"
    assert "没有发现" in answer.text


def test_a_summary_quotes_and_cites(ask: Ask) -> None:
    answer = ask("总结云川市科技局2023年的年报")
    assert (KJ, 2023, "315") in figures(answer)
    assert (KJ, 2023, "18") in figures(answer)
    assert "解读材料专业术语多" in answer.text
    assert {(citation.agency, citation.year) for citation in answer.citations} == {(KJ, 2023)}


@pytest.mark.parametrize(
    ("question", "agency", "words"),
    [
        ("云川市科技局2020年存在哪些问题", KJ, "政策解读以文字为主"),
        ("栖岩县教育局2023年下一步有什么改进措施", JY, "民办学校公开指引"),
        ("澜阳市科技局2023年存在什么问题", LK, "重复申请时有发生"),
        ("What problems did 鹭原镇政府 report in 2019?", LY, "信息员更换频繁"),
        ("吴忠市科技局2021年稿件上网前要经过什么", WZ, "逐级校对和审核"),
    ],
)
def test_questions_of_words_are_quoted(ask: Ask, question: str, agency: str, words: str) -> None:
    answer = ask(question)
    assert words in answer.text
    assert {citation.agency for citation in answer.citations} == {agency}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("中卫市科技局的电话", "0955-7063893"),
        ("云川市科技局2020年的电子邮箱", "kjj@yunchuan.example"),
        wanted("澜阳市科技局2023年地址", "澜阳市滨江大道66号"),
        ("What is the phone number of 栖岩县教育局 in the 2022 report?", "0000-5550207"),
    ],
)
def test_contacts(ask: Ask, question: str, text: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert text in {claim.text for claim in answer.values}


@pytest.mark.parametrize("question", ["库里有哪些报告", "What reports are in the library"])
def test_the_catalogue(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert [row[0] for row in texts(answer)] == sorted([KJ, ZF, LK, LS, JY, LY, WZ, ZW])
    assert "14" in answer.text
    assert "8" in answer.text


# Declining and asking back


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("云川市科技局2019年新收申请多少件", ["2019", "2020–2023"]),
        ("固原市科技局2021年微信发了多少篇", ["固原"]),
        ("云川市教育局2023年行政许可多少件", ["云川市教育局"]),
        ("吴忠科技局2021年抖音发了多少条", ["抖音"]),
        ("吴忠科技局2021年局长年薪多少", ["年薪"]),
        ("云川市科技局2023年员工工资多少", ["工资"]),
        ("云川市科技局局长是谁", ["局长"]),
        ("栖岩县财政局2022年新收申请多少件", ["栖岩县财政局"]),
        ("How many requests did 固原市科技局 receive in 2021", ["固原市科技局", "library"]),
    ],
)
def test_declining_says_what_is_missing(ask: Ask, question: str, named: list[str]) -> None:
    answer = ask(question)
    assert (answer.status, answer.values, answer.citations) == ("declined", (), ())
    assert [word for word in named if word not in answer.text] == []
    assert answer.reason == answer.text


def test_a_name_that_fits_several_is_asked_back(ask: Ask) -> None:
    answer = ask("科技局2023年微信发了多少篇")
    assert answer.status == "clarify"
    assert KJ in answer.text
    assert LK in answer.text
    assert answer.suggestions


def test_a_place_that_fits_several_is_asked_back(ask: Ask) -> None:
    assert ask("澜阳2023年行政许可多少件").status == "clarify"


# What holds of all answers


@pytest.mark.parametrize("question", RIGHT)
def test_every_answer_is_cited_and_says_how_it_was_read(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert answer.citations
    assert answer.reading.startswith(("按：", "Read as: "))
    assert {citation.agency for citation in answer.citations} <= {KJ, ZF, LK, LS, JY, LY, WZ, ZW}
    assert all(claim.citations for claim in answer.values)


@pytest.mark.parametrize("question", RIGHT)
def test_the_answer_comes_in_the_language_of_the_question(ask: Ask, question: str) -> None:
    answer = ask(question)
    english = re.match("[A-Z]", question) is not None
    assert answer.question.language == ("en" if english else "zh")
    assert answer.reading.startswith("Read as: " if english else "按：")


# Coverage, of a library made for it


def made(name: str, year: int, value: int | None, state: str = "number", scope: str = "own") -> Report:
    who = Identity(f"{name}财政局", year, f"{name}财政局{year}年年报", scope=scope)  # type: ignore[arg-type]
    id = f"{abs(hash((name, year))):x}".rjust(16, "0")[:16]
    text = f"行政处罚 {value}"
    found = Fact(
        id,
        "disclosure.art20_6.penalty.decisions",
        None if value is None else Decimal(value),
        state,
        "cell",  # type: ignore[arg-type]
        text,
        unit="件",
        row="行政处罚",
        column="本年处理决定数量",
    )
    return Report(id, f"{name}.md", "markdown", who, (Block(0, text),), (), () if state == "absent" else (found,))


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    library = Library.open(tmp_path_factory.mktemp("covered"))
    for report in (
        made("甲山县", 2023, 7),
        made("乙水县", 2023, 9, scope="aggregate"),
        made("丙岭县", 2023, None, "blank"),
        made("丁河县", 2023, None, "unreadable"),
        made("戊湖县", 2023, None, "absent"),
        made("己川县", 2022, 100),
    ):
        library.add(report)
    return Conversation(library)


@pytest.mark.parametrize("question", ["2023年行政处罚排名", "2023年行政处罚合计多少件", "2023年哪些单位有行政处罚"])
def test_coverage_tells_blank_unreadable_and_absent_apart(covered: Conversation, question: str) -> None:
    answer = covered.ask(question)
    assert {claim.agency for claim in answer.values if claim.agency} == {"甲山县财政局", "乙水县财政局"}
    assert re.findall(r"\d+", answer.coverage.replace("不计为 0", "")) == ["5", "2", "1", "1", "1"]
    assert any("口径" in warning for warning in answer.warnings)


def test_a_blank_is_not_added_as_zero(covered: Conversation) -> None:
    answer = covered.ask("2023年行政处罚平均多少件")
    assert (answer.values[0].number, answer.values[0].formula) == (Decimal(8), "(9 + 7) ÷ 2 = 8")


def test_a_blank_is_not_listed_as_none(covered: Conversation) -> None:
    answer = covered.ask("2023年哪些单位没有行政处罚")
    assert (answer.status, answer.values) == ("answered", ())
    assert "没有年报符合" in answer.text


@pytest.mark.parametrize(
    ("name", "word"), [("丙岭县财政局", "空白"), ("丁河县财政局", "识读"), ("戊湖县财政局", "没有写明")]
)
def test_why_there_is_no_number(covered: Conversation, name: str, word: str) -> None:
    answer = covered.ask(f"{name}2023年行政处罚多少件")
    assert answer.status == "declined"
    assert word in answer.text
