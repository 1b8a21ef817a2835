"""Tables as files: CSV and XLSX, each value with where it stands.

XLSX is written with XlsxWriter: it writes every text as text, so that nothing in a report can become a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assistant.answer import Citation
from ingest.strings import Language, say

Kind = Literal["label", "value", "difference", "percent"]
MOST_LINKS = 60_000
"""Excel follows at most 65,530 links in a sheet."""
_LONGEST = 32_000
"""Excel holds at most 32,767 characters in a cell."""
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SOURCES = ("number", "agency", "year", "title", "file", "section", "page", "row", "column", "quote")


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: its words; its number, where it has one, with what stands around it (约, 余); the citations that carry it;
    and what is to be minded about it."""

    text: str
    number: Decimal | None = None
    around: tuple[str, str] = ("", "")
    citations: tuple[int, ...] = ()
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading, and what stands below it."""

    text: str
    kind: Kind = "value"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be saved. `notes` are lines said about the whole: what was chosen, what the words mean."""

    title: str
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Value, ...], ...]
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    language: Language = "zh"


class NoTable(ValueError):
    """What was sent is no answer with a table."""


def as_csv(sheet: Sheet) -> bytes:
    """The table as UTF-8 with a byte order mark, so that Excel reads it as such; the last columns say what is to be
    minded about the values of the row, and where each of them stands."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    cited = {one.n: one for one in sheet.citations}
    more = [str(say(f"ui.{name}", sheet.language)) for name in ("remarks", "sources")]
    writer.writerow([*(harmless(one.text) for one in sheet.columns), *more])
    for row in sheet.rows:
        sources = dict.fromkeys(n for value in row for n in value.citations)
        told = "; ".join(source_line(cited[n], sheet.language) for n in sources if n in cited)
        writer.writerow([*map(_plain, row), harmless("; ".join(remarks(sheet, row))), harmless(told)])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def remarks(sheet: Sheet, row: Sequence[Value]) -> list[str]:
    """What is to be minded about the values of a row, each with its column."""
    whose = " ".join(value.text for value, column in zip(row, sheet.columns, strict=True) if column.kind == "label")
    told = zip(row, sheet.columns, strict=True)
    return [f"{whose} {column.text}: {' '.join(value.caveat.split())}" for value, column in told if value.caveat]


def _plain(value: Value) -> str:
    if value.number is None or any(value.around):
        return harmless(value.text)
    return f"{value.number:f}"


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_SIGNS) else text


def source_line(citation: Citation, language: Language) -> str:
    """[3] 吴忠市科学技术局 2021 · 一、总体情况 › 主动公开 · 第 1 页 · “91 篇” · file.pdf"""
    page = say("ui.page_n", language, page=citation.place.page) if citation.place.page else ""
    labels = " × ".join(label for label in (citation.row, citation.column) if label)
    quote = f"“{citation.quote}”" if citation.quote else ""
    parts = (f"{citation.agency} {citation.year}", " › ".join(citation.section), page, labels, quote)
    return f"[{citation.n}] " + " · ".join([*filter(None, parts), citation.file])


def as_xlsx(sheet: Sheet) -> bytes:
    """The table as a workbook: values as numbers, each linked to its line in a second sheet of citations; a third says
    what was chosen."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        _Book(book, sheet).write()
    return buffer.getvalue()


class _Book:
    """A workbook being written."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.lines = {one.n: line for line, one in enumerate(sheet.citations, 1)}
        self.links = 0

    def words(self, name: str) -> str:
        return say(f"ui.{name}", self.sheet.language)

    def format(self, **named: Any) -> Any:
        key = tuple(sorted(named.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **named})
        return self.formats[key]

    def write(self) -> None:
        self.book.set_properties({"title": self.sheet.title[:200], "comments": "nianbao"})
        names = [self.words(name) for name in ("sheet_table", "sheet_sources", "sheet_about")]
        table, sources, about = (self.book.add_worksheet(name) for name in names)
        self._table(table, names[1])
        self._sources(sources)
        self._about(about)

    def _table(self, page: Any, sources: str) -> None:
        columns, rows = self.sheet.columns, self.sheet.rows
        head = self.format(bold=True, bottom=1, text_wrap=True, bg_color="#F0F3F7")
        labels = sum(1 for one in columns if one.kind == "label")
        for at, column in enumerate(columns):
            page.write_string(0, at, column.text[:_LONGEST], head)
            page.set_column(at, at, _width([column.text, *(row[at].text for row in rows[:200])]))
        for line, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                self._value(page, line, at, value, columns[at].kind, sources)
        page.freeze_panes(1, labels)
        if rows:
            page.autofilter(0, 0, len(rows), len(columns) - 1)

    def _value(self, page: Any, line: int, at: int, value: Value, kind: Kind, sources: str) -> None:
        look: dict[str, Any] = {"bg_color": "#FFF6E3"} if value.caveat else {}
        first = next((n for n in value.citations if n in self.lines), None)
        if first is not None and self.links < MOST_LINKS:
            self.links += 1
            tip = " ".join(f"[{n}]" for n in value.citations)[:250]
            # The link is kept when the cell is written again, as a number.
            page.write_url(line, at, f"internal:'{sources}'!A{self.lines[first] + 1}", string="→", tip=tip)
            look["font_color"] = "#1C4DB5"
        if value.number is not None:
            page.write_number(line, at, float(value.number), self.format(num_format=_pattern(value, kind), **look))
        else:
            grey = {} if kind == "label" or value.citations else {"font_color": "#667085", "align": "right"}
            page.write_string(line, at, value.text[:_LONGEST], self.format(**{**grey, **look}))
        if value.caveat:
            page.write_comment(line, at, value.caveat[:2000], {"x_scale": 2.5})

    def _sources(self, page: Any) -> None:
        head = self.format(bold=True, bottom=1, bg_color="#F0F3F7")
        for at, (name, width) in enumerate(zip(_SOURCES, (6, 24, 8, 36, 28, 28, 8, 24, 24, 60), strict=True)):
            page.write_string(0, at, self.words(f"source_{name}"), head)
            page.set_column(at, at, width)
        wrapped = self.format(text_wrap=True)
        for line, one in enumerate(self.sheet.citations, 1):
            for at, value in enumerate(_fields(one)):
                if isinstance(value, int):
                    page.write_number(line, at, value, wrapped)
                elif value:
                    page.write_string(line, at, value[:_LONGEST], wrapped)
        page.freeze_panes(1, 1)

    def _about(self, page: Any) -> None:
        page.set_column(0, 0, 100)
        wrapped = self.format(text_wrap=True)
        page.write_string(0, 0, self.sheet.title[:_LONGEST], self.format(bold=True, text_wrap=True))
        for line, note in enumerate(self.sheet.notes, 1):
            page.write_string(line, 0, note[:_LONGEST], wrapped)


def _fields(one: Citation) -> tuple[int | str | None, ...]:
    return (
        one.n, one.agency, one.year, one.title, one.file, " › ".join(one.section), one.place.page, one.row, one.column,
        one.quote,
    )  # fmt: skip


def _pattern(value: Value, kind: Kind) -> str:
    """How a number is shown, with the words around it: 约 450 余 stays a number."""
    number = value.number or Decimal(0)
    digits = "#,##0" if number == number.to_integral_value() else "#,##0.0###"
    if kind == "percent":
        return '+0.0"%";-0.0"%";0.0"%"'
    if kind == "difference":
        return f"+{digits};-{digits};0"
    before, after = (words.strip().replace('"', "")[:40] for words in value.around)
    return (f'"{before} "' if before else "") + digits + (f'" {after}"' if after else "")


def _width(texts: Iterable[str]) -> float:
    """A column's width in characters of the default font; a Chinese character takes two."""
    widest = max((sum(2 if ord(char) > 0x2E80 else 1 for char in text) for text in texts), default=8)
    return min(60, max(9, widest + 2))


def answer_sheet(record: Mapping[str, Any], language: Language) -> Sheet:
    """The table of an answer, as `nianbao ask --json` gives it. Raises NoTable for anything else."""
    try:
        table, sources = record["table"], [_citation(one) for one in record["citations"]]
        values = {tuple(one["citations"]): one["number"] for one in record["values"] if one["number"] is not None}
        columns = tuple(Heading(str(text), "value" if at else "label") for at, text in enumerate(table["columns"]))
        rows = tuple(tuple(_answered(cell, at, values) for at, cell in enumerate(row)) for row in table["rows"])
        notes = (str(record["question"]), str(record.get("reading") or ""), *map(str, record["warnings"]))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise NoTable(str(error)) from error
    filled = tuple((*row, *[Value("")] * (len(columns) - len(row)))[: len(columns)] for row in rows)
    return Sheet(
        str(record["question"]) or "nianbao", columns, filled, tuple(sources), tuple(filter(None, notes)), language
    )


def _answered(cell: Mapping[str, Any], at: int, values: Mapping[tuple[int, ...], float]) -> Value:
    text, cited = str(cell["text"]), tuple(int(n) for n in cell["citations"])
    number = values.get(cited) if at and cited else None
    printed = "" if number is None else f"{Decimal(str(number)):f}"
    if number is None or printed not in text:
        return Value(text, None, citations=cited)
    before, _, after = text.partition(printed)
    return Value(text, Decimal(str(number)), (before, after), cited)


def _citation(one: Mapping[str, Any]) -> Citation:
    from ingest.report import Place

    return Citation(
        int(one["n"]), "", str(one["agency"]), int(one["year"]), str(one["title"]), str(one["file"]),
        tuple(map(str, one["section"])), str(one["quote"]), Place(one["page"] and int(one["page"])), one["row"], one["column"],
    )  # fmt: skip


FILES: Mapping[str, tuple[str, Any]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
"""The kinds of file: media type, and what makes one of a sheet."""
