"""Questions over many reports: read by key above sixty of them, narrowed to a region or a kind, over years, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import verify
from assistant.answer import Answer
from assistant.chat import Conversation
from assistant.desk import desk_for
from assistant.gathering import READ_WHOLE, gather
from assistant.question import Metric
from ingest.library import Library
from ingest.report import Block, Fact, Identity, Passage, Place, Report, Section, State

PENALTY = "disclosure.art20_6.penalty.decisions"
REVIEW = "review.total"
RECEIVED = "requests.received_new"
COUNT = 70
PROBLEMS = (
    "政策解读形式较为单一，以文字为主。",
    "信息更新不够及时，存在集中发布现象。",
    "解读形式单一，图解和视频不多。",
)


def name_of(number: int) -> str:
    """Seventy towns of two counties, and their counties' own bureaus."""
    return f"{'甲乙丙丁戊己庚辛壬癸'[number // 10]}{'山水林田湖草沙石泉溪'[number % 10]}市财政局"


def cell(report: str, key: str, value: int | None, state: State = "number", applicant: str | None = None) -> Fact:
    number = None if value is None else Decimal(value)
    quote = f"{key} {'' if value is None else value}"
    return Fact(report, key, number, state, "cell", quote, applicant=applicant, unit="件", row=key, column="数")


def made(number: int, year: int, *facts: Fact, agency: str | None = None, scope: str = "own") -> Report:
    agency = agency or name_of(number)
    id = f"{year}{number:012d}"
    problem = PROBLEMS[number % len(PROBLEMS)]
    text = "\n".join(fact.quote for fact in facts)
    section = Section("problems", ("三、存在的主要问题",), 1, 1, 2)
    who = Identity(agency, year, f"{agency}{year}年年报", ("云朔省", agency[:3]), scope=scope)  # type: ignore[arg-type]
    return Report(
        id,
        f"{id}.md",
        "markdown",
        who,
        (Block(0, text), Block(1, problem)),
        (section,),
        tuple(facts),
        (Passage(id, section.path, "problems", problem, problem, (Place(block=1, start=0, end=len(problem)),)),),
    )


def reports() -> Iterator[Report]:
    for number in range(COUNT):
        id = f"2023{number:012d}"
        state: State = "blank" if number == 3 else "unreadable" if number == 4 else "number"
        facts = [] if number == 5 else [cell(id, PENALTY, None if state != "number" else number, state)]
        facts.append(cell(id, REVIEW, number % 2))
        if number == 6:  # a total left blank beside its cells
            facts.append(cell(id, RECEIVED, None, "blank", "applicant.total"))
            facts += [
                cell(id, RECEIVED, value, "number", key)
                for key, value in (("applicant.natural_person", 2), ("applicant.org.other", 3))
            ]
        elif number == 7:  # only the older sheet
            facts.append(cell(id, "stats.requests.received.total", 9))
        else:
            facts.append(cell(id, RECEIVED, number, "number", "applicant.total"))
        yield made(number, 2023, *facts)
    for number in range(2):
        yield made(number, 2022, cell(f"2022{number:012d}", PENALTY, 100 * (number + 1)))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("many")) as held:
        for report in reports():
            held.add(report)
        yield held


@pytest.fixture(scope="module")
def talk(library: Library) -> Conversation:
    return Conversation(library)


def asked(talk: Conversation, question: str) -> Answer:
    answer = Conversation(talk._desk.library).ask(question)
    assert answer.status == "answered", answer.text
    assert list(verify.problems(answer)) == []
    return answer


def figures(answer: Answer) -> list[tuple[str, int, int]]:
    return [(claim.agency, claim.year, int(claim.number or 0)) for claim in answer.values]


def test_only_what_is_shown_is_opened(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COUNT > READ_WHOLE
    opened: list[int] = []
    kept = Library.fact_details

    def counted(self: Library, wanted: object) -> list[Fact]:
        found = kept(self, wanted)  # type: ignore[arg-type]
        opened.append(len(found))
        return found

    monkeypatch.setattr(Library, "fact_details", counted)
    answer = asked(talk, "2023年行政处罚最多的前三个单位")
    assert figures(answer) == [(name_of(number), 2023, number) for number in (69, 68, 67)]
    assert opened == [3]
    assert re.findall(r"\d+", answer.coverage.replace("不计为 0", "")) == ["70", "67", "1", "1", "1"]


def test_a_blank_total_is_the_sum_of_its_cells_and_the_older_sheet_stands_in(library: Library) -> None:
    desk = desk_for(library)
    gathered = gather(desk, Metric(RECEIVED, "新收"), [head for head in desk.all_heads() if head.year == 2023])
    values = {one.head.agency: (one.value, one.sheet) for one in gathered.every}
    assert values[name_of(6)] == (Decimal(5), False)
    assert values[name_of(7)] == (Decimal(9), True)
    assert values[name_of(8)] == (Decimal(8), False)


def test_the_least_with_ties_that_are_not_all_shown(talk: Conversation) -> None:
    answer = asked(talk, "2023年行政复议最少的单位")
    assert {number for _, _, number in figures(answer)} == {0}
    assert "并列" in answer.coverage


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("2023年哪些单位行政处罚超过66件", {67, 68, 69}),
        ("2023年哪些单位行政处罚不少于68件", {68, 69}),
        ("2023年哪些单位行政处罚在10到12件之间", {10, 11, 12}),
        ("2023年哪些单位没有行政处罚", {0}),
        ("2023年哪些单位行政处罚超过64件且没有行政复议", {66, 68}),
        ("Which agencies had more than 67 penalties in 2023?", {68, 69}),
    ],
)
def test_lists_keep_to_their_conditions(talk: Conversation, question: str, numbers: set[int]) -> None:
    answer = asked(talk, question)
    assert {name_of(number) for number in numbers} == {claim.agency for claim in answer.values}


def test_one_of_two_conditions(talk: Conversation) -> None:
    answer = asked(talk, "2023年哪些单位行政处罚超过68件或者行政复议超过5件")
    assert {claim.agency for claim in answer.values} == {name_of(69)}


def test_a_long_list_is_shown_in_part_and_its_length_said(talk: Conversation) -> None:
    answer = asked(talk, "2023年哪些单位有行政处罚")
    assert len(answer.values) == 66
    assert answer.text.count("；") < 40
    assert "66 份符合" in answer.coverage


def test_how_many(talk: Conversation) -> None:
    answer = asked(talk, "2023年有多少个单位有行政复议")
    assert (answer.values[0].number, answer.values[0].formula) == (Decimal(35), "N = 35")
    assert answer.text.startswith("35 份")


def test_the_sum_over_years_of_each_agency(talk: Conversation) -> None:
    answer = asked(talk, "2022到2023年累计行政处罚最多的两个单位")
    assert figures(answer)[:2] == [(name_of(1), 2023, 201), (name_of(0), 2023, 100)]
    assert answer.values[0].formula == "1 + 200 = 201" or answer.values[0].formula == "200 + 1 = 201"


def test_every_year_of_all(talk: Conversation) -> None:
    answer = asked(talk, "2022到2023年各单位行政处罚的变化趋势")
    whole = sum(range(COUNT)) - 3 - 4 - 5
    assert figures(answer)[:2] == [("", 2022, 300), ("", 2023, whole)]
    assert answer.table is not None
    assert answer.table.chart is not None
    assert any("不完全相同" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "number"),
    [("2023年各单位行政处罚合计多少件", 2403), ("2023年行政处罚中位数", 36), ("2022年各单位行政处罚平均多少件", 150)],
)
def test_sum_mean_and_median(talk: Conversation, question: str, number: int) -> None:
    assert asked(talk, question).values[0].number == Decimal(number)


def test_what_many_say_alike_is_quoted_and_counted(talk: Conversation) -> None:
    answer = asked(talk, "2023年各单位反映的共性问题有哪些")
    lines = answer.text.splitlines()[1:]
    assert "47 份" in lines[0]
    assert "单一" in lines[0]
    assert "23 份" in lines[1]
    assert "及时" in lines[1]
    assert {citation.quote for citation in answer.citations} <= set(PROBLEMS)
    assert re.findall(r"\d+", answer.coverage) == ["70", "70", "0"]


def test_which_agencies_have_no_report(talk: Conversation) -> None:
    answer = asked(talk, "哪些单位没有2022年的年报")
    assert answer.table is not None
    assert len(answer.table.rows) == COUNT - 2
    assert "库外" in answer.text


def test_two_reports_in_one_year_and_scope(tmp_path: Path) -> None:
    """A government sums up its organs: both sums are said."""
    with Library.open(tmp_path) as library:
        library.add(made(1, 2023, cell(f"2023{1:012d}", PENALTY, 5)))
        library.add(made(2, 2023, cell(f"2023{2:012d}", PENALTY, 50), agency="甲水市人民政府", scope="aggregate"))
        answer = asked(Conversation(library), "2023年各单位行政处罚合计多少件")
        assert [int(claim.number or 0) for claim in answer.values[:3]] == [55, 5, 50]
        assert any("口径" in warning for warning in answer.warnings)


def test_two_that_share_the_most_are_not_said_to_be_the_same(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for number, value in ((1, 5), (2, 5), (3, 4)):
            library.add(made(number, 2023, cell(f"2023{number:012d}", PENALTY, value)))
        names = "、".join(map(name_of, (1, 2, 3)))
        answer = asked(Conversation(library), f"比较{names}2023年行政处罚")
        assert answer.text.startswith("最多的不止一家")
        apart = asked(Conversation(library), f"{name_of(1)}和{name_of(3)}2023年行政处罚相差多少")
        assert [(claim.number, claim.formula) for claim in apart.values[:2]] == [
            (Decimal(1), "5 − 4 = 1"),
            (Decimal(25), "(5 − 4) ÷ 4 × 100 = 25"),
        ]


def test_the_year_that_is_asked_for_comes_first(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for year, value in ((2021, 5), (2022, 9), (2023, 4)):
            library.add(made(1, year, cell(f"{year}{1:012d}", PENALTY, value)))
        answer = asked(Conversation(library), f"{name_of(1)}哪一年行政处罚最多")
        assert figures(answer)[0] == (name_of(1), 2022, 9)
        assert figures(asked(Conversation(library), f"{name_of(1)}哪一年行政处罚最少"))[0] == (name_of(1), 2023, 4)


def test_a_second_name_finds_its_agency(tmp_path: Path) -> None:
    report = made(1, 2023, cell(f"2023{1:012d}", PENALTY, 5))
    own, second = name_of(1), "甲水市国有资产监督管理局"
    title = Block(0, f"{own}（{second}）2023年政府信息公开工作年度报告")
    with Library.open(tmp_path) as library:
        library.add(replace(report, blocks=(title, Block(1, report.blocks[0].text))))
        assert library.aliases() == {own: (second,)}
        library.remove(report.id)
        assert library.aliases() == {}


def test_the_year_with_most_over_all_comes_first(talk: Conversation) -> None:
    answer = asked(talk, "各单位行政处罚合计哪一年最多")
    [best, *rest] = figures(answer)
    assert best == max(rest, key=lambda each: Decimal(each[2]))
    assert answer.question.operation == "trend"


def test_a_group_without_a_report_of_the_year_is_said(talk: Conversation) -> None:
    answer = talk.ask("2019年行政处罚最多的单位")
    assert answer.status == "declined"
    assert "2019" in answer.text
