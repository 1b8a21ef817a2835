"""Sums that the template does not print."""

from __future__ import annotations

from decimal import Decimal

from ingest.tables import cell_facts
from tests.ingest.standard.blocks import NEW, ragged


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
