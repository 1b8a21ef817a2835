"""What a click in an opened report points at: the place, the words and the labels behind a fact, a cell, a table, a
section or a finding's number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.checks import operand_reports
from ingest.report import Block, Box, Fact, Finding, Place, Report, Table
from ui.evidence import offsets

TOP = Place(1, (), 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a report, the words there, and the labels of its row and column."""

    report: str
    place: Place
    quote: str = ""
    labels: tuple[str | None, ...] = ()


def target(report: Report, findings: Sequence[Finding], kind: str, at: int, part: int = 0) -> Target:
    """The target of a click: `top`, `fact` at, `section` at, `table` at (its block), `cell` (block at, cell part) or
    `finding` (at, operand part). Raises IndexError for what the report does not have.
    """
    if min(at, part) < 0:
        raise IndexError(at)
    if kind == "fact":
        fact = report.facts[at]
        return Target(report.id, fact.place, fact.quote, (fact.row, fact.column))
    if kind == "finding":
        finding = findings[at]
        label, quote, place = finding.operands[part]
        return Target(operand_reports(finding)[part], place, quote, (label,))
    if kind == "section":
        return _section(report, at)
    if kind in ("table", "cell"):
        block = report.blocks[at]
        if block.table is None:
            raise IndexError(at)
        return _table(report, block, block.table) if kind == "table" else _cell(report, block, block.table, part)
    return Target(report.id, TOP)


def _section(report: Report, at: int) -> Target:
    section = report.sections[at]
    block = report.blocks[section.first]
    heading = section.path[-1] if section.path and section.path[-1] in block.text else ""
    return Target(report.id, block.place(), heading)


def _table(report: Report, block: Block, table: Table) -> Target:
    pages = sorted({cell.page for cell in table.cells if cell.page is not None})
    if pages:
        return Target(report.id, Place(pages[0], outline(table, pages[0]), block.index))
    first = table.cells[0].text if table.cells else ""
    return Target(report.id, Place(None, (), block.index, 0, len(first)))


def _cell(report: Report, block: Block, table: Table, at: int) -> Target:
    cell, start, end = offsets(table)[at]
    fact = facts_of(report).get((block.index, start))
    place = Place(cell.page, (cell.box,) if cell.box else (), block.index, start, end)
    return Target(report.id, place, cell.text, (fact[1].row, fact[1].column) if fact else ())


def outline(table: Table, page: int | None) -> tuple[Box, ...]:
    """The box around a table's cells on a page, if there are any."""
    boxes = tuple(cell.box for cell in table.cells if cell.page == page and cell.box)
    around = Place(page, boxes).box
    return (around,) if around else ()


def facts_of(report: Report) -> Mapping[tuple[int | None, int | None], tuple[int, Fact]]:
    """The facts read from cells, with their numbers, by the block and the character at which the cell begins."""
    cells = ((at, fact) for at, fact in enumerate(report.facts) if fact.origin == "cell")
    return {(fact.place.block, fact.place.start): (at, fact) for at, fact in cells}
