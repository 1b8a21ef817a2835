"""What is compared: the visitor's choice of agencies, years and metrics, as it stands in an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from assistant.answer import Answer
from assistant.metrics import label_of, label_of_applicant
from assistant.question import Language, Metric
from ingest.agencies import anatomy
from ingest.library import ReportHead
from ingest.taxonomy import metrics, taxonomy

Across = Literal["years", "metrics", "agencies"]
MOST_TERMS = 20_000
MOST_YEARS = 60
MOST_METRICS = 200
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """`agencies` are names or groups: `all`, `region:省/市`, `organ:科学技术局`; `metrics` are keys, with `@applicant` where
    one is chosen; `across` is what stands in the columns, where the visitor has said; `chart` the metric that is drawn;
    `sort` a column (None: as chosen), from the highest down where `down`; `run` the browser's word for this drawing."""

    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    metrics: tuple[str, ...] = ()
    across: Across | None = None
    chart: int = 0
    sort: int | None = None
    down: bool = True
    run: str = ""

    @property
    def whole(self) -> bool:
        return bool(self.agencies and self.years and self.metrics)


@dataclass
class Comparing:
    """What a visitor's Compare tab shows: the selection, and the cell (agency, year, metric) and citation beside it,
    `page` where the reader has turned to another."""

    chosen: Selection = field(default_factory=Selection)
    cell: tuple[str, int, int] | None = None
    n: int | None = None
    page: int | None = None


def selection(sent: object) -> Selection:
    """The selection in what a browser sent; what is no part of one is left out."""
    given: Mapping[str, Any] = sent if isinstance(sent, dict) else {}
    across = given.get("across")
    return Selection(
        tuple(_texts(given.get("agencies"), MOST_TERMS)),
        tuple(dict.fromkeys(_whole(given.get("years"))))[:MOST_YEARS],
        tuple(one for one in _texts(given.get("metrics"), MOST_METRICS) if _metric(one) is not None),
        across if across in get_args(Across) else None,
        next(iter(_whole([given.get("chart")])), 0),
        next(iter(_whole([given.get("sort")])), None),
        given.get("down") is not False,
        next(iter(_texts([given.get("run")], 1)), ""),
    )


def _texts(values: object, most: int) -> Iterable[str]:
    listed = values if isinstance(values, list) else []
    return dict.fromkeys(one[:_LONGEST] for one in listed[:most] if isinstance(one, str) and one.strip())


def _whole(values: object) -> Iterable[int]:
    for one in values if isinstance(values, list) else ():
        if isinstance(one, int | str) and not isinstance(one, bool) and str(one).isdecimal() and len(str(one)) < 6:
            yield int(one)


def _metric(written: str) -> tuple[str, str | None] | None:
    key, _, applicant = written.partition("@")
    if key not in metrics() or (applicant and (applicant not in _applicants() or not has_applicants(key))):
        return None
    return key, applicant or None


@cache
def _applicants() -> frozenset[str]:
    return frozenset(one.key for one in taxonomy().applicants)


def has_applicants(key: str) -> bool:
    """Whether the table of a metric has a column for each kind of applicant."""
    return key.startswith("requests.")


def asked(chosen: Selection, language: Language) -> tuple[Metric, ...]:
    """The metrics chosen, with the names that users see."""
    made = []
    for written in chosen.metrics:
        found = _metric(written)
        if found is not None:
            key, applicant = found
            name = label_of(key, language)
            named = f"{name} · {label_of_applicant(applicant)}" if applicant and language == "zh" else name
            if applicant and language == "en":
                named = f"{name} · {_english(applicant)}"
            made.append(Metric(key, named, "", metrics()[key].unit, applicant))
    return tuple(made)


@cache
def _english(applicant: str) -> str:
    return next((one.en[0] for one in taxonomy().applicants if one.key == applicant and one.en), applicant)


def organ_of(agency: str) -> str:
    """The kind of organ an agency is: 吴忠市科学技术局 -> 科学技术局; "" where the name does not say."""
    return anatomy(agency).organ


def members(chosen: Selection, heads: Iterable[ReportHead]) -> tuple[str, ...]:
    """The agencies that the selection names, its groups resolved, in the order chosen; a name the library does not hold
    stays."""
    known: dict[str, tuple[str, ...]] = {head.agency: head.region for head in heads}
    found: dict[str, None] = {}
    for term in chosen.agencies:
        kind, _, value = term.partition(":")
        if term == "all":
            found |= dict.fromkeys(known)
        elif kind == "region":
            path = tuple(value.split("/"))
            found |= dict.fromkeys(name for name, region in known.items() if region[: len(path)] == path)
        elif kind == "organ":
            found |= dict.fromkeys(name for name in known if organ_of(name) == value)
        else:
            found[term] = None
    return tuple(found)


def link(answer: Answer) -> dict[str, Any] | None:
    """The selection an answer is about, as it goes to the Compare tab; None where it names no metric by key or is about
    no report."""
    question = answer.question
    claimed = dict.fromkeys(claim.metric for claim in answer.values if claim.metric and claim.metric in metrics())
    named = [_written(metric.key, metric.applicant) for metric in question.metrics if metric.key in metrics()]
    keys = named or list(claimed)
    of = answer.values or answer.citations
    agencies = question.agencies or tuple(dict.fromkeys(one.agency for one in of if one.agency))
    years = question.years or tuple(sorted({one.year for one in of if one.year}))
    if answer.status != "answered" or not (keys and agencies and years):
        return None
    return {"agencies": list(agencies), "years": list(years), "metrics": keys}


def _written(key: str | None, applicant: str | None) -> str:
    return f"{key}@{applicant}" if applicant and has_applicants(key or "") else str(key)
