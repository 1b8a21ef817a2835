"""Blocks as readers make them: numbered in reading order, tables with their text and the places of their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.readers import rows
from ingest.report import Block, Cell, Span, Table


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text of a format without pages; `level` as in Block."""

    text: str
    level: int | None = None


class Blocks:
    """Blocks in the making; empty text is left out."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []

    def add_text(self, text: str, spans: Sequence[Span] = (), level: int | None = None) -> None:
        """A paragraph or heading. With spans, `text` must be theirs as it is; otherwise it is stripped."""
        text = text if spans else text.strip()
        if text.strip():
            self._blocks.append(Block(len(self._blocks), text, tuple(spans), level))

    def add_table(self, cells: Iterable[Cell], exact: bool) -> None:
        """A table; left out where no cell has text."""
        table = Table(tuple(cells), exact)
        if any(cell.text for cell in table.cells):
            text, spans = _rendered(table)
            self._blocks.append(Block(len(self._blocks), text, spans, None, table))

    def done(self) -> tuple[Block, ...]:
        """All blocks."""
        return tuple(self._blocks)


def assemble(items: Sequence[Paragraph | Table]) -> tuple[Block, ...]:
    """The blocks of paragraphs and tables in order; cells that stand one under the other as paragraphs become a table."""
    out = Blocks()
    texts = [item.text if isinstance(item, Paragraph) and item.level is None else "。" for item in items]
    runs = dict(rows.stacked_runs(texts))
    at = 0
    while at < len(items):
        item = items[at]
        if at in runs:
            out.add_table(ragged(rows.stack(texts[at : runs[at]])), exact=False)
            at = runs[at]
            continue
        if isinstance(item, Paragraph):
            out.add_text(item.text, level=item.level)
        else:
            out.add_table(item.cells, item.exact)
        at += 1
    return out.done()


def ragged(rows: Iterable[Sequence[str]]) -> list[Cell]:
    """Cells by position, from rows of texts."""
    return [Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


def _rendered(table: Table) -> tuple[str, tuple[Span, ...]]:
    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            separator = "\t" if c else "\n" if r else ""
            parts += (separator, cell.text)
            at += len(separator)
            if cell.text and cell.page is not None and cell.box is not None:
                spans.append(Span(at, at + len(cell.text), cell.page, cell.box))
            at += len(cell.text)
        if not row and r:
            parts.append("\n")
            at += 1
    return "".join(parts), tuple(spans)
