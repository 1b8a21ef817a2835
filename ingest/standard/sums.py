"""Sums the templates do not print (不予公开 in all …), as facts of origin `derived` that name their operands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ingest.report import Fact
from ingest.standard.sheet import Key
from ingest.taxonomy import MetricInfo, taxonomy

RESULTS = "requests.results"
TOTAL = f"{RESULTS}.total"
OTHER = f"{RESULTS}.other"


def sums(facts: Mapping[Key, Fact]) -> tuple[Fact, ...]:
    """Each derived metric for each applicant, where its parts are known. Parts left blank count as 0 only where the
    printed results of that column then add up to their total."""
    applicants = [None, *(one.key for one in taxonomy().applicants)]
    made = (_sum(metric, who, facts) for metric in taxonomy().derived for who in applicants)
    return tuple(fact for fact in made if fact is not None)


def outcomes(facts: Mapping[Key, Fact]) -> list[str]:
    """The rows that add up to the total of the results, as this report prints 其他处理: in one row or in three."""
    rows = [row.key for row in taxonomy().requests if row.key.startswith(f"{RESULTS}.") and row.key != TOTAL]
    split = any(key.startswith(f"{OTHER}.") and fact.value is not None for (key, _), fact in facts.items())
    split = split or not any(key == OTHER for key, _ in facts)
    return [
        key for key in rows if (key.startswith(f"{OTHER}.") if split else key == OTHER) or not key.startswith(OTHER)
    ]


def balanced(facts: Mapping[Key, Fact], who: str | None) -> bool:
    """A2 for one column: the results add up to their printed total, blanks counting nothing."""
    total = facts.get((TOTAL, who))
    parts = [facts.get((key, who)) for key in outcomes(facts)]
    if total is None or total.value is None or any(part is None or part.state == "unreadable" for part in parts):
        return False
    return total.value == sum((part.value or Decimal(0) for part in parts if part), Decimal(0))


def _sum(metric: MetricInfo, who: str | None, facts: Mapping[Key, Fact]) -> Fact | None:
    parts = _parts(metric.of, who, facts)
    if not any(part and part.value is not None for part in parts) and metric.either:
        parts = _parts(metric.either, who, facts)
    known = [part for part in parts if part is not None and part.value is not None]
    blank = [part for part in parts if part is not None and part.state == "blank"]
    if not known or len(known) + len(blank) < len(parts):
        return None
    if blank and not (metric.key.startswith("requests.") and balanced(facts, who)):
        return None
    values = [part.value or Decimal(0) for part in known]
    total = sum(values, Decimal(0))
    return Fact(
        known[0].report,
        metric.key,
        total,
        "number",
        "derived",
        f"{' + '.join(f'{value:f}' for value in values)} = {total:f}",
        known[0].place,
        known[0].section,
        applicant=who,
        unit="件",
        row=metric.label_zh,
        column=known[0].column,
        operands=tuple(f"{part.metric}@{who}" if who else str(part.metric) for part in known),
    )


def _parts(keys: Sequence[str], who: str | None, facts: Mapping[Key, Fact]) -> list[Fact | None]:
    return [facts.get((key, who)) for key in keys]
