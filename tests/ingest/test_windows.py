"""The words around stated numbers, and their vectors in a library: made once, at ingest, and found again by report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ingest.bundled import NAME
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.quantities import prose_facts
from ingest.report import Block, Fact
from ingest.windows import meant_by, own_words, windows, words_of

if TYPE_CHECKING:
    from ingest.vectors import Vectors

REPORT = """{agency}2021年政府信息公开工作年度报告
一、总体情况
2021年，{agency}主动公开政府信息120条，微信公众号推送88篇。举办业务培训3期，参训97人次。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
"""


class Counting:
    """An embedder that remembers what it was given; every text has a vector of its own."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name
        self.asked: list[str] = []

    def load(self) -> None: ...

    def passages(self, texts: Sequence[str], progress: object = None) -> Vectors:
        return np.ones((len(texts), 4), np.float32)

    def queries(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.eye(len(texts), 4, dtype=np.float32)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def brought(tmp_path: Path, library: Library, embedder: Counting, agency: str = "吴忠市科学技术局") -> str:
    file = tmp_path / f"{agency}.txt"
    file.write_text(REPORT.format(agency=agency), "utf-8")
    [outcome] = ingest([file], library, embedder=embedder, workers=0)
    assert outcome.head is not None
    return outcome.head.id


def fact(text: str, agency: str) -> Fact:
    found = [one for one in prose_facts([Block(0, text)], [], "r", 2021) if one.unit == "篇"]
    assert len(found) == 1, agency
    return found[0]


def test_an_agencys_own_name_says_nothing_of_what_is_counted() -> None:
    said = fact("全年吴忠市科学技术局微信公众号推送88篇。", "吴忠市科学技术局")
    window, before = words_of(said, own_words("吴忠市科学技术局"))
    assert "科学技术局" not in window + before
    assert "微信公众号推送" in window


def test_an_empty_window_is_told_by_what_stands_before_it() -> None:
    assert meant_by("  ", "推送信息") == "推送信息"
    assert meant_by(" 推送 ", "信息") == "推送"
    assert meant_by("", "") == " "


def test_each_window_is_kept_once_with_its_vector(tmp_path: Path, library: Library) -> None:
    embedder = Counting()
    id = brought(tmp_path, library, embedder)
    kept = library.meanings(id)
    assert list(kept) == windows(library.report(id)) == embedder.asked
    assert len(kept) >= 4
    assert [vector.tolist() for vector in kept.values()] == np.eye(len(kept), 4).tolist()


def test_each_report_has_its_own(tmp_path: Path, library: Library) -> None:
    files = [tmp_path / "一.txt", tmp_path / "二.txt", tmp_path / "三.txt"]
    for file, words in zip(files, ("推送88篇", "推送88篇，办理提案3件", "推送了信息"), strict=True):
        file.write_text(REPORT.format(agency=f"吴忠市{file.stem}局").replace("推送88篇", words), "utf-8")
    assert [outcome.status for outcome in ingest(files, library, embedder=Counting(), workers=2)] == ["added"] * 3
    for head in library.reports():
        assert list(library.meanings(head.id)) == windows(library.report(head.id))
        assert all(len(vector) == 4 for vector in library.meanings(head.id).values())
    assert len({tuple(library.meanings(head.id)) for head in library.reports()}) == 3


def test_another_model_keeps_none(tmp_path: Path, library: Library) -> None:
    embedder = Counting("another-model")
    assert library.meanings(brought(tmp_path, library, embedder)) == {}
    assert embedder.asked == []


def test_they_go_with_their_report(tmp_path: Path, library: Library) -> None:
    id = brought(tmp_path, library, Counting())
    library.remove(id)
    assert library.meanings(id) == {}


def test_many_queries_at_once_are_what_each_is_alone() -> None:
    embedder = Embedder()
    texts = ["举办培训班 期", "微信公众号推送 篇", "参训 人次"]
    together = embedder.queries(texts)
    alone = np.stack([embedder.query(text) for text in texts])
    assert ((together * alone).sum(axis=1) > 0.999).all()
