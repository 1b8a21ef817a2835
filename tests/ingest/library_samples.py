"""Reports made by hand for the tests of the store."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from ingest.library import FILE, Library
from ingest.report import Block, Cell, Fact, Finding, Identity, Passage, Place, Report, Section, Span, Table

NEW = "requests.received_new"
TOTAL = "applicant.total"


def make_report(
    agency: str = "甲市科学技术局", year: int = 2021, value: str | None = "12", text: str = "一般"
) -> Report:
    """A small report that uses every noun. Another `text` makes another content."""
    id = sha256(f"{agency}{year}{value}{text}".encode()).hexdigest()[:16]
    words = f"{agency}{year}年{text}，新收政府信息公开申请{value}件。"
    place = Place(1, ((72.0, 310.5, 420.123456789, 324.0),), 0, 4, 9)
    table = Table((Cell(0, 0, "规章", colspan=2, page=1, box=(1.5, 2.0, 3.0, 4.0)),), exact=False)
    blocks = (Block(0, words, (Span(0, 5, 1, (1.0, 2.0, 3.0, 4.0)),), level=1), Block(1, "规章", table=table))
    cell = Fact(
        id, NEW, None if value is None else Decimal(value), "blank" if value is None else "number", "cell", words,
        place, ("三、申请",), applicant=TOTAL, unit="件", row="本年新收", column="总计",
    )  # fmt: skip
    facts = (
        cell,
        replace(cell, applicant="applicant.natural_person", value=Decimal("1.50"), state="number"),
        Fact(id, "wechat", Decimal(91), "number", "prose", "微信91篇", place, qualifier="余", noun="微信"),
        Fact(id, NEW, Decimal(7), "number", "prose", "上年7件", year=year - 1),
        Fact(id, None, Decimal(4), "number", "prose", "集中学习4次", unit="次", total=2),
        Fact(id, f"{NEW}x", Decimal(99), "number", "prose", "别的"),
    )
    title = f"{agency}{year}年政府信息公开工作年度报告"
    passages = tuple(
        Passage(id, ("一、总体情况",), "overview", part, f"{title} › 一、总体情况\n{part}", (place,))
        for part in (words, f"开展培训若干期，{text}。")
    )
    finding = Finding(id, "A1", "error", "source", "12", "13", (("新收", "12", place),), reports=(id,))
    identity = Identity(agency, year, title, ("甲省", "甲市"), date(year + 1, 1, 31), "own", "T21")
    sections = (Section("overview", ("一、总体情况",), 1, 0, 2),)
    file = f"{agency}-{year}.txt"
    return Report(id, file, "text", identity, blocks, sections, facts, passages, (finding,), 3, ("第2页无文字",))


def unit_vectors(count: int, seed: int = 0, dimension: int = 8) -> NDArray[np.float32]:
    """Random unit vectors, one a row."""
    made = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def rows_left(library: Library) -> dict[str, int]:
    """How many rows each table holds."""
    tables = ("reports", "bodies", "files", "facts", "passages", "words", "vectors", "findings")
    with sqlite3.connect(library.folder / FILE) as db:
        left = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    db.close()
    return left
