"""Charts of a table, as one SVG element that stands by itself: bars for agencies, lines over years.

Drawn here and not by a chart library because the page shows them inside an answer, must fetch nothing, and saves them as
they are: colours and fonts stand in the element, not in the page's style sheet.

A chart is `{"kind": "bar" | "line", "points": [{"label", "year", "value", "citation"}], "unit": …, "missing": [{"label",
"year", "why"}]}`: a label is an agency or a metric; what has no number has no point, and may say why in `missing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

MOST_LINES = 8
MOST_BARS = 40
"""Of more than these the first are drawn, and how many there are is said."""

_COLOURS = ("#1c4db5", "#d55e00", "#00866a", "#8f4a8b", "#56b4e9", "#4a5568", "#a6761d", "#cc79a7")
"""Told apart with any kind of colour vision, the first being the page's own; marks and dashes differ as well."""
_DASHES = ("", "7 4", "2 3", "9 3 2 3", "", "7 4", "2 3", "9 3 2 3")
_SHADES = ("#c9d6f5", "#9cb6ee", "#5b84d8", "#1c4db5")
"""Years beside each other, the newest darkest."""
_INK, _SOFT, _FAINT, _LINE = "#141c28", "#4a5568", "#667085", "#e2e7ee"
_FONTS = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, system-ui, sans-serif"
_SIZE = 12.0
_WIDTH = 560
_PHONE = 326
_BAR, _GAP = 18, 10

Point = Mapping[str, Any]


def svg(chart: Mapping[str, Any] | None, label: str = "", width: int = _WIDTH) -> str:
    """The chart as one SVG element; empty where there is no chart or nothing to draw. `label` is its title."""
    data = _data(chart, label) if drawable(chart) else None
    if data is None:
        return ""
    drawing = _Drawing(width)
    if data.lines:
        _over_years(drawing, data)
    elif len(data.names) == 1 and len(data.years) > 1:
        _columns(drawing, data)
    else:
        _bars(drawing, data)
    return drawing.svg(label, data.told())


def fitting(chart: Mapping[str, Any] | None, label: str = "", width: int = _WIDTH) -> str:
    """The chart twice: as wide as asked, and drawn anew for a phone, where letters must not shrink. The page's style
    shows one of them; the wide one comes first and is the one that is saved."""
    wide = svg(chart, label, width)
    return wide and f'<div class="on-desk">{wide}</div><div class="on-phone">{svg(chart, label, _PHONE)}</div>'


def drawable(chart: Mapping[str, Any] | None) -> bool:
    """Whether there is anything to see: a value other than nothing at all."""
    return any(float(point["value"]) for point in (chart or {}).get("points", ()))


def plotted(value: float) -> str:
    """A value as a chart prints it: thousands apart, no idle zeros."""
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return ("−" if value < 0 else "") + text


@dataclass(frozen=True, slots=True)
class _Data:
    """A chart's values by name and year, and why others are missing."""

    names: tuple[str, ...]
    years: tuple[int, ...]
    values: Mapping[tuple[str, int], float]
    missing: Mapping[tuple[str, int], str]
    unit: str
    lines: bool
    left_out: int = 0

    def told(self) -> str:
        """Every value in words, for those who do not see the drawing."""
        pieces = [f"{name} {year}: {plotted(value)}{self.unit}" for (name, year), value in self.values.items()]
        pieces += [f"{name} {year}: {why}" for (name, year), why in self.missing.items()]
        return "; ".join(pieces[:200])

    @property
    def ends(self) -> tuple[float, float]:
        return min(0.0, *self.values.values()), max(0.0, *self.values.values())


def _data(chart: Mapping[str, Any] | None, label: str) -> _Data | None:
    points: list[Point] = list((chart or {}).get("points", ()))
    if chart is None or not points:
        return None
    gaps: list[Point] = list(chart.get("missing", ()))
    years = tuple(sorted({int(point["year"]) for point in (*points, *gaps)}))
    every = tuple(dict.fromkeys(str(point["label"]) for point in (*points, *gaps)))
    lines = chart.get("kind") == "line" and len(years) > 1 and len(every) <= MOST_LINES
    most = MOST_LINES if lines else max(4, MOST_BARS // len(years))
    names = every[:most]
    values = {
        (str(one["label"]), int(one["year"])): float(one["value"]) for one in points if str(one["label"]) in names
    }
    missing = {(str(one["label"]), int(one["year"])): str(one["why"]) for one in gaps if str(one["label"]) in names}
    if not values:
        return None
    return _Data(names, years, values, missing, str(chart.get("unit") or ""), lines, len(every) - len(names))


class _Drawing:
    """Elements put one after another on a ground that grows downwards."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.height = 0.0
        self.parts: list[str] = []

    def put(self, element: str) -> None:
        self.parts.append(element)

    def text(
        self, x: float, y: float, words: str, anchor: str = "start", colour: str = _SOFT, bold: bool = False
    ) -> None:
        weight = ' font-weight="600"' if bold else ""
        self.put(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = _LINE) -> None:
        self.put(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>')

    def bar(self, x: float, y: float, width: float, height: float, colour: str, title: str) -> None:
        self.put(
            f'<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="3" fill="{colour}">'
            f"<title>{escape(title)}</title></rect>"
        )

    def svg(self, label: str, told: str) -> str:
        height = ceil(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {self.width} {height}" '
            f'width="{self.width}" height="{height}" font-family="{_FONTS}" font-size="{_SIZE:g}">'
            f"<title>{escape(label)}</title><desc>{escape(told)}</desc>"
            f'<rect width="{self.width}" height="{height}" fill="#ffffff"/>{"".join(self.parts)}</svg>'
        )


def measured(words: str) -> float:
    """About how wide words are drawn: a Chinese character is as wide as it is high."""
    return sum(1.0 if ord(char) > 0x2E80 else 0.6 for char in words) * _SIZE


def wrapped(words: str, room: float) -> list[str]:
    """Words in lines that fit, broken where they must be; nothing is cut off."""
    lines, line = [], ""
    for char in words:
        if line and measured(line + char) > room:
            at = line.rfind(" ")
            keep = at if at > 0 and ord(char) < 0x2E80 and char != " " else len(line)
            lines.append(line[:keep].strip())
            line = line[keep:].lstrip()
        line += char
    return [*lines, line.strip()]


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from at or below `low` to at or above `high`."""
    span = (high - low) or 1.0
    rough = span / most
    scale = 10.0 ** floor(log10(rough))
    step = next(scale * by for by in (1, 2, 2.5, 5, 10) if scale * by >= rough - 1e-9)
    if high == floor(high) and low == floor(low) and step < 1:
        step = 1.0
    first, last = floor(low / step), ceil(high / step)
    return [at * step for at in range(first, max(last, first + 1) + 1)]


def _legend(drawing: _Drawing, names: Sequence[str], shades: Sequence[str] = ()) -> None:
    """Which colour is whose, or which dash and mark; in as many lines as it takes."""
    x, y = 8.0, drawing.height + 16
    for which, name in enumerate(names):
        long = 30 + measured(name) + 16
        if x > 8 and x + long > drawing.width:
            x, y = 8.0, y + 20
        if shades:
            drawing.put(
                f'<rect x="{x + 8:.1f}" y="{y - 10:.1f}" width="12" height="12" rx="2" fill="{shades[which]}"/>'
            )
        else:
            drawing.put(_stroke(x, y - 4, x + 22, y - 4, which, "key") + _mark(x + 11, y - 4, which, ""))
        for at, part in enumerate(wrapped(name, drawing.width - 40)):
            drawing.text(x + 28, y + 16 * at, part)
            y += 16 * (at > 0)
        x += long
    drawing.height = y + 8


def _shades(years: int) -> Sequence[str]:
    """A colour for each year."""
    return _SHADES[-years:] if years <= len(_SHADES) else [_colour(which) for which in range(years)]


def _colour(which: int) -> str:
    return _COLOURS[which % len(_COLOURS)]


def _stroke(x1: float, y1: float, x2: float, y2: float, which: int, style: str = "stroke") -> str:
    dash = _DASHES[which % len(_DASHES)]
    return (
        f'<line class="{style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_colour(which)}" '
        f'stroke-width="2" stroke-linecap="round"{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}/>'
    )


def _mark(x: float, y: float, which: int, title: str) -> str:
    """A point: circle, square, triangle or diamond by its series; in the legend without a title."""
    kind, colour = which % 4, _colour(which)
    style = "dot" if title else "key"
    said = f"<title>{escape(title)}</title>" if title else ""
    if kind == 0:
        return f'<circle class="{style}" cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}">{said}</circle>'
    shapes = {
        1: f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z",
        2: f"M{x:.1f} {y - 5:.1f}l5 9h-10z",
        3: f"M{x:.1f} {y - 5.5:.1f}l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
    }
    return f'<path class="{style}" d="{shapes[kind]}" fill="{colour}">{said}</path>'


def _more(drawing: _Drawing, data: _Data) -> None:
    if data.left_out:
        drawing.text(8, drawing.height + 16, f"+{data.left_out} …", colour=_FAINT)
        drawing.height += 24


def _unit(drawing: _Drawing, data: _Data) -> None:
    """The unit, above the values."""
    if data.unit:
        drawing.text(8, 14, data.unit, colour=_FAINT)
        drawing.height = 20


def _bars(drawing: _Drawing, data: _Data) -> None:
    """Rows of bars, a group for each name and a colour for each year."""
    _unit(drawing, data)
    several = len(data.years) > 1
    if several:
        _legend(drawing, [str(year) for year in data.years], _shades(len(data.years)))
    side = min(max(map(measured, data.names)) + 12, drawing.width * 0.4)
    low, high = data.ends
    room = drawing.width - side - max(measured(plotted(value)) for value in data.values.values()) - 20
    marks = ticks(low, high)
    low, high = marks[0], marks[-1]
    top: float = drawing.height + 8

    def across(value: float) -> float:
        return side + room * (value - low) / (high - low)

    y: float = top
    rows: list[tuple[str, int, float]] = []
    for name in data.names:
        parts = wrapped(name, side - 12)
        tall = max(float(len(data.years) * _BAR), 16.0 * len(parts))
        for at, part in enumerate(parts):
            drawing.text(side - 8, y + tall / 2 - (len(parts) - 1) * 8 + at * 16 + 4, part, "end")
        start = y + (tall - len(data.years) * _BAR) / 2
        rows += [(name, year, start + at * _BAR) for at, year in enumerate(data.years)]
        y += float(tall) + _GAP
    grid = _Drawing(drawing.width)
    for mark in marks:
        grid.line(across(mark), top - 4, across(mark), y - 4, "#c3cad5" if mark == 0 else _LINE)
    drawing.parts = grid.parts + drawing.parts
    for name, year, start in rows:
        _bar(drawing, data, name, year, (across(0.0), start), across)
    for mark in _apart(marks, across):
        drawing.text(across(mark), y + 10, plotted(mark), "middle", _FAINT)
    drawing.height = y + 18
    _more(drawing, data)


def _bar(drawing: _Drawing, data: _Data, name: str, year: int, where: tuple[float, float], across: Any) -> None:
    """One bar with its value; where there is none, why."""
    zero, y = where
    value = data.values.get((name, year))
    if value is None:
        drawing.text(zero + 6, y + 13, data.missing.get((name, year), "—"), colour=_FAINT)
        return
    left, right = sorted((zero, across(value)))
    title = f"{name} {year}: {plotted(value)}{data.unit}"
    colour = _shades(len(data.years))[data.years.index(year)]
    drawing.bar(left, y + 1, max(1.5, right - left), _BAR - 3, colour, title)
    drawing.text(max(right, zero) + 6, y + 13, plotted(value), colour=_INK, bold=True)


def _apart(marks: Sequence[float], across: Any) -> list[float]:
    """The ticks whose numbers do not run into each other."""
    wide = max(measured(plotted(mark)) for mark in marks) + 8
    step = max(1, ceil(wide / max(1e-6, across(marks[1]) - across(marks[0]))))
    return list(marks[::step])


def _frame(drawing: _Drawing, data: _Data, tall: float) -> tuple[Any, Any]:
    """Axes for values over years: where a year stands, and how high a value."""
    _unit(drawing, data)
    marks = ticks(*data.ends)
    low, high = marks[0], marks[-1]
    side = max(measured(plotted(mark)) for mark in marks) + 16
    top = drawing.height + 24
    span = range(data.years[0], data.years[-1] + 1)
    step = (drawing.width - side - 16) / len(span)

    def height(value: float) -> float:
        return top + tall * (1 - (value - low) / (high - low))

    def across(year: int) -> float:
        return side + step * (year - span[0] + 0.5)

    for mark in marks:
        drawing.line(side, height(mark), drawing.width - 8, height(mark), "#c3cad5" if mark == 0 else _LINE)
        drawing.text(side - 8, height(mark) + 4, plotted(mark), "end", _FAINT)
    each = max(1, ceil(40 / step))
    for year in span[::each]:
        drawing.text(across(year), top + tall + 20, str(year), "middle")
    drawing.height = top + tall + 28
    return across, height


def _columns(drawing: _Drawing, data: _Data) -> None:
    """One series over years, as columns."""
    across, height = _frame(drawing, data, 140)
    span = data.years[-1] - data.years[0] + 1
    wide = min(48.0, 0.6 * (drawing.width - 60) / span)
    name = data.names[0]
    for year in range(data.years[0], data.years[-1] + 1):
        value = data.values.get((name, year))
        if value is None:
            _absent(drawing, across(year), height(0.0), f"{name} {year}: {data.missing.get((name, year), '—')}")
            continue
        top, bottom = sorted((height(value), height(0.0)))
        drawing.bar(
            across(year) - wide / 2,
            top,
            wide,
            max(1.5, bottom - top),
            _colour(0),
            f"{name} {year}: {plotted(value)}{data.unit}",
        )
        drawing.text(across(year), top - 6, plotted(value), "middle", _INK, bold=True)


def _absent(drawing: _Drawing, x: float, y: float, title: str) -> None:
    """A small cross on the axis, where a year has no value."""
    drawing.put(
        f'<path class="gap" d="M{x - 3:.1f} {y - 9:.1f}l6 6m0 -6l-6 6" stroke="{_FAINT}" stroke-width="1.5">'
        f"<title>{escape(title)}</title></path>"
    )


def _over_years(drawing: _Drawing, data: _Data) -> None:
    """A line for each name; a year without a value leaves a gap, it is never bridged."""
    across, height = _frame(drawing, data, 200)
    span = range(data.years[0], data.years[-1] + 1)
    few = len(data.names) * len(span) <= 16
    for which, name in enumerate(data.names):
        along = [
            (across(year), height(data.values[name, year])) if (name, year) in data.values else None for year in span
        ]
        for one, two in pairwise(along):
            if one and two:
                drawing.put(_stroke(*one, *two, which))
    for which, name in enumerate(data.names):
        for year in span:
            value = data.values.get((name, year))
            if value is None:
                why = data.missing.get((name, year), "—")
                _absent(drawing, across(year) + 5 * which, height(0.0), f"{name} {year}: {why}")
                continue
            drawing.put(_mark(across(year), height(value), which, f"{name} {year}: {plotted(value)}{data.unit}"))
            if few:
                down = _below(data, name, year)
                drawing.text(across(year), height(value) + (20 if down else -10), plotted(value), "middle", _INK)
    if len(data.names) > 1:
        _legend(drawing, data.names)
    _more(drawing, data)


def _below(data: _Data, name: str, year: int) -> bool:
    """Whether a value is written under its point: the lower of those of its year."""
    here = [data.values[other, year] for other in data.names if (other, year) in data.values]
    return len(here) > 1 and data.values[name, year] < max(here)
