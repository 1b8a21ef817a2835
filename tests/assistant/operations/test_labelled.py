"""What the head of a report prints behind a label."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import ingest

REPORTS = {
    "table.txt": "云川市林业局2021年政府信息公开工作年度报告\n| 索引号 | 640300-07/2022-00031 | 发文字号 | 云林发〔2022〕9号 |\n"
    "一、总体情况\n主动公开：全年公开信息61条。\n",
    "order.txt": "栖岩市林业局2021年政府信息公开工作年度报告\n根据《条例》和栖政办〔2021〕31号文件要求，编制本报告。\n一、总体情况\n全年公开信息9条。\n",
    "lines.txt": "平川市林业局2021年政府信息公开工作年度报告\n索引号\n620100-11/2022-00007\n一、总体情况\n全年公开信息14条。\n",
}


@pytest.fixture(scope="module")
def conversation(tmp_path_factory: pytest.TempPathFactory) -> Conversation:
    folder: Path = tmp_path_factory.mktemp("labels")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = Library.open(folder / "library")
    list(ingest([folder / name for name in REPORTS], library))
    return Conversation(library)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云川市林业局2021年年报的索引号是多少", "640300-07/2022-00031"),
        ("云川市林业局2021年的年报文号是什么", "云林发〔2022〕9号"),
        ("平川市林业局2021年年报索引号", "620100-11/2022-00007"),
        ("栖岩市林业局2021年年报是按市里哪个文号的要求编的", "栖政办〔2021〕31号"),
        ("栖岩市林业局2021年年报根据什么文件编制", "栖政办〔2021〕31号"),
    ],
)
def test_what_a_label_says(conversation: Conversation, question: str, value: str) -> None:
    answer = conversation.ask(question)
    assert answer.status == "answered"
    assert answer.values[0].shown == value
    assert answer.citations[0].quote == value


def test_a_label_that_is_not_printed_and_words_that_are_no_label(conversation: Conversation) -> None:
    assert conversation.ask("平川市林业局2021年年报的文号是什么").status == "declined"
    counted = conversation.ask("云川市林业局2021年主动公开信息多少条")
    assert str(counted.values[0].number) == "61"
