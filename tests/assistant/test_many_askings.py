"""What is asked, in many wordings: the operation, the metrics, how many, which way round, and under which conditions."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.desk import desk_for
from assistant.question import Bound, Question
from assistant.understand import understand
from ingest.library import Library

ASKINGS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("askings.toml").read_text("utf-8"))["asking"]
ALSO = {"two": {"lookup"}, "count": {"list"}, "yes_no": {"yes_no", "lookup"}, "trend": {"trend", "compare"}}
TRIED = [
    Decimal(number) for number in (0, 1, 9, 10, 11, 20, 21, 30, 50, 51, 99, 100, 101, 199, 200, 201, 499, 500, 501)
]
BOUNDS = {
    ">0": lambda n: n > 0, "=0": lambda n: n == 0, "<10": lambda n: n < 10, ">50": lambda n: n > 50, ">100": lambda n: n > 100,
    ">=100": lambda n: n >= 100, ">500": lambda n: n > 500, ">=500": lambda n: n >= 500, ">200": lambda n: n > 200,
    "<200": lambda n: n < 200, "<=10": lambda n: n <= 10, "<=20": lambda n: n <= 20,
}  # fmt: skip


@pytest.mark.parametrize(
    ("asking", "text"),
    [(asking, text) for asking in ASKINGS for text in asking["questions"]],
    ids=lambda value: value if isinstance(value, str) else value["operation"],
)
def test_what_is_asked(library: Library, asking: dict[str, Any], text: str) -> None:
    question = understand(text, desk_for(library))
    told = told_of(question, asking)
    assert told == {name: asking[name] for name in told if name != "operation"} | {"operation": asking["operation"]}


def told_of(question: Question, asking: dict[str, Any]) -> dict[str, Any]:
    """What the question was understood to ask, as far as `asking` says it."""
    named = ALSO.get(asking["operation"], {asking["operation"]})
    keys = ["prose" if one.key is None or one.key.startswith("stats.") else one.key for one in question.metrics]
    told = {
        "operation": asking["operation"] if question.operation in named else question.operation,
        "metrics": keys,
        "agencies": len(question.agencies),
        "years": len(question.years),
        "descending": question.descending,
        "limit": question.limit,
        "either": question.either,
        "bound": next((name for name in (asking.get("bound"),) if name and admits(question.bounds, name)), None),
    }
    return {name: value for name, value in told.items() if name in asking}


def admits(bounds: tuple[Bound, ...], name: str) -> bool:
    """Whether the one bound admits what its name says."""
    if len(bounds) != 1:
        return False
    meant = BOUNDS.get(name)
    kept = [bounds[0].admits(number) for number in TRIED]
    if meant is None:  # between: neither nothing nor everything
        return not kept[0] and not kept[-1] and any(kept)
    return kept == [meant(number) for number in TRIED]
