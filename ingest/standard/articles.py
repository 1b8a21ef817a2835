"""The tables for 第二十条: rows by their label, columns by the header above, else by the report's template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ingest.cells import CellValue, half_width, is_value, unit_of
from ingest.grids import Line, Slot
from ingest.standard.aligning import value_of
from ingest.standard.labels import Rows
from ingest.standard.sheet import Key, Sheet
from ingest.taxonomy import CellTable, Label, normal, taxonomy

_HEADING = re.compile(r"第?二十条第?[一二三四五六七八九十]项?")
_SECTION = re.compile("(?:行政机关)?主动公开政府信息(?:的)?情况")
_CONTENT = ("信息内容", "内容", "项目", "信息类别", "类别")
_LONGEST = 24
"""Characters of a normalised heading or column label; a longer cell is a sentence."""


@dataclass(frozen=True, slots=True)
class _Column:
    label: Label
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Articles:
    """The state: which item of 第二十条 was headed last, and the columns printed under it."""

    table: CellTable | None = None
    columns: list[_Column] = field(default_factory=list)
    headed: Line | None = None
    whole: bool = True
    """Whether the columns stand side by side, so that none between them can have lost its name."""
    open: bool = False
    """Whether a heading or header was seen with no prose since."""

    def take(self, line: Line, sheet: Sheet) -> bool:
        """Read a line; whether it belonged here."""
        headed = self._heading(line)
        header = self._header(line)
        if (
            not header
            and not line.loose
            and next(filter(None, map(normal, (slot.text for slot in line.slots))), "") in _CONTENT
        ):
            self.columns, self.open = [], False  # the headings of another table
        if (found := self._row(line)) is None:
            return headed or header
        at, table, row = found
        values = [slot for slot in line.slots[at + 1 :] if slot.text.strip() or not line.loose]
        if line.loose and not values:
            return False
        self._values(line, values, table, row, sheet)
        self.open = True
        return True

    def _heading(self, line: Line) -> bool:
        """第二十条第（六）项: what stands under it is of that item, and the columns are to be printed anew. Text that lost
        such headings still has that of the section."""
        for slot in line.slots:
            words = normal(slot.text)
            if len(words) <= _LONGEST and (hit := _HEADING.match(words)):
                item = next(char for char in reversed(hit.group().rstrip("项")) if char in "一二三四五六七八九十")
                self.table = next((one for one in taxonomy().tables if f"第{item}项" in normal(one.title)), None)
                self.columns, self.headed, self.open = [], None, True
                return True
            if _SECTION.fullmatch(words):
                self.table, self.columns, self.headed, self.open = None, [], None, True
                return True
        return False

    def _header(self, line: Line) -> bool:
        """信息内容 and the columns after it. In loose lines each comes alone."""
        filled = [(slot, text) for slot in line.slots if (text := normal(slot.text))]
        found = [column for slot, text in filled if (column := column_of(slot, text, line.loose))]
        others = [text for slot, text in filled if text not in _CONTENT and not column_of(slot, text, line.loose)]
        if not found or (others and not line.loose):
            if line.loose and [text for _, text in filled][:1] == ["信息内容"]:
                self.columns = []
            return False
        self.columns = [*self.columns, *found] if line.loose else found
        self.headed, self.open = line, True
        self.whole = line.loose or _side_by_side(line, found)
        return True

    def _row(self, line: Line) -> tuple[int, CellTable, Label] | None:
        """The label cell: the last one before the values that names a row of these tables."""
        if not self.open:
            return None
        for at in reversed(range(len(line.slots))):
            text = line.slots[at].text
            if not re.search(r"[\u4e00-\u9fff]", text) or is_value(text) or unit_of(text):
                continue
            index = _rows().find(text, strict=line.loose or len(normal(text)) > _LONGEST)
            if index is not None:
                return at, _owners()[index], _rows().labels[index]
        return None

    def _values(self, line: Line, slots: Sequence[Slot], table: CellTable, row: Label, sheet: Sheet) -> None:
        columns = self._columns(table, sheet)
        keys: list[Key] = [(f"{table.key}.{row.key}.{column.label.key}", None) for column in columns]
        placed = self._placed(line, slots, columns)
        if placed is None:
            if not columns and any(value_of(slot).state != "blank" for slot in slots):
                sheet.doubt("headless", ((row.label, line.quote, line.slots[0].place),), row.label, line.quote)
            elif any(value_of(slot).state != "blank" for slot in slots):
                sheet.unplaced(line, keys, row.label, [column.label.label for column in columns], len(columns))
            return
        for (slot, value), column, key in zip(placed, columns, keys, strict=True):
            sheet.put(line, slot, key, _as_headed(value, column), row.label, column.label.label)

    def _columns(self, table: CellTable, sheet: Sheet) -> list[_Column]:
        """As the header prints them; without one, as the report's template does, in order."""
        own = {column.key: column for column in table.columns}
        headed = [column for column in self.columns if column.label.key in own]
        if headed:
            return [_Column(own[column.label.key], column.start, column.end, column.text) for column in headed]
        if sheet.template is None:
            return []
        return [
            _Column(column, -1, -1, "")
            for column in table.columns
            if not column.templates or sheet.template in column.templates
        ]

    def _placed(
        self, line: Line, slots: Sequence[Slot], columns: Sequence[_Column]
    ) -> list[tuple[Slot, CellValue]] | None:
        """A cell for each column, or None where that is not certain."""
        if not columns or not slots:
            return None
        if line.loose:
            read = [(slot, value_of(slot)) for slot in slots]
            return read if len(read) == len(columns) and all(value.state == "number" for _, value in read) else None
        if self._same_grid(line) and (by_grid := _by_grid(slots, columns)) is not None:
            return by_grid
        if len(columns) > 1 and columns[0].start >= 0 and not self.whole:
            return None
        placed = _in_order(slots, len(columns))
        filled = sum(bool(slot.text.strip()) for slot, _ in placed or ())
        return placed if line.exact or filled in (0, len(columns)) else None  # a lost cell moves the others

    def _same_grid(self, line: Line) -> bool:
        return line.exact and self.headed is not None and self.headed.block == line.block


@cache
def _rows() -> Rows:
    return Rows([row for table in taxonomy().tables for row in table.rows])


@cache
def _owners() -> list[CellTable]:
    return [table for table in taxonomy().tables for _ in table.rows]


@cache
def _every_column() -> list[tuple[Label, tuple[str, ...]]]:
    """One column for each key, with the forms of its label; tables share them."""
    every = {column.key: column for table in taxonomy().tables for column in table.columns}
    return [(column, column.forms) for column in every.values()]


def column_of(slot: Slot, text: str, strict: bool = False) -> _Column | None:
    """The column that a header cell names: by a whole label, else by its stem, where only one fits."""
    if not text or len(text) > _LONGEST:
        return None
    fits = [column for column, forms in _every_column() if text in forms]
    if not fits and not strict:
        fits = [column for column, _ in _every_column() if any(stem in text for stem in column.stems)]
    return _Column(fits[0], slot.column, slot.end, slot.text) if len(fits) == 1 else None


def _side_by_side(line: Line, columns: Sequence[_Column]) -> bool:
    before = [slot for slot in line.slots if slot.column < columns[0].start]
    return all(a.end == b.start for a, b in pairwise(columns)) and (not before or bool(before[-1].text.strip()))


def template_of(lines: Iterable[Line]) -> str | None:
    """T21 or T19: what the columns say that only one of them prints; None for a report that mixes them."""
    kinds = {
        column.label.templates
        for line in lines
        for slot in line.slots
        if (column := column_of(slot, normal(slot.text), line.loose)) and len(column.label.templates) == 1
    }
    return kinds.pop()[0] if len(kinds) == 1 else None


def _by_grid(slots: Sequence[Slot], columns: Sequence[_Column]) -> list[tuple[Slot, CellValue]] | None:
    """The cells under each header; the one that holds something where a merged header covers several."""
    placed = []
    for column in columns:
        under = [slot for slot in slots if slot.column < column.end and column.start < slot.end]
        filled = [slot for slot in under if value_of(slot).state != "blank" and not unit_of(slot.text)]
        if not under or len(filled) > 1:
            return None
        slot = filled[0] if filled else under[0]
        placed.append((slot, _beside(slot, under)))
    return placed if len({id(slot) for slot, _ in placed}) == len(placed) else None


def _in_order(slots: Sequence[Slot], count: int) -> list[tuple[Slot, CellValue]] | None:
    """The first `count` cells, where nothing stands after them; a lone column takes the one cell that is filled."""
    cells = [slot for slot in slots if not unit_of(slot.text)]
    filled = [i for i, slot in enumerate(cells) if value_of(slot).state != "blank"]
    if count == 1 and len(filled) == 1:
        cells = [cells[filled[0]]]
    elif len(cells) < count or (filled and filled[-1] >= count):
        return None
    return [(slot, _beside(slot, slots)) for slot in cells[:count]]


def _beside(slot: Slot, slots: Sequence[Slot]) -> CellValue:
    """What the cell says, with the unit printed in a cell of its own beside it."""
    value = value_of(slot)
    units = [unit for other in slots if (unit := unit_of(other.text))]
    if value.state == "number" and value.unit is None and len(units) == 1:
        return CellValue("number", value.value, units[0])
    return value


def _as_headed(value: CellValue, column: _Column) -> CellValue:
    """A bare number is in the unit that its header prints."""
    if value.state != "number" or value.unit is not None:
        return value
    hit = re.search(r"(?<![万亿])(万元|元)\s*\)?$", half_width(column.text))
    return CellValue("number", value.value, hit[1]) if hit else value
