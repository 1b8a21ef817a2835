"""Libraries of a few short reports, each of one paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ingest.library import Library
from ingest.pipeline import ingest


def library_of(folder: Path, said: Mapping[tuple[str, int], str]) -> Library:
    """The library of reports that say this in their first section, by agency and year."""
    for (agency, year), words in said.items():
        text = f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n{words}\n"
        Path(folder, f"{agency}{year}.txt").write_text(text, encoding="utf-8")
    library = Library.open(folder / "library")
    list(ingest([folder], library))
    return library
