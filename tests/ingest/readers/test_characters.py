from __future__ import annotations

import pytest

from ingest.readers.characters import usual
from ingest.readers.lattice import lattices
from ingest.readers.printed import Ruling


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("⼀、总体情况", "一、总体情况"),
        ("⼈⺠政府", "人民政府"),
        ("⻔⼾⽹站", "门户网站"),
        ("ﬁle", "file"),
        ("⻓期", "长期"),
        ("（一）１２ 件", "（一）１２ 件"),
    ],
)
def test_characters_that_only_look_like_others(printed: str, meant: str) -> None:
    assert usual(printed) == meant


def box(x: list[float], y: list[float]) -> list[Ruling]:
    return [Ruling(True, place, y[0], y[-1]) for place in x] + [Ruling(False, place, x[0], x[-1]) for place in y]


def places(rulings: list[Ruling]) -> list[tuple[int, int, int, int]]:
    return [(f.row, f.column, f.rowspan, f.colspan) for f in lattices(rulings)[0].frames]


def test_missing_outer_lines_close_by_themselves() -> None:
    inner = [Ruling(True, 50, 0, 40), Ruling(True, 100, 0, 40), Ruling(False, 20, 0, 150)]
    assert places(inner) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_lines_drawn_twice_or_in_pieces_are_one() -> None:
    rulings = [
        *box([0, 50, 100], [0, 20, 40]),
        Ruling(True, 51.2, 0, 19),
        Ruling(True, 50.4, 21, 40),
        Ruling(False, 20.8, 0, 100),
    ]
    assert places(rulings) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_a_cell_over_two_rows() -> None:
    rulings = [r for r in box([0, 50, 100], [0, 20, 40]) if r != Ruling(False, 20, 0, 100)] + [
        Ruling(False, 20, 50, 100)
    ]
    assert places(rulings) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_tables_that_do_not_touch_are_two() -> None:
    assert len(lattices([*box([0, 50, 100], [0, 20]), *box([0, 50, 100], [60, 80])])) == 2
