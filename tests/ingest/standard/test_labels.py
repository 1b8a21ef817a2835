"""What stands beside a row: shortened, misspelt, with notes, or of another table."""

from __future__ import annotations

import pytest

from ingest.report import Block
from ingest.tables import cell_facts
from tests.ingest.standard.blocks import HEAD, NAMES, NEW, ragged, read


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
