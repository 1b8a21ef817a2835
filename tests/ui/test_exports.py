"""Files that leave the page: opened again by other programs, and held against what was shown."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from assistant.answer import Citation
from ingest.report import Place
from ui.exports import Heading, NoTable, Sheet, Value, answer_sheet, as_csv, as_xlsx, harmless

openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl")

HOSTILE = ('=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\tx", "  =1", "＝1", "=cmd|' /C calc'!A0")


def citation(n: int, **more: object) -> Citation:
    values: dict[str, object] = {
        "report": "a" * 16, "agency": "吴忠市科学技术局", "year": 2021, "title": "年度报告", "file": "a.pdf",
        "section": ("一、总体情况", "主动公开"), "quote": "发布 91 篇", "place": Place(3), "row": "=行", "column": "列", **more,
    }  # fmt: skip
    return Citation(n, **values)  # type: ignore[arg-type]


def sheet() -> Sheet:
    columns = (
        Heading("单位", "label"),
        Heading("2020"),
        Heading("2021（件）"),
        Heading("增减", "difference"),
        Heading("%", "percent"),
    )
    rows = (
        (
            Value("吴忠市科学技术局"), Value("空白"), Value("4,119", Decimal("4119"), citations=(1,), caveat="两处不同"),
            Value("+24", Decimal(24)), Value("−20.3%", Decimal("-20.3")),
        ),
        *((Value(text), Value(text), Value("约 450 余", Decimal(450), ("约 ", " 余"), (2,)), Value("—"), Value("—")) for text in HOSTILE),
    )  # fmt: skip
    return Sheet(
        "标题", columns, rows, (citation(1), citation(2, quote=HOSTILE[0], place=Place())), ("说明", HOSTILE[1])
    )


def lines(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))


def test_csv_opens_in_excel_with_numbers_plain_and_places_beside_them() -> None:
    raw = as_csv(sheet())
    assert raw.startswith(b"\xef\xbb\xbf")
    head, first, *rest = lines(raw)
    assert head == ["单位", "2020", "2021（件）", "增减", "%", "备注", "出处"]
    assert first[:5] == ["吴忠市科学技术局", "空白", "4119", "24", "-20.3"]
    assert first[5] == "吴忠市科学技术局 2021（件）: 两处不同"
    assert first[6] == "[1] 吴忠市科学技术局 2021 · 一、总体情况 › 主动公开 · 第 3 页 · =行 × 列 · “发布 91 篇” · a.pdf"
    assert len(rest) == len(HOSTILE)
    assert all(len(row) == 7 for row in rest)


def test_nothing_in_a_csv_begins_a_formula() -> None:
    numbers = {"24", "-20.3", "4119"}
    for row in lines(as_csv(sheet())):
        for cell in row:
            assert cell in numbers or cell == "—" or cell.lstrip(" ")[:1] not in tuple("=+-@\t\r\n")
    assert harmless("-5 度") == "'-5 度"
    assert harmless("吴忠") == "吴忠"


def test_xlsx_holds_numbers_as_numbers_and_text_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet())))
    assert book.sheetnames == ["对比", "出处", "说明"]
    table = book["对比"]
    assert [cell.value for cell in table[1]] == ["单位", "2020", "2021（件）", "增减", "%"]
    assert [(cell.value, cell.data_type) for cell in table[2]] == [
        ("吴忠市科学技术局", "s"), ("空白", "s"), (4119, "n"), (24, "n"), (-20.3, "n"),
    ]  # fmt: skip
    assert [cell.number_format for cell in table[2]][2:] == ["#,##0", "+#,##0;-#,##0;0", '+0.0"%";-0.0"%";0.0"%"']
    assert table["C3"].value == 450
    assert table["C3"].number_format == '"约 "#,##0" 余"'
    for row, text in enumerate(HOSTILE, 3):
        assert (table.cell(row, 1).value, table.cell(row, 1).data_type) == (text, "s")
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_each_value_of_an_xlsx_leads_to_its_line_of_citations() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet())))
    table, sources = book["对比"], book["出处"]
    for cell, n in ((table["C2"], 1), (table["C3"], 2)):
        page, _, place = cell.hyperlink.location.partition("!")
        assert page.strip("'") == "出处"
        assert sources[place].value == n
    assert [cell.value for cell in sources[2]] == [
        1, "吴忠市科学技术局", 2021, "年度报告", "a.pdf", "一、总体情况 › 主动公开", 3, "=行", "列", "发布 91 篇",
    ]  # fmt: skip
    assert table["C2"].comment.text.strip().endswith("两处不同")
    assert table["C2"].fill.fgColor.rgb == "FFFFF6E3"
    assert [row[0].value for row in book["说明"].iter_rows()] == ["标题", "说明", "+1+1"]


def test_an_english_workbook_has_no_chinese_headings() -> None:
    given = sheet()
    english = Sheet(given.title, given.columns, given.rows, given.citations, given.notes, "en")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(english)))
    assert book.sheetnames == ["Table", "Sources", "About"]
    assert [cell.value for cell in book["Sources"][1]][:4] == ["No.", "Agency", "Year", "Title"]


RECORD = {
    "question": "比较", "reading": "按：甲", "warnings": ["正文与表不同"],
    "table": {"columns": ["单位", "2021", "变化"], "rows": [
        [{"text": "甲", "citations": []}, {"text": "约 1200 余件", "citations": [1]}, {"text": "—", "citations": []}],
        [{"text": "乙", "citations": []}, {"text": "未载明", "citations": []}],
    ]},
    "values": [{"number": 1200, "citations": [1]}],
    "citations": [{"n": 1, "agency": "甲", "year": 2021, "title": "t", "file": "f", "section": ["s"], "page": None, "row": None,
                   "column": None, "quote": "1200"}],
}  # fmt: skip


def test_a_table_of_an_answer_is_saved_with_its_numbers() -> None:
    made = answer_sheet(json.loads(json.dumps(RECORD)), "zh")
    assert made.rows[0][1] == Value("约 1200 余件", Decimal(1200), ("约 ", " 余件"), (1,))
    assert [len(row) for row in made.rows] == [3, 3]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(made)))
    assert book["对比"]["B2"].value == 1200
    assert lines(as_csv(made))[2][1] == "未载明"


@pytest.mark.parametrize(
    "sent", [None, [], {}, {**RECORD, "table": None}, {**RECORD, "citations": [{}]}, {**RECORD, "values": 3}]
)
def test_what_is_no_answer_is_refused(sent: object) -> None:
    with pytest.raises(NoTable):
        answer_sheet(sent, "zh")  # type: ignore[arg-type]
