"""The web page: `serve` runs it. What it does stands in ui/page/clerk.py, what it shows beside it, the wiring too."""

from __future__ import annotations

import os
import secrets
import socket
import threading
import webbrowser
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import NianbaoError
from ingest.library import Library
from ingest.strings import Language, say, told
from ui.accounts import AccountFile
from ui.page.arriving import Rules
from ui.page.clerk import Clerk
from ui.page.gate import Closed, Gate
from ui.page.routes import Sealed, add_routes
from ui.page.warmth import Warmth

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from assistant.writer import Writer

OFFLINE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_SHARE": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_SSR_MODE": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
"""Set before Gradio is imported: nothing is reported, shared or looked up outside."""
_SIGNING = "signing"


@dataclass(frozen=True, slots=True)
class Serving:
    """How the page is served. `auth_file` names who may use it (see ui.accounts); `readonly` opens the library for reading
    only; `rules` are what visitors may do with it."""

    host: str = "127.0.0.1"
    port: int = 7860
    language: Language = "zh"
    auth_file: Path | None = None
    readonly: bool = False
    rules: Rules = field(default_factory=Rules)
    open_browser: bool = False


def serve(library_folder: Path, serving: Serving = Serving()) -> None:
    """Serve the page until interrupted. Raises LibraryError where the library can't be opened, NianbaoError where the
    port can't, or where the file of users is no good."""
    import uvicorn

    users = AccountFile(serving.auth_file, serving.language) if serving.auth_file else None
    with Library.open(library_folder, readonly=serving.readonly) as library:
        clerk = Clerk(library, readonly=serving.readonly, rules=serving.rules)
        clerk.writer, clerk.trouble = _writer(serving.language)
        gate = Gate(users, _secret(library, serving)) if users else None
        page = app(library, serving.language, clerk=clerk, gate=gate, host=serving.host)
        config = uvicorn.Config(page, log_level="warning", timeout_graceful_shutdown=3)
        try:
            with _door(serving.host, serving.port, serving.language) as door:
                if serving.open_browser:
                    seen = "127.0.0.1" if serving.host in ("0.0.0.0", "::") else serving.host
                    threading.Timer(1.5, webbrowser.open, [f"http://{seen}:{door.getsockname()[1]}/"]).start()
                uvicorn.Server(config).run(sockets=[door])
        finally:
            clerk.intake.close()


def _writer(language: Language) -> tuple[Writer | None, str]:
    """The language model that is configured; else none, and why where one was asked for."""
    from assistant.writer import Writer

    try:
        return Writer.configured(), ""
    except NianbaoError as error:
        return None, told(error, language)


def _secret(library: Library, serving: Serving) -> bytes:
    """What logins are signed with: kept in the library, so that they outlive a restart. It is of no use without the file
    of users, whose salted hashes are signed along."""
    kept = library.noted(_SIGNING)
    if kept is None:
        kept = secrets.token_hex(32)
        if not serving.readonly:
            library.note(_SIGNING, kept)
    return bytes.fromhex(kept)


def _door(host: str, port: int, language: Language) -> socket.socket:
    """A listening socket. Raises NianbaoError where the port is taken or the host is none of this machine's."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise NianbaoError(
            say("ui.port_taken", language, host=host, port=port, error=os.strerror(error.errno or 0))
        ) from error


def build(library: Library, language: Language = "zh", clerk: Clerk | None = None) -> gr.Blocks:
    """The page as Gradio blocks, with the endpoints `/ask`, `/reports` and `/facts`."""
    os.environ.update(OFFLINE)
    from ui.page.wiring import blocks

    return blocks(clerk or Clerk(library), language)


def app(
    library: Library,
    language: Language = "zh",
    readonly: bool = False,
    clerk: Clerk | None = None,
    warm: bool = True,
    gate: Gate | None = None,
    host: str = "127.0.0.1",
) -> FastAPI:
    """The whole server: the page, its pictures and originals, `/health`, and the MCP server at `/mcp`. `warm` loads the
    model in the background; with a `gate` only who has logged in gets anything; `host` is what it listens on."""
    clerk = clerk or Clerk(library, readonly=readonly)
    page = build(library, language, clerk)
    from fastapi import FastAPI

    warmth = Warmth(library, clerk.rehearse)
    clerk.intake.embedded = warmth.start
    server = FastAPI(title="nianbao", docs_url=None, redoc_url=None, openapi_url=None)
    if gate is not None:
        from ui.page.login import add_login

        add_login(server, gate, language)
        server.add_middleware(Closed, gate=gate)
    server.add_middleware(Sealed)
    add_routes(server, clerk, lambda: {"status": "ok", "reports": len(clerk.held.entries), "model": warmth.state})
    from ui.mcp import add_mcp

    add_mcp(server, library, language=language, host=host)
    if warm:
        warmth.start()
    return _mounted(server, page)


def _mounted(server: FastAPI, page: gr.Blocks) -> FastAPI:
    import gradio as gr

    from ui.page.theme import theme

    return gr.mount_gradio_app(
        server,
        page,
        path="/",
        theme=theme(),
        head=_head(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        show_error=False,
        pwa=False,
    )


def _head() -> str:
    """The page's style and script, and those of its tabs. Not Gradio's `css`, which puts every rule under its own
    container."""
    folder = files("ui").joinpath("page")
    names = sorted(asset.name for asset in folder.iterdir())
    styles = [name for name in names if name.endswith(".css")]
    scripts = ["page.js", *(name for name in names if name.endswith(".js") and name != "page.js")]
    texts = [files("ui").joinpath("style.css"), *(folder.joinpath(name) for name in styles)]
    style = "\n".join(text.read_text("utf-8") for text in texts)
    script = "\n".join(folder.joinpath(name).read_text("utf-8") for name in scripts)
    return f"<style>{style}</style><script>{script}</script>"
