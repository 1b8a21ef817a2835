"""Reading in processes of their own: a file that crashes or never ends takes nothing with it.

`python -m ingest.worker` reads one JSON request a line and answers each with one line. JSON over pipes, rather than
multiprocessing, needs no pickle and does not import the caller's main module again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from typing import IO

from ingest import codec, errors
from ingest.errors import DamagedFile, NianbaoError
from ingest.report import Report
from ingest.strings import packed, say, unpacked, words

MEMORY = 8 << 30
"""Bytes of address space a reading process may take, where the system can limit it."""

_COMMAND = (sys.executable, "-P", "-m", "ingest.worker")


class Readers:
    """Up to `count` reading processes, started when needed. `read` may be called from as many threads."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._idle: LifoQueue[_Reader] = LifoQueue()
        self._all = [_Reader(threads=max(1, (os.cpu_count() or 1) // count)) for _ in range(count)]
        for reader in reversed(self._all):
            self._idle.put(reader)

    def read(self, path: Path, agency: str | None, year: int | None) -> Report:
        """As pipeline.read_report; DamagedFile also where reading crashed or took more than the seconds allowed."""
        reader = self._idle.get()
        try:
            return reader.read(path, agency, year, self._seconds)
        finally:
            self._idle.put(reader)

    def abandon(self, path: Path) -> None:
        """End the reading of a file that is no longer wanted: it is DamagedFile to whoever waits for it."""
        for reader in self._all:
            reader.abandon(path)

    def close(self) -> None:
        """End all processes, also those that are reading."""
        for reader in self._all:
            reader.stop()


class _Reader:
    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._process: subprocess.Popen[bytes] | None = None
        self._path: Path | None = None
        self._killed = False
        self._lock = threading.Lock()
        self._stopped = False

    def read(self, path: Path, agency: str | None, year: int | None, seconds: float) -> Report:
        late = threading.Event()
        answer = b""
        try:
            process, self._path = self._running(), path
            timer = threading.Timer(seconds, self._give_up, (path, late))
            timer.start()
            try:
                answer = _exchange(process, {"path": str(path), "agency": agency, "year": year})
            finally:
                with self._lock:  # from here on nobody ends the process for the sake of this file
                    self._path = None
                timer.cancel()
        except OSError:
            pass  # the process is gone: as if it had not answered
        answered = answer.endswith(b"\n")
        if self._killed or not answered:  # it may have been killed just after it answered
            self._end()
        if not answered:
            reason = "ingest.read_too_long" if late.is_set() else "ingest.read_crashed"
            raise DamagedFile(say(reason, file=path.name, seconds=round(seconds)))
        return _answered(answer)

    def abandon(self, path: Path) -> None:
        with self._lock:
            if self._path == path and self._process is not None:
                self._killed = True
                self._process.kill()

    def _give_up(self, path: Path, late: threading.Event) -> None:
        late.set()
        self.abandon(path)

    def stop(self) -> None:
        self._stopped = True
        self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None and not self._stopped:
            root = str(Path(__file__).parents[1])
            paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
            env = {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": str(self._threads)}
            self._process = subprocess.Popen(
                _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env
            )
        if self._process is None:
            raise BrokenPipeError
        return self._process

    def _end(self) -> None:
        with self._lock:
            process, self._process, self._killed = self._process, None, False
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    _close(pipe)


def _close(pipe: IO[bytes]) -> None:
    # What was still to be written has no reader any more.
    with suppress(OSError):
        pipe.close()


def _exchange(process: subprocess.Popen[bytes], request: dict[str, object]) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    return process.stdout.readline()


def _answered(answer: bytes) -> Report:
    if answer[:1] == b"+":
        return codec.load(Report, answer[1:])
    kind, message = json.loads(answer[1:])
    raise getattr(errors, kind)(unpacked(message))


def answer(line: bytes) -> bytes:
    """The answer to one request line: `+` and the report, or `-` and the error's class and words."""
    from ingest.pipeline import read_report

    request = json.loads(line)
    path = Path(request["path"])
    try:
        return b"+" + codec.dump(read_report(path, request["agency"], request["year"]))
    except NianbaoError as error:
        return b"-" + _refused(error)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not stop the others
        failed = say("ingest.read_failed", file=path.name, error=f"{type(error).__name__}: {error}"[:200])
        return b"-" + _refused(DamagedFile(failed))


def _refused(error: NianbaoError) -> bytes:
    return json.dumps([type(error).__name__, packed(words(error))]).encode()


def main() -> None:
    """Answer requests from standard input until it ends."""
    _limit_memory()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    for line in sys.stdin.buffer:
        out.write(answer(line) + b"\n")
        out.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    if soft == resource.RLIM_INFINITY or soft > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
