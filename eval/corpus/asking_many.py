"""Questions over several reports: comparisons, trends, rankings, totals."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from eval.corpus.asking_one import Entry, Record, cited, contradicted, question, row_of, said, stated, valued
from eval.corpus.book import Book
from eval.corpus.generating import YEARS, Made
from eval.corpus.truth import number, readable

Held = list[tuple[Made, Decimal]]
_SHOWN = (3, 5)
_MOST_TIED = 4
_OWN = ("department", "town")
_PERCENT = Decimal(100)


class Many:
    """Asks about all reports of a corpus."""

    def __init__(self, reports: Sequence[Made], book: Book, chance: random.Random) -> None:
        self.reports, self.book, self.chance = reports, book, chance
        self.by_agency: dict[str, list[Made]] = defaultdict(list)
        self.by_year: dict[int, list[Made]] = defaultdict(list)
        for made in reports:
            self.by_agency[made.source.agency.name].append(made)
            self.by_year[made.source.year].append(made)

    def entry(self, prose: float = 0.0) -> Entry:
        """A metric asked over many reports; with a chance of `prose` one of the prose."""
        kind = "prose" if self.chance.random() < prose else "cell"
        entry: Entry = self.chance.choice([entry for entry in self.book.book[kind] if entry.get("many")])
        return entry

    def year(self) -> int:
        return self.chance.choice([year for year in YEARS[2:] if year in self.by_year])

    def held(self, reports: Sequence[Made], entry: Entry) -> Held:
        """The reports that give a number for a metric, and the number: of cells, the table's."""
        if "." in entry["key"]:
            values = [
                (made, valued(readable(made), entry["key"], entry.get("who")))
                for made in reports
                if made.source.template != "T0"
            ]
        else:
            values = [(made, told.value if (told := stated(made).get(entry["key"])) else None) for made in reports]
        return [(made, value) for made, value in values if value is not None]

    def told(self, reports: Sequence[Made], entry: Entry) -> Held:
        """As `held`, and where a table gives no number, that of the prose: an answer may count it or not."""
        held = self.held(reports, entry)
        known = {made.file for made, _ in held}
        rest = [(made, said(made, entry["key"])) for made in reports if made.file not in known]
        return [*held, *((made, Decimal(value)) for made, value in rest if value is not None)]

    def groups(self, reports: Sequence[Made], entry: Entry) -> list[Held]:
        """The sets of reports that an answer over all may rest on."""
        held, told = self.held(reports, entry), self.told(reports, entry)
        return groups_of(held) + (groups_of(told) if len(told) > len(held) else [])

    def agreed(self, reports: Sequence[Made], entry: Entry) -> Held:
        """Without the reports whose prose says otherwise."""
        return [pair for pair in self.held(reports, entry) if not contradicted(pair[0], entry["key"])]

    def _of_one(self, entry: Entry) -> Held:
        return self.agreed(self.chance.choice(list(self.by_agency.values())), entry)

    def compare(self) -> Record | None:
        entry, year = self.entry(0.3), self.year()
        held = self.agreed(self.by_year[year], entry)
        if len(held) < 2:
            return None
        one, other = self.chance.sample(held, 2)
        wording = self.book.framed("compare", one[0].source.agency, other[0].source.agency, entry, y=year)
        more = {} if one[1] == other[1] else {"any_of": [_most([one, other])[0].source.agency.name]}
        return question(wording, "compare", None, table=_table([one, other]), citations=_cited([one, other]), **more)

    def compare_three(self) -> Record | None:
        entry, year = self.entry(0.3), self.year()
        held = self.agreed(self.by_year[year], entry)
        if len(held) < 3:
            return None
        some = self.chance.sample(held, 3)
        one, other, third = (made.source.agency for made, _ in some)
        wording = self.book.framed("compare_three", one, other, entry, third=third, y=year)
        return question(wording, "compare", None, table=_table(some), citations=_cited(some))

    def compare_years(self) -> Record | None:
        entry = self.entry(0.2)
        held = self._of_one(entry)
        return self._of_years("compare_years", "compare", held[-2:], entry) if len(held) > 1 else None

    def growth(self) -> Record | None:
        """The change in percent between two years; the first must not be 0."""
        entry = self.entry(0.2)
        held = self._of_one(entry)[-2:]
        if len(held) < 2 or not held[0][1] or held[0][1] == held[1][1]:
            return None
        change = abs((held[1][1] - held[0][1]) / held[0][1] * _PERCENT)
        texts = list(dict.fromkeys(f"{change:.{places}f}%" for places in (2, 1, 0)))
        record = self._of_years("growth", "compare", held, entry)
        return record | {"any_of": texts}

    def trend(self) -> Record | None:
        entry = self.entry(0.2)
        held = self._of_one(entry)
        return self._of_years("trend", "trend", held, entry) if len(held) > 2 else None

    def recent(self) -> Record | None:
        """近三年: the three newest years of the corpus, for an agency that has them all."""
        newest, entry = max(self.by_year), self.entry()
        held = [pair for pair in self._of_one(entry) if pair[0].source.year > newest - 3]
        return self._of_years("trend_recent", "trend", held, entry) if len(held) == 3 else None

    def _of_years(self, frame: str, type: str, held: Held, entry: Entry) -> Record:
        first, last = held[0][0].source, held[-1][0].source
        wording = self.book.framed(frame, first.agency, None, entry, y=first.year, y2=last.year)
        return question(wording, type, None, agency=first.agency.name, table=_table(held), citations=_cited(held))

    def ranked(self) -> tuple[Entry, int, list[Held]] | None:
        """A metric, a year, and who has how much: all, the departments and towns alone, the governments alone. An
        answer may rank any of them, as long as it says which."""
        entry, year = self.entry(0.2), self.year()
        groups = [sorted(some, key=lambda pair: -pair[1]) for some in self.groups(self.by_year[year], entry)]
        if len(groups[0]) < 6 or any(not some[0][1] for some in groups):
            return None
        return entry, year, groups

    def rank(self) -> Record | None:
        """Who has the most; all who share it."""
        drawn = self.ranked()
        if drawn is None:
            return None
        entry, year, groups = drawn
        tops = [[pair for pair in some if pair[1] == some[0][1]] for some in groups]
        wording = self.book.framed("rank", None, None, entry, y=year)
        return self._either(wording, year, tops) if max(map(len, tops)) <= _MOST_TIED else None

    def rank_top(self) -> Record | None:
        """The first k; where some share the last place, those above it."""
        drawn, k = self.ranked(), self.chance.choice(_SHOWN)
        if drawn is None:
            return None
        entry, year, groups = drawn
        shown = [_first(some, k) for some in groups if len(some) > k]
        if not shown or not all(shown):
            return None
        return self._either(self.book.framed("rank_top", None, None, entry, y=year, k=k), year, shown)

    def rank_bottom(self) -> Record | None:
        """Who has the least, a blank being none."""
        drawn = self.ranked()
        if drawn is None:
            return None
        entry, year, groups = drawn
        ends = [[pair for pair in some if pair[1] == some[-1][1]] for some in groups]
        wording = self.book.framed("rank_bottom", None, None, entry, y=year)
        return self._either(wording, year, ends) if max(map(len, ends)) <= _MOST_TIED else None

    @staticmethod
    def _either(wording: Any, year: int, groups: Sequence[Held]) -> Record:
        """Right is the answer over all reports, or over one kind of them."""
        ways = [{"number": number(some[0][1]), "table": _table(some)} for some in groups]
        return question(wording, "rank", None, year=year, either=ways)

    def total(self) -> Record | None:
        return self._summed("total")

    def average(self) -> Record | None:
        return self._summed("average")

    def _summed(self, frame: str) -> Record | None:
        entry, year = self.entry(), self.year()
        groups = self.groups(self.by_year[year], entry)
        if len(groups[0]) < 4:
            return None
        ways = []
        for some in groups:
            whole = sum((value for _, value in some), Decimal(0))
            value = whole if frame == "total" else round(whole / len(some), 2)
            ways.append({"number": number(value), "coverage": [len(some)]})
        wording = self.book.framed(frame, None, None, entry, y=year)
        slack = {} if frame == "total" else {"tolerance": 0.06}
        return question(wording, frame, None, year=year, either=ways, **slack)


def groups_of(held: Held) -> list[Held]:
    """All, the departments and towns alone, the governments alone; without empty ones and repetitions."""
    ours = [pair for pair in held if pair[0].source.agency.level in _OWN]
    others = [pair for pair in held if pair[0].source.agency.level not in _OWN]
    return [held, ours, others] if ours and others else [held]


def _first(held: Held, k: int) -> Held:
    """The first k of a sorted list; without those that share the last place with one that is out."""
    return [pair for pair in held[:k] if pair[1] > held[k][1]]


def _most(pairs: Held) -> tuple[Made, Decimal]:
    return max(pairs, key=lambda pair: pair[1])


def _table(pairs: Held) -> list[Record]:
    return [row_of(made, value) for made, value in pairs]


def _cited(pairs: Held) -> list[Record]:
    return [cited(made) for made, _ in pairs]
