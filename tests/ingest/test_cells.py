"""A cell is a number, blank, or unreadable; never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.cells import is_value, read_cell, unit_of


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("0", "0", None),
        ("00", "0", None),
        ("0.0", "0.0", None),
        (" 12 ", "12", None),
        ("１２", "12", None),
        ("1,234", "1234", None),
        ("1，234,567", "1234567", None),
        ("-3", "-3", None),
        ("－3", "-3", None),
        ("−3", "-3", None),
        ("减3", "-3", None),
        ("减少3", "-3", None),
        ("+2", "2", None),
        ("增加2", "2", None),
        ("59237.2449", "59237.2449", None),
        ("368000元", "368000", "元"),
        ("26.55（万元）", "26.55", "万元"),
        ("26.55萬元", "26.55", "万元"),
        ("5件", "5", "件"),
        ("3 项", "3", "项"),
        ("0.5", "0.5", None),
    ],
)
def test_numbers(text: str, value: str, unit: str | None) -> None:
    read = read_cell(text)
    assert (read.state, read.value, read.unit) == ("number", Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["", " ", "\u3000", "\xa0", "-", "—", "——", "－", "/", "／", "\\", "无", "空", "不涉及", "N/A", "*"]
)
def test_blank_is_never_zero(text: str) -> None:
    assert read_cell(text) == read_cell("")
    assert read_cell(text).value is None


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd",
        "1\ufffd",
        "12,34",
        "5①",
        "5²",
        "010",
        "000",
        "若干",
        "约5",
        "5%",
        "1.2.3",
        "(3)",
        "2023-01-02",
        "- 3 -",
        "〇",
    ],
)
def test_what_is_not_certain_is_unreadable(text: str) -> None:
    read = read_cell(text)
    assert (read.state, read.value, read.readings) == ("unreadable", None, ())


def test_split_digits_wait_for_a_sum_to_confirm_them() -> None:
    assert read_cell("4 119").state == "unreadable"
    assert read_cell("4 119").readings == (Decimal(4119),)
    assert read_cell("102\n4").readings == (Decimal(1024),)
    assert read_cell("7 730.28").readings == (Decimal("7730.28"),)


def test_a_unit_of_its_own() -> None:
    assert [unit_of(text) for text in ("万元", "（单位：萬元）", "元", "5元", "")] == ["万元", "万元", "元", None, None]


def test_labels_are_no_values() -> None:
    assert not any(is_value(text) for text in ("其他", "总计", "行政处罚", "3.其他", "2023年"))
    assert all(is_value(text) for text in ("3", "", "—", "无", "5件", "\ufffd", "1 2"))
