"""Chips: how a question was understood, what could be meant instead, and the question that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.answer import Answer
from assistant.question import Metric, Question
from ingest.strings import Language, say
from ingest.taxonomy import metrics
from ui.page.holdings import Holdings
from ui.page.naming import metric_name
from ui.page.selection import organ_of

MOST_CHOICES = 24

Related = Callable[[str, int, str | None, Language], tuple[tuple[str, str], ...]]
"""(agency, year, metric key, language) -> keys and names of metrics the same report holds, nearest first."""

OVER_ALL = ("rank", "total", "list", "check", "catalogue")

Part = TypeVar("Part", str, int)

OPERATIONS = ("compare", "rank", "trend", "total", "share", "summarise", "explain", "check", "contact", "list")


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of the reading. `part` is `agency`, `year` or `metric`; `choices` are (value, label, chosen)."""

    part: str
    label: str
    choices: tuple[tuple[str, str, bool], ...]


def chips(answer: Answer, held: Holdings, related: Related, language: Language) -> tuple[Chip, ...]:
    """The chips of an answer, without those that say nothing."""
    agencies, years = agencies_of(answer), years_of(answer)
    made = [
        Chip(
            "agency",
            _few(agencies, language) or answer.question.unknown or say("ui.any_agency", language),
            _agencies(agencies, years, held),
        ),
        Chip("year", _span(years) or say("ui.any_year", language), _years(agencies, years, held)),
    ]
    metric = answer.question.metrics[0] if answer.question.metrics else None
    if metric is not None and metric.label:
        key = metric.key or next((claim.metric for claim in answer.values), None)
        others = related(agencies[0], years[-1], key, language) if agencies and years else ()
        choices = ((key or "", _called(metric, language), True), *((key, name, False) for key, name in others))
        made.append(Chip("metric", "、".join(_called(one, language) for one in answer.question.metrics[:3]), choices))
    return tuple(made)


def _called(metric: Metric, language: Language) -> str:
    """A metric as the page calls it: in its own language where the taxonomy knows the words for it."""
    known = metric_name(metric.key, language)
    return known if known and language == "en" and not metric.applicant else metric.label


def agencies_of(answer: Answer) -> tuple[str, ...]:
    """The agencies meant; those cited where the question named none, unless it is about all."""
    if answer.question.operation in OVER_ALL:
        return answer.question.agencies
    return answer.question.agencies or tuple(dict.fromkeys(claim.agency for claim in answer.values if claim.agency))


def years_of(answer: Answer) -> tuple[int, ...]:
    """The years meant; those answered for where the question named none."""
    return answer.question.years or tuple(sorted({claim.year for claim in answer.values if claim.year}))


def _agencies(chosen: tuple[str, ...], years: tuple[int, ...], held: Holdings) -> tuple[tuple[str, str, bool], ...]:
    kin = kinship(chosen[0], held) if chosen else lambda _: (0, 0)
    near = sorted(
        held.agencies, key=lambda one: (one not in chosen, not set(years) & set(held.years_of(one)), kin(one))
    )
    return tuple((agency, agency, agency in chosen) for agency in near[:MOST_CHOICES])


def kinship(agency: str, held: Holdings) -> Callable[[str], tuple[int, int]]:
    """How far another agency is from this one: (0 where it is of the same kind, else 1; less, the more of their region they
    share)."""
    organ, region = organ_of(agency), set(held.regions.get(agency, ()))

    def far(other: str) -> tuple[int, int]:
        return int(organ_of(other) != organ), -len(region.intersection(held.regions.get(other, ())))

    return far


def _like(agency: str, year: int, held: Holdings) -> str | None:
    """The agency to set this one against: with a report of the year, of the same kind or at least of the same region."""
    kin = kinship(agency, held)
    others = (one for one in held.agencies if one != agency and year in held.years_of(one))
    nearest = min(others, key=kin, default=None)
    return nearest if nearest is not None and kin(nearest) != (1, 0) else None


def _years(agencies: tuple[str, ...], chosen: tuple[int, ...], held: Holdings) -> tuple[tuple[str, str, bool], ...]:
    years = sorted({year for agency in agencies for year in held.years_of(agency)} or set(held.years))
    return tuple((str(year), str(year), year in chosen) for year in years[-MOST_CHOICES:])


def _few(agencies: tuple[str, ...], language: Language) -> str:
    if len(agencies) > 2:
        return say("ui.several_agencies", language, first=agencies[0], count=len(agencies))
    return "、".join(agencies)


def _span(years: tuple[int, ...]) -> str:
    if len(years) > 1 and tuple(range(min(years), max(years) + 1)) == tuple(sorted(years)):
        return f"{min(years)}–{max(years)}"
    return "、".join(str(year) for year in years)


def changed(answer: Answer, part: str, value: str) -> Question:
    """The question to answer instead, once a chip's choice was clicked. Where several agencies or years stand in the
    question, the choice joins or leaves them; where one does, it takes its place."""
    question = settled(answer)
    if part == "agency":
        question = replace(question, agencies=_toggle(question.agencies, value), unknown=None, choices=())
    elif part == "year" and value.isdigit():
        own = tuple(replace(metric, year=None) for metric in question.metrics)
        question = replace(question, years=tuple(sorted(_toggle(question.years, int(value)))), metrics=own)
    elif part == "metric" and value in metrics():
        before = question.metrics[0] if question.metrics else None
        question = replace(question, metrics=(_metric(value, before, question.language),))
    return _worded(question)


def misread(asked: Question, answer: Answer) -> bool:
    """Whether an answer's values are of another metric than the one chosen."""
    if answer.status != "answered" or not answer.values:
        return False
    claimed = {answer.values[0].metric}
    understood = {metric.key for metric in answer.question.metrics}
    chosen = {metric.key for metric in asked.metrics if metric.key in metrics()} - claimed
    # A cell may be answered from prose that states the same; prose is matched by its words, so its key must be there.
    return any(metrics()[key].kind == "prose" or key not in understood for key in chosen if key)


def settled(answer: Answer) -> Question:
    """The question with the agencies and years that were answered for."""
    return replace(answer.question, agencies=agencies_of(answer), years=years_of(answer), notes=())


def _metric(key: str, before: Metric | None, language: Language) -> Metric:
    name = metric_name(key, language) or key
    applicant = before.applicant if before and key.startswith("requests.") else None
    # A cell is found by its key alone; only what prose states is matched by words.
    return Metric(key, name, name if metrics()[key].kind == "prose" else "", metrics()[key].unit, applicant)


def _toggle(chosen: tuple[Part, ...], one: Part) -> tuple[Part, ...]:
    if len(chosen) < 2:
        return (one,)
    return tuple(other for other in chosen if other != one) if one in chosen else chosen + (one,)  # noqa: RUF005  mypy


def _worded(question: Question) -> Question:
    """The question with the operation and the words that fit what it now asks for."""
    operation = question.operation
    if operation in ("lookup", "yes_no") and len(question.agencies) > 1:
        operation = "compare"
    elif operation in ("lookup", "compare", "trend") and len(question.agencies) == 1:
        operation = "trend" if len(question.years) > 1 else "lookup"
    question = replace(question, operation=operation)
    topic = question.metrics[0].label if question.metrics else question.topic
    return replace(question, topic=topic, text=phrase(question))


def phrase(question: Question) -> str:
    """A question in words."""
    language = question.language
    operation = question.operation if question.operation in OPERATIONS else "lookup"
    asked = say(
        f"ui.asking_{operation}",
        language,
        metric=question.metrics[0].label if question.metrics else question.topic,
        agencies=say("ui.and", language).join(question.agencies),
        years=say("ui.and", language).join(map(str, question.years)),
    )
    return " ".join(asked.split())


def follow_ups(
    answer: Answer, held: Holdings, related: Related, language: Language | None = None
) -> tuple[tuple[str, Question], ...]:
    """What could be asked next of a figure: short words (in the page's language) and the question, each. Nothing where the
    answer brings its own suggestions, or speaks of several agencies or years."""
    question = settled(answer)
    agencies, years, language = question.agencies, question.years, language or question.language
    if (
        answer.status != "answered"
        or answer.suggestions
        or len(agencies) != 1
        or len(years) != 1
        or not question.metrics
    ):
        return ()
    key = question.metrics[0].key or next((claim.metric for claim in answer.values), None)
    made = [
        (say("ui.follow_metric", language, metric=name), changed(answer, "metric", other))
        for other, name in related(agencies[0], years[0], key, language)[:1]
    ]
    if key and len(held.years_of(agencies[0])) > 1:
        made.append((say("ui.follow_trend", language), _worded(replace(question, years=held.years_of(agencies[0])))))
    other = _like(agencies[0], years[0], held)
    if key and other:
        both = _worded(replace(question, agencies=(agencies[0], other)))
        made.append((say("ui.follow_compare", language, agency=other), both))
    summary = _worded(replace(question, operation="summarise", metrics=(), topic=""))
    return (*made, (say("ui.follow_summary", language), summary))
