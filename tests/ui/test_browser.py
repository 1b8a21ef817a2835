"""The Ask view in Chromium: what only a browser can show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from ingest.library import Library
from tests.ui.browsing import MARKS, PHONE, Visit, amber, free_port, served
from ui.page.clerk import Clerk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = MARKS


def test_a_whole_visit_asks_nothing_of_any_other_machine(visit: Visit, address: str) -> None:
    page = visit.page
    visit.ask("吴忠科技局2021年微信公众号发了多少篇")
    visit.ask("和云川市科技局近两年比呢")
    visit.ask("河阳2023年行政处罚")
    page.wait_for_selector(".evidence img")
    page.click('[data-language="en"]')
    page.wait_for_selector("html[lang=en]")
    for view, drawn in (("compare", "#picker .combo"), ("reports", "#shelf-rows tbody tr")):
        page.click(f'[data-view-tab="{view}"]')
        page.wait_for_selector(drawn)
    assert len(visit.requests) > 10
    assert visit.outside(address) == []


def test_the_answer_and_its_evidence_are_seen_together(visit: Visit) -> None:
    visit.ask("河阳区2023年行政处罚多少件")
    page = visit.page
    assert page.inner_text(".hero b") == "4119"
    box = page.wait_for_selector(".evidence .box")
    page.wait_for_function("document.querySelector('.evidence img').naturalWidth > 800")
    assert box is not None
    place, frame = box.bounding_box(), page.locator(".evidence .frame").bounding_box()
    assert place is not None
    assert frame is not None
    assert frame["x"] <= place["x"] <= frame["x"] + frame["width"]
    assert frame["y"] <= place["y"] <= frame["y"] + frame["height"]
    assert amber(page.locator(".evidence .frame").screenshot()) > 200
    # what is boxed is the black bar that the file prints there
    middle = page.screenshot(
        clip={"x": place["x"] + place["width"] / 2, "y": place["y"] + place["height"] / 2, "width": 2, "height": 2}
    )
    assert amber(middle) == 0
    assert not visit.sideways()


def test_a_click_on_a_number_or_a_cell_brings_its_evidence(visit: Visit) -> None:
    visit.ask("和云川市科技局近两年比呢")
    page = visit.page
    assert "91 篇" in page.inner_text(".evidence mark")
    page.click('.card .ref[data-n="3"]')
    page.wait_for_function("document.querySelector('.evidence mark').textContent.includes('142')")
    assert page.get_attribute('.cite[data-n="3"]', "aria-current") == "true"
    page.click('.card td[data-n="2"]', position={"x": 4, "y": 4})
    page.wait_for_function("document.querySelector('.evidence mark').textContent.includes('118')")
    assert [ref.get_attribute("data-n") for ref in page.query_selector_all('.card .ref[aria-current="true"]')] == ["2"]


def test_a_chip_asks_again_by_two_clicks(visit: Visit) -> None:
    visit.ask("吴忠科技局2021年微信公众号发了多少篇")
    page = visit.page
    page.click("summary.chip >> nth=0")
    page.click('[role=menu] [data-value="云川市科学技术局"]')
    page.wait_for_function("document.querySelector('.hero b')?.textContent === '142'")
    assert page.inner_text(".asked") == "吴忠科技局2021年微信公众号发了多少篇"
    assert page.locator(".turn").count() == 1
    page.click("summary.chip >> nth=0")
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0


def test_enter_sends_shift_enter_breaks_and_the_focus_stays(visit: Visit) -> None:
    page = visit.page
    page.click(".composer textarea")
    page.keyboard.type("吴忠")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("微信")
    assert page.input_value(".composer textarea") == "吴忠\n微信"
    page.keyboard.press("Enter")
    page.wait_for_selector(".hero")
    assert page.input_value(".composer textarea") == ""
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert page.inner_text(".asked") == "吴忠\n微信"


def test_an_enter_that_picks_a_word_does_not_send(visit: Visit) -> None:
    page = visit.page
    page.fill(".composer textarea", "wuzhong")
    page.evaluate("""document.querySelector('.composer textarea').dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))""")
    assert page.input_value(".composer textarea") == "wuzhong", "sending empties the field"
    assert page.locator(".turn").count() == 0


def test_the_language_is_switched_at_once_and_remembered(visit: Visit) -> None:
    page = visit.page
    assert page.inner_text(".brand b") == "年报问答"
    page.click('[data-language="en"]')
    page.wait_for_function("document.querySelector('.composer .primary').textContent === 'Send'")
    visit.reload()
    page.wait_for_function("document.querySelector('.composer .primary')?.textContent === 'Send'")
    assert page.get_attribute("html", "lang") == "en"
    visit.ask("吴忠微信")
    assert page.locator(".turn").count() == 1, "the field must have one set of listeners after it was drawn again"


def test_nothing_in_reports_or_questions_is_run(visit: Visit, address: str) -> None:
    visit.ask("吴忠微信 <img src=x onerror='window.hit=1'> {{value}} ${window.hit=1} `")
    visit.ask("别的")
    page = visit.page
    assert page.evaluate("window.hit") is None
    assert "{{value}} ${window.hit=1} `" in page.inner_text(".asked >> nth=0")
    assert page.locator(".asked img, .said img, .leaf img").count() == 0
    page.goto(address + "original/" + "d" * 16)
    assert page.evaluate("window.hit") is None
    visit.errors.clear()  # the browser says that it refused the original's script


def test_a_reload_and_a_restart_lose_nothing_that_was_asked(browser: Browser, library: Library, clerk: Clerk) -> None:
    port = free_port()
    first, second = served(library, clerk, port), served(library, clerk, port)
    tab = Visit(browser, next(first))
    tab.ask("吴忠微信")
    tab.ask("河阳处罚")
    tab.reload()
    tab.page.wait_for_function("document.querySelectorAll('.turn .hero').length === 2")
    assert next(first, None) is None
    next(second)
    tab.ask("云川处罚")
    assert tab.page.locator(".turn").count() == 3
    tab.page.click(".anew")
    tab.page.wait_for_selector(".welcome")
    tab.reload()
    tab.page.wait_for_selector(".welcome")
    assert tab.page.locator(".turn").count() == 0
    tab.errors.clear()  # the browser says that the server was gone for a while
    tab.end()
    assert next(second, None) is None


def test_two_visitors_have_two_conversations(browser: Browser, visit: Visit, address: str) -> None:
    other = Visit(browser, address)
    visit.ask("吴忠微信")
    other.ask("河阳处罚")
    assert visit.page.locator(".turn").count() == other.page.locator(".turn").count() == 1
    assert other.page.inner_text(".hero b") == "4119"
    other.end()


@pytest.mark.parametrize("question", ["河阳处罚", "和云川市科技局近两年比呢"])
def test_on_a_phone_the_evidence_lies_under_the_answer(browser: Browser, address: str, question: str) -> None:
    tab = Visit(browser, address, PHONE)
    tab.ask(question)
    answer, sheet = (tab.page.locator(one).bounding_box() for one in (".card", "#evidence"))
    assert answer is not None
    assert sheet is not None
    assert sheet["y"] >= answer["y"] + answer["height"]
    assert sheet["width"] == PHONE["width"]
    field = tab.page.locator(".composer").bounding_box()
    assert field is not None
    assert field["y"] + field["height"] <= PHONE["height"]
    assert not tab.sideways()
    tab.page.click('[data-view-tab="reports"]')
    assert not tab.sideways()
    tab.end()


def test_a_fault_is_shown_and_the_next_question_answered(visit: Visit) -> None:
    visit.ask("故障")
    assert visit.page.locator('.card.failed[role="alert"]').count() == 1
    visit.ask("吴忠微信")
    assert visit.page.inner_text(".hero b") == "91"


def test_an_empty_library_shows_how_to_begin(browser: Browser, tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as library:
        for address in served(library):
            tab = Visit(browser, address)
            assert tab.page.locator("#talk .primary").count() == 1
            assert tab.page.locator(".composer").count() == 0
            tab.end()


def test_health_pictures_and_originals_have_addresses(address: str) -> None:
    import json
    from urllib.error import HTTPError

    with urlopen(address + "health") as answer:
        assert json.load(answer) == {"status": "ok", "reports": 5, "model": "absent"}
    with urlopen(address + f"pages/{'e' * 16}/2.png") as answer:
        assert answer.headers["content-type"] == "image/png"
    with urlopen(address + f"original/{'d' * 16}") as answer:
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    for path in (f"pages/{'e' * 16}/9.png", "pages/none/1.png", "original/none", "gradio_api/upload"):
        with pytest.raises(HTTPError) as refused:
            urlopen(address + path)
        assert refused.value.code == 404
        refused.value.close()


def test_other_programs_ask_through_named_endpoints(address: str) -> None:
    import json
    from urllib.request import Request

    def call(name: str, *values: object) -> object:
        request = Request(
            address + f"gradio_api/call/{name}",
            json.dumps({"data": values}).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request) as begun:
            event = json.load(begun)["event_id"]
        with urlopen(address + f"gradio_api/call/{name}/{event}") as stream:
            lines = stream.read().decode().splitlines()
        return json.loads(next(line for line in lines if line.startswith("data: "))[6:])[0]

    answer = call("ask", "吴忠微信", [])
    assert answer["values"][0]["number"] == 91  # type: ignore[index]
    assert len(call("reports")) == 5  # type: ignore[arg-type]
    (fact,) = call("facts", "河阳区人民政府", 2023, None)  # type: ignore[misc]
    assert (fact["number"], fact["page"], fact["box"]) == (4119, 2, [200.0, 300.0, 300.0, 320.0])


def test_a_slow_answer_grows_and_is_stopped(visit: Visit) -> None:
    page = visit.page
    page.fill(".composer textarea", "慢慢说吴忠微信")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=先查了一半。")
    assert page.locator(".composer .halt").is_visible()
    assert not page.locator(".composer .primary").is_visible()
    assert page.locator(".pending .actions").count() == 0
    page.click(".halt")
    page.wait_for_selector(".hero")
    assert page.inner_text(".hero b") == "91"
    assert page.locator(".composer .primary").is_visible()


def test_conversations_are_listed_and_taken_up_again(browser: Browser, address: str) -> None:
    tab = Visit(browser, address)
    page = tab.page
    tab.ask("吴忠微信<b>粗</b>")
    page.click(".anew")
    page.wait_for_selector(".welcome .recent li")
    assert page.inner_text(".recent .talk-title span") == "吴忠微信<b>粗</b>"
    tab.ask("河阳处罚")
    page.click(".field-tools details >> nth=0")
    assert [one.inner_text() for one in page.query_selector_all(".pop .talk-title span")] == [
        "河阳处罚",
        "吴忠微信<b>粗</b>",
    ]
    page.click(".pop .talk-title >> nth=1")
    page.wait_for_function("document.querySelector('.hero b')?.textContent === '91'")
    assert page.locator(".turn").count() == 1
    other = tab.context.new_page()
    other.goto(address)
    other.wait_for_selector(".recent .talk-title")
    assert other.locator(".turn").count() == 0, "a new tab begins anew"
    other.click(".recent .drop >> nth=0")
    other.wait_for_function("document.querySelectorAll('.recent li').length === 1")
    tab.end()


def test_the_language_model_is_chosen_for_a_conversation(browser: Browser, library: Library) -> None:
    from assistant.model import ModelSettings
    from assistant.writer import Writer
    from tests.ui.conftest import Scripted

    clerk = Clerk(
        library, begin=Scripted, writer=Writer(ModelSettings("openai", "qwen/small", "http://model.intranet:8000/v1"))
    )  # type: ignore[arg-type]
    for address in served(library, clerk):
        tab = Visit(browser, address)
        page = tab.page
        page.click(".field-tools details >> nth=1")
        said = page.inner_text(".uses")
        assert "model.intranet:8000" in said
        assert "small" in said
        page.click('[data-use="never"]')
        page.wait_for_selector('.field-tools summary:has-text("不用")')
        tab.ask("吴忠微信")
        tab.reload()
        page.wait_for_selector('.field-tools summary:has-text("不用")')
        page.click(".anew")
        page.wait_for_selector('.field-tools summary:has-text("自动")')
        tab.end()


def test_without_a_language_model_the_page_says_that_nothing_leaves(visit: Visit) -> None:
    visit.page.click(".field-tools details >> nth=1")
    assert "NIANBAO_LLM" in visit.page.inner_text(".field-tools details[open] .pop")


def test_a_server_that_is_gone_is_said_and_what_was_asked_is_answered_after(
    browser: Browser, library: Library, clerk: Clerk
) -> None:
    port = free_port()
    first, second = served(library, clerk, port), served(library, clerk, port)
    tab = Visit(browser, next(first))
    tab.ask("吴忠微信")
    assert next(first, None) is None
    tab.page.fill(".composer textarea", "河阳处罚")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_selector(".lost:visible")
    next(second)
    tab.page.wait_for_function(
        "document.querySelectorAll('.turn .hero').length === 2 && document.querySelector('.lost').hidden"
    )
    assert [one.inner_text() for one in tab.page.query_selector_all(".asked")] == ["吴忠微信", "河阳处罚"]
    tab.errors.clear()  # the browser says that the server was gone for a while
    tab.end()
    assert next(second, None) is None


def test_what_is_judged_is_kept_in_the_library(visit: Visit, shared_clerk: Clerk) -> None:
    visit.ask("云川市人民政府2023年行政处罚多少件")
    visit.page.click('[data-verdict="wrong"]')
    visit.page.wait_for_selector('[data-verdict="wrong"][aria-pressed="true"]')
    assert [one.question for one in shared_clerk.library.feedback() if one.verdict == "wrong"] == [
        "云川市人民政府2023年行政处罚多少件"
    ]
    visit.page.click('[data-verdict="wrong"]')
    visit.page.wait_for_selector('[data-verdict="wrong"][aria-pressed="false"]')
    assert [one for one in shared_clerk.library.feedback() if one.verdict == "wrong"] == []


def test_resting_on_a_chip_opens_it_so_that_one_click_changes_it(visit: Visit) -> None:
    visit.ask("吴忠科技局2021年微信公众号发了多少篇")
    page = visit.page
    page.hover("summary.chip >> nth=0")
    page.wait_for_selector("details.menu.hover[open]")
    page.click('[role=menu] [data-value="云川市科学技术局"]')
    page.wait_for_function("document.querySelector('.hero b')?.textContent === '142'")


def test_a_visitor_who_was_let_go_is_known_again(
    browser: Browser, library: Library, clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.page import wiring

    monkeypatch.setattr(wiring, "MOST_VISITORS", 1)
    for address in served(library, clerk):
        first, second = Visit(browser, address), Visit(browser, address)
        first.ask("吴忠微信")
        second.ask("河阳处罚")
        first.ask("云川微信")
        assert [one.inner_text() for one in first.page.query_selector_all(".hero b")] == ["91", "142"]
        first.end()
        second.end()
