"""Blanks, marks and numbers as real reports print them: right, or said to be unreadable."""

from __future__ import annotations

import pytest

from tests.ingest.standard.printed import (
    HEAD,
    ROWS,
    SOME,
    ZEROS,
    facts,
    full,
    grid,
    grid_rows,
    numbers,
    of,
    read,
    row,
    text_rows,
    text_table,
    unread,
)

RULES, DOCS = "disclosure.art20_1.rules", "disclosure.art20_1.normative_docs"
T21_DOCS = ("第二十条第（一）项\t\t\t", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数")


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
    assert {key: found[key] for key in row("received_new", *ZEROS)} == row(
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
