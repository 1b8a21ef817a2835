from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import codec, lexical
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.report import Fact, Passage
from ingest.tokens import tokens
from tests.ingest.library_samples import NEW, TOTAL, make_report, rows_left, unit_vectors


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_a_report_comes_back_as_it_went_in(library):
    report = make_report()
    assert library.add(report, content="原文".encode()) == "added"
    assert library.report(report.id) == report
    assert library.blocks(report.id) == report.blocks
    assert library.file_bytes(report.id) == "原文".encode()
    assert library.findings() == list(report.findings)
    assert library.passages([report.id]) == list(report.passages)


@given(st.text(), st.text(), st.decimals(allow_nan=False, allow_infinity=False))
def test_codec_gives_back_what_it_was_given(lead, text, value):
    fact = Fact("r", None, value, "number", "prose", text)
    assert codec.load(Fact, codec.dump(fact)) == fact
    for passage in (
        Passage("r", (lead,), "other", text, lead + text),
        Passage("r", (), "other", text, text + lead + "。"),
    ):
        assert codec.load_passage(codec.dump_passage(passage)) == passage


def test_the_head_says_what_is_held(library):
    report = make_report()
    library.add(report, unit_vectors(2), "m", source="/in/a.txt")
    (head,) = library.reports()
    assert (head.id, head.agency, head.year, head.region) == (report.id, report.agency, 2021, ("甲省", "甲市"))
    assert (head.facts, head.passages, head.findings, head.embedded) == (6, 2, 1, True)
    assert (head.template, head.scope, head.issued, head.pages) == ("T21", "own", report.identity.issued, 3)
    assert library.head(report.id) == head
    assert library.head("none") is None


def test_reports_by_agency_and_year(library):
    for agency, year in (("乙局", 2020), ("甲局", 2021), ("甲局", 2019)):
        library.add(make_report(agency, year))
    assert [(head.agency, head.year) for head in library.reports("甲局")] == [("甲局", 2019), ("甲局", 2021)]
    assert [head.agency for head in library.reports(year=2020)] == ["乙局"]
    assert library.agencies() == {"乙局": (2020,), "甲局": (2019, 2021)}
    library.remove(library.reports("乙局")[0].id)
    assert library.agencies() == {"甲局": (2019, 2021)}


def test_the_same_report_again_changes_nothing(library):
    library.add(make_report(), source="/in/a.txt")
    state = library.state
    assert library.add(make_report(), source="/in/a.txt") == "unchanged"
    assert library.add(replace(make_report(), file="copy.txt"), source="/in/copy.txt") == "unchanged"
    assert (library.state, library.reports()[0].file) == (state, make_report().file)


def test_a_moved_file_is_noted(library):
    report = make_report()
    library.add(report, source="/in/a.txt")
    library.moved(report.id, "/in/b.txt", "b.txt")
    head = library.head(report.id)
    assert (head.source, head.file, library.report(report.id).file) == ("/in/b.txt", "b.txt", "b.txt")
    assert library.add(make_report(text="新"), source="/in/b.txt") == "replaced"


def test_other_content_of_the_same_path_replaces(library):
    library.add(make_report(), unit_vectors(2), "m", source="/in/a.txt", content=b"x")
    once = rows_left(library)
    later = replace(make_report("丙局", 2020), file="a.txt")
    assert library.add(later, unit_vectors(2, 1), "m", source="/in/a.txt", content=b"y") == "replaced"
    assert [head.id for head in library.reports()] == [later.id]
    assert rows_left(library) == once


def test_a_moved_file_replaces_only_the_same_agency_and_year(library):
    library.add(make_report(text="旧"), source="/old/report.txt")
    assert library.add(make_report(text="新"), source="/new/report.txt") == "replaced"
    other = replace(make_report("乙局"), file=make_report().file)
    assert library.add(other, source="/new/else/report.txt") == "added"
    assert len(library.reports()) == 2


def test_reading_better_replaces_and_vectors_are_not_lost_without_a_model(library):
    report = make_report()
    library.add(report)
    assert library.add(report, unit_vectors(2), "m") == "replaced"
    assert library.add(report) == "unchanged"
    assert library.reports()[0].embedded
    assert library.add(replace(report, facts=report.facts[:1]), unit_vectors(2), "m") == "replaced"
    assert library.reports()[0].facts == 1


def test_removing_leaves_nothing_behind(library):
    report = make_report()
    library.add(report, unit_vectors(2), "m", content=b"x")
    assert library.remove(report.id) is True
    assert set(rows_left(library).values()) == {0}
    assert library.remove(report.id) is False


def test_facts_by_filter(library):
    one, two = make_report(), make_report("乙局", 2020, value=None)
    library.add(one)
    library.add(two)
    assert library.facts() == [*one.facts, *two.facts]
    assert library.facts([two.id]) == list(two.facts)
    assert library.facts([]) == []
    assert library.facts(metric="requests") == [
        fact for fact in (*one.facts, *two.facts) if fact.metric and "req" in fact.metric
    ]
    assert library.facts(metric=NEW, applicant=TOTAL) == [one.facts[0], two.facts[0]]
    assert library.facts([one.id], NEW, applicant=None) == [one.facts[3]]
    assert library.facts(metric=NEW, applicant="applicant.nobody") == []
    assert library.facts([one.id], origin="cell") == list(one.facts[:2])
    assert library.fact(one.id, 2) == one.facts[2]
    with pytest.raises(LibraryError, match="99"):
        library.fact(one.id, 99)


def test_rows_for_ranking_keep_blanks_and_leave_other_years_out(library):
    library.add(make_report())
    library.add(make_report("乙局", 2020, value=None))
    rows = library.fact_rows(NEW, TOTAL)
    assert [(row.agency, row.year, row.value, row.state) for row in rows] == [
        ("甲市科学技术局", 2021, Decimal(12), "number"),
        ("乙局", 2020, None, "blank"),
    ]
    assert [row.n for row in library.fact_rows(NEW, reports=[rows[0].report])] == [0, 1]
    assert {row.metric for row in library.fact_rows(NEW)} == {NEW}


def test_hostile_words_are_only_words(library):
    library.add(make_report())
    for text in ("' OR 1=1 --", '"申请" NEAR', "*", "", "text: 申请", "甲'); DROP TABLE reports;--"):
        library.lexical([text], k=3)
        assert library.facts(metric=text) == []
        assert library.reports(agency=text) == []
    assert len(library.reports()) == 1


@pytest.mark.parametrize("narrow", [0, 1000])
def test_full_text_obeys_its_filter(library, monkeypatch, narrow):
    monkeypatch.setattr(lexical, "NARROW", narrow)
    reports = [make_report(f"{name}局", text=f"组织{name}培训") for name in "甲乙丙"]
    for report in reports:
        library.add(report)
    words = tokens("乙培训")
    assert library.lexical(words, k=1)[0][0].report == reports[1].id
    assert {hit.report for hit, _ in library.lexical(words, [reports[0].id, reports[2].id])} == {
        reports[0].id,
        reports[2].id,
    }
    assert library.lexical(words, []) == []
    many = [reports[2].id, *(f"no{i}" for i in range(100))]
    assert {hit.report for hit, _ in library.lexical(words, many)} == {reports[2].id}
    scores = [score for _, score in library.lexical(words)]
    assert scores == sorted(scores, reverse=True)


def test_a_wide_search_looks_at_the_rarest_words(library, monkeypatch):
    monkeypatch.setattr(lexical, "POSTINGS", 4)
    reports = [make_report(f"{name}局", text=f"{name}字号") for name in ("甲", "乙", "丙", "孤星")]
    for report in reports:
        library.add(report)
    words = tokens("一般公开申请孤星")
    with library._connections.reading() as db:
        assert lexical._rarest(db, [*words, "没有"]) == ["孤星"]
    assert {hit.report for hit, _ in library.lexical(words)} == {reports[3].id}


def test_what_all_passages_of_a_report_say_weighs_nothing(library):
    report = make_report()
    library.add(report)
    found = library.lexical(tokens("甲市科学技术局2021年培训"), [report.id])
    assert found[0][0] == report.passages[1]


def test_findings_between_years_go_with_either_report(library):
    earlier, later = make_report(year=2020), make_report(year=2021)
    for report in (earlier, later):
        library.add(report)
    between = replace(later.findings[0], rule="B1", reports=(later.id, earlier.id))
    for _ in range(2):
        library.compare(later.id, earlier.id, [between])
    assert library.findings() == [*earlier.findings, *later.findings, between]
    assert library.findings([later.id]) == [*later.findings, between]
    assert library.findings([earlier.id]) == list(earlier.findings)
    library.compare(later.id, earlier.id, [])
    assert between not in library.findings()
    library.compare(later.id, earlier.id, [between])
    library.remove(earlier.id)
    assert library.findings() == list(later.findings)


def test_settings_are_kept(library):
    assert library.noted("expected") is None
    library.note("expected", "甲局")
    assert library.noted("expected") == "甲局"
