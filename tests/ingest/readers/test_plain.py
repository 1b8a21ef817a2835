from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import DamagedFile, NoText, WrongFormat
from ingest.readers import read
from ingest.readers.limits import TEXT_BYTES
from ingest.report import Document


def document(tmp_path: Path, text: str | bytes, encoding: str = "utf-8") -> Document:
    path = tmp_path / "report.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read(path)


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks if not block.table]


def grids(found: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.table.rows] for block in found.blocks if block.table]


CHINESE = "某某市水务局2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开政府信息120条。"
TRADITIONAL = "某某市水務局2023年政府信息公開工作年度報告\n一、總體情況\n全年主動公開政府信息120條。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert texts(document(tmp_path, CHINESE, encoding)) == CHINESE.split("\n")


def test_big5(tmp_path: Path) -> None:
    assert texts(document(tmp_path, TRADITIONAL, "big5")) == TRADITIONAL.split("\n")


def test_a_character_cut_at_the_end_does_not_change_the_encoding(tmp_path: Path) -> None:
    assert texts(document(tmp_path, CHINESE.encode("gb18030")[:-3]))[0].startswith("某某市水务局")


def test_each_line_is_a_block(tmp_path: Path) -> None:
    lines = [
        "某镇人民政府",
        "2021年政府信息公开工作年度报告",
        "一、总体情况",
        "（一）主动公开",
        "全年发布信息85条。",
        "无。",
        "某镇人民政府",
        "2022年1月8日",
    ]
    assert texts(document(tmp_path, "\r\n".join(lines))) == lines


def test_a_sentence_broken_by_a_page_end_is_joined(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "严格落实审核制度，把控公开信息来源，\n\n进一步规范审查，学习条例》等内\n\n容，提高认识。\n\n二、主动公开情况",
    )
    assert texts(found) == [
        "严格落实审核制度，把控公开信息来源，进一步规范审查，学习条例》等内容，提高认识。",
        "二、主动公开情况",
    ]


def test_page_numbers_inside_a_sentence_go(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "全年通过门户网站、微信公众号等渠道，\n\n— 3 —\n\n公开信息12条，没有发生因信息公开被追\n\n4\n\n究责任的情况。",
    )
    assert texts(found) == ["全年通过门户网站、微信公众号等渠道，公开信息12条，没有发生因信息公开被追究责任的情况。"]


def test_a_bare_number_elsewhere_stays(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "受理件数\n\n17\n\n全部办结。")) == ["受理件数", "17", "全部办结。"]


def test_lines_of_fixed_width_are_joined(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        (
            "某区文化和旅游局\n2023年政府信息公开工作年度报告\n"
            "    本单位认真贯彻落实党中央国务院关于全面推进政务公开工作的\n决策部署，健全机制，完善制度，统计期限自2023年1月1日至2023\n"
            "年12月31日。请与某区文化和旅游局联系（地址：某区大道287号龙\n泉大厦3楼；邮编：000000；电话：0000-0000000）。\n"
            "    全年主动公开各类信息一百二十条，其中动态九十条、公告三十\n条，均在规定期限内更新，没有发生因信息公开被追究责任的情况，\n群众反映良好。\n一、总体情况\n"
        ),
    )
    assert texts(found)[0:2] == ["某区文化和旅游局", "2023年政府信息公开工作年度报告"]
    assert len(texts(found)) == 5
    assert "至2023年12月31日。" in texts(found)[2]
    assert "龙泉大厦" in texts(found)[2]
    assert texts(found)[3].endswith("群众反映良好。")


def test_label_lines_are_not_joined(tmp_path: Path) -> None:
    lines = [
        "关键字: 公开,信息,政府,工作,行政",
        "所属机构: 某区政府办",
        "发布日期:2021-01-26 来源:本网",
        "一、总体情况",
    ]
    assert texts(document(tmp_path, "\n".join(lines))) == lines


def test_tabs_make_ragged_rows_that_keep_their_blanks(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "三、申请情况\n\n三、本年度办理结果\t（一）予以公开\t0\t0\t\n\t（二）部分公开\t1\t\t1\n\n\t\t2.没有现成信息\t0\t0\n",
    )
    assert grids(found) == [
        [["三、本年度办理结果", "（一）予以公开", "0", "0", ""], ["", "（二）部分公开", "1", "", "1"]],
        [["", "", "2.没有现成信息", "0", "0"]],
    ]
    assert not any(block.table.exact for block in found.blocks if block.table)
    assert found.blocks[1].text.split("\n")[1] == "\t（二）部分公开\t1\t\t1"


def test_rules_of_a_fragment_go_and_its_rows_stay(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "信息内容\t收费金额\t\t\n\n行政事业性收费\t0\n---------\t---\n\n| 项目 | 数量 |\n|:---|---:|\n| 行政许可 | 5 |\n",
    )
    assert grids(found) == [
        [["信息内容", "收费金额", "", ""]],
        [["行政事业性收费", "0"]],
        [["项目", "数量"], ["行政许可", "5"]],
    ]
    assert found.format == "markdown"


def test_bars_at_the_end_only(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "第二十条第(一)项 | |||\n信息内容 | 本年制发件数 | 现行有效件数 |\n规章 | 0 | |\n第二十条第(五)项 |\n行政许可 | 0 |\n",
    )
    assert grids(found) == [
        [
            ["第二十条第(一)项", "", "", ""],
            ["信息内容", "本年制发件数", "现行有效件数"],
            ["规章", "0", ""],
            ["第二十条第(五)项"],
            ["行政许可", "0"],
        ]
    ]


def test_titles_in_one_cell_tables_are_text(tmp_path: Path) -> None:
    found = document(tmp_path, "当前位置 :首页 > |\n|\n某厅2022年度政府信息公开工作报告 | |||||||\n")
    assert texts(found) == ["当前位置 :首页 >", "某厅2022年度政府信息公开工作报告"]
    assert grids(found) == []


def test_numbering_before_a_tab_is_no_table(tmp_path: Path) -> None:
    assert texts(document(tmp_path, "一、\t总体情况\n\t全年公开信息12条。\n")) == ["一、总体情况", "全年公开信息12条。"]


def test_markdown_marks_go_and_levels_stay(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        (
            "# 某局\n\n## **四、其他**\n\n**（一）加强领导。**印发方案1份。\n\n---\n\n网址<http://www.example.gov.cn/>，信箱<a@b.cn>，见[公告](http://x.cn/1)。\n"
        ),
    )
    assert [(block.text, block.level) for block in found.blocks] == [
        ("某局", 1),
        ("四、其他", 2),
        ("（一）加强领导。印发方案1份。", None),
        ("网址http://www.example.gov.cn/，信箱a@b.cn，见公告 (http://x.cn/1)。", None),
    ]


def test_cells_under_one_another_become_rows(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "二、主动公开\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n0\n0\n0\n行政规范性文件\n0\n1\n12\n三、收到和处理申请情况\n未收到申请。\n",
    )
    assert grids(found) == [
        [
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", "0", "1", "12"],
        ]
    ]
    assert texts(found) == ["二、主动公开", "三、收到和处理申请情况", "未收到申请。"]


def test_empty(tmp_path: Path) -> None:
    with pytest.raises(NoText, match=r"report\.txt"):
        document(tmp_path, b" \n\t ")


def test_binary_under_a_text_name(tmp_path: Path) -> None:
    with pytest.raises(WrongFormat, match=r"report\.txt"):
        document(tmp_path, bytes(range(256)) * 20)


def test_too_large(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="MB"):
        document(tmp_path, b"x" * (TEXT_BYTES + 1))


def test_nothing_is_lost_in_real_reports(real_reports: Path) -> None:
    def letters(text: str) -> list[str]:
        return sorted(char for char in text if char not in " \t\r\n\u3000#*-<>|")

    for name in ("wuzhong-kjj-2021.txt", "zhongwei-kjj-2019.txt"):
        found = read(real_reports / name)
        assert letters("".join(block.text for block in found.blocks)) == letters(
            (real_reports / name).read_text("utf-8")
        )


def test_real_report(real_reports: Path) -> None:
    found = read(real_reports / "zhongwei-kjj-2019.txt")
    assert [(block.text, block.level) for block in found.blocks[:2]] == [
        ("中卫市科学技术局", 1),
        ("2019 年政府信息公开工作年度报告", 2),
    ]
    assert [len(rows) for rows in grids(found)] == [11, 7, 16, 10, 4]
    assert any("《中华人民共和国政府信息公开条例》等内容，提高" in text for text in texts(found))
    assert any("重要会议开放度不够" in text for text in texts(found))
    assert texts(found)[-3:] == ["中卫市科学技术局", "2020年1月8日", "（此件公开发布）"]
