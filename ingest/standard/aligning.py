"""Values under columns: which of a row's cells is which, taken only where count, padding or arithmetic leave one answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from ingest.cells import UNREADABLE, CellValue, half_width, read_cell
from ingest.grids import Slot

Pair = tuple[Slot, CellValue]
Holds = Callable[[Sequence[CellValue]], bool]
"""Whether the values, in the template's order, satisfy the row's arithmetic (blanks counting nothing)."""

_PADDING = 2
"""Label columns that a merged label may leave empty beside the values."""
_MOST = 24
"""Digits groups beyond which no grouping is tried."""


def value_of(slot: Slot) -> CellValue:
    """What a slot says of its own row: one that stands for several rows says nothing certain of any."""
    value = read_cell(slot.text)
    return UNREADABLE if slot.merged and value.state == "number" else value


def aligned(slots: Sequence[Slot], count: int, holds: Holds, last: int | None = None) -> list[Pair] | None:
    """The `count` values of a row whose cells after the label are `slots`, or None where that is not certain. `last` is
    the one of them that stands where the header has its 总计."""
    read = [(slot, value_of(slot)) for slot in slots]
    if len(read) >= count and all(value.state == "blank" for _, value in read):
        return read[-count:]
    windows = list(_windows(read, count))
    close = len(read) <= count + _PADDING
    if len(windows) == 1 and (close or _certain(windows[0])):
        return joined(windows[0], holds)
    if not windows or not close:
        return regrouped(slots, count, holds)
    sure = [whole for window in windows if holds(_values(whole := joined(window, holds)))]
    headed = [window for window in windows if last is not None and 0 <= last < len(read) and window[-1] is read[last]]
    telling = [window for window in sure if window[-1][1].value]
    if telling:
        denied = headed and headed[0][-1][1].state == "blank"
        return telling[0] if len(telling) == 1 and not denied else None
    if headed:
        headed_values = _values(headed[0])
        return headed[0] if headed_values[-1].state == "blank" or holds(headed_values) else None
    lone = sum(value.state != "blank" for _, value in read) == 1
    return sure[0] if len(sure) == 1 and lone else None


def _windows(read: Sequence[Pair], count: int) -> Iterator[list[Pair]]:
    """Every run of `count` cells outside which all is blank."""
    filled = [i for i, (_, value) in enumerate(read) if value.state != "blank"]
    first, last = (filled[0], filled[-1]) if filled else (len(read) - 1, 0)
    for start in range(len(read) - count + 1):
        if start <= first and last < start + count:
            yield list(read[start : start + count])


def _certain(window: Sequence[Pair]) -> bool:
    """Among many empty cells: all columns are filled, or the total is the one value and ends the row."""
    filled = [value for _, value in window if value.state != "blank"]
    return len(filled) == len(window) or (len(filled) == 1 and filled[0] is window[-1][1])


def _values(pairs: Sequence[Pair]) -> list[CellValue]:
    return [value for _, value in pairs]


def joined(pairs: Sequence[Pair], holds: Holds) -> list[Pair]:
    """Digits split by a space become one number where the row's arithmetic then holds."""
    if not any(value.readings for _, value in pairs):
        return list(pairs)
    whole = [(slot, CellValue("number", value.readings[0]) if value.readings else value) for slot, value in pairs]
    return whole if holds(_values(whole)) else list(pairs)


def regrouped(slots: Sequence[Slot], count: int, holds: Holds) -> list[Pair] | None:
    """Digits torn apart or run together by spaces: the one grouping into `count` numbers that the arithmetic confirms
    with more than zeros."""
    pieces = [(slot, piece) for slot in slots for piece in half_width(slot.text).split()]
    if not count <= len(pieces) <= min(_MOST, count + 6) or not all(piece.isdecimal() for _, piece in pieces):
        return None
    good = []
    for cuts in combinations(range(1, len(pieces)), count - 1):
        edges = (0, *cuts, len(pieces))
        numbers = ["".join(piece for _, piece in pieces[a:b]) for a, b in pairwise(edges)]
        if any(len(number) > 1 and number[0] == "0" for number in numbers):
            continue
        values = [CellValue("number", Decimal(number)) for number in numbers]
        if holds(values) and (len(pieces) == count or any(value.value for value in values)):
            good.append([(pieces[a][0], value) for a, value in zip(edges, values, strict=False)])
    return good[0] if len(good) == 1 else None


def sums_up(values: Sequence[CellValue]) -> bool:
    """A3, A4: the last value is a number and the sum of those before it; blanks count nothing."""
    if values[-1].value is None or any(value.state == "unreadable" for value in values):
        return False
    return values[-1].value == sum((value.value or Decimal(0) for value in values[:-1]), Decimal(0))


def settled(pairs: Sequence[Pair], holds: Holds) -> bool:
    """Whether a row without known columns can be taken as it stands. A value lost on the way leaves a blank elsewhere: so
    all cells are filled (a dash fills one), or all are blank, or the arithmetic holds and blank is how the row prints
    zero."""
    values = _values(pairs)
    blank = [not slot.text.strip() for slot, _ in pairs]
    if all(blank) or not any(blank):
        return True
    return holds(values) and not (any(value.value for value in values) and any(value.value == 0 for value in values))
