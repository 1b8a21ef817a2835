"""For LangChain users: passages as documents that carry their citation, and the default model as Embeddings."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.answer import Citation
from assistant.desk import Desk, desk_for
from assistant.question import Question
from assistant.routing import routed
from assistant.search import search
from assistant.understand import understand
from ingest.library import Library, ReportHead
from ingest.report import Passage, Place

_CITED = 10
"""Citations of an answer that are followed to their passages."""


class NianbaoRetriever(BaseRetriever):
    """The passages of a library that fit a question best, only of the agency and year it names: first those that an
    answer would cite, then those found by words and vectors.

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
        cited = [passage for passage in _cited(question, desk) if passage.report in held]
        hits = search(self.library, self.embedder, question.topic or query, reports=desk.searched(held), k=self.k)
        scores = dict.fromkeys(cited, 1.0) | {hit.passage: hit.score for hit in hits if hit.passage not in cited}
        return [_document(passage, held[passage.report], score) for passage, score in scores.items()][: self.k]


def _cited(question: Question, desk: Desk) -> list[Passage]:
    """The passages that the places cited in the answer stand in, in the order of the citations."""
    answer = routed(question, desk)[1]
    found = []
    for citation in answer.citations[:_CITED]:
        fits = [one for one in desk.library.passages([citation.report]) if _at(one, citation.place)]
        if fits:
            found.append(max(fits, key=lambda passage: _shared(passage.text, citation)))
    return list(dict.fromkeys(found))


def _at(passage: Passage, place: Place) -> bool:
    """Whether a passage holds the place: of a table, a row of it; of text, the characters."""
    return any(
        one.block == place.block
        and (one.start is None or place.start is None or one.end is None or one.start <= place.start < one.end)
        for one in passage.places
    )


def _shared(text: str, citation: Citation) -> int:
    """How many of the words that name a cell, or of the quoted characters, a passage holds."""
    row = (citation.row or "").split()
    return sum(part in text for part in row) + (citation.quote in text)


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
