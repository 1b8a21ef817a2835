"""Places by their short names where words follow that could as well belong to them: 2022年栖川开了几场发布会."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.lexicon import Lexicon, Mention
from ingest.agencies import Anatomy, anatomy, place_at
from ingest.organs import known_organ_at, spoken_stems
from ingest.regions import region_at

_PLACED = re.compile("(?:^|[^\u4e00-\u9fff]|年|[在于到去从全])$")
"""What a place that is not told by its unit may stand behind."""


def only_place(loose: Sequence[Mention], text: str, lexicon: Lexicon) -> list[Mention]:
    """2022年栖川开了几场发布会: the one place of the library that stands where a name may begin, where nothing else is named."""
    some = [
        one
        for one in loose
        if lexicon.place_end(text, one.start) == one.end or lexicon.organs_at(one.text, one.parts.codes)
    ]
    some = [one for one in some if text[one.start - 1 : one.start] not in tuple('“"‘「『《')]
    own = [one for one in some if one.text not in spoken_stems() and known_organ_at(text, one.start) <= one.start]
    return own if len({one.text for one in own}) == 1 else []


def loose_places(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """在栖川新开了…: the library's places by their short names where words follow that could as well belong to them."""
    at = 0
    while at < len(text):
        chain, zone, end = place_at(text, at)
        stop = max(end if chain and not zone else at, lexicon.place_end(text, at))
        if stop > at + 1 and _PLACED.search(text[:at]) and not begins_later(text, at, stop):
            parts = anatomy(text[at:stop]) if stop == end else Anatomy((), text[at:stop], "", "")
            yield Mention(at, stop, text[at:stop], parts)
        at = max(stop, at + 1)


def begins_later(text: str, start: int, end: int) -> bool:
    """从江永县 is 江永县, not 从江: a full name that begins inside a short one and goes beyond it."""
    hits = (region_at(text, at, short=False) for at in range(start + 1, end))
    return any(hit is not None and hit.end > end for hit in hits)
