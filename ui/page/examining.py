"""Evaluations run from the page: one at a time, in the background, with progress and a stop."""

from __future__ import annotations

import json
import logging
import re
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.desk import desk_for
from ingest.errors import NianbaoError
from ingest.library import Library
from ingest.strings import Language, say, told

if TYPE_CHECKING:
    from eval.runs import Record, RunHead

MOST_TEXT = 2 << 20
"""Bytes of a question set that is sent."""
MOST_PROBLEMS = 50
_NAME = re.compile(r"[^\w.-]+")

log = logging.getLogger("nianbao.page")


class Refused(NianbaoError):
    """A question set, or the wish to run one, that cannot be taken."""


@dataclass
class Course:
    """A run under way, or the last one: `done` of `total` questions asked, `good` of them right and cited; `made` is the
    id it was kept under, `failure` why it was not."""

    set: str
    total: int
    done: int = 0
    good: int = 0
    stopping: bool = False
    made: str | None = None
    failure: Exception | None = None
    ended: bool = False


class Examiner:
    """Runs question sets over one library and knows those that were run. Safe to share between visitors."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.course: Course | None = None
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._read: dict[Path, tuple[int, Record]] = {}
        self._fitting: dict[tuple[Path, int, str], bool] = {}
        self._heads: tuple[object, list[RunHead]] = ((), [])

    # Question sets

    def sets(self) -> list[Path]:
        """The question sets that can be run here: the shipped ones, then those that were added."""
        from eval import runs

        return runs.sets(self.library.folder)

    def fits(self, path: Path) -> bool:
        """Whether the library holds any agency that the set asks about, or the set names none."""
        key = (path, path.stat().st_mtime_ns, self.library.state)
        if key not in self._fitting:
            self._fitting = {**dict(list(self._fitting.items())[-50:]), key: self._asks_about_held(path)}
        return self._fitting[key]

    def _asks_about_held(self, path: Path) -> bool:
        from eval import schema

        try:
            asked = {item.agency for item in schema.load(path) if item.agency}
        except NianbaoError:
            return False
        return not asked or bool(asked & set(self.library.agencies()))

    def add(self, name: str, text: str, language: Language = "zh") -> tuple[str, tuple[str, ...]]:
        """Keep a question set that was sent: its name here, and no problems; or what is wrong with it, line by line.
        Raises Refused where it is too big."""
        from eval import schema

        if len(text.encode("utf-8", "replace")) > MOST_TEXT:
            raise Refused(say("ui.set_too_big", language, most=MOST_TEXT >> 20))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{_plain(name)}.jsonl"
            file.write_text(text, encoding="utf-8", errors="replace")
            problems = schema.validate(file, language)
        if problems:
            said = [problem.text for problem in problems[:MOST_PROBLEMS]]
            if len(problems) > MOST_PROBLEMS:
                said.append(say("ui.more_problems", language, count=len(problems) - MOST_PROBLEMS))
            return "", tuple(said)
        return self._keep(_plain(name), text), ()

    def _keep(self, name: str, text: str) -> str:
        """Write a set into the library's folder; one of another content keeps its name."""
        folder = self.library.folder / "sets"
        folder.mkdir(parents=True, exist_ok=True)
        taken = {path.stem for path in self.sets()}
        stem, number = name, 1
        while stem in taken:
            own = folder / f"{stem}.jsonl"
            if own.is_file() and own.read_text("utf-8") == text:
                return stem
            number += 1
            stem = f"{name}-{number}"
        (folder / f"{stem}.jsonl").write_text(text, encoding="utf-8")
        return stem

    # Running

    @property
    def running(self) -> bool:
        return self.course is not None and not self.course.ended

    def start(self, name: str, language: Language = "zh") -> None:
        """Begin to run a set. Raises Refused where one is under way, FaultySet or FaultyRun where there is no such set."""
        from eval import runs, schema

        path = next((path for path in self.sets() if path.stem == name), None)
        items = schema.load(path or runs.set_named(name, self.library.folder, language), language)
        with self._lock:
            if self.running:
                raise Refused(say("ui.run_under_way", language))
            self.course = Course(name, len(items))
            self._thread = threading.Thread(target=self._run, args=(self.course, items), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the run after the question being asked; what was asked is kept."""
        if self.course is not None:
            self.course.stopping = True

    def wait(self, seconds: float | None = None) -> None:
        """Until the run under way has ended."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self, course: Course, items: list[Any]) -> None:
        try:
            course.made = self._asked(course, items)
        except Exception as error:  # whoever waits must be told, whatever it was
            log.exception("an evaluation failed")
            course.failure = error
        finally:
            course.ended = True

    def _asked(self, course: Course, items: list[Any]) -> str | None:
        from eval import runner, runs

        embedder = desk_for(self.library).embedder
        started, asked = time.perf_counter(), []
        for judgement, answer in runner.asking(items, self.library, embedder):
            asked.append((judgement, answer))
            course.done, course.good = len(asked), course.good + (judgement.right and judgement.cited)
            if course.stopping:
                break
        whole = len(asked) == len(items)
        title = course.set if whole else f"{course.set} ({len(asked)}/{len(items)})"
        seconds = time.perf_counter() - started
        record = runner.recorded(asked, items, self.library, f"{course.set}.jsonl", embedder, seconds, title=title)
        return runs.keep(record, runs.folder_of(self.library.folder)).stem

    # Runs

    def runs(self) -> list[RunHead]:
        """The runs kept, the newest first; read again only when one came or went."""
        from eval import runs

        folder = runs.folder_of(self.library.folder)
        stamp = sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.json"))
        if self._heads[0] != stamp:
            self._heads = (stamp, runs.listed(folder))
        return self._heads[1]

    def record(self, id: str) -> Record:
        """A kept run. Raises FaultyRun where there is none of this id."""
        from eval import runs

        path = next((head.path for head in self.runs() if head.id == id), None)
        if path is None:
            raise Refused(say("ui.no_such_run"))
        stamp = path.stat().st_mtime_ns
        if self._read.get(path, (0, None))[0] != stamp:
            self._read = {**dict(list(self._read.items())[-3:]), path: (stamp, runs.load(path))}
        return self._read[path][1]

    def verdicts(self) -> list[dict[str, Any]]:
        """What visitors found useful, as lines of a question set."""
        from eval import verdicts

        return list(verdicts.items(self.library.feedback()))


def lines(records: list[dict[str, Any]]) -> str:
    """Records as JSONL."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _plain(name: str) -> str:
    """A name that is safe as a file's."""
    stem = Path(name.replace("\\", "/")).name.removesuffix(".jsonl").removesuffix(".json")
    return _NAME.sub("-", stem).strip("-.")[:60] or "set"


def failure(course: Course, language: Language) -> str:
    """Why a run was not kept, in plain words."""
    if isinstance(course.failure, NianbaoError):
        return told(course.failure, language)
    return say("ui.failed_inside", language)
