"""Tables without ruling lines: broken labels, headings beside their columns, rows that a sentence interrupts."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers import aligned
from ingest.readers.printed import Glyph, Grid, Region

SIZE = 8.0


def glyphs(*texts: tuple[float, float, str]) -> list[Glyph]:
    """Texts at (x, top): Chinese characters as wide as the font size, others half as wide."""
    out = []
    for x, top, text in texts:
        for char in text:
            width = SIZE if ord(char) > 0x2E80 else SIZE / 2
            out.append(Glyph(char, x, top, x + width, top + SIZE, SIZE))
            x += width
    return out


def rows(items: Sequence[Grid | Region]) -> list[list[list[str]]]:
    """The texts of each table, row by row."""
    tables = []
    for item in items:
        if isinstance(item, Grid):
            last = max(cell.row for cell in item.cells)
            tables.append([[cell.text for cell in item.cells if cell.row == row] for row in range(last + 1)])
    return tables


def test_lines_of_a_label_belong_to_the_numbers_between_them() -> None:
    page = glyphs(
        *((10, 100, "信息公开申请数量"), (150, 100, "1"), (200, 100, "22")),
        *((10, 116, "部分公开，只计这一情"), (150, 121, "3"), (200, 121, "4"), (10, 126, "形，不计其他")),
        *((10, 142, "总计"), (150, 142, "4"), (200, 142, "26")),
    )
    assert rows(aligned.split(page, 1, [])) == [
        [["信息公开申请数量", "1", "22"], ["部分公开，只计这一情形，不计其他", "3", "4"], ["总计", "4", "26"]]
    ]


def test_broken_headings_stand_over_their_columns_and_a_second_table_has_its_own() -> None:
    page = glyphs(
        *((60, 100, "信息内容"), (150, 95, "本年制发"), (158, 105, "件数"), (220, 100, "现行有效件数")),
        *((64, 121, "规章"), (164, 121, "0"), (240, 121, "12")),
        *((52, 137, "规范性文件"), (164, 137, "3"), (240, 137, "7")),
        *((60, 153, "信息内容"), (180, 153, "处理决定数量"), (60, 169, "行政许可"), (200, 169, "41")),
    )
    assert rows(aligned.split(page, 1, [])) == [
        [["信息内容", "本年制发件数", "现行有效件数"], ["规章", "0", "12"], ["规范性文件", "3", "7"]],
        [["信息内容", "处理决定数量"], ["行政许可", "41"]],
    ]


def test_a_row_of_many_numbers_is_a_table_with_the_headings_above_it() -> None:
    names = [(20.0 + 30 * i, 100.0, name) for i, name in enumerate(("维持", "纠正", "其他", "未结", "总计"))]
    values = [(26.0 + 30 * i, 116.0, value) for i, value in enumerate("10203")]
    found = rows(aligned.split(glyphs(*names, *values), 1, []))
    assert found == [[["维持", "纠正", "其他", "未结", "总计"], ["1", "0", "2", "0", "3"]]]


def test_headings_left_of_their_numbers_share_a_column_only_where_none_is_blank() -> None:
    heads = [(10.0, 100.0, "信息内容"), (100.0, 100.0, "件数"), (160.0, 100.0, "数量")]
    lines = [(10.0, 116.0, "行政处罚"), (10.0, 132.0, "行政强制")]
    second = [(200.0, 116.0, "5"), (200.0, 132.0, "6")]
    first = [(140.0, 116.0, "3"), (140.0, 132.0, "4")]
    whole = rows(aligned.split(glyphs(*heads, *lines, *first, *second), 1, []))
    assert whole == [[["信息内容", "件数", "数量"], ["行政处罚", "3", "5"], ["行政强制", "4", "6"]]]
    blank = rows(aligned.split(glyphs(*heads, *lines, *second), 1, []))
    assert blank[0][0] == ["信息内容", "件数", "数量", ""]
    assert blank[0][1] == ["行政处罚", "", "", "5"]


def test_prose_around_a_table_stays_prose() -> None:
    page = glyphs(
        (10, 60, "全年收到申请若干件，均按时答复，无一超期。"),
        *((10, 100, "信息内容"), (150, 100, "数量"), (200, 100, "件数")),
        *(
            (10, 116, "规章"),
            (150, 116, "1"),
            (200, 116, "2"),
            (10, 132, "规范性文件"),
            (150, 132, "3"),
            (200, 132, "4"),
        ),
        (10, 160, "下一步将继续做好工作，提高质量，改进服务。"),
    )
    items = aligned.split(page, 1, [])
    assert [type(item) for item in items] == [Region, Grid, Region]
