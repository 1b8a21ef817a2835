"""What facts are called, and which others stand near one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import takewhile

from ingest.report import Fact
from ingest.strings import Language
from ingest.taxonomy import metrics, taxonomy

MOST_RELATED = 16


def name(fact: Fact, language: Language) -> str:
    """The taxonomy's name for what a fact counts; else its labels in the table, or the words that say it."""
    named = metric_name(fact.metric, language)
    if named is None:
        noun = None if "□" in (fact.noun or "") else fact.noun
        return " · ".join(part for part in (fact.row, fact.column) if part) or noun or fact.quote[:40]
    applicant = _applicants(language).get(fact.applicant or "")
    return f"{named} · {applicant}" if applicant else named


def metric_name(key: str | None, language: Language) -> str | None:
    """The taxonomy's name for a metric, or None where it names none."""
    info = metrics().get(key or "")
    return None if info is None else info.label_zh if language == "zh" else info.label_en


@cache
def _applicants(language: Language) -> dict[str, str]:
    return {one.key: one.label if language == "zh" else (one.en or (one.label,))[0] for one in taxonomy().applicants}


def related(facts: Iterable[Fact], key: str | None, language: Language) -> tuple[tuple[str, str], ...]:
    """Keys and names of other metrics among the facts that hold a number, those that share most of the key first."""
    held = dict.fromkeys(fact.metric for fact in facts if fact.metric and fact.state == "number")
    kind = getattr(metrics().get(key or ""), "kind", "prose")
    near = sorted(
        (other for other in held if other != key),
        key=lambda other: (
            metrics()[other].kind != kind if other in metrics() else True,
            -_shared(other.split("."), (key or "").split(".")),
        ),
    )
    names = ((other, metric_name(other, language)) for other in near)
    return tuple((other, name) for other, name in names if name)[:MOST_RELATED]


def _shared(one: list[str], other: list[str]) -> int:
    """How many parts two keys begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
