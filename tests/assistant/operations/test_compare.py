"""Agencies and years side by side."""

from __future__ import annotations

import pytest

from tests.assistant.answers import Ask, figures, texts
from tests.assistant.questions import KJ, LK


def test_agencies_side_by_side(ask: Ask) -> None:
    answer = ask("比较云川市科技局和澜阳市科技局2023年新收申请")
    assert figures(answer) == [(KJ, 2023, "18"), (LK, 2023, "10")]
    assert answer.text.startswith(KJ)
    assert texts(answer) == [[KJ, "18 件"], [LK, "10 件"]]
    assert answer.table is not None
    assert answer.table.chart is not None
    assert [point["value"] for point in answer.table.chart["points"]] == [18, 10]


def test_years_side_by_side(ask: Ask) -> None:
    answer = ask("云川市科技局2021年和2023年行政许可比较")
    assert figures(answer) == [(KJ, 2021, "41"), (KJ, 2023, "52")]
    assert "+11" in answer.text
    assert "26.8%" in answer.text


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("比较栖岩县教育局和云川市科技局2021年到2023年行政许可", [["43", "38", "51"], ["41", "47", "52"]]),
        ("比较云川市科技局和吴忠市科技局2021年微博发布数", [["88"], ["68"]]),
    ],
)
def test_every_number_of_a_table_is_cited(ask: Ask, question: str, rows: list[list[str]]) -> None:
    answer = ask(question)
    assert answer.table is not None
    numbers = [[text.split()[0] for text, cited in row if cited] for row in answer.table.rows]
    assert numbers == rows
    for row in answer.table.rows:
        for text, numbers_cited in row:
            quotes = [each.quote for each in answer.citations if each.n in numbers_cited]
            assert [quote for quote in quotes if text.split()[0] not in quote] == []


def test_a_year_that_is_not_held_is_named_in_the_table(ask: Ask) -> None:
    answer = ask("比较云川市科技局和吴忠市科技局2023年新收申请")
    assert figures(answer) == [(KJ, 2023, "18")]
    assert texts(answer)[1][1] == "库中无此年"


def test_units_that_differ_are_said(ask: Ask) -> None:
    """402条 and 315篇."""
    answer = ask("比较云川市科技局和澜阳市科技局2023年微信公众号推送数")
    assert sorted(number for _, _, number in figures(answer)) == ["315", "402"]
    assert any("篇" in warning and "条" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "change", "percent"),
    [
        ("云川市科技局2022年比2021年新收申请多多少", "+5", "50.0%"),
        ("云川市科技局2023年比2022年新收申请多多少", "+3", "20.0%"),
        ("云川市科技局2023年新收申请同比增长多少", "+3", "20.0%"),
    ],
)
def test_the_later_year_against_the_earlier(ask: Ask, question: str, change: str, percent: str) -> None:
    answer = ask(question)
    assert change in answer.text
    assert percent in answer.text
