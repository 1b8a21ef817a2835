"""An OpenAI-compatible server that says what a test scripts: good, wrong, broken, slow."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """What the server answers: `text` in pieces, `calls` of tools (name, arguments as text), or trouble: a `status`,
    a `delay` before the first byte and `pause` between pieces, a stream `broken` off after so many pieces, or `raw`
    bytes instead of everything."""

    text: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    status: int = 200
    delay: float = 0.0
    pause: float = 0.0
    broken: int | None = None
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    usage: tuple[int, int] | None = (100, 20)


Script = Callable[[Request], Reply]


@dataclass
class ModelServer:
    url: str
    requests: list[Request]
    ended: threading.Event


@contextmanager
def model_server(script: Script) -> Iterator[ModelServer]:
    """A server on a free port that answers by `script`; `requests` holds what it was sent."""
    seen: list[Request] = []
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            seen.append(body)
            self.close_connection = True
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(self, script(body), body.get("stream", False), ended)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield ModelServer(f"http://127.0.0.1:{server.server_port}/v1", seen, ended)
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _send(handler: BaseHTTPRequestHandler, reply: Reply, streamed: bool, ended: threading.Event) -> None:
    if ended.wait(reply.delay):
        return
    handler.send_response(reply.status)
    kind = "text/event-stream" if streamed else "application/json"
    for name, value in {"content-type": kind, "connection": "close", **reply.headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    if reply.raw is not None or reply.status != 200:
        handler.wfile.write(reply.raw or b'{"error": {"message": "scripted trouble"}}')
        return
    if not streamed:
        handler.wfile.write(json.dumps(_whole(reply), ensure_ascii=False).encode())
        return
    for at, piece in enumerate(_pieces(reply)):
        if reply.broken is not None and at >= reply.broken:
            return
        handler.wfile.write(f"data: {json.dumps(piece, ensure_ascii=False)}\n\n".encode())
        handler.wfile.flush()
        if reply.pause and ended.wait(reply.pause):
            return
    handler.wfile.write(b"data: [DONE]\n\n")


def _pieces(reply: Reply) -> Iterator[dict[str, Any]]:
    yield _chunk({"role": "assistant", "content": ""})
    for at in range(0, len(reply.text), 7):
        yield _chunk({"content": reply.text[at : at + 7]})
    for at, (name, arguments) in enumerate(reply.calls):
        called = {"index": at, "id": f"call_{at}_{time.monotonic_ns()}", "type": "function"}
        yield _chunk({"tool_calls": [{**called, "function": {"name": name, "arguments": arguments}}]})
    yield _chunk({}, "tool_calls" if reply.calls else "stop")
    if reply.usage is not None:
        told = {"prompt_tokens": reply.usage[0], "completion_tokens": reply.usage[1], "total_tokens": sum(reply.usage)}
        yield {**_chunk({}), "choices": [], "usage": told}


def _whole(reply: Reply) -> dict[str, Any]:
    """A reply that is not streamed."""
    calls = [
        {"id": f"call_{at}", "type": "function", "function": {"name": name, "arguments": given}}
        for at, (name, given) in enumerate(reply.calls)
    ]
    message = {"role": "assistant", "content": reply.text or None, **({"tool_calls": calls} if calls else {})}
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}
    return {"id": "scripted", "object": "chat.completion", "created": 0, "model": "scripted", "choices": [choice]}


def _chunk(delta: dict[str, Any], end: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": end}
    return {"id": "scripted", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}


def material(request: Request) -> list[dict[str, Any]]:
    """Every fact and sentence with a `cite` that a request's messages hold, in order."""
    found: list[dict[str, Any]] = []
    for message in request["messages"]:
        if message["role"] in ("user", "tool"):
            found += _cited(message["content"])
    return found


def _cited(content: str) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for line in content.split("\n"):
        if line.startswith("{"):
            _walk(json.loads(line), out)
    return out


def _walk(value: Any, out: list[dict[str, Any]]) -> None:
    if isinstance(value, dict):
        if "cite" in value:
            out.append(value)
        for one in value.values():
            _walk(one, out)
    elif isinstance(value, list):
        for one in value:
            _walk(one, out)
