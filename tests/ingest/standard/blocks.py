"""Small tables for tests: ragged ones from tab-separated lines, exact ones from rows of HTML-like cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.report import Block, Cell, Fact, Finding, Table
from ingest.tables import cell_facts

Item = str | tuple[str, int, int]
"""A cell's text, or (text, rowspan, colspan)."""

HEAD = "(本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和)\t\t\t申请人情况\t\t\t\t\t\t"
NAMES = "\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
NEW = "一、本年新收政府信息公开申请数量"
REVIEWS = (
    "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n"
    + "\t" * 5
    + "\t".join(["结果维持\t结果纠正\t其他结果\t尚未审结\t总计"] * 2)
)


def ragged(text: str, index: int = 0) -> Block:
    """A block of tab-separated lines, columns being known by position only."""
    rows = [line.split("\t") for line in text.split("\n")]
    cells = tuple(Cell(r, c, words) for r, row in enumerate(rows) for c, words in enumerate(row))
    return Block(index, text, table=Table(cells, exact=False))


def exact(rows: Sequence[Sequence[Item]], index: int = 0) -> Block:
    """A block with a resolved grid: each row's cells as HTML has them, merged ones once."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r, row in enumerate(rows):
        column = 0
        for item in row:
            text, down, across = (item, 1, 1) if isinstance(item, str) else item
            while (r, column) in taken:
                column += 1
            taken |= {(r + dr, column + dc) for dr in range(down) for dc in range(across)}
            cells.append(Cell(r, column, text, down, across))
            column += across
    text = "\n".join("\t".join(cell.text for cell in cells if cell.row == r) for r in range(len(rows)))
    return Block(index, text, table=Table(tuple(cells)))


def paragraphs(text: str, first: int = 0) -> list[Block]:
    return [Block(first + i, line) for i, line in enumerate(text.split("\n"))]


def read(*blocks: Block) -> tuple[dict[str, list[str]], tuple[Finding, ...]]:
    """What was read, as metric -> values in order (`_` blank, `?` unreadable), sums left out; and the findings."""
    facts, findings = cell_facts(blocks, (), "r")
    return shown(facts), findings


def shown(facts: Iterable[Fact]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for fact in facts:
        if fact.origin == "cell":
            values.setdefault(fact.metric or "", []).append(mark(fact))
    return values


def mark(fact: Fact) -> str:
    return {"blank": "_", "unreadable": "?"}.get(fact.state, f"{fact.value or Decimal(0):f}")


def expected(text: str) -> dict[str, list[str]]:
    """A `.cells` file: a key and its values a line; a group of disputes with its five outcomes."""
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[str, list[str]] = {}
    for key, *values in rows:
        if key in ("review", "litigation.direct", "litigation.after_review"):
            found |= {
                f"{key}.{name}": [value]
                for name, value in zip(("upheld", "corrected", "other", "pending", "total"), values, strict=True)
            }
        else:
            found[key] = values
    return found
