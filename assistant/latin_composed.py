"""Names put together from their parts, where no list has them and no place stands before them: National Inland Waterways
Commission for 国家内河航运委员会, Shuoyuan Survey Office, Yangtze River Navigation Administration.

A held name is cut into the parts that `organs.toml` has in English and runs of characters that only pinyin spells. A
question names it where one stretch of its words says all of its own parts, and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.latin import FILLERS, LEVELS, UNITS, Token, spellings, tokens_of
from assistant.latin_places import STARTERS
from ingest.organs import english_bodies, english_parts, english_places, english_short
from ingest.regions import short_name

_SKIPPED = frozenset((*FILLERS, *UNITS, "and", "for", "in", "at"))
_LONGEST_RUN = 4
_WATERS = {"湖": ("lake",), "河": ("river",), "江": ("river",), "山": ("mountain",), "岛": ("island",), "湾": ("bay",), "港": ("port", "harbour", "harbor"), "渡": ("ferry",)}  # fmt: skip
_LAST = re.compile("|".join(_WATERS))

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name and the ways to say it; `own`: without it the name is another's."""

    ways: tuple[Words, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Composed:
    """Characters [start, end) of a question that put together the name `name`."""

    start: int
    end: int
    name: str


class Composer:
    """The names of a library that are put together from parts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parted = [(name, parts) for name in names if (parts := parts_of(name)) is not None]

    def named(self, text: str) -> list[Composed]:
        """What the words of `text` put together, the names told by most parts; several where they fit alike."""
        tokens = [token for token in tokens_of(text) if token.letters not in _SKIPPED]
        found = [
            (count, Composed(tokens[first].start, tokens[last].end, name))
            for name, parts in self._parted
            for count, first, last in _stretches(tokens, parts)
            if _stands_alone(text, tokens, first, last)
        ]
        most = max((count for count, _ in found), default=0)
        return list({one.name: one for count, one in found if count == most}.values())


@cache
def parts_of(name: str) -> tuple[Part, ...] | None:
    """A name in its parts; None where something in it is neither known in English nor short enough to be a place."""
    cut = list(_cut(name))
    if any(len(run) > _LONGEST_RUN or len(run) < 2 for run, known in cut if not known):
        return None
    placed = max((at for at, (_, known) in enumerate(cut) if not known), default=-1)
    above = placed if any(_sort(run) == "fields" for run, known in cut[placed + 1 :] if known) else -1
    fields = any(known and _sort(run) == "fields" for run, known in cut)
    parts = tuple(_part(run, known, at > above, "fields" if fields else "above") for at, (run, known) in enumerate(cut))
    own = sum(part.own for part in parts)
    return parts if own > (placed >= 0) and len(parts) > 1 else None


def _part(run: str, known: bool, behind: bool, own: str) -> Part:
    """`own`: the sort of part that tells the name from others; `behind`: it does not say who is above a body that a place tells apart (国家统计局 of 国家统计局朔原调查总队)."""
    if not known:
        return Part(tuple(_spelt(run)), own=True)
    return Part(_ways()[run][1], own=behind and _sort(run) == own)


def _sort(run: str) -> str:
    return _ways()[run][0]


def _cut(name: str) -> Iterator[tuple[str, bool]]:
    """The known parts of a name, longest first, and what stands between them."""
    at = since = 0
    while at < len(name):
        part = next((name[at:end] for end in range(len(name), at, -1) if name[at:end] in _ways()), None)
        if part is None:
            at += 1
            continue
        if since < at:
            yield name[since:at], False
        yield part, True
        at = since = at + len(part)
    if since < len(name):
        yield name[since:], False


@cache
def _ways() -> dict[str, tuple[str, tuple[Words, ...]]]:
    """Each part, of which sort it is and the words for it; a body that may stand above another is one part."""
    found = {part: (sort, tuple(map(_words, words))) for part, (sort, words) in english_parts().items()}
    above: dict[str, list[Words]] = {}
    for words, name in english_bodies().items():
        above.setdefault(name, []).append(_words(words))
    for letters, names in english_short().items():
        above.setdefault(names[0], []).append((letters.lower(),))
    return {**{name: ("above", tuple(words)) for name, words in above.items()}, **found}


def _words(said: str) -> Words:
    return tuple(token.letters for token in tokens_of(said) if token.letters not in _SKIPPED)


def _spelt(run: str) -> Iterator[Words]:
    """A place in pinyin, with what it lies at in English too: wanpinghu, wanping lake."""
    for letters in (*spellings(run), *_places().get(run, ())):
        yield (letters,)
    if _LAST.search(run[-1]) and len(run) > 2:
        yield from ((letters, word) for letters in spellings(run[:-1]) for word in _WATERS[run[-1]])


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Places that have a name of their own in English, with their divisions' ending and without: Shaanxi."""
    found: dict[str, list[str]] = {}
    for words, name in english_places().items():
        for form in {name, short_name(name)}:
            found.setdefault(form, []).append("".join(_words(words)))
    return {form: tuple(words) for form, words in found.items()}


def _stretches(tokens: Sequence[Token], parts: Sequence[Part]) -> Iterator[tuple[int, int, int]]:
    """How many parts each stretch of words [first, last] says that says all of the name's own ones, in any order."""
    for first in range(len(tokens)):
        left, at, said = list(parts), first, 0
        while at < len(tokens):
            taken = _at(tokens, at, left)
            if taken is None:
                break
            part, count = taken
            left.remove(part)
            at, said = at + count, said + 1
        if said > 1 and not any(part.own for part in left):
            yield said, first, at - 1


def _at(tokens: Sequence[Token], at: int, parts: Collection[Part]) -> tuple[Part, int] | None:
    """The part that the words at `at` say in most words, and how many; of like ones a name's own."""
    found = [
        (len(way), part.own, part)
        for part in parts
        for way in part.ways
        if way and tuple(token.letters for token in tokens[at : at + len(way)]) == way
    ]
    best = max(found, key=lambda one: one[:2], default=None)
    return (best[2], best[0]) if best else None


def _stands_alone(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether no name goes on before or behind: the East Inland Navigation Commission would be another."""
    if first and _goes_on(text, tokens[first - 1], tokens[first]) and tokens[first - 1].letters not in STARTERS:
        return False
    return last + 1 >= len(tokens) or not _goes_on(text, tokens[last], tokens[last + 1]) or tokens[last].owner


def _goes_on(text: str, one: Token, other: Token) -> bool:
    """Whether two words stand side by side as those of one name do; its level word ends it (Food and Reserves Office and
    Railway Administration)."""
    joint = r"[\s-]+" if one.letters in LEVELS else r"[\s-]+|\s*(?:and|&)\s+"
    return one.capital and other.capital and re.fullmatch(joint, text[one.end : other.start]) is not None
