"""A row asked for together with the sum that it is part of: one cell may be cited by itself and among those added."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Conversation
from assistant.joining import named_together
from ingest.library import Library
from ingest.pipeline import ingest

ROWS = (
    ("一、本年新收政府信息公开申请数量", 9), ("二、上年结转政府信息公开申请数量", 0), ("（一）予以公开", 2), ("（二）部分公开", 0),
    ("1.属于国家秘密", 0), ("2.其他法律行政法规禁止公开", 0), ("3.危及“三安全一稳定”", 0), ("4.保护第三方合法权益", 0),
    ("5.属于三类内部事务信息", 0), ("6.属于四类过程性信息", 0), ("7.属于行政执法案卷", 0), ("8.属于行政查询事项", 0),
    ("1.本机关不掌握相关政府信息", 0), ("2.没有现成信息需要另行制作", 0), ("3.补正后申请内容仍不明确", 0),
    ("1.信访举报投诉类申请", 4), ("2.重复申请", 3), ("3.要求提供公开出版物", 0), ("4.无正当理由大量反复申请", 0),
    ("5.要求行政机关确认或重新出具已获取信息", 0), ("（七）总计", 9), ("四、结转下年度继续办理", 0),
)  # fmt: skip
TEXT = "云川市体育局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n" + "".join(
    f"{label} | {number} | 0 | 0 | 0 | 0 | 0 | {number}\n" for label, number in ROWS
)


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    folder: Path = tmp_path_factory.mktemp("sum")
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    library = Library.open(folder / "library")
    list(ingest([folder / "report.txt"], library))
    return Conversation(library)


@pytest.mark.parametrize("question", ["不予处理和重复申请各几件", "重复申请、不予处理分别几件"])
def test_both_are_given(conversation: Conversation, question: str) -> None:
    answer = conversation.ask(f"云川市体育局2022年{question}")
    assert answer.status == "answered"
    assert sorted(str(value.number) for value in answer.values) == ["3", "7"]


def test_a_row_named_by_its_sum_is_one_thing() -> None:
    assert named_together("被列为重复申请、未予处理", "件", "zh", each=False) == ()
    assert len(named_together("重复申请、予以公开", "件", "zh", each=False)) == 2
