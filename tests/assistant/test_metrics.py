"""What people call the rows and columns of the tables -> the taxonomy's keys, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.metrics import label_of, recognise
from ingest.folding import folded
from ingest.taxonomy import Label, metrics, taxonomy

AMBIGUOUS = {
    "其他处理": {"requests.results.other", "requests.results.other.sum"},  # a cell until 2020, three since
    "other handling": {"requests.results.other", "requests.results.other.sum"},
}
Case = tuple[str, str, str | None]


def forms(label: Label) -> tuple[str, ...]:
    return (*label.ask, *label.en)


def joined(one: str, two: str) -> str | None:
    """Two words of one language in a row; None for words of two languages."""
    return None if one.isascii() != two.isascii() else f"{one} {two}" if one.isascii() else f"{one}{two}"


def rows() -> Iterator[Case]:
    """Every row by itself: requests, sums, disputes, and the rows of 第二十条 with a main column."""
    every = taxonomy()
    yield from ((form, label.key, None) for label in every.requests for form in forms(label))
    yield from ((form, info.key, None) for info in every.derived for form in forms(info.row))
    yield from ((form, f"{label.key}.total", None) for label in every.disputes for form in forms(label))
    for table in every.tables:
        for column in table.columns:
            if column.main:
                yield from (
                    (form, f"{table.key}.{row.key}.{column.key}", None) for row in table.rows for form in forms(row)
                )


def crossed() -> Iterator[Case]:
    """Every row with every column, in either order, and every kind of dispute with every outcome."""
    every = taxonomy()
    for table in every.tables:
        for row in table.rows:
            for column in table.columns:
                for one in forms(row):
                    for two in forms(column):
                        key = f"{table.key}.{row.key}.{column.key}"
                        yield from ((words, key, None) for words in (joined(one, two), joined(two, one)) if words)
    for kind in every.disputes:
        for outcome in every.outcomes:
            for one in forms(kind):
                yield from (
                    (words, f"{kind.key}.{outcome.key}", None) for two in forms(outcome) if (words := joined(one, two))
                )


def applicants() -> Iterator[Case]:
    for label in taxonomy().applicants:
        if label.key != "applicant.total":
            yield from (
                (joined(form, "requests" if form.isascii() else "申请") or "", "requests.received_new", label.key)
                for form in forms(label)
            )


def keys(words: str) -> list[tuple[str | None, str | None]]:
    return [(metric.key, metric.applicant) for metric in recognise(folded(words))]


@pytest.mark.parametrize(
    ("words", "key", "applicant"),
    [*rows(), *applicants()],
)
def test_every_row_and_column_by_what_people_say(words: str, key: str, applicant: str | None) -> None:
    found = keys(words)
    if words in AMBIGUOUS:
        assert [one in AMBIGUOUS[words] for one, _ in found] == [True]
    else:
        assert found == [(key, applicant)]


def test_every_row_with_every_column() -> None:
    wrong = {case: found for case in crossed() if (found := keys(case[0])) != [case[1:]]}
    assert wrong == {}


@pytest.mark.parametrize(
    ("words", "key", "applicant"),
    [
        ("自然人申请", "requests.received_new", "applicant.natural_person"),
        ("予以公开的自然人申请", "requests.results.granted", "applicant.natural_person"),
        ("上年结转商业企业", "requests.carried_in", "applicant.org.business"),
        ("信访举报投诉类申请", "requests.results.not_processed.petition", None),
        ("行政复议维持", "review.upheld", None),
        ("废止行政规范性文件", "disclosure.art20_1.normative_docs.repealed", None),
        ("行政许可", "disclosure.art20_5.license.decisions", None),
        ("duplicate requests", "requests.results.not_processed.duplicate", None),
        ("requests by individuals", "requests.received_new", "applicant.natural_person"),
    ],
)
def test_the_longest_label_wins(words: str, key: str, applicant: str | None) -> None:
    assert keys(words) == [(key, applicant)]


def test_an_outcome_of_lawsuits_is_asked_of_both_kinds() -> None:
    assert keys("行政诉讼纠正") == [("litigation.direct.corrected", None), ("litigation.after_review.corrected", None)]


@pytest.mark.parametrize(
    "words", ["微信公众号发布", "行政许可信息公示", "集中学习", "粉丝", "规范性文件解读", "局长工资", "离婚率", ""]
)
def test_what_only_prose_states_has_no_cell(words: str) -> None:
    assert keys(words) == []


def test_an_applicant_alone_waits_for_its_row() -> None:
    [metric] = recognise("商业企业")
    assert (metric.key, metric.applicant) == (None, "applicant.org.business")


def test_labels_are_in_both_languages() -> None:
    for key, info in metrics().items():
        assert label_of(key) == info.label_zh
        assert label_of(key, "en") == info.label_en
        assert label_of(key, "en").isascii()
    assert label_of("no.such.key") == "no.such.key"
