"""HTML."""
from __future__ import annotations

from pathlib import Path

from ingest.readers.decoding import decode, stated_charset
from ingest.readers.html import read_html
from ingest.report import Document


def read(data: bytes, path: Path) -> Document:
    return read_html(decode(data, stated_charset(data[:4096])) or "")
