"""Arithmetic that must hold -> findings: A within a report, B across years, C between prose and tables.

A rule that fails on numbers read for certain is a fault of the source. Blank operands count as 0 only where the printed
total then balances; else the rule is not assessable, which is said once a rule, as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from ingest.report import Blame, Fact, Finding, Place, Severity
from ingest.standard.sheet import Key
from ingest.standard.sums import TOTAL as RESULTS
from ingest.standard.sums import outcomes
from ingest.statements import statements
from ingest.strings import Language, Said, again, say
from ingest.taxonomy import metrics, normal, taxonomy

NEW, IN, OUT = "requests.received_new", "requests.carried_in", "requests.carried_out"
TOTAL = "applicant.total"
_LISTED = re.compile(r"(?<![一二三四五六七八九十])、")
"""Between labels; not behind the ordinal of one (一、本年新收…)."""
Facts = Mapping[Key, Fact]


@dataclass(slots=True)
class _Report:
    """A report under check: its cells by key, the findings so far, and what could not be assessed, by rule."""

    id: str
    cells: Facts
    doubtful: bool = False
    findings: list[Finding] = field(default_factory=list)
    open: dict[str, list[tuple[str, tuple[Fact, ...]]]] = field(default_factory=dict)

    def compare(self, rule: str, where: str, left: Sequence[Key], right: Sequence[Key]) -> None:
        """Left and right must come to the same; otherwise a finding, or a note where a blank leaves it open."""
        pairs = [(self.cells.get(key), key) for key in (*left, *right)]
        known = tuple(fact for fact, _ in pairs if fact is not None)
        if not known:
            return
        if len(known) < len(pairs) or any(fact.state == "unreadable" for fact in known):
            self.open.setdefault(rule, []).append((where, known))
            return
        expected, found = _total(known[: len(left)]), _total(known[len(left) :])
        if all(fact.state == "blank" for fact in known) or (
            expected != found and any(fact.state == "blank" for fact in known)
        ):
            self.open.setdefault(rule, []).append((where, known))
        elif expected != found:
            self.findings.append(
                _finding(self.id, rule, "error", self.blame(rule, known), where, expected, found, known)
            )

    def blame(self, rule: str, facts: Sequence[Fact]) -> Blame:
        """The source, where the numbers are certain: read from text, or confirmed by the other sum they stand in."""
        if not self.doubtful:
            return "source"
        columns = rule in ("A1", "A2")
        return "source" if columns and all(_row_holds(self.cells, fact.metric or "") for fact in facts) else "unknown"


def check(facts: Sequence[Fact], report: str, doubtful: bool = False) -> tuple[Finding, ...]:
    """The findings of one report, `facts` in its own order. `doubtful`: its numbers were recognised from a picture."""
    cells = {(fact.metric or "", fact.applicant): fact for fact in facts if fact.origin == "cell"}
    checked = _Report(report, cells, doubtful)
    _columns(checked)
    _rows(checked)
    _disputes(checked)
    _published(checked)
    findings = [*checked.findings, *_left_open(checked), *_all_zero(checked), *_absent(checked)]
    return (*findings, *statements(facts, cells, report))


def check_years(earlier: Sequence[Fact], later: Sequence[Fact], earlier_id: str, later_id: str) -> tuple[Finding, ...]:
    """B1-B3 between the reports of an agency for two years that follow each other; findings of the later one."""
    before, after = _cells(earlier), _cells(later)
    found = (*_carried(before, after), *_in_force(before, after), *_items(before, after))
    return tuple(
        _finding(later_id, rule, severity, "source", where, expected, value, facts, (later_id, earlier_id))
        for rule, severity, where, expected, value, facts in found
    )


def describe(finding: Finding, language: Language = "zh") -> str:
    """Where a finding is and what its rule demands, in words. A table's rows and columns are named in that language;
    what prose counts stays in the report's words."""
    detail = finding.detail
    if not isinstance(detail, Said):
        return detail if detail and language == "zh" else say(f"ingest.rule_{finding.rule}", language)
    where = detail.values.get("where")
    return again(detail, language, where=_named(where, language)) if isinstance(where, str) else again(detail, language)


def operand_reports(finding: Finding) -> tuple[str, ...]:
    """Which report each operand of a finding stands in: across years the first ones stand in the earlier report."""
    count = len(finding.operands)
    if len(finding.reports) < 2:
        return (finding.report,) * count
    later, earlier = finding.reports[:2]
    before = min(count, 2 if finding.rule == "B3" else 1)
    return (earlier,) * before + (later,) * (count - before)


def _named(where: str, language: Language) -> str:
    """Labels of the template, listed, in English."""
    if language == "zh":
        return where
    listed = (_english().get(label) or _english().get(normal(label), label) for label in _LISTED.split(where))
    return ", ".join(dict.fromkeys(listed))


@cache
def _english() -> Mapping[str, str]:
    every = taxonomy()
    tables = (label for table in every.tables for label in (*table.rows, *table.columns))
    labels = (*every.applicants, *every.requests, *every.disputes, *every.outcomes, *every.stats, *tables)
    said = ((form, label.en[0]) for label in labels for form in (label.title, label.label, *label.forms))
    return {form: english for form, english in reversed(list(said)) if form}


def _cells(facts: Iterable[Fact]) -> Facts:
    return {(fact.metric or "", fact.applicant): fact for fact in facts if fact.origin == "cell"}


# A: within a report


def _columns(report: _Report) -> None:
    """A1 and A2, for each applicant."""
    for one in taxonomy().applicants:
        report.compare("A1", one.label, [(NEW, one.key), (IN, one.key)], [(RESULTS, one.key), (OUT, one.key)])
        report.compare("A2", one.label, [(key, one.key) for key in outcomes(report.cells)], [(RESULTS, one.key)])


def _rows(report: _Report) -> None:
    """A3, for each row."""
    parts = [one.key for one in taxonomy().applicants if one.key != TOTAL]
    for row in taxonomy().requests:
        report.compare("A3", row.title or row.label, [(row.key, who) for who in parts], [(row.key, TOTAL)])


def _disputes(report: _Report) -> None:
    """A4, for each of the three groups."""
    parts = [one.key for one in taxonomy().outcomes if one.key != "total"]
    for kind in taxonomy().disputes:
        report.compare(
            "A4", kind.label, [(f"{kind.key}.{part}", None) for part in parts], [(f"{kind.key}.total", None)]
        )


def _row_holds(cells: Facts, metric: str) -> bool:
    values = [cells.get((metric, one.key)) for one in taxonomy().applicants]
    if any(fact is None or fact.value is None for fact in values):
        return False
    *parts, total = [fact.value or Decimal(0) for fact in values if fact]
    return sum(parts, Decimal(0)) == total


def _published(report: _Report) -> None:
    """B3 inside a report of T19: what was published in all is not less than what was published this year."""
    for row in taxonomy().tables[0].rows:
        new, every = (
            report.cells.get((f"disclosure.art20_1.{row.key}.{name}", None))
            for name in ("published_new", "published_total")
        )
        if new and every and new.value is not None and every.value is not None and every.value < new.value:
            report.findings.append(
                _finding(
                    report.id,
                    "B3",
                    "warning",
                    report.blame("B3", ()),
                    row.label,
                    f"≥ {new.value:f}",
                    every.value,
                    (new, every),
                )
            )


def _left_open(report: _Report) -> Iterator[Finding]:
    """One note a rule: where a blank, missing or unreadable operand leaves it open."""
    for rule, cases in report.open.items():
        lacking = [fact for _, facts in cases for fact in facts if fact.state != "number"]
        unreadable = any(fact.state == "unreadable" for fact in lacking)
        where = "、".join(dict.fromkeys(where for where, _ in cases))
        detail = say("ingest.not_assessable", rule=rule, where=where)
        yield Finding(
            report.id, rule, "note", "reading" if unreadable else "source", "", "", _operands(lacking[:4]), detail
        )


def _all_zero(report: _Report) -> Iterator[Finding]:
    """Zeros satisfy every rule: that nothing was found then says little."""
    numbers = [
        fact
        for (metric, _), fact in report.cells.items()
        if fact.value is not None and metric.startswith(("requests.", "review.", "litigation."))
    ]
    if numbers and not any(fact.value for fact in numbers):
        yield Finding(report.id, "zero", "note", "source", "", "0", (), say("ingest.rule_zero"))


def _absent(report: _Report) -> Iterator[Finding]:
    """A report of 2019 or later whose table of requests was not found: its numbers are not readable, and not 0."""
    stated = [metric for metric, _ in report.cells]
    if any(metric.startswith("disclosure.") for metric in stated) and not any(
        metric.startswith("requests.") for metric in stated
    ):
        yield Finding(report.id, "shape", "note", "unknown", "", "", (), say("ingest.table_absent"))


# B: across years

_Found = tuple[str, Severity, str, Decimal, Decimal, tuple[Fact, ...]]


def _carried(before: Facts, after: Facts) -> Iterator[_Found]:
    """B1: what comes in is what went out."""
    for one in taxonomy().applicants:
        yield from _agree("B1", "error", one.label, before, after, [(OUT, one.key)], [(IN, one.key)])


def _in_force(before: Facts, after: Facts) -> Iterator[_Found]:
    """B2, T21: in force now = in force then + issued - repealed."""
    for row in taxonomy().tables[0].rows:
        key = f"disclosure.art20_1.{row.key}"
        old, issued, repealed, now = (
            cells.get((f"{key}.{name}", None))
            for cells, name in ((before, "effective"), (after, "issued"), (after, "repealed"), (after, "effective"))
        )
        facts = _numbers(old, issued, repealed, now)
        if facts:
            a, b, c, d = (fact.value or Decimal(0) for fact in facts)
            if a + b - c != d:
                yield "B2", "warning", row.label, a + b - c, d, facts


def _items(before: Facts, after: Facts) -> Iterator[_Found]:
    """B3, T19: last year's items then + their change = last year's items now."""
    for table in taxonomy().tables:
        if any(column.key == "items_prev" for column in table.columns):
            for row in table.rows:
                key = f"{table.key}.{row.key}"
                yield from _agree(
                    "B3",
                    "warning",
                    row.label,
                    before,
                    after,
                    [(f"{key}.items_prev", None), (f"{key}.items_change", None)],
                    [(f"{key}.items_prev", None)],
                )


def _agree(
    rule: str, severity: Severity, where: str, before: Facts, after: Facts, left: Sequence[Key], right: Sequence[Key]
) -> Iterator[_Found]:
    """The earlier year's cells on the left must come to the later year's on the right, where all are numbers."""
    facts = _numbers(*(before.get(key) for key in left), *(after.get(key) for key in right))
    if facts:
        expected, found = _total(facts[: len(left)]), _total(facts[len(left) :])
        if expected != found:
            yield rule, severity, where, expected, found, facts


# What findings are made of


def _numbers(*facts: Fact | None) -> tuple[Fact, ...] | None:
    known = tuple(fact for fact in facts if fact is not None and fact.value is not None)
    return known if len(known) == len(facts) else None


def _total(facts: Iterable[Fact]) -> Decimal:
    return sum((fact.value or Decimal(0) for fact in facts), Decimal(0))


def _finding(
    report: str,
    rule: str,
    severity: Severity,
    blame: Blame,
    where: str,
    expected: object,
    found: object,
    facts: Sequence[Fact],
    reports: tuple[str, ...] = (),
) -> Finding:
    detail = say("ingest.rule_fails", where=where, rule=say(f"ingest.rule_{rule}"))
    return Finding(report, rule, severity, blame, str(expected), str(found), _operands(facts), detail, reports)


def _operands(facts: Iterable[Fact]) -> tuple[tuple[str, str, Place], ...]:
    return tuple((_label(fact), "" if fact.value is None else f"{fact.value:f}", fact.place) for fact in facts)


def _label(fact: Fact) -> str:
    said = " × ".join(part for part in (fact.row, fact.column) if part)
    info = metrics().get(fact.metric or "")
    return said or (info.label_zh if info else fact.noun or "")
