"""Scans."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from ingest.errors import MissingExtra
from ingest.report import Document
from ingest.strings import say


def read(data: bytes, path: Path) -> Document:
    raise MissingExtra(say("ingest.ocr_extra", file=path.name, package="rapidocr"))


def pdf_page(data: bytes, number: int, path: Path, deadline: Any, warnings: list[str]) -> Any:
    raise MissingExtra(say("ingest.ocr_extra", file=path.name, package="rapidocr"))
