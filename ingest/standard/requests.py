"""The table of requests: seven applicants under each of its rows, confirmed by their total (A3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.cells import is_value
from ingest.grids import Line, Slot
from ingest.standard.aligning import Pair, aligned, joined, regrouped, settled, sums_up, value_of
from ingest.standard.labels import Rows
from ingest.standard.sheet import Key, Sheet
from ingest.taxonomy import normal, taxonomy

_SEVEN = 7
OTHER = "requests.results.other"
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
    total: tuple[int, int] | None = None
    """Where 总计 stands in a header whose columns are not exact, and how many cells that line has."""
    unsettled: list[tuple[Line, int, Sequence[Pair]]] = field(default_factory=list)
    totalled: bool = False
    """Whether a row with a total was read; rows without one wait in `unsettled` until that is known."""
    broken: tuple[Line, int] | None = None
    """The line before, where its label was only the beginning of one, and where that stood."""

    def take(self, line: Line, sheet: Sheet) -> bool:
        """Read a line; whether it belonged here."""
        if self._header(line):
            return True
        broken, self.broken = self.broken, None
        at, index = self._label(line)
        if at is None:
            return False
        if broken and self.open:
            line, at, index = self._mended(broken, line, at, index)
        if index is None:
            self.broken = (line, at) if self.open and _rows().begins_one(line.slots[at].text) else None
            return self.broken is not None
        return self._row(line, at, index, sheet)

    def _header(self, line: Line) -> bool:
        """自然人, 商业企业 …: where their columns stand, in a grid that is exact."""
        texts = [normal(slot.text) for slot in line.slots]
        known = _applicants()
        named = [(slot, known[text]) for slot, text in zip(line.slots, texts, strict=True) if text in known]
        telling = any(word in text for text in texts for word in _NAMES) or "自然人" in texts
        if (not telling and len({key for _, key in named}) < 3) or any(
            value_of(slot).state == "number" for slot in line.slots
        ):
            return False
        if self.block != line.block:
            self.columns, self.block = {}, line.block
        if not self.open:
            self.open, self.pointer = True, -1
        if line.exact:
            self.width = line.width
            self.columns |= {key: (slot.column, slot.end) for slot, key in named}
        elif "总计" in texts:
            self.total = (texts.index("总计"), len(texts))
        return True

    def _label(self, line: Line) -> tuple[int | None, int | None]:
        """The label cell and the row it means: the last cell that holds words, whatever group stands before it; an
        earlier one where only a remark follows."""
        worded = [
            at
            for at, slot in enumerate(line.slots)
            if re.search(r"[\u4e00-\u9fff]", slot.text) and not is_value(slot.text)
        ]
        for at in reversed(worded):
            index = self._index(line.slots[at].text, line)
            if index is not None and (at == worded[-1] or _rows().labels[index].key != OTHER):
                return at, index
        return (worded[-1] if worded else None), None

    def _index(self, text: str, line: Line) -> int | None:
        """The row that a label means. 其他 and 总计 mean one only in their place."""
        keys = [row.key for row in _rows().labels]
        words = normal(text)
        if words in ("总计", "合计"):
            return keys.index("requests.results.total") if self.open and self.pointer >= 2 else None
        if words in _GROUPS or any(words == f"{group}小计" for group in _GROUPS):
            return None
        index = _rows().find(text, self.pointer + 1 if self.open else None, strict=line.loose or not self.open)
        if index is None or (not self.open and keys[index] not in _SURE):
            return None
        if keys[index] == OTHER and not _rows().is_whole(text, index):
            return None  # the group's name run into one of its rows
        if keys[index].endswith(".misc"):
            late = self.pointer >= keys.index("requests.results.not_processed.reconfirm")
            return index if late and self.pointer <= index else None
        return index

    def _mended(self, broken: tuple[Line, int], line: Line, at: int, index: int | None) -> tuple[Line, int, int | None]:
        """A label that a page end broke in two, put together where the whole is a row's label."""
        first, where = broken
        head = first.slots[where]
        whole = self._index(head.text + line.slots[at].text, line)
        if whole is None or (index is not None and _rows().is_whole(line.slots[at].text, index)):
            return line, at, index
        values = [slot for slot in first.slots[where + 1 :] if slot.text.strip()]
        if not values:
            return line, at, whole
        if any(slot.text.strip() for slot in line.slots[at + 1 :]):
            return line, at, None
        return first, where, whole

    def _row(self, line: Line, at: int, index: int, sheet: Sheet) -> bool:
        row = _rows().labels[index]
        slots = line.slots[at + 1 :]
        if not slots:
            self.broken = None if _rows().is_whole(line.slots[at].text, index) else (line, at)
            return True
        if line.loose and not self.open and len(slots) != _SEVEN:
            return False
        self.open, self.pointer = True, index
        values = self._values(line, slots, at + 1)
        if values is not None and not line.exact and not settled(values, sums_up):
            self.unsettled.append((line, index, values))
        else:
            self.totalled |= values is not None and values[-1][1].value is not None
            self._put(line, index, values, sheet)
        if row.key == "requests.carried_out":
            self.open = False
        return True

    def finish(self, sheet: Sheet) -> None:
        """Rows of six values and no total are whole where no row of the tables has a total, rows of nothing but a total
        always; but only where several are so."""
        shapes = [tuple(value.state != "blank" for _, value in values) for _, _, values in self.unsettled]
        six, lone = (*[True] * (_SEVEN - 1), False), (*[False] * (_SEVEN - 1), True)
        for (line, index, values), shape in zip(self.unsettled, shapes, strict=True):
            usual = shape == lone or (shape == six and not self.totalled)
            self._put(line, index, values if usual and shapes.count(shape) > 2 else None, sheet)
        self.unsettled = []

    def _put(self, line: Line, index: int, values: Sequence[Pair] | None, sheet: Sheet) -> None:
        row, applicants = _rows().labels[index], taxonomy().applicants
        keys: list[Key] = [(row.key, one.key) for one in applicants]
        if values is None:
            sheet.unplaced(line, keys, row.label, [one.label for one in applicants], _SEVEN)
            return
        for (slot, value), one, key in zip(values, applicants, keys, strict=True):
            sheet.put(line, slot, key, value, row.label, one.label)

    def _values(self, line: Line, slots: Sequence[Slot], first: int) -> list[Pair] | None:
        """The seven values in the template's order, or None where that is not certain. The row's cells begin at `first`."""
        if line.loose:
            read = [(slot, value_of(slot)) for slot in slots]
            return joined(read, sums_up) if len(read) == _SEVEN else regrouped(slots, _SEVEN, sums_up)
        if line.exact and (by_grid := self._by_grid(line, slots)) is not None:
            return by_grid
        last = self._last(line, first)
        values = aligned(slots, _SEVEN, sums_up, last)
        return values if values and (line.exact or self._kept_its_place(line, slots, values, last)) else None

    def _kept_its_place(self, line: Line, slots: Sequence[Slot], values: Sequence[Pair], last: int | None) -> bool:
        """Whether blanks beside numbers are the row's own: no cell is lost from the line, and the total ends the row or
        stands under 总计."""
        if len(slots) == _SEVEN or not values[-1][1].value or all(slot.text.strip() for slot, _ in values):
            return True
        if values[-1][0] is slots[-1] and sum(value.state != "blank" for _, value in values) == 1:
            return True
        if self.total is None or len(line.slots) > self.total[1]:
            return True
        whole = len(line.slots) == self.total[1] and last is not None and last < len(slots)
        return whole and values[-1][0] is slots[last or 0]

    def _last(self, line: Line, first: int) -> int | None:
        """Which of the row's values stands under 总计: counted from the left in a line as long as the header, else from
        the right."""
        if self.total is None or line.exact:
            return None
        at, length = self.total
        return (at if len(line.slots) == length else len(line.slots) - (length - at)) - first

    def _by_grid(self, line: Line, slots: Sequence[Slot]) -> list[Pair] | None:
        """The cells under the header's columns; on a page without header, under those of a grid as wide."""
        columns = self._filled()
        if columns is None or (self.block != line.block and self.width != line.width):
            return None
        placed: list[Pair] = []
        for start, end in columns:
            under = [slot for slot in slots if slot.column < end and start < slot.end]
            if len(under) != 1 or (placed and placed[-1][0] is under[0]):
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


@cache
def _applicants() -> dict[str, str]:
    return {form: one.key for one in taxonomy().applicants for form in one.forms}


@cache
def _rows() -> Rows:
    return Rows(taxonomy().requests)
