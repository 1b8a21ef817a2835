"""The cells of the tables, and the numbers of the statistics sheet before 2019, that stand under a metric's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.formula import added
from assistant.question import Metric
from ingest.report import Fact

TOTAL = "applicant.total"
NEW = "requests.received_new"
# What another template calls the same thing, the statistics sheet before 2019 above all.
SHEET = {
    "requests.results.other": "requests.results.other.sum",
    "review.total": "stats.review.total",
    "litigation.total": "stats.litigation.total",
    "review.corrected": "stats.review.corrected",
    "review.upheld": "stats.review.upheld",
    "requests.received_new": "stats.requests.received.total",
    "requests.results.total": "stats.requests.replied.total",
    "requests.results.granted": "stats.requests.replied.granted",
    "requests.results.partial": "stats.requests.replied.partial",
    "requests.results.refused.sum": "stats.requests.replied.refused",
    "requests.results.refused.state_secret": "stats.requests.refused.state_secret",
    "requests.results.refused.security_stability": "stats.requests.refused.security_stability",
    "review.other": "stats.review.other",
    "disclosure.art20_1.normative_docs.issued": "stats.proactive.normative_made",
    "disclosed_total": "stats.proactive.total",
    "website": "stats.proactive.channel.website",
    "wechat": "stats.proactive.channel.wechat",
    "weibo": "stats.proactive.channel.weibo",
    "interpretation": "stats.response.interpretations",
    "press": "stats.response.press",
    "interviews": "stats.response.interviews",
    "training": "stats.capacity.courses",
    "training_attendance": "stats.capacity.trainees",
}


def cells_of(facts: Sequence[Fact], metric: Metric) -> list[Fact]:
    """The cells under the metric's key; a row asked without applicant means its 总计, or the sum of its cells."""
    if metric.key is None or metric.year is not None:
        return []
    under = [fact for fact in facts if fact.metric == metric.key and fact.origin in ("cell", "derived")]
    applicant = metric.applicant or (TOTAL if any(fact.applicant for fact in under) else None)
    chosen = [fact for fact in under if fact.applicant == applicant]
    if applicant == TOTAL and chosen and chosen[0].state == "blank":
        return [_summed(chosen[0], [fact for fact in under if fact.applicant != TOTAL])]
    return chosen


def _summed(total: Fact, cells: list[Fact]) -> Fact:
    """A blank 总计 as the sum of its row's cells, where all of them are numbers; else the blank itself."""
    if not cells or any(cell.state != "number" or cell.value is None for cell in cells):
        return total
    values = [cell.value or Decimal(0) for cell in cells]
    return replace(
        total,
        value=sum(values, Decimal(0)),
        state="number",
        origin="derived",
        quote=added(values),
        operands=tuple(f"{cell.metric}@{cell.applicant}" for cell in cells),
    )


def operands(facts: Sequence[Fact], derived: Fact) -> tuple[Fact, ...]:
    """The cells a derived sum was added from."""
    wanted = set(derived.operands)
    return tuple(
        fact
        for fact in facts
        if fact.origin == "cell" and (f"{fact.metric}@{fact.applicant}" if fact.applicant else fact.metric) in wanted
    )


def formula_of(fact: Fact) -> str | None:
    """The sum a derived fact was read from."""
    return fact.quote if fact.origin == "derived" else None
