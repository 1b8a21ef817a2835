"""What has been read so far: the facts by key, the findings, and what one line tells about the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.cells import UNREADABLE, CellValue
from ingest.grids import Line, Slot
from ingest.report import Blame, Fact, Finding, Place
from ingest.strings import say
from ingest.taxonomy import MetricInfo, metrics

Key = tuple[str, str | None]


@dataclass(slots=True)
class Sheet:
    """The standard tables of one report as far as they are read. `template` is what the columns printed so far say."""

    report: str
    template: str | None = None
    facts: dict[Key, Fact] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    contested: set[Key] = field(default_factory=set)

    def put(self, line: Line, slot: Slot, key: Key, value: CellValue, row: str | None, column: str | None) -> None:
        """Keep what a cell says. Printed twice, a number goes before a blank; two numbers that differ are no number."""
        metric = metrics()[key[0]]
        value = in_unit_of(metric, value)
        fact = Fact(
            self.report,
            key[0],
            value.value if value.state == "number" else None,
            value.state,
            "cell",
            line.quote,
            slot.place,
            applicant=key[1],
            unit=value.unit or metric.unit,
            row=row,
            column=column,
        )
        held = self.facts.get(key)
        if held is None or (held.state != "number" and fact.state == "number" and key not in self.contested):
            self.facts[key] = fact
        elif held.state == fact.state == "number" and held.value != fact.value:
            self.contested.add(key)
            self._differ(key, held, fact, slot)
        if value.state == "unreadable" and slot.text.strip():
            self.doubt("unreadable", ((row or column or "", slot.text, slot.place),), row or column or "", slot.text)

    def _differ(self, key: Key, held: Fact, fact: Fact, slot: Slot) -> None:
        where = " ".join(filter(None, (held.row, held.column)))
        self.facts[key] = replace(held, state="unreadable", value=None)
        operands = ((where, f"{held.value:f}", held.place), (where, slot.text, fact.place))
        self.doubt("differ", operands, where, slot.text, "unknown")

    def unplaced(self, line: Line, keys: Sequence[Key], row: str, columns: Sequence[str], expected: int) -> None:
        """A row whose values cannot be told apart: each of its cells is unreadable, and said to be."""
        for key, column in zip(keys, columns, strict=True):
            self.put(line, Slot("", 0, 0, line.slots[0].place), key, UNREADABLE, row if key[1] else None, column)
        self.doubt("unplaced", ((row, line.quote, line.slots[0].place),), row, str(expected), "unknown")

    def doubt(
        self, kind: str, operands: tuple[tuple[str, str, Place], ...], where: str, found: str, blame: Blame = "reading"
    ) -> None:
        """A finding that something on the page could not be made a number, or not this one."""
        detail = say(f"ingest.shape_{kind}", where=where, found=found)
        self.findings.append(Finding(self.report, "shape", "warning", blame, "", found, operands, detail))


def in_unit_of(metric: MetricInfo, value: CellValue) -> CellValue:
    """元 and 万元 made one: in the metric's own unit where that is 万元, else in 元."""
    if value.value is None:
        return value
    if metric.unit == "万元" and value.unit == "元":
        return CellValue("number", _plain(value.value / 10000), "万元")
    if metric.unit != "万元" and value.unit == "万元":
        return CellValue("number", _plain(value.value * 10000), "元")
    return value


def _plain(value: Decimal) -> Decimal:
    whole = value.normalize()
    return whole.quantize(1) if whole == whole.to_integral_value() else whole
