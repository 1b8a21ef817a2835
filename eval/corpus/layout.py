"""A report as parts on a page: paragraphs and grids, before any file format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from eval.corpus.figures import Key
from eval.corpus.printing import Printed
from eval.corpus.template import (
    APPLICANTS,
    ARTICLES,
    CARRIED_IN,
    CARRIED_OUT,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    GRANTED,
    GROUPS,
    OTHER_T21,
    PARTIAL,
    RECEIVED,
    RESULTS,
    STATS,
    TOTAL,
)  # fmt: skip

Kind = Literal["title", "heading", "subheading", "body", "signature", "navigation"]


@dataclass(frozen=True, slots=True)
class Slot:
    """`key` is set for a cell that holds a value: (metric, applicant)."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    key: Key | None = None


Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of slots as HTML has them: a merged cell stands once. `labels` leading columns hold no values, `head` rows
    stand again on each page where headers are repeated; `continued`: the first rows stand on a page before."""

    rows: tuple[Row, ...]
    labels: int = 1
    head: int = 1
    continued: bool = False

    @property
    def width(self) -> int:
        return sum(slot.colspan for slot in self.rows[0])

    def placed(self) -> list[list[tuple[int, Slot]]]:
        """Each row's slots with the column they start in."""
        taken: set[tuple[int, int]] = set()
        rows = []
        for y, row in enumerate(self.rows):
            x, placed = 0, []
            for slot in row:
                while (y, x) in taken:
                    x += 1
                placed.append((x, slot))
                taken.update((y + dy, x + dx) for dy in range(slot.rowspan) for dx in range(slot.colspan))
                x += slot.colspan
            rows.append(placed)
        return rows

    def split(self, at: int) -> tuple[Grid, Grid]:
        """Two grids, as a page end leaves them: what is merged over the cut goes on unlabelled below."""
        upper, lower = [], []
        carried: list[tuple[int, Slot]] = []
        for y, row in enumerate(self.placed()):
            if y < at:
                upper.append(tuple(replace(slot, rowspan=min(slot.rowspan, at - y)) for _, slot in row))
                carried += [
                    (x, Slot("", y + slot.rowspan - at, slot.colspan)) for x, slot in row if y + slot.rowspan > at
                ]
            else:
                whole = sorted([*row, *(carried if y == at else ())], key=lambda pair: pair[0])
                lower.append(tuple(slot for _, slot in whole))
        return replace(self, rows=tuple(upper)), replace(self, rows=tuple(lower), head=0, continued=True)


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    kind: Kind = "body"


Part = Para | Grid
Cells = Mapping[Key, Printed]


def label(text: str, quirks: frozenset[str], year: int) -> str:
    """A row or column label as this agency prints it."""
    if "labels" in quirks:
        text = {"社会公益组织": "社会组织", "本年制发件数": "本年度制发数", "本年新制作数量": "本年新制作\n数量"}.get(
            text, text
        )
        text = text.replace("结果维持", "结果 维持").replace("尚未审结", "尚未 审结")
    if "year_labels" in quirks:
        text = text.replace("本年制发", f"本年({year})制发").replace("本年废止", f"本年({year})废止")
    if "half_width" in quirks:
        text = text.replace("（", "(").replace("）", ") ").rstrip()
    return text.replace("结果维持", "结果\n维持") if "vertical" in quirks else text


class Tables:
    """The grids of one report."""

    def __init__(self, cells: Cells, template: str, quirks: frozenset[str], year: int) -> None:
        self.cells, self.template, self.quirks, self.year = cells, template, quirks, year

    def _label(self, text: str) -> str:
        return label(text, self.quirks, self.year)

    def _value(self, metric: str, who: str | None = None) -> Slot:
        return Slot(self.cells[metric, who].text, key=(metric, who))

    def articles(self) -> list[Grid]:
        """One grid for all articles, or one each."""
        grids = [self._article(*article) for article in ARTICLES[self.template]]
        if "one_article_table" not in self.quirks:
            return grids
        return [Grid(tuple(row for grid in grids for row in _widened(grid, 4)))]

    def _article(self, key: str, heading: str, columns: tuple[tuple[str, str], ...],
                 rows: tuple[tuple[str, str], ...]) -> Grid:  # fmt: skip
        head = (Slot(self._label(heading), colspan=len(columns) + 1),)
        names = (Slot("信息内容"), *(Slot(self._label(name)) for _, name in columns))
        body = [
            (Slot(self._label(name)), *(self._value(f"disclosure.{key}.{row}.{column}") for column, _ in columns))
            for row, name in rows
        ]
        if key == "art20_1" and "extra_row" in self.quirks:
            body.append((Slot("其他主动公开文件"), *(Slot("7") for _ in columns)))
        return Grid((head, names, *body), head=2)

    def requests(self) -> Grid:
        body = [
            self._plain(RECEIVED, "一、本年新收政府信息公开申请数量"),
            self._plain(CARRIED_IN, "二、上年结转政府信息公开申请数量"),
        ]
        results = [self._second(f"{RESULTS}.granted", GRANTED), self._second(f"{RESULTS}.partial", PARTIAL)]
        for name, group, rows in GROUPS:
            results += self._group(name, f"{RESULTS}.{group}", rows)
        if self.template == "T21":
            results += self._group("（六）其他处理", f"{RESULTS}.other", OTHER_T21)
        else:
            results.append(self._second(f"{RESULTS}.other", "（六）其他处理"))
        results.append(self._second(TOTAL, "（七）总计"))
        lead = "三、本年度办理结果"
        lead = "\n".join(lead) if "vertical" in self.quirks else lead
        results[0] = (Slot(lead, rowspan=len(results)), *results[0])
        return Grid(
            (*self._head(), *body, *results, self._plain(CARRIED_OUT, "四、结转下年度继续办理")), labels=3, head=3
        )

    def _head(self) -> tuple[Row, ...]:
        note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        names = [self._label(name) for name in APPLICANTS.values()]
        orgs = tuple(Slot(name) for name in names[1:6])
        if "total_beside" in self.quirks:
            return (
                (Slot(note, 3, 3), Slot("申请人情况", colspan=6), Slot("总计", 3)),
                (Slot("自然人", 2), Slot("法人或其他组织", colspan=5)),
                orgs,
            )
        return (
            (Slot(note, 3, 3), Slot("申请人情况", colspan=7)),
            (Slot("自然人", 2), Slot("法人或其他组织", colspan=5), Slot("总计", 2)),
            orgs,
        )

    def _values(self, metric: str) -> Row:
        return tuple(self._value(metric, who) for who in APPLICANTS)

    def _plain(self, metric: str, name: str) -> Row:
        return (Slot(self._label(name), colspan=3), *self._values(metric))

    def _second(self, metric: str, name: str) -> Row:
        return (Slot(self._label(name), colspan=2), *self._values(metric))

    def _group(self, name: str, key: str, rows: Mapping[str, str]) -> list[Row]:
        made = [(Slot(self._label(text)), *self._values(f"{key}.{row}")) for row, text in rows.items()]
        made[0] = (Slot(self._label(name), rowspan=len(made)), *made[0])
        return made

    def disputes(self) -> Grid:
        results = tuple(Slot(self._label(name)) for name in DISPUTE_RESULTS.values())
        tall = tuple(replace(slot, rowspan=2) for slot in results)
        values = [self._value(f"{group}.{result}") for group, _ in DISPUTE_GROUPS for result in DISPUTE_RESULTS]
        return Grid((
            (Slot("行政复议", colspan=5), Slot("行政诉讼", colspan=10)),
            (*tall, Slot("未经复议直接起诉", colspan=5), Slot("复议后起诉", colspan=5)),
            (*results, *results),
            tuple(values),
        ), labels=0, head=3)  # fmt: skip

    def stats(self) -> Grid:
        rows: list[Row] = [(Slot("统  计  指  标"), Slot("单位"), Slot("统计数"))]
        for key, name, unit in STATS:
            rows.append((Slot(name), Slot(unit), self._value(key) if key else Slot("——")))
        return Grid(tuple(rows), labels=2)


def _widened(grid: Grid, width: int) -> list[Row]:
    """Rows of a narrower grid in a wider one: its last cell takes what is left."""
    missing = width - grid.width
    if not missing:
        return list(grid.rows)
    return [(*row[:-1], replace(row[-1], colspan=row[-1].colspan + missing)) for row in grid.rows]
