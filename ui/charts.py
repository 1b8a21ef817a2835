"""Charts of an answer's table, as inline SVG: a few bars, a ranking, or lines over years.

Drawn here and not by a chart library because the page shows them inside an answer, must fetch nothing, and a handful
of bars does not justify megabytes of script. Colours come from the page's style sheet.

A chart is `{"kind": "bar" | "line", "points": [{"label": str, "year": int, "value": number, "citation": int}]}`: a
label is an agency or a metric; what the library does not hold has no point.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

MOST_COLUMNS = 6
"""More bars than this, or longer names, are drawn as rows."""
MOST_LINES = 4

_WIDTH = 440
_ROW, _NAME, _VALUE, _COLUMN = 28, 160, 64, 104


def svg(chart: Mapping[str, Any] | None, label: str = "") -> str:
    """The chart as one SVG element; empty where there is no chart or nothing to draw. `label` is read out."""
    if not chart:
        return ""
    points = list(chart.get("points", ()))
    names = tuple(dict.fromkeys(str(point["label"]) for point in points))
    years = sorted({int(point["year"]) for point in points})
    if not points:
        return ""
    if chart.get("kind") == "line" and len(years) > 1 and len(names) <= MOST_LINES:
        return _svg(_lines(names, years, points), _WIDTH, 200 + 20 * (len(names) > 1), label)
    bars = _bars(names, years, points)
    if len(bars) <= MOST_COLUMNS and all(len(name) <= 8 for bar in bars for name in bar[0]):
        return _svg(_columns(bars), _COLUMN * len(bars), 164 if any(bar[0][1] for bar in bars) else 148, label)
    return _svg(_rows(bars), _WIDTH, _ROW * len(bars) + 4, label)


Point = Mapping[str, Any]
Bar = tuple[tuple[str, str], float, int]
"""Its name in two lines, its value, and its colour: that of its series; of one series the first bar stands out."""


def _bars(names: Sequence[str], years: Sequence[int], points: Sequence[Point]) -> list[Bar]:
    several, over_time = len(names) > 1, len(years) > 1
    ordered = (
        sorted(points, key=lambda point: (names.index(str(point["label"])), int(point["year"])))
        if over_time
        else points
    )
    return [
        (
            (
                str(point["label"]) if several else str(point["year"]),
                str(point["year"]) if several and over_time else "",
            ),
            float(point["value"]),
            names.index(str(point["label"])) if over_time and several else min(position, 1),
        )
        for position, point in enumerate(ordered)
    ]


def _columns(bars: Sequence[Bar]) -> str:
    top = max(abs(value) for _, value, _ in bars) or 1
    drawn = []
    for position, ((first, second), value, which) in enumerate(bars):
        middle = _COLUMN * position + _COLUMN // 2
        tall = max(2, 100 * abs(value) / top)
        drawn.append(
            f'<rect class="bar s{which % 4}" x="{middle - 28}" y="{124 - tall:.1f}" width="56" height="{tall:.1f}" rx="4"/>'
            f"{_text(middle, 116 - tall, shown(value), 'value')}"
            f"{_text(middle, 142, first, 'name')}{_text(middle, 158, second, 'name')}"
        )
    return "".join(drawn) + f'<line class="axis" x1="0" x2="{_COLUMN * len(bars)}" y1="124" y2="124"/>'


def _rows(bars: Sequence[Bar]) -> str:
    top = max(abs(value) for _, value, _ in bars) or 1
    room = _WIDTH - _NAME - _VALUE
    drawn = []
    for position, ((first, second), value, which) in enumerate(bars):
        y = _ROW * position + 4
        long = max(2, room * abs(value) / top)
        drawn.append(
            _text(_NAME - 8, y + 15, _short(f"{first} {second}".strip()), "name end")
            + f'<rect class="bar s{which % 4}" x="{_NAME}" y="{y}" width="{long:.1f}" height="20" rx="4"/>'
            + _text(_NAME + long + 8, y + 15, shown(value), "value start")
        )
    return "".join(drawn)


def _lines(names: Sequence[str], years: Sequence[int], points: Sequence[Point]) -> str:
    values = {(str(point["label"]), int(point["year"])): float(point["value"]) for point in points}
    low, high = min(0.0, *values.values()), max(1.0, *values.values())
    first, last = years[0], years[-1]
    span = range(first, last + 1)
    across = {year: 40 + (_WIDTH - 80) * (year - first) / (last - first) for year in span}

    def height(value: float) -> float:
        return 168 - 128 * (value - low) / (high - low)

    drawn = ['<line class="axis" x1="16" x2="424" y1="168" y2="168"/>']
    drawn += [_text(across[year], 190, str(year), "name") for year in span]
    for which, name in enumerate(names):
        along = [(name, year) for year in span]
        drawn.append(
            _trace([(across[at[1]], height(values[at]), values[at]) if at in values else None for at in along], which)
        )
        if len(names) > 1:
            drawn.append(_key(which, name, len(names)))
    return "".join(drawn)


def _trace(points: Sequence[tuple[float, float, float] | None], which: int) -> str:
    """A line through the points; a year the library does not hold leaves a gap, it is never bridged."""
    strokes = "".join(
        f'<line class="stroke s{which % 4}" x1="{a[0]:.1f}" y1="{a[1]:.1f}" x2="{b[0]:.1f}" y2="{b[1]:.1f}"/>'
        for a, b in pairwise(points)
        if a and b
    )
    dots = "".join(
        f'<circle class="dot s{which % 4}" cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="4"/>'
        + _text(point[0], point[1] + (20 if which % 2 else -10), shown(point[2]), "value")
        for point in points
        if point
    )
    return strokes + dots


def _key(which: int, name: str, several: int) -> str:
    x = 16 + which * (_WIDTH - 32) / several
    return f'<rect class="bar s{which % 4}" x="{x:.1f}" y="204" width="10" height="10" rx="2"/>' + _text(
        x + 16, 213, _short(name), "name start"
    )


def shown(value: float) -> str:
    """A value as a chart prints it: no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _short(name: str, most: int = 11) -> str:
    return name if len(name) <= most else name[: most - 1] + "…"


def _text(x: float, y: float, words: str, style: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>' if words else ""


def _svg(inside: str, width: int, height: int, label: str) -> str:
    return (
        f'<svg class="chart" role="img" aria-label="{escape(label)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{inside}</svg>'
    )
