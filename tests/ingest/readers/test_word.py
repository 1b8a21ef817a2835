from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.errors import DamagedFile, WrongFormat
from ingest.readers import read
from ingest.readers.numbering import written
from ingest.report import Document


def document(tmp_path: Path, word: Any) -> Document:
    path = tmp_path / "report.bin"
    word.save(str(path))
    return read(path)


def texts(found: Document) -> list[tuple[str, int | None]]:
    return [(block.text, block.level) for block in found.blocks if not block.table]


def numbered(word: Any, formats: list[tuple[str, str]]) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(formats)
    )
    root = word.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def listed(paragraph: Any, level: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
    )


def test_headings_have_their_levels(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("某局2023年政府信息公开工作年度报告", 0)
    word.add_heading("一、总体情况", 1)
    word.add_heading("（一）主动公开", 2)
    word.add_paragraph("全年公开信息12条。")
    found = document(tmp_path, word)
    assert texts(found) == [
        ("某局2023年政府信息公开工作年度报告", 1),
        ("一、总体情况", 1),
        ("（一）主动公开", 2),
        ("全年公开信息12条。", None),
    ]
    assert found.format == "docx"


def test_printed_numbers_are_counted_out(tmp_path: Path) -> None:
    word = docx.Document()
    numbered(word, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for words, level in [
        ("总体情况", 0),
        ("主动公开", 1),
        ("依申请公开", 1),
        ("网站", 2),
        ("主动公开政府信息情况", 0),
        ("规章", 1),
    ]:
        listed(word.add_paragraph(words), level)
    assert [text for text, _ in texts(document(tmp_path, word))] == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.网站",
        "二、主动公开政府信息情况",
        "（一）规章",
    ]


@pytest.mark.parametrize(
    ("number", "format", "words"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"),
        (2, "ideographTraditional", "乙"),
        (12, "decimal", "12"),
        (3, "none", ""),
    ],
)
def test_written_numbers(number: int, format: str, words: str) -> None:
    assert written(number, format) == words


def test_merged_cells(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "项目"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "申请人"
    for place, words in {(1, 2): "自然人", (1, 3): "总计", (2, 0): "一、本年新收", (2, 2): "7"}.items():
        table.cell(*place).text = words
    found = document(tmp_path, word).blocks[0].table
    assert found is not None
    assert found.exact
    assert {(cell.row, cell.column, cell.rowspan, cell.colspan): cell.text for cell in found.cells} == {
        (0, 0, 2, 2): "项目",
        (0, 2, 1, 2): "申请人",
        (1, 2, 1, 1): "自然人",
        (1, 3, 1, 1): "总计",
        (2, 0, 1, 1): "一、本年新收",
        (2, 1, 1, 1): "",
        (2, 2, 1, 1): "7",
        (2, 3, 1, 1): "",
    }


def test_text_boxes_changes_and_controls(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("收到申请")
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:del {w}><w:r><w:delText>99</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {w}><w:r><w:t>21件。</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(
            f"<w:r {w}><w:pict><w:txbxContent><w:p><w:r><w:t>框内文字5条。</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    word.element.body.insert(
        1, parse_xml(f"<w:sdt {w}><w:sdtContent><w:p><w:r><w:t>控件内文字。</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    assert [text for text, _ in texts(document(tmp_path, word))] == ["收到申请21件。", "框内文字5条。", "控件内文字。"]


def test_rows_typed_with_tabs(tmp_path: Path) -> None:
    word = docx.Document()
    for line in ["信息内容\t制发\t废止", "规章\t0\t1", "一、\t总体情况"]:
        word.add_paragraph(line)
    found = document(tmp_path, word)
    assert found.blocks[0].table is not None
    assert [[cell.text for cell in row] for row in found.blocks[0].table.rows] == [
        ["信息内容", "制发", "废止"],
        ["规章", "0", "1"],
    ]
    assert found.blocks[1].text == "一、总体情况"


def test_paragraphs_in_a_table_are_prose(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(1, 1)
    cell = table.cell(0, 0)
    cell.text = "一、总体情况"
    cell.add_paragraph("全年公开信息12条。")
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "行政许可", "5"
    found = document(tmp_path, word)
    assert [text for text, _ in texts(found)] == ["一、总体情况", "全年公开信息12条。"]
    assert [block.text for block in found.blocks if block.table] == ["行政许可\t5"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (64 << 20))
    with pytest.raises(DamagedFile, match=r"bomb\.docx"):
        read(path)


def test_a_broken_package(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    docx.Document().save(str(path))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(DamagedFile, match=r"report\.docx"):
        read(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOCX"),
        ("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOCX"),
        ("a.rtf", b"{\\rtf1 x}", "DOCX"),
    ],
)
def test_old_formats_say_what_to_do(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WrongFormat, match=words) as raised:
        read(path)
    assert name in str(raised.value)


@pytest.mark.parametrize(("member", "words"), [("OFD.xml", "OFD"), ("xl/workbook.xml", "PDF")])
def test_other_archives(tmp_path: Path, member: str, words: str) -> None:
    path = tmp_path / "a.pdf"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "<x/>")
    with pytest.raises(WrongFormat, match=words):
        read(path)


def test_blank_form(real_reports: Path) -> None:
    tables = [block.table for block in read(real_reports / "blank-form-2021.docx").blocks if block.table]
    assert [len(table.rows) for table in tables] == [14, 28, 4]
    assert [sum(not cell.text for cell in table.cells) for table in tables] == [10, 7 * 25, 15]
    assert next(cell for cell in tables[1].cells if cell.text == "三、本年度办理结果").rowspan == 22
