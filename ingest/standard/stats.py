"""The statistics sheet of 2014 (政府信息公开情况统计表): a label, a unit and one value a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.cells import UNREADABLE, is_value, unit_of
from ingest.grids import Line, Slot
from ingest.standard.aligning import value_of
from ingest.standard.labels import Rows
from ingest.standard.sheet import Sheet
from ingest.taxonomy import normal, taxonomy

_PREFIX = re.compile(r"^(?:其中[:：]?|\d+[.、．]|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、)\s*")
_NOTE = re.compile(r"[(（].*$", re.DOTALL)
_HEAD = re.compile(r"统计指标|指标名称|统计数|计量单位")
_DISTINCT = 2
"""Rows that must be met in one table before a sheet without a header counts as one."""


@dataclass(slots=True)
class Stats:
    """The state: whether a sheet is open and which row was read last."""

    open: bool = False
    pointer: int = -1
    column: int | None = None
    met: int = 0
    waiting: tuple[Line, Slot, int] | None = None

    def take(self, line: Line, sheet: Sheet) -> bool:
        """Read a line; whether it belonged here."""
        if any(_HEAD.search(slot.text) for slot in line.slots) and len(line.slots) > 1:
            self.open, self.pointer = True, -1
            self.column = next((slot.column for slot in line.slots if "统计数" in normal(slot.text)), None)
            return True
        found = self._found(line)
        if found is None:
            return False
        at, index = found
        value = self._value(line, line.slots[at + 1 :])
        if value is None:
            return self.open
        self.pointer, self.met = index, self.met + 1
        self._open(sheet)
        if self.open:
            self._put(line, value, index, sheet)
        else:
            self.waiting = (line, value, index)
        return True

    def _found(self, line: Line) -> tuple[int, int] | None:
        for at, slot in enumerate(line.slots):
            bare = _bare(slot.text)
            if len(bare) < 3 or is_value(slot.text):
                continue
            if self.pointer < 0 and "其中" in slot.text:
                return None
            index = _rows().find(bare, self.pointer + 1 if self.open else None, strict=True)
            if index is None and self.open and not line.loose:
                index = _rows().find(bare)
            if index is not None:
                return at, index
        return None

    def _open(self, sheet: Sheet) -> None:
        """Two rows of the sheet are one sheet: what was met before is read after all."""
        if not self.open and self.met >= _DISTINCT:
            self.open = True
            if self.waiting:
                line, slot, index = self.waiting
                self._put(line, slot, index, sheet)
        self.waiting = None if self.open else self.waiting

    def _value(self, line: Line, slots: Sequence[Slot]) -> Slot | None:
        """The value cell: the one under 统计数, else the last that is neither unit nor empty, where only one number stands."""
        cells = [slot for slot in slots if not unit_of(slot.text)]
        if self.column is not None and (under := [slot for slot in cells if slot.column == self.column]):
            return under[0]
        numbers = [slot for slot in cells if value_of(slot).state != "blank"]
        if len(numbers) == 1:
            return numbers[0]
        return None if numbers or line.loose or not cells else cells[-1]

    def _put(self, line: Line, slot: Slot, index: int, sheet: Sheet) -> None:
        row = taxonomy().stats[index]
        value = value_of(slot) if is_value(slot.text) else UNREADABLE
        units = [unit for other in line.slots if (unit := unit_of(other.text))]
        if value.state == "number" and value.unit is None and units and row.unit == "万元":
            value = replace(value, unit=units[0])
        sheet.put(line, slot, (row.key, None), value, row.label, None)


@cache
def _rows() -> Rows:
    return Rows(taxonomy().stats)


def _bare(text: str) -> str:
    """The label without what numbers it, 其中 and the note in brackets."""
    words = text.strip()
    while (shorter := _PREFIX.sub("", words)) != words:
        words = shorter
    return _NOTE.sub("", words)
