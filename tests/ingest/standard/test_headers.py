"""What stands above a column: merged, vertical, repeated, lost."""

from __future__ import annotations

import pytest

from tests.ingest.standard.blocks import NEW, exact, ragged, read


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
