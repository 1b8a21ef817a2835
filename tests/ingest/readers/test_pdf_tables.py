"""Tables of a PDF: ruled, cut by a page end, without lines, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import read
from tests.ingest.readers.drawing import REQUESTS, Paper
from tests.ingest.readers.found import LONG, grid, prose, tables


def test_ruled_cells_come_with_spans_and_boxes(tmp_path: Path) -> None:
    paper = Paper()
    x, y = [60, 120, 260, 330, 400, 470], [100, 120, 140, 160, 180]
    for place in x:
        paper.line(place, 120 if place in (330, 400) else 100, place, 180)
    for place in y:
        paper.line(x[2] if place == 120 else x[0], place, 470, place)
    paper.text(65, 135, "项目", 10)
    paper.text(265, 115, "申请人情况", 10)
    paper.words(x, y, [[], [], ["受理", "新收", "12", "3", "15"], ["", "结转", "1", "", "1"]])
    table = tables(read(paper.save(tmp_path / "a.pdf")))[0]
    merged = {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells if cell.text}
    assert table.exact
    assert merged["申请人情况"] == (0, 2, 1, 3)
    assert merged["15"] == (2, 4, 1, 1)
    blank = next(cell for cell in table.cells if (cell.row, cell.column) == (3, 3))
    assert blank.text == ""
    assert blank.box == pytest.approx((330, 160, 400, 180), abs=1)


def test_a_table_cut_by_the_page_end_keeps_its_open_row(tmp_path: Path) -> None:
    paper = Paper()
    x = [60, 300, 400, 500]
    for place in x:
        paper.line(place, 700, place, 780)
    for place in (700, 720, 740, 760):
        paper.line(60, place, 500, place)
    paper.words(
        x,
        [700, 720, 740, 760, 780],
        [["信息内容", "本年制发件数", "现行有效件数"], ["规章", "0", "1"], ["文件", "2", "3"], ["其他", "4", "5"]],
    )
    assert grid(tables(read(paper.save(tmp_path / "a.pdf")))[0])[-1] == ["其他", "4", "5"]


def test_text_in_a_frame_is_prose(tmp_path: Path) -> None:
    paper = Paper()
    paper.grid([70, 530], [90, 300], [[]])
    paper.paragraph(130, LONG)
    document = read(paper.save(tmp_path / "a.pdf"))
    assert tables(document) == []
    assert prose(document) == [LONG]


def test_paragraphs_inside_a_table_are_prose_and_the_table_goes_on(tmp_path: Path) -> None:
    paper = Paper()
    x = [70, 300, 530]
    paper.line(70, 90, 530, 90)
    paper.line(70, 260, 530, 260)
    paper.line(70, 90, 70, 320)
    paper.line(530, 90, 530, 320)
    paper.paragraph(120, LONG, x=76)
    paper.grid(x, [260, 290, 320], [["行政许可", "550"], ["行政处罚", "4119"]])
    document = read(paper.save(tmp_path / "a.pdf"))
    assert prose(document) == [LONG]
    assert grid(tables(document)[0]) == [["行政许可", "550"], ["行政处罚", "4119"]]


def test_borderless_table_keeps_its_columns(tmp_path: Path) -> None:
    paper = Paper()
    columns = [60, 300, 350, 400, 450]
    paper.words(columns, [80, 100], [["", "自然人", "企业", "其他", "总计"]])
    for i, row in enumerate(
        [[REQUESTS[0], "7", "0", "", "7"], [REQUESTS[1], "1", "0", "2", "3"], [REQUESTS[2], "8", "0", "2", "10"]]
    ):
        paper.words(columns, [100 + 20 * i, 120 + 20 * i], [row])
    document = read(paper.save(tmp_path / "a.pdf"))
    table = tables(document)[0]
    assert not table.exact
    assert grid(table)[1:] == [
        [REQUESTS[0], "7", "0", "", "7"],
        [REQUESTS[1], "1", "0", "2", "3"],
        [REQUESTS[2], "8", "0", "2", "10"],
    ]
    assert [cell.text for cell in table.rows[0] if cell.text] == ["自然人", "企业", "其他", "总计"]


def test_borderless_labels_over_several_lines(tmp_path: Path) -> None:
    """Numbers stand beside the middle of a broken label, or between its lines."""
    paper = Paper()
    x = [60, 120, 330, 380, 430]
    y = 100.0
    for lead, label, numbers in [
        ("三、本年度", ["（一）予以公开"], ["3", "1", "4"]),
        ("办理结果", ["（二）部分公开（区分处理的，只", "计这一情形，不计其他情形）"], ["1", "0", "1"]),
        ("", ["1.申请人无正当理由逾期不补正", "行政机关不再处理其政府信息公", "开申请"], ["0", "2", "2"]),
        ("", ["3.其他"], ["5", "0", "5"]),
    ]:
        if lead:
            paper.text(x[0], y, lead, 10)
        for i, line in enumerate(label):
            paper.text(x[1], y + 14 * i, line, 10)
        for place, number in zip(x[2:], numbers, strict=True):
            paper.text(place, y + 7 * (len(label) - 1), number, 10)
        y += 14 * (len(label) - 1) + 22
    rows = [[cell.text for cell in row if cell.text] for row in tables(read(paper.save(tmp_path / "a.pdf")))[0].rows]
    assert [row for row in rows if row[-1].isdigit()] == [
        ["三、本年度", "（一）予以公开", "3", "1", "4"],
        ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1", "0", "1"],
        ["1.申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请", "0", "2", "2"],
        ["3.其他", "5", "0", "5"],
    ]


def test_rows_between_bars_are_a_table(tmp_path: Path) -> None:
    paper = Paper()
    for i, row in enumerate(["信息内容 | 本年制发件数 | 现行有效件数 |", "规章 | 0 | 1 |", "规范性文件 | 2 | 33 |"]):
        paper.text(80, 100 + 20 * i, row)
    assert grid(tables(read(paper.save(tmp_path / "a.pdf")))[0]) == [
        ["信息内容", "本年制发件数", "现行有效件数"],
        ["规章", "0", "1"],
        ["规范性文件", "2", "33"],
    ]


def test_vertical_text_in_a_cell_reads_downwards(tmp_path: Path) -> None:
    paper = Paper()
    x, y = [60, 80, 300, 400], [100, 190]
    paper.grid(x, y, [["", "予以公开", "5"]])
    for i, char in enumerate("本年度办理结果"):
        paper.text(65, 112 + 11 * i, char, 10)
    assert grid(tables(read(paper.save(tmp_path / "a.pdf")))[0]) == [["本年度办理结果", "予以公开", "5"]]


def test_a_number_touched_by_a_line_stays_in_one_cell(tmp_path: Path) -> None:
    paper = Paper()
    x = [60, 200, 230, 260]
    paper.grid(x, [100, 120], [["处罚", "", "7"]])
    paper.text(203, 115, "411952", 10)
    assert grid(tables(read(paper.save(tmp_path / "a.pdf")))[0]) == [["处罚", "411952", "7"]]


def test_two_numbers_under_each_other_are_not_one(tmp_path: Path) -> None:
    paper = Paper()
    paper.grid([60, 200, 300], [100, 140], [["处罚", ""]])
    paper.text(210, 115, "4", 10)
    paper.text(210, 130, "5", 10)
    assert grid(tables(read(paper.save(tmp_path / "a.pdf")))[0]) == [["处罚", "4 5"]]


def test_a_number_broken_in_a_narrow_cell_is_one(tmp_path: Path) -> None:
    paper = Paper()
    paper.grid([60, 200, 232], [100, 140], [["收费", ""]])
    paper.text(203, 115, "59237", 10)
    paper.text(203, 130, "2449", 10)
    assert grid(tables(read(paper.save(tmp_path / "a.pdf")))[0]) == [["收费", "592372449"]]
