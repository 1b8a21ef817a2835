"""Questions over several reports, and those that must be declined or asked back."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from eval.corpus.asking_one import cited, question, valued
from eval.corpus.book import Book
from eval.corpus.generating import YEARS, Made
from eval.corpus.names import Agency, strangers
from eval.corpus.template import RECEIVED
from eval.corpus.truth import number, readable

Record = dict[str, Any]
Held = list[tuple[Made, Decimal]]
_LONGEST_LIST = 60
_SHOWN = (3, 5)


class Many:
    """Asks about all reports of a corpus."""

    def __init__(self, reports: Sequence[Made], book: Book, chance: random.Random) -> None:
        self.reports, self.book, self.chance = reports, book, chance
        self.by_agency: dict[str, list[Made]] = defaultdict(list)
        self.by_year: dict[int, list[Made]] = defaultdict(list)
        for made in reports:
            self.by_agency[made.source.agency.name].append(made)
            self.by_year[made.source.year].append(made)

    def _entry(self) -> dict[str, Any]:
        return self.chance.choice([entry for entry in self.book.book["cell"] if entry.get("many")])

    def _held(self, reports: Sequence[Made], entry: dict[str, Any]) -> Held:
        values = [(made, valued(readable(made), entry["key"], entry.get("who"))) for made in reports]
        return [(made, value) for made, value in values if value is not None]

    def compare(self) -> Record | None:
        entry, year = self._entry(), self.chance.choice(YEARS[2:])
        held = [pair for pair in self._held(self.by_year[year], entry) if pair[0].agreed]
        if len(held) < 2:
            return None
        one, other = self.chance.sample(held, 2)
        wording = self.book.framed("compare", one[0].source.agency, other[0].source.agency, entry, y=year)
        more = (
            {} if one[1] == other[1] else {"any_of": [max(one, other, key=lambda pair: pair[1])[0].source.agency.name]}
        )
        return question(wording, "compare", None, table=_table([one, other]), citations=_cited([one, other]), **more)

    def compare_years(self) -> Record | None:
        entry = self._entry()
        some = [made for made in self.chance.choice(list(self.by_agency.values())) if made.agreed]
        held = self._held([made for made in some if made.source.template != "T0"], entry)
        if len(held) < 2:
            return None
        one, other = held[-2], held[-1]
        wording = self.book.framed(
            "compare_years", one[0].source.agency, None, entry, y=one[0].source.year, y2=other[0].source.year
        )
        return question(
            wording,
            "compare",
            None,
            agency=one[0].source.agency.name,
            table=_table([one, other]),
            citations=_cited([one, other]),
        )

    def trend(self) -> Record | None:
        entry = self._entry()
        some = [made for made in self.chance.choice(list(self.by_agency.values())) if made.agreed]
        held = self._held([made for made in some if made.source.template != "T0"], entry)
        if len(held) < 3:
            return None
        wording = self.book.framed(
            "trend", held[0][0].source.agency, None, entry, y=held[0][0].source.year, y2=held[-1][0].source.year
        )
        return question(
            wording, "trend", None, agency=held[0][0].source.agency.name, table=_table(held), citations=_cited(held)
        )

    def rank(self) -> Record | None:
        entry, year = self._entry(), self.chance.choice(YEARS[2:])
        held = self._held(self.by_year[year], entry)
        ours = [pair for pair in held if pair[0].source.agency.level in ("department", "town")]
        tops = [
            max(some, key=lambda pair: pair[1]) for some in (held, ours, [p for p in held if p not in ours]) if some
        ]
        if len(held) < 3 or any(value == 0 for _, value in tops):
            return None
        wording = self.book.framed("rank", None, None, entry, y=year, k=self.chance.choice(_SHOWN))
        values = sorted({value for _, value in tops}, reverse=True)
        names = [made.source.agency.name for made, value in held if value in values]
        also = [number(value) for value in values[1:]]
        return question(
            wording,
            "rank",
            None,
            year=year,
            number=number(values[0]),
            also=also,
            any_of=names,
            citations=_cited(tops[:1]),
        )

    def total(self) -> Record | None:
        entry, year = self._entry(), self.chance.choice(YEARS[2:])
        held = self._held(self.by_year[year], entry)
        if len(held) < 2:
            return None
        ours = [value for made, value in held if made.source.agency.level in ("department", "town")]
        whole = sum((value for _, value in held), Decimal(0))
        parts = {sum(ours, Decimal(0)), whole - sum(ours, Decimal(0))} - {whole}
        wording = self.book.framed("total", None, None, entry, y=year)
        return question(
            wording, "total", None, year=year, number=number(whole), also=[number(part) for part in sorted(parts)]
        )

    def list(self) -> Record | None:
        year = self.chance.choice(YEARS[2:])
        frame, key, who = self.chance.choice(
            (("list", "review.total", None), ("list_none", RECEIVED, "applicant.total"))
        )
        held = self._held([made for made in self.by_year[year] if made.agreed], {"key": key, "who": who})
        wanted = [made for made, value in held if (value > 0) == (frame == "list")]
        if not wanted or len(wanted) > _LONGEST_LIST:
            return None
        names = [made.source.agency.name for made in wanted]
        wrong = [made.source.agency.name for made, _ in held if made not in wanted]
        # A name inside another (区 of a 市) cannot be told absent by looking for it.
        wrong = [name for name in wrong if not any(name in one for one in names)]
        return question(self.book.framed(frame, y=year), "list", None, year=year, all_of=names, none_of=wrong)

    def stranger(self) -> Record | None:
        """A plausible agency that is not in the corpus; a neighbour's report would answer wrongly."""
        out = strangers([made.source.agency for made in self.reports], 40, self.chance)
        if not out:
            return None
        entry = self.chance.choice([*self.book.book["prose"], self._entry()])
        wording = self.book.figure(entry, self.chance.choice(out), self.chance.choice(YEARS), "条")
        return question(wording, "unanswerable_agency", None, status="declined")

    def other_year(self) -> Record | None:
        """A year for which an agency of the corpus has no report."""
        name, held = self.chance.choice(list(self.by_agency.items()))
        missing = sorted(set(range(YEARS[0], YEARS[-1] + 1)) - {made.source.year for made in held})
        if not missing:
            return None
        entry = self.chance.choice([*self.book.book["prose"], self._entry()])
        wording = self.book.figure(entry, held[0].source.agency, self.chance.choice(missing), "条")
        return question(wording, "unanswerable_year", None, agency=name, status="declined")

    def ambiguous(self) -> Record | None:
        """An organ without its place, where several places have one that year."""
        year = self.chance.choice(YEARS[2:])
        organs: dict[str, list[Agency]] = defaultdict(list)
        for made in self.by_year[year]:
            agency = made.source.agency
            if agency.level == "department":
                organs[agency.name.split("市", 1)[-1].split("区", 1)[-1]].append(agency)
        shared = {organ: some for organ, some in organs.items() if len(some) > 1}
        if not shared:
            return None
        organ, some = self.chance.choice(list(shared.items()))
        bare = Agency(organ, (organ,), (some[0].english[-1].split(" ", 1)[1],), (), "", "department", ())
        wording = self.book.figure(self._entry(), bare, year, "件")
        return question(wording, "clarify", None, year=year, status="clarify")

    def nonsense(self) -> Record:
        return question(self.book.nonsense(), "unanswerable_nonsense", None, status="declined")


def _table(pairs: Held) -> list[Record]:
    return [
        {"agency": made.source.agency.name, "year": made.source.year, "number": number(value)} for made, value in pairs
    ]


def _cited(pairs: Held) -> list[Record]:
    return [cited(made) for made, _ in pairs]
