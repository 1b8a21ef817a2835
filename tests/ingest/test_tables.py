"""Cells of the standard tables under their keys: three real reports cell by cell, pieces put together, and whatever comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest.outline import outline
from ingest.readers import read as read_file
from ingest.report import Block
from ingest.tables import cell_facts
from tests.ingest.standard.blocks import HEAD, NAMES, NEW, exact, expected, paragraphs, ragged, read, shown

CELLS = Path(__file__).parents[1] / "data" / "tables"


@pytest.mark.parametrize("name", ["wuzhong-kjj-2021.txt", "zhongwei-kjj-2019.txt", "hongze-2023.pdf"])
def test_every_cell_of_a_real_report(name: str, real_reports: Path) -> None:
    blocks, sections = outline(read_file(real_reports / name).blocks)
    facts, _ = cell_facts(blocks, sections, "r")
    assert shown(facts) == expected((CELLS / f"{Path(name).stem}.cells").read_text("utf-8"))


def test_hongze_cells_know_their_page_row_and_column(real_reports: Path) -> None:
    blocks, sections = outline(read_file(real_reports / "hongze-2023.pdf").blocks)
    facts = {(fact.metric, fact.applicant): fact for fact in cell_facts(blocks, sections, "r")[0]}
    penalty = facts["disclosure.art20_6.penalty.decisions", None]
    assert (penalty.value, penalty.place.page, penalty.row, penalty.column) == (4119, 3, "行政处罚", "本年处理决定数量")
    assert penalty.quote == "行政处罚 4119"
    assert penalty.place.box is not None
    not_held = facts["requests.results.unavailable.not_held", "applicant.total"]
    assert (not_held.value, not_held.row, not_held.column) == (10, "1.本机关不掌握相关政府信息", "总计")
    assert not_held.section == ("三、收到和处理政府信息公开申请情况",)
    total = facts["requests.results.refused.sum", "applicant.total"]
    assert (total.value, total.origin, total.quote) == (3, "derived", "1 + 0 + 0 + 0 + 0 + 1 + 1 + 0 = 3")
    assert total.operands[0] == "requests.results.refused.state_secret@applicant.total"


def test_zhongwei_disputes_with_sixteen_values_are_flagged_not_guessed(real_reports: Path) -> None:
    blocks, sections = outline(read_file(real_reports / "zhongwei-kjj-2019.txt").blocks)
    _, findings = cell_facts(blocks, sections, "r")
    assert [(finding.rule, finding.operands[0][1]) for finding in findings] == [
        ("shape", "0 0 00 0 0 0 0 0 0 0 0 0 0 0 0 0")
    ]


def test_the_blank_form_has_every_row_and_not_one_zero(real_reports: Path) -> None:
    blocks, sections = outline(read_file(real_reports / "blank-form-2021.docx").blocks)
    facts, findings = cell_facts(blocks, sections, "r")
    values = shown(facts)
    assert {mark for row in values.values() for mark in row} == {"_"}
    assert len(values) == 10 + 25 + 15
    assert all(fact.value is None for fact in facts)
    assert findings == ()


# Pieces


def test_a_piece_after_a_page_break_is_rejoined_by_its_label() -> None:
    values, _ = read(
        ragged("第二十条第（八）项\t\n信息内容\t本年收费金额（单位：万元）"),
        Block(1, "— 3 —"),
        ragged("行政事业性收费\t12.5\n---------\t---", 2),
    )
    assert values == {"disclosure.art20_8.admin_fee.amount_wan": ["12.5"]}


def test_a_markdown_rule_is_no_row() -> None:
    values, _ = read(ragged("| \t---\n第二十条第（六）项\t\n---\t---\n信息内容\t本年处理决定数量\n行政处罚\t7"))
    assert values == {"disclosure.art20_6.penalty.decisions": ["7"]}


def test_a_fragment_with_sixteen_columns_and_only_its_total() -> None:
    values, findings = read(
        ragged(f"{HEAD}\n{NAMES}\n{NEW}\t\t\t0\t0\t0\t0\t0\t0\t0"),
        ragged("\t\t2.没有现成信息需要另行制作" + "\t" * 13 + "0", 1),
    )
    assert values["requests.results.unavailable.needs_creation"] == ["_"] * 6 + ["0"]
    assert findings == ()


def test_a_number_among_too_many_empty_cells_is_no_column_s() -> None:
    values, findings = read(
        ragged(f"{HEAD}\n{NAMES}\n{NEW}\t\t\t0\t0\t0\t0\t0\t0\t0"),
        ragged("\t\t2.重复申请" + "\t" * 9 + "3" + "\t" * 4 + "3", 1),
    )
    assert values["requests.results.not_processed.duplicate"] == ["?"] * 7
    assert [finding.rule for finding in findings] == ["shape"]


def test_a_label_broken_by_a_page_end_is_put_together() -> None:
    values, _ = read(
        ragged(f"{HEAD}\n{NAMES}\n{NEW}\t\t\t1\t0\t0\t0\t0\t0\t1"),
        Block(1, "（二）部分公开（区分处理的，只计这一情形，不计其他情"),
        ragged("形）\t1\t0\t0\t1\t0\t0\t2", 2),
    )
    assert values["requests.results.partial"] == ["1", "0", "0", "1", "0", "0", "2"]


def test_rows_cut_by_a_page_end_keep_the_half_that_has_the_numbers() -> None:
    head = [[("", 1, 3), "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]
    upper = ["", "", "5.要求行政机关确认或重", *[""] * 7]
    lower = ["", "", "新出具已获取信息", "2", *["0"] * 5, "2"]
    values, _ = read(exact([*head, [(NEW, 1, 3), "2", *["0"] * 5, "2"], upper]), exact([lower], 1))
    assert values["requests.results.not_processed.reconfirm"] == ["2", *["0"] * 5, "2"]


# Tables that lost their grid


def test_one_cell_a_line() -> None:
    lines = (
        "第二十条第（六）项\n信息内容\n本年处理决定数量\n行政处罚\n12\n行政强制\n0\n" + NEW + "\n3\n0\n0\n1\n0\n0\n4"
    )
    values, _ = read(*paragraphs(lines))
    assert values == {
        "disclosure.art20_6.penalty.decisions": ["12"],
        "disclosure.art20_6.coercion.decisions": ["0"],
        "requests.received_new": ["3", "0", "0", "1", "0", "0", "4"],
    }


def test_one_cell_a_line_where_blanks_are_gone_is_unreadable() -> None:
    values, _ = read(*paragraphs(f"{NEW}\n3\n0\n0\n1\n0\n0\n4\n（一）予以公开\n3\n3"))
    assert values["requests.results.granted"] == ["?"] * 7


def test_rows_of_text_with_spaces() -> None:
    values, _ = read(
        *paragraphs(
            f"{NEW} 21 0 0 0 0 0 21\n二、上年结转政府信息公开申请数量  2 1 0 0 0 0 0 2 1\n（一）予以公开 2 1 0 0 0 0 0 2 2"
        )
    )
    assert values["requests.received_new"] == ["21", "0", "0", "0", "0", "0", "21"]
    assert values["requests.carried_in"] == ["21", "0", "0", "0", "0", "0", "21"]
    assert values["requests.results.granted"] == ["?"] * 7


# Whatever comes in

WORDS = some.sampled_from(
    [
        "",
        "0",
        "3",
        "12",
        "/",
        "00",
        "\ufffd",
        "1 2",
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数",
        "处理决定数量",
        "本年收费金额（单位：元）",
        "规章",
        "行政处罚",
        "行政事业性收费",
        "自然人",
        "商业企业",
        "总计",
        NEW,
        "（三）不予公开",
        "1.属于国家秘密",
        "3.其他",
        "（七）总计",
        "四、结转下年度继续办理",
        "行政复议",
        "未经复议直接起诉",
        "结果维持",
        "结果纠正",
        "统计指标",
        "（一）主动公开政府信息数",
        "被依法纠错数",
        "条",
        "万元",
        "---",
    ]
)


@settings(max_examples=150, deadline=None)
@given(some.lists(some.lists(WORDS, min_size=1, max_size=17), min_size=1, max_size=8), some.booleans())
def test_any_table_is_read_without_error_and_every_number_stands_in_its_row(
    rows: list[list[str]], is_exact: bool
) -> None:
    block = exact(rows) if is_exact else ragged("\n".join("\t".join(row) for row in rows))
    printed = [" ".join(text for text in row if text.strip()) for row in rows]
    for fact in cell_facts([block], (), "r")[0]:
        if fact.origin == "cell":
            assert fact.quote in printed
            assert (fact.value is not None) == (fact.state == "number")


@settings(max_examples=100, deadline=None)
@given(some.lists(WORDS, min_size=1, max_size=40))
def test_any_run_of_paragraphs_is_read_without_error(lines: list[str]) -> None:
    assert all(fact.quote for fact in cell_facts(paragraphs("\n".join(lines)), (), "r")[0])
