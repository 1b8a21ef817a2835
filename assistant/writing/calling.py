"""One answer's calls to a language model: bounded in time and tokens, tried again, stopped on request, counted."""

from __future__ import annotations

import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Literal

from assistant.answer import Usage
from assistant.model import ModelSettings, plainly
from assistant.question import Language
from ingest.errors import NianbaoError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

Why = Literal["down", "slow", "spent", "stopped"]
_LASTING = frozenset((400, 401, 403, 404, 405, 413, 415, 422))
_TICK = 0.05
_PER_TOOL = 150
"""About how many tokens the definition of a tool has."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost. `seconds` in all, `silence` without a byte, `tokens` asked and answered together,
    `reply` tokens of one call, `steps` calls, `tries` of each, `pause` seconds before the second try, doubled each time."""

    seconds: float = 120.0
    silence: float = 45.0
    tokens: int = 60_000
    reply: int = 1_500
    steps: int = 6
    tries: int = 3
    pause: float = 0.5

    @classmethod
    def configured(cls, environ: Mapping[str, str]) -> Limits:
        """NIANBAO_LLM_SECONDS and NIANBAO_LLM_TOKENS, where they are set to positive numbers."""
        plain = cls()
        return cls(
            seconds=_positive(environ.get("NIANBAO_LLM_SECONDS"), plain.seconds),
            tokens=int(_positive(environ.get("NIANBAO_LLM_TOKENS"), plain.tokens)),
            silence=min(plain.silence, _positive(environ.get("NIANBAO_LLM_SECONDS"), plain.silence)),
        )


class Unanswered(Exception):
    """The model did not answer: `why`, and in plain words `detail`."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(detail)
        self.why, self.detail = why, detail


class Caller:
    """Calls one model for one answer."""

    def __init__(
        self,
        settings: ModelSettings,
        limits: Limits,
        stop: threading.Event | None,
        model: Callable[[], BaseChatModel],
        language: Language = "zh",
    ) -> None:
        self.settings, self.limits, self.language, self._model = settings, limits, language, model
        self._stop = stop or threading.Event()
        self._began = time.monotonic()
        self._calls = self._in = self._out = 0
        self._with_tools = True

    @property
    def usage(self) -> Usage:
        price = self.settings.price
        cost = None if price is None else price.of(self._in, self._out)
        seconds = time.monotonic() - self._began
        return Usage(self._calls, self._in, self._out, seconds, cost, price.currency if price else "")

    @property
    def may_go_on(self) -> bool:
        """Whether another look-up can be afforded, with a reply after it."""
        left = self.limits.tokens - self._in - self._out
        return (
            self._calls + 1 < self.limits.steps
            and left > 3 * self.limits.reply
            and self._left() > self.limits.seconds / 4
        )

    def stream(self, messages: Sequence[BaseMessage], tools: Sequence[Any] = ()) -> Iterator[AIMessageChunk]:
        """The chunks of one reply. Tried again while nothing has come. Raises Unanswered."""
        for attempt in range(self.limits.tries):
            came = False
            try:
                for chunk in self._once(messages, tools if self._with_tools else ()):
                    came = True
                    yield chunk
                return
            except Unanswered:
                raise
            except Exception as error:
                if (
                    tools
                    and self._with_tools
                    and not came
                    and _status(error) in (400, 404, 422, 500, 501, None)
                    and _of_tools(error)
                ):
                    self._with_tools = False
                    continue
                if came or attempt + 1 == self.limits.tries or _status(error) in _LASTING:
                    raise Unanswered("down", plainly(error)) from error
                self._wait(error, attempt)

    def _once(self, messages: Sequence[BaseMessage], tools: Sequence[Any]) -> Iterator[AIMessageChunk]:
        asked = sum(estimated(str(message.content)) for message in messages) + _PER_TOOL * len(tools)
        if self._in + self._out + asked > self.limits.tokens:
            raise Unanswered("spent")
        self._check()
        model: Any = self._made()
        bound = model.bind_tools(tools) if tools else model
        self._calls += 1
        counted, written = (0, 0), 0
        try:
            for chunk in self._pumped(lambda: bound.stream(list(messages))):
                told = getattr(chunk, "usage_metadata", None)
                if told:
                    counted = (counted[0] + told.get("input_tokens", 0), counted[1] + told.get("output_tokens", 0))
                written += estimated(chunk.text if isinstance(chunk.text, str) else str(chunk.content))
                if written > 2 * self.limits.reply:
                    raise Unanswered("spent")
                yield chunk
        finally:
            self._in += counted[0] or asked
            self._out += counted[1] or written

    def _pumped(self, begin: Callable[[], Iterator[AIMessageChunk]]) -> Iterator[AIMessageChunk]:
        """What a stream yields, read in a thread of its own, so that a silent server cannot hold the answer."""
        chunks: Queue[Any] = Queue()
        left = threading.Event()
        threading.Thread(target=_pump, args=(begin, chunks, left), daemon=True, name="nianbao-model").start()
        last = time.monotonic()
        try:
            while True:
                try:
                    chunk = chunks.get(timeout=_TICK)
                except Empty:
                    self._check()
                    if time.monotonic() - last > self.limits.silence:
                        raise Unanswered("slow") from None
                    continue
                last = time.monotonic()
                if chunk is None:
                    return
                if isinstance(chunk, BaseException):
                    raise chunk
                self._check()
                yield chunk
        finally:
            left.set()

    def _made(self) -> BaseChatModel:
        try:
            return self._model()
        except NianbaoError as error:
            raise Unanswered("down", str(error)) from error

    def _check(self) -> None:
        if self._stop.is_set():
            raise Unanswered("stopped")
        if self._left() <= 0:
            raise Unanswered("slow")

    def _left(self) -> float:
        return self.limits.seconds - (time.monotonic() - self._began)

    def _wait(self, error: Exception, attempt: int) -> None:
        """The pause before the next try: as long as the server asks for, else longer each time."""
        pause = self.limits.pause * 2**attempt * (1 + random.random() / 4)
        headers = getattr(getattr(error, "response", None), "headers", None) or {}
        with suppress(ValueError):
            pause = max(pause, float(headers.get("retry-after", 0)))
        if pause > self._left():
            raise Unanswered("down", plainly(error)) from error
        self._stop.wait(pause)
        self._check()


def estimated(text: str) -> int:
    """About how many tokens a text has: one a Chinese character, one for four others."""
    wide = sum(1 for char in text if char > "\u2e7f")
    return wide + math.ceil((len(text) - wide) / 4)


def _pump(begin: Callable[[], Iterator[Any]], chunks: Queue[Any], left: threading.Event) -> None:
    from langsmith import tracing_context

    try:
        with tracing_context(enabled=False):  # what is asked goes to the configured server and nowhere else
            stream = begin()
            try:
                for chunk in stream:
                    if left.is_set():
                        break
                    chunks.put(chunk)
            finally:
                close = getattr(stream, "close", None)
                if close is not None:
                    close()
        chunks.put(None)
    except BaseException as error:  # noqa: BLE001  handed to the thread that waits
        chunks.put(error)


def _status(error: BaseException) -> int | None:
    for one in (error, getattr(error, "response", None)):
        status = getattr(one, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _of_tools(error: BaseException) -> bool:
    return isinstance(error, NotImplementedError) or any(
        word in str(error).lower() for word in ("tool", "function", "jinja", "template")
    )


def _positive(written: str | None, otherwise: float) -> float:
    with suppress(ValueError, TypeError):
        value = float(written or "")
        if value > 0 and math.isfinite(value):
            return value
    return otherwise
