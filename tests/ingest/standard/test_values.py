"""What a cell of a standard table may hold, and the place it is cited by."""

from __future__ import annotations

import pytest

from ingest.report import Block, Cell, Place, Section, Table
from ingest.tables import cell_facts
from tests.ingest.standard.blocks import NEW, exact, ragged, read


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
