"""Whom a sentence names: the agencies of its sources under any of their names, and names that are none of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.agencies import anatomy
from ingest.organs import full_names

_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:人民政府|政府办公室|委员会|管委会|办事处|街道办|法院|检察院|公安局|[委厅](?![员托派任内堂])|(?<![布格邮全结开时僵大当变残])局(?![面部限势长促域]))"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:自治州|自治县|[省市县区州镇乡旗](?![场民级域政间内划长容委办]))")
_GENERAL = re.compile(
    r"(?:各|全|本|我|该|这些?|有关|相关|多个?|多数|部分|少数|其他|其余|个别|上级|下级|同级|主管|以上|上述|几个|不同|所有|一些|另一?|有的|行政|党政|城|社|小|园|辖|地|校|景|库|展|专|误|禁|片|街|街道|开发|高新|两|[二三四五六七八九十]|"
    r"经|受|由|向|和|及|与|对|在|县|市|省|区)+(?:级)?(?:人民政府|政府办公室|委员会|管委会|办事处|街道办|法院|检察院|公安局|[委厅局省市县区州镇乡旗])|人民政府|政府办公室|委员会|管委会|办事处|街道办|法院|检察院"
)
_ORGAN_EN = re.compile(
    r"\b(?:[A-Z][A-Za-z'’-]+\s+(?:(?:of|and|for|the|&)\s+)*)+(?:Bureau|Office|Department|Commission|Committee|Government|Administration|Ministry|County|District|City|Province|Municipality)\b"
    r"|\b(?:Bureau|Office|Department|Commission|Government|Ministry|City|County)\s+of\s+[A-Z][A-Za-z]+"
)


_COMMON = frozenset(
    "政府 人民政府 办公室 政府办公室 人民政府办公室 政府办 府办 委员会 管委会 管理委员会 办事处 街道办 街道办事处".split()
)
"""What every place has: alone they name nobody."""


@dataclass(frozen=True, slots=True)
class Named:
    """Characters [start, end) name one of `agencies`; none of the sources' where that is empty."""

    start: int
    end: int
    agencies: frozenset[str]


class Namer:
    """The agencies that sources belong to, found in words."""

    def __init__(self, agencies: Iterable[str]) -> None:
        forms: dict[str, set[str]] = {}
        for agency in agencies:
            for form in _forms(agency):
                forms.setdefault(form, set()).add(agency)
        self.agencies = frozenset(agencies)
        self._forms = {form: frozenset(owners) for form, owners in forms.items()}
        every = sorted(self._forms, key=len, reverse=True)
        self._rule = re.compile("|".join(map(re.escape, every))) if every else None

    def named(self, words: str) -> list[Named]:
        """The agencies named, in order; a place and an organ side by side are one name."""
        found: list[Named] = []
        for hit in self._rule.finditer(words) if self._rule else ():
            owners = self._forms[hit.group()]
            if found and found[-1].end == hit.start():
                before = found.pop()
                found.append(Named(before.start, hit.end(), before.agencies & owners))
            else:
                found.append(Named(hit.start(), hit.end(), owners))
        return found

    def strangers(self, words: str, sources: str) -> Iterator[str]:
        """Names of organs and places in `words` (without those `named`) that `sources` do not hold."""
        for rule in (_ORGAN, _PLACE):
            for hit in rule.finditer(words):
                name = hit.group()
                if _GENERAL.fullmatch(name) or _GENERAL.fullmatch(name[-2:]):
                    continue
                if any(name[cut:] in sources for cut in range(len(name) - 1)):
                    continue
                yield name
        yield from (hit.group() for hit in _ORGAN_EN.finditer(words) if hit.group() not in sources)


@lru_cache(maxsize=2048)
def _forms(agency: str) -> tuple[str, ...]:
    """吴忠市科学技术局: also 吴忠科技局, 科技局, 吴忠市."""
    parts = anatomy(agency)
    organs = {parts.organ} | {short for short, fulls in full_names().items() if parts.organ in fulls}
    place = parts.place
    short = re.sub(r"(?<=..)[省市县区州旗镇乡]$", "", place)
    places = {place, short, re.split("[省市州]", short)[-1], re.split("[省市州]", place)[-1]} - {""}
    pairs = {where + organ for where in places for organ in organs}
    return tuple(form for form in {agency, *pairs, *(organs - _COMMON), *places} if len(form) > 1)
