"""Files handed in: what becomes of each, with real files, the real pipeline and real reading processes."""

from __future__ import annotations

import io
import os
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.errors import DamagedFile, LibraryError, ModelUnavailable
from ingest.library import Library
from ingest.strings import again, say
from ui.page.arriving import Item, Rules
from ui.page.tray import tray
from ui.page.uploading import FOLDER, MOST_FILES, TOGETHER, Intake

SAMPLES = Path(__file__).parents[2] / "samples"
BATCH, OTHER = "a" * 32, "b" * 32
REPORT = """{agency}{year}年政府信息公开工作年度报告

一、总体情况
{year}年，我局主动公开政府信息 {count} 条，微信公众号发布信息 91 篇。
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as held:
        yield held


@pytest.fixture
def intake(library: Library) -> Iterator[Intake]:
    made = Intake(library, Rules(largest=2 << 20), model=lambda _: None)
    yield made
    made.close()
    assert not any((library.folder / FOLDER).glob("*")), "nothing may be left of what was handed in"


def report(agency: str = "吴忠市科学技术局", year: int = 2023, count: int = 24) -> bytes:
    return REPORT.format(agency=agency, year=year, count=count).encode()


def reports(count: int, mark: str = "") -> dict[str, bytes]:
    places = ("吴忠市", "中卫市", "固原市", "石嘴山市")
    agency = "教育局" if mark else "科学技术局"
    return {f"{mark}{n}.txt": report(places[n % 4] + agency, 2010 + n // 4) for n in range(count)}


def hand(intake: Intake, files: dict[str, bytes], batch: str = BATCH) -> list[Item]:
    items = intake.announce(batch, [(name, len(content)) for name, content in files.items()])
    for item, content in zip(items, files.values(), strict=False):
        arrival = intake.receive(batch, item.id)
        if arrival is not None:
            with arrival:
                arrival.write(content)
    return items


def settled(intake: Intake, batch: str = BATCH, seconds: float = 60) -> tuple[Item, ...]:
    until = time.monotonic() + seconds
    while any(item.under_way for item in intake.items(batch)):
        assert time.monotonic() < until, [item.state for item in intake.items(batch)]
        time.sleep(0.02)
    return intake.items(batch)


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def test_several_files_come_in_and_the_rest_is_set_aside_with_its_reason(intake: Intake, library: Library) -> None:
    good = [next(SAMPLES.glob(f"*.{kind}")) for kind in ("pdf", "html", "md")]
    hand(
        intake,
        {
            **{file.name: file.read_bytes() for file in good},
            "大.pdf": b"%PDF-1.4" + b"0" * (2 << 20),
            "照片.jpg.pdf": packed(a=b"1"),
            "名单.txt": "红烧肉：五花肉一斤，酱油两勺。".encode() * 9,
            "空.txt": b"",
        },
    )
    came = settled(intake)
    assert [item.state for item in came] == ["added"] * 3 + ["set_aside"] * 4
    assert {item.head.file for item in came[:3] if item.head} == {file.name for file in good}
    assert [again(item.reason or "", "en").split(": ")[0] for item in came[3:]] == [
        "大.pdf is larger than 2 MB and was not read",
        "照片.jpg.pdf is of no format that is read",
        "名单.txt does not look like an annual report on information disclosure",
        "空.txt is empty or holds no text",
    ]
    assert len(library.reports()) == 3
    assert library.file_bytes(library.reports()[0].id) in [file.read_bytes() for file in good]
    assert all(head.source is None for head in library.reports())


def test_the_same_again_is_held_and_a_new_version_takes_the_old_ones_place(intake: Intake, library: Library) -> None:
    hand(intake, {"一.txt": report()})
    settled(intake)
    hand(intake, {"二.txt": report(), "一.txt": report(count=25)})
    same, newer = settled(intake)[1:]
    assert (same.state, same.reason) == ("unchanged", "内容与已有的 一.txt 相同")
    assert newer.state == "replaced"
    assert [head.file for head in library.reports()] == ["一.txt"]


def test_a_file_that_names_nobody_is_brought_in_once_its_visitor_says_whose_it_is(
    intake: Intake, library: Library
) -> None:
    hand(intake, {"无名.txt": report(agency="", year=2023).replace("2023年".encode(), b"")})
    (item,) = settled(intake)
    assert item.asks_whose
    assert "<form" in tray([item], "zh")
    assert say("ui.web_unknown_both") in tray([item], "zh")
    assert intake.say_whose(BATCH, item.id, "河阳市教育局", None)
    (item,) = settled(intake)
    assert item.asks_whose, "the year is still not known"
    assert intake.say_whose(BATCH, item.id, None, 2022)
    (item,) = settled(intake)
    assert (item.state, [(head.agency, head.year) for head in library.reports()]) == ("added", [("河阳市教育局", 2022)])
    assert not intake.say_whose(BATCH, item.id, "别的局", 2020)
    assert not intake.say_whose(OTHER, item.id, "别的局", 2020)


def test_what_is_cancelled_never_comes_in(intake: Intake, library: Library) -> None:
    items = hand(intake, reports(20))
    intake.cancel(BATCH, items[-1].id)
    intake.cancel(BATCH, items[-2].id)
    came = settled(intake)
    assert [item.state for item in came] == ["added"] * 18 + ["cancelled"] * 2
    assert len(library.reports()) == 18
    items = hand(intake, reports(20, "新"))
    intake.cancel(BATCH)
    settled(intake)
    hand(intake, {"末.txt": report(year=2009)})
    assert settled(intake)[-1].state == "added", "others go on after a cancellation"
    kept = {head.file for head in library.reports()}
    assert all((item.name in kept) == (item.state == "added") for item in items)
    assert any(item.state == "cancelled" for item in items)


def test_cancelling_ends_the_reading_of_a_file_that_takes_long(library: Library) -> None:
    pytest.importorskip("rapidocr")
    intake = Intake(library, Rules(), model=lambda _: None)
    (scanned,) = hand(intake, {"扫描.pdf": pages_of_pictures(30)})
    until = time.monotonic() + 30
    while scanned.state != "reading" and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)
    begun = time.monotonic()
    intake.cancel(BATCH)
    hand(intake, {"一.txt": report()})
    settled(intake)
    assert (scanned.state, len(library.reports())) == ("cancelled", 1)
    assert time.monotonic() - begun < 90
    intake.close()


def pages_of_pictures(count: int) -> bytes:
    from PIL import Image, ImageDraw

    pages = [Image.new("L", (1240, 1754), 255) for _ in range(count)]
    for page in pages:
        for line in range(40):
            ImageDraw.Draw(page).text((100, 40 * line + 60), "annual report on disclosure " * 5, 0, font_size=24)
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:])
    return made.getvalue()


def test_a_report_is_read_again_from_its_original(intake: Intake, library: Library) -> None:
    hand(intake, {"一.txt": report()})
    settled(intake)
    (head,) = library.reports()
    intake.read_again(BATCH, head.id, year=2022)
    again_ = settled(intake)[-1]
    assert (again_.state, again_.afresh) == ("replaced", True)
    assert [(one.year, one.file) for one in library.reports()] == [(2022, "一.txt")]
    intake.read_again(BATCH, head.id)
    assert settled(intake)[-1].state == "replaced"
    intake.read_again(BATCH, head.id)
    assert settled(intake)[-1].state == "unchanged"
    with pytest.raises(LibraryError):
        intake.read_again(BATCH, "no such report")


def test_where_the_original_was_not_kept_that_is_said(intake: Intake, library: Library, tmp_path: Path) -> None:
    from ingest.pipeline import read_report

    (tmp_path / "一.txt").write_bytes(report())
    library.add(read_report(tmp_path / "一.txt"))
    with pytest.raises(DamagedFile, match="原件"):
        intake.read_again(BATCH, library.reports()[0].id)


def test_uploading_can_be_switched_off(library: Library) -> None:
    intake = Intake(library, Rules(upload=False), model=lambda _: None)
    (item,) = hand(intake, {"一.txt": report()})
    assert (item.state, again(item.reason or "", "en")) == ("set_aside", "uploading is switched off here")
    assert library.reports() == []
    intake.close()


def test_more_bytes_than_announced_are_not_taken(intake: Intake) -> None:
    (item,) = intake.announce(BATCH, [("一.txt", 10)])
    arrival = intake.receive(BATCH, item.id)
    assert arrival is not None
    assert intake.receive(BATCH, item.id) is None, "it is being received already"
    arrival.write(b"0" * (2 << 20))
    with pytest.raises(DamagedFile), arrival:
        arrival.write(b"0")
    assert item.state == "set_aside"
    assert "2 MB" in (item.reason or "")
    assert item.path is None


def test_a_file_that_breaks_off_is_not_read(intake: Intake) -> None:
    (item,) = intake.announce(BATCH, [("一.txt", 10)])
    arrival = intake.receive(BATCH, item.id)
    assert arrival is not None
    arrival.write(b"12")
    with pytest.raises(ConnectionError), arrival:
        raise ConnectionError
    assert again(item.reason or "", "en").startswith("一.txt did not arrive in full")


def test_a_batch_takes_so_many_files_and_no_more(intake: Intake) -> None:
    assert len(intake.announce(BATCH, [(f"{n}", 1) for n in range(MOST_FILES + 10)])) == MOST_FILES
    assert intake.announce(BATCH, [("一.txt", 1)]) == []
    intake.cancel(BATCH)
    intake.dismiss(BATCH)
    assert intake.items(BATCH) == ()


def test_visitors_take_turns(intake: Intake) -> None:
    many = hand(intake, reports(2 * TOGETHER))
    (one,) = hand(intake, {"我的.txt": report(agency="河阳市教育局")}, OTHER)
    settled(intake, OTHER)
    assert one.state == "added"
    assert sum(1 for item in many if item.under_way) > 0
    assert all(item.state == "added" for item in settled(intake))


def test_without_its_model_reports_are_kept_without_vectors(library: Library) -> None:
    class Missing:
        name = "missing"

        def load(self) -> object:
            raise ModelUnavailable("no such model")

        def passages(self, texts: object, progress: object = None) -> object:
            raise ModelUnavailable("no such model")

    intake = Intake(library, Rules(), model=lambda _: Missing())  # type: ignore[arg-type,return-value]
    hand(intake, {"一.txt": report()})
    (item,) = settled(intake)
    assert item.state == "added"
    assert not library.reports()[0].embedded
    intake.close()


def test_when_the_library_cannot_be_written_that_is_said(tmp_path: Path, library: Library) -> None:
    intake = Intake(library, Rules(), model=lambda _: None)
    library.close()
    arrival_items = intake.announce(BATCH, [("一.txt", 10)])
    arrival = intake.receive(BATCH, arrival_items[0].id)
    assert arrival is not None
    with arrival:
        arrival.write(report())
    until = time.monotonic() + 30
    while arrival_items[0].under_way and time.monotonic() < until:
        time.sleep(0.02)
    assert arrival_items[0].state == "set_aside"
    assert "关闭" in (arrival_items[0].reason or "")
    intake.close()


def test_hostile_archives_are_set_aside(intake: Intake, library: Library) -> None:
    bomb = packed(**{"[Content_Types].xml": b"<x/>", "word__document.xml": b"0" * (201 << 20)})
    assert len(bomb) < 2 << 20
    hand(
        intake,
        {"炸弹.docx": bomb, "../../逃.docx": packed(**{"..__..__etc__x": b"1", "word__document.xml": b"<a/>"})},
    )
    came = settled(intake)
    assert [item.state for item in came] == ["set_aside"] * 2
    assert came[1].name == "逃.docx"
    assert library.reports() == []


def test_what_a_killed_server_left_a_day_ago_is_swept_away(library: Library) -> None:
    left = library.folder / FOLDER / "tmpold"
    left.mkdir(parents=True)
    (left / "一.txt").write_text("1")
    os.utime(left, (1, 1))
    intake = Intake(library, Rules(), model=lambda _: None)
    hand(intake, {"一.txt": report()})
    settled(intake)
    assert not left.exists()
    intake.close()


def test_closing_while_files_wait_does_not_hang(library: Library) -> None:
    intake = Intake(library, Rules(), model=lambda _: None)
    hand(intake, reports(30))
    begun = time.monotonic()
    intake.close()
    assert time.monotonic() - begun < 90
    assert not [thread for thread in threading.enumerate() if thread.name == "intake"]
