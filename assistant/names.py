"""A question's words -> the agencies of this library they name, or an agency it does not hold.

A mention is taken apart like an agency's own name (place, zone, organ) and then compared part by part, so that
another region's bureau, another organ of the same region, or an organ above or below is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.apart import of_region
from assistant.bilingual import bilingual, said_twice
from assistant.corrected import taken_back
from assistant.grouping import Grouping
from assistant.holdings import GOVERNMENT, AgencyEntry, Held, Holdings, closest
from assistant.kinds import Kinds
from assistant.latin_composed import Composer
from assistant.latin_names import Reading
from assistant.mentions import Lexicon, Mention, mentions
from assistant.mixed import unmixed
from assistant.resolution import Note, Resolution
from assistant.reworded import reworded
from assistant.slips import misspelt, nearby_places, one_slip, righted, slipped_organs, slipped_place
from assistant.spoken import Spoken
from assistant.topical import field_named, in_passing
from assistant.years import years_in
from ingest.agencies import Anatomy, anatomy, office_of, units_of
from ingest.folding import Folded, fold, folded
from ingest.organs import is_abbreviation, kinship, known_organs, meanings
from ingest.regions import name_of

__all__ = ["AgencyEntry", "Names", "Resolution"]

_ACCOUNT = re.compile(
    "[“\"「『‘']([\u4e00-\u9fff]{3,12})[”\"」』’'](?:的)?(?:官方|政务)?(?:微博|微信|公众号|抖音|头条|视频号)"
)
_OFFICES = frozenset(
    "人民政府办公室 人民政府办公厅 管理委员会办公室 党政办公室 党政综合办公室 综合办公室 办公室 党委办公室 政府办公室 政府办公厅 政府办 "
    "管委会办公室 党政办".split()
)
_RANKS = ("", "same", "short", "abbreviated", "slip", "former")
_NEAREST = 6
_CHOICES = 12
_FEW = 3
_COUNTS = {"两": 2, "三": 3, "both": 2, "two": 2, "three": 3}
_COUNT = re.compile(r"(?i)(?:(?=.[个家座])|\b(?=\w+ $))(两|三|two|three|both)[个家座 ]$")
_OWN_LEVEL = re.compile("(?:其中|这个|该)?[省市州县区]?(?:局|厅|委|办|院)(?:机关|本级)?")
"""其中省局机关, beside a name: a part of who is named, and no other."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one mention comes to: the entries it names (several: undecided), a note's key, the nearest entries; `ask`:
    the entries are only a guess, to be asked back; `kind`: how near the organ is (see Kinship; `slip`)."""

    ids: tuple[int, ...] = ()
    note: str | None = None
    near: tuple[int, ...] = ()
    ask: bool = False
    kind: str = ""


class Names:
    """The agencies of a library, ready to be named. Cheap to build; keeps nothing of the library open."""

    def __init__(self, agencies: Iterable[AgencyEntry]) -> None:
        self._all = Holdings(agencies)
        self._held = self._all.held
        lengths: dict[str, set[int]] = {}
        for name in self._all.by_name:
            lengths.setdefault(name[:2], set()).add(len(name))
        by_start = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}
        aliases = self._all.by_name.keys() - self._all.own
        zones = frozenset(held.parts.zone for held in self._held if held.parts.zone and not held.parts.place)
        self._lexicon = Lexicon(self._all.by_name, by_start, self._all.places, aliases, zones, self._organs_at)
        self._spoken = Spoken(self._all)
        self._newest = max((year for held in self._held for year in held.entry.years), default=None)
        self._groups = Grouping(self._all)

    @cached_property
    def kinds(self) -> Kinds:
        """Reads the kinds of agencies that a question about the library names."""
        return Kinds(self._all, self._spoken.place_in)

    def resolve(self, question: str) -> Resolution:
        """The agencies that `question` names, in its order; see Resolution."""
        text = fold(question)
        if (meant := taken_back(text, self.resolve)) is not None:
            return meant
        told = of_region(text, self.resolve, self._spoken, self._all) or reworded(text, self.resolve, self._spoken)
        if told is not None:
            return told
        plain = [self._again(one) for one in unmixed(text, self._spoken)]
        if best := [one for one in plain if one.agencies or one.group] or [one for one in plain if one.unknown]:
            return best[0]
        found = self._resolved(text, question)
        if len(found.agencies) == 1 and found.unknown is not None and self._said_twice(found, text):
            return replace(found, unknown=None, choices=())
        if found.agencies or found.group or (found.choices and found.unknown is None):
            return found
        for right, sure in righted(text, self._misspelt):
            again = self._again(right)
            if again.agencies and not sure:
                return replace(found, unknown=None, choices=again.agencies)
            if again.agencies:
                note: Note = (
                    "assistant.agency_slip",
                    {"asked": found.unknown or question, "agency": again.agencies[0]},
                )
                return replace(again, notes=(*again.notes, note))
        return self._composed(text) or found

    def _said_twice(self, found: Resolution, text: Folded) -> bool:
        """Survey Office of the NBS in Xiyuan (国家统计局溪源调查总队), Xiyuan (溪源市) Finance Bureau: whether the one agency that is
        named in Chinese is the one of which the English words beside it say more."""
        own = next(held.parts.organ for held in self._held if held.name == found.agencies[0])
        said = fold(found.unknown or "").text
        return said_twice(text.text, said, own, lambda name: self._again(fold(name)).agencies == found.agencies)

    def _composed(self, text: Folded) -> Resolution | None:
        """The agency whose name English words put together; asked back where several fit."""
        made = self._composer.named(text.text)
        ids = [self._all.by_name[one.name][0] for one in made if one.name in self._all.by_name]
        names = tuple(dict.fromkeys(self._held[index].name for index in ids))
        if len(names) > 1 and not self._all.one_body(ids):
            return Resolution(choices=names[:_CHOICES])
        return Resolution(names, tuple(text.source(one.start, one.end) for one in made[:1])) if names else None

    @cached_property
    def _composer(self) -> Composer:
        """Of names with a place before the organ the place says whose it is."""
        return Composer(
            {self._all.plain[held.name] for held in self._held if not (held.parts.place or held.parts.rank)}
        )

    def _again(self, right: Folded) -> Resolution:
        """What a question comes to in other words, the spans those of the words it was asked in."""
        found = self._resolved(Folded(right.text, tuple(range(len(right.text)))), right.text)
        return replace(found, spans=tuple(right.source(*span) for span in found.spans))

    @cached_property
    def _misspelt(self) -> dict[str, str]:
        codes = {code for held in self._held for code in held.codes}
        return misspelt({*self._all.by_place, *(name_of(code) or "" for code in codes)})

    def _resolved(self, text: Folded, question: str) -> Resolution:
        named = self._groups.named(text, self._spoken.place_in)
        several = named and (
            _several(mentions(named.words, self._lexicon)) or Reading(question, self._spoken).several()
        )
        passing = named and in_passing(named, text.text) and self._names_one(text, question)
        if named and not (several or passing):
            return Resolution(unknown=named.unknown, group=named.group, words=named.words)
        found = bilingual(mentions(text.text, self._lexicon), text, Reading(question, self._spoken))
        if not found:
            return _account(question)
        return self._judged([one for one, _ in found], [span for _, span in found], question)

    def _names_one(self, text: Folded, question: str) -> bool:
        """Whether an agency is named beside the words for a group."""
        placed = any(one.parts.place and not one.aside for one in mentions(text.text, self._lexicon))
        return placed or any(one.placed and one.parts.organ for one in Reading(question, self._spoken).mentions())

    def _judged(self, found: Sequence[Mention], spans: Sequence[tuple[int, int]], question: str) -> Resolution:
        years = frozenset(years_in(folded(question), self._newest).years)
        agencies: list[str] = []
        notes: list[Note] = []
        unknown: str | None = None
        choices: tuple[str, ...] = ()
        for each, span in zip(found, spans, strict=True):
            if each.aside:
                continue
            one = self._of_its_rank(each)
            outcome = self._in_year(self._match(one), years)
            names = tuple(dict.fromkeys(self._held[index].name for index in outcome.ids))
            if names and not outcome.ask and (len(names) == 1 or self._all.one_body(outcome.ids)):
                agencies += [name for name in names if name not in agencies]
                if note := outcome.note or ("agency_slip" if one.loose else None):
                    notes.append((f"assistant.{note}", {"asked": one.text, "agency": names[0]}))
            elif names and len(names) == _counted(span, question)[0]:
                agencies += [name for name in names if name not in agencies]
            elif (own := self._by_topic(one, outcome.ids, question)) is not None:
                agencies += [own] if own not in agencies else []
                notes.append(("assistant.agency_slip", {"asked": one.text, "agency": own}))
            elif names:
                choices = choices or names[:_CHOICES]
            elif unknown is None and not (agencies and _OWN_LEVEL.fullmatch(one.text)):
                unknown = one.text
                choices = choices or tuple(dict.fromkeys(self._held[index].name for index in outcome.near))
        spans = [(_counted(span, question)[1], span[1]) for span in spans]
        said = [one for one in found if not one.aside]
        only = said[0] if len(said) == 1 and not said[0].held else None
        place = only.text if only and only.placed and not only.parts.organ else ""
        organ = only.parts.organ if only and not only.placed and not only.parts.rank else ""
        return Resolution(tuple(agencies), tuple(spans), unknown, choices, tuple(notes), place=place, organ=organ)

    def _by_topic(self, one: Mention, ids: Sequence[int], question: str) -> str | None:
        """公积金热线接听量，柳川: of the agencies of a place the one whose field is named beside it."""
        if not one.placed or one.parts.organ or len(ids) < 2:
            return None
        organs = {self._held[index].name: self._organ(index) for index in ids}
        return field_named(question.replace(one.text, " "), organs)

    def _in_year(self, outcome: _Outcome, years: frozenset[int]) -> _Outcome:
        """Of several names of one body those that report about the years asked for, else the latest; where none does,
        another name of it that does."""
        ids = outcome.ids
        if not ids or outcome.ask or not self._all.one_body(ids):
            return outcome
        reporting = [i for i in ids if years & set(self._held[i].entry.years)]
        missing = years - {year for i in reporting for year in self._held[i].entry.years}
        others = [i for i in self._all.siblings(ids[0]) if i not in ids and missing & set(self._held[i].entry.years)]
        if reporting or others:
            former = any(closest(self._organ(i), [self._organ(ids[0])])[1] == "former" for i in others)
            return replace(outcome, ids=(*reporting, *others), note="agency_former" if former else outcome.note)
        latest = max(ids, key=lambda i: max(self._held[i].entry.years, default=0))
        return replace(outcome, ids=(latest,))

    def _organ(self, index: int) -> str:
        return self._held[index].parts.organ

    # --- one mention ------------------------------------------------------------------------------------------

    def _match(self, one: Mention) -> _Outcome:
        if one.held:
            return _Outcome(tuple(self._all.by_name[one.text]))
        if one.placed:
            return self._match_placed(one)
        if one.parts.national:
            national = [i for i, held in enumerate(self._held) if held.parts.national]
            ids, kind = self._all.kin(one.parts.organ, national)
            return _Outcome(ids, "agency_former" if kind == "former" else None)
        return self._anywhere(one.parts, [parts.organ for parts in one.others])

    def _of_its_rank(self, one: Mention) -> Mention:
        """An organ that has the place before it though that has another rank (溪源市税务局和省财政厅): of the place above
        of that rank, where it has such an organ, else by itself."""
        rank, parts = one.parts.rank, one.parts
        if not rank or not one.placed or self._has_rank(parts, rank):
            return one
        above = [Anatomy((code,), name_of(code) or "", "", "") for full in parts.codes for code in (full[:4], full[:2])]
        held = self._all.by_place.get(parts.place, ())
        above += [Anatomy((), unit, "", "") for index in held for unit in self._held[index].units[:-1]]
        for place in above:
            if place.place.endswith(rank) and self._all.kin(parts.organ, self._pool(place))[0]:
                return replace(one, parts=replace(place, organ=parts.organ))
        return replace(one, text=rank + parts.organ, parts=Anatomy((), "", "", parts.organ, rank), others=())

    def _has_rank(self, parts: Anatomy, rank: str) -> bool:
        units = [self._held[index].units for index in self._all.by_place.get(parts.place, ())]
        names = [*(name_of(code) or "" for code in parts.codes), *(chain[-1] for chain in units if chain), parts.place]
        return any(name.endswith(rank) for name in names)

    def _match_placed(self, one: Mention) -> _Outcome:
        """The best of what the mention's readings come to; those as good as the best together."""
        outcomes = [self._in_place(parts) for parts in (one.parts, *one.others)]
        found = [outcome for outcome in outcomes if outcome.ids]
        if not found:
            near = next((outcome.near for outcome in outcomes if outcome.near), ()) or self._alike(one.parts)
            other = self._without_office(one) or self._institution(one.text) or self._slipped(one.parts)
            return other or _Outcome(near=near)
        best = min(_RANKS.index(outcome.kind) for outcome in found)
        equal = [outcome for outcome in found if _RANKS.index(outcome.kind) == best]
        return replace(equal[0], ids=tuple(dict.fromkeys(i for outcome in equal for i in outcome.ids)))

    def _in_place(self, asked: Anatomy) -> _Outcome:
        pool = self._pool(asked)
        if asked.organ in GOVERNMENT:
            return self._government(asked, pool)
        ids, kind = self._all.kin(asked.organ, pool)
        if not ids and asked.zone and asked.organ in _OFFICES:  # 临沂高新区和重庆高新区管委会办公室
            offices = tuple(i for i in pool if self._organ(i) in _OFFICES)
            ids, kind = (offices, "slip") if len(offices) == 1 else ((), "")
        if not ids:
            slips = slipped_organs(asked.organ, dict.fromkeys(map(self._organ, pool)))
            ids, kind = tuple(i for i in pool if self._organ(i) in slips), "slip"
        if ids:
            return _Outcome(ids, self._remark(asked.organ, kind, ids), kind=kind)
        return _Outcome(near=tuple(pool[:_NEAREST]))

    def _remark(self, organ: str, kind: str, ids: Sequence[int]) -> str | None:
        """What is to be said with an agency that was found by another name than its own."""
        if kind in ("former", "slip"):
            return f"agency_{kind}"
        if any(not self._held[i].parts.place and not self._held[i].parts.zone for i in ids):
            return "agency_region"
        return "agency_slip" if kind == "abbreviated" and organ in known_organs() else None

    def _pool(self, asked: Anatomy) -> list[int]:
        """The entries of the place: the same division, and the same zone in it."""
        pool: list[int] = []
        if asked.codes:
            found = dict.fromkeys(index for code in asked.codes for index in self._all.by_code.get(code, ()))
            pool = _certain([(index, self._held[index]) for index in found], asked)
        pool += [index for index in self._all.by_place.get(asked.place, ()) if asked.place and index not in pool]
        if asked.zone and not asked.codes:
            pool = [index for index, held in enumerate(self._held) if held.parts.zone == asked.zone]
        town = any(len(code) > 6 for code in asked.codes)
        return [index for index in pool if town or self._held[index].parts.zone == asked.zone]

    def _organs_at(self, place: str, codes: Sequence[str]) -> list[str]:
        """The organs held in a place; for slips in their names."""
        return [self._organ(i) for i in self._pool(Anatomy(tuple(codes), place, "", ""))]

    def _government(self, asked: Anatomy, pool: Sequence[int]) -> _Outcome:
        """A place alone means its government; where only that government's office reports, the office; where it is any
        one agency, that one, each with a note; of several, which is asked back."""
        itself = tuple(i for i in pool if self._organ(i) in GOVERNMENT and self._organ(i))
        if itself:
            return _Outcome(itself)
        offices = tuple(i for i in pool if self._organ(i) in _OFFICES)
        if asked.organ:
            return _Outcome(offices, ask=True) if len(offices) == 1 else _Outcome(near=tuple(pool[:_NEAREST]))
        if len(offices) == 1:
            return _Outcome(offices, "agency_office")
        one = bool(pool) and self._all.one_body(pool)
        return _Outcome(tuple(pool), "agency_place" if one else None)

    def _without_office(self, one: Mention) -> _Outcome | None:
        """重庆工商大学党政办公室 is part of the university, and a town's office of the town; another government's office
        reports by itself."""
        body, office = office_of(one.text)
        towns = one.parts.place.endswith(("镇", "乡", "街道"))
        if towns and (office or one.parts.organ in _OFFICES):
            parts = replace(one.parts, organ="政府")
        elif not office:
            return None
        elif body in self._all.by_name and anatomy(body).organ not in GOVERNMENT:
            return _Outcome(tuple(self._all.by_name[body]))
        else:
            parts = anatomy(body)
            if (not parts.place and not parts.zone) or parts.organ in GOVERNMENT:
                return None
        outcome = self._in_place(parts)
        return replace(outcome, note=outcome.note or "agency_slip") if outcome.ids else None

    def _institution(self, name: str) -> _Outcome | None:
        """银川职院 for 银川职业技术学院: a body whose place is a part of its own name."""
        own = [i for i, held in enumerate(self._held) if not held.parts.place and not held.parts.zone]
        ids = tuple(i for i in own if name[:2] == self._held[i].name[:2] and is_abbreviation(name, self._held[i].name))
        return _Outcome(ids, "agency_slip", ask=len(ids) > 1) if ids else None

    def _slipped(self, asked: Anatomy) -> _Outcome | None:
        """A place that does not exist, one slip from one that is held: taken where it sounds the same, else asked back."""
        last = (units_of(asked.place) or [asked.place])[-1]
        if asked.codes or asked.zone or not asked.organ or len(last) < _FEW or self._all.by_place.get(asked.place):
            return None
        if codes := slipped_place(last):
            outcome = self._in_place(replace(asked, codes=codes, place=""))
            return replace(outcome, note="agency_slip", ask=last in self._misspelt) if outcome.ids else None
        ids = tuple(i for i in self._all.kin(asked.organ, range(len(self._held)))[0] if self._near(last, i))
        return _Outcome(ids, ask=True) if ids else None

    def _near(self, place: str, index: int) -> bool:
        held = self._held[index]
        own = [name_of(code) or "" for code in held.codes] if len(held.codes) == 1 else list(held.units[-1:])
        return any(one_slip(place, name) for name in nearby_places(place, own))

    def _anywhere(self, asked: Anatomy, organs: Sequence[str] = ()) -> _Outcome:
        """An organ without its place: held if one agency alone can be meant."""
        known = [organ for organ in self._all.by_organ if organ]
        found = [closest(organ, known) for organ in (asked.organ, *organs)]
        kind = min((kind for best, kind in found if best), key=_RANKS.index, default="-")
        best = dict.fromkeys(organ for some, how in found if how == kind for organ in some)
        if kind == "same":  # without a place, 科技局 may be any 科学技术局 as well
            best |= dict.fromkeys(
                one for organ in (asked.organ, *organs) for one in known if kinship(organ, one) == "short"
            )
        pool = [i for organ in best for i in self._all.by_organ[organ]]
        fitting = tuple(i for i in pool if self._fits(asked, self._held[i]))
        note = "agency_former" if kind == "former" else "agency_only"
        return _Outcome(fitting, note if len(fitting) == 1 else None)

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

    def _alike(self, asked: Anatomy) -> tuple[int, ...]:
        """The same organ in other places, to be offered."""
        if not asked.organ or asked.organ in GOVERNMENT:
            return ()
        best, _ = closest(asked.organ, [organ for organ in self._all.by_organ if organ])
        return tuple(i for organ in best for i in self._all.by_organ[organ])[:_NEAREST]


def _certain(found: Sequence[tuple[int, Held]], asked: Anatomy) -> list[int]:
    """Of the entries that may lie in the place asked for, those known to; one of many places of its name (太平镇, its
    county unknown) counts only where the question does not say which of them is meant."""
    sure = [index for index, held in found if held.codes <= set(asked.codes)]
    unsure = [index for index, held in found if index not in sure and (len(held.codes) <= _FEW or not asked.levels > 1)]
    return sure or unsure


def _several(found: Sequence[Mention]) -> bool:
    """Whether agencies are named, or several places: of 青溪乡、白沙乡…哪个乡更多 two towns are meant, not all."""
    agencies = any(one.held or (one.parts.organ and (one.placed or one.parts.rank)) for one in found)
    return agencies or sum(one.placed and not one.aside for one in found) > 1


def _counted(span: tuple[int, int], question: str) -> tuple[int, int]:
    """How many of a name are meant (两个青岭镇, the two Qingling towns), and where these words begin."""
    hit = _COUNT.search(question[: span[0]]) if span[0] else None
    return (_COUNTS[hit[1].lower()], hit.start()) if hit else (0, span[0])


def _account(question: str) -> Resolution:
    """“平安重庆”官方微博 names its owner; where no report speaks of that account, the owner is not known."""
    hit = _ACCOUNT.search(question)
    return Resolution(spans=(hit.span(1),), unknown=hit[1]) if hit else Resolution()
