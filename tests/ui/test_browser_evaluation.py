"""The Evaluation tab in Chromium: a set uploaded and run, its failures with their evidence, two runs compared, files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.library import Library
from tests.ui.browsing import MARKS, PHONE, Visit, amber, served
from tests.ui.conftest import Scripted
from tests.ui.test_evaluation import QUESTIONS, text
from ui.page.clerk import Clerk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS

BOXED = {
    "id": "boxed",
    "question": "河阳区人民政府2023年行政处罚多少件？",
    "agency": "河阳区人民政府",
    "year": 2023,
    "number": 5,
}
"""Answered with 4119, from a PDF."""


@pytest.fixture
def place(library: Library) -> Iterator[str]:
    """A server of its own: runs are kept in its library."""
    yield from served(library, Clerk(library, begin=Scripted))  # type: ignore[arg-type]


def enter(browser: Browser, place: str, size: dict[str, int] | None = None) -> Visit:
    visit = Visit(browser, place, size) if size else Visit(browser, place)
    visit.page.evaluate("() => { location.hash = 'evaluation'; }")
    visit.page.wait_for_selector("#examining select[data-set]")
    return visit


def upload(visit: Visit, folder: Path, name: str, content: str) -> None:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    visit.page.set_input_files("#examining input[type=file]", file)


def run(visit: Visit, name: str) -> None:
    """Run a set and wait until it is shown."""
    visit.page.wait_for_selector(f'#examining option[value="{name}"]', state="attached")
    before = visit.page.locator("#evaluation .runs tbody tr").count()
    visit.page.select_option("#examining select[data-set]", name)
    visit.page.click('#examining [data-do="examine"]')
    visit.page.wait_for_function(f"document.querySelectorAll('#evaluation .runs tbody tr').length === {before + 1}")
    visit.page.wait_for_selector("#evaluation .figures")


def test_a_set_is_uploaded_run_looked_into_compared_and_downloaded(
    browser: Browser, place: str, tmp_path: Path
) -> None:
    visit = enter(browser, place)
    page = visit.page
    upload(visit, tmp_path, "broken.jsonl", '{"id": 1}\n{oops\n')
    page.wait_for_selector('#examining .warning:has-text("第 2 行")')
    upload(visit, tmp_path, "own.jsonl", text(*QUESTIONS, BOXED))
    run(visit, "own")
    assert page.locator("#examining .warning").count() == 0
    assert page.inner_text("#evaluation .figures b >> nth=0") == "60.0%"

    page.click('.asked-one.wrong:has-text("河阳区人民政府") summary')
    page.click('.asked-one.wrong:has-text("河阳区人民政府") .cite')
    page.wait_for_selector("#evalproof .box")
    page.wait_for_function("document.querySelector('#evalproof img').complete")
    assert amber(page.locator("#evalproof .frame").screenshot()) > 200

    mended = [{**one, "number": 142} if one["id"] == "wrong" else one for one in [*QUESTIONS, BOXED]]
    upload(visit, tmp_path, "own.jsonl", text(*mended))
    run(visit, "own-2")
    earlier = page.locator("#evaluation [data-against] option").nth(1).get_attribute("value")
    page.select_option("#evaluation [data-against]", earlier)
    page.wait_for_selector('#evaluation .changes:has-text("变好 1 题")')
    assert "云川市科学技术局" in page.inner_text("#evaluation .questions")

    with page.expect_download() as download:
        page.click('#evaluation .actions a[href*=".json"]')
    record = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert record["scores"]["all"]["questions"] == 5
    with page.expect_download() as download:
        page.click('#evaluation .actions a[href*="save=yes"]')
    report = Path(download.value.path()).read_text("utf-8")
    assert "<html" in report
    assert "<script" not in report
    assert visit.outside(place) == []
    visit.end()


def test_a_run_can_be_watched_from_another_tab_and_stopped(
    browser: Browser, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    from eval import runner

    asking = runner.asking

    def slowly(*given: object, **named: object) -> Iterator[object]:
        for one in asking(*given, **named):  # type: ignore[arg-type]
            time.sleep(0.2)
            yield one

    monkeypatch.setattr(runner, "asking", slowly)
    visit = enter(browser, place)
    upload(visit, tmp_path, "long.jsonl", text(*({**QUESTIONS[0], "id": f"q{n}"} for n in range(200))))
    visit.page.wait_for_selector('#examining option[value="long"]', state="attached")
    visit.page.click('#examining [data-do="examine"]')
    visit.page.wait_for_selector("#examining progress")
    other = enter(browser, place)
    other.page.wait_for_function("document.querySelector('#examining progress').value > 0.01")
    assert other.page.is_disabled('#examining [data-do="examine"]')
    other.page.click('#examining [data-do="halt_run"]')
    for one in (visit, other):
        one.page.wait_for_selector('#evaluation .run h2:has-text("/200")')
        one.end()


def test_a_phone_shows_a_run_and_nothing_goes_sideways(browser: Browser, library: Library) -> None:
    from ui.page.examining import Examiner

    examiner = Examiner(library)
    examiner.add("own", text())
    examiner.start("own")
    examiner.wait(60)
    for place in served(library, public(library)):
        visit = Visit(browser, place, PHONE)
        visit.page.evaluate("() => { location.hash = 'evaluation'; }")
        visit.page.wait_for_selector("#evaluation .figures")
        visit.page.click('[data-language="en"]')
        visit.page.wait_for_selector('#evaluation h2:has-text("Runs")')
        assert visit.page.locator("#examining button").count() == 0
        assert not visit.sideways()
        visit.end()


def public(library: Library) -> Clerk:
    """A clerk who may not write."""
    return Clerk(library, begin=Scripted, readonly=True)  # type: ignore[arg-type]
