"""Retrieval is scored by the rank of the passage that holds the quoted sentence of the right report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import retrieval, schema, summing
from eval.building import build
from ingest.library import Library
from ingest.report import Passage


def _passage(report: str, text: str) -> Passage:
    return Passage(report, (), "overview", text, text)


def _item(**changed: object) -> schema.Item:
    record: dict[str, object] = {"id": "a", "question": "?", "number": 3, "type": "lookup_prose",
                                 "citations": [{"file": "a.txt", "quote": "微信发布 3 条"}]}  # fmt: skip
    return schema.item(record | changed)


def test_the_passage_must_hold_the_sentence_and_be_of_the_right_report() -> None:
    found = [_passage("2", "微信发布3条。"), _passage("1", "无"), _passage("1", "全年微信发布3条。")]
    files = {"1": "a.txt", "2": "b.txt"}
    assert retrieval.ranks([_item()], lambda _: found, files) == [3]
    assert retrieval.ranks([_item()], lambda _: found[:2], files) == [None]
    assert retrieval.ranks([_item(citations=[{"file": "a.txt"}])], lambda _: found, files) == []


def test_a_cell_is_found_by_its_row_and_number() -> None:
    item = _item(type="lookup_cell", citations=[{"file": "a.txt", "row": "行政处罚", "column": "本年处理决定数量"}])
    files = {"1": "a.txt"}
    found = [_passage("1", "行政处罚 | 33"), _passage("1", "行政许可 | 3"), _passage("1", "行政处罚 | 3")]
    assert retrieval.ranks([item], lambda _: found, files) == [3]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("found")
    list(build([samples / "yunchuan-kjj-2022.html", samples / "lanyang-kjj-2023.html"], folder))
    with Library.open(folder) as held:
        yield held


def test_routed_search_stays_in_the_reports_that_are_meant(library: Library) -> None:
    item = _item(question="云川市科技局2022年微信发了多少条信息")
    named = retrieval.finder(library, None)(item)
    whole = retrieval.finder(library, None, routed=False)(item)
    ids = {head.agency: head.id for head in library.reports()}
    assert {one.report for one in named} == {ids["云川市科学技术局"]}
    assert {one.report for one in whole} == set(ids.values())


def test_a_follow_up_is_routed_by_its_history(library: Library) -> None:
    item = _item(question="微博呢？", history=["云川市科技局2022年微信发了多少条信息"])
    assert retrieval.understood(item, library, None).agencies == ("云川市科学技术局",)


def test_the_retriever_puts_first_what_an_answer_cites(library: Library) -> None:
    files = {head.id: head.file for head in library.reports()}
    item = _item(question="云川市科技局2022年微信公众号发布了多少条信息？", number=258, citations=[
        {"file": "yunchuan-kjj-2022.html", "quote": "微信公众号、微博分别发布258条、73条"}])  # fmt: skip
    assert retrieval.ranks([item], retrieval.retriever(library, None), files) == [1]
    stranger = _item(question="固原市科技局2022年微信公众号发布了多少条信息？")
    assert list(retrieval.retriever(library, None)(stranger)) == []


def test_every_way_has_its_row(library: Library) -> None:
    quote = "微信公众号"
    item = _item(
        question="云川市科技局2022年微信公众号", citations=[{"file": "yunchuan-kjj-2022.html", "quote": quote}]
    )
    table = retrieval.measure([item], library, None)
    assert set(table) == {"words, whole", "words, routed", "retriever"}
    assert table["words, routed"] is not None
    assert table["words, routed"]["recall@10"] == 1.0


def test_scores() -> None:
    made = summing.retrieval([1, 4, None, 2])
    assert made is not None
    assert (made["recall@1"], made["recall@3"], made["recall@5"], made["recall@10"]) == (0.25, 0.5, 0.75, 0.75)
    assert made["mrr"] == pytest.approx((1 + 0.25 + 0.5) / 4, abs=1e-4)
    assert summing.retrieval([]) is None
