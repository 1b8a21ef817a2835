"""What a report says in words that it had none of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.zeros import said_none, told_none
from ingest.report import Fact, Place

NEW = "requests.received_new"


def nought(noun: str, metric: str | None = None, value: int = 0) -> Fact:
    return Fact(
        report="r", metric=metric, value=Decimal(value), state="number", origin="prose", quote=noun, place=Place(),
        qualifier="none" if not value else "exact", noun=f"{noun}□",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("noun", "key", "told"),
    [
        ("政府信息公开申请", NEW, True),
        ("收到群众要求公开政府信息的申请", NEW, True),
        ("发生依申请公开政府信息的情况", NEW, True),
        ("收到法人和其他组织的申请", NEW, False),
        ("政府信息公开被申请行政复议", NEW, False),
        ("上年度结转", "requests.carried_in", True),
        ("行政复议和行政诉讼", "litigation.total", True),
        ("行政复议", "litigation.total", False),
    ],
)
def test_what_a_nought_counts(noun: str, key: str, told: bool) -> None:
    fact = nought(noun)
    assert told_none([fact], key) == (fact if told else None)


def test_a_number_beside_it_is_told_instead() -> None:
    assert told_none([nought("政府信息公开申请"), nought("收到申请", "request", 4)], NEW) is None


def test_a_nought_is_known_by_its_own_words() -> None:
    fact = nought("收到任何异议反馈")
    assert said_none([fact], "公示人提异议") == fact
    assert said_none([fact], "公示期多长") is None
