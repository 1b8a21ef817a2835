"""The Reports tab without a browser: what its events do to a session, and what is then to be seen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from ingest.library import Library
from ingest.report import Blame, Cell, Fact, Finding, Identity, Place, Report, Table
from ingest.strings import Language, say
from tests.ui.conftest import HOSTILE, Scripted
from tests.ui.pages import ALLOWED, Tags
from ui.page.arriving import Item, Rules, State
from ui.page.clerk import Clerk
from ui.page.pointing import target
from ui.page.reports import (
    choices_html,
    delete_report,
    intake_html,
    leaf_html,
    open_report,
    point,
    reports_html,
    tab,
    turn_leaf,
)
from ui.page.session import Session
from ui.page.sieve import Sieve
from ui.page.tray import MOST_SHOWN, tray

UI = Path(__file__).parents[2] / "ui"
MINE = (
    "arriving",
    "uploading",
    "filenames",
    "intake_routes",
    "pointing",
    "reading_room",
    "reports",
    "shelf",
    "sieve",
    "tray",
)
SHOWN = ALLOWED | set("dialog progress label form select option figure figcaption a button".split())


def views(clerk: Clerk, session: Session) -> list[str]:
    return [draw(session) for draw in tab(clerk).views.values()]


def do(clerk: Clerk, session: Session, event: str, **data: object) -> None:
    tab(clerk).actions[event](session, data)


# Opening a report


def test_an_opened_report_shows_findings_tables_figures_and_outline(clerk: Clerk) -> None:
    session = Session()
    open_report(clerk, session, "d" * 16)
    page = reports_html(clerk, session)
    assert [one["id"] for one in Tags(page).all("section")] == ["room-findings", "room-tables", "room-outline"]
    assert "各列之和不等于总计" in page
    assert say("ui.expected_found", expected="12", found="11") in page
    assert "行政处罚·本年处理决定数量: 4119 件" in page
    open_report(clerk, session, "a" * 16)
    assert "room-prose_figures" in reports_html(clerk, session)
    open_report(clerk, session, "no such report")
    assert session.opened == "a" * 16


@pytest.mark.parametrize(
    ("kind", "at", "part", "shown"),
    [
        ("fact", 0, 0, '<td class="cited"><mark>4119</mark></td>'),
        ("cell", 2, 5, '<td class="cited"><mark>4119</mark></td>'),
        ("cell", 2, 7, '<td class="cited"><mark>37</mark></td>'),
        ("table", 2, 0, "<mark>信息内容</mark>"),
        ("finding", 0, 0, "<mark>4119</mark>"),
    ],
)
def test_a_click_leads_to_its_place_in_the_original(clerk: Clerk, kind: str, at: int, part: int, shown: str) -> None:
    session = Session()
    open_report(clerk, session, "d" * 16)
    point(session, kind, at, part)
    assert shown in leaf_html(clerk, session)


def test_a_section_leads_to_its_heading(clerk: Clerk) -> None:
    aim = target(clerk.report("a" * 16), (), "section", 0)
    assert (aim.place.block, aim.quote) == (0, "一、总体情况")


@pytest.mark.parametrize(
    ("kind", "at", "part"), [("fact", 999, 0), ("cell", 2, -1), ("table", 0, 0), ("x", 0, 0), ("finding", 0, 9)]
)
def test_a_place_that_is_not_there_shows_the_beginning(clerk: Clerk, kind: str, at: int, part: int) -> None:
    session = Session()
    open_report(clerk, session, "d" * 16)
    beginning = leaf_html(clerk, session)
    point(session, kind, at, part)
    assert leaf_html(clerk, session) == beginning


def test_the_page_picture_turns_and_boxes_what_was_clicked(clerk: Clerk) -> None:
    session = Session()
    open_report(clerk, session, "e" * 16)
    point(session, "fact", 0)
    assert f'src="pages/{"e" * 16}/2.png"' in leaf_html(clerk, session)
    assert len(Tags(leaf_html(clerk, session)).all("i", "box")) == 1
    turn_leaf(session, 3)
    assert f'src="pages/{"e" * 16}/3.png"' in leaf_html(clerk, session)
    assert Tags(leaf_html(clerk, session)).all("i", "box") == []
    turn_leaf(session, 99)
    assert f'src="pages/{"e" * 16}/2.png"' in leaf_html(clerk, session), "there is no such page"


def test_a_table_over_two_pages_is_boxed_on_both(clerk: Clerk, library: Library) -> None:
    cells = tuple(
        Cell(row, 0, f"第{row}行", page=1 + row // 2, box=(100.0, 100.0 + 20 * row, 200.0, 118.0 + 20 * row))
        for row in range(4)
    )
    one = library.report("e" * 16)
    block = replace(one.blocks[0], text="\n".join(cell.text for cell in cells), table=Table(cells))
    library.add(replace(one, id="f" * 16, file="两页.pdf", blocks=(block,)), content=library.file_bytes("e" * 16))
    session = Session()
    open_report(clerk, session, "f" * 16)
    point(session, "table", 0)
    first = Tags(leaf_html(clerk, session)).all("i", "box")
    turn_leaf(session, 2)
    second = Tags(leaf_html(clerk, session)).all("i", "box")
    assert len(first) == len(second) == 1
    assert first != second


def test_a_finding_across_years_shows_the_other_years_report(clerk: Clerk, library: Library) -> None:
    place = Place(None, (), 1, 0, 4)
    found = Finding(
        "c" * 16, "B1", "error", "source", "118", "142", (("结转", "118", place), ("上年结转", "142", place)),
        str(say("ingest.rule_fails", where="总计", rule=say("ingest.rule_B1"))), ("c" * 16, "b" * 16),
    )  # fmt: skip
    library.compare("c" * 16, "b" * 16, [found])
    session = Session()
    open_report(clerk, session, "c" * 16)
    page = Tags(reports_html(clerk, session))
    assert "2020" in page.words
    point(session, "finding", 0, 0)
    assert "云川市科学技术局 · 2020 年度报告" in leaf_html(clerk, session)
    point(session, "finding", 0, 1)
    assert "云川市科学技术局 · 2020" not in leaf_html(clerk, session)


def test_blank_and_unreadable_cells_are_told_from_numbers(clerk: Clerk, library: Library) -> None:
    one = library.report("d" * 16)
    fact = one.facts[0]
    block = one.blocks[2]
    assert block.table is not None
    places = {cell.text: start for cell, start in zip(block.table.cells, starts(block.text), strict=True)}
    facts = (
        fact,
        replace(fact, value=None, state="blank", place=replace(fact.place, start=places["0"], end=places["0"] + 1)),
        replace(
            fact, value=None, state="unreadable", place=replace(fact.place, start=places["37"], end=places["37"] + 2)
        ),
    )
    library.add(replace(one, id="f" * 16, file="又.html", facts=facts))
    session = Session()
    open_report(clerk, session, "f" * 16)
    page = Tags(reports_html(clerk, session))
    assert [len(page.all("td", state)) for state in ("number", "blank", "unreadable")] == [1, 1, 1]


def starts(text: str) -> Iterator[int]:
    yield 0
    yield from (hit.end() for hit in re.finditer(r"[\t\n]", text))


# Deleting


def test_a_deleted_report_is_gone_for_everybody_at_once(clerk: Clerk) -> None:
    mine, other = Session(), Session(opened="d" * 16)
    for _ in clerk.ask(other, "云川2023年行政处罚"):
        pass
    assert "4119" in clerk.evidence_html(other)
    open_report(clerk, mine, "d" * 16)
    do(clerk, mine, "delete_report", report="d" * 16)
    assert mine.opened is None
    assert "已删除 云川市人民政府 · 2023 年度报告" in intake_html(clerk, mine)
    assert clerk.held.entry("d" * 16) is None
    assert "<table" in reports_html(clerk, other)
    assert "云川市人民政府" not in reports_html(clerk, other)
    assert leaf_html(clerk, other) == ""
    assert "这份报告已不在库中" in clerk.evidence_html(other), "the answer still stands, and says why nothing is shown"
    assert "4119" in clerk.talk_html(other)
    do(clerk, mine, "refresh")
    assert Tags(intake_html(clerk, mine)).all("p", "toast")[0].get("hidden", "no") is None


def test_what_is_switched_off_is_neither_offered_nor_done(library: Library) -> None:
    for rules, upload, delete in ((Rules(delete=False), True, False), (Rules(upload=False), False, True)):
        clerk, session = Clerk(library, begin=Scripted, rules=rules), Session()  # type: ignore[arg-type]
        open_report(clerk, session, "a" * 16)
        page = Tags(intake_html(clerk, session) + reports_html(clerk, session))
        assert any("data-choose" in one for one in page.all("button")) is upload
        assert any("data-again" in one for one in page.all("button")) is upload
        assert any("data-delete" in one for one in page.all("button")) is delete
    clerk = Clerk(library, begin=Scripted, readonly=True)  # type: ignore[arg-type]
    assert clerk.rules == Rules(upload=False, delete=False)
    delete_report(clerk, session, "a" * 16)
    assert library.head("a" * 16) is not None
    assert session.notice == say("ui.delete_failed")


# The table


def test_the_table_says_of_each_report_what_was_read(clerk: Clerk) -> None:
    page = Tags(reports_html(clerk, Session()))
    assert len(page.all("tr")) == 6
    assert page.all("th")[0]["aria-sort"] == "ascending"
    assert {"云川市人民政府", "2021 年起", "3"} <= set(page.words)
    assert choices_html(clerk, Session()) == "", "five reports need no choosing"


def test_choosing_and_sorting_by_events(clerk: Clerk) -> None:
    session = Session()
    do(clerk, session, "sift", name="words", value="云川 2021")
    assert len(Tags(reports_html(clerk, session)).all("tr")) == 2
    assert 'value="云川 2021"' in choices_html(clerk, session)
    do(clerk, session, "sift", name="words", value="没有这样的单位")
    assert say("ui.found", count=0) in reports_html(clerk, session)
    do(clerk, session, "sift_anew")
    do(clerk, session, "sift", name="order", value="facts")
    assert session.sieve == Sieve(order="facts", descending=True)


def test_a_large_library_comes_in_pages(library: Library) -> None:
    one = library.report("a" * 16)
    for n in range(120):
        library.add(replace(one, id=f"{n:016x}", file=f"{n}.txt", identity=Identity(f"第{n:03}局", 2020)))
    clerk, session = Clerk(library, begin=Scripted), Session()  # type: ignore[arg-type]
    page = Tags(reports_html(clerk, session))
    assert len(page.all("tr")) == 51
    assert say("ui.page_of", page=1, pages=3) in page.words
    do(clerk, session, "sift", name="page", value="2")
    assert len(Tags(reports_html(clerk, session)).all("tr")) == 26
    assert len(Tags(choices_html(clerk, session)).all("select")) == 3


def test_an_empty_library_shows_how_to_begin(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as empty:
        assert "data-choose" in reports_html(Clerk(empty), Session())
        assert "50 MB" in reports_html(Clerk(empty), Session())
        shut = reports_html(Clerk(empty, readonly=True), Session())
    assert "data-choose" not in shut
    assert say("ui.empty_command") in shut


# Words and markup


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_from_reports_files_or_visitors_becomes_markup(library: Library, language: Language) -> None:
    hostile = library.report("d" * 16)
    cells = (Cell(0, 0, HOSTILE), Cell(0, 1, "7"))
    block = replace(hostile.blocks[2], text=f"{HOSTILE}\t7", table=Table(cells))
    contact = Fact("f" * 16, "phone", None, "text", "contact", HOSTILE, text=HOSTILE)
    prose = Fact("f" * 16, None, Decimal(7), "number", "prose", HOSTILE, unit=HOSTILE, noun=HOSTILE)
    finding = Finding("f" * 16, "A1", "error", "source", HOSTILE, HOSTILE, ((HOSTILE, HOSTILE, Place()),), HOSTILE)
    library.add(
        Report(
            "f" * 16, HOSTILE, "html", Identity(HOSTILE, 2023, HOSTILE, (HOSTILE,)), (*hostile.blocks[:2], block),
            hostile.sections, (contact, prose), (), (finding,), None, (HOSTILE,),
        )
    )  # fmt: skip
    clerk = Clerk(library, begin=Scripted)  # type: ignore[arg-type]
    pages: list[str] = []
    for id in (entry.id for entry in clerk.held.entries):
        session = Session(language, notice=HOSTILE, sieve=Sieve(words=HOSTILE, region=(HOSTILE,)))
        pages += views(clerk, session)
        open_report(clerk, session, id)
        pages += views(clerk, session)
    head = clerk.library.head("f" * 16)
    pages += [
        tray([Item("1", HOSTILE, 1, state, reason=HOSTILE, head=head, warnings=(HOSTILE,), agency=HOSTILE)], language)
        for state in get_args(State)
    ]
    for page in map(Tags, pages):
        assert {tag for tag, _ in page.seen} <= SHOWN
        assert not [name for _, named in page.seen for name in named if name.startswith("on")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("state", get_args(State))
def test_each_state_of_a_file_is_said_in_both_languages(clerk: Clerk, state: State, language: Language) -> None:
    head = clerk.library.head("a" * 16)
    reason = say("ingest.pdf_locked", file="甲.pdf")
    item = Item("1", "甲.pdf", 100, state, 40, reason if state == "set_aside" else None, head=head)
    page = Tags(tray([item, replace(item, id="2", afresh=True, head=None)], language))
    text = " ".join(page.words)
    assert page.all("li", state)
    if state == "set_aside":
        assert ("该文件有密码" in text) if language == "zh" else ("This file is protected by a password" in text)
    if language == "en":
        assert not re.search(r"[\u4e00-\u9fff]", text.replace("甲.pdf", "").replace("吴忠市科学技术局", ""))


def test_many_files_show_those_that_need_a_look(clerk: Clerk) -> None:
    items = [Item(f"{n}", f"{n}.pdf", 1, "added") for n in range(500)]
    items[3] = Item("3", "3.pdf", 1, "set_aside", reason=say("ingest.pdf_locked", file="3.pdf"))
    page = Tags(tray(items, "zh"))
    assert len(page.all("li")) == MOST_SHOWN
    assert any(one["data-item"] == "3" for one in page.all("li"))
    assert say("ui.upload_rest", count=500 - MOST_SHOWN) in page.words


def test_every_word_of_the_tab_is_there_in_both_languages() -> None:
    written = "\n".join((UI / "page" / f"{name}.py").read_text("utf-8") for name in MINE)
    used = set(re.findall(r'"ui\.([a-zA-Z_0-9]+)"', written)) | {
        *(f"room_{name}" for name in ("findings", "tables", "prose_figures", "contacts", "outline")),
        *(f"every_{name}" for name in ("region", "year", "template")),
        *(f"count_{name}" for name in ("pages", "facts", "findings")),
        *(f"blame_{blame}" for blame in get_args(Blame)),
        *(f"upload_{state}" for state in get_args(State) if state not in ("set_aside", "sending")),
        *(f"upload_{state}_again" for state in ("added", "replaced", "unchanged")),
        *("upload_drop_here", "upload_broken", "upload_sending"),
    }
    words = tomllib.loads((UI.parent / "ingest" / "strings.toml").read_text("utf-8"))["ui"]
    assert used <= set(words)
    assert all(words[name]["zh"] and words[name]["en"] for name in used)
