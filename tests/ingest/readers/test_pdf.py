from __future__ import annotations

import re
import time
import zlib
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from ingest.errors import DamagedFile, NoText, UnreadableFile
from ingest.readers import read
from ingest.report import Block, Document, Table
from tests.ingest.readers.drawing import REQUESTS, Paper

LONG = (
    "本局全年通过门户网站主动公开政府信息1136条，其中工作动态870条、通知公告266条，"
    "微信公众号推送91篇，均按规定期限更新，没有发生因信息公开被追究责任的情况。"
)


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not block.table]


def find(document: Document, words: str) -> tuple[Block, int]:
    block = next(block for block in document.blocks if words in block.text)
    return block, block.text.index(words)


def test_paragraphs_are_joined_over_lines_and_pages_and_page_numbers_go(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(200, 90, "某某市水务局", 22)
    paper.text(110, 125, "2023年政府信息公开工作年度报告", 22)
    y = paper.paragraph(180, "一、总体情况")
    y = paper.paragraph(y, LONG)
    half = LONG.index("工作动态")
    paper.paragraph(y, LONG[:half])
    paper.text(290, 810, "- 1 -", 12)
    paper.page()
    paper.paragraph(80, LONG[half:], indent=0)
    paper.text(290, 810, "— 2 —", 12)
    document = read(paper.save(tmp_path / "a.pdf"))
    assert prose(document) == ["某某市水务局", "2023年政府信息公开工作年度报告", "一、总体情况", LONG, LONG]
    assert (document.format, document.pages, document.warnings) == ("pdf", 2, ())


def test_a_quotation_has_the_box_it_is_printed_in(tmp_path: Path) -> None:
    paper = Paper()
    paper.paragraph(100, LONG)
    document = read(paper.save(tmp_path / "a.pdf"))
    block, start = find(document, "1136")
    box = block.place(start, start + 4).box
    assert box is not None
    # 25 characters fit the first line; "1136" follows 19 full-width ones and the indent of two.
    assert box[0] == pytest.approx(80 + (2 + LONG.index("1136")) * 16, abs=2)
    assert box[2] - box[0] == pytest.approx(32, abs=3)
    assert 80 < box[1] < 100 < box[3] < 108


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


def test_what_is_printed_twice_to_look_bold_is_read_once(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(80, 100, "二、主动公开政府信息情况1100条")
    paper.text(80.4, 100, "二、主动公开政府信息情况1100条")
    assert prose(read(paper.save(tmp_path / "a.pdf"))) == ["二、主动公开政府信息情况1100条"]


def test_running_header_stands_once(tmp_path: Path) -> None:
    paper = Paper()
    for page in range(4):
        paper.text(80, 40, "某某市水务局文件", 10)
        paper.paragraph(100, f"第{'一二三四'[page]}页的正文到此为止。")
        paper.text(300, 820, str(page + 1), 10)
        paper.page()
    texts = prose(read(paper.save(tmp_path / "a.pdf")))
    assert texts.count("某某市水务局文件") == 1
    assert not any(text.isdigit() for text in texts)
    assert len(texts) == 5


def test_a_lone_number_that_counts_no_page_is_kept(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(80, 100, "收到申请件数")
    paper.text(80, 800, "17")
    assert "17" in prose(read(paper.save(tmp_path / "a.pdf")))


def test_turned_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.setPageRotation(90)
    paper.canvas.saveState()
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -595)
    paper.canvas.setFont("STSong-Light", 12)
    # The page is turned when shown: 842 wide, 595 high, and this stands near its top left.
    paper.canvas.drawString(100, 595 - 80, "全年收到申请21件")
    paper.canvas.restoreState()
    document = read(paper.save(tmp_path / "a.pdf"))
    block, start = find(document, "21")
    box = block.place(start, start + 2).box
    assert box is not None
    assert box == pytest.approx((172, 71, 184, 83), abs=2)


def test_cropped_page_counts_from_what_is_seen(tmp_path: Path) -> None:
    paper = Paper()
    paper.canvas.setCropBox((50, 40, 545, 800))
    paper.text(100, 120, "全年收到申请21件")
    paper.text(5, 20, "裁切线外的标记")
    document = read(paper.save(tmp_path / "a.pdf"))
    assert prose(document) == ["全年收到申请21件"]
    box = document.blocks[0].place().box
    assert box is not None
    assert box[0] == pytest.approx(50, abs=1)
    assert box[3] == pytest.approx(120 - 42 + 2, abs=3)


def test_locked_file_is_refused(tmp_path: Path) -> None:
    paper = Paper(encrypt="secret")
    paper.text(80, 100, "一、总体情况")
    with pytest.raises(DamagedFile, match=r"a\.pdf.*密码"):
        read(paper.save(tmp_path / "a.pdf"))


def test_truncated_file_is_refused(tmp_path: Path) -> None:
    paper = Paper()
    paper.paragraph(100, LONG)
    path = paper.save(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(DamagedFile, match=r"a\.pdf"):
        read(path)


def test_too_many_pages_are_refused_at_once(tmp_path: Path) -> None:
    paper = Paper()
    for _ in range(2000):
        paper.page()
    start = time.monotonic()
    with pytest.raises(DamagedFile, match="2000"):
        read(paper.save(tmp_path / "a.pdf"))
    assert time.monotonic() - start < 10


def test_huge_page_is_refused(tmp_path: Path) -> None:
    paper = Paper(size=(20_000.0, 20_000.0))
    paper.text(80, 100, "一、总体情况")
    with pytest.raises(DamagedFile, match="第 1 页"):
        read(paper.save(tmp_path / "a.pdf"))


def test_a_stream_that_swells_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b"0" * (210 << 20), 1)
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\nstartxref\n0\n%%%%EOF"
        % (len(packed), packed)
    )
    start = time.monotonic()
    with pytest.raises(DamagedFile, match=r"a\.pdf.*MB"):
        read(path)
    assert time.monotonic() - start < 10


def test_a_broken_index_is_mended(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(80, 100, "一、总体情况")
    path = paper.save(tmp_path / "a.pdf")
    data = path.read_bytes()
    at = data.rindex(b"xref\n0", 0, data.rindex(b"startxref"))
    path.write_bytes(data[:at] + b"xxxx\n0" + data[at + 6 :])
    assert prose(read(path)) == ["一、总体情况"]


def test_blank_pages_have_no_text(tmp_path: Path) -> None:
    paper = Paper()
    paper.page()
    with pytest.raises(NoText, match=r"a\.pdf"):
        read(paper.save(tmp_path / "a.pdf"))


def test_no_pages_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
    )
    with pytest.raises(UnreadableFile, match=r"a\.pdf"):
        read(path)


@pytest.fixture(scope="module")
def hongze(real_reports: Path) -> Document:
    return read(real_reports / "hongze-2023.pdf")


def test_real_report_prose(hongze: Document) -> None:
    texts = prose(hongze)
    assert texts[:2] == ["洪泽区人民政府", "2023年政府信息公开工作年度报告"]
    assert any(text.startswith("（三）政府信息管理情况") for text in texts)
    assert any("严格执行“分级审核、先审后发”程序" in text for text in texts)
    assert texts[-1].endswith("信息处理费0元。")
    assert not any(text.strip(" -").isdigit() for text in texts)


def test_real_report_tables(hongze: Document) -> None:
    found = tables(hongze)
    assert [len(table.rows) for table in found] == [8, 6, 17, 9, 4]
    assert all(table.exact for table in found)
    requests = {
        row[-8].text: [cell.text for cell in row[-7:]] for table in found[2:4] for row in table.rows if len(row) >= 8
    }
    assert requests["1.本机关不掌握相关政府信息"] == ["10", "0", "0", "0", "0", "0", "10"]
    assert requests["2.没有现成信息需要另行制作"] == ["3", "0", "0", "0", "0", "0", "3"]
    assert requests["（七）总计"] == ["21", "0", "0", "0", "0", "0", "21"]
    assert [cell.text for cell in found[4].rows[-1]] == [
        "10",
        "1",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "0",
        "5",
        "0",
        "0",
        "0",
        "0",
    ]


def test_nothing_is_lost_but_page_numbers(samples: Path, real_reports: Path) -> None:
    def letters(text: str) -> Counter[str]:
        return Counter(re.sub(r"\s", "", text))

    for path, dash in [
        (real_reports / "hongze-2023.pdf", "-"),
        *((path, "—") for path in sorted(samples.glob("*.pdf"))),
    ]:
        pdf = pypdfium2.PdfDocument(path)
        printed = letters("".join(page.get_textpage().get_text_range() for page in pdf))
        numbers = letters("".join(f"{dash}{page}{dash}" for page in range(1, len(pdf) + 1)))
        pdf.close()
        assert letters("".join(block.text for block in read(path).blocks)) == printed - numbers


def test_real_report_places(hongze: Document) -> None:
    cell = next(cell for table in tables(hongze) for cell in table.cells if cell.text == "4119")
    assert cell.page == 3
    assert cell.box is not None
    assert cell.box[0] + 1 > 231
    assert cell.box[2] < 518
    assert 121 < cell.box[1] < cell.box[3] < 159
