"""Cells of the standard tables under their keys: three real reports cell by cell, and each quirk of layout for itself."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest.outline import outline
from ingest.readers import read as read_file
from ingest.report import Block, Cell, Place, Section, Table
from ingest.tables import cell_facts
from tests.ingest.table_samples import HEAD, NAMES, REVIEWS, exact, expected, paragraphs, ragged, read, shown

CELLS = Path(__file__).parents[1] / "data" / "tables"
NEW = "一、本年新收政府信息公开申请数量"


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


# Shifted cells


def test_lost_leading_columns() -> None:
    values, _ = read(
        ragged(
            f"{HEAD}\n{NAMES}\n{NEW}\t\t\t4\t0\t0\t0\t0\t0\t4\n"
            "5.要求行政机关确认或重新出具已获取信息\t0\t0\t0\t0\t0\t0\t0\n3. 其他\t\t3\t0\t0\t1\t0\t0\t4\n(七) 总计\t\t3\t0\t0\t1\t0\t0\t4"
        )
    )
    assert values["requests.results.other.misc"] == ["3", "0", "0", "1", "0", "0", "4"]
    assert values["requests.results.total"] == ["3", "0", "0", "1", "0", "0", "4"]


def test_a_shifted_row_is_realigned_where_a3_confirms_it() -> None:
    values, findings = read(ragged(f"{NEW}\t\t2\t1\t\t\t\t\t3\t"))
    assert values["requests.received_new"] == ["2", "1", "_", "_", "_", "_", "3"]
    assert findings == ()


def test_a_shifted_row_that_a3_does_not_confirm_is_unreadable() -> None:
    values, findings = read(ragged(f"{NEW}\t\t\t2\t1\t\t\t\t\t"))
    assert values["requests.received_new"] == ["?"] * 7
    assert len(findings) == 1
    assert findings[0].operands[0][1] == f"{NEW} 2 1"


def test_blank_totals_stand_where_the_header_says() -> None:
    """Where the table has no total at all; a single such row may as well have lost a value."""
    row = "\t\t\t3\t0\t0\t0\t0\t2\t"
    values, _ = read(
        ragged(
            "\n".join(
                [HEAD, NAMES, NEW + row, "二、上年结转政府信息公开申请数量" + row, "四、结转下年度继续办理" + row]
            )
        )
    )
    assert [values[key] for key in values] == [["3", "0", "0", "0", "0", "2", "_"]] * 3
    values, findings = read(ragged(f"{HEAD}\n{NAMES}\n{NEW}{row}"))
    assert values["requests.received_new"] == ["?"] * 7
    assert len(findings) == 1


def test_a_row_with_too_few_cells_is_unreadable() -> None:
    values, findings = read(ragged(f"{HEAD}\n{NAMES}\n{NEW}\t3\t0\t3"))
    assert values["requests.received_new"] == ["?"] * 7
    assert len(findings) == 1


def test_a_merged_cell_over_several_rows_is_no_row_s_number() -> None:
    head = [[("", 1, 2), "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]
    rows = [
        [("（三）不予公开", 2, 1), "1.属于国家秘密", ("5", 2, 1), *["0"] * 5, "5"],
        ["2.其他法律行政法规禁止公开", *["0"] * 5, "0"],
    ]
    values, _ = read(exact([*head, [(NEW, 1, 2), "5", *["0"] * 5, "5"], *rows]))
    assert values["requests.results.refused.state_secret"][0] == "?"
    assert values["requests.results.refused.law_prohibited"] == ["?"] * 7


# Headers


def test_merged_header_over_separate_cells_takes_the_one_that_is_filled() -> None:
    values, _ = read(
        exact([[("第二十条第（五）项", 1, 4)], ["信息内容", ("本年处理决定数量", 1, 3)], ["行政许可", "", "76", ""]])
    )
    assert values == {"disclosure.art20_5.license.decisions": ["76"]}


def test_two_numbers_under_one_header_are_unreadable() -> None:
    values, findings = read(exact([["信息内容", ("本年处理决定数量", 1, 2)], ["行政许可", "76", "5"]]))
    assert values == {"disclosure.art20_5.license.decisions": ["?"]}
    assert len(findings) == 1


def test_vertical_and_multi_level_headers() -> None:
    values, _ = read(
        exact(
            [
                [("（本列数据的勾稽关系为…）", 3, 3), ("申请人情况", 1, 7)],
                [("自\n然\n人", 2, 1), ("法人或其他组织", 1, 5), ("总\n计", 2, 1)],
                ["商业\n企业", "科研\n机构", "社会\n组织", "法律服务\n机构", "其\n他"],
                [(NEW, 1, 3), "2", "0", "1", "0", "0", "0", "3"],
                [
                    ("三\n、\n本\n年\n度\n办\n理\n结\n果", 1, 1),
                    ("（一）予以公开", 1, 2),
                    "1",
                    "0",
                    "1",
                    "0",
                    "0",
                    "0",
                    "2",
                ],
            ]
        )
    )
    assert values == {
        "requests.received_new": ["2", "0", "1", "0", "0", "0", "3"],
        "requests.results.granted": ["1", "0", "1", "0", "0", "0", "2"],
    }


def test_columns_follow_the_header_and_not_their_usual_order() -> None:
    names = ["总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    values, _ = read(exact([["", *names], [NEW, "3", "2", "0", "1", "0", "0", "0"]]))
    assert values["requests.received_new"] == ["2", "0", "1", "0", "0", "0", "3"]


def test_a_repeated_header_on_the_next_page() -> None:
    head = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    values, _ = read(
        exact([head, [NEW, "1", *["0"] * 5, "1"]]), exact([head, ["（一）予以公开", "1", *["0"] * 5, "1"]], 1)
    )
    assert values["requests.results.granted"] == ["1", *["0"] * 5, "1"]


def test_a_lost_header_name_between_the_others() -> None:
    values, _ = read(
        exact(
            [
                ["", "自然人", "", "科研机构", "", "法律服务机构", "其他", "总计"],
                [NEW, "1", "2", "0", "0", "0", "0", "3"],
            ]
        )
    )
    assert values["requests.received_new"] == ["1", "2", "0", "0", "0", "0", "3"]


@pytest.mark.parametrize(
    "heads",
    [
        "本年度制发数\t本年度废止数\t现行有效数",
        "本年(2023)制发件数\t本年(2023)废止件数\t现行有效件数",
        "本年 制发件数\t本年 废止件数\t现行 有效件数",
        "2023年制发件数（件）\t2023年废止件数（件）\t现行有效件数（件）",
    ],
)
def test_column_labels_vary(heads: str) -> None:
    values, _ = read(ragged(f"第二十条第（一）项\t\t\t\n信息内容\t{heads}\n行政规范性文件\t1\t2\t3"))
    assert [values[f"disclosure.art20_1.normative_docs.{name}"] for name in ("issued", "repealed", "effective")] == [
        ["1"],
        ["2"],
        ["3"],
    ]


def test_tables_of_2019_in_a_report_in_any_form() -> None:
    values, _ = read(
        ragged("第二十条第（六）项\t\t\t\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政处罚\t12\t-3\t40")
    )
    assert values == {
        "disclosure.art20_6.penalty.items_prev": ["12"],
        "disclosure.art20_6.penalty.items_change": ["-3"],
        "disclosure.art20_6.penalty.decisions": ["40"],
    }


def test_rows_without_header_take_the_template_s_columns() -> None:
    values, _ = read(
        ragged(
            "第二十条第(一)项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n第二十条第(六)项\t\t\t\n行政处罚\t2\t\t"
        )
    )
    assert values["disclosure.art20_6.penalty.decisions"] == ["2"]


def test_rows_without_header_or_template_are_not_taken() -> None:
    values, findings = read(ragged("第二十条第(一)项\t\t\t\n规章\t\t\t\n规范性文件\t11\t\t"))
    assert values == {}
    assert [finding.rule for finding in findings] == ["shape"]


def test_a_column_that_lost_its_name_leaves_the_others_in_doubt() -> None:
    values, _ = read(ragged("信息内容\t\t本年废止件数\t现行有效件数\n规章\t0\t1\t"))
    assert values == {"disclosure.art20_1.rules.repealed": ["?"], "disclosure.art20_1.rules.effective": ["?"]}
    values, _ = read(exact([["信息内容", "", "本年废止件数", "现行有效件数"], ["规章", "0", "1", ""]]))
    assert values == {"disclosure.art20_1.rules.repealed": ["1"], "disclosure.art20_1.rules.effective": ["_"]}


def test_the_name_of_the_item_is_lost() -> None:
    values, _ = read(ragged("信息内容\t本年处理决定数量\n行政强制\t9"))
    assert values == {"disclosure.art20_6.coercion.decisions": ["9"]}


def test_traditional_characters() -> None:
    values, _ = read(ragged("第二十條第(八)項\t\n信息內容\t本年收費金額(單位:萬元)\n行政事業性收費\t26.55"))
    assert values == {"disclosure.art20_8.admin_fee.amount_wan": ["26.55"]}


# Labels


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("2.其他法律行政止公开", "refused.law_prohibited"),
        ("1.属千国家秘密", "refused.state_secret"),
        ("不掌握相关政府信息", "unavailable.not_held"),
        ("4.无正当理由大量反复 申请", "not_processed.excessive"),
        ("（二）部分公开", "partial"),
        ("3.补正后申请内容仍不明确（含未补正的）", "unavailable.unclear"),
        ("（四）无法提供 1.本机关不掌握相关政府信息", "unavailable.not_held"),
        ("6.属于四类过程性信自", "refused.process_info"),
        ("（六）其他处理2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "other.fee_unpaid"),
    ],
)
def test_row_labels_shortened_misspelt_broken_or_with_notes(label: str, key: str) -> None:
    values, _ = read(ragged(f"{HEAD}\n{NAMES}\n{NEW}\t\t\t1\t0\t0\t0\t0\t0\t1\n\t\t{label}\t1\t0\t0\t0\t0\t0\t1"))
    assert values[f"requests.results.{key}"] == ["1", "0", "0", "0", "0", "0", "1"]


def test_a_group_s_name_run_into_its_last_row_is_not_taken_for_the_group() -> None:
    values, _ = read(
        ragged(f"{HEAD}\n{NAMES}\n{NEW}\t\t\t1\t0\t0\t0\t0\t0\t1\n（六）其他处理 3.其他\t1\t0\t0\t0\t0\t0\t1")
    )
    assert set(values) == {"requests.received_new"}


def test_an_unknown_row_is_left_alone() -> None:
    values, _ = read(
        ragged(
            "第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n其他主动公开文件\t9\t9\t9\n其他规范性文件\t8\t8\t8\n规章\t1\t0\t1"
        )
    )
    assert set(values) == {f"disclosure.art20_1.rules.{name}" for name in ("issued", "repealed", "effective")}


def test_other_tables_and_prose_are_not_read_as_standard_ones() -> None:
    values, findings = read(
        ragged("单位\t行政处罚\t行政许可\n科技局\t3\t4\n重复申请\t5\t6\n其他\t1\t2"),
        Block(1, "行政处罚 12"),
        Block(2, "重复申请 3"),
    )
    assert values == {}
    assert findings == ()


def test_other_handling_in_one_row_within_the_form_of_2021() -> None:
    facts, _ = cell_facts(
        [ragged(f"{HEAD}\n{NAMES}\n{NEW}\t\t\t2\t0\t0\t0\t0\t0\t2\n\t（六）其他处理\t\t2\t0\t0\t0\t0\t0\t2")], (), "r"
    )
    derived = {fact.applicant: fact for fact in facts if fact.metric == "requests.results.other.sum"}
    assert derived["applicant.total"].value == 2
    assert derived["applicant.total"].operands == ("requests.results.other@applicant.total",)


# Cells


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("00", "0"),
        ("/", "_"),
        ("—", "_"),
        ("-", "_"),
        ("无", "_"),
        ("\xa0", "_"),
        ("１２", "12"),
        ("1,234", "1234"),
        ("5件", "5"),
        ("\ufffd", "?"),
        ("3\ufffd", "?"),
        ("4 119", "?"),
        ("5①", "?"),
        ("若干", "?"),
    ],
)
def test_what_a_cell_may_hold(printed: str, read_as: str) -> None:
    values, findings = read(exact([["信息内容", "本年处理决定数量"], ["行政处罚", printed]]))
    assert values == {"disclosure.art20_6.penalty.decisions": [read_as]}
    assert bool(findings) == (read_as == "?")


@pytest.mark.parametrize(
    ("head", "cells", "value"),
    [
        ("本年收费金额（单位：万元）", "368000元", "36.8"),
        ("本年收费金额（单位：万元）", "36.8", "36.8"),
        ("本年收费金额", "36.8万元", "36.8"),
        ("本年收费金额（单位：元）", "368000", "36.8"),
        ("本年收费金额（单位：万元）", "59237.2449", "59237.2449"),
        ("本年收费金额（单位：万元）", "36.8\t万元", "36.8"),
        ("本年收费金额（单位：万元）", "8040\t元", "0.804"),
    ],
)
def test_yuan_and_ten_thousands_in_beside_and_above_the_cell(head: str, cells: str, value: str) -> None:
    values, _ = read(ragged(f"信息内容\t{head}\t\n行政事业性收费\t{cells}"))
    assert values == {"disclosure.art20_8.admin_fee.amount_wan": [value]}


def test_digits_split_in_a_cell_join_where_a3_confirms_it() -> None:
    head = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    values, _ = read(
        exact(
            [
                head,
                [NEW, "1 2", "0", "0", "0", "0", "0", "12"],
                ["二、上年结转政府信息公开申请数量", "1 2", "0", "0", "0", "0", "0", "3"],
            ]
        )
    )
    assert values["requests.received_new"] == ["12", "0", "0", "0", "0", "0", "12"]
    assert values["requests.carried_in"] == ["?", "0", "0", "0", "0", "0", "3"]


def test_one_table_printed_twice_alike_and_once_otherwise() -> None:
    table = "信息内容\t本年处理决定数量\n行政处罚\t7"
    assert read(ragged(table), ragged(table, 1))[0] == {"disclosure.art20_6.penalty.decisions": ["7"]}
    values, findings = read(ragged(table), ragged(table.replace("7", "8"), 1), ragged(table, 2))
    assert values == {"disclosure.art20_6.penalty.decisions": ["?"]}
    assert len(findings) == 1


def test_a_cell_s_place_is_its_own() -> None:
    table = ragged("信息内容\t本年处理决定数量\n行政处罚\t12\n行政强制\t1")
    facts, _ = cell_facts([table], [Section("proactive", ("二、主动公开政府信息情况",), 1, 0, 1)], "r")
    for fact in facts:
        assert fact.place.start is not None
        assert table.text[fact.place.start : fact.place.end] == f"{fact.value:f}"
        assert fact.section == ("二、主动公开政府信息情况",)


def test_a_pdf_cell_s_place_is_its_page_and_box() -> None:
    cells = (
        Cell(0, 0, "信息内容", page=3),
        Cell(0, 1, "本年处理决定数量", page=3),
        Cell(1, 0, "行政处罚", page=3),
        Cell(1, 1, "4119", page=3, box=(1.0, 2.0, 3.0, 4.0)),
    )
    block = Block(5, "信息内容\t本年处理决定数量\n行政处罚\t4119", table=Table(cells))
    assert cell_facts([block], (), "r")[0][0].place == Place(3, ((1.0, 2.0, 3.0, 4.0),), 5, 19, 23)


# Reviews and lawsuits


def test_disputes_with_merged_headers_in_an_exact_grid() -> None:
    names: list[str] = ["结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总\n计"]
    values, _ = read(
        exact(
            [
                [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
                [*((name, 2, 1) for name in names), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
                [*names, *names],
                [str(n) for n in range(1, 16)],
            ]
        )
    )
    assert values == expected("review 1 2 3 4 5\nlitigation.direct 6 7 8 9 10\nlitigation.after_review 11 12 13 14 15")


def test_disputes_left_blank_stay_blank() -> None:
    values, findings = read(ragged(REVIEWS + "\n" + "\t" * 14))
    assert {mark for marks in values.values() for mark in marks} == {"_"}
    assert (len(values), findings) == (15, ())


def test_disputes_with_trailing_empty_cells() -> None:
    values, _ = read(ragged(REVIEWS + "\n" + "\t".join("1000100000 20002"[i] for i in range(16) if i != 10) + "\t\t"))
    assert values["review.total"] == ["1"]
    assert values["litigation.after_review.upheld"] == ["2"]


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


# The statistics sheet of 2014

SHEET = """统计指标\t单位\t统计数
一、主动公开情况\t——\t——
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t1520
其中：主动公开规范性文件数\t条\t6
制发规范性文件总数\t件\t7
2.政府网站公开政府信息数\t条\t1200
5.其他方式公开政府信息数\t条\t
四、行政复议数量\t件\t3
（一）维持具体行政行为数\t件\t2
（二）被依法纠错数\t件\t1
（三）其他情形数\t件\t0
五、行政诉讼数量\t件\t4
（二）被依法纠错数\t件\t4
（三）其他情形数\t件\t0
七、依申请公开信息收取的费用\t万元\t0.5"""


def test_the_statistics_sheet() -> None:
    values, findings = read(ragged(SHEET))
    assert findings == ()
    assert values == {
        "stats.proactive.total": ["1520"],
        "stats.proactive.normative_published": ["6"],
        "stats.proactive.normative_made": ["7"],
        "stats.proactive.channel.website": ["1200"],
        "stats.proactive.channel.other": ["_"],
        "stats.review.total": ["3"],
        "stats.review.upheld": ["2"],
        "stats.review.corrected": ["1"],
        "stats.review.other": ["0"],
        "stats.litigation.total": ["4"],
        "stats.litigation.corrected": ["4"],
        "stats.litigation.other": ["0"],
        "stats.fees_wan": ["0.5"],
    }


def test_the_statistics_sheet_without_its_header() -> None:
    values, _ = read(ragged("（一）主动公开政府信息数\t条\t15\n2.政府网站公开政府信息数\t条\t12"))
    assert values == {"stats.proactive.total": ["15"], "stats.proactive.channel.website": ["12"]}


# Sums


def test_blank_parts_are_summed_only_where_the_column_balances() -> None:
    rows = [
        f"{key}\t{value}\t\t\t\t\t\t{value}"
        for key, value in [
            (NEW, "3"),
            ("（一）予以公开", "1"),
            ("（二）部分公开", ""),
            ("1.属于国家秘密", "2"),
            ("2.其他法律行政法规禁止公开", ""),
            ("3.危及“三安全一稳定”", ""),
            ("4.保护第三方合法权益", ""),
            ("5.属于三类内部事务信息", ""),
            ("6.属于四类过程性信息", ""),
            ("7.属于行政执法案卷", ""),
            ("8.属于行政查询事项", ""),
            ("1.本机关不掌握相关政府信息", ""),
            ("2.没有现成信息需要另行制作", ""),
            ("3.补正后申请内容仍不明确", ""),
            ("1.信访举报投诉类申请", ""),
            ("2.重复申请", ""),
            ("3.要求提供公开出版物", ""),
            ("4.无正当理由大量反复申请", ""),
            ("5.要求行政机关确认或重新出具已获取信息", ""),
            ("（六）其他处理", ""),
        ]
    ]

    def refused(total: str) -> list[Decimal | None]:
        table = "\n".join([*rows, f"（七）总计\t{total}\t\t\t\t\t\t{total}"])
        facts, _ = cell_facts([ragged(table)], (), "r")
        return [
            fact.value
            for fact in facts
            if fact.metric == "requests.results.refused.sum" and fact.applicant == "applicant.natural_person"
        ]

    assert refused("3") == [Decimal(2)]
    assert refused("4") == []


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
