"""What a list keeps: bounds and the words for none."""

from __future__ import annotations

import importlib

import pytest

fits = importlib.import_module("assistant.operations.list")._fits


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("哪些单位不少于3件", 3, True),
        ("哪些单位超过3件", 3, False),
        ("哪些单位少于3件", 3, False),
        ("at least 3", 3, True),
        ("哪些单位没有行政诉讼", 0, True),
        ("哪些单位没有行政诉讼", 1, False),
        ("哪些单位有行政诉讼", 0, False),
        ("哪些单位有尚未审结的复议", 2, True),
        ("哪些单位有没有现成信息的答复", 2, True),
        ("哪些单位未收到申请", 0, True),
    ],
)
def test_bounds_and_none(text: str, value: float, kept: bool) -> None:
    assert fits(text, value) is kept
