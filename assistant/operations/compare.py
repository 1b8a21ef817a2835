"""The same metric side by side: agencies, years, or both; every cell cited, every gap named."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.claiming import claim_of
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.operations import replies
from assistant.phrases import plain
from assistant.question import Language, Metric, Question
from ingest.report import Fact
from ingest.strings import say

Row = tuple[tuple[str, tuple[int, ...]], ...]


def answer(question: Question, desk: Desk) -> Answer:
    """A table of agencies by years for the metric asked (rows by metric where several are asked of one agency)."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    years = tuple(sorted(question.years)) or _shared_years(question, desk)
    citer = Citer()
    claims: list[Claim] = []
    rows: list[Row] = []
    points: list[dict[str, object]] = []
    for agency in question.agencies:
        for metric in question.metrics:
            found = [_found(desk, agency, year, metric) for year in years]
            label = agency if len(question.metrics) == 1 else f"{agency} · {metric.label}"
            rows.append(_row(label, found, years, citer, claims, question.language, points))
    if not claims:
        return replies.not_compared(question, desk, years)
    return Answer(
        status="answered",
        text=_text(question, claims, years, citer),
        question=question,
        values=tuple(claims),
        citations=citer.citations,
        table=AnswerTable(_columns(years, question.language), tuple(rows), _chart(points, years)),
        warnings=_caveats(claims, question.language),
        reading=replies.reading(question),
    )


def _shared_years(question: Question, desk: Desk) -> tuple[int, ...]:
    """Of one agency every year; of several the newest year that all hold, else every year held."""
    held = [set(desk.years(agency)) for agency in question.agencies]
    if len(held) == 1:
        return tuple(sorted(held[0]))
    shared = set.intersection(*held)
    return (max(shared),) if shared else tuple(sorted(set.union(*held)))


def _found(desk: Desk, agency: str, year: int, metric: Metric) -> Found | None:
    heads = desk.heads(agency, year)
    each = [find(desk, head, metric) for head in heads]
    return next((found for found in each if found.state == "number"), each[0] if each else None)


def _row(
    label: str,
    found: list[Found | None],
    years: tuple[int, ...],
    citer: Citer,
    claims: list[Claim],
    language: Language,
    points: list[dict[str, object]],
) -> Row:
    cells: list[tuple[str, tuple[int, ...]]] = [(label, ())]
    facts: list[Fact | None] = []
    for year, each in zip(years, found, strict=True):
        fact = each.fact if each is not None and each.state == "number" else None
        facts.append(fact)
        if each is None or fact is None:
            cells.append((say(f"assistant.cell_{'no_report' if each is None else each.state}", language), ()))
            continue
        claim = claim_of(each, citer, language)
        cells.append((claim.shown, claim.citations))
        points.append({"label": label, "year": year, "value": float(claim.number or 0), "citation": claim.citations[0]})
        claims.append(claim)
    if len(years) > 1:
        cells.append((_change(facts), ()))
    return tuple(cells)


def _change(facts: list[Fact | None]) -> str:
    """Last year against the one before it: +24（+20.3%）."""
    one, two = facts[-2:]
    if one is None or two is None or one.value is None or two.value is None:
        return "—"
    return difference(one.value, two.value)


def difference(one: Decimal, two: Decimal) -> str:
    """The change from `one` to `two`, and its share of `one` in percent where that is not zero."""
    change = two - one
    sign = "+" if change > 0 else "−" if change < 0 else ""
    share = "" if one == 0 else f"（{sign}{abs(change) * 100 / one:.1f}%）"
    return f"{sign}{plain(abs(change))}{share}"


def _columns(years: tuple[int, ...], language: Language) -> tuple[str, ...]:
    change = (say("assistant.column_change", language),) if len(years) > 1 else ()
    return (say("assistant.column_agency", language), *map(str, years), *change)


def _text(question: Question, claims: list[Claim], years: tuple[int, ...], citer: Citer) -> str:
    language = question.language
    if len(question.agencies) > 1 and len(years) == 1 and len(question.metrics) == 1:
        ranked = sorted(claims, key=lambda claim: -(claim.number or 0))
        pieces = [
            say(
                "assistant.compare_piece",
                language,
                agency=claim.agency,
                value=claim.shown,
                marks=mark(*claim.citations),
            )
            for claim in ranked
        ]
        lead = ""
        if len(ranked) > 1:
            key = "assistant.compare_same" if ranked[0].number == ranked[1].number else "assistant.compare_lead"
            lead = say(key, language, agency=ranked[0].agency)
        return lead + say("assistant.semicolon", language).join(pieces)
    pieces = [
        say(
            "assistant.year_piece",
            language,
            agency=claim.agency,
            year=claim.year,
            value=claim.shown,
            marks=mark(*claim.citations),
        )
        for claim in claims
    ]
    changes = [
        say("assistant.change_piece", language, year=two.year, change=difference(one.number, two.number))
        for one, two in pairwise(claims)
        if len(question.agencies) == 1
        and len(question.metrics) == 1
        and one.number is not None
        and two.number is not None
    ]
    return say("assistant.semicolon", language).join(pieces + changes[-1:])


def _chart(points: list[dict[str, object]], years: tuple[int, ...]) -> dict[str, object] | None:
    if len(points) < 2:
        return None
    return {"kind": "line" if len(years) > 2 else "bar", "points": points}


def _caveats(claims: list[Claim], language: Language) -> tuple[str, ...]:
    """Units that differ are said, never converted silently."""
    units = {claim.unit for claim in claims if claim.unit}
    return (say("assistant.units_differ", language, units="、".join(sorted(units))),) if len(units) > 1 else ()
