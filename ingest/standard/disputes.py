"""The table of 行政复议 and 行政诉讼: one row of fifteen values under three groups of five, confirmed by their totals (A4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ingest.cells import CellValue, is_value
from ingest.grids import Line, Slot
from ingest.standard.aligning import Pair, aligned, regrouped, settled, sums_up, value_of
from ingest.standard.sheet import Key, Sheet
from ingest.taxonomy import Label, normal, taxonomy

_FIFTEEN = 15
_FIVE = 5
_SECTION = re.compile("(?:因?政府信息公开(?:工作)?)?(?:被申请)?行政复议[和及]?(?:被?提起)?行政诉讼(?:的)?情况")
_LONGEST = 12
"""Characters of a header cell."""


@dataclass(slots=True)
class Disputes:
    """The state: the header read so far, as cells with the columns they cover."""

    open: bool = False
    done: bool = False
    block: int = -1
    groups: list[tuple[int, int, Label]] = field(default_factory=list)
    outcomes: dict[int, Label] = field(default_factory=dict)
    named: int = 0

    def take(self, line: Line, sheet: Sheet) -> bool:
        """Read a line; whether it belonged here."""
        if self._header(line) or self._heading(line):
            return True
        if not self.open or self.done:
            return False
        slots = _values_of(line)
        if slots is None or (line.loose and self.named < _FIVE):
            return False
        self.done = True
        self._row(line, slots, sheet)
        return True

    def _heading(self, line: Line) -> bool:
        """The heading of the section, for text that lost the table's own."""
        headed = line.loose and any(_SECTION.fullmatch(normal(slot.text)) for slot in line.slots)
        if headed and not self.open:
            self.open, self.done = True, False
        return headed

    def _header(self, line: Line) -> bool:
        """行政复议, 未经复议直接起诉, 结果维持 …: rows above the values, one to three of them."""
        texts = [normal(slot.text) for slot in line.slots]
        if any(value_of(slot).state == "number" for slot in line.slots):
            if not line.loose:
                return False
            texts = texts[:1]
        outcomes = [(slot, one) for slot, text in zip(line.slots, texts, strict=False) if (one := _outcome(text))]
        groups = [(slot, one) for slot, text in zip(line.slots, texts, strict=False) if (one := _group(text))]
        telling = {one.key for _, one in outcomes} - {"total"}
        if not (telling or groups or (outcomes and self.open)):
            return False
        if not self._only_headers(texts):
            return False
        self._learn(line, groups, outcomes, bool(telling))
        return not any(is_value(slot.text) and slot.text.strip() for slot in line.slots)

    def _only_headers(self, texts: Sequence[str]) -> bool:
        known = [text for text in texts if _outcome(text) or _group(text) or text in ("行政诉讼", "", "情况", "项目")]
        return len(known) >= len(texts) - 1

    def _learn(
        self, line: Line, groups: list[tuple[Slot, Label]], outcomes: list[tuple[Slot, Label]], telling: bool
    ) -> None:
        if self.block != line.block and not line.loose:
            if telling or groups:
                self.groups, self.outcomes, self.done = [], {}, False
            self.block = line.block
        self.open = True
        self.named += len(outcomes)
        if line.loose and groups:
            self.done = False
        self.groups += [(slot.column, slot.end, one) for slot, one in groups]
        self.outcomes |= {column: one for slot, one in outcomes for column in range(slot.column, slot.end)}

    def _row(self, line: Line, slots: Sequence[Slot], sheet: Sheet) -> None:
        kinds, outcomes = taxonomy().disputes, taxonomy().outcomes
        keys: list[Key] = [(f"{kind.key}.{outcome.key}", None) for kind in kinds for outcome in outcomes]
        names = [f"{kind.label} {outcome.label}" for kind in kinds for outcome in outcomes]
        values = self._values(line, slots)
        if values is None:
            sheet.unplaced(line, keys, "行政复议、行政诉讼", names, _FIFTEEN)
            return
        for (slot, value), key, name in zip(values, keys, names, strict=True):
            sheet.put(line, slot, key, value, None, name)

    def _values(self, line: Line, slots: Sequence[Slot]) -> list[Pair] | None:
        """The fifteen values in the template's order, or None where that is not certain."""
        if not self.named:
            bare = [(slot, value_of(slot)) for slot in slots]
            return bare if len(bare) == _FIFTEEN and _sums_up([value for _, value in bare]) else None
        if line.exact and line.block == self.block and (by_grid := self._by_grid(slots)) is not None:
            return by_grid
        if line.loose and len(slots) != _FIFTEEN:
            return regrouped(slots, _FIFTEEN, _sums_up)
        values = aligned(slots, _FIFTEEN, _sums_up)
        return values if values and (line.exact or settled(values, _sums_up)) else None

    def _by_grid(self, slots: Sequence[Slot]) -> list[Pair] | None:
        """The cells under the header, where it names fifteen columns, each once."""
        under: dict[tuple[str, str], Slot] = {}
        for slot in slots:
            outcome = self.outcomes.get(slot.column)
            covering = [one for start, end, one in self.groups if start <= slot.column < end]
            if outcome is None or not covering or (covering[-1].key, outcome.key) in under:
                return None
            under[covering[-1].key, outcome.key] = slot
        wanted = [(kind.key, outcome.key) for kind in taxonomy().disputes for outcome in taxonomy().outcomes]
        if set(under) != set(wanted):
            return None
        return [(under[key], value_of(under[key])) for key in wanted]


def _values_of(line: Line) -> list[Slot] | None:
    """The value cells of the data row, without a label before them; None where the line is none."""
    slots = list(line.slots)
    if slots and not is_value(slots[0].text) and len(slots) > _FIVE:
        slots = slots[1:]
    if len(slots) < _FIFTEEN and not any(slot.text.strip() for slot in slots):
        return None
    return slots if len(slots) > _FIVE and all(is_value(slot.text) for slot in slots) else None


def _outcome(text: str) -> Label | None:
    return _outcomes().get(text)


@cache
def _outcomes() -> dict[str, Label]:
    return {form: one for one in taxonomy().outcomes for form in one.forms}


def _group(text: str) -> Label | None:
    """The group that a header cell names, by a whole label or one that goes on (行政复议情况)."""
    if not text or len(text) > _LONGEST:
        return None
    fits = [
        one
        for one, forms in _groups()
        if any(text == form or (len(form) > 3 and text.startswith(form)) for form in forms)
    ]
    return fits[0] if len(fits) == 1 else None


@cache
def _groups() -> list[tuple[Label, tuple[str, ...]]]:
    return [(one, one.forms) for one in taxonomy().disputes]


def _sums_up(values: Sequence[CellValue]) -> bool:
    return all(sums_up(values[start : start + _FIVE]) for start in range(0, _FIFTEEN, _FIVE))
