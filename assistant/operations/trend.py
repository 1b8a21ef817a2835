"""How a number went over the years, all reports together: the sum and the mean of each year, with its coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.claiming import columns, computed
from assistant.desk import Desk
from assistant.finding import Found
from assistant.formula import added, averaged
from assistant.gathering import Gathered, caveats, coverage, gather_for, heads_for, opened
from assistant.operations import replies
from assistant.operations.compare import difference
from assistant.phrases import listed
from assistant.question import Language, Question
from ingest.strings import say

_MARKED = 3


def answer(question: Question, desk: Desk) -> Answer:
    """The sum and the mean of the metric over all reports (or a group's) of each year."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    heads = heads_for(question, desk)
    gathered = gather_for(question, desk, question.metrics[0], heads)
    question = replace(question, metrics=(gathered.metric, *question.metrics[1:]))
    if not gathered.numbers:
        return replies.none_states(question, gathered.years)
    if len(gathered.units) > 1:
        return replies.declined(question, "units_do_not_add", units="、".join(gathered.units))
    citer, language = Citer(), question.language
    by_year = _by_year(desk, gathered)
    sums = {year: _sum(found, gathered, citer, language) for year, found in by_year.items()}
    means = {year: _mean(found, gathered, citer, language) for year, found in by_year.items()}
    return replies.answered(
        question,
        _text(sums, means, language),
        (*_best(question, sums), *sums.values(), *means.values()),
        citer,
        coverage=coverage(gathered, language, _years_said(by_year, language)),
        table=_table(sums, means, language),
        warnings=(*caveats(gathered, language), *_moved(by_year, language)),
    )


def _best(question: Question, sums: dict[int, Claim]) -> list[Claim]:
    """The sum of the year that has most (or least), where that is asked for; none where two share it."""
    if "which_year" not in question.cues:
        return []
    ordered = sorted(sums.values(), key=lambda claim: claim.number or Decimal(0), reverse=question.descending)
    return ordered[:1] if len(ordered) < 2 or ordered[0].number != ordered[1].number else []


def _by_year(desk: Desk, gathered: Gathered) -> dict[int, list[Found]]:
    found = opened(desk, gathered, gathered.numbers)
    return {year: [one for one in found if one.head.year == year] for year in sorted({one.head.year for one in found})}


def _numbers(found: Sequence[Found]) -> list[Decimal]:
    return [fact.value or Decimal(0) for one in found for fact in (one.parts or one.facts[:1])]


def _sum(found: Sequence[Found], gathered: Gathered, citer: Citer, language: Language) -> Claim:
    return computed(added(_numbers(found)), found, gathered.metric.key, citer, language)


def _mean(found: Sequence[Found], gathered: Gathered, citer: Citer, language: Language) -> Claim:
    return computed(averaged(_numbers(found), len(found)), found, gathered.metric.key, citer, language)


def _text(sums: dict[int, Claim], means: dict[int, Claim], language: Language) -> str:
    pieces = [
        say(
            "assistant.trend_piece",
            language,
            year=year,
            total=whole.shown,
            mean=means[year].shown,
            marks=mark(*whole.citations[:_MARKED]),
        )
        for year, whole in sums.items()
    ]
    return say("assistant.semicolon", language).join(pieces)


def _years_said(by_year: dict[int, list[Found]], language: Language) -> str:
    """（2021 年 15 份、2022 年 16 份）"""
    pieces = [say("assistant.coverage_year", language, year=year, count=len(some)) for year, some in by_year.items()]
    return say("assistant.bracketed", language, words=listed(pieces, language, len(pieces)))


def _moved(by_year: dict[int, list[Found]], language: Language) -> tuple[str, ...]:
    """Sums of different sets of agencies do not compare."""
    sets = {frozenset(one.head.agency for one in some) for some in by_year.values()}
    return (say("assistant.trend_moved", language),) if len(sets) > 1 else ()


def _table(sums: dict[int, Claim], means: dict[int, Claim], language: Language) -> AnswerTable:
    rows = []
    before: Claim | None = None
    for year, whole in sums.items():
        change = difference(before.number, whole.number) if before and before.number and whole.number else "—"
        mean = means[year]
        rows.append(((str(year), ()), (whole.shown, whole.citations), (mean.shown, mean.citations), (change, ())))
        before = whole
    points = [
        {"label": "", "year": year, "value": float(whole.number or 0), "citation": whole.citations[0]}
        for year, whole in sums.items()
    ]
    chart = {"kind": "line" if len(points) > 2 else "bar", "points": points} if len(points) > 1 else None
    return AnswerTable(columns(("year", "total", "mean", "change"), language), tuple(rows), chart)
