"""The library's reports, facts and findings as JSON objects, with the field names of `nianbao ask --json`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ingest.checks import describe
from ingest.library import ReportHead
from ingest.report import Fact, Finding, Place
from ingest.strings import Language, again

if TYPE_CHECKING:
    from ingest.pipeline import Outcome

Record = dict[str, Any]


def report_record(head: ReportHead) -> Record:
    return {
        "report": head.id, "agency": head.agency, "year": head.year, "title": head.title, "region": list(head.region),
        "template": head.template, "scope": head.scope, "issued": head.issued and head.issued.isoformat(),
        "file": head.file, "format": head.format, "pages": head.pages, "facts": head.facts,
        "passages": head.passages, "findings": head.findings, "embedded": head.embedded,
    }  # fmt: skip


def fact_record(fact: Fact, head: ReportHead) -> Record:
    """`year` is the report's; `about` the year the number speaks of."""
    return {
        "report": head.id, "agency": head.agency, "year": head.year, "about": fact.year or head.year,
        "metric": fact.metric, "applicant": fact.applicant, "number": number(fact.value), "unit": fact.unit,
        "qualifier": fact.qualifier, "state": fact.state, "origin": fact.origin, "noun": fact.noun, "text": fact.text,
        "title": head.title, "file": head.file, "section": list(fact.section), **_where(fact.place),
        "row": fact.row, "column": fact.column, "quote": fact.quote, "operands": list(fact.operands),
    }  # fmt: skip


def finding_record(finding: Finding, head: ReportHead, language: Language = "zh") -> Record:
    return {
        "report": head.id, "agency": head.agency, "year": head.year, "title": head.title, "file": head.file,
        "rule": finding.rule, "severity": finding.severity, "blame": finding.blame, "expected": finding.expected,
        "found": finding.found, "detail": describe(finding, language) if finding.detail else "", "reports": list(finding.reports),
        "operands": [{"label": label, "value": value, **_where(place)} for label, value, place in finding.operands],
    }  # fmt: skip


def outcome_record(outcome: Outcome, language: Language = "zh") -> Record:
    return {
        "file": str(outcome.file), "status": outcome.status, "reason": outcome.reason and again(outcome.reason, language),
        "report": outcome.head and outcome.head.id, "warnings": [again(one, language) for one in outcome.warnings],
    }  # fmt: skip


def number(value: Decimal | None) -> int | float | None:
    """As JSON has it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _where(place: Place) -> Record:
    box = place.box
    return {"page": place.page, "box": None if box is None else [round(edge, 1) for edge in box]}
