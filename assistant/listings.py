"""The numbers that a report tells one after the other: what each of them counts, and on which channel."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from assistant.concepts import sense
from assistant.kindred import Told, core
from ingest.cues import MARK
from ingest.report import Fact

_ALIKE = 3
"""So many numbers at least whose words end alike are told one after the other."""
_END = 2
_BY = re.compile("通过|利用|依托|借助")


def channels_in(words: str) -> frozenset[str]:
    """The channels that words name."""
    return frozenset(name for name, kind in sense(words).concepts.items() if kind == "channel")


def told_on(fact: Fact, channels: frozenset[str], facts: Sequence[Fact]) -> bool:
    """Whether a number is told of one of these channels: by its own words, else by those of its sentence or its whole."""
    own = channels_in((fact.noun or "").replace(MARK, " "))
    if own or _BY.search(fact.noun or ""):  # by a medium of its own: 通过日报等平台
        return bool(own & channels)
    whole = facts[fact.total] if fact.total is not None and fact.total < len(facts) else None
    return bool(channels_in(fact.quote) & channels or (whole and channels_in(whole.quote) & channels))


def unframed(group: Sequence[Told]) -> list[frozenset[str]]:
    """What each number counts without the words that stand around all of a listing: 学习强国, of 被学习强国采用6篇、被市委办采用1篇."""
    both = [frozenset((one.words.strip(), (one.fact.noun or "").replace(MARK, " ").strip())) for one in group]
    ending: dict[str, list[str]] = defaultdict(list)
    for words in both:
        for end in {one[-_END:] for one in words}:
            ending[end] += [one for one in words if one.endswith(end)][:1]
    out = []
    for words in both:
        bare = set()
        for one in words:
            some = ending[one[-_END:]]
            if len(some) >= _ALIKE:
                ahead, behind = _shared(some), _shared([each[::-1] for each in some])
                bare.add(core(one[ahead : len(one) - behind] or one))
        out.append(frozenset(bare))
    return out


def _shared(some: Sequence[str]) -> int:
    """How many characters all of them begin with."""
    return sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, zip(*some, strict=False)))
