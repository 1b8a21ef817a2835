"""The few addresses beside Gradio's own: health, page pictures, originals; and the rule that nothing leaves the page."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from ingest.errors import NianbaoError

if TYPE_CHECKING:
    from fastapi import FastAPI, Response

    from ui.page.clerk import Clerk

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; frame-ancestors 'self'; form-action 'self'; base-uri 'self'"
)
"""The browser itself refuses any request to another machine."""

_ORIGINAL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_TEXTS = {"html": "text/html", "text": "text/plain", "markdown": "text/plain"}
_CLOSED = "/gradio_api/upload"
"""Gradio takes files from anyone there; this page asks for none."""


def add_routes(app: FastAPI, clerk: Clerk, health: Callable[[], dict[str, Any]]) -> None:
    """Add `/health`, `/pages/{report}/{page}.png`, `/original/{report}`, and what the tabs bring."""
    from fastapi import Response

    from ui.page.downloads import add_downloads
    from ui.page.intake_routes import add_intake_routes

    add_downloads(app, clerk)
    add_intake_routes(app, clerk)

    @app.get("/health")
    def state() -> dict[str, Any]:
        return health()

    @app.get("/pages/{report}/{page}.png")
    def picture(report: str, page: int) -> Response:
        if clerk.library.head(report) is None:  # one that was deleted has no pictures any more
            return Response(status_code=404)
        try:
            png = clerk.pictures.page(report, page).png
        except NianbaoError as error:
            return Response(str(error), 404, media_type="text/plain; charset=utf-8")
        return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"})

    @app.get("/original/{report}")
    def original(report: str) -> Response:
        try:
            return _original(clerk, report)
        except NianbaoError as error:
            return Response(str(error), 404, media_type="text/plain; charset=utf-8")


def _original(clerk: Clerk, report: str) -> Response:
    """The file as it came, to be looked at but not to run anything: a report's markup is not ours to trust."""
    from urllib.parse import quote

    from fastapi import Response

    content, entry = clerk.original(report), clerk.held.entry(report)
    kind, name = (entry.format, entry.file) if entry else ("", report)
    shown = "inline" if kind == "pdf" or kind in _TEXTS else "attachment"
    headers = {
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
    }
    if kind != "pdf":
        headers["Content-Security-Policy"] = _ORIGINAL_POLICY
    return Response(content, media_type=_type(kind, content), headers=headers)


def _type(kind: str, content: bytes) -> str:
    if kind not in _TEXTS:
        return "application/pdf" if kind == "pdf" else "application/octet-stream"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return f"{_TEXTS[kind]}; charset=gb18030"
    return f"{_TEXTS[kind]}; charset=utf-8"


class Sealed:
    """ASGI middleware: every answer forbids the browser to ask anyone but this server; no files are taken."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(_CLOSED):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return

        async def sealed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                extra = (
                    (b"content-security-policy", POLICY.encode()),
                    (b"referrer-policy", b"no-referrer"),
                    (b"x-content-type-options", b"nosniff"),
                )
                message["headers"] = [*message["headers"], *(pair for pair in extra if pair[0] not in names)]
            await send(message)

        await self.app(scope, receive, sealed if scope["type"] == "http" else send)
