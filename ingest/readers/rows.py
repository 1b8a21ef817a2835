"""Lines of text that are rows of a table: cells between tabs or pipes, or one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE_CELL = re.compile(r"\s*:?[-—=_]{2,}:?\s*")
_PIPES = re.compile(r"(?<!\\)[|｜]")
_NUMBERING = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]?[、.．]?|第[一二三四五六七八九十]+[部分章条]*|[-•·●◆■]"
)
_SENTENCE = re.compile(r"[。；，].*[。；]$")
_LONG = 60

_NUMBER_LINE = re.compile(r"[-+—－]?[\d０-９][\d０-９,，.．\s]*(?:万?元|件|条|项)?|[/／—-]|无")
_CUE = re.compile(
    r"信息内容|第二十条|行政许可|行政处罚|自然人|予以公开|结果维持|新收政府信息|规范性文件|統計指標|统计指标"
)
_STACK = 8


def split_row(line: str) -> list[str] | None:
    """The texts between the tabs or pipes of a line, empty ones kept; [] for a `---` row; None for ordinary text."""
    if "\t" in line:
        cells = [cell.strip() for cell in line.strip("\r\n ").split("\t")]
        return _checked(cells, line, bool(line.rstrip(" ").endswith("\t")))
    marks = len(_PIPES.findall(line))
    if not marks:
        return None
    inner = line.strip()
    bordered = bool(_PIPES.match(inner)) or bool(_PIPES.search(inner[-1:]))
    inner = inner[1:] if _PIPES.match(inner) else inner
    inner = inner[:-1] if _PIPES.search(inner[-1:]) and not inner.endswith("\\|") else inner
    return _checked([cell.strip().replace("\\|", "|") for cell in _PIPES.split(inner)], line, bordered)


def _checked(cells: list[str], line: str, bordered: bool) -> list[str] | None:
    if all(_RULE_CELL.fullmatch(cell) or not cell for cell in cells):
        return []
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return cells if bordered or not cells[0] else None
    if (
        len(filled) == 2
        and _NUMBERING.fullmatch(filled[0])
        and "|" not in line
        and not re.fullmatch(r"[\d.]+", filled[0])
    ):
        return None
    if any(len(cell) > _LONG and _SENTENCE.search(cell) for cell in filled) and "|" not in line and len(filled) < 3:
        return None
    return cells


def is_lone(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows that were taken for a table hold only single texts, as a title in a one-cell layout table does."""
    return all(sum(map(bool, row)) <= 1 for row in rows) and not any(_CUE.search(cell) for row in rows for cell in row)


def stacked_runs(texts: Sequence[str]) -> list[tuple[int, int]]:
    """[first, last) of the runs of short lines that are a table's cells one under the other."""
    runs, start = [], 0
    for i in range(len(texts) + 1):
        if i < len(texts) and len(texts[i]) <= 45 and not re.search(r"[。；]$", texts[i]):
            continue
        first = _table_start(texts, start, i)
        if first is not None:
            runs.append((first, i - _tail(texts[first:i])))
        start = i + 1
    return runs


def _table_start(texts: Sequence[str], first: int, last: int) -> int | None:
    while first < last and not _CUE.search(texts[first]):
        first += 1
    run = texts[first:last]
    numbers = sum(bool(_NUMBER_LINE.fullmatch(text)) for text in run)
    return first if len(run) >= _STACK and numbers >= 3 and numbers >= 0.25 * len(run) else None


def _tail(run: Sequence[str]) -> int:
    """How many lines after the last number belong to the text that follows."""
    for back, text in enumerate(reversed(run)):
        if _NUMBER_LINE.fullmatch(text):
            return back
    return 0


def stack(texts: Sequence[str]) -> list[list[str]]:
    """Rows from cells one under the other: a label with the numbers below it is a row, labels before it a header."""
    rows: list[list[str]] = []
    labels: list[str] = []
    numbers: list[str] = []
    for text in [*texts, ""]:
        if text and _NUMBER_LINE.fullmatch(text):
            numbers.append(text)
            continue
        if numbers:
            rows += [labels[:-1]] if len(labels) > 1 else []
            rows.append([*labels[-1:], *numbers])
            labels, numbers = [], []
        labels.append(text)
    left = [label for label in labels if label]
    return rows + ([left] if left else [])
