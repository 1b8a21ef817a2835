"""Files to pieces with LangChain's loaders and splitter, for the sides that bring none of their own."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.peers import Setup


def pieces(paths: Sequence[Path], setup: Setup) -> list[Any]:
    """LangChain documents of at most `setup.chunk` characters, with the file's path as their source."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=setup.chunk, chunk_overlap=setup.overlap)
    return list(splitter.split_documents([page for path in paths for page in _load(path)]))


def _load(path: Path) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the community package says that it will be split up
        from langchain_community.document_loaders import BSHTMLLoader, Docx2txtLoader, PyPDFLoader, TextLoader

        if path.suffix in (".html", ".htm"):
            encoding = _encoding(path)
            return list(BSHTMLLoader(str(path), open_encoding=encoding, bs_kwargs={"features": "lxml"}).load())
        loader = {".pdf": PyPDFLoader, ".docx": Docx2txtLoader}.get(path.suffix)
        return list((loader(str(path)) if loader else TextLoader(str(path), autodetect_encoding=True)).load())


def _encoding(path: Path) -> str:
    """As found by looking: the loader by itself reads every page as UTF-8 and fails where it is not."""
    from charset_normalizer import from_path

    best = from_path(path).best()
    return best.encoding if best else "utf-8"


def name_of(source: str) -> str:
    """The name of the file that a piece came from."""
    return Path(source).name
