"""Whatever happens to the cells of a row, no cell reads as a number that the report does not print there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.standard.printed import (
    DISPUTES,
    HEAD,
    ROWS,
    Merged,
    Read,
    full,
    grid,
    grid_rows,
    of,
    read,
    row,
    text_rows,
    text_table,
)

WHOLE = settings(max_examples=60, deadline=None, database=None)
_counts = st.lists(st.integers(0, 3000), min_size=6, max_size=6) | st.lists(
    st.sampled_from([0, 0, 0, 1, 7]), min_size=6, max_size=6
)


@st.composite
def _table(draw: Any) -> tuple[dict[str, Sequence[str]], int]:
    """Rows that satisfy A3, and the number of the one that something happens to."""
    values: dict[str, Sequence[str]] = {}
    for key in draw(st.sets(st.sampled_from([key for key, _, _ in ROWS]), min_size=1, max_size=8)):
        parts = draw(_counts)
        values[key] = [*map(str, parts), str(sum(parts))]
    return full(values), draw(st.integers(0, len(ROWS) - 1))


def _wrong(found: Read, right: Read) -> dict[str, tuple[str, str | None]]:
    """Numbers that are not the ones printed. A 0 where another cell's 0 was dropped is still what the report prints."""
    return {
        key: (value, right.get(key))
        for key, value in found.items()
        if value not in ("blank", "unreadable") and value != right.get(key)
    }


@WHOLE
@given(
    _table(),
    st.integers(0, 6),
    st.sampled_from(["drop", "drop, pad", "pad, drop last", "left", "right", "twice"]),
    st.integers(1, 3),
)
def test_text_rows_shifted(made: tuple[dict[str, Sequence[str]], int], at: int, how: str, by: int) -> None:
    values, number = made
    rows = text_rows(values)
    cells = rows[number].split("\t")
    first = next(i for i, cell in enumerate(cells) if cell in {label for _, label, _ in ROWS}) + 1
    while not cells[first]:
        first += 1
    head, seven, tail = cells[:first], cells[first : first + 7], cells[first + 7 :]
    seven = {
        "drop": [*seven[:at], *seven[at + 1 :]], "drop, pad": [*seven[:at], *seven[at + 1 :], ""],
        "pad, drop last": ["", *seven[:-1]], "left": seven, "right": [*[""] * by, *seven], "twice": [*seven[:at], seven[at], *seven[at:]],
    }[how]  # fmt: skip
    head = [cell for cell in head if cell] if how == "left" else head
    rows[number] = "\t".join([*head, *seven, *tail])
    right = of(values)
    found = read(text_table(*HEAD, *rows))
    assert _wrong(found, right) == {}
    assert {key for key in right if not key.startswith(f"requests.{ROWS[number][0]}@")} <= set(found)
    if how in ("left", "right"):
        assert found == right


@WHOLE
@given(_table(), st.sets(st.integers(0, 6), min_size=1))
def test_text_rows_blanked(made: tuple[dict[str, Sequence[str]], int], at: set[int]) -> None:
    values, number = made
    key = ROWS[number][0]
    blanked = {**values, key: ["" if n in at else value for n, value in enumerate(values[key])]}
    found = read(text_table(*HEAD, *text_rows(blanked)))
    assert _wrong(found, of(values)) == {}
    assert not [
        one
        for n, one in enumerate(row(key, *values[key]))
        if n in at and found.get(one) not in (None, "blank", "unreadable")
    ]


@WHOLE
@given(_table(), st.sets(st.integers(0, 6), min_size=1), st.booleans())
def test_grid_rows_blanked_or_cut(made: tuple[dict[str, Sequence[str]], int], at: set[int], cut: bool) -> None:
    values, number = made
    key = ROWS[number][0]
    printed: dict[str, Sequence[str | Merged]] = dict(values)
    printed[key] = (
        [value for n, value in enumerate(values[key]) if n not in at]
        if cut
        else ["" if n in at else value for n, value in enumerate(values[key])]
    )
    found = read(grid(*grid_rows(printed)))
    assert _wrong(found, of(values)) == {}
    if not cut:
        expected = of({**values, key: ["blank" if n in at else value for n, value in enumerate(values[key])]})
        assert found == expected


@WHOLE
@given(
    st.lists(_counts, min_size=3, max_size=3),
    st.integers(0, 14),
    st.sampled_from(["drop", "pad", "front", "blank", "whole"]),
)
def test_disputes_shifted(groups: list[list[int]], at: int, how: str) -> None:
    kinds = ("review", "litigation.direct", "litigation.after_review")
    keys = [f"{kind}.{outcome}" for kind in kinds for outcome in ("upheld", "corrected", "other", "pending", "total")]
    printed = [str(value) for group in groups for value in (*group[:4], sum(group[:4]))]
    changed = {
        "drop": [*printed[:at], *printed[at + 1 :]], "pad": [*printed[:at], *printed[at + 1 :], ""], "front": ["", *printed],
        "blank": [*printed[:at], "", *printed[at + 1 :]], "whole": printed,
    }[how]  # fmt: skip
    found = read(text_table(*DISPUTES, "\t".join(changed)))
    right = dict(zip(keys, printed, strict=True))
    assert _wrong(found, right) == {}
    if how in ("front", "whole"):
        assert found == right


@WHOLE
@given(
    st.lists(st.integers(0, 500), min_size=3, max_size=3),
    st.integers(0, 2),
    st.sampled_from(["drop", "pad", "front", "blank", "whole"]),
)
def test_article_rows_shifted(numbers: list[int], at: int, how: str) -> None:
    printed = [str(value) for value in numbers]
    changed = {
        "drop": [*printed[:at], *printed[at + 1 :]], "pad": [*printed[:at], *printed[at + 1 :], ""], "front": ["", *printed],
        "blank": [*printed[:at], "", *printed[at + 1 :]], "whole": printed,
    }[how]  # fmt: skip
    head = ("第二十条第（一）项\t\t\t", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数")
    found = read(text_table(*head, "\t".join(["规章", *changed])))
    keys = [f"disclosure.art20_1.rules.{column}" for column in ("issued", "repealed", "effective")]
    assert _wrong(found, dict(zip(keys, printed, strict=True))) == {}
