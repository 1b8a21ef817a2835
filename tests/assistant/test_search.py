from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.search import search
from ingest.library import Library
from ingest.report import Identity, Passage, Report

TEXTS = ("组织干部集中学习四次。", "微信公众号发布信息九十一篇。", "存在的问题：培训力度不够。", "微博发布信息。")


class Compass:
    """Sends each text to the axis of the first word it knows."""

    axes = ("学习", "微信", "问题", "微博")

    def __init__(self):
        self.asked = []

    def query(self, text):
        self.asked.append(text)
        return self.vector(text)

    def vector(self, text):
        vector = np.zeros(4, np.float32)
        vector[next((i for i, word in enumerate(self.axes) if word in text), 0)] = 1
        return vector


def report(name):
    id = name.encode().hex().ljust(16, "0")[:16]
    passages = tuple(Passage(id, ("一、总体",), "overview", text, f"{name}年报\n{text}") for text in TEXTS)
    return Report(id, f"{name}.txt", "text", Identity(name, 2021, f"{name}年报"), passages=passages)


@pytest.fixture
def reports():
    return [report(name) for name in ("甲局", "乙局")]


@pytest.fixture
def library(tmp_path, reports):
    with Library.open(tmp_path) as opened:
        for one in reports:
            opened.add(one, np.stack([Compass().vector(text) for text in TEXTS]), "compass")
        yield opened


def test_words_and_vectors_agree_on_the_first(library, reports):
    best, *_ = search(library, Compass(), "微信发布多少", [reports[0].id])
    assert best.passage == reports[0].passages[1]
    assert best.similarity == pytest.approx(1.0)
    assert best.words > 0
    assert best.score == pytest.approx(2 / 61)


def test_filters_are_obeyed(library, reports):
    for chosen in ([reports[0].id], [reports[1].id], []):
        hits = search(library, Compass(), "微信", chosen)
        assert {hit.passage.report for hit in hits} == set(chosen)
    assert len(search(library, Compass(), "微信", k=3)) == 3


def test_what_only_one_search_finds_is_found(library, reports):
    found = [hit.passage for hit in search(library, Compass(), "微信", [reports[0].id])]
    assert set(found) == set(reports[0].passages)
    meant = search(library, Compass(), "问题", [reports[0].id])[0]
    assert meant.passage == reports[0].passages[2]


def test_words_alone_without_an_embedder(library, reports):
    hits = search(library, None, "微信公众号", [reports[1].id])
    assert hits[0].passage == reports[1].passages[1]
    assert {hit.similarity for hit in hits} == {None}


def test_without_vectors_the_model_is_not_asked(tmp_path, reports):
    embedder = Compass()
    with Library.open(tmp_path) as library:
        library.add(reports[0])
        assert search(library, embedder, "微信")[0].passage == reports[0].passages[1]
    assert embedder.asked == []


@pytest.mark.parametrize("text", ["", "  ", "？！", "\x00", "OR AND NOT", '"; DROP TABLE words; --'])
def test_odd_texts_are_only_texts(library, text):
    assert all(hit.passage.text in TEXTS for hit in search(library, None, text))
    assert len(library.reports()) == 2


def test_traditional_characters_find_simplified_ones(library, reports):
    assert search(library, None, "集中學習", [reports[0].id])[0].passage == reports[0].passages[0]
    converted = replace(reports[0], id="f" * 16, passages=(replace(reports[0].passages[0], embedded="發布信息"),))
    library.add(replace(converted, identity=Identity("丙局", 2020, "丙局年报")))
    assert search(library, None, "发布", ["f" * 16])[0].passage == converted.passages[0]
