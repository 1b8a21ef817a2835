"""Ways through the page in Chromium: by keyboard, back and forth, from an address, and saying what was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.library import Library
from tests.ui.browsing import MARKS, PHONE, Visit, served
from ui.page.clerk import Clerk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS


def test_a_chip_is_changed_by_keyboard_and_keeps_the_focus(visit: Visit) -> None:
    visit.ask("吴忠科技局2021年微信公众号发了多少篇")
    page = visit.page
    page.focus("summary.chip >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("details.menu[open]")
    page.focus('[role=menu] [data-value="云川市科学技术局"]')
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.hero b')?.textContent === '142'")
    page.wait_for_function("document.activeElement === document.querySelector('.reading summary')")
    visit.ask("河阳处罚")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_what_was_wrong_is_corrected_in_the_card(visit: Visit, shared_clerk: Clerk) -> None:
    visit.ask("云川市人民政府2023年行政处罚多少件")
    page = visit.page
    page.click('[data-verdict="wrong"]')
    page.fill("form.instead input", "4120 件")
    page.keyboard.press("Enter")
    page.wait_for_selector('p.instead:has-text("4120")')
    (given,) = (one for one in shared_clerk.library.feedback() if one.verdict == "wrong")
    assert given.remark == "4120 件"
    page.click('[data-verdict="wrong"]')
    page.wait_for_selector('[data-verdict="wrong"][aria-pressed="false"]')
    assert page.locator(".instead").count() == 0


def test_one_can_go_back_and_pass_the_address_on(visit: Visit, address: str) -> None:
    page = visit.page
    page.click('[data-view-tab="compare"]')
    page.click('[data-view-tab="reports"]')
    page.click(f'#shelf-rows button[data-report="{"d" * 16}"]')
    page.wait_for_selector(".opened h2")
    assert page.url == f"{address}#reports?r={'d' * 16}"
    page.go_back()
    page.wait_for_selector("#shelf-rows")
    page.go_back()
    page.wait_for_selector('html[data-view="compare"]')
    page.go_back()
    page.wait_for_selector('html[data-view="ask"]')
    page.goto(f"{address}?again#reports?r={'d' * 16}")
    page.wait_for_selector(".opened h2")
    assert "云川市人民政府" in page.inner_text(".opened h2")
    page.goto(f"{address}?unknown#no-such-view")
    page.wait_for_selector('html[data-view="ask"]')
    visit.errors.clear()  # a page that is left may say that its connection went


def test_a_finger_steps_from_year_to_year_by_one_tap(browser: Browser, library: Library, clerk: Clerk) -> None:
    for address in served(library, clerk):
        tab = Visit(browser, address, PHONE, has_touch=True, is_mobile=True)
        tab.ask("云川微信")
        assert tab.page.get_attribute(".step", "data-value") == "2020"
        tab.page.tap(".step")
        tab.page.wait_for_selector('.reading .chip:has-text("2020")')
        assert not tab.sideways()
        tab.end()
