"""Prose of a PDF, where each character stands, and a real report."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from ingest.readers import read
from ingest.report import Document
from tests.ingest.readers.drawing import Paper
from tests.ingest.readers.found import LONG, find, prose, tables


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
