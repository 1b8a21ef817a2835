"""Files that visitors hand in: received, queued, read in processes of their own, kept; each with its state.

Plain values and one thread; nothing here knows of HTTP or HTML. The files lie in a folder of the library while they
wait; a report's original is then kept inside the library itself.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from ingest.errors import DamagedFile, ModelUnavailable, NianbaoError
from ingest.strings import say, words
from ui.page.arriving import UNDER_WAY, Arrival, Item, Rules, conclude, drop, set_aside, too_large, unstored
from ui.page.filenames import safe_name

if TYPE_CHECKING:
    from ingest.embedding import Embedder
    from ingest.library import Library
    from ingest.pipeline import Outcome
    from ingest.worker import Readers

FOLDER = "uploads"
MOST_FILES = 2000
"""Files of one batch."""
MOST_BATCHES = 200
"""Batches remembered; the least recently looked at is forgotten first, if nothing of it is under way."""
TOGETHER = 16
"""Files read in one round, so that batches take turns and a cancelled file has not been begun."""
IDLE = 60.0
"""Seconds after which the reading processes end."""
_SPARE = 256 << 20
"""Bytes of disk that uploads leave free."""

log = logging.getLogger("nianbao.page")


class Intake:
    """All uploads of a server. `model` makes the embedder for a library's model; `embedded` is called after reports came
    in with vectors. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        rules: Rules,
        model: Callable[[str | None], Embedder | None] | None = None,
        embedded: Callable[[], None] = lambda: None,
    ) -> None:
        self.library, self.rules, self.embedded = library, rules, embedded
        self._model = model or _embedder
        self._embedder: Embedder | None = None
        self._batches: OrderedDict[str, OrderedDict[str, Item]] = OrderedDict()
        self._lock = threading.RLock()
        self._news = threading.Condition(self._lock)
        self._thread: threading.Thread | None = None
        self._folder: Path | None = None
        self._readers: Readers | None = None
        self._paths: dict[Path, Item] = {}
        self._closed = False
        self._without_model = False

    # What visitors do

    def announce(self, batch: str, files: Iterable[tuple[str, int]]) -> list[Item]:
        """Note files (name, bytes) that a visitor is about to send; one that is too large is set aside at once."""
        with self._lock:
            held = self._batches.setdefault(batch, OrderedDict())
            self._batches.move_to_end(batch)
            made = [self._announced(name, size) for name, size in files][: max(0, MOST_FILES - len(held))]
            held.update((item.id, item) for item in made)
            self._forget()
        if self.rules.upload and self._embedder is None:
            threading.Thread(target=self._load_ahead, daemon=True, name="model").start()
        return made

    def _load_ahead(self) -> None:
        """Have the model in memory when the first file was read; what is wrong with it is seen then."""
        with suppress(NianbaoError, ImportError, OSError):
            embedder = self._embedding()
            if embedder is not None:
                embedder.load()

    def _announced(self, name: str, size: int) -> Item:
        item = Item(token_hex(8), safe_name(name), size)
        if not self.rules.upload:
            set_aside(item, say("ui.upload_off"))
        elif size > self.rules.largest:
            set_aside(item, too_large(item, self.rules.largest))
        return item

    def receive(self, batch: str, id: str) -> Arrival | None:
        """Where to put the bytes of an announced file; None where it is not awaited (any more)."""
        item = self._item(batch, id)
        if item is None or item.state != "sending" or item.path is not None:
            return None
        try:
            return Arrival(item, self._room(item), self.rules.largest, self._queue)
        except OSError as error:
            set_aside(item, unstored(item.name, error))
            return None

    def read_again(self, batch: str, report: str, agency: str | None = None, year: int | None = None) -> Item:
        """Read a report of the library again from the original kept there. Raises LibraryError for an unknown id,
        DamagedFile where the original was not kept."""
        head, content = self.library.head(report), self.library.file_bytes(report)
        if head is None or content is None:
            raise DamagedFile(say("ui.no_original"))
        (item,) = self.announce(batch, [(head.file, 0)]) or [Item(token_hex(8), head.file, 0)]
        if item.state == "sending":
            item.size, item.agency, item.year, item.afresh = len(content), agency, year, True
            with Arrival(item, self._room(item), len(content), self._queue) as arrival:
                arrival.write(content)
        return item

    def say_whose(self, batch: str, id: str, agency: str | None, year: int | None) -> bool:
        """Read a file again that did not say whose report it is, or for which year."""
        item = self._item(batch, id)
        if item is None or not item.asks_whose:
            return False
        item.agency, item.year = agency or item.agency, year or item.year
        self._queue(item)
        return True

    def cancel(self, batch: str, id: str | None = None) -> None:
        """Give up a file, or all files of a batch, that are not done."""
        for item in self.items(batch):
            if id in (None, item.id) and item.state in UNDER_WAY:
                item.state, item.reason = "cancelled", None
                if item.path is not None and self._readers is not None:
                    self._readers.abandon(item.path)
                if item.path not in self._paths:
                    drop(item)

    def dismiss(self, batch: str, id: str | None = None) -> None:
        """Forget a file, or all files of a batch, that are done."""
        for item in self.items(batch):
            if id in (None, item.id) and item.state not in UNDER_WAY:
                with self._lock:
                    self._batches[batch].pop(item.id, None)
                if item.path not in self._paths:
                    drop(item)

    def items(self, batch: str) -> tuple[Item, ...]:
        """The files of a batch, in the order in which they were announced."""
        with self._lock:
            if batch in self._batches:
                self._batches.move_to_end(batch)
            found = tuple(self._batches.get(batch, {}).values())
        for item in found:
            if item.state == "sending" and not item.under_way:
                set_aside(item, say("ui.not_sent", file=item.name))
        return found

    def close(self) -> None:
        """End reading; what is not done is given up."""
        with self._news:
            self._closed = True
            readers, thread = self._readers, self._thread
            self._news.notify_all()
        if readers:
            readers.close()
        if thread and thread is not threading.current_thread():
            thread.join(30)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    # Where files wait

    def _item(self, batch: str, id: str) -> Item | None:
        with self._lock:
            held = self._batches.get(batch)
            return held.get(id) if held else None

    def _room(self, item: Item) -> Path:
        """A place for a file, alone in a folder, so that it can have its own name."""
        with self._lock:
            if self._folder is None:
                folder = self.library.folder / FOLDER
                folder.mkdir(exist_ok=True)
                _sweep(folder)
                self._folder = Path(tempfile.mkdtemp(dir=folder))
        if shutil.disk_usage(self._folder).free < item.size + _SPARE:
            raise OSError(28, os.strerror(28))
        room = self._folder / item.id
        room.mkdir(exist_ok=True)
        return room / item.name

    def _forget(self) -> None:
        for batch in list(self._batches)[:-MOST_BATCHES]:
            held = self._batches[batch]
            if not any(item.under_way for item in held.values()):
                for item in held.values():
                    drop(item)
                del self._batches[batch]

    # Reading

    def _queue(self, item: Item) -> None:
        with self._news:
            item.state, item.reason = "waiting", None
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, daemon=True, name="intake")
                self._thread.start()
            self._news.notify_all()

    def _work(self) -> None:
        """Take files in rounds until there have been none for a while."""
        while True:
            with self._news:
                items = self._round()
                if not items and not self._closed:
                    self._news.wait(IDLE)
                    items = self._round()
                if not items or self._closed:
                    readers, self._readers, self._thread, self._embedder = self._readers, None, None, None
                    break
                self._paths = {item.path: item for item in items if item.path}
            self._take_in(items)
        if readers:
            readers.close()

    def _round(self) -> list[Item]:
        """The next files, one of each batch in turn; those that need words of their visitor's about them go alone."""
        waiting = [[item for item in held.values() if item.state == "waiting"] for held in self._batches.values()]
        turns = [item for turn in range(TOGETHER) for held in waiting for item in held[turn : turn + 1]]
        first = next(iter(turns), None)
        alike = [item for item in turns if first and _manner(item) == _manner(first)]
        return alike[:TOGETHER]

    def _take_in(self, items: list[Item]) -> None:
        try:
            before = self.library.model
            for item, outcome in self._outcomes(items):
                conclude(item, outcome)
            if before is None and not self._closed and self.library.model:
                self.embedded()
        except ModelUnavailable as error:
            log.warning("reports are kept without search by meaning: %s", error)
            self._without_model, self._embedder = True, None
        except NianbaoError as error:
            for item in items:
                if item.state in UNDER_WAY:
                    set_aside(item, words(error))
        except Exception:  # whatever it is, the visitor must hear of it in plain words
            log.exception("taking in uploads failed")
            for item in items:
                if item.state in UNDER_WAY:
                    set_aside(item, say("ui.upload_failed", file=item.name))
        finally:
            self._settle(items)

    def _settle(self, items: list[Item]) -> None:
        """What is done gives its room back; what was not reached waits again."""
        self._paths = {}
        for item in items:
            if item.state == "reading":
                item.state = "waiting"
            elif item.state not in UNDER_WAY and not item.asks_whose:
                drop(item)

    def _outcomes(self, items: list[Item]) -> Iterator[tuple[Item, Outcome]]:
        from ingest.pipeline import SECONDS, Handling, ingest
        from ingest.worker import Readers

        count = max(1, min((os.cpu_count() or 1) - 1, 8))  # one core is for those who ask meanwhile
        with self._lock:
            self._readers = self._readers or Readers(count, SECONDS)
        handling = Handling(self._begun, self._wanted, self._readers, copies=True, afresh=items[0].afresh)
        agency, year, _ = _manner(items[0])
        paths = [item.path for item in items if item.path]
        with closing(ingest(paths, self.library, self._embedding(), agency, year, count, handling=handling)) as run:
            for outcome in run:
                yield self._paths[outcome.file], outcome

    def _embedding(self) -> Embedder | None:
        with self._lock:
            if self._embedder is None and not self._without_model:
                self._embedder = self._model(self.library.model)
            return self._embedder

    def _begun(self, path: Path) -> None:
        item = self._paths.get(path)
        if item is not None and item.state == "waiting":
            item.state = "reading"

    def _wanted(self, path: Path) -> bool:
        item = self._paths.get(path)
        return item is not None and item.state in UNDER_WAY and not self._closed


def _manner(item: Item) -> tuple[str | None, int | None, bool]:
    """What files must have in common to be read in one go."""
    return item.agency, item.year, item.afresh


def _sweep(folder: Path) -> None:
    """Take away what a server left that was killed a day ago or earlier."""
    for left in folder.iterdir():
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > 86400:
                shutil.rmtree(left)


def _embedder(model: str | None) -> Embedder:
    from ingest.embedding import Embedder

    return Embedder(model)
