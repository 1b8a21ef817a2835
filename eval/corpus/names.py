"""Agencies that exist nowhere: composed places, real kinds of organs."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Level = Literal["city", "county", "department", "town"]

# Composed names; pairs that name a real place (岑溪, 沐川, 黎川 …) are kept out by leaving out their characters.
_FIRST = "澜岐蔚珞溯翎霁暮栎淙霜筠黛皓漪砚曜鹭棠槿菀蘅"
_SECOND = "阳州川宁陵溪原源泽林岭湾"
_PROVINCES = ("云朔省", "岚原省", "沧屿省")


@dataclass(frozen=True, slots=True)
class Organ:
    name: str
    short: str
    english: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """`name` as reports print it; `forms` other names people use for it; `region` from the province down; `place`
    the smallest place, whose name stands in `name`."""

    name: str
    forms: tuple[str, ...]
    english: tuple[str, ...]
    region: tuple[str, ...]
    place: str
    level: Level
    about: tuple[str, ...]

    @property
    def own(self) -> str:
        """How the report speaks of its agency."""
        return {"city": "全市", "county": "全区", "town": "我镇"}.get(
            self.level, "我委" if self.name[-1] == "会" else "我局"
        )


@cache
def organs() -> tuple[Organ, ...]:
    path = Path(__file__).with_name("organs.toml")
    records = tomllib.loads(path.read_text(encoding="utf-8"))["organ"]
    return tuple(Organ(r["name"], r["short"], r["english"], tuple(r["about"])) for r in records)


def agencies(count: int, chance: random.Random) -> list[Agency]:
    """`count` agencies: the same organs in neighbouring cities, their governments, districts and towns."""
    cities = _places(max(2, count // 9 + 1), chance)
    wanted = chance.sample(organs(), min(len(organs()), 6 + count // 25))
    made: dict[str, Agency] = {}
    for turn in range(count * 3):
        city = cities[turn % len(cities)]
        region = (_PROVINCES[cities.index(city) % len(_PROVINCES)], city + "市")
        for agency in _of_city(city, region, wanted, chance):
            made.setdefault(agency.name, agency)
        if len(made) >= count * 2:
            break
    kept = list(made.values())
    chance.shuffle(kept)
    # Sorted by organ, so that a small corpus has neighbours too.
    first = [a for a in kept if a.level == "department" and a.name.endswith(wanted[0].name)][: max(2, count // 6)]
    return (first + [agency for agency in kept if agency not in first])[:count]


def _of_city(city: str, region: tuple[str, ...], wanted: list[Organ], chance: random.Random) -> list[Agency]:
    made = [_department(city, "市", region, organ) for organ in chance.sample(wanted, 5)]
    made.append(_government(city, "市", region, "city"))
    district = _name(chance)
    inside = (*region, district + "区")
    made.append(_government(district, "区", inside, "county"))
    made.append(_department(district, "区", inside, chance.choice(wanted)))
    town = _name(chance)
    made.append(_town(town, (*inside, town + "镇")))
    return made


def _department(place: str, kind: str, region: tuple[str, ...], organ: Organ) -> Agency:
    of = f"{region[-2]}{place}{kind}" if kind == "区" else f"{place}{kind}"
    forms = [f"{of}{organ.short}", f"{place}{kind}{organ.short}", f"{place}{organ.short}", f"{place}{kind}{organ.name}"]
    english = (f"{_pinyin(place)} {_english(kind)} {organ.english}", f"{_pinyin(place)} {organ.english}")
    return Agency(
        of + organ.name, _other(forms, of + organ.name), english, region, place + kind, "department", organ.about
    )


def _government(place: str, kind: str, region: tuple[str, ...], level: Level) -> Agency:
    of = f"{region[-2]}{place}{kind}" if kind == "区" else f"{place}{kind}"
    forms = [f"{of}政府", f"{place}{kind}政府", f"{place}{kind}人民政府"]
    english = (f"{_pinyin(place)} {_english(kind)} People's Government",)
    about = ("民生实事", "重大项目建设", "优化营商环境")
    return Agency(of + "人民政府", _other(forms, of + "人民政府"), english, region, place + kind, level, about)


def _town(place: str, region: tuple[str, ...]) -> Agency:
    name = f"{region[-2]}{place}镇人民政府"
    english = (f"{_pinyin(place)} Town People's Government",)
    about = ("低保救助", "村务公开", "惠农补贴")
    return Agency(name, (f"{place}镇政府", f"{place}镇人民政府"), english, region, place + "镇", "town", about)


def _other(forms: list[str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form != name))


def _english(kind: str) -> str:
    return {"市": "City", "区": "District"}[kind]


def _name(chance: random.Random) -> str:
    return chance.choice(_FIRST) + chance.choice(_SECOND)


def _places(count: int, chance: random.Random) -> list[str]:
    everything = [first + second for first in _FIRST for second in _SECOND]
    return chance.sample(everything, min(count, len(everything)))


def strangers(held: list[Agency], count: int, chance: random.Random) -> list[Agency]:
    """Agencies that could be in a corpus with `held`, and are not: same organs, other places."""
    names = {agency.name for agency in held}
    places = {agency.place[:2] for agency in held} | {part[:2] for agency in held for part in agency.region}
    free = [place for place in _places(200, chance) if place not in places]
    made = [_department(place, "市", ("沧屿省", place + "市"), chance.choice(organs())) for place in free]
    return [agency for agency in made if agency.name not in names][:count]


def _pinyin(place: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(place)).capitalize()
