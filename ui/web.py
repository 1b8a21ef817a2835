"""The web page: `serve` runs it. What it does stands in ui/page/clerk.py, what it shows beside it, the wiring too."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import NianbaoError
from ingest.library import Library
from ingest.strings import Language, say
from ui.page.clerk import Clerk
from ui.page.routes import Sealed, add_routes
from ui.page.warmth import Warmth

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

OFFLINE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_SHARE": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_SSR_MODE": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
"""Set before Gradio is imported: nothing is reported, shared or looked up outside."""


def serve(
    library_folder: Path,
    host: str = "127.0.0.1",
    port: int = 7860,
    language: Language = "zh",
    open_browser: bool = False,
    readonly: bool = False,
) -> None:
    """Serve the page until interrupted. Raises LibraryError where the library can't be opened,
    NianbaoError where the port can't."""
    import uvicorn

    with Library.open(library_folder, readonly=readonly) as library:
        page = app(library, language, readonly)
        config = uvicorn.Config(page, log_level="warning", timeout_graceful_shutdown=3)
        with _door(host, port, language) as door:
            if open_browser:
                seen = "127.0.0.1" if host in ("0.0.0.0", "::") else host
                threading.Timer(1.5, webbrowser.open, [f"http://{seen}:{door.getsockname()[1]}/"]).start()
            uvicorn.Server(config).run(sockets=[door])


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
    library: Library, language: Language = "zh", readonly: bool = False, clerk: Clerk | None = None, warm: bool = True
) -> FastAPI:
    """The whole server: the page, its pictures and originals, and `/health`. `warm` loads the model in the background."""
    clerk = clerk or Clerk(library, readonly=readonly)
    page = build(library, language, clerk)
    import gradio as gr
    from fastapi import FastAPI

    from ui.page.theme import theme

    warmth = Warmth(library, clerk.rehearse)
    server = FastAPI(title="nianbao", docs_url=None, redoc_url=None, openapi_url=None)
    server.add_middleware(Sealed)
    add_routes(server, clerk, lambda: {"status": "ok", "reports": len(clerk.held.entries), "model": warmth.state})
    if warm:
        warmth.start()
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
    """The page's style and script. Not Gradio's `css`, which puts every rule under its own container."""
    return f"<style>{_asset('style.css')}</style><script>{_asset('page/page.js')}</script>"


def _asset(name: str) -> str:
    return files("ui").joinpath(name).read_text("utf-8")
