"""Rows, columns and labels in all the ways real reports print them: right, or said to be unreadable."""

from __future__ import annotations

import pytest

from tests.ingest.standard.printed import (
    HEAD,
    ROWS,
    SOME,
    full,
    grid,
    grid_rows,
    of,
    prose,
    read,
    row,
    text_rows,
    text_table,
)

RULES, DOCS = "disclosure.art20_1.rules", "disclosure.art20_1.normative_docs"
T21_DOCS = ("第二十条第（一）项\t\t\t", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数")


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
