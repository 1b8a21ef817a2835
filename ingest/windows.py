"""What a stated number's own words say of it: its window and its clause before it, without the agency's own name."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.agencies import anatomy
from ingest.folding import folded
from ingest.organs import full_names
from ingest.report import Fact, Report

_NUMBER = 14
"""Characters that a number in words may have."""
_PARTED = re.compile("[，,。；;、]")
_COMMON = frozenset(("政府", "人民政府", "办公室", "公开"))


@lru_cache(maxsize=4096)
def own_words(agency: str) -> tuple[str, ...]:
    """How a report may name its own agency, longest first: such words in a window say nothing of what is counted."""
    parts = anatomy(agency)
    place = re.sub(r"(?<=..)[省市县区州旗镇乡]$", "", parts.place)
    names = {agency, parts.place + parts.organ, parts.organ, parts.place, place} | {
        short for short, fulls in full_names().items() if parts.organ in fulls
    }
    return tuple(sorted((name for name in names - _COMMON if len(name) > 1), key=len, reverse=True))


def words_of(fact: Fact, own_names: tuple[str, ...]) -> tuple[str, str]:
    """The fact's window and the words of its clause before it, without the agency's own name."""
    return _words_around(fact.noun or "", fact.quote, own_names)


@lru_cache(maxsize=1 << 14)
def _words_around(noun: str, quote: str, own_names: tuple[str, ...]) -> tuple[str, str]:
    left, _, right = noun.partition("□")
    clause = folded(quote)
    before = clause[: _start(clause, left, right)] if left or right else ""
    return _without(noun.replace("□", " "), own_names), _without(before, own_names)


def _start(clause: str, left: str, right: str) -> int:
    """Where `left` begins that only a number parts from `right`; 0 where there is none."""
    at = clause.find(left)
    while at >= 0:
        number = at + len(left)
        end = clause.find(right, number, number + _NUMBER + len(right))
        if end >= 0 and not _PARTED.search(clause, number, end):
            return at
        at = clause.find(left, at + 1)
    return 0


def meant_by(window: str, before: str) -> str:
    """The words whose vector stands for a number: its window, or what stands before one that is empty."""
    return window.strip() or before or " "


def windows(report: Report) -> list[str]:
    """What stands for each number that the report's prose states, each once."""
    own = own_words(report.agency)
    stated = (fact for fact in report.facts if fact.origin == "prose" and fact.noun is not None)
    return list(dict.fromkeys(meant_by(*words_of(fact, own)) for fact in stated))


def _without(words: str, names: tuple[str, ...]) -> str:
    for name in names:
        words = words.replace(name, " ")
    return words
