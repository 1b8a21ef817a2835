"""The Compare tab in Chromium: choosing, sorting, the page behind a cell, files that open, and from a conversation here."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from tests.ui.browsing import MARKS, PHONE, Visit, amber

pytestmark = MARKS

TABLE = "#compared table.matrix"


def open_compare(visit: Visit, query: str = "") -> None:
    visit.page.evaluate("hash => { location.hash = hash; }", f"compare{query}")
    visit.page.wait_for_selector("#picker .combo input")


def rows(visit: Visit) -> list[list[str]]:
    return [
        [re.sub(r"\s*\d+$", "", cell) if "\n" not in cell and at else cell for at, cell in enumerate(row)]
        for row in visit.page.eval_on_selector_all(
            f"{TABLE} tbody tr",
            "rows => rows.map(row => [...row.cells].map(cell => { const copy = cell.cloneNode(true);"
            "copy.querySelectorAll('.ref').forEach(ref => ref.remove()); return copy.textContent.trim(); }))",
        )
    ]


def pick(visit: Visit, kind: str, typed: str, keys: tuple[str, ...] = ("Enter",)) -> None:
    field = f'[data-pick="{kind}"] input'
    visit.page.fill(field, typed)
    visit.page.wait_for_selector(f"#options-{kind} .option")
    for key in keys:
        visit.page.press(field, key)


def saved(visit: Visit, kind: str) -> bytes:
    with visit.page.expect_download() as download:
        visit.page.click(f'#compared [data-save="{kind}"]')
    assert download.value.suggested_filename.endswith(f".{kind}")
    return Path(download.value.path()).read_bytes()


def test_choosing_by_keyboard_makes_the_table_and_the_address_keeps_it(visit: Visit) -> None:
    page = visit.page
    open_compare(visit)
    pick(visit, "agencies", "kexue", ("Enter",))  # the first that matches by pinyin
    page.wait_for_selector(TABLE)
    pick(visit, "metrics", "微信")
    pick(visit, "agencies", "全部科学技术局")
    page.press('[data-pick="agencies"] input', "Escape")
    page.click('.year:has-text("2020")')
    page.wait_for_function(f"document.querySelectorAll('{TABLE} thead th').length >= 4")
    page.wait_for_function(f"document.querySelectorAll('{TABLE} tbody tr').length >= 2")
    address = page.url
    before = rows(visit)
    assert "#compare?" in address
    visit.reload()
    page.wait_for_selector(TABLE)
    assert rows(visit) == before
    assert page.url == address


def test_a_table_sorts_and_a_cell_opens_its_boxed_page(visit: Visit) -> None:
    page = visit.page
    open_compare(visit, "?a=organ:科学技术局&a=河阳区人民政府&y=2020,2021,2023&m=wechat")
    page.wait_for_selector(TABLE)
    assert [row[0] for row in rows(visit)] == ["云川市科学技术局", "吴忠市科学技术局", "河阳区人民政府"]
    page.click('[data-sort="2"]')
    page.wait_for_selector('th[aria-sort="descending"]')
    page.click('[data-sort="2"]')
    page.wait_for_selector('th[aria-sort="ascending"]')
    assert [row[0] for row in rows(visit)][:2] == ["吴忠市科学技术局", "云川市科学技术局"]
    page.click("#compared .spot >> nth=0")
    page.wait_for_selector('#cellproof h2:has-text("吴忠市科学技术局 · 2021 年度报告")')
    assert page.inner_text("#cellproof mark") == "我局微信公众号共发布信息 91 篇"
    open_compare(visit, "?a=河阳区人民政府&y=2023&m=disclosure.art20_6.penalty.decisions")
    page.wait_for_selector("#cellproof .box")
    page.wait_for_function("document.querySelector('#cellproof img').complete")
    assert amber(page.locator("#cellproof .frame").screenshot()) > 200
    assert not visit.sideways()


def test_files_open_and_hold_what_is_shown(visit: Visit) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl")
    from PIL import Image

    open_compare(visit, "?a=organ:科学技术局&y=2020,2021&m=wechat")
    visit.page.wait_for_selector(TABLE)
    book = openpyxl.load_workbook(io.BytesIO(saved(visit, "xlsx")))
    assert [[cell.value for cell in row[:4]] for row in book["对比"].iter_rows(min_row=2)] == [
        ["云川市科学技术局", 118, 142, 24],
        ["吴忠市科学技术局", "库中无此年", 91, "—"],
    ]
    assert book["出处"].max_row == 4
    lines = list(csv.reader(io.StringIO(saved(visit, "csv").decode("utf-8-sig"))))
    assert lines[1][:3] == ["云川市科学技术局", "118", "142"]
    with Image.open(io.BytesIO(saved(visit, "png"))) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1440
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
        ink = picture.convert("L").crop((0, 60, 230, picture.height)).point(lambda shade: shade < 128 and 255)
    assert {(0x1C, 0x4D, 0xB5), (0x5B, 0x84, 0xD8), (255, 255, 255)} <= colours
    assert ink.getbbox() is not None  # the names beside the bars are written
    assert saved(visit, "svg").startswith(b"<svg")


def test_the_columns_can_be_turned_and_another_figure_charted(visit: Visit) -> None:
    page = visit.page
    open_compare(
        visit, "?a=云川市科学技术局&a=云川市人民政府&y=2021,2023&m=wechat&m=disclosure.art20_6.penalty.decisions"
    )
    page.wait_for_selector(TABLE)
    assert page.locator(f"{TABLE} thead th").count() == 4
    page.click('[data-across="years"]')
    page.wait_for_selector(f'{TABLE} th:has-text("2023")')
    page.locator("[data-chart]").select_option("1")
    page.wait_for_function("location.hash.includes('c=1')")


def test_a_comparison_in_a_conversation_opens_here(visit: Visit) -> None:
    page = visit.page
    visit.ask("和云川市科技局近两年比呢")
    page.click("#talk [data-compare]")
    page.wait_for_selector(TABLE)
    assert [row[0] for row in rows(visit)] == ["吴忠市科学技术局", "云川市科学技术局"]
    assert page.get_attribute("html", "data-view") == "compare"
    page.click('[data-view-tab="ask"]')
    assert page.locator(".turn").count() == 1


def test_the_language_changes_every_word(visit: Visit) -> None:
    page = visit.page
    open_compare(visit, "?a=all&y=2021&m=wechat")
    page.wait_for_selector(TABLE)
    page.click('[data-language="en"]')
    page.wait_for_selector(f'{TABLE} th:has-text("Agency")')
    page.wait_for_selector('#picker .chip:has-text("WeChat posts")')
    assert page.inner_text("#picker .pick-name >> nth=0") == "Agencies"
    page.click('[data-language="zh"]')
    page.wait_for_selector('#picker .chip:has-text("微信公众号发布数")')


def test_a_phone_shows_one_column_and_nothing_goes_sideways(browser: object, address: str) -> None:
    visit = Visit(browser, address, PHONE)  # type: ignore[arg-type]
    open_compare(visit, "?a=organ:科学技术局&y=2020,2021&m=wechat")
    visit.page.wait_for_selector(TABLE)
    assert not visit.sideways()
    assert visit.page.locator("#compared svg.chart:visible").get_attribute("width") == "326"
    visit.page.click("#compared .spot >> nth=2")
    visit.page.wait_for_function("document.querySelector('#cellproof').getBoundingClientRect().top < innerHeight")
    assert visit.outside(address) == []
    visit.end()
