"""A table as it is laid out: what stands in the rows, what in the columns, the differences, the order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.phrases import plain, shown
from assistant.tabulate import Entry, Key, Tabulation
from ingest.strings import Language, say
from ui.page.selection import Across, Selection

Kind = Literal["label", "value", "difference", "percent"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, with the unit where all its values share one."""

    heading: str
    kind: Kind
    unit: str | None = None

    def titled(self, language: Language) -> str:
        """The heading with its unit."""
        if not self.unit or self.kind == "percent":
            return self.heading
        return say("ui.with_unit", language, heading=self.heading, unit=unit_name(self.unit, language))


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell laid out: its words; its number, where it has one; and the entry it shows, with its key."""

    text: str
    number: Decimal | None = None
    key: Key | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """The table as rows of spots. `unit` is that of every value, where it is one and the same."""

    across: Across
    columns: tuple[Column, ...]
    rows: tuple[tuple[Spot, ...], ...]
    unit: str | None = None


def orientation(made: Tabulation) -> Across:
    """What reads best in the columns: years, unless several metrics of several agencies are asked."""
    if len(made.metrics) == 1 or (len(made.agencies) == 1 and len(made.years) > 1):
        return "years"
    return "metrics"


def arranged(made: Tabulation, chosen: Selection, language: Language) -> Arranged:
    """Lay the table out as the selection says, or as reads best."""
    across = chosen.across or orientation(made)
    units = [made.units(at) or (metric.unit,) for at, metric in enumerate(made.metrics)]
    unit = _one(unit for some in units for unit in some)
    heads, labels = _sides(made, across)
    rows = [
        (*(Spot(text) for text in label), *spots, *_differences(made, across, spots))
        for label, spots in (
            (label, tuple(_spot(made, _key(across, row, col), unit, units) for col in heads)) for row, label in labels
        )
    ]
    columns = (
        *_labelled(made, across, language),
        *_headed(made, across, unit, units),
        *_compared(made, across, language),
    )
    return Arranged(across, columns, _sorted(tuple(rows), columns, chosen), unit)


def _one(values: Iterable[str | None]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


Units = Sequence[tuple[str | None, ...]]
"""The units of each metric."""
Row = tuple[object, ...]


def _sides(made: Tabulation, across: Across) -> tuple[Sequence[object], list[tuple[Row, tuple[str, ...]]]]:
    """What stands in the columns; and for each row what it stands for, and its labels."""
    numbers = tuple(range(len(made.metrics)))
    dimensions: dict[Across, Sequence[object]] = {"agencies": made.agencies, "years": made.years, "metrics": numbers}
    one, two = (name for name in dimensions if name != across)
    told = [name for name in (one, two) if len(dimensions[name]) > 1] or [one]
    rows = [(a, b) for a in dimensions[one] for b in dimensions[two]]
    return dimensions[across], [
        (row, tuple(_name(made, name, value) for name, value in zip((one, two), row, strict=True) if name in told))
        for row in rows
    ]


def _name(made: Tabulation, dimension: str, value: object) -> str:
    return made.metrics[value].label if dimension == "metrics" and isinstance(value, int) else str(value)


def _key(across: Across, row: Row, col: object) -> Key:
    agency, year, metric = (
        (row[0], col, row[1]) if across == "years" else (row[0], row[1], col) if across == "metrics" else (col, *row)
    )
    assert isinstance(agency, str)
    assert isinstance(year, int)
    assert isinstance(metric, int)
    return agency, year, metric


def _spot(made: Tabulation, key: Key, unit: str | None, units: Units) -> Spot:
    entry = made.entries[key]
    number = entry.number
    if number is None or entry.claim is None:
        return Spot(entry.shown, None, key, entry)
    bare = entry.claim.unit == unit or (len(units[key[2]]) == 1 and unit is None)
    return Spot(worded(entry, made.language, unit=not bare), number, key, entry)


def worded(entry: Entry, language: Language, unit: bool = True) -> str:
    """The value with its digits in groups; without its unit where that stands in a heading."""
    claim = entry.claim
    if claim is None or claim.number is None:
        return entry.shown
    text = entry.shown if unit else shown(claim.number, None, claim.qualifier, language)
    return text.replace(plain(claim.number), grouped(claim.number), 1)


def unit_name(unit: str, language: Language) -> str:
    """What a unit is called: 件; items (件)."""
    return unit if language == "zh" or unit == "%" else shown(Decimal(0), unit, "exact", language).removeprefix("0 ")


def grouped(number: Decimal) -> str:
    """4,119.5"""
    whole, _, part = plain(abs(number)).partition(".")
    return ("−" if number < 0 else "") + f"{int(whole):,}" + (f".{part}" if part else "")


def _labelled(made: Tabulation, across: Across, language: Language) -> Iterable[Column]:
    names: dict[Across, tuple[str, int]] = {
        "agencies": ("ui.agency", len(made.agencies)),
        "years": ("ui.year", len(made.years)),
        "metrics": ("ui.figure", len(made.metrics)),
    }
    rest = [name for name in names if name != across]
    told = [name for name in rest if names[name][1] > 1] or rest[:1]
    return [Column(say(names[name][0], language), "label") for name in told]


def _headed(made: Tabulation, across: Across, unit: str | None, units: Units) -> Iterable[Column]:
    if across == "metrics":
        return [
            Column(metric.label, "value", _one(units[at]) if unit is None else None)
            for at, metric in enumerate(made.metrics)
        ]
    return [Column(str(one), "value") for one in (made.years if across == "years" else made.agencies)]


def _compares(made: Tabulation, across: Across) -> bool:
    """Whether the columns are two or more years: the last is set against the first."""
    return across == "years" and len(made.years) > 1


def _compared(made: Tabulation, across: Across, language: Language) -> Iterable[Column]:
    if not _compares(made, across):
        return []
    span = "" if len(made.years) == 2 else f" {made.years[0]}→{made.years[-1]}"
    return [
        Column(say("ui.difference", language) + span, "difference"),
        Column(say("ui.percent", language) + span, "percent", "%"),
    ]


def _differences(made: Tabulation, across: Across, spots: Sequence[Spot]) -> tuple[Spot, ...]:
    if not _compares(made, across):
        return ()
    one, two = spots[0], spots[-1]
    same = (
        one.entry and two.entry and one.entry.claim and two.entry.claim and one.entry.claim.unit == two.entry.claim.unit
    )
    if one.number is None or two.number is None or not same:
        return Spot("—"), Spot("—")
    change = two.number - one.number
    share = None if one.number == 0 else change * 100 / abs(one.number)
    return Spot(_signed(change), change), Spot(
        "—" if share is None else f"{share:+.1f}%".replace("-", "−").replace("+0.0", "0.0"), share
    )


def _signed(change: Decimal) -> str:
    return ("+" if change > 0 else "") + grouped(change)


def _sorted(
    rows: tuple[tuple[Spot, ...], ...], columns: Sequence[Column], chosen: Selection
) -> tuple[tuple[Spot, ...], ...]:
    """The rows by a column: numbers by size, rows without one last; words as they are written."""
    at = chosen.sort
    if at is None or at >= len(columns):
        return rows
    if columns[at].kind == "label":
        return tuple(sorted(rows, key=_words(at), reverse=chosen.down))
    told = [row for row in rows if row[at].number is not None]
    rest = [row for row in rows if row[at].number is None]
    ordered = sorted(told, key=lambda row: row[at].number or Decimal(0), reverse=chosen.down)
    return (*ordered, *rest)


def _words(at: int) -> Callable[[tuple[Spot, ...]], str]:
    return lambda row: row[at].text
