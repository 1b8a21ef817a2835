"""Places said apart from what lies in them: 柳岸区的青岭镇, 公积金中心（柳川）, 商务厅…？桐柳省的."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import replace
from functools import partial

from assistant.lexicon import Mention
from assistant.links import COUNTED, EXPLAINED, EXPLAINS, INSIDE
from assistant.settling import JOINT
from ingest.organs import known_organ_at

_TOWNS = ("镇", "乡", "街道")
_LIES_IN = re.compile(r"\s*(?:,\s*(?:in)?|in|of)\s*", re.IGNORECASE)
Whole = Callable[[str], "Mention | None"]
"""Reads a name; None where the words are not one name from their first to their last character."""


def nested(found: list[Mention], text: str, whole: Whole, places: Container[str]) -> list[Mention]:
    """同心县的河西镇 and 河西镇（同心县） are one place, and so is its bureau."""
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        gap = text[one.end : other.start]
        wide = one.placed and not one.parts.organ and other.placed and INSIDE.fullmatch(gap) and gap[0] not in "(（"
        outer = (
            one.placed and not one.parts.organ and other.placed and not other.parts.organ and _LIES_IN.fullmatch(gap)
        )
        if outer and (joined := whole(other.text + one.text)):  # 柳岸区 in 溪源市
            found[at : at + 2] = [replace(joined, start=one.start, end=other.end, behind=None)]
        elif wide and (joined := whole(one.text + other.text)):
            found[at : at + 2] = [replace(joined, start=one.start, end=other.end, behind=None)]
            each = partial(_with_town, other.text, whole)
            _each(found, at, text, each if COUNTED.fullmatch(gap) else partial(_only_held, each, places))
    return found


def counted(found: list[Mention], text: str, whole: Whole) -> list[Mention]:
    """青岭、白沙两镇: the unit of places that are counted is each one's."""
    for at in range(len(found) - 1, 0, -1):
        hit = COUNTED.match(text, found[at].end) if not found[at].parts.organ else None
        if hit and hit["unit"]:
            named = partial(_with_unit, hit["unit"], whole)
            _each(found, at, text, named)
            found[at] = named(found[at]) or found[at]
    return found


def _with_unit(unit: str, whole: Whole, one: Mention) -> Mention | None:
    made = None if one.text.endswith(unit) else whole(one.text + unit)
    return replace(made, start=one.start, end=one.end) if made else None


def _with_town(town: str, whole: Whole, one: Mention) -> Mention | None:
    return whole(one.text + town)


def _only_held(made: Callable[[Mention], Mention | None], places: Container[str], one: Mention) -> Mention | None:
    """柳岸和青州的青岭镇: the town of the first, too, where there is one."""
    found = None if one.text.endswith(("镇", "乡", "街道")) else made(one)
    return found if found and (found.parts.codes or found.parts.place in places) else None


def _each(found: list[Mention], at: int, text: str, made: Callable[[Mention], Mention | None]) -> None:
    """The bare places joined to the one at `at`, from the last to the first, as `made` has them."""
    while at > 0 and JOINT.fullmatch(text[found[at - 1].end : found[at].start]):
        at -= 1
        if not found[at].parts.organ and (whole := made(found[at])):
            found[at] = replace(whole, start=found[at].start, end=found[at].end, behind=None)


def explained(found: list[Mention], text: str, whole: Whole, organs: frozenset[str]) -> list[Mention]:
    """青岭镇2022年…？我说的是柳岸区的: a place that only says where the organ or town before it is. `organs`: words that
    name a role more often than an organ."""
    for at, place in enumerate(found):
        if not _explains(place, text):
            continue
        before = [one for one in found[:at] if not one.aside and (one.parts.organ or one.placed)]
        if before and before[-1].parts.place.startswith(place.parts.place):
            continue
        if _listed(found, at, text) or (before and not _may_lie(before[-1], place)):
            continue
        if len(before) > 1 and text[before[-1].end : place.start] not in ("(", "（"):
            continue
        target = (before[-1].start, before[-1].end) if before else _organ_before(text[: place.start], organs)
        joined = whole(place.text + (before[-1].text if before else text[slice(*target)])) if target else None
        if joined and target:
            made = replace(joined, start=target[0], end=target[1], behind=None)
            rest = [one for one in found if one not in (place, *before[-1:])]
            return sorted([*rest, made, replace(place, aside=True)], key=lambda one: one.start)
    return found


def _listed(found: list[Mention], at: int, text: str) -> bool:
    """Whether another name follows, joined to the place: 抚远市自然资源局，广州，海关总署."""
    after = found[at + 1] if at + 1 < len(found) else None
    return after is not None and JOINT.fullmatch(text[found[at].end : after.start]) is not None


def _may_lie(one: Mention, place: Mention) -> bool:
    """Whether a name leaves open where it is: an organ alone, or a town."""
    if one.held or one.parts.national:
        return False
    town = one.parts.place.endswith(_TOWNS) and one.parts.levels < 2
    return not one.placed or one.text.startswith("全") or (town and not place.parts.place.endswith(_TOWNS))


def _explains(place: Mention, text: str) -> bool:
    return (
        place.placed
        and not (place.parts.organ or place.held or place.aside)
        and EXPLAINS.search(text[max(0, place.start - 8) : place.start]) is not None
        and EXPLAINED.match(text, place.end) is not None
    )


def _organ_before(text: str, roles: frozenset[str]) -> tuple[int, int] | None:
    """The first organ among words that are no name otherwise: 给商务厅厅长写信."""
    ends = ((start, known_organ_at(text, start)) for start in range(len(text)))
    return next(((start, end) for start, end in ends if end > start + 1 and text[start:end] not in roles), None)
