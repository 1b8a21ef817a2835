"""The taxonomy of `taxonomy.toml`, typed: rows, columns and metrics with their labels and synonyms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from ingest.folding import folded

Kind = Literal["cell", "derived", "prose", "contact"]
_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,2}[）)、.．]|\d{1,2}\s*[.．、])\s*")
_MARKS = re.compile(r"[\s“”\"'‘’（）()《》〔〕\[\]、，,。.：:；;·/／_-]")


@dataclass(frozen=True, slots=True)
class Label:
    """A row, column, applicant or outcome: its key, what the template prints, other forms met, and how people say it."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    unit: str | None = None
    main: bool = False
    title: str | None = None
    """What users see, where the label alone says too little."""
    stems: tuple[str, ...] = ()
    """Words that tell a column whatever year or note stands around them."""
    units: tuple[str, ...] = ()
    """The measure words that count it in prose."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form the label takes in a report, normalised."""
        return tuple(dict.fromkeys(normal(form) for form in (self.label, *self.also)))


@dataclass(frozen=True, slots=True)
class CellTable:
    """One of the tables for 第二十条."""

    key: str
    title: str
    unit: str | None
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class MetricInfo:
    """A metric under its full key. `row` and `column` are labels of the template; `of` what a derived one sums, `either`
    the cell that a template prints in place of those; `units` the measure words that count it in prose."""

    key: str
    kind: Kind
    label_zh: str
    label_en: str
    unit: str | None
    row: Label
    column: Label | None = None
    templates: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    either: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        return self.row.units or ((self.unit,) if self.unit else ())

    @property
    def synonyms(self) -> tuple[str, ...]:
        """What a user may call it, in Chinese and English; where it has a column, both words in either order."""
        if self.column is None:
            return (*self.row.ask, *self.row.en)
        joined = [(row, column, "") for row in self.row.ask for column in self.column.ask]
        joined += [(row, column, " ") for row in self.row.en for column in self.column.en]
        alone = (*self.row.ask, *self.row.en) if self.column.main else ()
        return (*alone, *(f"{a}{gap}{b}" for row, column, gap in joined for a, b in ((row, column), (column, row))))


@dataclass(frozen=True, slots=True)
class Taxonomy:
    tables: tuple[CellTable, ...]
    applicants: tuple[Label, ...]
    requests: tuple[Label, ...]
    disputes: tuple[Label, ...]
    outcomes: tuple[Label, ...]
    stats: tuple[Label, ...]
    derived: tuple[MetricInfo, ...]
    prose: tuple[Label, ...]
    contacts: tuple[Label, ...]


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """A label as it is compared: folded, without ordinals, spaces, quotes, brackets and punctuation."""
    return _MARKS.sub("", _ORDINAL.sub("", folded(text).strip()))


@cache
def taxonomy() -> Taxonomy:
    """The whole taxonomy, read once."""
    raw = tomllib.loads((files("ingest") / "taxonomy.toml").read_text("utf-8"))
    tables = tuple(
        CellTable(table["key"], table["title"], table.get("unit"), _labels(table["rows"]), _labels(table["columns"]))
        for table in raw["cells"]
    )
    derived = tuple(
        MetricInfo(
            row["key"],
            "derived",
            _bare(row["label"]),
            row["en"][0],
            "件",
            _label(row),
            of=tuple(row["of"]),
            either=tuple(row.get("or", ())),
        )
        for row in raw["derived"]
    )
    labels = {
        name: _labels(raw[name])
        for name in ("applicants", "requests", "disputes", "outcomes", "stats", "prose", "contacts")
    }
    return Taxonomy(tables, derived=derived, **labels)


@cache
def metrics() -> Mapping[str, MetricInfo]:
    """Every metric by its key."""
    every = taxonomy()
    found = [
        _cell(f"{table.key}.{row.key}", row, column, column.unit or table.unit)
        for table in every.tables
        for row in table.rows
        for column in table.columns
    ]
    found += [
        MetricInfo(row.key, "cell", row.title or _bare(row.label), row.en[0], "件", row, templates=_templates(row))
        for row in every.requests
    ]
    found += [_cell(kind.key, kind, outcome, "件") for kind in every.disputes for outcome in every.outcomes]
    found += [
        MetricInfo(row.key, "cell", row.label, row.en[0], row.unit, row, templates=("T0",)) for row in every.stats
    ]
    found += list(every.derived)
    found += [MetricInfo(row.key, "prose", row.label, row.en[0], row.unit, row) for row in every.prose]
    found += [MetricInfo(row.key, "contact", row.label, row.en[0], None, row) for row in every.contacts]
    return {metric.key: metric for metric in found}


def _cell(key: str, row: Label, column: Label, unit: str | None) -> MetricInfo:
    """The metric where a row under `key` and a column meet."""
    label, english = f"{row.label}·{column.label}", f"{row.en[0]}, {column.en[0]}"
    return MetricInfo(f"{key}.{column.key}", "cell", label, english, unit, row, column, _templates(column, row))


def _templates(*labels: Label) -> tuple[str, ...]:
    return next((label.templates for label in labels if label.templates), ("T19", "T21"))


@cache
def by_label() -> Mapping[str, tuple[str, ...]]:
    """Normalised labels, their other forms and what users say -> the keys they may mean."""
    found: dict[str, list[str]] = {}
    for metric in metrics().values():
        labels = metric.row.forms if metric.column is None else ()
        for form in dict.fromkeys((*labels, *(normal(word).lower() for word in metric.synonyms))):
            found.setdefault(form, []).append(metric.key)
    return {form: tuple(keys) for form, keys in found.items()}


def _bare(label: str) -> str:
    return _ORDINAL.sub("", label)


def _labels(rows: list[dict[str, Any]]) -> tuple[Label, ...]:
    return tuple(map(_label, rows))


def _label(row: dict[str, Any]) -> Label:
    lists = {name: tuple(row.get(name, ())) for name in ("also", "ask", "en", "templates", "stems", "units")}
    return Label(
        row["key"], row["label"], unit=row.get("unit"), main=row.get("main", False), title=row.get("title"), **lists
    )
