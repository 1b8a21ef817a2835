"""The Reports view in Chromium: handing in, looking into, deleting; what two people see of each other's doing."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.library import Library
from tests.ui.browsing import MARKS, PHONE, Visit, amber, served
from ui.page.arriving import Rules
from ui.page.clerk import Clerk
from ui.page.uploading import Intake

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS

SAMPLES = Path(__file__).parents[2] / "samples"
ANONYMOUS = "政府信息公开工作年度报告\n\n一、总体情况\n本年度主动公开政府信息 24 条，微信公众号发布信息 91 篇。\n"
DONE = "document.querySelector('.tray') && !document.querySelector('.tray :is(.sending, .waiting, .reading)')"


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    """Over an empty library; reports are kept without vectors, so that no model is loaded."""
    with Library.open(tmp_path / "library") as library:
        made = Clerk(library, rules=Rules(largest=1 << 20))
        made.intake = Intake(library, made.rules, model=lambda _: None)
        yield made
        made.intake.close()


@pytest.fixture
def visit(browser: Browser, clerk: Clerk) -> Iterator[Visit]:
    for address in served(clerk.library, clerk):
        tab = Visit(browser, address)
        yield tab
        tab.end()


def sample(kind: str) -> Path:
    return next(file for file in sorted(SAMPLES.glob(f"*.{kind}")) if file.stat().st_size < 1 << 20)


def hand(tab: Visit, *files: Path | dict[str, object]) -> None:
    if tab.page.get_attribute("html", "data-view") != "reports":
        tab.page.click('[data-view-tab="reports"]')
    tab.page.set_input_files(".intake input[type=file]", list(files))  # type: ignore[arg-type]
    tab.page.wait_for_selector(".tray")


def settled(tab: Visit) -> list[str]:
    """Wait until every file is done; the states, in the tray's order."""
    tab.page.wait_for_function(DONE)
    return [str(row.get_attribute("class")) for row in tab.page.query_selector_all(".tray li")]


def docx(text: str) -> bytes:
    import docx as library

    made = library.Document()
    for line in text.splitlines():
        made.add_paragraph(line)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_from_an_empty_library_over_an_upload_to_an_answer(visit: Visit, browser: Browser, clerk: Clerk) -> None:
    page = visit.page
    assert page.locator(".composer textarea").count() == 0
    page.click('#talk [data-view-tab="reports"]')
    page.wait_for_selector(".dropzone")
    other = Visit(browser, page.url.split("#")[0])
    hand(visit, sample("pdf"))
    assert settled(visit) == ["added"]
    (head,) = clerk.library.reports()
    assert head.agency in page.inner_text(".tray li")
    page.wait_for_selector("#shelf-rows tbody tr")
    other.page.wait_for_selector(".example")  # the other visitor sees it without reloading
    other.end()
    page.click('[data-view-tab="ask"]')
    page.wait_for_selector(".example")
    visit.ask(f"{head.agency}{head.year}年行政处罚多少件")
    page.wait_for_selector(".hero b")
    page.wait_for_selector("#evidence .box")
    assert amber(page.locator("#evidence .frame").screenshot()) > 50


def test_files_of_all_kinds_at_once_each_with_what_became_of_it(visit: Visit, clerk: Clerk) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.txt", "x" * 2000)
    word = docx("河阳市教育局2022年政府信息公开工作年度报告\n一、总体情况\n2022年主动公开政府信息 24 条。")
    hand(
        visit,
        {"name": "页.html", "mimeType": "text/html", "buffer": sample("html").read_bytes()},
        {"name": "本.pdf", "mimeType": "application/pdf", "buffer": sample("pdf").read_bytes()},
        {"name": "文.docx", "mimeType": "application/zip", "buffer": word},
        {"name": "字.txt", "mimeType": "text/plain", "buffer": sample("md").read_bytes()},
        {"name": "大.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4" + b"0" * (1 << 20)},
        {"name": "照片.pdf", "mimeType": "application/pdf", "buffer": archive.getvalue()},
        {"name": '<img src=x onerror="window.hit=1">.txt', "mimeType": "text/plain", "buffer": b"{{value}}" * 50},
    )
    assert settled(visit) == ["set_aside"] * 3 + ["added"] * 4
    tray = visit.page.inner_text(".tray")
    for words in (
        "超过 1 MB",
        "不是能读的格式",
        "不像政府信息公开工作年度报告",
        "_img src=x onerror=_window.hit=1__.txt",
    ):
        assert words in tray
    assert visit.page.evaluate("window.hit") is None
    assert {head.format for head in clerk.library.reports()} >= {"html", "pdf", "docx"}
    visit.page.click('[data-language="en"]')
    visit.page.wait_for_function("document.querySelector('.tray')?.innerText.includes('larger than 1 MB')")
    assert not re.search(r"[\u4e00-\u9fff]", visit.page.inner_text(".tray header"))
    visit.page.click('.tray header [data-upload="dismiss"]')
    visit.page.wait_for_function("!document.querySelector('.tray')")


def test_a_file_that_names_nobody_is_asked_about_in_its_row(visit: Visit, clerk: Clerk) -> None:
    page = visit.page
    hand(visit, {"name": "无名.txt", "mimeType": "text/plain", "buffer": ANONYMOUS.encode()})
    page.wait_for_selector(".whose")
    page.fill('.whose [name="agency"]', "河阳市教育局")
    page.wait_for_event("response", lambda reply: "uploads/" in reply.url or reply.url.endswith("/state"))
    assert page.input_value('.whose [name="agency"]') == "河阳市教育局", "what is typed stays while the tray is drawn"
    page.fill('.whose [name="year"]', "22")
    page.press('.whose [name="year"]', "Enter")
    page.wait_for_function("document.querySelector('.toast')?.textContent.includes('四位数字')")
    visit.errors.clear()  # the browser notes that the server refused
    page.fill('.whose [name="year"]', "2022")
    page.press('.whose [name="year"]', "Enter")
    page.wait_for_selector(".tray .added")
    assert [(head.agency, head.year) for head in clerk.library.reports()] == [("河阳市教育局", 2022)]


def test_a_report_is_looked_into_beside_its_page_then_deleted(visit: Visit, browser: Browser, clerk: Clerk) -> None:
    page = visit.page
    hand(visit, sample("pdf"), sample("html"))
    settled(visit)
    (head,) = (one for one in clerk.library.reports() if one.format == "pdf")
    other = Visit(browser, page.url)
    other.page.click(f'#shelf-rows [data-report="{head.id}"] >> nth=0')
    other.page.wait_for_selector(".opened")
    page.click(f'#shelf-rows button[data-report="{head.id}"]')
    page.wait_for_selector("#leaf img")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.click('[data-kind="table"] >> nth=0')
    page.wait_for_selector("#leaf .box")
    table = page.locator("#leaf .box").bounding_box()
    page.click(".read td.number button >> nth=0")
    page.wait_for_function("document.querySelector('#leaf .box')?.getBoundingClientRect().width < 200")
    cell = page.locator("#leaf .box").bounding_box()
    assert table is not None
    assert cell is not None
    assert cell["width"] < table["width"] / 2
    assert amber(page.locator("#leaf .frame").screenshot()) > 50
    page.click("[data-delete]")
    page.wait_for_selector("dialog[open]")
    assert head.agency in page.inner_text("dialog .named")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    page.click("[data-delete]")
    page.click('dialog [data-do="delete_report"]')
    page.wait_for_function("document.querySelector('.toast:not([hidden])')?.textContent.startsWith('已删除')")
    assert [one.format for one in clerk.library.reports()] == ["html"]
    other.page.wait_for_function("!document.querySelector('.opened')")
    assert other.page.locator("#shelf-rows tbody tr").count() == 1
    other.errors.clear()  # its page picture may have been asked for once more
    other.end()


def test_a_report_is_read_again(visit: Visit) -> None:
    page = visit.page
    hand(visit, sample("md"))
    settled(visit)
    page.click("#shelf-rows tbody button")
    page.wait_for_selector("[data-again]")
    page.click("[data-again]")
    page.wait_for_function("document.querySelectorAll('.tray .unchanged').length === 1")
    assert "已重新读取，结果未变" in page.inner_text(".tray")
    assert page.locator(".opened").count() == 1


def test_typing_sifts_without_losing_the_field(browser: Browser, library: Library) -> None:
    from dataclasses import replace

    from ingest.report import Identity

    one = library.report("a" * 16)
    for n in range(120):
        library.add(replace(one, id=f"{n:016x}", file=f"{n}.txt", identity=Identity(f"第{n:03}局", 2015 + n % 5)))
    for address in served(library, Clerk(library)):
        tab = Visit(browser, address + "#reports")
        page = tab.page
        page.click('.pages [data-value="1"] >> nth=0')
        page.wait_for_function("document.querySelector('.pages span').textContent.includes('2')")
        page.click('[data-sift="words"]')
        page.keyboard.type("第11", delay=60)
        page.wait_for_function("document.querySelectorAll('#shelf-rows tbody tr').length === 10")
        library.add(replace(one, id="f" * 16, file="新.txt", identity=Identity("第119局分局", 2016)))
        page.wait_for_function("document.querySelectorAll('#shelf-rows tbody tr').length === 11")
        assert page.evaluate("document.activeElement.dataset.sift") == "words"
        page.keyboard.type("9")
        page.wait_for_function("document.querySelectorAll('#shelf-rows tbody tr').length === 2")
        page.select_option('[data-sift="year"]', "2016")
        page.wait_for_function("document.querySelectorAll('#shelf-rows tbody tr').length === 1")
        page.click('[data-do="sift_anew"]')
        page.wait_for_function("document.querySelectorAll('#shelf-rows tbody tr').length === 50")
        page.click('#shelf-rows [data-value="year"]')
        page.wait_for_selector('#shelf-rows th[aria-sort="descending"]')
        assert tab.outside(address) == []
        tab.end()


def test_a_public_page_takes_nothing_and_deletes_nothing(browser: Browser, library: Library) -> None:
    for address in served(library, Clerk(library, readonly=True)):
        tab = Visit(browser, address + "#reports")
        tab.page.click("#shelf-rows tbody button >> nth=0")
        tab.page.wait_for_selector(".opened")
        assert tab.page.locator("[data-choose], [data-delete], [data-again], .intake input, dialog").count() == 0
        tab.end()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_nothing_but_tables_scrolls_sideways(browser: Browser, library: Library, language: str) -> None:
    clerk = Clerk(library, rules=Rules(largest=1 << 20))
    clerk.intake = Intake(library, clerk.rules, model=lambda _: None)
    for address in served(library, clerk):
        tab = Visit(browser, address + "#reports", PHONE)
        page = tab.page
        page.click(f'[data-language="{language}"]')
        page.wait_for_selector(f"html[lang={language}]")
        hand(tab, {"name": "名" * 90 + ".txt", "mimeType": "text/plain", "buffer": b"nothing" * 40})
        assert settled(tab) == ["set_aside"]
        assert not tab.sideways()
        page.click('#shelf-rows button[data-report="dddddddddddddddd"]')
        page.wait_for_selector(".opened")
        assert not tab.sideways()
        page.click(".read td.number button >> nth=0")
        page.wait_for_selector("#leaf td.cited")
        page.wait_for_function(  # the sheet slides in
            "() => { const top = document.querySelector('#leaf').getBoundingClientRect().top / innerHeight;"
            "return 0.3 < top && top < 0.7; }"
        )
        assert page.inner_text("#leaf td.cited") == "4119"
        page.click("[data-unsheet]")
        page.wait_for_function("!document.documentElement.hasAttribute('data-sheet')")
        assert not tab.sideways()
        tab.end()
    clerk.intake.close()


def test_the_page_answers_while_files_are_read(visit: Visit, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import pipeline

    ingest, go_on = pipeline.ingest, threading.Event()

    def held_up(*given: object, **named: object) -> Iterator[object]:
        go_on.wait()
        yield from ingest(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "ingest", held_up)
    page = visit.page
    try:
        hand(visit, sample("md"))
        page.wait_for_selector(".tray :is(.waiting, .reading)")
        page.click('[data-language="en"]')
        page.wait_for_selector("html[lang=en]")
        assert page.locator(".tray .added").count() == 0
    finally:
        go_on.set()
    assert settled(visit) == ["added"]
