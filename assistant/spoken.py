"""The places and organs of a library as Latin letters spell them: Wuzhong, kejiju."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.holdings import Holdings, shortened
from assistant.latin import UNITS, Token, joined, listed_readings, organ_readings, spellings, tokens_of
from assistant.latin_bodies import Bodies
from ingest.agencies import units_of
from ingest.organs import kinship, short_names
from ingest.regions import name_of

LONGEST_PLACE = 5
SHORTEST = 4
_COUNTY = 6
_FEW = 4
_PINYIN_UNITS = ("shi", "xian", "qu", "sheng", "zhen", "xiang")


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
        return Bodies((plain[held.name], held.parts.zone) for held in self._all.held if not held.parts.place)

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
            if hit := self.division(letters):
                return self._with_unit(tokens, at, at + count - 1, *hit)
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
        after = tokens[last + 1].letters if last + 1 < len(tokens) and not tokens[last].owner else ""
        sure = tokens[first].capital or bool(endings)
        if not endings and after in UNITS:
            endings, last, sure = UNITS[after], last + 1, True
        elif not endings and first > 1 and tokens[first - 1].letters == "of" and tokens[first - 2].letters in UNITS:
            endings, first, sure = UNITS[tokens[first - 2].letters], first - 2, True
        if endings:
            codes = tuple(code for code in codes if (name_of(code) or "").endswith(endings))
            forms = tuple(form for form in forms if form.endswith(endings))
        return Spot(first, last, codes, forms, sure)

    @cached_property
    def codes_read(self) -> dict[str, tuple[str, ...]]:
        """Reading -> codes of the divisions of the lists, and of the library's towns."""
        found = dict(listed_readings())
        for held in self._all.held:
            for code in held.codes if len(held.codes) < _FEW else ():
                names = (name_of(code) or "", *units_of(held.parts.place)[-1:]) if len(code) > _COUNTY else ()
                for key in {key for name in names for key in (*spellings(name), *spellings(_bare(name)))}:
                    found[key] = tuple(dict.fromkeys((code, *found.get(key, ()))))
        return found

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Reading -> the full names of the library's places in no list of divisions."""
        found: dict[str, tuple[str, ...]] = {}
        for unit in dict.fromkeys(unit for held in self._all.held for unit in held.units):
            for form in dict.fromkeys((unit, shortened(unit))):
                for key in spellings(form):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), unit)))
        for held in self._all.held:
            if len(held.units) > 1:
                chain = "".join(held.units)
                for key in spellings("".join(map(shortened, held.units))):
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), chain)))
        return found

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

    @property
    def known_places(self) -> frozenset[str]:
        return frozenset(self._all.by_place)


def _bare(town: str) -> str:
    return town.removesuffix("街道") if town.endswith("街道") else shortened(town)
