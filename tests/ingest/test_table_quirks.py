"""One test for each way in which real reports print the standard tables: right, or said to be unreadable."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.ingest.tables_made import (
    DISPUTES,
    HEAD,
    ROWS,
    Read,
    facts,
    full,
    grid,
    grid_rows,
    name,
    prose,
    read,
    row,
    text_rows,
    text_table,
)

RULES, DOCS = "disclosure.art20_1.rules", "disclosure.art20_1.normative_docs"
T21_DOCS = ("第二十条第（一）项\t\t\t", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数")
ZERO = ["0"] * 7
SOME: dict[str, Sequence[str]] = full({
    "received_new": ["12", "3", "0", "0", "1", "0", "16"], "carried_in": ["1", "0", "0", "0", "0", "0", "1"],
    "results.granted": ["8", "2", "0", "0", "1", "0", "11"], "results.unavailable.not_held": ["4", "1", "0", "0", "0", "0", "5"],
    "results.other.misc": ["1", "0", "0", "0", "0", "0", "1"], "results.total": ["13", "3", "0", "0", "1", "0", "17"],
})  # fmt: skip


def of(values: dict[str, Sequence[str]]) -> Read:
    """What the whole table should read as."""
    made: Read = {}
    for key, printed in values.items():
        made |= row(key, *(value or "blank" for value in printed))
    return made


def numbers(found: Read) -> Read:
    return {key: value for key, value in found.items() if value not in ("blank", "unreadable")}


def unread(found: Read) -> set[str]:
    return {key for key, value in found.items() if value == "unreadable"}


def shapes(*blocks) -> list[str]:  # type: ignore[no-untyped-def]
    return [finding.rule for finding in facts(*blocks)[1]]


# Rows, columns and labels


def test_labels_in_columns_0_1_and_2() -> None:
    assert read(text_table(*HEAD, *text_rows(SOME))) == of(SOME)


def test_merged_cells_of_a_grid() -> None:
    assert read(grid(*grid_rows(SOME))) == of(SOME)


def test_vertical_text_三本年度() -> None:
    """One character a row in the column of the group, or all of them in one merged cell."""
    spread = [line.replace("三、本年度办理结果", "") for line in text_rows(SOME)]
    for at, char in enumerate("三、本年度办理结果", 4):
        spread[at] = char + spread[at] if spread[at].startswith("\t") else spread[at]
    assert [line[0] for line in spread[4:13]] == list("三、本年度办理结果")
    assert read(text_table(*HEAD, *spread)) == of(SOME)
    assert "三、\n本\n年\n度" in grid(*grid_rows(SOME)).text
    assert read(grid(*grid_rows(SOME))) == of(SOME)


def test_vertical_column_headings() -> None:
    head = [["信息内容", "本\n年\n制\n发\n件\n数", "本年\n废止\n件数", "现行\n有效\n件数"], ["规章", "1", "2", "3"]]
    assert read(grid([("第二十条第（一）项", 4, 1)], *head)) == {
        f"{RULES}.issued": "1",
        f"{RULES}.repealed": "2",
        f"{RULES}.effective": "3",
    }


def test_lost_leading_columns() -> None:
    rows = text_rows(SOME)
    moved = [line.lstrip("\t") + "\t\t" if "3.其他" in line or "总计" in line else line for line in rows]
    assert moved != rows
    assert read(text_table(*HEAD, *moved)) == of(SOME)


def test_lost_leading_column_of_无法提供_zhongwei_2019() -> None:
    rows = [line.removeprefix("\t") + "\t" if "不掌握" in line else line for line in text_rows(SOME)]
    assert read(text_table(*HEAD, *rows)) == of(SOME)


def test_page_break_splits_a_table() -> None:
    rows = text_rows(SOME)
    for at in (1, 9, 15, len(rows) - 1):
        assert read(text_table(*HEAD, *rows[:at]), prose("— 3 —"), text_table(*rows[at:])) == of(SOME), at


def test_page_break_splits_a_grid_within_merged_cells() -> None:
    whole = grid(*grid_rows(SOME))
    assert whole.table is not None
    lower = [[cell.text for cell in one] for one in whole.table.rows[12:]]
    found = read(grid(*grid_rows(SOME)[:12]), grid(*[[("", 2, 1), *one] if len(one) == 8 else one for one in lower]))
    assert found == of(SOME)


def test_header_fragment_as_first_row_wuzhong_2021() -> None:
    above = text_table("第二十条第（八）项\t\t\t", "信息内容\t本年收费金额（单位：万元）\t\t")
    assert read(above, text_table("行政事业性收费\t7.5")) == {"disclosure.art20_8.admin_fee.amount_wan": "7.5"}


def test_16_columns_instead_of_10() -> None:
    blanks = full({key: [""] * 6 + ["0"] for key, _, _ in ROWS})
    rows = text_rows(blanks)
    wide = ["\t".join([*line.rstrip("\t").split("\t")[:-7], *[""] * 12, "0"]) for line in rows[13:]]
    assert read(text_table(*HEAD, *rows[:13]), text_table(*wide)) == of(blanks)


def test_16_columns_with_numbers_apart() -> None:
    """Six values spread over sixteen columns: in order where the sum confirms it, else unreadable."""
    spread = "\t\t2.重复申请\t2\t\t\t1\t\t0\t\t0\t\t0\t0\t\t3"
    rows = [spread if "2.重复申请" in line else line for line in text_rows(SOME)]
    found = read(text_table(*HEAD, *rows))
    expected = row("results.not_processed.duplicate", "2", "1", "0", "0", "0", "0", "3")
    assert {key: value for key, value in found.items() if key in expected} in (
        expected,
        dict.fromkeys(expected, "unreadable"),
    )


def test_repeated_headers_at_each_page() -> None:
    rows = text_rows(SOME)
    assert read(text_table(*HEAD, *rows[:10]), text_table(*HEAD, *rows[10:])) == of(SOME)


def test_hybrid_single_其他处理_row_of_2019_in_a_2021_report() -> None:
    rows = [line for line in text_rows(SOME) if "不再处理" not in line]
    rows = [line.replace("\t\t3.其他", "\t（六）其他处理\t", 1) if "3.其他" in line else line for line in rows]
    found = read(text_table(*T21_DOCS, "规章\t1\t0\t2"), text_table(*HEAD, *rows))
    assert found["requests.results.other@natural_person"] == "1"
    assert not [key for key in found if key.startswith("requests.results.other.")]
    assert found[f"{RULES}.issued"] == "1"


def test_heading_of_a_group_on_a_line_of_its_own() -> None:
    rows = [
        piece
        for line in text_rows(SOME)
        for piece in (
            ["\t（六）其他处理\t\t\t\t\t\t\t\t", line.replace("（六）其他处理", "")] if "（六）" in line else [line]
        )
    ]
    found = read(text_table(*HEAD, *rows))
    assert {key: value for key, value in found.items() if not key.startswith("requests.results.other@")} == of(SOME)
    assert "number" not in {value for key, value in found.items() if key.startswith("requests.results.other@")} - {
        "blank"
    }


@pytest.mark.parametrize(
    ("printed", "key"),
    [("一、本年新收 政府信息公开申请数量", "received_new"), ("2.其他法律行政止公开", "results.refused.law_prohibited"),
     ("（二）部分公开", "results.partial"), ("3、危及三安全一稳定", "results.refused.security_stability"),
     ("(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)", "results.partial"),
     ("1.本机关不掌握相关政府信息（含上级机关信息）", "results.unavailable.not_held"),
     ("四、结转下年度继续办理（截至12月31日）", "carried_out"), ("5.要求行政机关确认或重新出具", "results.not_processed.reconfirm")],
)  # fmt: skip
def test_labels_shortened_misspelt_and_with_notes(printed: str, key: str) -> None:
    label = next(label for one, label, _ in ROWS if one == key)
    rows = [line.replace(label, printed) for line in text_rows(SOME)]
    assert printed in "".join(rows)
    assert read(text_table(*HEAD, *rows)) == of(SOME)


def test_a_row_that_the_template_does_not_have_is_no_other_row() -> None:
    rows = text_rows(SOME)
    extra = "本年办结政府信息公开申请数量\t\t9\t9\t9\t9\t9\t9\t54\t"
    assert read(text_table(*HEAD, *rows[:1], extra, *rows[1:])) == of(SOME)


def test_label_variant_社会组织() -> None:
    head = [line.replace("社会公益组织", "社会组织") for line in HEAD]
    assert read(text_table(*head, *text_rows(SOME))) == of(SOME)
    rows = [["社会组织" if cell == "社会公益组织" else cell for cell in line] for line in grid_rows(SOME)]
    assert read(grid(*rows)) == of(SOME)


@pytest.mark.parametrize("columns", [
    ("本年度制发数", "本年度废止数", "现行有效数"), ("本年(2023)制发件数", "本年(2023)废止件数", "现行有效件数"),
    ("本年 制发件数", "本年 废止件数", "现行 有效件数"), ("2023年制发件数（单位：件）", "2023年废止件数（单位：件）", "现行有效件数（单位：件）")])  # fmt: skip
def test_label_variants_of_columns(columns: tuple[str, str, str]) -> None:
    table = text_table(T21_DOCS[0], "\t".join(["信息内容", *columns]), "行政规范性文件\t4\t5\t60")
    assert read(table) == {f"{DOCS}.issued": "4", f"{DOCS}.repealed": "5", f"{DOCS}.effective": "60"}


def test_extra_row_其他主动公开文件() -> None:
    found = read(text_table(*T21_DOCS, "规章\t0\t0\t1", "行政规范性文件\t4\t5\t60", "其他主动公开文件\t700\t8\t900"))
    assert set(found.values()) == {"0", "1", "4", "5", "60"}


def test_columns_in_another_order() -> None:
    table = grid(["信息内容", "现行有效件数", "本年制发件数", "本年废止件数"], ["规章", "60", "4", "5"])
    assert read(table) == {f"{RULES}.issued": "4", f"{RULES}.repealed": "5", f"{RULES}.effective": "60"}


# Blanks and marks


def test_blank_groups_with_only_a_total_of_0_zhongwei_2019() -> None:
    values = full({key: ["", "", "", "", "", "", "0"] for key, _, _ in ROWS[2:]})
    assert read(text_table(*HEAD, *text_rows(values))) == of(values)
    assert read(grid(*grid_rows(values))) == of(values)


def test_results_with_only_their_totals() -> None:
    values = {key: ["", "", "", "", "", "", one[6]] if key.startswith("results") else one for key, one in SOME.items()}
    assert read(grid(*grid_rows(values))) == of(values)


def test_values_with_blank_总计() -> None:
    values = {key: [*one[:6], ""] for key, one in SOME.items()}
    assert read(grid(*grid_rows(values))) == of(values)
    found = read(text_table(*HEAD, *text_rows(values)))
    assert numbers(found).items() <= numbers(of(values)).items()


def test_nbsp_is_blank_and_keeps_its_place() -> None:
    values = full({"received_new": ["\xa0", "3", "\xa0", "\xa0", "\xa0", "\xa0", "3"]})
    found = read(grid(*grid_rows(values)))
    assert {key: found[key] for key in row("received_new", *ZERO)} == row(
        "received_new", "blank", "3", *["blank"] * 4, "3"
    )


@pytest.mark.parametrize("mark", ["-", "/", "—", "——", "无", "／"])
def test_marks_for_nothing(mark: str) -> None:
    values = {key: [value if value != "0" else mark for value in one] for key, one in SOME.items()}
    found = read(grid(*grid_rows(values)))
    assert numbers(found) == {key: value for key, value in of(SOME).items() if value != "0"}
    assert set(found.values()) - set(numbers(found).values()) == {"blank"}


def test_00() -> None:
    assert read(text_table(*T21_DOCS, "规章\t00\t0\t1"))[f"{RULES}.issued"] == "0"


def test_blank_form_has_rows_and_no_zero() -> None:
    values = full({key: [""] * 7 for key, _, _ in ROWS})
    for table in (grid(*grid_rows(values)), text_table(*HEAD, *text_rows(values))):
        assert read(table) == of(values)


def test_row_of_a_table_with_a_damaged_cell() -> None:
    values = {**SOME, "received_new": ["12", "\ufffd", "0", "0", "1", "0", "16"]}
    found = read(grid(*grid_rows(values)))
    assert unread(found) == {"requests.received_new@org.business"}


# Numbers


def test_full_width_digits_and_thousands_commas() -> None:
    values = {**SOME, "received_new": ["１２００", "3", "0", "0", "1", "0", "1,204"]}
    found = read(text_table(*HEAD, *text_rows(values)))
    assert (found["requests.received_new@natural_person"], found["requests.received_new@total"]) == ("1200", "1204")


def test_split_digits_are_joined_where_A3_confirms_them() -> None:
    values = {**SOME, "received_new": ["1 2", "3", "0", "0", "1", "0", "1 6"]}
    for table in (grid(*grid_rows(values)), text_table(*HEAD, *text_rows(values))):
        assert read(table) == of(SOME)


def test_split_digits_without_A3_are_unreadable() -> None:
    values = {**SOME, "received_new": ["1 2", "3", "0", "0", "1", "0", "99"]}
    found = read(grid(*grid_rows(values)))
    assert found["requests.received_new@natural_person"] == "unreadable"


def test_negatives_in_本年增减() -> None:
    table = text_table(
        "第二十条第（五）项\t\t\t", "信息内容\t上一年项目数量\t本年增/减\t处理决定数量", "行政许可\t20\t-3\t455"
    )
    key = "disclosure.art20_5.license"
    assert read(table) == {f"{key}.items_prev": "20", f"{key}.items_change": "-3", f"{key}.decisions": "455"}


@pytest.mark.parametrize(
    ("cells", "heading", "value"),
    [("368000元", "本年收费金额（单位：万元）", "36.8"), ("8040", "本年收费金额（单位：万元）", "8040"),
     ("59237.2449", "本年收费金额（单位：万元）", "59237.2449"), ("36.8万元", "本年收费金额", "36.8"), ("7,730.28", "本年收费金额", "7730.28")],
)  # fmt: skip
def test_amounts(cells: str, heading: str, value: str) -> None:
    table = text_table("第二十条第（八）项\t", f"信息内容\t{heading}", f"行政事业性收费\t{cells}")
    assert read(table) == {"disclosure.art20_8.admin_fee.amount_wan": value}


def test_amount_whose_heading_says_元() -> None:
    table = text_table("第二十条第（八）项\t", "信息内容\t本年收费金额（单位：元）", "行政事业性收费\t368000")
    assert read(table) == {"disclosure.art20_8.admin_fee.amount_wan": "36.8"}


def test_unit_in_the_cell_beside() -> None:
    table = text_table("第二十条第（八）项\t\t", "信息内容\t本年收费金额\t", "行政事业性收费\t368000\t元")
    assert read(table) == {"disclosure.art20_8.admin_fee.amount_wan": "36.8"}


def test_procurement_states_its_own_unit() -> None:
    head = ("第二十条第（九）项\t\t", "信息内容\t采购项目数量\t采购总金额")
    bare = facts(text_table(*head, "政府集中采购\t3\t59237.2449"))[0][1]
    wan = facts(text_table(*head, "政府集中采购\t3\t59237.2449万元"))[0][1]
    assert (f"{bare.value}", bare.unit) == ("59237.2449", None)
    assert (f"{wan.value:f}".rstrip("0").rstrip("."), wan.unit) == ("592372449", "元")


# Disputes


def disputed(*values: str) -> Read:
    keys = [
        f"{kind}.{outcome}"
        for kind in ("review", "litigation.direct", "litigation.after_review")
        for outcome in ("upheld", "corrected", "other", "pending", "total")
    ]
    return dict(zip(keys, values, strict=True))


FIFTEEN = ["3", "1", "0", "1", "5", "2", "0", "0", "0", "2", "0", "1", "0", "0", "1"]


def test_disputes_row() -> None:
    assert read(text_table(*DISPUTES, "\t".join(FIFTEEN))) == disputed(*FIFTEEN)
    assert read(text_table(*DISPUTES, "\t".join([*FIFTEEN, ""]))) == disputed(*FIFTEEN)
    assert read(text_table(*DISPUTES), text_table("\t".join(FIFTEEN))) == disputed(*FIFTEEN)


def test_16_values_for_15_columns_zhongwei_2019() -> None:
    table = text_table(*DISPUTES, "\t".join(["0", "0", "00", *["0"] * 13]))
    assert read(table) == disputed(*["unreadable"] * 15)
    assert shapes(table)[:1] == ["shape"]


def test_disputes_with_a_value_lost() -> None:
    for at in range(15):
        values = [*FIFTEEN[:at], *FIFTEEN[at + 1 :]]
        for line in (values, [*values, ""], ["", *values]):
            found = read(text_table(*DISPUTES, "\t".join(line)))
            assert numbers(found).items() <= disputed(*FIFTEEN).items(), (at, line)


def test_disputes_with_blanks_and_a_total() -> None:
    blank = ["", "", "", "", "0"] * 3
    assert read(text_table(*DISPUTES, "\t".join(blank))) == disputed(*(one or "blank" for one in blank))


def test_disputes_as_two_tables() -> None:
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    review = grid([("行政复议", 5, 1)], outcomes, FIFTEEN[:5])
    suits = grid(
        [("行政诉讼", 10, 1)], [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)], [*outcomes, *outcomes], FIFTEEN[5:]
    )
    found = read(review, suits)
    assert numbers(found) in (disputed(*FIFTEEN), {})


# What is not one of these tables


@pytest.mark.parametrize("rows", [
    ["指标\t2022年\t2023年", "本年新收政府信息公开申请数量\t12\t15", "上年结转政府信息公开申请数量\t1\t2"],
    ["事项类别\t数量\t备注", "行政许可\t12\t无", "行政处罚\t40\t无", "行政强制\t3\t无"],
    ["项目\t预算数\t决算数\t增减", "行政事业性收费\t12\t14\t2", "政府集中采购\t30\t29\t-1"],
    ["月份\t一月\t二月\t三月\t四月\t五月\t六月\t合计", "重复申请\t1\t2\t3\t4\t5\t6\t21"],
    ["平台\t信息数\t单位", "政府网站\t120\t条", "政务微博\t30\t条"],
    ["年度\t结果维持率", "2022\t90%"],
])  # fmt: skip
def test_other_tables_are_not_read_as_these(rows: list[str]) -> None:
    assert numbers(read(text_table(*rows))) == {}
    assert numbers(read(grid(*[line.split("\t") for line in rows]))) == {}


def test_another_table_between_takes_no_columns_along() -> None:
    budget = text_table("项目\t2022\t2023\t2024", "行政处罚\t1\t2\t3")
    found = read(text_table(*T21_DOCS, "规章\t0\t0\t1"), prose("以下为其他数据。"), budget)
    assert set(found) == {f"{RULES}.issued", f"{RULES}.repealed", f"{RULES}.effective"}


def test_a_second_table_with_other_numbers_is_told() -> None:
    first, second = (text_table(*T21_DOCS, f"规章\t0\t0\t{one}") for one in ("1", "7"))
    found, findings = facts(first, second)
    last = next(fact for fact in found if name(fact) == f"{RULES}.effective")
    assert last.state == "unreadable" or str(last.value) == "1"
    assert [finding.rule for finding in findings] == ["shape"]
    assert facts(first, first)[1] == ()


# The statistics sheet of 2014

SHEET = [
    "统  计  指  标\t单位\t统计数", "一、主动公开情况\t——\t——", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t681",
    "其中：主动公开规范性文件数\t条\t4", "制发规范性文件总数\t件\t5", "（二）通过不同渠道和方式公开政府信息的情况\t——\t——",
    "1.政府公报公开政府信息数\t条\t0", "2.政府网站公开政府信息数\t条\t38", "3.政务微博公开政府信息数\t条\t",
    "三、依申请公开情况\t——\t——", "（一）收到申请数\t件\t9", "1.当面申请数\t件\t2",
    "四、行政复议数量\t件\t3", "（一）维持具体行政行为数\t件\t1", "（二）被依法纠错数\t件\t2", "（三）其他情形数\t件\t0",
    "五、行政诉讼数量\t件\t4", "（一）维持具体行政行为或者驳回原告诉讼请求数\t件\t1", "（二）被依法纠错数\t件\t3", "（三）其他情形数\t件\t0",
    "六、举报投诉数量\t件\t7", "七、依申请公开信息收取的费用\t万元\t1.5", "（三）政府信息公开专项经费\t万元\t20",
]  # fmt: skip
SHEET_READ = {
    "stats.proactive.total": "681", "stats.proactive.normative_published": "4", "stats.proactive.normative_made": "5",
    "stats.proactive.channel.gazette": "0", "stats.proactive.channel.website": "38", "stats.proactive.channel.weibo": "blank",
    "stats.requests.received.total": "9", "stats.requests.received.in_person": "2", "stats.review.total": "3",
    "stats.review.upheld": "1", "stats.review.corrected": "2", "stats.review.other": "0", "stats.litigation.total": "4",
    "stats.litigation.upheld": "1", "stats.litigation.corrected": "3", "stats.litigation.other": "0", "stats.complaints": "7",
    "stats.fees_wan": "1.5", "stats.capacity.budget_wan": "20",
}  # fmt: skip


def test_statistics_sheet() -> None:
    assert read(text_table(*SHEET)) == SHEET_READ
    assert read(grid(*[line.split("\t") for line in SHEET])) == SHEET_READ


def test_statistics_sheet_over_a_page_end() -> None:
    for at in (5, 12, 14, 18, 20):
        assert read(text_table(*SHEET[:at]), text_table(*SHEET[at:])) == SHEET_READ, at


def test_statistics_sheet_with_number_before_unit_and_an_index_column() -> None:
    swapped = ["\t".join([str(n), *(line.split("\t")[i] for i in (0, 2, 1))]) for n, line in enumerate(SHEET, 1)]
    swapped[0] = "序号\t指标\t数量\t计量单位"
    found = read(text_table(*swapped))
    assert numbers(found) == numbers(SHEET_READ)


def test_statistics_sheet_in_元() -> None:
    found = read(text_table(*SHEET[:-1], "（三）政府信息公开专项经费\t元\t200000"))
    assert found["stats.capacity.budget_wan"] == "20"


def test_a_list_of_channels_is_no_statistics_sheet() -> None:
    assert numbers(read(text_table("栏目\t条数", "政府网站公开政府信息数\t12"))) == {}
