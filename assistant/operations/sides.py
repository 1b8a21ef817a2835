"""The same thing on every side of a comparison: what one report states in its own words is looked for in the others as a
question about each of them alone would be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.gathering import is_odd
from assistant.question import Metric, Question
from assistant.rereading import SURE, again
from ingest.taxonomy import metrics

_ALL = "disclosed_total"
Side = tuple[str, int]
Sides = Mapping[Side, Found | None]
_PEOPLE = frozenset("人 人次 名 位 户".split())
_PUBLISHED = re.compile(
    r"^(?:主动)?(?:公开|发布)(?:的)?(?:政府)?(?:信息)?(?:总[数量])?$|^(?:proactively )?(?:publish|disclos|releas)\w*(?: (?:items?|information))*$",
    re.IGNORECASE,
)
"""What was published, and nothing said of where: 公开的条数."""


def alike(question: Question, desk: Desk, metric: Metric, found: Sides) -> dict[Side, Found | None]:
    """`found`, with what is missing on one side, or counts people on one side alone, found as the other sides have it."""
    own = dict(found)
    told = {side: one for side, one in own.items() if _number(one)}
    if len(own) < 2 or not told:
        return own
    meant = _meant(desk, metric, told)
    for side, one in own.items():
        strange = one is not None and (_PUBLISHED.match(metric.words) or not _counts_alike(one, told, side))
        odd = bool(strange) and _number(one)
        if one is None or not (one.state == "absent" or (odd and meant is not None and _key(one) != meant)):
            continue
        for other in _metrics(question, desk, metric, side, told, meant, odd):
            better = _found(desk, side, other)
            if better is not None and _counts_alike(better, told, side) and (not odd or _key(better) == meant):
                own[side] = better
                break
    return own


def found_at(desk: Desk, side: Side, metric: Metric) -> Found | None:
    """What the reports of a side say of a metric: a number before any other state; None where no report is held."""
    return _found(desk, side, metric) or next(
        (each for each in (find(desk, head, metric) for head in desk.heads(*side)) if each.state != "number"), None
    )


def _found(desk: Desk, side: Side, metric: Metric) -> Found | None:
    each = (find(desk, head, metric) for head in desk.heads(*side))
    return next((one for one in each if _number(one) and not (one.fact and is_odd(metric, one.fact.unit))), None)


def _number(one: Found | None) -> bool:
    return one is not None and one.state == "number" and one.fact is not None


def _key(one: Found | None) -> str | None:
    return one.fact.metric if one is not None and one.fact is not None else None


def _meant(desk: Desk, metric: Metric, told: Mapping[Side, Found | None]) -> str | None:
    """The quantity that all sides with a number have; where they differ, the one that the question's words mean."""
    keys = {_key(one) for one in told.values()}
    if metric.key is not None:
        return None
    if len(keys) == 1:
        return next(iter(keys))
    if _PUBLISHED.match(metric.words) and _ALL in keys:
        return _ALL
    guess = desk.guess(metric.said or metric.words)
    return guess.key if guess is not None and guess.chance >= SURE and guess.key in keys else None


def _metrics(
    question: Question,
    desk: Desk,
    metric: Metric,
    side: Side,
    told: Mapping[Side, Found | None],
    meant: str | None,
    stated: bool,
) -> Iterator[Metric]:
    """The metric as others have it: under their key, in their unit, in plainer words, as the words most likely mean."""
    if meant in metrics():
        yield replace(metric, key=meant, unit=None)
        yield replace(metric, unit=None, words=metrics()[meant or ""].label_zh, said="")
    if stated:
        return
    if _PUBLISHED.match(metric.words):
        yield replace(metric, words="主动公开政府信息")
    if metric.unit is not None and not metric.words.isascii():
        yield replace(metric, words=f"{metric.words}多少{metric.unit}")
    units = {one.fact.unit for one in told.values() if one is not None and one.fact is not None}
    if metric.unit is None and len(units) == 1 and None not in units:
        yield replace(metric, unit=units.pop())
    if metric.key is None:
        alone = replace(question, operation="lookup", agencies=side[:1], years=side[1:], metrics=(metric,))
        yield from (one for one in again(metric, alone, desk)[:1] if one is not metric)


def _counts_alike(one: Found, told: Mapping[Side, Found | None], side: Side) -> bool:
    """Whether people are counted on all sides or on none."""
    others = [other.fact.unit for at, other in told.items() if at != side and other is not None and other.fact]
    unit = one.fact.unit if one.fact is not None else None
    return not others or any((unit in _PEOPLE) == (other in _PEOPLE) for other in others)
