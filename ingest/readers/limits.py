"""How much one file may ask for. A file beyond a bound is refused with a reason; docs/reading.md lists them."""

from __future__ import annotations

import time
from pathlib import Path

from ingest.errors import DamagedFile
from ingest.strings import say

BYTES = 100 << 20
"""Of a file."""
TEXT_BYTES = 20 << 20
"""Of a text or HTML file: a report has some 100 KB."""
UNPACKED_BYTES = 200 << 20
"""Of all members of a DOCX, and of one inflated PDF stream."""
PACKING = 200
"""Unpacked over packed size of a DOCX member larger than a megabyte; ordinary XML packs 10 to 30 times."""
PAGES = 500
"""Of a PDF or a many-page TIFF: a report has 5 to 40."""
PAGE_POINTS = 14_400.0
"""Width or height of a PDF page; the format's own limit."""
GLYPHS = 40_000
"""Characters on one page: a full page of a report has 1,500."""
RULINGS = 20_000
"""Drawn lines on one page."""
CELLS = 50_000
"""Cells of all tables of a file."""
NODES = 1_000_000
"""Elements of an HTML or DOCX tree."""
CHARACTERS = 5_000_000
"""Of a file's text."""
PIXELS = 60_000_000
"""Of a picture: an A4 page at 600 dpi has 35 million."""
SCANNED_PAGES = 100
"""Pages of one file that are recognised; the rest is named in a warning."""
SECONDS = 240.0
"""Of reading one file."""


class Deadline:
    """The time one file may take. `check` raises DamagedFile when it is over."""

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self._file, self._seconds = path.name, seconds
        self._end = time.monotonic() + seconds

    def check(self, page: int | None = None) -> None:
        """Raises DamagedFile, naming the file and the page reached, when the time is over."""
        if time.monotonic() > self._end:
            raise DamagedFile(say("ingest.too_slow", file=self._file, page=page or 1, seconds=round(self._seconds)))


def refuse(path: Path, what: str, found: object, most: object, page: int = 1) -> DamagedFile:
    """The error for a file beyond a bound; `what` names the bound in strings.toml (`limit_…`)."""
    return DamagedFile(say(f"ingest.limit_{what}", file=path.name, found=found, most=most, page=page))
