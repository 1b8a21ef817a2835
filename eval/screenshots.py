"""Pictures of the page's main views, for the README: `python -m eval.screenshots docs/images`.

Serves a library (by default one of the samples, read in now) and drives it in Chromium, wide and on a phone, in Chinese and
in English. Look at each of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.web_speed import ROOT, served
from ingest import pipeline
from ingest.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WIDE, PHONE = (1440, 900), (390, 844)
_SETTLED = 700
"""Milliseconds that scrolling and pictures take."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what is done before it is taken."""

    name: str
    steps: Callable[[Page], None]
    size: tuple[int, int] = WIDE
    language: str = "zh"


def ask(page: Page, text: str) -> None:
    """Ask, and wait for the answer."""
    before = page.locator(".turn").count()
    page.fill(".composer textarea", text)
    page.press(".composer textarea", "Enter")
    page.wait_for_function(
        f"document.querySelectorAll('.turn').length > {before} && !document.querySelector('.pending')", timeout=30_000
    )


def _figure(page: Page) -> None:
    ask(page, "云川市人民政府2023年行政处罚多少件？")
    page.wait_for_selector(".evidence img")


def _series(page: Page) -> None:
    ask(page, "云川市科学技术局历年收到多少公开申请？")


def _english(page: Page) -> None:
    ask(page, "How many WeChat posts did Yunchuan Science and Technology Bureau publish in 2023?")


def _tab(name: str, *clicks: str) -> Callable[[Page], None]:
    def steps(page: Page) -> None:
        page.click(f'[data-view-tab="{name}"]')
        for selector in clicks:
            page.wait_for_selector(selector, timeout=10_000)
            page.click(selector)
            page.wait_for_timeout(_SETTLED)

    return steps


def _compared(page: Page) -> None:
    page.evaluate("location.hash = 'compare?a=organ:科学技术局&y=2020,2021,2022,2023&m=wechat'")
    page.reload()
    page.wait_for_selector("#compared table.matrix", timeout=20_000)
    page.click("#compared .spot >> nth=3")


def _examined(page: Page) -> None:
    _tab("evaluation", "#examining [data-do=examine]")(page)
    page.wait_for_selector("#evaluation .figures", timeout=60_000)


_REPORT = (
    "#shelf-rows tr:has(.file:text('scjgj')) button >> nth=0",
    "[data-kind=table] >> nth=0",
    ".read td.number button >> nth=3",
)

SHOTS = (
    Shot("welcome", lambda page: None),
    Shot("ask", _figure),
    Shot("ask-series", _series),
    Shot("ask-en", _english, language="en"),
    Shot("ask-phone", _figure, PHONE),
    Shot("compare", _compared),
    Shot("compare-phone", _compared, PHONE),
    Shot("reports", _tab("reports")),
    Shot("report", _tab("reports", *_REPORT)),
    Shot("reports-phone", _tab("reports"), PHONE),
    Shot("evaluation", _examined),
)


def taken(browser: Browser, address: str, shot: Shot, folder: Path) -> Path:
    """Take one picture."""
    width, height = shot.size
    page = browser.new_page(viewport={"width": width, "height": height})
    try:
        page.goto(address)
        page.wait_for_selector("html[data-view]")
        page.wait_for_timeout(_SETTLED)
        if shot.language != "zh":
            page.click(f'[data-language="{shot.language}"]')
            page.wait_for_selector(f'html[lang="{shot.language}"]')
        shot.steps(page)
        page.wait_for_timeout(_SETTLED)
        file = folder / f"{shot.name}.png"
        page.screenshot(path=file)
        return file
    finally:
        page.close()


def take(library: Path, folder: Path, only: tuple[str, ...] = ()) -> None:
    """Take all pictures, or those named."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with served(library) as (address, _), sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        for shot in SHOTS:
            if not only or shot.name in only:
                print(taken(browser, address, shot, folder))
        browser.close()


def main() -> None:
    """Take the pictures."""
    options = argparse.ArgumentParser(prog="python -m eval.screenshots", description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--library", type=Path, help="a library (default: the samples, read in now)")
    options.add_argument("--only", nargs="*", default=(), help="names of pictures")
    given = options.parse_args()
    if given.library is not None:
        take(given.library, given.folder, tuple(given.only))
        return
    with tempfile.TemporaryDirectory() as made:
        with Library.open(made) as library:
            for _ in pipeline.ingest([ROOT / "samples"], library, None):
                pass
        take(Path(made), given.folder, tuple(given.only))


if __name__ == "__main__":
    main()
