"""What is not one of the standard tables is not read as one, and a second one is told."""

from __future__ import annotations

import pytest

from tests.ingest.standard.printed import (
    facts,
    grid,
    name,
    numbers,
    prose,
    read,
    text_table,
)

RULES, DOCS = "disclosure.art20_1.rules", "disclosure.art20_1.normative_docs"
T21_DOCS = ("第二十条第（一）项\t\t\t", "信息内容\t本年制发件数\t本年废止件数\t现行有效件数")


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
