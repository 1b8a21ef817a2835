"""DOCX."""
from __future__ import annotations

from pathlib import Path

from ingest.readers.archive import read_archive
from ingest.report import Document


def read(data: bytes, path: Path) -> Document:
    return read_archive(path, data)
