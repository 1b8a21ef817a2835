from __future__ import annotations

import time
from pathlib import Path

import pytest

from ingest.errors import DamagedFile
from ingest.readers import read
from ingest.report import Document


def document(tmp_path: Path, body: str, encoding: str = "utf-8", head: str = "") -> Document:
    path = tmp_path / "page.htm"
    path.write_bytes(
        f"<!DOCTYPE html><html><head>{head}<title>某局年报_某市政府</title></head><body>{body}</body></html>".encode(
            encoding
        )
    )
    return read(path)


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks if not block.table]


def grids(found: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.table.rows] for block in found.blocks if block.table]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030", "utf-8"])
def test_charset_as_stated(tmp_path: Path, charset: str) -> None:
    found = document(tmp_path, "<p>一、总体情况</p>", charset, f'<meta charset="{charset}">')
    assert texts(found) == ["一、总体情况"]
    assert (found.format, found.title) == ("html", "某局年报_某市政府")


def test_charset_stated_wrongly(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "<p>一、总体情况，全年公开信息。</p>", "gb18030", '<meta charset="utf-8">')) == [
        "一、总体情况，全年公开信息。"
    ]


def test_title_of_the_article_is_preferred(tmp_path: Path) -> None:
    found = document(
        tmp_path, "<p>正文</p>", head='<meta name="ArticleTitle" content="某局2023年政府信息公开工作年度报告">'
    )
    assert found.title == "某局2023年政府信息公开工作年度报告"


def test_spans_put_cells_where_they_stand(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """<table>
        <tr><td rowspan="2" colspan="2">项目</td><td colspan="2">申请人</td><td rowspan=2>总计</td></tr>
        <tr><td>自然人</td><td>企业</td></tr>
        <tr><td rowspan="2">结果</td><td>公开</td><td>1</td><td>&nbsp;</td><td>1</td></tr>
        <tr><td>不公开</td><td></td><td>0</td><td>0</td></tr></table>""",
    )
    table = found.blocks[0].table
    assert table is not None
    assert table.exact
    places = {(cell.row, cell.column): (cell.text, cell.rowspan, cell.colspan) for cell in table.cells}
    assert places == {
        (0, 0): ("项目", 2, 2),
        (0, 2): ("申请人", 1, 2),
        (0, 4): ("总计", 2, 1),
        (1, 2): ("自然人", 1, 1),
        (1, 3): ("企业", 1, 1),
        (2, 0): ("结果", 2, 1),
        (2, 1): ("公开", 1, 1),
        (2, 2): ("1", 1, 1),
        (2, 3): ("", 1, 1),
        (2, 4): ("1", 1, 1),
        (3, 1): ("不公开", 1, 1),
        (3, 2): ("", 1, 1),
        (3, 3): ("0", 1, 1),
        (3, 4): ("0", 1, 1),
    }


def test_spans_beyond_the_table_are_cut(tmp_path: Path) -> None:
    table = (
        document(
            tmp_path,
            '<table><tr><td rowspan="65000">行政许可</td><td colspan="999999">5</td></tr><tr><td>6</td></tr></table>',
        )
        .blocks[0]
        .table
    )
    assert table is not None
    assert [(cell.rowspan, cell.colspan) for cell in table.cells] == [(2, 1), (1, 1), (1, 1)]


def test_breaks_inside_cells(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "<table><tr><td><p>结果</p><p>维持</p></td><td>本年<br>新制作</td><td>1<br>2</td></tr><tr><td>0</td><td>1</td><td>2</td></tr></table>",
    )
    assert grids(found)[0][0] == ["结果维持", "本年新制作", "1 2"]


def test_headings_and_breaks(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "<h1>某局年报</h1><h2>一、总体情况</h2><div>全年公开<b>12</b>条。<br/>（二）依申请公开。<br>未收到<span>申请</span>。</div>",
    )
    assert [(block.text, block.level) for block in found.blocks] == [
        ("某局年报", 1),
        ("一、总体情况", 2),
        ("全年公开12条。", None),
        ("（二）依申请公开。", None),
        ("未收到申请。", None),
    ]


def test_menus_and_scripts_go_but_never_the_report(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        (
            "<script>var x='一、总体情况';</script><style>p{}</style><nav><a>首页</a></nav><div class='nav'><a>政务公开</a></div>"
            "<div class='footer-wrap nav'><p>一、总体情况</p><p>全年公开信息12条。</p></div><div id='footer'>版权所有</div>"
            "<div style='display: none'>分享到</div><noscript>x</noscript>"
        ),
    )
    assert texts(found) == ["一、总体情况", "全年公开信息12条。"]


def test_layout_tables_are_gone_through(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """<table><tr><td>导航</td><td><h3>某局年报</h3><p>一、总体情况</p><p>全年公开信息12条。</p>
        <table><tr><td>行政许可</td><td>5</td></tr></table><p>五、存在的问题</p></td></tr></table>""",
    )
    assert texts(found) == ["导航", "某局年报", "一、总体情况", "全年公开信息12条。", "五、存在的问题"]
    assert grids(found) == [[["行政许可", "5"]]]


def test_paragraphs_in_cells_are_prose(tmp_path: Path) -> None:
    long = "本局全年通过门户网站主动公开政府信息1136条，其中工作动态870条、通知公告266条，均按规定期限更新。"
    found = document(
        tmp_path,
        f"<table><tr><td colspan=2>一、总体情况</td></tr><tr><td colspan=2>{long}</td></tr><tr><td>行政许可</td><td>5</td></tr><tr><td>行政处罚</td><td>6</td></tr></table>",
    )
    assert texts(found) == ["一、总体情况", long]
    assert grids(found) == [[["行政许可", "5"], ["行政处罚", "6"]]]


def test_numbered_rows_of_a_table_are_no_headings(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        """<table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr><tr><td colspan=3>一、主动公开情况</td></tr>
        <tr><td>（一）主动公开政府信息数</td><td>条</td><td>85</td></tr></table>""",
    )
    assert texts(found) == []
    assert grids(found)[0][1:] == [["一、主动公开情况"], ["（一）主动公开政府信息数", "条", "85"]]


def test_one_cell_a_line(tmp_path: Path) -> None:
    cells = [
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "规章",
        "0",
        "0",
        "0",
        "行政规范性文件",
        "3",
        "1",
        "12",
    ]
    found = document(
        tmp_path, "<p>二、主动公开</p>" + "".join(f"<p>{cell}</p>" for cell in cells) + "<p>三、申请情况。</p>"
    )
    assert grids(found) == [[cells[:4], cells[4:8], cells[8:]]]


def test_preformatted_rows(tmp_path: Path) -> None:
    found = document(tmp_path, "<pre>信息内容\t制发\t废止\n规章\t0\t1\n文件\t2\t3\n</pre>")
    assert grids(found) == [[["信息内容", "制发", "废止"], ["规章", "0", "1"], ["文件", "2", "3"]]]


def test_unclosed_elements_are_read(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "<font>" * 1500 + "一、总体情况")) == ["一、总体情况"]


def test_deep_nesting_is_refused_in_bounded_time(tmp_path: Path) -> None:
    start = time.monotonic()
    with pytest.raises(DamagedFile, match=r"page\.htm.*嵌套"):
        document(tmp_path, "<div>" * 20_000 + "一、总体情况" + "</div>" * 20_000)
    assert time.monotonic() - start < 20


def test_nested_tables_do_not_explode(tmp_path: Path) -> None:
    start = time.monotonic()
    assert "".join(texts(document(tmp_path, "<table><tr><td>a" * 500))) == "a" * 500
    assert time.monotonic() - start < 20


def test_entities_are_not_expanded_from_files(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>总体&a;情况</p></body></html>'
    )
    assert "root:" not in texts(read(path))[0]
