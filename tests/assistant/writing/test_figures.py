"""Every way to say a number is seen as one; what only looks like one is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.writing.figures import closed, figures
from ingest.folding import bared


def said(text: str) -> list[tuple[str, str, Decimal | None]]:
    return [(figure.printed, figure.kind, figure.value) for figure in figures(closed(bared(text)))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("共收到三十二件申请", [32]),
        ("９１篇", [91]),
        ("𝟗𝟏篇，⑨个", [91, 9]),
        ("٣١件", [31]),
        ("9\u200b1篇", [91]),
        ("9\ufe0f\u20e31\ufe0f\u20e3篇", [91]),
        ("1.5万余条、20多万次", [15000, 200000]),
        ("1,234条", [1234]),
        ("增长百分之三十二点五", ["32.5"]),
        ("办结率100%", [100]),
        ("七成半", [75]),
        ("ninety-one articles", [91]),
        ("three hundred and fifteen posts", [315]),
        ("91 篇", [91]),
        ("一百零八件", [108]),
        ("-12 件", [-12]),
        ("九十七萬條", [970000]),
        ("共2023条", [2023]),
        ("published 2023 posts", [2023]),
    ],
)
def test_values(text: str, values: list[object]) -> None:
    assert [value for _, kind, value in said(text) if kind == "number"] == [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    "text",
    [
        "一半以上",
        "翻了一番",
        "三分之二",
        "数百件",
        "twice as many",
        "hundreds of",
        "a dozen items",
        "两倍",
        "上千条",
        "XCI items",
        "9l篇",
    ],
)
def test_what_says_how_much_without_a_value(text: str) -> None:
    found = said(text)
    assert found
    assert found[0][1] in ("vague", "code")
    assert found[0][2] is None


@pytest.mark.parametrize(
    ("text", "printed"),
    [("3月15日", "3月15日"), ("2024年1月31日", "2024年1月31日"), ("January 31, 2024", "January 31, 2024")],
)
def test_dates_are_one_thing(text: str, printed: str) -> None:
    assert said(text) == [(printed, "date", None)]


@pytest.mark.parametrize("text", ["2023年微信", "in 2023, the bureau", "二〇二三年", "（2023）", "2022年和2023年"])
def test_years(text: str) -> None:
    assert {kind for _, kind, _ in said(text)} == {"year"}


@pytest.mark.parametrize(
    "text",
    [
        "一是加强培训，二是完善制度",
        "进一步统一口径",
        "十分重要",
        "一方面",
        "第一，加强领导",
        "一些单位",
        "其一，",
        "一网通办",
        "one of the problems",
    ],
)
def test_idioms_are_no_numbers(text: str) -> None:
    assert said(text) == []


def test_codes_are_taken_whole() -> None:
    assert said("国办公开办函〔2021〕30号，电话0953-2039887") == [
        ("〔2021〕30号", "code", None),
        ("0953-2039887", "code", None),
    ]
