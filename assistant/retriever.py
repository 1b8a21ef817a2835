"""For LangChain users: passages as documents that carry their citation, and the default model as Embeddings."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.desk import desk_for
from assistant.search import search
from assistant.understand import understand
from ingest.library import Library, ReportHead
from ingest.report import Passage


class NianbaoRetriever(BaseRetriever):
    """The passages of a library that fit a question best, only of the agency and year it names.

    A question about an agency or a year that the library does not hold finds nothing. `embedder`: an
    ingest.embedding.Embedder of the library's model; without one passages are found by their words.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    embedder: Any = None
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        desk = desk_for(self.library)
        question = understand(query, desk)
        if question.unknown is not None:
            return []
        heads = [head for agency in question.agencies for head in desk.heads(agency)] or desk.all_heads()
        held = {head.id: head for head in heads if not question.years or head.year in question.years}
        if not held:
            return []
        hits = search(self.library, self.embedder, question.topic or query, reports=list(held), k=self.k)
        return [_document(hit.passage, held[hit.passage.report], hit.score) for hit in hits]


class NianbaoEmbeddings(Embeddings):
    """The default embedding model (or one named) behind LangChain's interface."""

    def __init__(self, model: str | None = None) -> None:
        from ingest.embedding import Embedder

        self._embedder = Embedder(model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in vector] for vector in self._embedder.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self._embedder.query(text)]


def _document(passage: Passage, head: ReportHead, score: float) -> Document:
    place = passage.places[0] if passage.places else None
    return Document(
        page_content=passage.text,
        metadata={
            "agency": head.agency,
            "year": head.year,
            "title": head.title,
            "file": head.file,
            "report": head.id,
            "section": list(passage.section),
            "page": place.page if place else None,
            "box": list(place.box) if place and place.box else None,
            "score": score,
        },
    )
