"""The three usual vector pipelines. Each is told of the model's prefixes, which its quickstart would leave out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.loading import name_of, pieces
from eval.bench.peers import Found, Setup

QUERY, PASSAGE = "query: ", "passage: "
"""What multilingual-e5 was trained with in front of questions and passages."""


class LangChain:
    """Loaders, RecursiveCharacterTextSplitter, HuggingFaceEmbeddings, FAISS."""

    def __init__(self, setup: Setup) -> None:
        from langchain_huggingface import HuggingFaceEmbeddings

        self.setup = setup
        self.embeddings = HuggingFaceEmbeddings(
            model_name=str(setup.model), encode_kwargs={"prompt": PASSAGE}, query_encode_kwargs={"prompt": QUERY}
        )

    def ingest(self, paths: Sequence[Path]) -> int:
        from langchain_community.vectorstores import FAISS

        cut = pieces(paths, self.setup)
        self.store = FAISS.from_documents(cut, self.embeddings)
        return len(cut)

    def search(self, question: str, k: int) -> list[Found]:
        found = self.store.similarity_search(question, k=k)
        return [Found(name_of(piece.metadata["source"]), piece.page_content) for piece in found]


class LlamaIndex:
    """SimpleDirectoryReader, VectorStoreIndex with its own splitter, HuggingFaceEmbedding."""

    def __init__(self, setup: Setup) -> None:
        from llama_index.core import Settings
        from llama_index.core.llms import MockLLM
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        Settings.llm = MockLLM()
        Settings.embed_model = HuggingFaceEmbedding(
            model_name=str(setup.model), query_instruction=QUERY, text_instruction=PASSAGE
        )

    def ingest(self, paths: Sequence[Path]) -> int:
        from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
        from llama_index.readers.file import HTMLTagReader

        names = [str(path) for path in paths]
        documents = SimpleDirectoryReader(
            input_files=names, file_extractor={".html": HTMLTagReader("body")}
        ).load_data()
        self.index = VectorStoreIndex.from_documents(documents)
        return len(self.index.index_struct.nodes_dict)

    def search(self, question: str, k: int) -> list[Found]:
        hits = self.index.as_retriever(similarity_top_k=k).retrieve(question)
        return [Found(hit.node.metadata["file_name"], hit.node.get_content()) for hit in hits]


class Txtai:
    """txtai's hybrid search (vectors and BM25) over LangChain's pieces: its own text extraction needs a Java server."""

    def __init__(self, setup: Setup) -> None:
        from txtai import Embeddings

        self.setup = setup
        self.pieces: list[Any] = []
        self.embeddings = Embeddings(path=str(setup.model), hybrid=True, instructions={"query": QUERY, "data": PASSAGE})

    def ingest(self, paths: Sequence[Path]) -> int:
        self.pieces = pieces(paths, self.setup)
        self.embeddings.index((number, piece.page_content, None) for number, piece in enumerate(self.pieces))
        return len(self.pieces)

    def search(self, question: str, k: int) -> list[Found]:
        best = [self.pieces[int(number)] for number, _ in self.embeddings.search(question, k)]
        return [Found(name_of(piece.metadata["source"]), piece.page_content) for piece in best]
