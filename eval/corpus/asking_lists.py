"""Questions after a list or a count of agencies, and after what the library holds."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from eval.corpus.asking_many import Held, Many
from eval.corpus.asking_one import WHOLE, Record, question
from eval.corpus.generating import Made
from eval.corpus.template import RECEIVED

_LONGEST, _LONGEST_CATALOGUE = 15, 40
_THRESHOLDS = (5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000)
_RECEIVED = {"key": RECEIVED, "who": WHOLE}
_REVIEWS = {"key": "review.total"}
_SUITS = ({"key": "litigation.direct.total"}, {"key": "litigation.after_review.total"})


class Lists:
    """Asks which agencies meet a condition, how many do, and which reports there are."""

    def __init__(self, many: Many, chance: random.Random) -> None:
        self.many, self.book, self.chance = many, many.book, chance

    def plain(self) -> Record | None:
        """Who had reviews, who had no request."""
        year = self.many.year()
        frame, entry = self.chance.choice((("list", _REVIEWS), ("list_none", _RECEIVED)))
        held = self.many.agreed(self.many.by_year[year], entry)
        return self._named(frame, year, held, lambda value: (value > 0) == (frame == "list"))

    def threshold(self) -> Record | None:
        """Who had more, fewer, or between two numbers; no value is at a bound, so 以上 cannot be disputed."""
        entry, year = self.many.entry(0.2), self.many.year()
        held = self.many.agreed(self.many.by_year[year], entry)
        free = [bound for bound in _THRESHOLDS if bound not in {value for _, value in held}]
        if len(free) < 2:
            return None
        low, high = sorted(self.chance.sample(free, 2))
        frame, holds = self.chance.choice(_conditions(low, high))
        bounds = {"t": high if frame == "filter_under" else low, "t2": high}
        return self._named(frame, year, held, holds, entry=entry, **bounds)

    def both(self) -> Record | None:
        """Who had reviews and lawsuits, too."""
        year = self.many.year()
        reviews = self.many.held(self.many.by_year[year], _REVIEWS)
        direct, after = ({made.file: value for made, value in self.many.held(self.many.by_year[year], entry)}
                         for entry in _SUITS)  # fmt: skip
        held = [
            (made, min(value, direct[made.file] + after[made.file]))
            for made, value in reviews
            if made.file in direct and made.file in after
        ]
        return self._named("list_both", year, held, lambda value: value > 0)

    def _named(self, frame: str, year: int, held: Held, holds: Callable[[Decimal], bool],
               entry: Record | None = None, **slots: Any) -> Record | None:  # fmt: skip
        names = [_name(made) for made, value in held if holds(value)]
        if not names or len(names) > _LONGEST or len(names) == len(held):
            return None
        # A name inside another (区 of a 市) cannot be told absent by looking for it.
        wrong = [_name(made) for made, value in held if not holds(value)]
        wrong = [name for name in wrong if not any(name in one for one in names)]
        wording = self.book.framed(frame, None, None, entry, y=year, **slots)
        return question(wording, "list", None, year=year, all_of=names, none_of=wrong)

    def count(self) -> Record | None:
        """How many agencies had reviews, had no request, were above a number."""
        year = self.many.year()
        frame = self.chance.choice(("count", "count_none", "count_over"))
        entry = {"count": _REVIEWS, "count_none": _RECEIVED}.get(frame) or self.many.entry()
        groups = self.many.groups(self.many.by_year[year], entry)
        free = [bound for bound in _THRESHOLDS if bound not in {value for some in groups for _, value in some}]
        if len(groups[0]) < 4 or not free:
            return None
        bound = self.chance.choice(free)
        holds = {"count": lambda value: value > 0, "count_none": lambda value: value == 0}.get(
            frame, lambda value: value > bound
        )
        counts = [sum(holds(value) for _, value in some) for some in groups]
        if not counts[0]:
            return None
        ways = [{"number": count} for count in dict.fromkeys(counts) if count]
        named = entry if frame == "count_over" else None
        wording = self.book.framed(frame, None, None, named, y=year, t=bound)
        return question(wording, "count", None, year=year, either=ways)

    def catalogue(self) -> Record | None:
        """What the library holds."""
        return self.chance.choice((self._years, self._have, self._all, self._count, self._of_year))()

    def _years(self) -> Record | None:
        some = self.chance.choice(list(self.many.by_agency.values()))
        wording = self.book.framed("catalogue_years", some[0].source.agency)
        missing = set(self.many.by_year) - {made.source.year for made in some}
        return question(
            wording,
            "catalogue",
            None,
            agency=_name(some[0]),
            all_of=[str(some[0].source.year), str(some[-1].source.year)],
            none_of=[str(year) for year in sorted(missing)],
        )

    def _have(self) -> Record | None:
        some = self.chance.choice(list(self.many.by_agency.values()))
        year = self.chance.choice(sorted(self.many.by_year))
        wording = self.book.framed("catalogue_have", some[0].source.agency, y=year)
        if year in {made.source.year for made in some}:
            return question(wording, "catalogue", None, yes=True)
        return question(wording, "catalogue", None, either=[{"yes": False}, {"status": "declined"}])

    def _all(self) -> Record:
        return question(self.book.framed("catalogue_all"), "catalogue", None, number=len(self.many.reports))

    def _count(self) -> Record:
        year = self.chance.choice(sorted(self.many.by_year))
        wording = self.book.framed("catalogue_count", y=year)
        return question(wording, "catalogue", None, year=year, number=len(self.many.by_year[year]))

    def _of_year(self) -> Record | None:
        year = self.chance.choice(sorted(self.many.by_year))
        held = self.many.by_year[year]
        if len(held) > _LONGEST_CATALOGUE:
            return None
        wording = self.book.framed("catalogue_year", y=year)
        return question(wording, "catalogue", None, year=year, all_of=[_name(made) for made in held])


def _conditions(low: int, high: int) -> tuple[tuple[str, Callable[[Decimal], bool]], ...]:
    return (
        ("filter_over", lambda value: value > low),
        ("filter_under", lambda value: value < high),
        ("filter_between", lambda value: low < value < high),
    )


def _name(made: Made) -> str:
    return made.source.agency.name
