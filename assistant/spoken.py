"""The places and organs of a library as Latin letters spell them: Wuzhong, kejiju."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.holdings import GOVERNMENT, Held, Holdings, shortened
from assistant.latin import (
    PEOPLES,
    UNITS,
    Token,
    joined,
    listed_readings,
    organ_readings,
    rare_spellings,
    spellings,
    tokens_of,
)
from assistant.latin_bodies import Bodies
from ingest.agencies import units_of
from ingest.organs import is_national, kinship, short_names
from ingest.regions import name_of, short_name
from ingest.zones import zone_form

LONGEST_PLACE = 5
SHORTEST = 4
_COUNTY = 6
_FEW = 4
_SPELT = {
    "road": "lu",
    "park": "gongyuan",
    "lake": "hu",
    "avenue": "dadao",
    "mountain": "shan",
    "bridge": "qiao",
    "ferry": "du",
    "island": "dao",
    "bay": "wan",
}
"""English words for parts of a place's name: Heping Road Subdistrict."""
_PINYIN_UNITS = ("jiedao", "shi", "xian", "qu", "sheng", "zhen", "xiang", "zhou")


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens [first, last] spell a place: a division (`codes`), a place of the library (`forms`), or neither (a unit that
    does not fit, a slip); `text` as typed; `sure`: it is written as a name."""

    first: int
    last: int
    codes: tuple[str, ...]
    forms: tuple[str, ...]
    sure: bool = True
    slip: bool = False


class Spoken:
    """The held agencies as Latin letters name them; everything is worked out on first use."""

    def __init__(self, holdings: Holdings) -> None:
        self._all = holdings

    @cached_property
    def bodies(self) -> Bodies:
        """The universities, zones and custom houses of the library."""
        plain = self._all.plain
        return Bodies(plain[held.name] for held in self._all.held)

    @cached_property
    def whole_names(self) -> frozenset[str]:
        """The library's names that no place stands before: those of the whole country, universities, zones."""
        plain = self._all.plain
        return frozenset(
            plain[held.name] for held in self._all.held if not (held.parts.place or held.parts.zone or held.parts.rank)
        )

    def place_in(self, words: str) -> tuple[str, tuple[str, ...]] | None:
        """A place in Latin letters, whole: its name in the library (or as typed) and its codes."""
        tokens = tokens_of(words)
        spot = self.spot_at(tokens, 0) if tokens else None
        if spot is None or spot.last < len(tokens) - 1 or not (spot.codes or spot.forms):
            return None
        return (spot.forms[0] if spot.forms else name_of(spot.codes[0]) or words), spot.codes

    def spot_at(self, tokens: Sequence[Token], at: int) -> Spot | None:
        """The place that begins at token `at`: its reading in one word or several, with its unit."""
        for count in range(min(LONGEST_PLACE, len(tokens) - at), 0, -1):
            if any(token.owner for token in tokens[at : at + count - 1]):
                continue
            letters = joined(tokens[at : at + count])
            spelt = "".join(_SPELT.get(token.letters, token.letters) for token in tokens[at : at + count])
            if hit := self.division(letters) or (self.division(spelt) if spelt != letters else None):
                return self._with_unit(tokens, at, at + count - 1, *hit)
        behind = tokens[at + 1].letters if at + 1 < len(tokens) else ""
        if behind == "county" and (hit := self.division(f"{tokens[at].letters}xian")):  # Gong County
            return Spot(at, at + 1, *hit[:2])
        return None

    def division(self, letters: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] | None:
        """Codes, library places and required endings of the place that `letters` spell, a pinyin unit cut off."""
        if len(letters) < SHORTEST:
            return None
        if letters in self.places or letters in self.codes_read:
            return self.codes_read.get(letters, ()), self.places.get(letters, ()), ()
        unit = next((unit for unit in _PINYIN_UNITS if letters.endswith(unit)), "")
        base = letters.removesuffix(unit)
        if unit and len(base) >= SHORTEST - 1 and (base in self.places or base in self.codes_read):
            return self.codes_read.get(base, ()), self.places.get(base, ()), UNITS[unit]
        return None

    def _with_unit(
        self, tokens: Sequence[Token], first: int, last: int, codes: tuple[str, ...], forms: tuple[str, ...],
        endings: tuple[str, ...],
    ) -> Spot:  # fmt: skip
        """The place kept to the divisions of the unit that stands beside it: Wuzhong City, County of Qingyan."""
        split = first < last and tokens[last].letters in _PINYIN_UNITS
        sure = (
            tokens[first].capital
            or bool(endings)
            or split
            or self._has_unit(joined(tokens[first : last + 1]), codes, forms)
        )
        unit = self._unit_after(tokens, last)
        if not endings and tokens[unit].letters in UNITS:
            endings, last, sure = UNITS[tokens[unit].letters], unit, True
        elif not endings and self._unit_of(tokens, first):
            endings, first, sure = UNITS[tokens[first - 2].letters], first - 2, True
        if endings:
            codes = tuple(code for code in codes if (name_of(code) or "").endswith(endings))
            forms = tuple(form for form in forms if form.endswith(endings))
        return Spot(first, last, codes, forms, sure)

    @staticmethod
    def _has_unit(letters: str, codes: Sequence[str], forms: Sequence[str]) -> bool:
        """Whether letters spell a place with its unit (baishaxiang), and so are no word of another language."""
        unit = next((unit for unit in _PINYIN_UNITS[:-1] if letters.endswith(unit)), "")
        names = [*forms, *(name_of(code) or "" for code in codes)] if unit else []
        return any(name.endswith(UNITS[unit]) and letters in spellings(name) for name in names)

    @staticmethod
    def _unit_after(tokens: Sequence[Token], last: int) -> int:
        """The token of the unit behind a place, that of its peoples passed over: Linxia Hui Autonomous Prefecture."""
        at = last + 1
        while at < len(tokens) and tokens[at].letters in PEOPLES:
            at += 1
        people = at < len(tokens) and tokens[at].letters == "autonomous"
        at = at + 1 if people else last + 1
        return at if at < len(tokens) and not tokens[last].owner else last

    def _unit_of(self, tokens: Sequence[Token], first: int) -> bool:
        """The County of Qingyan; the Qingling Town of Qingyan names two places."""
        if first < 2 or tokens[first - 1].letters != "of" or tokens[first - 2].letters not in UNITS:
            return False
        return first == 2 or not (tokens[first - 3].capital and self.division(tokens[first - 3].letters))

    @cached_property
    def codes_read(self) -> dict[str, tuple[str, ...]]:
        """Reading -> codes of the divisions of the lists, and of the library's towns."""
        found = dict(listed_readings())
        for held in self._all.held:
            for code in held.codes if len(held.codes) < _FEW else ():
                names = (name_of(code) or "", *units_of(held.parts.place)[-1:]) if len(code) > _COUNTY else ()
                for key in {key for name in names for key in (*spellings(name), *spellings(bare(name)))}:
                    found[key] = tuple(dict.fromkeys((code, *found.get(key, ()))))
        for code in dict.fromkeys(code for held in self._all.held for code in held.codes if len(held.codes) < _FEW):
            for key in rare_spellings(short_name(name_of(code) or "")):
                found.setdefault(key, (code,))
        return found

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Reading -> the full names of the library's places in no list of divisions."""
        found: dict[str, tuple[str, ...]] = {}
        for unit in dict.fromkeys(unit for held in self._all.held for unit in held.units):
            for form in dict.fromkeys((unit, bare(unit))):
                for key in spellings(form):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), unit)))
        for unit in list(dict.fromkeys(unit for held in self._all.held for unit in held.units)):
            for key in (key for form in dict.fromkeys((unit, bare(unit))) for key in rare_spellings(form)):
                if key not in listed_readings():
                    found.setdefault(key, (unit,))
        for held in self._all.held:
            if len(held.units) > 1:
                chain = "".join(held.units)
                for key in spellings("".join(map(shortened, held.units))):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), chain)))
        return found

    @cached_property
    def names_read(self) -> dict[str, tuple[str, ...]]:
        """Reading -> the names of the library's bodies that have no organ behind a place: daxue, haiguan, gaoxinqu, zhen."""
        found: dict[str, tuple[str, ...]] = {}
        for held in self._all.held:
            for form in self._whole_forms(held):
                for key in spellings(form):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), form)))
        return found

    def _whole_forms(self, held: Held) -> Iterator[str]:
        name = self._all.plain[held.name]
        yield name
        if held.parts.zone and held.parts.organ not in ("", name):
            zone = zone_form(held.parts.place or held.parts.zone)
            yield from (zone, f"{zone}管委会")
        elif held.parts.organ in GOVERNMENT:
            town = units_of(held.parts.place)[-1:]
            yield from (f"{unit}{body}" for unit in town for body in ("政府", "办事处", "办"))
        yield from short_names(name)

    @cached_property
    def organs(self) -> dict[str, tuple[str, ...]]:
        """Reading -> organs, those of the library among them."""
        found = dict(organ_readings())
        for organ in self._all.by_organ:
            for form in (organ, *short_names(organ)):
                for key in spellings(form):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), form)))
        found.pop("", None)
        return found

    def organs_read(self, letters: str) -> tuple[str, ...]:
        """The organs a reading may mean; of several that are not kin (水务局, 税务局) those the library has."""
        names = self.organs.get(letters, ())
        if all(kinship(names[0], name) for name in names[1:]):
            return names
        held = tuple(
            n for n in names if n in self._all.by_organ or any(n in short_names(o) for o in self._all.by_organ)
        )
        return held or (letters,)

    def holds_at(self, spot: Spot, organ: str) -> bool:
        """Whether the place that a spot spells has that organ in the library."""
        ids = [i for code in spot.codes for i in self._all.by_code.get(code, ())]
        ids += [i for form in spot.forms for i in self._all.by_place.get(form, ())]
        return bool(self._all.kin(organ, ids)[0])

    def holds(self, organ: str) -> bool:
        """Whether an agency of the library is that organ, of whatever place."""
        return any(not is_national(own) and kinship(organ, own) for own in self._all.by_organ if own)

    @cached_property
    def held_codes(self) -> frozenset[str]:
        """The divisions of the library."""
        return frozenset(code for held in self._all.held for code in held.codes)

    @property
    def known_places(self) -> frozenset[str]:
        return frozenset(self._all.by_place)


def bare(town: str) -> str:
    """A place without its unit, a town too: 和平 of 和平街道."""
    return re.sub("(?<=..)(?:街道|[镇乡])$", "", town) if town.endswith(("街道", "镇", "乡")) else shortened(town)
