"""Questions that name an agency otherwise, name no year, or must be declined or asked back."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache

from eval.corpus.asking_many import Many
from eval.corpus.asking_one import One, Record, cited, question, unit_of, valued
from eval.corpus.generating import YEARS, Made
from eval.corpus.names import Agency, Organ, organs, strangers
from eval.corpus.truth import number, readable

_APART = 0.02
_FAR = (2009, 2012, 2014, 2027, 2030)
_TAILS = ("局", "委员会", "办公室", "中心", "委")


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    return OpenCC("s2t").convert


def organ_of(agency: Agency) -> Organ | None:
    """The kind of organ a department is."""
    return next(
        (organ for organ in organs() if agency.level == "department" and agency.name.endswith(organ.name)), None
    )


class Naming:
    """Asks for one figure of one report, the agency named in one of the ways people name it."""

    def __init__(self, many: Many, one: One, chance: random.Random) -> None:
        self.many, self.one, self.book, self.chance = many, one, many.book, chance
        self.forms: dict[str, set[str]] = defaultdict(set)
        for made in many.reports:
            agency = made.source.agency
            for form in (agency.name, *agency.forms, *agency.english):
                self.forms[form.casefold()].add(agency.name)

    def _asked(self, kind: str, made: Made, name: str, language: str = "zh") -> Record | None:
        ask = self.chance.choice((self.one.cell, self.one.prose))
        with self.book.speaking(language):
            record = ask(made, name=name)
        return record and record | {"type": f"name_{kind}"}

    def _other(self, made: Made, kind: str) -> str | None:
        """The agency under another name of its organ, from the phrasebook."""
        organ = organ_of(made.source.agency)
        words = self.book.listed(kind, organ.name) if organ else []
        if organ is None or not words:
            return None
        return made.source.agency.name.removesuffix(organ.name) + self.chance.choice(words)

    def former(self, made: Made) -> Record | None:
        """A name from before a reform."""
        name = self._other(made, "former")
        return self._asked("former", made, name) if name and name.casefold() not in self.forms else None

    def slip(self, made: Made) -> Record | None:
        """A typing slip in the organ's name, nearest to the name that is meant."""
        name = self._other(made, "slip")
        return self._asked("slip", made, name) if name and self._nearest(name, made.source.agency.name) else None

    def _nearest(self, name: str, meant: str) -> bool:
        near = {form: SequenceMatcher(None, form, name.casefold()).ratio() for form in self.forms}
        ours = max(ratio for form, ratio in near.items() if self.forms[form] == {meant})
        rest = max((ratio for form, ratio in near.items() if meant not in self.forms[form]), default=0.0)
        return ours > rest + _APART

    def traditional(self, made: Made) -> Record | None:
        """The whole question in traditional characters."""
        record = self._asked("traditional", made, self.book.name(made.source.agency, "zh"))
        return record and record | {"question": _converter()(record["question"])}

    def pinyin(self, made: Made) -> Record | None:
        """An English name in another order, or the name in pinyin; only where no other agency sounds alike."""
        from pypinyin import lazy_pinyin

        agency, organ = made.source.agency, organ_of(made.source.agency)
        if organ is None or agency.place.endswith("区"):
            return None
        place = "".join(lazy_pinyin(agency.place[:-1])).capitalize()
        alike = [one for one in {made.source.agency for made in self.many.reports} if one.place != agency.place
                 and "".join(lazy_pinyin(one.place[:2])).capitalize() == place]  # fmt: skip
        if alike:
            return None
        spelt = place.lower() + "".join(lazy_pinyin(organ.short))
        name, language = self.chance.choice((
            (f"the {organ.english} of {place}", "en"), (f"{place} Municipal {organ.english}", "en"),
            (f"the {place} {organ.english}", "en"), (spelt, "zh"), (" ".join(lazy_pinyin(agency.place + organ.short)), "zh"),
        ))  # fmt: skip
        return self._asked("pinyin", made, name, language)

    def place(self, made: Made) -> Record | None:
        """The place alone, where only one agency of the corpus is of it."""
        place = made.source.agency.place
        if len({one.source.agency.name for one in self.many.reports if place[:2] in one.source.agency.name}) > 1:
            return None
        return self._asked("place", made, self.chance.choice((place, place[:2])))

    def undated(self, made: Made) -> Record | None:
        """No year: the newest report of the agency."""
        newest = self.many.by_agency[made.source.agency.name][-1]
        fitting = self.one.entries(newest)
        if not fitting:
            return None
        entry = self.chance.choice(fitting)
        wording = self.book.undated("undated", entry, made.source.agency, unit_of(entry))
        return self.one.celled(wording, newest, entry) | {"type": "no_year"}

    def relative(self, made: Made) -> Record | None:
        """去年 and 前年, said of a library: back from its newest year, or from the year after; the answer says which."""
        frame, back = self.chance.choice((("last_year", 0), ("last_year", 0), ("before_last", 1)))
        newest = max(self.many.by_year) - back
        years = {one.source.year: one for one in self.many.by_agency[made.source.agency.name]}
        if not {newest, newest - 1} <= years.keys():
            return None
        fitting = [one for one in self.one.entries(years[newest]) if one in self.one.entries(years[newest - 1])]
        if not fitting:
            return None
        entry = self.chance.choice(fitting)
        wording = self.book.undated(frame, entry, made.source.agency, unit_of(entry))
        ways = []
        for year in (newest, newest - 1):
            value = valued(readable(years[year]), entry["key"], entry.get("who"))
            ways.append({"number": number(value), "year": year, "citations": [cited(years[year])]})
        return question(wording, "relative_year", None, agency=made.source.agency.name, either=ways)


class Declining:
    """Asks what must be declined, or asked back."""

    def __init__(self, many: Many, chance: random.Random) -> None:
        self.many, self.book, self.chance = many, many.book, chance

    def stranger(self) -> Record | None:
        """A plausible agency that is not in the corpus; a neighbour's report would answer wrongly."""
        out = strangers([made.source.agency for made in self.many.reports], 40, self.chance)
        if not out:
            return None
        entry = self.chance.choice([*self.book.book["prose"], self.many.entry()])
        wording = self.book.figure(entry, self.chance.choice(out), self.chance.choice(YEARS), unit_of(entry))
        return question(wording, "unanswerable_agency", None, status="declined")

    def other_year(self) -> Record | None:
        """A year for which an agency of the corpus has no report."""
        name, held = self.chance.choice(list(self.many.by_agency.items()))
        missing = sorted(set(range(YEARS[0], YEARS[-1] + 1)) - {made.source.year for made in held})
        entry = self.chance.choice([*self.book.book["prose"], self.many.entry()])
        year = self.chance.choice([*missing, *missing, self.chance.choice(_FAR)])
        wording = self.book.figure(entry, held[0].source.agency, year, unit_of(entry))
        return question(wording, "unanswerable_year", None, agency=name, status="declined")

    def why(self, made: Made, one: One) -> Record | None:
        """The reason for a number of a table, which no report gives."""
        first = one.cell(made)
        if first is None:
            return None
        with self.book.speaking(first["language"]):
            wording = self.book.framed("followup_why")
        return question(wording, "unanswerable_why", None, history=[first["question"]], status="declined")

    def ambiguous(self) -> Record | None:
        """An organ without its place, where several places have one that year."""
        year = self.many.year()
        by_organ: dict[Organ, list[Agency]] = defaultdict(list)
        for made in self.many.by_year[year]:
            organ = organ_of(made.source.agency)
            if organ is not None:
                by_organ[organ].append(made.source.agency)
        shared = [organ for organ, some in by_organ.items() if len(some) > 1]
        if not shared:
            return None
        organ = self.chance.choice(shared)
        with self.book.speaking() as language:
            bare = f"the {organ.english}" if language == "en" else self.chance.choice((organ.name, organ.short))
            wording = self.book.figure(self.many.entry(), bare, year, "件")
        return question(wording, "clarify", None, year=year, status="clarify")

    def ambiguous_place(self) -> Record | None:
        """A place alone, where several organs of it reported that year, and its government did not."""
        year = self.many.year()
        by_place: dict[str, list[Agency]] = defaultdict(list)
        for made in self.many.by_year[year]:
            by_place[made.source.agency.place].append(made.source.agency)
        several = [place for place, some in by_place.items() if len(some) > 1 and self._no_government(place)]
        if not several:
            return None
        place = self.chance.choice(several)
        with self.book.speaking("zh"):
            wording = self.book.figure(self.many.entry(), place, year, "件")
        return question(wording, "clarify_place", None, year=year, status="clarify")

    def _no_government(self, place: str) -> bool:
        agencies: Sequence[Agency] = [made.source.agency for made in self.many.reports]
        return not any(agency.place == place and agency.level != "department" for agency in agencies)

    def nonsense(self) -> Record:
        return question(self.book.nonsense(), "unanswerable_nonsense", None, status="declined")
