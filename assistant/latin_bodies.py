"""Bodies whose place is a part of their name, in English: Wuzhong University, Binhe High-tech Zone, Danxia Customs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.latin import FILLERS, UNITS, joined, spellings, tokens_of
from ingest.zones import zone_form

_COMMITTEE = r"(?:'s)?(?: (?:administrat\w+|management) (?:committee|commission))?(?:\s*(?:管委会|管理委员会))?"
_HEADS: tuple[tuple[str, str], ...] = (
    ("高新区", r"(?:national )?(?:high[- ]?tech(?:nology)?|hi-tech)(?: industr\w+)?(?: development)? (?:zone|park|area)"),
    ("经开区", r"(?:national )?(?:economic(?: and|-)? ?(?:&|technolog\w+)?(?: technolog\w+)? development (?:zone|area)|etdz|edz)"),
    ("新区", r"new (?:area|district)"),
    ("开发区", r"development (?:zone|area)"),
    ("工业园", r"industrial park"),
    ("综保区", r"(?:comprehensive|integrated) (?:bonded|free trade) zone"),
    ("职业技术学院", r"vocational(?: and|&)? technical (?:college|institute)|polytechnic"),
    ("职业学院", r"vocational college"),
    ("师范大学", r"normal university"),
    ("医科大学", r"medical university"),
    ("大学", r"university"),
    ("学院", r"college|institute"),
    ("海关", r"customs(?: (?:house|district|office))?"),
    ("医院", r"hospital"),
)  # fmt: skip
_NAMED = re.compile(
    "|".join(rf"(?P<k{at}>\b(?:{head})(?![A-Za-z]){_COMMITTEE})" for at, (_, head) in enumerate(_HEADS)), re.IGNORECASE
)
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Body:
    """Characters [start, end) that name the body `name` of the library; `name` is "" where it holds none so named."""

    start: int
    end: int
    name: str


class Bodies:
    """The names of a library that begin with a place and end in what they are, by the place's letters."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: each name with its zone, "" where it has none."""
        self._by_letters: dict[tuple[str, str], str] = {}
        for name, zone in names:
            for kind, _ in _HEADS:
                short = zone_form(zone) if zone else name
                if short.endswith(kind) and len(short) > len(kind):
                    for letters in spellings(short.removesuffix(kind)):
                        self._by_letters.setdefault((letters, kind), name)
                    break

    def named(self, text: str) -> Iterator[Body]:
        """The bodies that English words name, held or not; a head without a name before it names none."""
        for hit in _NAMED.finditer(text):
            kind = _HEADS[int((hit.lastgroup or "k0")[1:])][0]
            before = [token for token in tokens_of(text[: hit.start()]) if token.end <= hit.start()]
            while before and before[-1].letters in (*UNITS, *FILLERS):
                before.pop()
            if not before or not before[-1].capital:
                continue
            for count in range(min(_LONGEST, len(before)), 0, -1):
                if name := self._by_letters.get((joined(before[-count:]), kind)):
                    yield Body(before[-count].start, hit.end(), name)
                    break
            else:
                if hit.group()[:1].isupper():
                    yield Body(before[-1].start, hit.end(), "")
