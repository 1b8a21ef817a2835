"""Our side: the library as `nianbao ingest` fills it, and passages routed as an answer's are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.bench.peers import Found, Setup
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import ingest


class Nianbao:
    """Library, default model, and the LangChain retriever that a program would use."""

    def __init__(self, setup: Setup) -> None:
        self.library = Library.open(setup.folder)
        self.embedder = Embedder()
        self.embedder.load()

    def ingest(self, paths: Sequence[Path]) -> int:
        for outcome in ingest(paths, self.library, embedder=self.embedder):
            if outcome.status == "set_aside":
                raise SystemExit(f"{outcome.file.name}: {outcome.reason}")
        return sum(len(self.library.passages([head.id])) for head in self.library.reports())

    def search(self, question: str, k: int) -> list[Found]:
        from assistant.retriever import NianbaoRetriever

        documents = NianbaoRetriever(library=self.library, embedder=self.embedder, k=k).invoke(question)
        return [Found(Path(document.metadata["file"]).name, document.page_content) for document in documents]
