"""What one report says of a metric: cells before prose, blanks as blanks, sums with their operands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from assistant.cells import formula_of, operands
from assistant.desk import Desk, desk_for
from assistant.finding import Found, find
from assistant.formula import holds
from assistant.gathering import coverage, gather, heads_for
from assistant.question import Metric, Question
from ingest.library import Library
from ingest.windows import own_words
from tests.assistant.questions import JY, KJ, LK, LS, WZ, ZF, ZW

NEW, GRANTED, REFUSED = "requests.received_new", "requests.results.granted", "requests.results.refused.sum"
Find = Callable[..., Found]


@pytest.fixture(scope="module")
def desk(library: Library) -> Desk:
    return desk_for(library)


@pytest.fixture(scope="module")
def found(desk: Desk) -> Find:
    def of(
        agency: str, year: int, key: str | None, words: str = "", unit: str | None = None, applicant: str | None = None
    ) -> Found:
        return find(desk, desk.heads(agency, year)[0], Metric(key, key or words, words, unit, applicant))

    return of


def value(found: Found) -> Decimal | None:
    return None if found.fact is None else found.fact.value


@pytest.mark.parametrize(
    ("agency", "year", "key", "applicant", "number"),
    [
        (KJ, 2023, NEW, None, 18),
        (KJ, 2023, NEW, "applicant.natural_person", 12),
        (KJ, 2023, NEW, "applicant.org.other", 1),
        (ZF, 2022, GRANTED, None, 213),
        (ZF, 2022, REFUSED, None, 67),
        (ZF, 2022, REFUSED, "applicant.natural_person", 54),
        (LS, 2023, "disclosure.art20_6.penalty.decisions", None, 2318),
        (KJ, 2020, "disclosure.art20_9.procurement.items", None, 14),
        (JY, 2023, "litigation.direct.pending", None, 1),
        (ZF, 2023, "litigation.total", None, 25),
    ],
)
def test_cells(found: Find, agency: str, year: int, key: str, applicant: str | None, number: int) -> None:
    one = found(agency, year, key, applicant=applicant)
    assert (one.state, value(one)) == ("number", number)
    assert one.head.agency == agency
    assert one.head.year == year


def test_a_row_without_applicant_is_its_total(found: Find) -> None:
    fact = found(KJ, 2023, NEW).fact
    assert fact is not None
    assert (fact.applicant, fact.column) == ("applicant.total", "总计")


def test_a_blank_cell_is_blank(found: Find) -> None:
    one = found(ZW, 2019, GRANTED, applicant="applicant.natural_person")
    assert (one.state, value(one)) == ("blank", None)
    assert (found(ZW, 2019, GRANTED).state, value(found(ZW, 2019, GRANTED))) == ("number", 0)


def test_what_the_template_lacks_is_absent(found: Find) -> None:
    assert found(ZW, 2019, "disclosure.art20_1.normative_docs.repealed").state == "absent"
    assert found(KJ, 2023, "disclosure.art20_9.procurement.items").state == "absent"


@pytest.mark.parametrize(
    ("agency", "year", "key"),
    [(ZF, 2022, REFUSED), (ZF, 2023, "requests.results.unavailable.sum"), (LS, 2023, "litigation.total")],
)
def test_a_sum_has_its_parts(found: Find, desk: Desk, agency: str, year: int, key: str) -> None:
    one = found(agency, year, key)
    assert one.fact is not None
    assert one.fact.origin == "derived"
    assert one.parts == operands(desk.facts(one.head.id), one.fact)
    assert sum(part.value or Decimal(0) for part in one.parts) == one.fact.value
    assert {part.origin for part in one.parts} == {"cell"}
    assert holds(formula_of(one.fact) or "")


def test_a_printed_number_has_no_formula(found: Find) -> None:
    fact = found(KJ, 2023, NEW).fact
    assert fact is not None
    assert formula_of(fact) is None


@pytest.mark.parametrize(
    ("agency", "year", "words", "unit", "number"),
    [
        (WZ, 2021, "微信发了多少篇", "篇", 91),
        (WZ, 2021, "微博发了多少篇", "篇", 68),
        (KJ, 2022, "微信公众号发布多少条", "条", 258),
        (KJ, 2022, "微博发布多少条", "条", 73),
        (KJ, 2023, "短视频多少条", "条", 26),
        (LK, 2023, "科技政策宣讲多少场", "场", 15),
    ],
)
def test_prose_by_its_words(found: Find, agency: str, year: int, words: str, unit: str, number: int) -> None:
    one = found(agency, year, None, words, unit)
    assert (one.state, value(one)) == ("number", number)
    assert one.others == ()


@pytest.mark.parametrize(
    ("agency", "words", "unit"),
    [(WZ, "抖音发了多少条", "条"), (WZ, "离婚登记多少对", None), (LK, "微博发布多少条", "条")],
)
def test_what_the_prose_does_not_say_is_absent(found: Find, agency: str, words: str, unit: str | None) -> None:
    year = 2021 if agency == WZ else 2023
    assert found(agency, year, None, words, unit).state in ("absent", "number")
    assert value(found(agency, year, None, words, unit)) in (None, Decimal(0))


def test_two_sources_that_differ(found: Find) -> None:
    one = found(LS, 2023, NEW, "收到申请多少件", "件")
    assert {fact.value for fact in (*one.facts, *one.others)} == {Decimal(11), Decimal(12)}
    assert {fact.origin for fact in (*one.facts, *one.others)} == {"cell", "prose"}


def test_an_agency_by_its_own_names() -> None:
    assert {WZ, "科学技术局", "科技局", "吴忠市", "吴忠"} <= set(own_words(WZ))
    assert list(own_words(WZ)) == sorted(own_words(WZ), key=len, reverse=True)
    assert not {"政府", "人民政府"} & set(own_words(ZF))


# Many reports


def test_gathering_counts_every_report_once(desk: Desk) -> None:
    heads = heads_for(Question("?", years=(2023,)), desk)
    gathered = gather(desk, Metric("disclosure.art20_6.penalty.decisions", "行政处罚"), heads)
    assert {one.head.agency: one.value for one in gathered.numbers} == {ZF: 48950, LS: 2318, LK: 3, KJ: 2, JY: 0}
    assert sum(gathered.states.values()) == len(heads) == 5
    assert "5" in coverage(gathered, "zh")


def test_gathering_by_key_finds_what_reading_finds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a large library only the facts under the key are read; for cells the outcome is the same."""
    heads = desk.all_heads()
    for key in (NEW, GRANTED, REFUSED, "litigation.total", "disclosure.art20_5.license.decisions"):
        metric = Metric(key, key)
        monkeypatch.setattr("assistant.gathering.READ_WHOLE", 60)
        read = gather(desk, metric, heads)
        monkeypatch.setattr("assistant.gathering.READ_WHOLE", 0)
        keyed = gather(desk, metric, heads)
        assert {one.head.id: one.value for one in keyed.numbers} == {one.head.id: one.value for one in read.numbers}
        assert keyed.states == read.states


def test_the_newest_report_of_each_where_no_year_is_named(desk: Desk) -> None:
    heads = heads_for(Question("?"), desk)
    assert {head.agency for head in heads} == set(desk.agencies())
    assert all(head.year == max(desk.years(head.agency)) for head in heads)
    assert {head.year for head in heads_for(Question("?", agencies=(WZ,)), desk)} == {2021}
