"""Files -> library: found, read in parallel, embedded together, kept one by one; what cannot go in is set aside."""

from __future__ import annotations

import os
import re
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from ingest.errors import DamagedFile, MissingExtra, NianbaoError, NotAReport, UnknownIdentity, UnreadableFile
from ingest.folding import folded
from ingest.library import EDITION, Library, ReportHead
from ingest.report import Block, Fact, Identity, Report, Section
from ingest.strings import say, words
from ingest.windows import windows
from ingest.worker import Readers

if TYPE_CHECKING:
    from ingest.vectors import Vectors

Status = Literal["added", "replaced", "unchanged", "set_aside"]
Stage = Literal["read", "embed"]
Progress = Callable[[Stage, int, int], None]
"""Called with files read of all files, and with passages embedded of all that were read so far."""

LARGEST = 200 << 20
"""Bytes; a larger file is set aside unread."""
SECONDS = 300.0
"""What reading one file may take before it is set aside."""

_TOGETHER = 512
_DISCLOSURE = re.compile(
    r"信息公[开開]|[政校厂]务公开|主动公开|依申请公开|公开.{0,6}信息|信息的?公开|统计(?:期限|时限)"
)
_REPORT = re.compile(r"报告|报吿|年报|总结|(?:统计|时间|起止|期限|时限).{0,12}\d{4}年|1月1日.{0,6}12月31日")
_TELLING = {"proactive", "requests", "disputes"}


@dataclass(frozen=True, slots=True)
class Handling:
    """How files are treated that somebody hands over and watches. `begun` is called with each when its reading starts,
    in many threads; one that is not `wanted` any more is neither read nor kept. `readers` are processes to read in,
    left open. `copies`: the files are copies that will be gone, so that where they lay is not noted. `afresh`: what is
    held already is read again."""

    begun: Callable[[Path], None] = lambda _: None
    wanted: Callable[[Path], bool] = lambda _: True
    readers: Readers | None = None
    copies: bool = False
    afresh: bool = False


class PassageEmbedder(Protocol):
    """What turns passages into unit vectors."""

    @property
    def name(self) -> str: ...

    def load(self) -> object: ...

    def passages(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Vectors: ...

    def queries(self, texts: Sequence[str]) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. `reason` says why it was set aside or was held already; `head` is the report in the
    library, `warnings` what could not be read of it."""

    file: Path
    status: Status
    reason: str | None = None
    head: ReportHead | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    file: Path
    content: bytes
    report: Report


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the folders named, in natural order, each once; hidden ones left out."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in sorted(_walk(path), key=_natural) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
        yield from (Path(here, name) for name in names if not name.startswith((".", "~$")))


def _natural(path: Path) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", str(path).lower())]


def read_report(path: Path, agency: str | None = None, year: int | None = None) -> Report:
    """A file as a report: read, outlined, identified, its facts read and checked, its passages cut.

    Raises UnreadableFile kinds, and UnknownIdentity where agency or year are neither given nor stated.
    """
    from ingest import checks, identity, outline, passages, quantities, readers, tables

    document = readers.read(path)
    blocks, sections = outline.outline(document.blocks)
    _be_a_report(path, blocks, sections)
    who = identity.identify(document, blocks, sections, path.name)
    who = _known(path, _told(who, agency, year))
    id = report_id(path.read_bytes())
    cells, unreadable = tables.cell_facts(blocks, sections, id)
    doubtful = document.format == "image" or bool(document.scanned)
    prose = quantities.prose_facts(blocks, sections, id, who.year)
    facts = (*cells, *_moved(prose, len(cells)))
    return Report(
        id, path.name, document.format, who, tuple(blocks), tuple(sections), facts,
        passages.passages(blocks, sections, id, _lead(who)), (*unreadable, *checks.check(facts, id, doubtful)),
        document.pages, document.warnings,
    )  # fmt: skip


def report_id(content: bytes) -> str:
    """The id of the report that a file with this content is."""
    return sha256(content).hexdigest()[:16]


def _be_a_report(path: Path, blocks: Iterable[Block], sections: Iterable[Section]) -> None:
    text = "\n".join(re.sub(r"\s", "", folded(block.text)) for block in blocks)
    named = _DISCLOSURE.search(text) and (
        _REPORT.search(text) or len(_TELLING & {section.kind for section in sections}) > 1
    )
    if not named:
        raise NotAReport(say("ingest.not_a_report", file=path.name))


def _told(who: Identity, agency: str | None, year: int | None) -> Identity:
    """What the user says about a report goes before what it says itself."""
    region = () if agency and who.agency and agency != who.agency else who.region
    return replace(who, agency=agency or who.agency, year=year or who.year, region=region)


def _known(path: Path, who: Identity) -> Identity:
    if not who.agency and not who.year:
        raise UnknownIdentity(say("ingest.unknown_both", file=path.name))
    if not who.agency:
        raise UnknownIdentity(say("ingest.unknown_agency", file=path.name))
    if not who.year:
        raise UnknownIdentity(say("ingest.unknown_year", file=path.name))
    return who


def _lead(who: Identity) -> str:
    """The title, with agency and year in front where it does not name them: every passage is found by them."""
    named = who.agency and who.agency in who.title and str(who.year) in who.title
    return who.title if named else f"{who.agency}{who.year}年 {who.title}"


def _moved(facts: Iterable[Fact], by: int) -> Iterator[Fact]:
    """Facts whose `total` counts from another first fact."""
    return (fact if fact.total is None else replace(fact, total=fact.total + by) for fact in facts)


_PLAIN = Handling()


def ingest(
    paths: Iterable[Path],
    library: Library,
    embedder: PassageEmbedder | None = None,
    agency: str | None = None,
    year: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    seconds: float = SECONDS,
    handling: Handling = _PLAIN,
) -> Generator[Outcome, None, None]:
    """Bring files and folders into the library; one outcome a file, in the order of `find_files`.

    Files whose content is held are not read again, so that what was broken off can be run again. `agency` and `year`
    go before what the files say. Without an embedder passages get no vectors. `workers` processes read at the
    same time (0: this one). `handling`: see there. Raises ModelUnavailable and LibraryError; what is wrong with a file is its outcome.
    """
    files = find_files(Path(path) for path in paths)
    count = min(os.cpu_count() or 1, len(files)) if workers is None else workers
    run = _Run(library, embedder, agency, year, len(files), progress or (lambda *_: None), handling)
    own = Readers(count, seconds) if count and handling.readers is None else None
    readers = handling.readers or own
    pool = ThreadPoolExecutor(max(1, count), "nianbao-read")
    try:
        read = readers.read if readers else read_report
        yield from run.outcomes(files, lambda file: pool.submit(run.read, file, read), ahead=16 * max(1, count))
    finally:
        if own:
            own.close()
        pool.shutdown(cancel_futures=True)
    library.index()


class _Run:
    """One call of `ingest`."""

    def __init__(
        self, library: Library, embedder: PassageEmbedder | None, agency: str | None, year: int | None, total: int,
        progress: Progress, handling: Handling,
    ) -> None:  # fmt: skip
        self._library, self._embedder, self._handling = library, embedder, handling
        self._agency, self._year = agency, year
        self._total, self._progress = total, progress
        self._loading = threading.Lock()
        self._waiting: list[_Read | Outcome] = []
        self._embedded = 0

    def read(self, file: Path, read: Callable[[Path, str | None, int | None], Report]) -> _Read | Outcome:
        """The report in a file, or what became of the file without one. Called in many threads."""
        if not self._handling.wanted(file):
            return _unwanted(file)
        try:
            self._handling.begun(file)
            content = _content(file)
            held = self._held(file, content)
            if held:
                return held
            self._load_ahead()
            return _Read(file, content, read(file, self._agency, self._year))
        except (UnreadableFile, UnknownIdentity, MissingExtra) as error:
            return Outcome(file, "set_aside", words(error))

    def outcomes(
        self, files: Sequence[Path], submit: Callable[[Path], Future[_Read | Outcome]], ahead: int
    ) -> Iterator[Outcome]:
        """The outcomes of all files in their order, at most `ahead` of them read before they are kept."""
        remaining, reading, done = iter(files), deque[Future[_Read | Outcome]](), 0
        while True:
            while len(reading) < ahead and (file := next(remaining, None)):
                reading.append(submit(file))
            if not reading:
                break
            self._waiting.append(reading.popleft().result())
            done += 1
            self._progress("read", done, self._total)
            if not (reading and reading[0].done()) or self._passages_waiting() >= _TOGETHER:
                yield from self._kept()
        yield from self._kept()

    def _passages_waiting(self) -> int:
        return sum(len(read.report.passages) for read in self._waiting if isinstance(read, _Read))

    def _kept(self) -> Iterator[Outcome]:
        """Embed what waits together, then keep each report."""
        waiting, self._waiting = self._waiting, []
        reports = [read.report for read in waiting if isinstance(read, _Read)]
        vectors = iter(zip(self._vectors(reports), self._meanings(reports), strict=True))
        for read in waiting:
            yield read if isinstance(read, Outcome) else self._keep(read, *next(vectors))

    def _vectors(self, reports: Sequence[Report]) -> list[Vectors | None]:
        if self._embedder is None:
            return [None] * len(reports)
        texts = [[passage.embedded for passage in report.passages] for report in reports]
        rows = self._embedder.passages(list(chain.from_iterable(texts)), self._embedding) if any(texts) else None
        self._embedded += sum(map(len, texts))
        return _parted(rows, texts)

    def _meanings(self, reports: Sequence[Report]) -> list[Vectors | None]:
        """Vectors of the words around the reports' numbers: these are only compared under the default model."""
        from ingest.bundled import NAME

        if self._embedder is None or self._embedder.name != NAME:
            return [None] * len(reports)
        texts = list(map(windows, reports))
        return _parted(self._embedder.queries(list(chain.from_iterable(texts))) if any(texts) else None, texts)

    def _embedding(self, done: int, total: int) -> None:
        self._progress("embed", self._embedded + done, self._embedded + total)

    def _keep(self, read: _Read, vectors: Vectors | None, meanings: Vectors | None) -> Outcome:
        if not self._handling.wanted(read.file):
            return _unwanted(read.file)
        model = self._embedder.name if self._embedder and vectors is not None else None
        report, source = read.report, self._source(read)
        status = self._library.add(report, vectors, model, source=source, content=read.content, meanings=meanings)
        head = self._library.head(report.id)
        if status == "unchanged" and head:
            return self._unchanged(read.file, head)
        if head:
            _compare_years(self._library, head)
        others = [other.file for other in self._library.reports(report.agency, report.year) if other.id != report.id]
        reason = say("ingest.same_report", files="、".join(others)) if others else None
        return Outcome(read.file, status, reason, head, report.warnings)

    def _source(self, read: _Read) -> str | None:
        if not self._handling.copies:
            return str(read.file.resolve())
        held = self._library.head(read.report.id)
        return held.source if held else None

    def _unchanged(self, file: Path, head: ReportHead) -> Outcome:
        if self._handling.copies:
            return Outcome(file, "unchanged", say("ingest.held_as", file=head.file), head)
        source = str(file.resolve())
        if source == head.source:
            return Outcome(file, "unchanged", None, head)
        if head.source is None or not Path(head.source).exists():
            self._library.moved(head.id, source, file.name)
            return Outcome(file, "unchanged", None, self._library.head(head.id))
        return Outcome(file, "unchanged", say("ingest.held_as", file=head.file), head)

    def _held(self, file: Path, content: bytes) -> Outcome | None:
        head = self._library.head(report_id(content))
        if head is None or head.edition != EDITION or self._handling.afresh:
            return None
        if (self._agency or head.agency, self._year or head.year) != (head.agency, head.year):
            return None
        if self._embedder and head.passages and not (head.embedded and self._library.model == self._embedder.name):
            return None
        return self._unchanged(file, head)

    def _load_ahead(self) -> None:
        """Start loading the model, once, while files are being read."""
        if self._embedder and self._loading.acquire(blocking=False):
            threading.Thread(target=_load, args=(self._embedder,), daemon=True).start()


def _parted(rows: Vectors | None, parts: Sequence[Sequence[str]]) -> list[Vectors | None]:
    """The rows of each part, in order; None for a part without any."""
    spans = pairwise(accumulate(map(len, parts), initial=0))
    return [rows[start:end] if rows is not None and end > start else None for start, end in spans]


def _unwanted(file: Path) -> Outcome:
    return Outcome(file, "set_aside", say("ingest.cancelled", file=file.name))


def _compare_years(library: Library, head: ReportHead) -> None:
    """Check a report against those of the years before and after it (rules B1-B3)."""
    from ingest import checks

    check_years = getattr(checks, "check_years", None)
    if check_years is None:
        return
    for year in (head.year - 1, head.year + 1):
        for other in library.reports(head.agency, year):
            earlier, later = sorted((head, other), key=lambda one: one.year)
            found = check_years(library.facts([earlier.id]), library.facts([later.id]), earlier.id, later.id)
            library.compare(later.id, earlier.id, found)


def _load(embedder: PassageEmbedder) -> None:
    # What is wrong with the model is raised again where vectors are asked for.
    with suppress(NianbaoError):
        embedder.load()


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise DamagedFile(say("ingest.file_too_large", file=file.name, megabytes=LARGEST >> 20))
        return file.read_bytes()
    except FileNotFoundError as error:
        raise DamagedFile(say("ingest.file_missing", file=file)) from error
    except OSError as error:
        raise DamagedFile(say("ingest.file_unopened", file=file.name, error=error.strerror)) from error
