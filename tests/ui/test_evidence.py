from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import DamagedFile
from ingest.library import Library
from ingest.report import Block, Cell, Place, Span, Table
from ui.evidence import PageView, Pictures, TextView, draw, find, joined, page_view, piece, view

HONGZE = Path(__file__).parents[2].parent / "shared" / "reports" / "hongze-2023.pdf"


def reading(library: Library) -> Pictures:
    return Pictures(lambda id: library.file_bytes(id) or b"")


def shade(png: bytes, x: float, y: float) -> int:
    """Grey (0–255) of the picture at a fraction of its width and height."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        return image.convert("L").getpixel((round(x * image.width), round(y * image.height)))  # type: ignore[return-value]


def test_a_page_is_drawn_with_its_measures(library: Library) -> None:
    picture = draw(library.file_bytes("e" * 16) or b"", 2)
    assert (round(picture.width), round(picture.height), picture.pages) == (595, 842, 3)
    left, top, right, _ = picture.content
    assert (left, right) == (pytest.approx(72, abs=1), pytest.approx(520, abs=1))
    assert 60 < top < 90


@pytest.mark.parametrize("page", [0, 4, -1])
def test_a_page_the_file_does_not_have_is_refused(library: Library, page: int) -> None:
    with pytest.raises(DamagedFile, match=str(page)):
        draw(library.file_bytes("e" * 16) or b"", page)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(DamagedFile):
        draw(b"<html>", 1)


def test_a_box_lies_over_what_it_cites(library: Library) -> None:
    report = library.report("e" * 16)
    shown = view(report, report.facts[0].place, "4119", pictures := reading(library))
    assert isinstance(shown, PageView)
    ((left, top, width, height),) = shown.boxes
    png = pictures.page(report.id, 2).png
    assert shade(png, left + width / 2, top + height / 2) < 40
    assert shade(png, left - 0.01, top + height / 2) > 240
    assert shade(png, left + width / 2, top - 0.01) > 240
    assert width * 595 == pytest.approx(103, abs=1)


def test_a_picture_is_made_once_and_old_ones_are_dropped(library: Library) -> None:
    read = []
    pictures = Pictures(lambda id: read.append(id) or library.file_bytes(id) or b"", keep=2)
    first = pictures.page("e" * 16, 1)
    assert pictures.page("e" * 16, 1) is first
    pictures.page("e" * 16, 2)
    pictures.page("e" * 16, 3)
    assert len(read) == 3
    assert pictures.page("e" * 16, 1) is not first


def test_print_is_brought_to_the_panels_width(library: Library) -> None:
    shown = page_view("e" * 16, 1, (), reading(library))
    assert shown.left * 595 == pytest.approx(60, abs=2)
    assert (shown.left + shown.span) * 595 == pytest.approx(532, abs=2)


def test_words_are_marked_in_their_block(library: Library) -> None:
    report = library.report("a" * 16)
    fact = report.facts[0]
    shown = view(report, fact.place, fact.quote, reading(library))
    assert isinstance(shown, TextView)
    assert [one.mark for one in shown.pieces] == ["", "我局微信公众号共发布信息 91 篇", "", ""]
    assert shown.pieces[0].heading
    assert shown.pieces[1].before.endswith("2021 年，")


def test_words_are_found_where_the_place_names_the_block_only() -> None:
    block = Block(0, "公开 24 条。发布 91 篇。")
    assert piece(block, Place(block=0), "91 篇").mark == "91 篇"
    assert piece(block, Place(block=0, start=0, end=len(block.text)), "91 篇").mark == "91 篇"
    assert piece(block, Place(block=0, start=3, end=7), "no such words").mark == "24 条"


def test_the_second_of_two_like_quotes_is_marked() -> None:
    block = Block(0, "收到 3 件，办结 3 件")
    shown = piece(block, Place(block=0, start=10, end=13), "3 件")
    assert (shown.before, shown.mark) == ("收到 3 件，办结 ", "3 件")


def test_the_number_is_marked_inside_the_sentence_quoted() -> None:
    block = Block(0, "网站 24 条。微信发布 91 篇，微博 68 篇。其他。")
    shown = piece(block, Place(block=0, start=13, end=17), "微信发布 91 篇，微博 68 篇。")
    assert (shown.before, shown.lead, shown.mark, shown.tail, shown.after) == (
        "网站 24 条。",
        "微信发布 ",
        "91 篇",
        "，微博 68 篇。",
        "其他。",
    )


TABLE = Table(
    (
        Cell(0, 0, "信息内容"),
        Cell(0, 1, "本年处理决定数量"),
        Cell(1, 0, "行政许可"),
        Cell(1, 1, "37"),
        Cell(2, 0, "行政处罚"),
        Cell(2, 1, "37"),
    )
)
GRID = Block(2, "信息内容\t本年处理决定数量\n行政许可\t37\n行政处罚\t37", table=TABLE)


def test_the_cell_at_the_place_is_marked_and_its_labels_with_it() -> None:
    start = GRID.text.rindex("37")
    shown = piece(GRID, Place(block=2, start=start, end=start + 2), "37", ("行政处罚", "本年处理决定数量"))
    assert shown.cited == {TABLE.cells[5]}
    assert shown.labels == {TABLE.cells[1], TABLE.cells[4]}


def test_no_cell_is_marked_where_two_could_be_meant() -> None:
    assert piece(GRID, Place(block=2), "37").cited == frozenset()


def test_a_block_is_found_by_its_words_where_no_place_is_known(library: Library) -> None:
    report = library.report("a" * 16)
    shown = view(report, Place(), "全年未收到", reading(library))
    assert isinstance(shown, TextView)
    assert [one.mark for one in shown.pieces if one.mark] == ["全年未收到"]


def test_a_pdf_that_cannot_be_drawn_is_shown_as_text(library: Library) -> None:
    report = library.report("e" * 16)
    shown = view(report, report.facts[0].place, "4119", Pictures(lambda _: b"broken"))
    assert isinstance(shown, TextView)
    assert shown.pieces[0].mark == "4119"


@pytest.mark.skipif(not HONGZE.is_file(), reason="the real reports are not beside the repository")
def test_a_real_page_is_drawn_with_its_print_in_view() -> None:
    picture = draw(HONGZE.read_bytes(), 3)
    left, top, right, bottom = picture.content
    assert 0 < left < right < picture.width
    assert 0 < top < bottom < picture.height
    assert picture.png.startswith(b"\x89PNG")


def test_pieces_of_a_line_become_one_box() -> None:
    assert joined([(0, 0, 10, 10), (10, 0, 30, 10), (60, 0, 70, 10), (0, 14, 20, 24)]) == (
        (0, 0, 30, 10),
        (60, 0, 70, 10),
        (0, 14, 20, 24),
    )


def test_words_are_boxed_as_the_page_prints_them(library: Library) -> None:
    """The place was reckoned as a share of the line and is off by some points; the print says better."""
    content = library.file_bytes("e" * 16) or b""
    exact = find(content, 2, "penalties", (200.0, 70.0, 240.0, 84.0))
    assert exact is not None
    assert 190 < exact[0] < 215
    assert exact[2] - exact[0] > 40
    assert find(content, 2, "penalties", (400.0, 70.0, 440.0, 84.0)) is None
    assert find(content, 2, "no such words", (200.0, 70.0, 240.0, 84.0)) is None


def test_a_space_that_the_page_has_not_printed_does_not_widen_the_box() -> None:
    file = Path(__file__).parents[3] / "shared" / "reports" / "hongze-2023.pdf"
    if not file.is_file():
        pytest.skip(f"no real report at {file}")
    exact = find(file.read_bytes(), 1, "1136条", (286.3, 592.3, 337.4, 608.3))
    assert exact is not None
    assert (round(exact[0]), round(exact[2])) == (286, 337)


def test_the_sentence_around_a_number_is_washed_and_the_number_boxed(library: Library) -> None:
    text = "Page 2: administrative penalties"
    block = Block(
        0, text, (Span(0, 8, 2, (72.0, 70.0, 110.0, 84.0)), Span(8, len(text), 2, (110.0, 70.0, 250.0, 84.0)))
    )
    report = replace(library.report("e" * 16), blocks=(block,))
    start = text.index("penalties")
    shown = view(report, block.place(start, len(text)), text, reading(library))
    assert isinstance(shown, PageView)
    (box,), (line,) = shown.boxes, shown.lines
    assert line[0] < box[0] < box[0] + box[2] <= line[0] + line[2] + 0.01
