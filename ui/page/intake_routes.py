"""The addresses that files are handed in at, and what the library's state is.

`POST /uploads/{batch}` announces files, `PUT /uploads/{batch}/{id}` brings the bytes of one, `GET` shows where they are,
`DELETE` cancels or dismisses. A batch is a random word of the visitor's browser: who does not know it sees nothing of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from ingest.errors import NianbaoError
from ingest.strings import Language, say, told
from ui.page.tray import tray

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from ui.page.clerk import Clerk

OURS = "x-nianbao"
"""A header that no form and no other site can send: changes are taken from our own page alone."""
_BATCH = re.compile(r"[0-9a-f]{32}")
_MOST_ANNOUNCED = 1 << 20
_YEARS = range(1990, 2101)

Handler = Callable[["Request"], Awaitable["Response"]]


def add_intake_routes(app: FastAPI, clerk: Clerk) -> None:
    """Add `/uploads/…` and `/state`."""
    handlers = _Handlers(clerk)
    for path, method, handler in (
        ("/state", "GET", handlers.state),
        ("/uploads/{batch}", "GET", handlers.show),
        ("/uploads/{batch}", "POST", handlers.announce),
        ("/uploads/{batch}", "DELETE", handlers.withdraw),
        ("/uploads/{batch}/{id}", "PUT", handlers.receive),
        ("/uploads/{batch}/{id}", "DELETE", handlers.withdraw),
        ("/uploads/{batch}/{id}/whose", "POST", handlers.whose),
        ("/uploads/{batch}/again/{report}", "POST", handlers.again),
    ):
        app.add_route(path, _guarded(handler), methods=[method])


def _guarded(handler: Handler) -> Handler:
    async def guarded(request: Request) -> Response:
        batch = request.path_params.get("batch")
        if batch is not None and not _BATCH.fullmatch(batch):
            return _json({"error": ""}, 404)
        if request.method != "GET" and OURS not in request.headers:
            return _json({"error": say("ui.upload_foreign", _language(request))}, 403)
        try:
            return await handler(request)
        except NianbaoError as error:
            return _json({"error": told(error, _language(request))}, 409)

    return guarded


class _Handlers:
    def __init__(self, clerk: Clerk) -> None:
        self._clerk, self._intake = clerk, clerk.intake

    async def state(self, request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        return _json({"state": await run_in_threadpool(lambda: self._clerk.library.state)})

    async def show(self, request: Request) -> Response:
        """The files of a batch as HTML, how many of them are under way, and the library's state."""
        from starlette.concurrency import run_in_threadpool

        items = self._intake.items(request.path_params["batch"])
        # Counted before they are shown: what ends meanwhile is asked for once more.
        left = sum(1 for item in items if item.under_way)
        shown = await run_in_threadpool(tray, items, _language(request))
        state = await run_in_threadpool(lambda: self._clerk.library.state)
        return _json({"html": shown, "left": left, "count": len(items), "state": state})

    async def announce(self, request: Request) -> Response:
        """Take `[{"name", "size"}, …]`; answer which of them are to be sent, by id (null: not wanted)."""
        files = await _body(request, list)
        named = [(str(one["name"]), int(one["size"])) for one in files or () if isinstance(one, dict) and _sized(one)]
        items = self._intake.announce(request.path_params["batch"], named)
        return _json({"ids": [item.id if item.under_way else None for item in items]})

    async def receive(self, request: Request) -> Response:
        """The bytes of an announced file, as the request's body."""
        from starlette.requests import ClientDisconnect

        arrival = self._intake.receive(request.path_params["batch"], request.path_params["id"])
        if arrival is None:
            return _json({"error": say("ui.upload_unwanted", _language(request))}, 410)
        try:
            with arrival:
                async for chunk in request.stream():
                    arrival.write(chunk)
        except ClientDisconnect:
            return _json({}, 400)
        return _json({})

    async def withdraw(self, request: Request) -> Response:
        """Cancel what is under way, or with `?dismiss` forget what is done: one file, or all."""
        change = self._intake.dismiss if "dismiss" in request.query_params else self._intake.cancel
        change(request.path_params["batch"], request.path_params.get("id"))
        return _json({})

    async def whose(self, request: Request) -> Response:
        """Take `{"agency", "year"}` for a file that does not say them."""
        said = await _body(request, dict) or {}
        agency, year = " ".join(str(said.get("agency") or "").split())[:80], str(said.get("year") or "").strip()
        if year and not (year.isascii() and year.isdecimal() and int(year) in _YEARS):
            return _json({"error": say("ui.upload_year", _language(request))}, 409)
        batch, id = request.path_params["batch"], request.path_params["id"]
        done = self._intake.say_whose(batch, id, agency or None, int(year) if year else None)
        return _json({}, 200 if done else 410)

    async def again(self, request: Request) -> Response:
        """Read a report of the library again."""
        from starlette.concurrency import run_in_threadpool

        batch, report = request.path_params["batch"], request.path_params["report"]
        item = await run_in_threadpool(self._intake.read_again, batch, report)
        return _json({"id": item.id})


def _sized(one: dict[str, Any]) -> bool:
    size = one.get("size")
    return isinstance(one.get("name"), str) and isinstance(size, int) and size >= 0


async def _body(request: Request, kind: type[Any]) -> Any:
    """The JSON that a request brought; None where it is too long, or no such thing."""
    content = b""
    async for chunk in request.stream():
        content += chunk
        if len(content) > _MOST_ANNOUNCED:
            return None
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, kind) else None


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("language") == "en" else "zh"


def _json(value: object, status: int = 200) -> Response:
    from starlette.responses import JSONResponse

    return JSONResponse(value, status, headers={"Cache-Control": "no-store"})
