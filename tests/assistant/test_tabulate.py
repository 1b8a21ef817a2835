"""A comparison chosen by hand: every cell is what its report states under that very key, cited, or says why not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant import verify
from assistant.desk import Desk
from assistant.question import Metric
from assistant.tabulate import Entry, Tabulation, answer, tabulate
from ingest.library import Library
from ingest.report import Block, Fact, Finding, Identity, Place, Report
from ingest.taxonomy import metrics

NEW = "requests.received_new"
AGENCIES = ("甲市科学技术局", "乙市科学技术局", "丙市科学技术局")


def fact(report: str, metric: str, value: object, at: int, **more: object) -> Fact:
    number = None if value is None else Decimal(str(value))
    values: dict[str, object] = {
        "state": "number" if number is not None else "blank",
        "origin": "cell",
        "quote": f"{number:f} 件" if number is not None else "",
        "place": Place(1, (), 0, at, at + 4),
        "unit": "件",
        **more,
    }
    return Fact(report, metric, number, **values)  # type: ignore[arg-type]


def row(report: str, metric: str, total: object, at: int, people: object = 3, firms: object = 2) -> list[Fact]:
    who = {"applicant.natural_person": people, "applicant.org.business": firms, "applicant.total": total}
    return [
        fact(report, metric, value, at + 10 * n, applicant=key, row="本年新收", column=key)
        for n, (key, value) in enumerate(who.items())
    ]


def report(id: str, agency: str, year: int, *facts: Fact, findings: tuple[Finding, ...] = ()) -> Report:
    identity = Identity(agency, year, f"{agency}{year}年年度报告", ("甲省", agency[:2]), template="T21")
    return Report(id, f"{id}.html", "html", identity, (Block(0, "正文" * 400),), facts=facts, findings=findings)


def prose(report: str, metric: str, value: object, at: int, **more: object) -> Fact:
    return fact(report, metric, value, at, origin="prose", quote=f"共 {value} 条", unit="条", **more)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    a, b, c, d = "a" * 16, "b" * 16, "c" * 16, "d" * 16
    clash = Finding(
        d, "C1", "warning", "source", "11", "12",
        (("收到申请", "12", Place(1, (), 0, 500, 504)), ("总计", "11", Place(1, (), 0, 20, 24))), "正文与表不一致",
    )  # fmt: skip
    with Library.open(tmp_path / "library") as library:
        library.add(report(a, AGENCIES[0], 2022, *row(a, NEW, 5, 0), prose(a, "wechat", 91, 300)))
        library.add(
            report(
                b, AGENCIES[0], 2023, *row(b, NEW, None, 0), prose(b, "wechat", 34, 300), prose(b, "wechat", 105, 340)
            )
        )
        library.add(report(c, AGENCIES[1], 2023, *row(c, NEW, None, 0, people=None), prose(c, "website", 77, 300)))
        library.add(
            report(
                d, AGENCIES[2], 2023, *row(d, NEW, 11, 0, 6, 5), prose(d, "request", 12, 500, total=None),
                prose(d, "wechat", 60, 300), prose(d, "wechat", 40, 340, total=4), prose(d, "wechat", 2000, 380, qualifier="累计"),
                prose(d, "wechat", 55, 420, year=2022), findings=(clash,),
            )
        )  # fmt: skip
        yield Desk(library)


def made(desk: Desk, *keys: str, years: tuple[int, ...] = (2022, 2023), applicant: str | None = None) -> Tabulation:
    return tabulate(desk, AGENCIES, years, [Metric(key, metrics()[key].label_zh, "", None, applicant) for key in keys])


def entry(table: Tabulation, agency: int, year: int, metric: int = 0) -> Entry:
    return table.entry(AGENCIES[agency], year, metric)


def test_a_cell_is_the_total_of_its_report_and_is_cited(desk: Desk) -> None:
    table = made(desk, NEW)
    one = entry(table, 0, 2022)
    assert (one.state, one.number, one.shown) == ("number", 5, "5 件")
    (n,) = one.citations
    cited = next(each for each in table.citations if each.n == n)
    assert (cited.agency, cited.year, cited.row, cited.column) == (AGENCIES[0], 2022, "本年新收", "applicant.total")
    assert made(desk, NEW, applicant="applicant.org.business").entry(AGENCIES[0], 2022, 0).number == 2


def test_a_gap_says_which_kind_it_is_and_is_never_zero(desk: Desk) -> None:
    table = made(desk, NEW, "wechat")
    gaps = {(1, 2022, 0): ("no_report", 0), (1, 2023, 0): ("blank", 1), (1, 2023, 1): ("absent", 0)}
    for (agency, year, metric), (state, cited) in gaps.items():
        gap = entry(table, agency, year, metric)
        assert (gap.state, gap.number, gap.claim, len(gap.citations)) == (state, None, None, cited)
        assert not any(char.isdigit() for char in gap.shown)
    (n,) = entry(table, 1, 2023).citations
    assert next(each for each in table.citations if each.n == n).column == "applicant.total"


def test_a_blank_total_is_the_sum_of_its_row_with_the_cells_cited(desk: Desk) -> None:
    table = made(desk, NEW)
    one = entry(table, 0, 2023)
    assert (one.number, one.origin, len(one.citations)) == (5, "derived", 2)
    assert one.claim is not None
    assert one.claim.formula == "3 + 2 = 5"


def test_prose_against_table_gives_both_values_with_their_places(desk: Desk) -> None:
    table = made(desk, NEW)
    one = entry(table, 2, 2023)
    assert one.number == 11
    (other,) = one.others
    (n,) = other.citations
    assert other.number == 12
    assert next(each for each in table.citations if each.n == n).place.start == 500
    assert [table.caveats[at].text for at in one.caveats] == ["正文与表不一致（应为 11，实为 12）"]
    assert len(table.caveats[0].citations) == 2


def test_prose_fills_only_its_own_key_and_own_year(desk: Desk) -> None:
    table = made(desk, "wechat", "website")
    assert entry(table, 2, 2023).number == 60
    assert entry(table, 2, 2023).others == ()
    assert entry(table, 1, 2023, 0).state == "absent"
    assert entry(table, 1, 2023, 1).number == 77


def test_several_values_without_a_whole_are_all_shown_and_none_is_picked(desk: Desk) -> None:
    one = entry(made(desk, "wechat"), 0, 2023)
    assert (one.state, one.number) == ("several", None)
    assert [other.shown for other in one.others] == ["34 条", "105 条"]
    assert len(one.citations) == 2


def test_agencies_not_held_are_named_and_years_are_put_in_order(desk: Desk) -> None:
    table = tabulate(desk, ("无此局", AGENCIES[0], AGENCIES[0]), (2023, 2022, 2023), [Metric(NEW, "新收")])
    assert (table.agencies, table.years, table.gone) == ((AGENCIES[0],), (2022, 2023), ("无此局",))


def test_the_answer_holds_only_what_its_citations_carry(desk: Desk) -> None:
    table = made(desk, NEW, "wechat")
    told = answer(table)
    assert list(verify.problems(told)) == []
    assert told.table is not None
    assert told.table.rows[0][1] == ("5 件", entry(table, 0, 2022).citations)
    assert told.table.rows[0][-1] == ("0（0.0%）", ())
    assert told.table.rows[1][2] == ("—", ())


def test_a_value_that_its_place_does_not_state_is_taken_out(tmp_path: Path) -> None:
    wrong, right = "e" * 16, "f" * 16
    with Library.open(tmp_path / "other") as library:
        misread = [fact(wrong, "review.total", 9, 0, quote="4 件")]
        library.add(report(wrong, AGENCIES[0], 2023, *misread))
        library.add(report(right, AGENCIES[1], 2023, fact(right, "review.total", 7, 0)))
        table = tabulate(Desk(library), AGENCIES[:2], (2023,), [Metric("review.total", "行政复议·总计")])
    assert (entry(table, 0, 2023).state, entry(table, 0, 2023).number) == ("unreadable", None)
    assert entry(table, 1, 2023).number == 7


def test_every_number_of_the_samples_is_that_of_its_own_fact(library: Library) -> None:
    """The whole library at once against the facts themselves: no cell of another row, column, agency or year."""
    desk = Desk(library)
    keys = [key for key, info in metrics().items() if info.kind == "cell"]
    table = tabulate(desk, desk.agencies(), desk.years(), [Metric(key, metrics()[key].label_zh) for key in keys])
    checked = 0
    for (agency, year, metric), one in table.entries.items():
        if one.state != "number" or one.origin != "cell":
            continue
        (head,) = library.reports(agency, year)
        under = [
            each
            for each in library.facts([head.id], keys[metric])
            if each.metric == keys[metric] and each.applicant in (None, "applicant.total") and each.origin == "cell"
        ]
        if under:  # else what another template calls the same thing
            assert one.number in {each.value for each in under}
            checked += 1
    assert checked > 300
    assert list(verify.problems(answer(table))) == []


def test_a_finding_between_two_years_marks_each_cell_in_its_own_report(tmp_path: Path) -> None:
    """Both reports are laid out alike, so that the places of the one are places of the other too."""
    old, new = "1" * 16, "2" * 16
    out, carried = "requests.carried_out", "requests.carried_in"
    with Library.open(tmp_path / "years") as library:
        for id, year in ((old, 2022), (new, 2023)):
            library.add(report(id, AGENCIES[0], year, *row(id, carried, 3, 0), *row(id, out, 4, 100)))
        places = Place(1, (), 0, 120, 124), Place(1, (), 0, 20, 24)
        clash = Finding(
            new,
            "B1",
            "error",
            "source",
            "4",
            "3",
            (("结转", "4", places[0]), ("上年结转", "3", places[1])),
            "对不上",
            (new, old),
        )
        library.compare(new, old, [clash])
        table = tabulate(
            Desk(library), AGENCIES[:1], (2022, 2023), [Metric(carried, "上年结转"), Metric(out, "结转下年")]
        )
    marked = {key[1:] for key, one in table.entries.items() if one.caveats}
    assert marked == {(2022, 1), (2023, 0)}
    cited = {one.n: one.year for one in table.citations}
    assert [cited[n] for n in table.caveats[0].citations] == [2022, 2023]
