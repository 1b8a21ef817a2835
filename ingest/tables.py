"""Grids of cells -> facts under the taxonomy's keys: rows by their label, columns by header or count, sums confirming.

A value is only taken where its row and its column are known. What is left over is `unreadable`, with a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.cells import CellValue, read_cell
from ingest.outline import section_of
from ingest.report import Block, Cell, Fact, Finding, Place, Section
from ingest.taxonomy import CellTable, Label, normal, taxonomy

TOTAL = "applicant.total"
_SEVEN = 7
_FIFTEEN = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table block: its cells, where each stands in the block's text, and whether columns are exact."""

    block: Block
    number: int
    cells: tuple[Cell, ...]
    offsets: tuple[int, ...]
    exact: bool

    @property
    def quote(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.text)

    def place(self, at: int) -> Place:
        cell, start = self.cells[at], self.offsets[at]
        boxes = (cell.box,) if cell.box else ()
        return Place(cell.page, boxes, self.block.index, start, start + len(cell.text))


@dataclass(slots=True)
class _State:
    """What the rows read so far tell about those to come."""

    table: CellTable | None = None
    columns: list[tuple[int, Label]] = field(default_factory=list)
    applicants: list[tuple[int, Label]] = field(default_factory=list)
    pointer: int = 0
    template: str | None = None
    disputes: bool = False
    seen: set[str] = field(default_factory=set)


def cell_facts(
    blocks: Sequence[Block], sections: Sequence[Section], report: str
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """The facts of the standard tables and of their sums, and what could not be read. Pieces of a table split over
    pages or blocks are read as one, since rows are found by their labels."""
    state = _State(template=_template(blocks))
    facts: list[Fact] = []
    findings: list[Finding] = []
    for block in blocks:
        if block.table is None:
            continue
        section = section_of(sections, block.index)
        path = section.path if section else ()
        for row in _rows(block):
            for fact in _row_facts(row, state, report, findings):
                if fact.metric is None or (key := f"{fact.metric}@{fact.applicant}") in state.seen:
                    continue
                state.seen.add(key)
                facts.append(replace(fact, section=path))
    return (*facts, *_sums(facts, report)), tuple(findings)


def _template(blocks: Iterable[Block]) -> str | None:
    """T21 or T19, by the columns that only one of them prints."""
    text = normal(" ".join(block.text for block in blocks if block.table is not None))
    if "制发件数" in text or "现行有效" in text or "收费金额" in text:
        return "T21"
    return "T19" if "新制作数量" in text or "上一年项目数量" in text or "对外公开总数" in text else None


def _rows(block: Block) -> Iterable[Row]:
    assert block.table is not None
    at = 0
    for number, cells in enumerate(block.table.rows):
        offsets = []
        for index, cell in enumerate(cells):
            at += 1 if index else 0
            offsets.append(at)
            at += len(cell.text)
        at += 1
        if cells:
            yield Row(block, number, tuple(cells), tuple(offsets), block.table.exact)


def _row_facts(row: Row, state: _State, report: str, findings: list[Finding]) -> list[Fact]:
    if _heads(row, state):
        return []
    if (found := _article_row(row, state)) is not None:
        return _article_facts(row, *found, state, report, findings)
    if (found_request := _request_row(row, state)) is not None:
        return _request_facts(row, *found_request, state, report, findings)
    if state.disputes:
        return _dispute_facts(row, state, report, findings)
    return []


# Headers

def _heads(row: Row, state: _State) -> bool:
    """Whether the row is a heading of one of the tables; what it says of columns is kept in `state`."""
    texts = [normal(cell.text) for cell in row.cells]
    joined = "".join(texts)
    if joined.startswith("第二十条") or any(text.startswith("第二十条") and len(text) < 14 for text in texts):
        state.table = next((table for table in taxonomy().tables if normal(table.title) in joined
                            or normal(table.title).replace("第二十条第", "第二十条") in joined), state.table)
        state.columns, state.disputes = [], False
        return True
    if columns := _article_columns(row, texts):
        state.columns = columns
        return True
    if "自然人" in texts or "商业企业" in texts or "勾稽关系" in joined:
        _learn_applicants(row, texts, state)
        state.disputes = False
        return True
    if "行政复议" in texts and len(joined) < 40 or "未经复议直接起诉" in joined or texts.count("结果维持") > 0:
        state.disputes = True
        return True
    return False


def _article_columns(row: Row, texts: Sequence[str]) -> list[tuple[int, Label]]:
    """The columns of an article table, where the row prints their headings."""
    labels = {form: column for table in taxonomy().tables for column in table.columns for form in column.forms}
    found = [(row.cells[at].column, labels[text]) for at, text in enumerate(texts) if text in labels]
    return found if found and all(text in labels or text in ("信息内容", "") for text in texts) else []


def _learn_applicants(row: Row, texts: Sequence[str], state: _State) -> None:
    if not row.exact:
        return
    known = {form: one for one in taxonomy().applicants for form in one.forms}
    for at, text in enumerate(texts):
        if text in known:
            state.applicants = [pair for pair in state.applicants if pair[1].key != known[text].key]
            state.applicants.append((row.cells[at].column, known[text]))


# Tables for 第二十条

def _article_row(row: Row, state: _State) -> tuple[int, CellTable, Label] | None:
    """The label cell of a row of an article table, and which table and row it is."""
    for at, cell in enumerate(row.cells[:3]):
        text = normal(cell.text)
        if not text:
            continue
        for table in _tables_from(state.table):
            for label in table.rows:
                if text in label.forms:
                    return at, table, label
        return None
    return None


def _tables_from(current: CellTable | None) -> list[CellTable]:
    every = list(taxonomy().tables)
    return ([current] if current else []) + [table for table in every if table is not current]


def _article_facts(row: Row, at: int, table: CellTable, label: Label, state: _State, report: str,
                   findings: list[Finding]) -> list[Fact]:
    values = [(i, cell) for i, cell in enumerate(row.cells) if i > at]
    columns = _columns_of(table, state, [cell for _, cell in values])
    if columns is None or len(values) < len(columns):
        if any(cell.text for _, cell in values):
            findings.append(_unplaced(row, report, label.label))
        return []
    placed = _placed(values, columns, state.columns if row.exact else [])
    return [_article_fact(row, i, cell, table, label, column, report) for i, cell, column in placed]


def _columns_of(table: CellTable, state: _State, values: Sequence[Cell]) -> list[Label] | None:
    """The table's columns: as its header prints them, else those of the report's template, else by how many there are."""
    keys = [column.key for column in table.columns]
    headed = [column for _, column in state.columns if column.key in keys]
    if headed:
        return [next(own for own in table.columns if own.key == column.key) for column in headed]
    filled = max((i + 1 for i, cell in enumerate(values) if cell.text), default=len(values))
    for template in [state.template] if state.template else []:
        own = [column for column in table.columns if not column.templates or template in column.templates]
        own = [column for column in own if not (template == "T21" and column.templates == ("T19",))]
        own = _ordered(own, template)
        if filled <= len(own) <= len(values):
            return own
    return None


def _ordered(columns: list[Label], template: str) -> list[Label]:
    """T19 prints 上一年项目数量, 本年增/减 before 处理决定数量."""
    order = {"items_prev": 0, "items_change": 1, "decisions": 2} if template == "T19" else {}
    return sorted(columns, key=lambda column: order.get(column.key, 0))


def _placed(values: Sequence[tuple[int, Cell]], columns: Sequence[Label],
            headed: Sequence[tuple[int, Label]]) -> list[tuple[int, Cell, Label]]:
    """Each value with its column: by the grid where it is exact, else in order."""
    if headed:
        by_column = {cell.column: (i, cell) for i, cell in values}
        exact = [(*by_column[column], label) for (column, _), label in zip(headed, columns, strict=False) if column in by_column]
        if len(exact) == len(columns):
            return exact
    return [(i, cell, column) for (i, cell), column in zip(values, columns, strict=False)]


def _article_fact(row: Row, i: int, cell: Cell, table: CellTable, label: Label, column: Label, report: str) -> Fact:
    read = read_cell(cell.text)
    unit = column.unit or table.unit
    if unit == "万元" and read.unit == "元" and read.value is not None:
        read = replace(read, value=(read.value / 10000).normalize(), unit="万元")
    return _fact(row, i, f"{table.key}.{label.key}.{column.key}", None, read, read.unit or unit, label.label, column.label, report)


# Requests

def _request_row(row: Row, state: _State) -> tuple[int, Label] | None:
    """The label cell of a row of the requests table. The last label cell names the row; 其他 and 总计 only in their place."""
    rows = taxonomy().requests
    for at in reversed(range(min(4, len(row.cells)))):
        text = normal(row.cells[at].text)
        if len(text) < 2 or read_cell(row.cells[at].text).state == "number":
            continue
        index = _request_index(text, state)
        if index is None:
            continue
        return at, rows[index]
    return None


def _request_index(text: str, state: _State) -> int | None:
    rows = taxonomy().requests
    keys = [row.key for row in rows]
    if text == "其他":
        misc = keys.index("requests.results.other.misc")
        return misc if state.pointer in (misc - 1, misc - 2, misc) else None
    if text in ("总计", "合计"):
        return keys.index("requests.results.total") if state.pointer >= keys.index("requests.results.granted") else None
    for index, row in enumerate(rows):
        if text in row.forms:
            return index
    from rapidfuzz import fuzz

    scores = [(max(fuzz.ratio(text, form) for form in row.forms), -abs(i - state.pointer), i) for i, row in enumerate(rows)
              if len(text) >= 4]
    starts = [i for i, row in enumerate(rows) if len(text) >= 6 and any(form.startswith(text) or text.startswith(form) for form in row.forms if len(form) >= 6)]
    if len(starts) == 1:
        return starts[0]
    best = max(scores, default=(0.0, 0, 0))
    nearby = 0 <= best[2] - state.pointer <= 2
    return best[2] if best[0] >= (78 if nearby else 88) else None


def _request_facts(row: Row, at: int, label: Label, state: _State, report: str, findings: list[Finding]) -> list[Fact]:
    state.pointer = [one.key for one in taxonomy().requests].index(label.key)
    state.disputes = False
    values = [(i, cell) for i, cell in enumerate(row.cells) if i > at]
    if not values or not any(cell.text for _, cell in values) and len(values) < _SEVEN:
        return []
    aligned = _seven(row, values, state)
    if aligned is None:
        findings.append(_unplaced(row, report, label.label))
        return [_fact(row, at, label.key, TOTAL, CellValue("unreadable"), "件", label.label, "总计", report)]
    facts = []
    for (i, read), applicant in zip(aligned, taxonomy().applicants, strict=True):
        facts.append(_fact(row, i, label.key, applicant.key, read, "件", label.label, applicant.label, report))
    return facts


def _seven(row: Row, values: Sequence[tuple[int, Cell]], state: _State) -> list[tuple[int, CellValue]] | None:
    """The seven values of a row in the order of the template's columns, or None where that is not certain."""
    read = [(i, read_cell(cell.text)) for i, cell in values]
    if row.exact and len(state.applicants) == _SEVEN:
        by_column = {row.cells[i].column: (i, value) for i, value in read}
        ordered = sorted(state.applicants, key=lambda pair: [a.key for a in taxonomy().applicants].index(pair[1].key))
        if all(column in by_column for column, _ in ordered):
            return _joined([by_column[column] for column, _ in ordered])
    filled = [at for at, (_, value) in enumerate(read) if value.state != "blank"]
    if len(filled) == _SEVEN == filled[-1] - filled[0] + 1:  # seven values side by side, padding around them
        read = read[filled[0] : filled[-1] + 1]
    while len(read) > _SEVEN and read[-1][1].state == "blank":
        read.pop()
    if len(read) == _SEVEN:
        return _joined(read) if not _breaks(read) or row.exact or _plain(read) else None
    while len(read) > _SEVEN and read[0][1].state == "blank" and row.exact:
        read.pop(0)
    if len(read) == _SEVEN:
        return _joined(read)
    return _realigned(read)


def _plain(read: Sequence[tuple[int, CellValue]]) -> bool:
    """Seven cells that are all numbers or blank: the row is whole, even if its sum is wrong in the source."""
    return all(value.state != "unreadable" for _, value in read)


def _joined(read: list[tuple[int, CellValue]]) -> list[tuple[int, CellValue]]:
    """Digits split by a space are one number where the row's sum then balances."""
    if not any(value.readings for _, value in read):
        return read
    whole = [(i, CellValue("number", value.readings[0])) if value.readings else (i, value) for i, value in read]
    return whole if not _breaks(whole) else read


def _breaks(read: Sequence[tuple[int, CellValue]]) -> bool:
    """Whether A3 fails: the total is not the sum of the six cells before it (blanks counting nothing)."""
    total = read[-1][1]
    if total.value is None or any(value.state == "unreadable" for _, value in read):
        return True
    return total.value != sum((value.value or Decimal(0) for _, value in read[:-1]), Decimal(0))


def _realigned(read: Sequence[tuple[int, CellValue]]) -> list[tuple[int, CellValue]] | None:
    """Shifted cells: the one window of seven that A3 confirms with a number above zero; or a row whose only value is
    the total at its end."""
    filled = [(i, value) for i, value in read if value.state != "blank"]
    if len(read) > _SEVEN and len(filled) == 1 and filled[0] == read[-1] and filled[0][1].value == 0:
        return [*read[-_SEVEN:-1], read[-1]]
    windows = [list(read[start : start + _SEVEN]) for start in range(len(read) - _SEVEN + 1)]
    if len(filled) == _SEVEN:
        windows.append(filled)
    good = [window for window in windows if not _breaks(window) and window[-1][1].value
            and sum(value.state == "number" for _, value in window) == len(filled)]
    return good[0] if good and all(window == good[0] for window in good) else None


# Disputes

def _dispute_facts(row: Row, state: _State, report: str, findings: list[Finding]) -> list[Fact]:
    """The one data row: fifteen values, or none of them is taken."""
    read = [(i, read_cell(cell.text)) for i, cell in enumerate(row.cells)]
    while len(read) > _FIFTEEN and read[-1][1].state == "blank":
        read.pop()
    if len(read) < 10 or any(normal(row.cells[i].text) and value.state == "unreadable" and not value.readings and "\ufffd" not in row.cells[i].text
                             for i, value in read):
        return []
    every = taxonomy()
    keys = [(kind, outcome) for kind in every.disputes for outcome in every.outcomes]
    state.disputes = False
    if len(read) != _FIFTEEN:
        findings.append(_unplaced(row, report, "行政复议、行政诉讼"))
        return [_fact(row, 0, f"{kind.key}.{outcome.key}", None, CellValue("unreadable"), "件", kind.label, outcome.label, report)
                for kind, outcome in keys]
    return [_fact(row, i, f"{kind.key}.{outcome.key}", None, value, "件", kind.label, outcome.label, report)
            for (i, value), (kind, outcome) in zip(read, keys, strict=True)]


# Facts and findings

def _fact(row: Row, i: int, metric: str, applicant: str | None, read: CellValue, unit: str | None, label: str,
          column: str, report: str) -> Fact:
    return Fact(report=report, metric=metric, value=read.value if read.state == "number" else None, state=read.state,
                origin="cell", quote=row.quote, place=row.place(i), applicant=applicant, unit=unit, row=label, column=column)


def _unplaced(row: Row, report: str, label: str) -> Finding:
    """Cells whose columns are not certain."""
    return Finding(report, "shape", "warning", "reading", "", str(len(row.cells)),
                   ((label, row.quote, row.place(0)),), detail=label)


def _sums(facts: Sequence[Fact], report: str) -> Iterable[Fact]:
    """The sums that the templates do not print, where every part of them is a number."""
    by_key = {(fact.metric, fact.applicant): fact for fact in facts}
    applicants = [None, *(applicant.key for applicant in taxonomy().applicants)]
    for metric in taxonomy().derived:
        for applicant in applicants:
            parts = [by_key.get((key, applicant)) for key in metric.of]
            if not all(part is not None and part.state == "number" for part in parts):
                continue
            kept = [part for part in parts if part is not None and part.value is not None]
            values = [part.value or Decimal(0) for part in kept]
            yield Fact(report=report, metric=metric.key, value=sum(values, Decimal(0)), state="number", origin="derived",
                       quote=f"{' + '.join(map(str, values))} = {sum(values, Decimal(0))}", place=kept[0].place,
                       section=kept[0].section, applicant=applicant, unit="件", row=metric.label_zh,
                       column=kept[0].column, operands=tuple(f"{part.metric}@{applicant}" if applicant else str(part.metric) for part in kept))
