"""How fast the web page answers: `python -m eval.web_speed`.

Starts `nianbao serve` as users do and talks to it as the page does: the first byte of an answer, page pictures, many
people at once, and the server's memory over many questions.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx

from eval.draft import draft
from ingest import pipeline
from ingest.library import Library

ROOT = Path(__file__).resolve().parents[1]
WAIT = 60.0
"""Seconds that anything may take before it counts as an error."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Seconds from asking until the question stood on the page and until its answer did; None where none came."""

    seen: float | None
    answered: float | None


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


@contextmanager
def served(library: Path) -> Iterator[tuple[str, int]]:
    """A server over the library: its address and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ui.cli", "serve", "--library", str(library), "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/"
    try:
        _until_healthy(address, process)
        print(f"server ready after                     {time.perf_counter() - began:7.2f} s")
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(20)


def _until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT
    with httpx.Client(base_url=address) as http:
        while time.monotonic() < until and process.poll() is None:
            try:
                if http.get("health").json()["model"] != "loading":
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise SystemExit("the server did not start")


class Visitor:
    """A browser tab, as far as the server can tell."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=WAIT)
        config = self.http.get("config").json()
        self.asking = next(
            one["id"] for one in config["dependencies"] if any(event == "ask" for _, event in one["targets"])
        )
        self.tab = token_hex(6)

    def ask(self, question: str) -> Reply:
        """Ask as a press on Enter does."""
        began, seen = time.perf_counter(), None
        sent = {"text": question, "memory": {"turns": []}}
        body = {"data": [None], "fn_index": self.asking, "session_hash": self.tab, "event_data": sent}
        self.http.post("gradio_api/queue/join", json=body).raise_for_status()
        with self.http.stream("GET", "gradio_api/queue/data", params={"session_hash": self.tab}) as stream:
            for line in stream.iter_lines():
                now = time.perf_counter() - began
                message = json.loads(line[6:]) if line.startswith("data: ") else {}
                kind, text = message.get("msg"), line
                if kind == "process_generating" and seen is None:
                    seen = now
                if kind in ("process_generating", "process_completed") and "card answered" in text.replace("\\", ""):
                    return Reply(seen, now)
                if kind in ("process_completed", "close_stream"):
                    return Reply(seen, now if message.get("success", True) and seen is not None else None)
        return Reply(seen, None)

    def close(self) -> None:
        self.http.close()


def first_bytes(address: str, questions: Sequence[str]) -> None:
    """One person, one question after another."""
    visitor = Visitor(address)
    visitor.ask(questions[0])
    replies = [visitor.ask(question) for question in questions]
    visitor.close()
    _told("question on the page", [one.seen for one in replies])
    _told("first byte of the answer", [one.answered for one in replies])


def _told(what: str, seconds: Sequence[float | None]) -> None:
    good = [one for one in seconds if one is not None]
    failed = len(seconds) - len(good)
    if not good:
        print(f"{what:38} nothing came")
        return
    p50, p95 = percentile(good, 0.5) * 1000, percentile(good, 0.95) * 1000
    print(f"{what:38} p50 {p50:6.0f} ms   p95 {p95:6.0f} ms   of {len(seconds)}, {failed} failed")


def pictures(address: str, library: Path) -> None:
    """The picture of every page of the library's PDFs: drawn for the first time, and again."""
    with Library.open(library, readonly=True) as held:
        pages = [
            (head.id, page)
            for head in held.reports()
            if head.format == "pdf"
            for page in range(1, (head.pages or 0) + 1)
        ][:60]
    with httpx.Client(base_url=address, timeout=WAIT) as http:
        for what in ("evidence picture, drawn", "evidence picture, kept"):
            _told(what, [_timed(http, f"pages/{id}/{page}.png") for id, page in pages])


def _timed(http: httpx.Client, path: str) -> float | None:
    began = time.perf_counter()
    return time.perf_counter() - began if http.get(path).status_code == 200 else None


def together(address: str, questions: Sequence[str], people: int, each: int) -> None:
    """Many people who ask at the same time, each one question after another."""

    def person(number: int) -> list[Reply]:
        visitor = Visitor(address)
        try:
            return [visitor.ask(question) for question in islice(cycle(questions), number, number + each)]
        except httpx.HTTPError:
            return [Reply(None, None)] * each
        finally:
            visitor.close()

    with ThreadPoolExecutor(people) as crowd:
        replies = [reply for replies in crowd.map(person, range(people)) for reply in replies]
    _told(f"{people} people at once", [one.answered for one in replies])


def memory(address: str, pid: int, questions: Sequence[str], count: int, visitors: int = 50) -> None:
    """The server's resident memory while `count` questions are asked, ten in a conversation; measured once as many
    visitors as the server holds have been there."""
    _conversations(address, questions, visitors * 10)
    measured = [resident(pid)]
    for _ in range(10):
        _conversations(address, questions, max(1, count // 10))
        measured.append(resident(pid))
    print(f"memory over {count} questions, MB".ljust(39) + " ".join(f"{one:.0f}" for one in measured))
    print(f"memory, grown by                       {measured[-1] - measured[0]:+.1f} MB")


def _conversations(address: str, questions: Sequence[str], count: int) -> None:
    for first in range(0, count, 10):
        visitor = Visitor(address)
        for question in islice(cycle(questions), first, min(first + 10, count)):
            visitor.ask(question)
        visitor.close()


def resident(pid: int) -> float:
    """MB of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(library: Path, people: int, count: int, visitors: int = 50) -> None:
    """Print all figures."""
    with Library.open(library, readonly=True) as held:
        asked: list[dict[str, Any]] = [one for one in draft(held, 40) if one.get("number") is not None]
    questions = [one["question"] for one in asked]
    with served(library) as (address, pid):
        first_bytes(address, questions)
        pictures(address, library)
        together(address, questions, people, 10)
        memory(address, pid, questions, count, visitors)


def main() -> None:
    """Measure over a library, by default one of the samples made for this."""
    options = argparse.ArgumentParser(prog="python -m eval.web_speed", description=__doc__)
    options.add_argument("--library", type=Path, help="a library (default: the samples, read in now)")
    options.add_argument("--people", type=int, default=20)
    options.add_argument("--questions", type=int, default=1000)
    given = options.parse_args()
    if given.library is not None:
        measure(given.library, given.people, given.questions)
        return
    with tempfile.TemporaryDirectory() as folder:
        with Library.open(folder) as library:
            for _ in pipeline.ingest([ROOT / "samples"], library, None):
                pass
        measure(Path(folder), given.people, given.questions)


if __name__ == "__main__":
    main()
