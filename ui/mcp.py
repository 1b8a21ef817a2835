"""The assistant's tools for MCP clients: over standard input and output (`nianbao mcp`), or mounted in the web server.

Read-only. Every call stands for itself: what it returns carries the citations of its own [n] marks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from assistant.chat import Conversation
from assistant.desk import desk_for
from assistant.tools import Toolbox, misused
from ingest.errors import NianbaoError
from ingest.library import Library
from ingest.strings import Language, say

if TYPE_CHECKING:
    from fastapi import FastAPI
    from mcp.server import MCPServer

    from ingest.embedding import Embedder

Record = dict[str, Any]
Question = Annotated[str, Field(min_length=1, max_length=500, description="a question in Chinese or English")]

PATH = "/mcp"


def server(library: Library, embedder: Embedder | None = None, language: Language = "zh") -> MCPServer:
    """An MCP server with the tools over `library`."""
    from mcp.server import MCPServer
    from mcp_types import ToolAnnotations

    made: MCPServer = MCPServer(
        "nianbao",
        title="年报 nianbao",
        instructions=say("ui.mcp_instructions", language),
        version=_version(),
        log_level="WARNING",
    )
    annotations = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    for function in Toolbox(desk_for(library, embedder), language=language).functions():
        tool = _fresh(function.__name__, library, embedder, language)
        made.add_tool(tool, description=" ".join((function.__doc__ or "").split()), annotations=annotations)
    made.add_tool(_asking(library, embedder, language), annotations=annotations)
    _plain_errors(made)
    return made


def run(library: Library, embedder: Embedder | None = None, language: Language = "zh") -> None:
    """Serve one client over standard input and output until it leaves."""
    server(library, embedder, language).run("stdio")


def add_mcp(
    app: FastAPI, library: Library, embedder: Embedder | None = None, language: Language = "zh", host: str = "127.0.0.1"
) -> None:
    """Serve the tools at /mcp of a web server (streamable HTTP). To be called before the app starts, and before a page is
    mounted at its root. `host` is the one it listens on: on this machine's own, other host names are refused."""
    made = server(library, embedder, language)
    inner = made.streamable_http_app(streamable_http_path=PATH, json_response=True, stateless_http=True, host=host)
    app.router.routes.extend(inner.routes)
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(started: FastAPI) -> AsyncIterator[Any]:
        async with made.session_manager.run(), outer(started) as state:
            yield state

    app.router.lifespan_context = lifespan


def _fresh(name: str, library: Library, embedder: Embedder | None, language: Language) -> Callable[..., Any]:
    """A tool whose every call mints its own citations."""
    plain = getattr(Toolbox, name)

    def call(**given: Any) -> Record:
        box = Toolbox(desk_for(library, embedder), language=language)
        record: Record = getattr(box, name)(**given)
        if "error" in record:
            raise NianbaoError(record["error"])
        cited = [citation.as_json() for citation in box.ledger.citations]
        return {**record, "citations": cited} if cited else record

    return _tool(functools.partial(plain, None), name, call)


def _asking(library: Library, embedder: Embedder | None, language: Language) -> Callable[..., Any]:
    def ask(question: Question) -> Record:
        """Ask in plain words, Chinese or English: a verified answer with its values and citations, or why there is none."""
        return Conversation(library, language, embedder).ask(question).as_json()

    return _tool(ask, "ask", lambda **given: ask(**given))


def _tool(like: Callable[..., Any], name: str, call: Callable[..., Record]) -> Callable[..., Any]:
    """An async function with the parameters of `like`, which calls `call` in a thread."""
    import inspect
    import typing

    from anyio import to_thread
    from mcp.server.mcpserver.exceptions import ToolError

    async def tool(**given: Any) -> Record:
        try:
            return await to_thread.run_sync(functools.partial(call, **given))
        except NianbaoError as error:
            raise ToolError(str(error)) from error

    target = like.func if isinstance(like, functools.partial) else like
    hints = typing.get_type_hints(target, include_extras=True)
    parameters = [
        one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for one in inspect.signature(target).parameters.values()
        if one.name != "self"
    ]
    tool.__signature__ = inspect.Signature(parameters, return_annotation=dict[str, Any])  # type: ignore[attr-defined]
    tool.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": dict[str, Any]}
    tool.__name__ = tool.__qualname__ = name
    tool.__doc__ = target.__doc__
    return tool


def _plain_errors(made: MCPServer) -> None:
    """Parameters that do not fit are told in one line, without the machinery's own words."""
    from mcp.server.mcpserver.exceptions import ToolError
    from pydantic import ValidationError

    called = made.call_tool

    async def call_tool(*args: Any, **kwargs: Any) -> Any:
        try:
            return await called(*args, **kwargs)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(misused(error.__cause__)) from error
            raise ToolError(re.sub(r"^Error executing tool \w+: ", "", str(error))) from error

    made.call_tool = call_tool  # type: ignore[method-assign]


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("nianbao")
    except PackageNotFoundError:
        return ""
