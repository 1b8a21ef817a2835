"""Kinds of agencies that a question about the library names: 高校, 省级单位, 审计局, 云川的, police forces, universities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from assistant.holdings import GOVERNMENT, Held, Holdings, closest, shortened
from ingest.organs import english_alone, english_organs, known_organ_at, known_organs, spoken_stems
from ingest.regions import codes_of, contains, level_of, lookup, path_of, region_at

Sort = Literal["organ", "level", "place"]
Spoken = Callable[[str], tuple[str, tuple[str, ...]] | None]
LEVELS = ("national", "province", "city", "county", "town")
_BEHIND = r"(?:直属|直|属|级)?(?:的)?(?:单位|部门|机关|机构|系统|口|战线)?"
_LEVEL_WORDS = (
    ("national", r"(?:国家|中央)(?:级|部委|机关|单位|部门|机构)+|国务院(?:组成)?部门|国家部委|部委|国字头(?:的)?(?:单位)?"),
    ("province", r"省(?:级|直|属|一级)+(?:的)?(?:单位|部门|机关|机构)?|厅局级?(?:单位)?|省里(?:的)?(?:单位|部门)?"),
    ("city", r"(?:地市|地|市)(?:级|直|属|一级)+(?:的)?(?:单位|部门|机关|机构)?"),
    ("county", r"(?:区县|县区|县市区|县|区)(?:级|直|属|一级)+(?:的)?(?:单位|部门|机关|机构)?"),
    ("town", r"(?:乡镇|镇街|街镇|乡镇街道|镇|乡|街道)(?:级|一级)?(?:(?:人民)?政府|办事处|街道|办)?(?:单位)?"),
)  # fmt: skip
_LEVEL_EN = (
    ("national", r"(?:central|national)(?:[- ]level)?(?: government)?(?: (?:ministr(?:y|ies)|agenc(?:y|ies)|bod(?:y|ies)|departments?|organs?|authorit(?:y|ies)))?|ministr(?:y|ies)"),
    ("province", r"provinc(?:e[- ]level|ial(?:[- ]level)?)"),
    ("city", r"(?:municipal|city|prefecture)[- ]level|municipal|prefectur(?:e|al)"),
    ("county", r"(?:county|district)(?:[- ]level)?|district[- ]or[- ]county"),
    ("town", r"town(?:ship)?[- ]level|town(?:ship)?s?(?: governments?)?|sub-?districts?(?: offices?)?|street offices?"),
)  # fmt: skip
_NAMED = (
    (r"高等?(?:院校|学校)|高校|大专?院校|大学|院校|学院|学校|universit(?:y|ies)|colleges?|higher[- ]education(?: institutions?)?|schools?|academic institutions?", "大学|学院|学校|中学|小学"),
    (r"公安(?:机关|部门|系统|局|厅)?|警察(?:局|部门)?|警方|police(?: forces?| bureaus?| departments?| agenc(?:y|ies))?|public security(?: (?:bureaus?|organs?|departments?))?", "公安|警"),
    (r"医院|hospitals?", "医院"),
    (r"国有?企业?|公司|企业|compan(?:y|ies)|(?:state-owned )?enterprises?", "公司|集团"),
    (r"法院|courts?", "法院"), (r"检察院|prosecutors?'? offices?|procuratorates?", "检察院"),
    (r"海关|customs(?: offices?| houses?)?", "海关"),
    (r"税务(?:局|部门|系统|机关)?|地税局?|国税局?|tax(?:ation)?(?: (?:bureaus?|offices?|authorit(?:y|ies)|agenc(?:y|ies)))?", "税"),
    (r"(?:(?:高新|经开|开发|新|示范|保税|度假|园)区(?:管委会|管理委员会)?|管委会|管理委员会)|development zones?|high[- ]?tech zones?", "开发区|高新|经开|新区|园区|保税|示范区"),
    (r"各?级?政府(?!信息)|(?:local |people's )?governments?", "人民政府(?:办公[室厅])?$|管理委员会"),
)  # fmt: skip
_EN_BODY = re.compile(
    r"(?: and [a-z]+)?(?: (?:bureau(?:s|x)?|departments?|commissions?|offices?|administrations?|agenc(?:y|ies)|authorit(?:y|ies)|bodies|sector))(?![a-z])"
)
_EN_PLURAL = re.compile(r"(?:s|es)?(?![a-z])")
_TOWN = re.compile(r"(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|街道办)?$")
_LEVEL_ENDS = (
    ("province", ("省", "自治区")),
    ("town", ("镇", "乡", "街道", "苏木")),
    ("city", ("州", "盟", "地区")),
    ("county", ("区", "县", "旗")),
)
_WORD = re.compile(r"[A-Za-z&'-]+")
_TOWNS = (("镇", "镇|town"), ("乡|苏木", "乡|town"), ("街道", "街道|镇街|街镇|street|district"))
_OF_TOWN = "(?:人民政府|政府|办事处|街道办)?$"
_LONGEST_PLACE = 9


@dataclass(frozen=True, slots=True)
class Kind:
    """Words [start, end) for a kind of agency, and those of the library that are of it."""

    start: int
    end: int
    sort: Sort
    label: str
    agencies: frozenset[str]


class Kinds:
    """Reads kinds of agencies, one at a time, where they begin. `place_in` reads a place in Latin letters."""

    def __init__(self, holdings: Holdings, place_in: Spoken) -> None:
        self._all, self._place_in = holdings, place_in

    def at(self, text: str, start: int) -> Kind | None:
        """The longest kind that begins at `start` of folded text."""
        latin = text[start].isascii()
        readers = (
            (self._fixed, self._english, self._latin_place)
            if latin
            else (self._fixed, self._organ, self._chinese_place)
        )
        found = [kind for read in readers if (kind := read(text, start)) is not None]
        return max(found, key=lambda kind: kind.end, default=None)

    def agencies_in(self, level: str) -> list[tuple[str, str]]:
        """Each agency with the division of a level (one of LEVELS) that it lies in or is of."""
        own = {held.name: held for held in reversed(self._all.held)}
        return [(name, unit) for name, held in own.items() for unit in _chain(held) if _level_of(unit) == level]

    # --- levels, and kinds that are told by a name's own words -------------------------------------------------------

    def _fixed(self, text: str, start: int) -> Kind | None:
        found: list[Kind] = []
        for level, words in (*_LEVEL_WORDS, *_LEVEL_EN):
            if hit := _matched(words, text, start):
                found.append(
                    Kind(
                        start,
                        hit,
                        "level",
                        text[start:hit],
                        frozenset(of_level(self._all.held, level, text[start:hit])),
                    )
                )
        for words, name in _NAMED:
            if hit := _matched(words, text, start):
                names = frozenset(held.name for held in self._all.held if re.search(name, held.name))
                found.append(Kind(start, hit, "organ", text[start:hit], names))
        return max(found, key=lambda kind: kind.end, default=None)

    # --- organs ------------------------------------------------------------------------------------------------------

    @cached_property
    def _organs(self) -> list[str]:
        return list(dict.fromkeys(held.parts.organ for held in self._all.held if held.parts.organ))

    def _organ(self, text: str, start: int) -> Kind | None:
        """审计局, 审计部门."""
        end = known_organ_at(text, start)
        if end > start + 1 and text[start:end] not in GOVERNMENT:
            return self._of_organs(start, end, text[start:end], [text[start:end]])
        hit = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:部门|系统|口(?=的)|单位)").match(text, start)
        stem = hit[1] if hit else ""
        if hit and (stem in spoken_stems() or any(one in known_organs() for one in _bodies_of(stem))):
            return self._of_organs(start, hit.end(), hit.group(), _bodies_of(stem))
        return None

    def _of_organs(self, start: int, end: int, label: str, organs: Iterable[str]) -> Kind:
        best = {one for organ in organs for one in closest(organ, self._organs)[0]}
        names = frozenset(held.name for held in self._all.held if held.parts.organ in best)
        return Kind(start, end, "organ", label, names)

    def _english(self, text: str, start: int) -> Kind | None:
        lower = text.lower().replace("&", "and")
        for english, stems in _english_longest():
            if lower.startswith(english, start) and (hit := _EN_BODY.match(lower, start + len(english))):
                return self._of_organs(
                    start, hit.end(), text[start : hit.end()], [one for stem in stems for one in _bodies_of(stem)]
                )
        for english, organs in sorted(english_alone().items(), key=lambda one: -len(one[0])):
            if lower.startswith(english, start) and (hit := _EN_PLURAL.match(lower, start + len(english))):
                return self._of_organs(start, hit.end(), text[start : hit.end()], organs)
        return None

    # --- places ------------------------------------------------------------------------------------------------------

    def _chinese_place(self, text: str, start: int) -> Kind | None:
        for end in range(min(len(text), start + _LONGEST_PLACE), start + 1, -1):
            words = text[start:end]
            listed = region_at(text, start)
            if listed and listed.end == end:
                return self._of_place(start, end, words, listed.codes)
            if words in self._all.places:
                return self._of_place(start, end, words, ())
        return None

    def _latin_place(self, text: str, start: int) -> Kind | None:
        words = list(_WORD.finditer(text, start))[:3]
        if not words or words[0].start() != start or not text[start].isupper():
            return None
        for count in range(len(words), 0, -1):
            end = words[count - 1].end()
            said = text[start:end].removesuffix("'s")
            if found := self._place_in(said):
                return self._of_place(start, end, said, found[1], found[0])
        return None

    def _of_place(self, start: int, end: int, label: str, codes: tuple[str, ...], place: str = "") -> Kind:
        names = frozenset(held.name for held in self._all.held if self._inside(held, place or label, codes))
        return Kind(start, end, "place", label, names)

    def _inside(self, held: Held, place: str, codes: tuple[str, ...]) -> bool:
        own = held.codes or frozenset(codes_of(held.entry.region))
        if codes and own:
            return all(any(contains(code, one) for code in codes) for one in own)
        units = {*held.units, *held.entry.region}
        named = any(place in (unit, shortened(unit)) for unit in units)
        return named or (not units and held.name.startswith(shortened(place)))


def own_level(held: Held) -> str:
    """The level (one of LEVELS) that an agency is of; "" where its name does not tell."""
    if held.parts.national or (not _chain(held) and re.search(r"[部署]$|总局$", held.name)):
        return "national"
    if _TOWN.search(held.name):
        return "town"
    chain = [] if held.parts.zone else _chain(held)
    own = bool(held.parts.place or held.units or held.codes)
    return _level_of(chain[-1]) if chain and own else ""


def of_level(held: Iterable[Held], level: str, words: str) -> tuple[str, ...]:
    """The names of those of a level; of towns those that the words name: 乡镇 are no 街道."""
    ends = "|".join(end for end, said in _TOWNS if re.search(said, words, re.IGNORECASE)) if level == "town" else ""
    own = dict.fromkeys(one.name for one in held if own_level(one) == level)
    return tuple(name for name in own if re.search(f"(?:{ends}){_OF_TOWN}", name) or not ends)


def _chain(held: Held) -> tuple[str, ...]:
    """The divisions an agency lies in, the widest first."""
    if len(held.codes) == 1:
        return path_of(next(iter(held.codes)))
    return held.units or held.entry.region


def _matched(words: str, text: str, start: int) -> int:
    hit = _whole(words).match(text, start)
    return hit.end() if hit else 0


@cache
def _whole(words: str) -> re.Pattern[str]:
    """A pattern, case-insensitively, that no letter follows."""
    return re.compile(rf"(?:{words})(?![a-z])", re.IGNORECASE)


def _bodies_of(stem: str) -> tuple[str, ...]:
    """What the organs of a field may be called, by their rank."""
    return f"{stem}局", f"{stem}厅", f"{stem}委员会", f"{stem}部"


def _english_longest() -> list[tuple[str, tuple[str, ...]]]:
    return sorted(english_organs().items(), key=lambda one: -len(one[0]))


def _level_of(unit: str) -> str:
    """Which level a division is of: by the end of its name, a 市 by its code."""
    for level, ends in _LEVEL_ENDS:
        if unit.endswith(ends):
            return level
    sizes = {level_of(code) for code in lookup(unit)} if unit.endswith("市") else set()
    return LEVELS[max(sizes)] if sizes else "city" if unit.endswith("市") else ""
