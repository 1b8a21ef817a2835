"""A comparison worked out: the table of a selection, its layout, its chart, and the sheet that is saved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.desk import desk_for
from assistant.phrases import listed, spelled
from assistant.question import Metric
from assistant.tabulate import Entry, Tabulation, tabulate
from ingest.errors import NianbaoError
from ingest.library import Library
from ingest.strings import Language, say
from ui.exports import Heading, Sheet, Value
from ui.page.arranging import Arranged, Spot, arranged, grouped, unit_name
from ui.page.choices import choices
from ui.page.selection import Selection, asked, members

if TYPE_CHECKING:
    from ui.charts import Point

MOST_CELLS = 50_000
"""A table has so many cells at most; more would not be read by anyone, and take seconds to make."""
_KEPT = 16


class TooMany(NianbaoError):
    """More cells were asked for than a table can hold."""


class Bench:
    """Comparisons over one library, the last ones kept. Safe to share between visitors."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._made = lru_cache(maxsize=_KEPT)(self._make)
        self._choices = lru_cache(maxsize=2)(self._choose)

    def table(self, chosen: Selection, language: Language) -> Tabulation:
        """The table of a selection. Raises TooMany where it would be too big."""
        agencies = members(chosen, desk_for(self.library).all_heads())
        named = asked(chosen, language)
        cells = len(agencies) * len(chosen.years) * len(named)
        if cells > MOST_CELLS:
            raise TooMany(say("ui.too_many_cells", language, cells=cells, most=MOST_CELLS))
        return self._made(agencies, chosen.years, named, language, self.library.state)

    def _make(
        self,
        agencies: tuple[str, ...],
        years: tuple[int, ...],
        named: tuple[Metric, ...],
        language: Language,
        _state: str,
    ) -> Tabulation:
        return tabulate(desk_for(self.library), agencies, years, named, language)

    def choices(self, language: Language) -> dict[str, Any]:
        """What can be chosen from, as JSON values."""
        return self._choices(language, self.library.state)

    def _choose(self, language: Language, _state: str) -> dict[str, Any]:
        return choices(desk_for(self.library).all_heads(), self.library.stated(), language)

    def sheet(self, chosen: Selection, language: Language) -> Sheet:
        """The table as it is saved."""
        made = self.table(chosen, language)
        return sheet(made, arranged(made, chosen, language), language)


def title(made: Tabulation, language: Language) -> str:
    """What the table compares, in a line."""
    metrics = listed((metric.label for metric in made.metrics), language, 3)
    agencies = listed(made.agencies, language, 2)
    years = spelled(made.years) if language == "zh" else spelled(made.years).replace("、", ", ")
    return " · ".join(part for part in (metrics, agencies, years) if part)


def chart(made: Tabulation, chosen: Selection, laid: Arranged, language: Language) -> dict[str, Any] | None:
    """The chart of one metric: lines over three years or more, else bars, in the order of the table."""
    if not made.metrics or not made.agencies:
        return None
    at = min(chosen.chart, len(made.metrics) - 1)
    order = dict.fromkeys(spot.key[0] for row in laid.rows for spot in row if spot.key)
    known = [agency for agency in order if any(made.entry(agency, year, at).number is not None for year in made.years)]
    points = [_point(agency, year, made.entry(agency, year, at)) for agency in known for year in made.years]
    told = [point for point in points if "value" in point]
    units = made.units(at)
    if len(told) < 2 or not any(point["value"] for point in told):
        return None
    return {
        "kind": "line" if len(made.years) > 2 else "bar",
        "points": told,
        "missing": [point for point in points if point.get("why")],
        "unit": f" {unit_name(units[0], language)}" if len(units) == 1 else "",
    }


def _point(agency: str, year: int, entry: Entry) -> Point:
    if entry.number is None or entry.claim is None:
        return {"label": agency, "year": year, "why": "" if entry.state == "no_report" else entry.shown}
    return {"label": agency, "year": year, "value": float(entry.number), "citation": entry.claim.citations[0]}


def sheet(made: Tabulation, laid: Arranged, language: Language) -> Sheet:
    """A laid out table as a sheet: units in the headings, what is to be minded beside the values."""
    columns = tuple(Heading(column.titled(language), column.kind) for column in laid.columns)
    rows = tuple(tuple(_value(made, spot, language) for spot in row) for row in laid.rows)
    return Sheet(title(made, language), columns, rows, made.citations, tuple(_notes(made, laid, language)), language)


def _value(made: Tabulation, spot: Spot, language: Language) -> Value:
    entry = spot.entry
    if entry is None:
        return Value(spot.text, spot.number)
    caveat = "\n".join([*(made.caveats[at].text for at in entry.caveats), *_others(entry, language)])
    around = ("", "")
    if spot.number is not None and entry.claim is not None and (digits := _digits(spot)):
        before, _, after = spot.text.partition(digits)
        around = (before, after)
    text = (
        spot.text if entry.state != "several" else f"{spot.text}: {' / '.join(other.shown for other in entry.others)}"
    )
    return Value(text, spot.number, around, entry.citations, caveat)


def _digits(spot: Spot) -> str:
    """The digits in a cell's words."""
    digits = grouped(spot.number) if spot.number is not None else ""
    return digits if digits and digits in spot.text else ""


def _others(entry: Entry, language: Language) -> Iterator[str]:
    if entry.state != "several":
        for other in entry.others:
            yield say("ui.also_stated", language, value=other.shown)


def _notes(made: Tabulation, laid: Arranged, language: Language) -> Iterator[str]:
    """What the file says about itself."""
    yield say("ui.about_made", language, at=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"))
    if laid.unit:
        yield say("ui.about_unit", language, unit=unit_name(laid.unit, language))
    yield coverage(made, language)
    yield say("ui.about_states", language)
    if made.gone:
        yield say("ui.gone", language, agencies=listed(made.gone, language, 20))
    for caveat in made.caveats:
        marks = "".join(f"[{n}]" for n in caveat.citations)
        yield f"{caveat.agency} {caveat.year}: {caveat.text}{marks}"


def coverage(made: Tabulation, language: Language) -> str:
    """How many cells have a number, and why the others have none."""
    counts = made.counts()
    order = ("number", "text", "several", "blank", "unreadable", "absent", "no_report")
    pieces = [say(f"ui.cells_{state}", language, count=counts[state]) for state in order if counts.get(state)]
    return say("ui.cells", language, count=len(made.entries), pieces=listed(pieces, language, 9))
