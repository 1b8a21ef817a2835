"""Names half in Latin letters, half in Chinese (Yanpu海关, 溪源 High-tech Zone), put into Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from assistant.latin import organ_spans, tokens_of
from assistant.latin_bodies import heads
from assistant.latin_places import Places
from assistant.spoken import Spoken, Spot, bare
from ingest.folding import Folded
from ingest.organs import known_organ_at, spoken_stems
from ingest.regions import name_of
from ingest.zones import zone_at

_HAN = "\u4e00-\u9fff"
_FOLLOWS = re.compile(
    "[省市县区州镇乡旗]|街道|大学|学院|海关|医院|职院|交警|公安|警方|税务|政府|消防|公交|水务|自来水|燃气|热力|地铁|供电|城投"
    "|[图博文科美体][书物化技术育]馆|档案馆|妇幼|中医|第[一二三四五六七八九十]|[一二三四五六七八九十][中小院]"
)
_UNITS = (
    ("街道办事处", r"(?:sub-?district|street|neighbou?rhood) office"),
    ("街道", r"sub-?district"),
    ("镇政府", r"town government"),
    ("乡政府", r"township government"),
    ("县政府", r"county government"),
    ("区政府", r"district government"),
    ("市政府", r"(?:city|municipal) government"),
    ("省政府", r"provincial government"),
    ("乡", "township"),
    ("镇", "town"),
    ("县", "county"),
    ("区", "district"),
)
_UNIT = re.compile("|".join(rf"(?P<u{at}>{words}(?![A-Za-z]))" for at, (_, words) in enumerate(_UNITS)), re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|in|for|at)\s", re.IGNORECASE)
"""Audit Office of Wuzhong: what stands before it in Chinese is no place of its."""
_MOST = 4

_Change = tuple[int, int, tuple[str, ...]]
"""Characters [start, end), and what they may be in Chinese."""


def unmixed(text: Folded, spoken: Spoken) -> Iterator[Folded]:
    """Folded text with Latin places before Chinese organs, and English kinds of body behind Chinese places, in Chinese;
    several where a spelling may be several places, none where nothing is mixed."""
    said = text.text
    if not re.search(f"[A-Za-z]['’s]*[{_HAN}]|[{_HAN}][A-Za-z]", said):
        return
    changes: list[_Change] = []
    for change in sorted([*_places(said, spoken), *_kinds(said)]):
        if not changes or change[0] >= changes[-1][1]:
            changes.append(change)
    for names in islice(product(*(names for _, _, names in changes)), _MOST) if changes else ():
        yield _changed(text, [(start, end, name) for (start, end, _), name in zip(changes, names, strict=True)])


def _places(said: str, spoken: Spoken) -> Iterator[_Change]:
    tokens = tokens_of(said)
    for spot in Places(said, tokens, spoken, han=True).spots():
        end = tokens[spot.last].end + len("'s") * tokens[spot.last].owner
        stem = any(said.startswith(stem, end) for stem in spoken_stems())
        organ = known_organ_at(said, end) > end or zone_at(said, end) > end
        if organ or stem or _FOLLOWS.match(said, end):
            yield tokens[spot.first].start, end, _written(spot, spoken)
    for token in tokens:
        if name := spoken.bodies.place_before(token.letters, said[token.end :]):
            yield token.start, token.end, (name,)


def _written(spot: Spot, spoken: Spoken) -> tuple[str, ...]:
    """The place in Chinese, those of the library first: with its unit where that is said, else without."""
    codes = sorted(spot.codes, key=lambda code: code not in spoken.held_codes)
    names = dict.fromkeys((*spot.forms, *(name_of(code) or "" for code in codes)))
    return tuple(dict.fromkeys(bare(name) if spot.first == spot.last else name for name in names if name)) or ("",)


def _kinds(said: str) -> Iterator[_Change]:
    for start, end, kinds in heads(said):
        if re.match(f"[{_HAN}]", said[start - 1 : start]):
            yield start, end, kinds[:1]
    for organ in organ_spans(tokens_of(said)):
        beside = re.match(f"[{_HAN}]", said[organ.start - 1 : organ.start]) and not _OF.match(said, organ.end)
        if organ.names and beside and not organ.government:
            yield organ.start, organ.end, organ.names
    for hit in _UNIT.finditer(said):
        before = said[hit.start() - 1 : hit.start()]
        unit = _UNITS[int((hit.lastgroup or "u0")[1:])][0]
        if re.match(f"[{_HAN}]", before) and not _OF.match(said, hit.end()):
            yield hit.start(), hit.end(), (unit[1:] if unit.startswith(before) else unit,)


def _changed(text: Folded, changes: list[tuple[int, int, str]]) -> Folded:
    said, origin = text.text, list(text.origin)
    for start, end, name in reversed(changes):
        said = said[:start] + name + said[end:]
        origin[start:end] = [origin[min(start + at, end - 1)] for at in range(len(name) - 1)] + [
            origin[end - 1]
        ] * bool(name)
    return replace(text, text=said, origin=tuple(origin))
