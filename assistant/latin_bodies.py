"""Bodies whose place is a part of their name, and those of the whole country, in English: Wuzhong University, Xiyuan
High-tech Zone, Yanpu Customs, Ministry of Water Resources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.latin import FILLERS, UNITS, joined, spellings, tokens_of
from ingest.agencies import anatomy
from ingest.zones import zone_form

_OFFICE = r"(?:'s)?(?: (?:party(?: and|-| &)? ?government )?(?:general )?office)?"
_COMMITTEE = (
    rf"(?:'s)?(?: (?:administrat\w+|management) (?:committee|commission))?(?:'s)?(?:\s*(?:管委会|管理委员会))?{_OFFICE}"
)
_OFFICE_OF = re.compile(
    r"(?:the )?(?:(?:party(?: and|-| &)? ?government |general )?office|(?:administrat\w+|management) (?:committee|commission)) (?:of|for) (?:the )?$",
    re.IGNORECASE,
)
_SUBJECTS = {
    "technology and business": ("工商",),
    "business and technology": ("工商",),
    "science and technology": ("科技", "科学技术"),
    "technology": ("理工", "工业", "科技"),
    "engineering": ("工程", "工业"),
    "finance and economics": ("财经",),
    "normal": ("师范",),
    "medical": ("医科",),
    "agricultural": ("农业",),
    "forestry": ("林业",),
    "jiaotong": ("交通",),
    "transportation": ("交通",),
    "minzu": ("民族",),
    "sport": ("体育",),
    "open": ("开放",),
    "foreign studies": ("外国语",),
}
_VOCATIONAL = r"(?:vocational(?: and| &)?[ -]technical|vocational(?:[ -]technology)?|technical) "
_HEADS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("高新区",), r"(?:national )?(?:(?:high[- ]?tech(?:nology|nological)?|hi[- ]?tech)(?: industr\w+)?(?: development)? (?:zone|park|area)|htz|htdz)"),
    (("经开区", "开发区"), r"(?:national )?(?:economic(?:(?: and| &|-)? ?technolog\w+)?(?: development)? (?:zone|area)|etdz|edz)"),
    (("新区",), r"new (?:area|district)"),
    (("开发区", "经开区"), r"development (?:zone|area)"),
    (("工业园",), r"industrial park"),
    (("综保区",), r"(?:comprehensive|integrated) (?:bonded|free trade) zone"),
    (("职业技术学院", "职业学院"), rf"{_VOCATIONAL}(?:college|institute)|polytechnic"),
    *((tuple(f"{cn}大学" for cn in names), rf"{words.replace(' and ', ' (?:and|&) ')} university") for words, names in _SUBJECTS.items()),
    (("大学",), r"university"),
    (("学院",), r"college|institute"),
    (("海关",), r"customs(?: (?:house|district|office))?"),
    (("医院",), r"hospital"),
)  # fmt: skip
_NAMED = re.compile(
    "|".join(rf"(?P<k{at}>(?<![A-Za-z])(?:{head})(?![A-Za-z]){_COMMITTEE})" for at, (_, head) in enumerate(_HEADS)),
    re.IGNORECASE,
)
_HEAD_OF = re.compile(r" (?:of|in|at|for) (?:the )?(?=[A-Z])")
_LONGEST = 4
_LONG = {"高新区": ("高新技术", "高新"), "经开区": ("经济技术", "开发区"), "职业技术学院": ("职院", "职业")}
"""What else a kind is written as, or begins with."""


def heads(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where English words for a kind of body stand, and what it is in Chinese."""
    for hit in _NAMED.finditer(text):
        yield hit.start(), hit.end(), _HEADS[int((hit.lastgroup or "k0")[1:])][0]


@dataclass(frozen=True, slots=True)
class Body:
    """Characters [start, end) that name the body `name` of the library; `name` is "" where it holds none so named."""

    start: int
    end: int
    name: str


class Bodies:
    """The names of a library that begin with a place and end in what they are, by the place's letters."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_letters: dict[tuple[str, str], str] = {}
        kinds = sorted({kind for each, _ in _HEADS for kind in each}, key=len, reverse=True)
        for name in names:
            parts = anatomy(name)
            short = zone_form(parts.place or parts.zone) if parts.zone else name
            kind = next((kind for kind in kinds if short.endswith(kind) and len(short) > len(kind)), None)
            for letters in spellings(short.removesuffix(kind)) if kind else ():
                self._by_letters.setdefault((letters, kind or ""), short)

    def place_before(self, letters: str, rest: str) -> str | None:
        """The place that letters spell before a kind of body in Chinese: Xiyuan高新区."""
        for (spelt, kind), name in self._by_letters.items():
            if spelt == letters and rest.startswith((kind, *_LONG.get(kind, ()))):
                return name.removesuffix(kind)
        return None

    def named(self, text: str) -> Iterator[Body]:
        """The bodies that English words name, held or not; a head without a name beside it names none."""
        for hit in _NAMED.finditer(text):
            kinds = _HEADS[int((hit.lastgroup or "k0")[1:])][0]
            before, behind = self._before(text, hit, kinds), self._behind(text, hit, kinds)
            if body := before if before and before.name else behind or before:
                start = body.start
                while office := _OFFICE_OF.search(text[:start]):
                    start = office.start()
                yield Body(start, body.end, body.name)

    def _before(self, text: str, hit: re.Match[str], kinds: tuple[str, ...]) -> Body | None:
        """Xiyuan High-tech Zone."""
        before = [token for token in tokens_of(text[: hit.start()]) if token.end <= hit.start()]
        while before and before[-1].letters in (*UNITS, *FILLERS):
            before.pop()
        if not before or not before[-1].capital:
            return None
        for count in range(min(_LONGEST, len(before)), 0, -1):
            for kind in kinds:
                if name := self._by_letters.get((joined(before[-count:]), kind)):
                    return Body(before[-count].start, hit.end(), name)
        return Body(before[-1].start, hit.end(), "") if hit.group()[:1].isupper() and before[-1].capital else None

    def _behind(self, text: str, hit: re.Match[str], kinds: tuple[str, ...]) -> Body | None:
        """The customs in Yanpu."""
        link = _HEAD_OF.match(text, hit.end())
        after = tokens_of(text[link.end() :])[:_LONGEST] if link else []
        for count in range(len(after), 0, -1):
            for kind in kinds:
                if link and (name := self._by_letters.get((joined(after[:count]), kind))):
                    return Body(hit.start(), link.end() + after[count - 1].end, name)
        return None
