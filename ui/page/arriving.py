"""A file that a visitor hands in: what is known of it, and how its bytes arrive."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from ingest.errors import DamagedFile, NianbaoError
from ingest.strings import Said, say, words

if TYPE_CHECKING:
    from ingest.library import ReportHead
    from ingest.pipeline import Outcome

State = Literal["sending", "waiting", "reading", "added", "replaced", "unchanged", "set_aside", "cancelled"]
STALE = 600.0
"""Seconds without a byte after which a file counts as not sent."""
UNDER_WAY: frozenset[State] = frozenset(("sending", "waiting", "reading"))
_UNKNOWN = ("ingest.unknown_agency", "ingest.unknown_year", "ingest.unknown_both")


@dataclass(frozen=True, slots=True)
class Rules:
    """What visitors may do. `upload`: bring files in and have reports read again; `delete`: take reports out; `largest`:
    bytes of one file."""

    upload: bool = True
    delete: bool = True
    largest: int = 50 << 20


@dataclass(slots=True)
class Item:
    """A file on its way. `reason` says why it was set aside or held already; `path` where it waits; `head` the report it
    became; `agency` and `year` what its visitor says of it; `afresh`: a report of the library, read again."""

    id: str
    name: str
    size: int
    state: State = "sending"
    received: int = 0
    reason: str | None = None
    path: Path | None = None
    head: ReportHead | None = None
    warnings: tuple[str, ...] = ()
    agency: str | None = None
    year: int | None = None
    afresh: bool = False
    touched: float = field(default_factory=time.monotonic)

    @property
    def under_way(self) -> bool:
        """Whether it may still become a report: a file of which nothing more comes may not."""
        return self.state in UNDER_WAY and (self.state != "sending" or time.monotonic() - self.touched < STALE)

    @property
    def asks_whose(self) -> bool:
        """Whether saying the agency or the year would help."""
        key = self.reason.key if isinstance(self.reason, Said) else ""
        return self.state == "set_aside" and self.path is not None and key in _UNKNOWN


class Arrival:
    """A file being received. As a context: complete when left in the ordinary way, else given up."""

    def __init__(self, item: Item, path: Path, largest: int, complete: Callable[[Item], None]) -> None:
        self.item, self._largest, self._complete = item, largest, complete
        item.path, item.received = path, 0
        self._file: BinaryIO = path.open("wb")

    def write(self, chunk: bytes) -> None:
        """Add bytes. Raises DamagedFile where they are too many, or the file is no longer wanted or can't be kept."""
        item = self.item
        if item.state != "sending":
            raise DamagedFile(say("ingest.cancelled", file=item.name))
        item.received += len(chunk)
        item.touched = time.monotonic()
        if item.received > self._largest:
            raise DamagedFile(too_large(item, self._largest))
        try:
            self._file.write(chunk)
        except OSError as error:
            raise DamagedFile(unstored(item.name, error)) from error

    def __enter__(self) -> Arrival:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        with suppress(OSError):
            self._file.close()
        if kind is None and self.item.state == "sending":
            self._complete(self.item)
            return
        drop(self.item)
        if self.item.state == "sending":
            told = words(error) if isinstance(error, NianbaoError) else say("ui.not_sent", file=self.item.name)
            set_aside(self.item, told)


def conclude(item: Item, outcome: Outcome) -> None:
    if item.state == "cancelled" and outcome.head is None:
        return
    item.state, item.reason = outcome.status, outcome.reason
    item.head, item.warnings = outcome.head, outcome.warnings


def set_aside(item: Item, reason: str) -> None:
    item.state, item.reason = "set_aside", reason


def unstored(name: str, error: OSError) -> str:
    return say("ui.not_stored", file=name, error=error.strerror or type(error).__name__)


def too_large(item: Item, largest: int) -> str:
    return say("ingest.file_too_large", file=item.name, megabytes=largest >> 20)


def drop(item: Item) -> None:
    """Take away the file of an item, with the folder that it lies in alone."""
    path, item.path = item.path, None
    if path is not None:
        shutil.rmtree(path.parent, ignore_errors=True)
