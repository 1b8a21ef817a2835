"""Arithmetic within a report, across years and against the prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.checks import check, check_years, describe
from ingest.report import Fact, Finding, Place
from ingest.taxonomy import taxonomy

WHO = [one.key for one in taxonomy().applicants]
TOTAL = WHO[-1]
RESULTS = [
    row.key
    for row in taxonomy().requests
    if row.key.startswith("requests.results.") and row.key not in ("requests.results.total", "requests.results.other")
]
Cells = dict[tuple[str, str | None], Decimal | str | None]


def cells(**changed: object) -> Cells:
    """A report of 2021's form that balances: 5 requests of natural persons, 4 granted and 1 refused; two reviews."""
    found: Cells = {
        (key, who): Decimal(0)
        for key in (
            "requests.received_new",
            "requests.carried_in",
            *RESULTS,
            "requests.results.total",
            "requests.carried_out",
        )
        for who in WHO
    }
    for who in (WHO[0], TOTAL):
        found |= {
            ("requests.received_new", who): Decimal(5),
            ("requests.results.granted", who): Decimal(4),
            ("requests.results.refused.state_secret", who): Decimal(1),
            ("requests.results.total", who): Decimal(5),
        }
    found |= {
        (f"{kind.key}.{one.key}", None): Decimal(0) for kind in taxonomy().disputes for one in taxonomy().outcomes
    }
    return found | {("review.upheld", None): Decimal(2), ("review.total", None): Decimal(2)}


def facts(held: Cells) -> list[Fact]:
    return [fact_of(key, who, value) for (key, who), value in held.items()]


def fact_of(key: str, who: str | None, value: Decimal | str | None) -> Fact:
    number = value if isinstance(value, Decimal) else None
    state = "number" if number is not None else "unreadable" if value == "?" else "blank"
    return Fact("r", key, number, state, "cell", "", Place(block=1), applicant=who, row=key, column=who)  # type: ignore[arg-type]


def prose(metric: str | None, value: int, noun: str = "□", unit: str | None = "件", **more: object) -> Fact:
    return replace(Fact("r", metric, Decimal(value), "number", "prose", "", noun=noun, unit=unit), **more)  # type: ignore[arg-type]


def rules(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in found]


def only(found: tuple[Finding, ...], rule: str) -> Iterator[Finding]:
    return (finding for finding in found if finding.rule == rule)


def test_a_report_that_balances_has_no_findings() -> None:
    assert check(facts(cells()), "r") == ()


def test_a1_one_column() -> None:
    found = check(
        facts(cells() | {("requests.carried_out", TOTAL): Decimal(1), ("requests.carried_out", WHO[1]): Decimal(1)}),
        "r",
    )
    assert rules(found) == [("A1", "error"), ("A1", "error")]
    finding = found[1]
    assert (finding.expected, finding.found, finding.blame) == ("5", "6", "source")
    assert [value for _, value, _ in finding.operands] == ["5", "0", "5", "1"]
    assert all(place.block == 1 for *_, place in finding.operands)
    assert finding.detail.startswith("总计：")


def test_a2_and_a3_name_column_and_row() -> None:
    found = check(facts(cells() | {("requests.results.granted", TOTAL): Decimal(3)}), "r")
    assert rules(found) == [("A2", "error"), ("A3", "error")]
    assert (found[0].expected, found[0].found) == ("4", "5")
    assert found[1].detail.startswith("（一）予以公开：")
    assert (found[1].expected, found[1].found) == ("4", "3")


def test_a2_with_other_handling_in_one_row() -> None:
    held = {key: value for key, value in cells().items() if not key[0].startswith("requests.results.other.")}
    one_row = {("requests.results.other", who): Decimal(0) for who in WHO}
    assert check(facts(held | one_row), "r") == ()
    found = check(facts(held | one_row | {("requests.results.other", who): Decimal(1) for who in (WHO[0], TOTAL)}), "r")
    assert rules(found) == [("A2", "error"), ("A2", "error")]


def test_a4_each_group_for_itself() -> None:
    found = check(
        facts(cells() | {("review.total", None): Decimal(0), ("litigation.after_review.upheld", None): Decimal(5)}), "r"
    )
    assert [(finding.rule, finding.expected, finding.found) for finding in found] == [
        ("A4", "2", "0"),
        ("A4", "5", "0"),
    ]


def test_blank_parts_count_as_zero_where_the_total_balances() -> None:
    blanks = {
        key: None for key, value in cells().items() if value == 0 and not key[0].endswith("total") and key[1] != TOTAL
    }
    assert check(facts(cells() | blanks), "r") == ()


def test_blank_parts_that_do_not_balance_are_not_assessable() -> None:
    found = check(facts(cells() | {("requests.results.granted", WHO[0]): None}), "r")
    assert {finding.rule for finding in found} == {"A2", "A3"}
    assert {finding.severity for finding in found} == {"note"}
    assert {finding.blame for finding in found} == {"source"}


def test_totals_left_blank_throughout_are_not_assessable() -> None:
    found = check(facts(cells() | {key: None for key in cells() if key[1] == TOTAL}), "r")
    assert rules(found) == [("A1", "note"), ("A2", "note"), ("A3", "note")]


def test_unreadable_cells_are_our_own_fault() -> None:
    found = check(facts(cells() | {("review.upheld", None): "?"}), "r")
    assert [(finding.rule, finding.severity, finding.blame) for finding in found] == [("A4", "note", "reading")]


def test_numbers_from_a_picture_are_doubted_unless_their_rows_add_up() -> None:
    row_broken = check(facts(cells() | {("requests.results.granted", TOTAL): Decimal(3)}), "r", doubtful=True)
    assert [(finding.rule, finding.blame) for finding in row_broken] == [("A2", "unknown"), ("A3", "unknown")]
    carried = {("requests.carried_out", who): Decimal(1) for who in (WHO[0], TOTAL)}
    assert {finding.blame for finding in check(facts(cells() | carried), "r", doubtful=True)} == {"source"}


def test_an_all_zero_report_passes_everything_and_is_said_to() -> None:
    found = check(facts({key: Decimal(0) for key in cells()}), "r")
    assert rules(found) == [("zero", "note")]


def test_a_blank_form_is_not_an_all_zero_report() -> None:
    assert "zero" not in {finding.rule for finding in check(facts(dict.fromkeys(cells())), "r")}


def test_a_missing_requests_table_is_not_zero() -> None:
    found = check([fact_of("disclosure.art20_6.penalty.decisions", None, Decimal(2))], "r")
    assert rules(found) == [("shape", "note")]


def test_no_tables_no_findings() -> None:
    assert check([], "r") == ()


# Prose


@pytest.mark.parametrize(("value", "expected"), [(5, []), (7, [("C1", "note")]), (6, [("C1", "warning")])])
def test_c1_new_requests_with_or_without_those_carried_in(value: int, expected: list[tuple[str, str]]) -> None:
    carried = {("requests.carried_in", who): Decimal(2) for who in (WHO[0], TOTAL)}
    out = {("requests.carried_out", who): Decimal(2) for who in (WHO[0], TOTAL)}
    assert rules(check([*facts(cells() | carried | out), prose("request", value, "共收到申请□")], "r")) == expected


def test_c1_requests_said_to_be_new_do_not_include_those_carried_in() -> None:
    carried = {
        (key, who): Decimal(2) for key in ("requests.carried_in", "requests.carried_out") for who in (WHO[0], TOTAL)
    }
    found = check([*facts(cells() | carried), prose("request", 7, "新收申请□")], "r")
    assert [(finding.rule, finding.severity, finding.expected, finding.found) for finding in found] == [
        ("C1", "warning", "5", "7")
    ]


def test_c1_one_statement_that_fits_is_enough_and_other_years_do_not_count() -> None:
    said = [prose("request", 5), prose("request", 2), prose("request", 9, year=2019)]
    assert check([*facts(cells()), *said], "r") == ()
    assert check([*facts(cells()), prose("request", 9, qualifier="约")], "r") == ()


@pytest.mark.parametrize(("noun", "severity"), [("全部办结□", "warning"), ("答复□", "note")])
def test_c2_closed_requests(noun: str, severity: str) -> None:
    found = check([*facts(cells()), prose("request", 5), prose(None, 4, noun)], "r")
    assert [(finding.rule, finding.severity, finding.expected, finding.found) for finding in found] == [
        ("C2", severity, "5", "4")
    ]
    assert check([*facts(cells()), prose("request", 5), prose(None, 5, noun)], "r") == ()
    assert check([*facts(cells()), prose(None, 4, noun)], "r") == ()


def test_c3_reviews_and_lawsuits() -> None:
    held = cells() | {
        ("litigation.direct.total", None): Decimal(1),
        ("litigation.direct.upheld", None): Decimal(1),
        ("litigation.after_review.total", None): Decimal(2),
        ("litigation.after_review.other", None): Decimal(2),
    }
    assert check([*facts(held), prose(None, 3, "行政诉讼案件□"), prose(None, 2, "发生行政复议□")], "r") == ()
    found = check([*facts(held), prose(None, 1, "行政诉讼案件□"), prose(None, 1, "行政复议□")], "r")
    assert [(finding.rule, finding.expected, finding.found) for finding in found] == [
        ("C3", "3", "1"),
        ("C3", "2", "1"),
    ]
    assert check([*facts(held), prose(None, 1, "经复议后诉讼□"), prose(None, 1, "维持行政复议□")], "r") == ()


def test_c4_parts_of_a_list() -> None:
    whole = prose("website", 79, "公开文件□", "份")
    parts = [prose(None, value, unit="份", total=0) for value in (25, 16, 38)]
    assert check([whole, *parts], "r") == ()
    assert rules(check([whole, *parts[:2]], "r")) == [("C4", "note")]
    over = check([whole, *parts[:2], prose(None, 48, unit="份", total=0)], "r")
    assert [(finding.rule, finding.severity, finding.expected, finding.found) for finding in over] == [
        ("C4", "warning", "79", "89")
    ]


def test_c4_what_follows_a_whole_list_is_no_part_of_it() -> None:
    whole = prose("request", 7)
    assert check([whole, *(prose(None, value, total=0) for value in (5, 2, 6))], "r") == ()


def test_c5_processing_fees_within_administrative_fees() -> None:
    charged = fact_of("disclosure.art20_8.admin_fee.amount_wan", None, Decimal("0.1"))
    assert list(only(check([charged, prose("info_fee", 1000, unit="元")], "r"), "C5")) == []
    found = next(only(check([charged, prose("info_fee", 1200, unit="元")], "r"), "C5"))
    assert (found.severity, found.found) == ("warning", "1200")


# Years


def test_b1_carry_over_in_each_column() -> None:
    earlier = facts(cells() | {("requests.carried_out", who): Decimal(3) for who in (WHO[0], TOTAL)})
    later = facts(cells() | {("requests.carried_in", WHO[0]): Decimal(3)})
    found = check_years(earlier, later, "e", "l")
    assert [(finding.rule, finding.expected, finding.found, finding.report, finding.reports) for finding in found] == [
        ("B1", "3", "0", "l", ("l", "e"))
    ]
    blank = facts(cells() | {("requests.carried_in", who): None for who in WHO})
    assert check_years(earlier, blank, "e", "l") == ()


def test_b2_documents_in_force() -> None:
    key = "disclosure.art20_1.normative_docs"
    earlier = [fact_of(f"{key}.effective", None, Decimal(5))]
    later = [
        fact_of(f"{key}.{name}", None, Decimal(value))
        for name, value in (("issued", 2), ("repealed", 1), ("effective", 7))
    ]
    assert [
        (finding.rule, finding.severity, finding.expected, finding.found)
        for finding in check_years(earlier, later, "e", "l")
    ] == [("B2", "warning", "6", "7")]


def test_b3_items_of_2019_and_2020() -> None:
    key = "disclosure.art20_6.penalty"
    earlier = [fact_of(f"{key}.items_prev", None, Decimal(12)), fact_of(f"{key}.items_change", None, Decimal(-3))]
    assert check_years(earlier, [fact_of(f"{key}.items_prev", None, Decimal(9))], "e", "l") == ()
    found = check_years(earlier, [fact_of(f"{key}.items_prev", None, Decimal(12))], "e", "l")
    assert [(finding.rule, finding.expected, finding.found) for finding in found] == [("B3", "9", "12")]


def test_b3_more_newly_published_than_published_at_all() -> None:
    key = "disclosure.art20_1.rules"
    held = [fact_of(f"{key}.published_new", None, Decimal(4)), fact_of(f"{key}.published_total", None, Decimal(3))]
    assert [finding.rule for finding in check(held, "r") if finding.severity == "warning"] == ["B3"]


def test_rules_are_described_in_both_languages() -> None:
    finding = check(facts(cells() | {("review.total", None): Decimal(1)}), "r")[0]
    assert "总计" in describe(finding)
    assert "total" in describe(finding, "en")
