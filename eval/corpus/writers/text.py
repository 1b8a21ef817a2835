"""Plain text with tab-separated tables as they come out of PDFs, and Markdown with pipe tables."""

from __future__ import annotations

import random
from collections.abc import Sequence

from eval.corpus.layout import Grid, Para, Part


def text(parts: Sequence[Part], quirks: frozenset[str], chance: random.Random) -> str:
    """Tables as tab-separated rows. Merged cells leave their text once; columns merged sideways may be closed up."""
    closed = chance.random() < 0.5
    blocks = []
    for part in parts:
        if isinstance(part, Para):
            blocks.append(part.text)
        else:
            blocks.append("\n".join(_spoiled(_tabbed(part, closed), part, quirks, chance)))
    return _marked(_broken("\n\n".join(blocks), quirks), quirks, chance) + "\n"


def _tabbed(grid: Grid, closed: bool) -> list[str]:
    """Rows as text. Where sideways merges are closed up, a label over two columns takes one."""
    rows = []
    for placed in grid.placed():
        cells = [""] * grid.width
        for x, slot in placed:
            cells[x] = slot.text.replace("\n", " " if len(slot.text) > 12 else "")
        if closed and len(placed[-1:]) and all(slot.rowspan == 1 for _, slot in placed):
            covered = {x + dx for x, slot in placed if x < grid.labels for dx in range(1, slot.colspan)}
            drop = set(sorted(covered)[: max(0, len(covered) - 1)])
            cells = [cell for x, cell in enumerate(cells) if x not in drop]
        rows.append("\t".join(cells))
    return rows


def _spoiled(rows: list[str], grid: Grid, quirks: frozenset[str], chance: random.Random) -> list[str]:
    if "lost_column" in quirks and grid.labels == 3:
        rows = [row.lstrip("\t") if "3.其他" in row or "（七）总计" in row else row for row in rows]
    if "wide_continuation" in quirks and grid.continued:
        rows = [_widened(row, grid.labels) for row in rows]
    if "sixteen_values" in quirks and grid.labels == 0:
        values = rows[-1].split("\t")
        rows = [*rows[:-1], "\t".join([*values[:2], "00", *values[2:]])]
    return rows


def _widened(row: str, labels: int) -> str:
    """A row of sixteen columns where ten were: an empty one after each value but the last."""
    cells = row.split("\t")
    before, values = cells[:labels], cells[labels:]
    return "\t".join([*before, *"\t\t".join(values).split("\t")])


def _marked(whole: str, quirks: frozenset[str], chance: random.Random) -> str:
    """Page numbers left in the text, also within tables and sentences, as they come out of PDFs."""
    if "page_marks" not in quirks:
        return whole
    mark = chance.choice(("— {} —", "- {} -", "{}", "第 {} 页"))
    lines, page, made = whole.split("\n"), 0, []
    for number, line in enumerate(lines, 1):
        made.append(line)
        if number % 26 == 0:
            page += 1
            made += [mark.format(page)]
    return "\n".join(made)


def _broken(whole: str, quirks: frozenset[str]) -> str:
    """A page end that makes the first row of what follows a Markdown header."""
    if "split_table" not in quirks:
        return whole
    lines = whole.split("\n")
    rows = [i for i, line in enumerate(lines) if line.startswith("行政事业性收费\t")]
    if rows:
        lines[rows[0] : rows[0] + 1] = ["", lines[rows[0]], "---------\t---"]
    return "\n".join(lines)


def markdown(parts: Sequence[Part], quirks: frozenset[str], chance: random.Random) -> str:
    """Headings with #, tables with pipes; merged cells leave blanks."""
    marks = {"title": "# ", "heading": "## ", "subheading": "### "}
    blocks = [marks.get(part.kind, "") + part.text if isinstance(part, Para) else _piped(part) for part in parts]
    return "\n\n".join(blocks) + "\n"


def _piped(grid: Grid) -> str:
    rows = []
    for placed in grid.placed():
        cells = [""] * grid.width
        for x, slot in placed:
            cells[x] = slot.text.replace("\n", "")
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join([rows[0], "|" + " --- |" * grid.width, *rows[1:]])
