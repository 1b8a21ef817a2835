"""The agencies of a library, taken apart and indexed by place, organ and name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from ingest.agencies import Anatomy, anatomy, is_agency, units_of
from ingest.folding import simplify
from ingest.institutions import institution
from ingest.organs import Kinship, kinship, known_organs
from ingest.regions import codes_of, contains, short_name

_OWN_COMMISSION = 6
"""Characters of a commission's name that are enough to know it by."""
_ORDER = {"same": 0, "short": 1, "abbreviated": 2, "former": 3}
_KIN = ("same", "short", "former")
GOVERNMENT = frozenset(
    {"", "政府", "人民政府", "行政公署", "行署", "办事处", "街道办", "街办", "办", "街道办事处", "管理委员会", "管委会"}
)


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency the library holds: canonical name, region path (province first), years, and other names its reports
    use for it (account names, a name in brackets)."""

    agency: str
    region: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """An entry, taken apart. `codes`: the divisions it may belong to; `place`: its place words where no list of
    divisions has them; `units`: the divisions these words chain, from the province down as far as known."""

    entry: AgencyEntry
    parts: Anatomy
    codes: frozenset[str]
    place: str
    units: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.entry.agency


class Holdings:
    """Entries with their indices; `by_place` knows places that no list of divisions has, in every form of theirs;
    `places` those above them, too."""

    def __init__(self, agencies: Iterable[AgencyEntry]) -> None:
        entries = list(agencies)
        self.plain = _simplified([name for entry in entries for name in (entry.agency, *entry.aliases, *entry.region)])
        self.held = [held for entry in entries for held in self._forms(entry)]
        self.by_code: dict[str, list[int]] = {}
        self.by_place: dict[str, list[int]] = {}
        self.by_organ: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        for index, held in enumerate(self.held):
            self._add(index, held)
        above = {unit for held in self.held for unit in held.units[:-1]}
        self.places = frozenset(self.by_place) | above | {shortened(unit) for unit in above}
        own = {self.plain[entry.agency] for entry in entries}
        self.own = own.union(*map(_without_state, own))

    def _add(self, index: int, held: Held) -> None:
        for code in held.codes:
            self.by_code.setdefault(code, []).append(index)
        for place in place_forms(held.units):
            self.by_place.setdefault(place, []).append(index)
        self.by_organ.setdefault(held.parts.organ, []).append(index)
        name = self.plain[held.name]
        for form in {self.plain[alias] for alias in held.entry.aliases} | {name} | _without_state(name):
            self.by_name.setdefault(form, []).append(index)

    def _forms(self, entry: AgencyEntry) -> list[Held]:
        """An entry under its own name, and under each other name that is an agency's with its place."""
        own = self._taken_apart(entry, self.plain[entry.agency])
        others = (self._taken_apart(entry, self.plain[alias]) for alias in entry.aliases)
        return [
            own,
            *(held for held in others if held.parts.place and held.parts.organ and is_agency(held.parts.organ)),
        ]

    def _taken_apart(self, entry: AgencyEntry, name: str) -> Held:
        parts = _with_its_place(name, anatomy(name), tuple(self.plain[unit] for unit in entry.region))
        stated = codes_of(entry.region)
        inside = [code for code in parts.codes if any(contains(a, code) or contains(code, a) for a in stated)]
        codes = inside or list(parts.codes)
        if not codes and not parts.place and not parts.national:
            codes = list(stated)
        if parts.codes:
            return Held(entry, parts, frozenset(codes), "")
        units = self._units(parts.place, tuple(self.plain[name] for name in entry.region))
        return Held(entry, parts, frozenset(codes), parts.place, units)

    @staticmethod
    def _units(place: str, region: tuple[str, ...]) -> tuple[str, ...]:
        """云岭市东河区 of (云朔省, 云岭市, 东河区) -> those three; without a region that fits, the words alone."""
        own = tuple(units_of(place)) or ((place,) if place else ())
        if own and own[-1] in region:
            above = region[: region.index(own[-1])]
            return (*(unit for unit in above if unit not in own), *own)
        return own

    def siblings(self, index: int) -> list[int]:
        """The other entries that are the same body: one place, one zone, and organs that are kin."""
        held = self.held[index]
        places = [i for code in held.codes for i in self.by_code[code]] + self.by_place.get(held.place, [])
        return [
            i
            for i in dict.fromkeys(places)
            if i != index
            and self.held[i].codes == held.codes
            and _same_units(self.held[i].units, held.units)
            and self.held[i].parts.zone == held.parts.zone
            and _kinship(self.held[i].parts.organ, held.parts.organ) in _KIN
        ]

    def one_body(self, ids: Sequence[int]) -> bool:
        """Whether all these entries are the same body under several names."""
        return all(i == ids[0] or i in self.siblings(ids[0]) for i in ids)

    def kin(self, organ: str, pool: Sequence[int]) -> tuple[tuple[int, ...], str]:
        """The entries of the pool whose organ is closest kin to `organ`, and how close."""
        best, kind = closest(organ, list(dict.fromkeys(self.held[i].parts.organ for i in pool)))
        return tuple(i for i in pool if self.held[i].parts.organ in best), kind


def _with_its_place(name: str, parts: Anatomy, region: Sequence[str]) -> Anatomy:
    """溪源水务集团 of (溪源市,) is the 水务集团 of 溪源市, though no list of divisions has it; so is 国家统计局溪源调查队."""
    team = name.endswith("队") and name.startswith("国家统计局")
    name = name.removeprefix("国家统计局") if team else name
    for unit in reversed(region) if not (parts.place or parts.zone) else ():
        rest = name.removeprefix(unit).removeprefix(shortened(unit))
        if rest != name and (team or institution(rest) is not None):
            return replace(parts, place=unit, organ=rest)
    return parts


def _same_units(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two chains of divisions end alike and name nothing that the longer of them does not."""
    return one[-1:] == other[-1:] and (set(one) <= set(other) or set(other) <= set(one))


def closest(asked: str, organs: Sequence[str]) -> tuple[list[str], str]:
    """Those of `organs` that are the closest kin of `asked`, and how close."""
    kinds = {organ: kind for organ in organs if (kind := _kinship(asked, organ))}
    if not kinds:
        return [], ""
    best = min(kinds.values(), key=_ORDER.__getitem__)
    return [organ for organ, kind in kinds.items() if kind == best], best


@cache
def _kinship(asked: str, held: str) -> Kinship | None:
    return kinship(asked, held)


def place_forms(units: Sequence[str]) -> tuple[str, ...]:
    """How the place at the end of a chain of divisions is written: 云岭市东河区 also as 东河区, 东河, 云岭东河区, 云岭东河."""
    if not units:
        return ()
    last = list(dict.fromkeys((units[-1], shortened(units[-1]))))
    return tuple(dict.fromkeys(above + own for above in _chains(units[:-1]) for own in last))


def _chains(units: Sequence[str]) -> Iterator[str]:
    """The divisions above, any of them left out or shortened: "", 云岭市, 云岭, 云朔省云岭市 …"""
    for count in range(len(units) + 1):
        for some in combinations(units, count):
            yield "".join(some)
            yield "".join(map(shortened, some))


def shortened(unit: str) -> str:
    """A division's name without its unit: 吴忠 of 吴忠市; of 榆林区 too, which is no 林区."""
    short = short_name(unit)
    return unit[:-1] if short == unit and len(unit) == 3 and unit[-1] in "省市县区州旗镇乡" else short


def _simplified(names: Sequence[str]) -> dict[str, str]:
    """Names as folded text has them; converted in one go, since a call for each costs more than all the rest."""
    if not names:
        return {}
    joined = unicodedata.normalize("NFKC", "\n".join(names))
    return dict(zip(names, simplify(joined).split("\n"), strict=True))


def _without_state(name: str) -> set[str]:
    """国家体育总局 is also asked for as 体育总局, a national commission that no place has the like of without 国家 and as a 委."""
    if not name.startswith("国家"):
        return set()
    plain = name.removeprefix("国家")
    if plain.endswith(("总局", "总署")):
        return {plain}
    if not plain.endswith("委员会") or plain in known_organs() or len(plain) < _OWN_COMMISSION:
        return set()
    return {plain, name.removesuffix("员会"), plain.removesuffix("员会")}
