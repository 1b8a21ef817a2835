"""An answer while it is being made: in a thread of its own, so that whoever asked can stop it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic

from assistant.answer import Answer

STEP = 0.05
"""Seconds between two looks at whether to stop."""
GRACE = 1.0
"""Seconds that a stopped answer gets to come to its end by itself."""

Making = Callable[[Event], Iterator[Answer]]


def answers(make: Making, stop: Event) -> Iterator[Answer]:
    """What `make` makes, as it comes. Ends without a finished answer where `stop` was set and none came in time.
    Raises what `make` raises. Whoever leaves off reading stops it."""
    made: SimpleQueue[Answer | Exception | None] = SimpleQueue()
    Thread(target=_work, args=(make, stop, made), daemon=True, name="answer").start()
    until: float | None = None
    try:
        while until is None or monotonic() < until:
            if until is None and stop.is_set():
                until = monotonic() + GRACE
            try:
                step = made.get(timeout=STEP)
            except Empty:
                continue
            if step is None:
                return
            if isinstance(step, Exception):
                raise step
            yield step
    finally:
        stop.set()


def _work(make: Making, stop: Event, made: SimpleQueue[Answer | Exception | None]) -> None:
    try:
        for answer in make(stop):
            made.put(answer)
    except Exception as error:  # noqa: BLE001  it is raised again where the answer is awaited
        made.put(error)
    else:
        made.put(None)
