"""One agency over its years."""

from __future__ import annotations

from tests.assistant.answers import Ask, figures, texts
from tests.assistant.questions import JY, KJ


def test_every_year_and_the_change(ask: Ask) -> None:
    answer = ask("云川市科技局2020到2023年申请量的变化趋势")
    assert figures(answer) == [(KJ, 2020, "7"), (KJ, 2021, "10"), (KJ, 2022, "15"), (KJ, 2023, "18")]
    assert "+3" in answer.text
    assert "20.0%" in answer.text
    assert answer.table is not None
    assert answer.table.chart is not None
    assert answer.table.chart["kind"] == "line"


def test_a_fall_is_a_fall(ask: Ask) -> None:
    answer = ask("云川市科技局2020至2023年微博发布的变化")
    assert [number for _, _, number in figures(answer)] == ["95", "88", "73", "31"]
    assert "−42（−57.5%）" in answer.text


def test_all_years_of_one_agency(ask: Ask) -> None:
    assert figures(ask("栖岩县教育局历年行政许可")) == [(JY, 2021, "43"), (JY, 2022, "38"), (JY, 2023, "51")]


def test_years_that_are_not_held_are_named(ask: Ask) -> None:
    answer = ask("栖岩县教育局2020到2023年行政许可的变化趋势")
    assert figures(answer) == [(JY, 2021, "43"), (JY, 2022, "38"), (JY, 2023, "51")]
    assert "库中无此年" in texts(answer)[0]


def test_a_span_of_years_alone_is_a_trend(ask: Ask) -> None:
    assert len(figures(ask("云川市科技局2020-2022年新收申请"))) == 3
