"""What browser tests share: a server of the page, and a tab in Chromium that notes every request and every error."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from ingest.library import Library
from ui.page.clerk import Clerk

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium fonts-noto-cjk"),
    # Gradio, uvicorn and their own libraries deprecate things of each other's that are not ours to change.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning"),
]

READY = "html[data-entered]"
"""The page once the server knows the visitor: what is drawn then stays."""
PATIENCE = 90_000
"""Milliseconds that anything may take: a machine that does much else must not fail a test."""
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def served(library: Library, clerk: Clerk | None = None, port: int | None = None, **more: Any) -> Iterator[str]:
    """The address of a server of the page over a library."""
    import uvicorn

    with ThreadPoolExecutor(1) as builder:
        page = builder.submit(_built, library, clerk, more).result()
    port = port or free_port()
    server = uvicorn.Server(uvicorn.Config(page, port=port, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + PATIENCE / 1000
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(10)


def _built(library: Library, clerk: Clerk | None, more: dict[str, Any]) -> FastAPI:
    """The application, made while an event loop runs: else Gradio opens one for each of its locks and closes none."""
    from ui.web import app

    async def made() -> FastAPI:
        return app(library, clerk=clerk, warm=False, **more)

    with ThreadPoolExecutor(1) as thread:  # the browser may have a loop running in this one
        return thread.submit(asyncio.run, made()).result()


class Visit:
    """A tab with the page open; every request and every script error is noted."""

    def __init__(
        self, browser: Browser, address: str, size: dict[str, int] = WIDE, ready: str = READY, **device: Any
    ) -> None:
        self.context = browser.new_context(viewport=size, **device)  # type: ignore[arg-type]
        self.context.set_default_timeout(PATIENCE)
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self._note(line.text))
        self.page.goto(address)
        self.page.wait_for_selector(ready, state="attached")

    def ask(self, text: str) -> None:
        before = self.page.locator(".turn").count()
        self.page.fill(".composer textarea", text)
        self.page.press(".composer textarea", "Enter")
        self.page.wait_for_function(
            f"document.querySelectorAll('.turn').length === {before + 1} && !document.querySelector('.pending')"
        )

    def _note(self, error: str) -> None:
        if "AbortError" not in error:  # reading that the page itself broke off, as when an answer is stopped
            self.errors.append(error)

    def reload(self) -> None:
        """Load the page again; that Gradio loses the connection of the page that is left is not noted."""
        noted = len(self.errors)
        self.page.reload()
        self.page.wait_for_selector(READY, state="attached")
        self.errors[noted:] = [error for error in self.errors[noted:] if "Connection errored out" not in error]

    def outside(self, address: str) -> list[str]:
        return [url for url in self.requests if not url.startswith((address, "data:", "blob:"))]

    def sideways(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))

    def end(self) -> None:
        assert self.errors == [], self.errors
        self.context.close()


def amber(png: bytes) -> int:
    """How many pixels are the colour of the box's edge."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        raw = image.convert("RGB").tobytes()
    triples = zip(raw[::3], raw[1::3], raw[2::3], strict=True)
    return sum(1 for red, green, blue in triples if red > 200 and 110 < green < 170 and blue < 60)
