"""One report from its parts: identity, prose and tables in the order and under the headings of its template."""

from __future__ import annotations

import random
from dataclasses import dataclass

from eval.corpus.figures import Cells
from eval.corpus.layout import Grid, Para, Part, Tables
from eval.corpus.names import Agency
from eval.corpus.printing import CELL_QUIRKS, Printed
from eval.corpus.prose import Prose

LAYOUT_QUIRKS = (
    "labels", "year_labels", "half_width", "vertical", "one_article_table", "extra_row", "total_beside", "split_table",
    "split_title", "signature", "agency_in_title_only", "sections_in_preamble", "repeat_head", "bare_footer",
    "broken_date",
)  # fmt: skip
TEXT_QUIRKS = ("lost_column", "sixteen_values", "wide_continuation", "page_marks")
MISSING = "tables_missing"
"""The tables are pictures that did not come along: their headings stand empty, and no cell can be read."""
_MISSING_SHARE = 0.03

HEADINGS = {
    "T21": ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"),
    "hybrid": ("一、概述", "二、行政机关主动公开政府信息情况", "三、政府信息依申请公开情况",
               "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "五、存在的问题和下一年工作思路", "六、需要说明的事项"),
    "T0": ("一、概述", "二、政府信息主动公开情况", "三、政府信息依申请公开情况", "四、复议、诉讼和申诉情况",
           "五、存在的主要问题和改进措施", "六、其他需要报告的事项"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """All that is true of one report."""

    agency: Agency
    year: int
    template: str
    quirks: frozenset[str]
    cells: Cells
    printed: dict[tuple[str, str | None], Printed]
    prose: Prose

    @property
    def title(self) -> str:
        return f"{self.agency.name}{self.year}年政府信息公开工作年度报告"


def quirks(template: str, text_format: bool, chance: random.Random) -> frozenset[str]:
    """Up to five quirks; those of the cells that change what can be known are seldom together."""
    picked = set(chance.sample(LAYOUT_QUIRKS, chance.randint(1, 4)))
    if template == "T0":
        return frozenset(picked)
    if chance.random() < 0.4:
        picked.add(chance.choice(CELL_QUIRKS))
    if text_format and chance.random() < 0.35:
        picked.add(chance.choice(TEXT_QUIRKS))
    if "wide_continuation" in picked:
        picked.add("split_table")
    if chance.random() < _MISSING_SHARE:
        picked.add(MISSING)
    return frozenset(picked)


def composed(source: Source, chance: random.Random) -> list[Part]:
    """The parts in reading order."""
    heads = HEADINGS["T0" if source.template == "T0" else "hybrid" if "hybrid" in source.quirks else "T21"]
    texts = source.prose.paragraphs
    parts: list[Part] = [*_title(source, chance), *_paras(_preamble(source, heads))]
    parts += [Para(heads[0], "heading"), *_paras(texts["overview"])]
    if source.template == "T0":
        parts += _t0_sections(source, heads)
    else:
        parts += _table_sections(source, heads, chance)
    parts += [Para(heads[4], "heading"), *_paras(texts["problems"]), Para(heads[5], "heading"), *_paras(texts["other"])]
    if "signature" in source.quirks and "agency_in_title_only" not in source.quirks:
        parts += [Para(source.agency.name, "signature"), Para(_day(source, chance), "signature")]
    if "bare_footer" in source.quirks:
        parts.append(Para(chance.choice(("此件公开发布", "（此件公开发布）", "（此件主动公开）"))))
    if source.template == "T0":
        parts += [
            Para("政府信息公开情况统计表", "subheading"),
            Para(f"（{source.year}年度）"),
            Tables(source.printed, "T0", source.quirks, source.year).stats(),
        ]
    return parts


def _day(source: Source, chance: random.Random) -> str:
    """The date of issue; some exports lose 年 and 月 (202511日)."""
    year, day = source.year + 1, chance.randint(5, 30)
    return f"{year}1{day}日" if "broken_date" in source.quirks else f"{year}年1月{day}日"


def _paras(texts: list[str]) -> list[Para]:
    return [Para(text) for text in texts]


def _title(source: Source, chance: random.Random) -> list[Para]:
    if "split_title" not in source.quirks:
        return [Para(source.title, "title")]
    year = chance.choice((f"{source.year}年", f"{source.year} 年"))
    return [Para(source.agency.name, "title"), Para(f"{year}政府信息公开工作年度报告", "title")]


def _preamble(source: Source, heads: tuple[str, ...]) -> list[str]:
    texts = list(source.prose.paragraphs["preamble"])
    if "agency_in_title_only" in source.quirks:
        texts = [text.replace(source.agency.name, "本单位") for text in texts]
    if "sections_in_preamble" in source.quirks:
        named = "、".join(head.split("、", 1)[1] for head in heads)
        texts.append(f"报告由{named}六个部分组成。")
    return texts


def _t0_sections(source: Source, heads: tuple[str, ...]) -> list[Part]:
    return [
        Para(heads[1], "heading"),
        Para("主动公开的内容按照目录分类更新，具体数量见附表。"),
        Para(heads[2], "heading"),
        Para("依申请公开的受理和答复情况见附表。"),
        Para(heads[3], "heading"),
        Para("本年度没有因政府信息公开引发的申诉。"),
    ]


def _table_sections(source: Source, heads: tuple[str, ...], chance: random.Random) -> list[Part]:
    if MISSING in source.quirks:
        return [Para(head, "heading") for head in heads[1:4]]
    tables = Tables(source.printed, source.template, source.quirks, source.year)
    requests: list[Part] = [tables.requests()]
    if "split_table" in source.quirks:
        grid = tables.requests()
        requests = list(grid.split(chance.randint(6, len(grid.rows) - 5)))
    return [
        Para(heads[1], "heading"),
        *tables.articles(),
        Para(heads[2], "heading"),
        *requests,
        Para(heads[3], "heading"),
        tables.disputes(),
    ]


def grids(parts: list[Part]) -> list[Grid]:
    return [part for part in parts if isinstance(part, Grid)]
