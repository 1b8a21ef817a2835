from __future__ import annotations

import pytest

from tests.ui.pages import Tags
from ui.charts import svg


def points(*values: tuple[str, int, float]) -> list[dict[str, object]]:
    return [{"label": label, "year": year, "value": value, "citation": 1} for label, year, value in values]


@pytest.mark.parametrize(
    ("kind", "given", "shape"),
    [
        ("bar", points(("甲", 2020, 1), ("乙", 2020, 3)), "rect"),
        ("bar", points(*((f"第 {n} 个很长很长很长的<单位>", 2020, n) for n in range(9))), "rect"),
        ("bar", points(("甲", 2020, 1.5), ("甲", 2021, 0)), "rect"),
        ("line", points(("甲", 2019, 3), ("甲", 2021, 5)), "circle"),
        ("line", points(*((f"单位{n}", year, n) for n in range(9) for year in (2019, 2020))), "rect"),
    ],
)
def test_a_chart_draws_every_value_it_has(kind: str, given: list[dict[str, object]], shape: str) -> None:
    drawn = svg({"kind": kind, "points": given}, "<&")
    assert len(Tags(drawn).all(shape)) == len(given)
    assert all(f">{point['value']}<" in drawn for point in given)


def test_several_agencies_over_years_are_told_apart() -> None:
    drawn = svg({"kind": "line", "points": points(("甲", 2020, 1), ("甲", 2021, 2), ("乙", 2020, 3), ("乙", 2021, 4))})
    assert drawn.count('class="stroke s0"') == drawn.count('class="stroke s1"') == 1
    assert drawn.count(">甲<") == drawn.count(">乙<") == 1


def test_a_year_without_a_value_is_a_gap_and_no_value_no_chart() -> None:
    assert svg({"kind": "line", "points": points(("甲", 2019, 1), ("甲", 2021, 3))}).count("stroke s") == 0
    assert svg({"kind": "line", "points": []}) == svg(None) == ""
