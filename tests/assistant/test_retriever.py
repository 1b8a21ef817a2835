"""The LangChain retriever: documents with their citation, of the agency and year asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.retriever import NianbaoEmbeddings, NianbaoRetriever
from ingest.library import Library
from ingest.pipeline import read_report


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> NianbaoRetriever:
    library = Library.open(tmp_path_factory.mktemp("library"))
    for file in sorted(samples.glob("*.md")):
        library.add(read_report(file))
    return NianbaoRetriever(library=library, k=3)


def test_documents_come_from_the_report_asked_about(retriever: NianbaoRetriever) -> None:
    found = retriever.invoke("吴忠科技局2021年微信公众号发布了多少篇信息")
    assert 0 < len(found) <= 3
    assert {(document.metadata["agency"], document.metadata["year"]) for document in found} == {
        ("吴忠市科学技术局", 2021)
    }
    assert any("91篇" in document.page_content for document in found)
    assert found[0].metadata["section"]


def test_what_an_answer_cites_comes_first(retriever: NianbaoRetriever) -> None:
    wechat, persons = (
        retriever.invoke("吴忠科技局2021年微信公众号发布了多少篇信息"),
        retriever.invoke("吴忠科技局2021年行政复议总计几件"),
    )
    assert "91篇" in wechat[0].page_content
    assert "行政复议" in persons[0].page_content
    assert persons[0].metadata["score"] == 1.0


def test_what_the_library_does_not_hold_finds_nothing(retriever: NianbaoRetriever) -> None:
    assert retriever.invoke("固原科技局2021年微信发了多少篇") == []
    assert retriever.invoke("吴忠科技局2003年微信发了多少篇") == []


def test_embeddings_answer_a_query_with_a_unit_vector() -> None:
    vector = NianbaoEmbeddings().embed_query("微信公众号发布多少篇")
    assert sum(x * x for x in vector) == pytest.approx(1.0, abs=1e-3)
