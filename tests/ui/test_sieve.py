"""Which reports are listed, and how fast, in a library of ten thousand."""

from __future__ import annotations

import time

import pytest

from ui.page.holdings import Entry, Holdings
from ui.page.sieve import ORDERS, PAGE, Sieve, chosen, regions, sift, templates, years

PLACES = (("宁夏回族自治区", "吴忠市"), ("宁夏回族自治区", "吴忠市", "青铜峡市"), ("河阳省",), ())


def entry(n: int) -> Entry:
    return Entry(
        f"{n:016x}", f"第{n:05}局", 2018 + n % 6, f"第{n:05}局年度报告", f"{n}.pdf", "pdf", PLACES[n % 4],
        ("T0", "T19", "T21")[n % 3], n % 9, n % 300, (n % 5 == 0 and 2) or 0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def held() -> Holdings:
    return Holdings(tuple(entry(n) for n in range(10_000)))


def test_everything_is_listed_by_agency_in_pages(held: Holdings) -> None:
    first, last = sift(held, Sieve()), sift(held, Sieve(page=10**9))
    assert (first.count, first.pages, len(first.entries)) == (10_000, 200, PAGE)
    assert (first.entries[0].agency, last.entries[-1].agency, last.page) == ("第00000局", "第09999局", 199)


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("words", "第0001 2021", lambda one: one.agency.startswith("第0001") and one.year == 2021),
        ("words", "吳忠 青銅峽 Ｐ", lambda one: "青铜峡市" in one.region),
        ("words", "77.PDF", lambda one: "77.pdf" in one.file),
        ("region", "宁夏回族自治区/吴忠市", lambda one: one.region[:2] == ("宁夏回族自治区", "吴忠市")),
        ("year", "2019", lambda one: one.year == 2019),
        ("template", "T19", lambda one: one.template == "T19"),
        ("faulty", "yes", lambda one: one.findings > 0),
    ],
)
def test_a_choice_leaves_just_what_fits(held: Holdings, name: str, value: str, fits: object) -> None:
    sieve = chosen(Sieve(page=7), name, value)
    found = sift(held, sieve)
    assert sieve.page == 0
    assert not sieve.open
    assert 0 < found.count == sum(1 for one in held.entries if fits(one))  # type: ignore[operator]
    assert all(fits(one) for one in found.entries)  # type: ignore[operator]


@pytest.mark.parametrize("order", ORDERS)
def test_each_column_sorts_and_turns_round(held: Holdings, order: str) -> None:
    once = chosen(Sieve(order="year" if order != "year" else "file"), "order", order)
    twice = chosen(once, "order", order)
    assert (once.order, once.descending) == (order, order in ("year", "pages", "facts", "findings"))
    assert twice.descending is not once.descending
    keys = [ORDERS[order](one) for one in sift(held, once).entries]
    assert keys == sorted(keys, reverse=once.descending)


@pytest.mark.parametrize("name", ["order", "page", "nonsense"])
def test_what_makes_no_sense_changes_nothing(name: str) -> None:
    assert chosen(Sieve(words="吴忠"), name, "<b>") == Sieve(words="吴忠")


def test_clearing_keeps_the_order() -> None:
    assert chosen(Sieve("甲", ("乙",), 2020, "T0", True, "facts", True, 3), "clear", "") == Sieve(
        order="facts", descending=True
    )


def test_what_can_be_chosen_is_counted(held: Holdings) -> None:
    provinces = [(("宁夏回族自治区",), 5000), (("河阳省",), 2500)]
    assert regions(held) == regions(held, ("河阳省",)) == provinces
    cities = [(("宁夏回族自治区", "吴忠市"), 5000)]
    assert regions(held, ("宁夏回族自治区", "吴忠市")) == [provinces[0], *cities, provinces[1]]
    assert years(held)[0] == (2023, sum(1 for one in held.entries if one.year == 2023))
    assert [form for form, _ in templates(held)] == ["T0", "T19", "T21"]


def test_ten_thousand_reports_are_sifted_while_one_types(held: Holdings) -> None:
    begun = time.perf_counter()
    sift(held, Sieve(words="第0 2021", order="facts", descending=True))
    assert time.perf_counter() - begun < 0.5
