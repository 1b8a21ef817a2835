from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from tests.ui.pages import Tags
from ui.charts import MOST_BARS, drawable, fitting, measured, svg, ticks, wrapped


def points(*values: tuple[str, int, float]) -> list[dict[str, object]]:
    return [{"label": label, "year": year, "value": value, "citation": 1} for label, year, value in values]


LONG = "第 {} 个名字很长很长很长很长很长很长很长很长很长很长的<单位>"


@pytest.mark.parametrize(
    ("kind", "given", "marks"),
    [
        ("bar", points(("甲", 2020, 1), ("乙", 2020, 3)), "bar"),
        ("bar", points(*((LONG.format(n), 2020, n) for n in range(9))), "bar"),
        ("bar", points(("甲", 2020, 1.5), ("甲", 2021, 0)), "bar"),
        ("bar", points(("甲", 2020, -4), ("乙", 2020, 6)), "bar"),
        ("line", points(("甲", 2019, 3), ("甲", 2021, 5)), "dot"),
        ("line", points(*((f"单位{n}", year, n) for n in range(4) for year in (2019, 2020))), "dot"),
        ("line", points(*((f"单位{n}", year, n) for n in range(9) for year in (2019, 2020))), "bar"),
    ],
)
def test_a_chart_draws_every_value_and_says_it(kind: str, given: list[dict[str, object]], marks: str) -> None:
    drawn = svg({"kind": kind, "points": given, "unit": " 件"}, "<&")
    page = Tags(drawn)
    shapes = [one for tag in ("rect", "circle", "path") for one in page.all(tag, marks)]
    assert len(shapes) == len(given)
    told = "".join(page.words)
    for point in given:
        value = f"{point['value']}".replace("-", "−")
        assert f"{point['label']} {point['year']}: {value} 件" in told


def test_a_chart_stands_by_itself_and_is_well_formed() -> None:
    drawn = svg({"kind": "bar", "points": points(('<"&', 2020, 1), ("乙", 2020, 2))}, 'a<b>"&')
    root = ET.fromstring(drawn)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert [child.tag.rpartition("}")[2] for child in root][:2] == ["title", "desc"]
    assert root[0].text == 'a<b>"&'
    assert all("fill" in bar.attrib for bar in root.iter("{http://www.w3.org/2000/svg}rect"))


def test_bars_are_as_long_as_their_values() -> None:
    page = Tags(svg({"kind": "bar", "points": points(("甲", 2020, 25), ("乙", 2020, 100))}))
    short, long = (float(bar["width"] or 0) for bar in page.all("rect", "bar"))
    assert long / short == pytest.approx(4, rel=0.01)


def test_several_agencies_over_years_differ_in_colour_dash_and_mark() -> None:
    page = Tags(
        svg({"kind": "line", "points": points(("甲", 2020, 1), ("甲", 2021, 2), ("乙", 2020, 3), ("乙", 2021, 4))})
    )
    lines = {(one["stroke"], one.get("stroke-dasharray")) for one in page.all("line", "stroke")}
    assert len({colour for colour, _ in lines}) == len({dash for _, dash in lines}) == 2
    assert len(page.all("circle", "dot")) == len(page.all("path", "dot")) == 2
    assert len(page.all("circle", "key")) == len(page.all("path", "key")) == 1


def test_a_year_without_a_value_is_a_gap_that_says_why() -> None:
    gap = [{"label": "甲", "year": 2020, "why": "空白"}]
    drawn = svg({"kind": "line", "points": points(("甲", 2019, 1), ("甲", 2021, 3)), "missing": gap})
    page = Tags(drawn)
    assert page.all("line", "stroke") == []
    assert len(page.all("path", "gap")) == 1
    assert "甲 2020: 空白" in page.words


def test_no_value_no_chart() -> None:
    assert svg({"kind": "line", "points": []}) == svg(None) == fitting(None) == ""
    assert svg({"kind": "bar", "points": [], "missing": [{"label": "甲", "year": 2020, "why": "空白"}]}) == ""


def test_no_name_is_cut_and_none_leaves_the_drawing() -> None:
    names = [LONG.format(n) for n in range(3)]
    for width in (326, 720):
        drawn = svg({"kind": "bar", "points": points(*((name, 2020, 5) for name in names))}, width=width)
        texts = re.findall(r'<text x="([\d.]+)" [^>]*text-anchor="end"[^>]*>([^<]*)</text>', drawn)
        assert all(float(x) - measured(words.replace("&lt;", "<").replace("&gt;", ">")) >= -1 for x, words in texts)
        assert "".join(words for _, words in texts).count("单位") == 3


def test_more_than_can_be_drawn_is_said() -> None:
    drawn = svg({"kind": "bar", "points": points(*((f"单位{n}", 2020, n + 1) for n in range(MOST_BARS + 7)))})
    assert len(Tags(drawn).all("rect", "bar")) == MOST_BARS
    assert "+7 …" in drawn


def test_a_phone_gets_the_chart_drawn_anew() -> None:
    widths = [
        one["width"] for one in Tags(fitting({"kind": "bar", "points": points(("甲", 2020, 5))}, "", 720)).all("svg")
    ]
    assert widths == ["720", "326"]


@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 1), (0, 7), (-3, 12), (0, 0.4), (0, 5120000), (-8, 0)])
def test_ticks_are_round_and_hold_every_value(low: float, high: float) -> None:
    marks = ticks(low, high)
    steps = {round(two - one, 9) for one, two in pairwise(marks)}
    assert len(steps) == 1
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 8


def test_words_are_broken_and_not_lost() -> None:
    assert "".join(wrapped("河阳区人民政府办公室", 40)) == "河阳区人民政府办公室"
    assert wrapped("new requests received", 100) == ["new requests", "received"]


def test_where_every_value_is_nothing_there_is_nothing_to_draw() -> None:
    points = [{"label": name, "year": 2021, "value": 0, "citation": 1} for name in ("甲局", "乙局")]
    assert not drawable({"kind": "bar", "points": points})
    assert svg({"kind": "bar", "points": points}) == fitting({"kind": "bar", "points": points}) == ""
    assert drawable({"kind": "bar", "points": [*points, {**points[0], "year": 2022, "value": 3}]})
    assert not drawable(None)
