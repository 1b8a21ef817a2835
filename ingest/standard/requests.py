"""The table of requests: seven applicants under each of its rows, confirmed by their total (A3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cells import is_value
from ingest.grids import Line, Slot
from ingest.standard import labels
from ingest.standard.aligning import Pair, aligned, joined, regrouped, sums_up, value_of
from ingest.standard.sheet import Key, Sheet
from ingest.taxonomy import Label, normal, taxonomy

_SEVEN = 7
# Headings inside the table: their labels are no rows, but keep a misspelt one from being taken for its neighbour.
_GROUPS = ("本年度办理结果", "不予公开", "无法提供", "不予处理")
_NAMES = ("申请人情况", "法人或其他组织", "勾稽关系")
_SURE = ("requests.received_new", "requests.carried_in", "requests.carried_out")
"""Rows whose labels no other table has: they open the table without its header."""


@dataclass(slots=True)
class Requests:
    """The state: the row read last, the columns of the header and whether the table is open."""

    open: bool = False
    pointer: int = -1
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)
    width: int = 0
    block: int = -1
    broken: tuple[Line, int] | None = None
    """The line before, where its label was only the beginning of one, and where that stood."""

    def take(self, line: Line, sheet: Sheet) -> bool:
        """Read a line; whether it belonged here."""
        if self._header(line):
            return True
        broken, self.broken = self.broken, None
        at = _label_at(line)
        if at is None:
            return False
        index = self._index(line.slots[at].text, line)
        if broken and self.open:
            line, at, index = self._mended(broken, line, at, index)
        if index is None:
            self.broken = (line, at) if self.open and labels.begins_one(line.slots[at].text, _rows()) else None
            return self.broken is not None
        return self._row(line, at, index, sheet)

    def _header(self, line: Line) -> bool:
        """自然人, 商业企业 …: where their columns stand, in a grid that is exact."""
        texts = [normal(slot.text) for slot in line.slots]
        known = {form: one.key for one in taxonomy().applicants for form in one.forms}
        named = [(slot, known[text]) for slot, text in zip(line.slots, texts, strict=True) if text in known]
        telling = any(word in text for text in texts for word in _NAMES) or "自然人" in texts
        if not telling and len(named) < 3 or any(value_of(slot).state == "number" for slot in line.slots):
            return False
        if self.block != line.block:
            self.columns, self.block = {}, line.block
        if not self.open:
            self.open, self.pointer = True, -1
        if line.exact:
            self.width = line.width
            self.columns |= {key: (slot.column, slot.end) for slot, key in named}
        return True

    def _index(self, text: str, line: Line) -> int | None:
        """The row that a label means. 其他 and 总计 mean one only in their place."""
        rows = _rows()
        keys = [row.key for row in rows]
        words = normal(text)
        if words in ("总计", "合计"):
            return keys.index("requests.results.total") if self.open and self.pointer >= 2 else None
        if words in _GROUPS or any(words == f"{group}小计" for group in _GROUPS):
            return None
        index = labels.find(text, rows, self.pointer + 1 if self.open else None, strict=line.loose or not self.open)
        if index is None or not self.open and keys[index] not in _SURE:
            return None
        if keys[index].endswith(".misc"):
            late = self.pointer >= keys.index("requests.results.not_processed.reconfirm")
            return index if late and self.pointer <= index else None
        return index

    def _mended(self, broken: tuple[Line, int], line: Line, at: int, index: int | None) -> tuple[Line, int, int | None]:
        """A label that a page end broke in two, put together where the whole is a row's label."""
        first, where = broken
        head = first.slots[where]
        whole = self._index(head.text + line.slots[at].text, line)
        if whole is None or index is not None and normal(line.slots[at].text) in _rows()[index].forms:
            return line, at, index
        values = [slot for slot in first.slots[where + 1 :] if slot.text.strip()]
        if not values:
            return line, at, whole
        if any(slot.text.strip() for slot in line.slots[at + 1 :]):
            return line, at, None
        return first, where, whole

    def _row(self, line: Line, at: int, index: int, sheet: Sheet) -> bool:
        row = _rows()[index]
        slots = line.slots[at + 1 :]
        if not slots:
            broken_off = normal(line.slots[at].text) not in row.forms
            self.broken = (line, at) if broken_off else None
            return True
        if line.loose and not self.open and len(slots) != _SEVEN:
            return False
        if line.loose and len(slots) < _SEVEN and row.key not in _SURE and not self.open:
            return False
        self.open, self.pointer = True, index
        applicants = taxonomy().applicants
        keys: list[Key] = [(row.key, one.key) for one in applicants]
        values = self._values(line, slots)
        if values is None:
            sheet.unplaced(line, keys, row.label, [one.label for one in applicants], _SEVEN)
        else:
            for (slot, value), one, key in zip(values, applicants, keys, strict=True):
                sheet.put(line, slot, key, value, row.label, one.label)
        if row.key == "requests.carried_out":
            self.open = False
        return True

    def _values(self, line: Line, slots: Sequence[Slot]) -> list[Pair] | None:
        """The seven values in the template's order, or None where that is not certain."""
        if line.loose:
            read = [(slot, value_of(slot)) for slot in slots]
            return joined(read, sums_up) if len(read) == _SEVEN else regrouped(slots, _SEVEN, sums_up)
        if line.exact and (by_grid := self._by_grid(line, slots)) is not None:
            return by_grid
        return aligned(slots, _SEVEN, sums_up)

    def _by_grid(self, line: Line, slots: Sequence[Slot]) -> list[Pair] | None:
        """The cells under the header's columns; on a page without header, under those of a grid as wide."""
        columns = self._filled()
        if columns is None or self.block != line.block and self.width != line.width:
            return None
        placed: list[Pair] = []
        for start, end in columns:
            under = [slot for slot in slots if slot.column < end and start < slot.end]
            if len(under) != 1 or placed and placed[-1][0] is under[0]:
                return None
            placed.append((under[0], value_of(under[0])))
        outside = [slot for slot in slots if slot.text.strip() and all(slot is not one for one, _ in placed)]
        return None if outside else joined(placed, sums_up)

    def _filled(self) -> list[tuple[int, int]] | None:
        """The seven columns; those whose names were lost, where exactly as many lie between 自然人 and 总计."""
        keys = [one.key for one in taxonomy().applicants]
        if all(key in self.columns for key in keys):
            return [self.columns[key] for key in keys]
        first, last = self.columns.get(keys[0]), self.columns.get(keys[-1])
        if first is None or last is None or last[0] - first[0] != _SEVEN - 1:
            return None
        right = all(first[0] + i == self.columns[key][0] for i, key in enumerate(keys) if key in self.columns)
        return [(first[0] + i, first[0] + i + 1) for i in range(_SEVEN)] if right else None


def _rows() -> tuple[Label, ...]:
    return taxonomy().requests


def _label_at(line: Line) -> int | None:
    """The last cell that holds words: the row's own label, whatever group stands before it."""
    for at in reversed(range(len(line.slots))):
        text = line.slots[at].text
        if re.search(r"[\u4e00-\u9fff]", text) and not is_value(text):
            return at
    return None


