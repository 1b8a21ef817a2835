"""A question's words -> the agencies of this library they name, or an agency it does not hold.

A mention is taken apart like an agency's own name (place, zone, organ) and then compared part by part, so that
another region's bureau, another organ of the same region, or an organ above or below is never taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.mentions import Lexicon, Mention, mentions
from assistant.spoken import Spoken
from ingest.folding import fold, simplify
from ingest.organs import (
    Anatomy,
    anatomy,
    full_names,
    is_agency,
    kinship,
    known_organs,
    meanings,
    office_of,
    organ_alphabet,
    short_names,
    units_of,
)
from ingest.regions import codes_of, contains, name_of, short_name

_ACCOUNT = re.compile(
    "[“\"「『‘']([\u4e00-\u9fff]{3,12})[”\"」』’'](?:的)?(?:官方|政务)?(?:微博|微信|公众号|抖音|头条|视频号)"
)

Note = tuple[str, dict[str, object]]

_GOVERNMENT = frozenset(
    {"", "政府", "人民政府", "行政公署", "行署", "办事处", "街道办", "街办", "办", "街道办事处", "管理委员会", "管委会"}
)
_OFFICES = frozenset(
    {
        "人民政府办公室",
        "人民政府办公厅",
        "管理委员会办公室",
        "党政办公室",
        "党政综合办公室",
        "综合办公室",
        "办公室",
        "党委办公室",
        "政府办公室",
        "政府办公厅",
        "政府办",
        "管委会办公室",
        "党政办",
    }
)
_ORDER = {"same": 0, "short": 1, "abbreviated": 2, "former": 3}
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)(20[0-3]\d)年?\s*(?:至|到|[-—–~～])+\s*(20[0-3]\d)(?!\d)")
_NEAREST = 6
_CHOICES = 12
_FEW = 3


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """An agency the library holds: canonical name, region path (province first), years, and other names its reports
    use for it (account names, a name in brackets)."""

    agency: str
    region: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a question says about agencies. `agencies`: those named, in order. `unknown`: the words that name one the
    library does not hold. `choices`: the agencies among which the words do not decide; beside `unknown`, the nearest
    held. `spans`: [start, end) of the question's characters that named them. `notes`: say() keys with values."""

    agencies: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    unknown: str | None = None
    choices: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """An entry, taken apart. `codes`: the divisions it may belong to; `place`: its place words where no list of
    divisions has them."""

    entry: AgencyEntry
    parts: Anatomy
    codes: frozenset[str]
    place: str

    @property
    def name(self) -> str:
        return self.entry.agency


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one mention comes to: the entries it names (several: undecided), a note's key, the nearest entries."""

    ids: tuple[int, ...] = ()
    note: str | None = None
    near: tuple[int, ...] = ()


class Names:
    """The agencies of a library, ready to be named. Cheap to build; keeps nothing of the library open."""

    def __init__(self, agencies: Iterable[AgencyEntry]) -> None:
        entries = list(agencies)
        plain = _simplified([name for entry in entries for name in (entry.agency, *entry.aliases)])
        self._held = [held for entry in entries for held in _forms(entry, plain)]
        self._by_code: dict[str, list[int]] = {}
        self._by_place: dict[str, list[int]] = {}
        self._by_organ: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        lengths: dict[str, set[int]] = {}
        for index, held in enumerate(self._held):
            for code in held.codes:
                self._by_code.setdefault(code, []).append(index)
            for place in _place_forms(held.place):
                self._by_place.setdefault(place, []).append(index)
            self._by_organ.setdefault(held.parts.organ, []).append(index)
            for name in {plain[name] for name in (held.name, *held.entry.aliases)} | _without_state(plain[held.name]):
                self._by_name.setdefault(name, []).append(index)
                lengths.setdefault(name[:2], set()).add(len(name))
        own = {plain[entry.agency] for entry in entries}
        by_start = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        self._lexicon = Lexicon(self._by_name, by_start, self._by_place, self._by_name.keys() - own)
        self._spoken = Spoken(self._held)

    def resolve(self, question: str) -> Resolution:
        """The agencies that `question` names, in its order; see Resolution."""
        text = fold(question)
        found = mentions(text.text, self._lexicon)
        if not found:
            spoken = self._spoken.mention(question)
            return self._judged([spoken], [(spoken.start, spoken.end)], question) if spoken else _account(question)
        return self._judged(found, [text.source(one.start, one.end) for one in found], question)

    def variants(self, agency: str) -> tuple[str, ...]:
        """Every name under which the library holds this body, itself first: reports of other years may say 科技局 for
        科学技术局, or carry the name from before a reform."""
        same = [i for index in self._by_name.get(agency, ()) for i in (index, *self._siblings(index))]
        return tuple(dict.fromkeys((agency, *(self._held[i].name for i in same))))

    def _judged(self, found: Sequence[Mention], spans: Sequence[tuple[int, int]], question: str) -> Resolution:
        years = _years(question)
        agencies: list[str] = []
        notes: list[Note] = []
        unknown: str | None = None
        choices: tuple[str, ...] = ()
        for one in found:
            outcome = self._in_year(self._match(one), years)
            names = tuple(dict.fromkeys(self._held[index].name for index in outcome.ids))
            if len(names) == 1 or (names and self._one_body(outcome.ids)):
                agencies += [name for name in names if name not in agencies]
                if note := outcome.note or ("agency_slip" if one.loose else None):
                    notes.append((f"assistant.{note}", {"asked": one.text, "agency": names[0]}))
            elif names:
                choices = choices or names[:_CHOICES]
            elif unknown is None:
                unknown = one.text
                choices = choices or tuple(dict.fromkeys(self._held[index].name for index in outcome.near))
        return Resolution(tuple(agencies), tuple(spans), unknown, choices, tuple(notes))

    def _in_year(self, outcome: _Outcome, years: frozenset[int]) -> _Outcome:
        """Of several names of one body those that report about the years asked for, else the latest; where none does,
        another name of it that does."""
        ids = outcome.ids
        if not ids or not self._one_body(ids):
            return outcome
        reporting = [i for i in ids if years & set(self._held[i].entry.years)]
        missing = years - {year for i in reporting for year in self._held[i].entry.years}
        others = [i for i in self._siblings(ids[0]) if i not in ids and missing & set(self._held[i].entry.years)]
        if reporting or others:
            former = any(
                _kinship(self._held[i].parts.organ, self._held[ids[0]].parts.organ) == "former" for i in others
            )
            return replace(outcome, ids=(*reporting, *others), note="agency_former" if former else outcome.note)
        latest = max(ids, key=lambda i: max(self._held[i].entry.years, default=0))
        return replace(outcome, ids=(latest,))

    def _one_body(self, ids: Sequence[int]) -> bool:
        return all(i == ids[0] or i in self._siblings(ids[0]) for i in ids)

    def _siblings(self, index: int) -> list[int]:
        """The other entries that are the same body: one place, one zone, and organs that are kin."""
        held = self._held[index]
        places = [i for code in held.codes for i in self._by_code[code]] + self._by_place.get(held.place, [])
        return [
            i
            for i in dict.fromkeys(places)
            if i != index
            and self._held[i].codes == held.codes
            and self._held[i].parts.zone == held.parts.zone
            and _kinship(self._held[i].parts.organ, held.parts.organ) in ("same", "short", "former")
        ]

    # --- one mention ------------------------------------------------------------------------------------------

    def _match(self, one: Mention) -> _Outcome:
        if one.held:
            return _Outcome(tuple(self._by_name[one.text]))
        if one.placed:
            outcome = self._in_place(one.parts)
            return (
                outcome
                if outcome.ids
                else self._without_office(one) or replace(outcome, near=outcome.near or self._alike(one.parts))
            )
        if one.parts.national:
            return _Outcome(
                self._kin(one.parts.organ, [i for i, held in enumerate(self._held) if held.parts.national])[0]
            )
        return self._anywhere(one.parts)

    def _in_place(self, asked: Anatomy) -> _Outcome:
        pool = self._pool(asked)
        if asked.organ in _GOVERNMENT:
            return self._government(asked, pool)
        ids, kind = self._kin(asked.organ, pool)
        if ids:
            return _Outcome(ids, self._remark(asked.organ, kind, ids))
        if slips := tuple(i for i in pool if _is_slip(asked.organ, self._held[i].parts.organ)):
            return _Outcome(slips, "agency_slip")
        return _Outcome(near=tuple(pool[:_NEAREST]))

    def _remark(self, organ: str, kind: str, ids: Sequence[int]) -> str | None:
        """What is to be said with an agency that was found by another name than its own."""
        if kind == "former":
            return "agency_former"
        if any(not self._held[i].parts.place and not self._held[i].parts.zone for i in ids):
            return "agency_region"
        return "agency_slip" if kind == "abbreviated" and organ in known_organs() else None

    def _pool(self, asked: Anatomy) -> list[int]:
        """The entries of the place: the same division, and the same zone in it."""
        if asked.codes:
            found = dict.fromkeys(index for code in asked.codes for index in self._by_code.get(code, ()))
            pool = _certain([(index, self._held[index]) for index in found], asked)
        else:
            pool = []
        pool += [index for index in self._by_place.get(asked.place, ()) if asked.place and index not in pool]
        if asked.zone and not asked.codes:
            pool = [index for index, held in enumerate(self._held) if held.parts.zone == asked.zone]
        town = any(len(code) > 6 for code in asked.codes)
        return [index for index in pool if town or self._held[index].parts.zone == asked.zone]

    def _government(self, asked: Anatomy, pool: Sequence[int]) -> _Outcome:
        """A place alone means its government; where only that government's office reports, the office, with a note."""
        itself = tuple(i for i in pool if self._held[i].parts.organ in _GOVERNMENT and self._held[i].parts.organ)
        if itself:
            return _Outcome(itself)
        offices = tuple(i for i in pool if self._held[i].parts.organ in _OFFICES)
        if asked.organ or len(offices) != 1:
            return _Outcome(near=tuple(pool[:_NEAREST]))
        return _Outcome(offices, "agency_office")

    def _without_office(self, one: Mention) -> _Outcome | None:
        """重庆工商大学党政办公室 is part of the university; a government's office reports by itself."""
        body, office = office_of(one.text)
        if not office:
            return None
        if body in self._by_name and anatomy(body).organ not in _GOVERNMENT:
            return _Outcome(tuple(self._by_name[body]))
        parts = anatomy(body)
        if (not parts.place and not parts.zone) or parts.organ in _GOVERNMENT:
            return None
        outcome = self._in_place(parts)
        return outcome if outcome.ids else None

    def _anywhere(self, asked: Anatomy) -> _Outcome:
        """An organ without its place: held if one agency alone can be meant."""
        organs = [organ for organ in self._by_organ if organ]
        best = _closest(asked.organ, organs)
        pool = [i for organ in best[0] for i in self._by_organ[organ]]
        fitting = tuple(i for i in pool if self._fits(asked, self._held[i]))
        return _Outcome(
            fitting, ("agency_former" if best[1] == "former" else "agency_only") if len(fitting) == 1 else None
        )

    def _fits(self, asked: Anatomy, held: Held) -> bool:
        if held.parts.national and not meanings(asked.organ) & meanings(held.parts.organ):
            return False
        rank = asked.rank
        return (
            not rank
            or rank == held.parts.rank
            or any((name_of(code) or "").endswith(rank) for code in held.codes)
            or held.place.endswith(rank)
        )

    def _kin(self, organ: str, pool: Sequence[int]) -> tuple[tuple[int, ...], str]:
        """The entries of the pool whose organ is closest kin to `organ`."""
        best, kind = _closest(organ, list(dict.fromkeys(self._held[i].parts.organ for i in pool)))
        return tuple(i for i in pool if self._held[i].parts.organ in best), kind

    def _alike(self, asked: Anatomy) -> tuple[int, ...]:
        """The same organ in other places, to be offered."""
        if not asked.organ or asked.organ in _GOVERNMENT:
            return ()
        best, _ = _closest(asked.organ, [organ for organ in self._by_organ if organ])
        return tuple(i for organ in best for i in self._by_organ[organ])[:_NEAREST]


def _certain(found: Sequence[tuple[int, Held]], asked: Anatomy) -> list[int]:
    """Of the entries that may lie in the place asked for, those known to; one of many places of its name (太平镇, its
    county unknown) counts only where the question does not say which of them is meant."""
    sure = [index for index, held in found if held.codes <= set(asked.codes)]
    unsure = [index for index, held in found if index not in sure and (len(held.codes) <= _FEW or not asked.levels > 1)]
    return sure or unsure


def _simplified(names: Sequence[str]) -> dict[str, str]:
    """Names as folded text has them; converted in one go, since a call for each costs more than all the rest."""
    if not names:
        return {}
    joined = unicodedata.normalize("NFKC", "\n".join(names))
    return dict(zip(names, simplify(joined).split("\n"), strict=True))


def _years(question: str) -> frozenset[int]:
    """The years a question names; a span (2019至2021年) means all in it."""
    spans = [(int(first), int(last)) for first, last in _SPAN.findall(question)]
    named = {int(year) for year in _YEAR.findall(question)}
    return frozenset(named.union(*(range(first, last + 1) for first, last in spans)))


def _account(question: str) -> Resolution:
    """“平安重庆”官方微博 names its owner; where no report speaks of that account, the owner is not known."""
    hit = _ACCOUNT.search(question)
    return Resolution(spans=(hit.span(1),), unknown=hit[1]) if hit else Resolution()


def _forms(entry: AgencyEntry, plain: dict[str, str]) -> list[Held]:
    """An entry under its own name, and under each other name that is an agency's with its place."""
    own = _taken_apart(entry, plain[entry.agency])
    others = (_taken_apart(entry, plain[alias]) for alias in entry.aliases)
    return [own, *(held for held in others if held.parts.place and held.parts.organ and is_agency(held.parts.organ))]


def _taken_apart(entry: AgencyEntry, name: str) -> Held:
    parts = anatomy(name)
    stated = codes_of(entry.region)
    codes = [code for code in parts.codes if any(contains(a, code) or contains(code, a) for a in stated)] or list(
        parts.codes
    )
    if not codes and not parts.place and not parts.national:
        codes = list(stated)
    return Held(entry, parts, frozenset(codes), "" if parts.codes else parts.place)


def _without_state(name: str) -> set[str]:
    """国家体育总局 is also asked for as 体育总局."""
    return {name[2:]} if name.startswith("国家") and name.endswith(("总局", "总署")) else set()


def _place_forms(place: str) -> tuple[str, ...]:
    """云岭市东河区 is also asked for as 东河区 or 云岭东河区, and 云岭市 as 云岭."""
    units = units_of(place) or [place]
    forms = [place]
    for first in range(len(units)):
        rest = "".join(units[first + 1 :])
        forms += [units[first] + rest, short_name(units[first]) + rest]
    return tuple(dict.fromkeys(forms)) if place else ()


@cache
def _kinship(asked: str, held: str) -> str | None:
    return kinship(asked, held)


def _closest(asked: str, organs: Sequence[str]) -> tuple[list[str], str]:
    """Those of `organs` that are the closest kin of `asked`, and how close."""
    kinds = {organ: kind for organ in organs if (kind := _kinship(asked, organ))}
    if not kinds:
        return [], ""
    best = min(kinds.values(), key=_ORDER.__getitem__)
    return [organ for organ, kind in kinds.items() if kind == best], best


def _is_slip(asked: str, held: str) -> bool:
    """科枝局 for 科技局: one character that no organ is written with, in a name of at least three."""
    if asked in known_organs():
        return False
    return any(_one_off(asked, form) for form in (held, *short_names(held), *full_names().get(held, ())))


def _one_off(asked: str, form: str) -> bool:
    if len(asked) != len(form) or len(asked) < 3:
        return False
    wrong = [a for a, b in zip(asked, form, strict=True) if a != b]
    return len(wrong) == 1 and wrong[0] not in organ_alphabet()
