"""Headings found by their numbering, kinds by their words."""

from __future__ import annotations

from ingest.outline import kind_of, outline
from ingest.report import Block, Cell, Section, Span, Table


def sections(*lines: str) -> tuple[Section, ...]:
    return outline([Block(i, line) for i, line in enumerate(lines)])[1]


def test_six_sections_of_the_form() -> None:
    found = sections(
        "云川市科学技术局2021年政府信息公开工作年度报告",
        "一、总体情况",
        "正文。",
        "二、主动公开政府信息情况",
        "正文。",
        "三、收到和处理政府信息公开申请情况",
        "正文。",
        "四、政府信息公开行政复议、行政诉讼情况",
        "正文。",
        "五、存在的主要问题及改进情况",
        "正文。",
        "六、其他需要报告的事项",
        "无。",
    )
    assert [section.kind for section in found] == [
        "preamble",
        "overview",
        "proactive",
        "requests",
        "disputes",
        "problems",
        "other",
    ]


def test_run_in_headings_nest_under_their_chapter() -> None:
    found = sections(
        "一、总体情况", "（一）主动公开情况。全年公开12条。", "主动公开：全年公开12条。", "1.平台建设。新建网页。"
    )
    assert [section.path for section in found] == [
        ("一、总体情况",),
        ("一、总体情况", "（一）主动公开情况"),
        ("一、总体情况", "（一）主动公开情况", "主动公开"),
        ("一、总体情况", "（一）主动公开情况", "主动公开", "1.平台建设"),
    ]


def test_metadata_lines_are_no_leads() -> None:
    assert len(sections("索引号：0001", "发布机构：公开办", "一、概述", "正文。")) == 2


def test_a_heading_glued_to_its_sentence_is_cut() -> None:
    assert sections("一、基本情况2018年，公开信息47条。")[0].path == ("一、基本情况",)


def test_one_paragraph_holding_all_chapters_is_split_and_boxes_follow() -> None:
    text = "一、总体情况 现公布报告。 二、主动公开政府信息情况 公开3条。 三、收到和处理政府信息公开申请情况 无。"
    block = Block(0, text, spans=(Span(0, len(text), 1, (0.0, 0.0, float(len(text)), 10.0)),))
    blocks, found = outline([block])
    assert [section.kind for section in found] == ["overview", "proactive", "requests"]
    assert "".join(piece.text for piece in blocks) == text
    assert [piece.index for piece in blocks] == [0, 1, 2]
    assert blocks[1].place().box == (float(text.index("二、")), 0.0, float(text.index("三、")), 10.0)


def test_restarted_numbering_stays_inside_its_chapter() -> None:
    found = sections(
        "一、总体情况", "二、主动公开政府信息情况", "一、发文数量", "全年12件。", "三、收到和处理政府信息公开申请情况"
    )
    assert [section.kind for section in found] == ["overview", "proactive", "proactive", "requests"]


def test_table_rows_are_no_headings() -> None:
    table = Table((Cell(0, 0, "一、本年新收政府信息公开申请数量"), Cell(0, 1, "3")))
    blocks = [
        Block(0, "三、收到和处理政府信息公开申请情况"),
        Block(1, "一、本年新收政府信息公开申请数量\t3", table=table),
    ]
    assert len(outline(blocks)[1]) == 1


def test_older_headings_map_to_kinds() -> None:
    assert kind_of("因政府信息公开工作被申请行政复议、提起行政诉讼情况") == "disputes"
    assert kind_of("政府信息依申请公开情况") == "requests"
    assert kind_of("存在的问题和2020年工作思路") == "problems"
    assert kind_of("基本工作情况") == "overview"
    assert kind_of("农业生产") is None


def test_signature_closes_the_report() -> None:
    found = sections("一、总体情况", "正文写到这里结束。", "云川市科学技术局", "2022年1月8日")
    assert (found[-1].kind, found[-1].first) == ("signature", 2)
