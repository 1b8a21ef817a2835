"""Yes or no by what a report's sentences say, and whom to ask, where and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.small import library_of

ONE, TWO = "云川市民政局", "栖岩市民政局"
SAID = {
    (ONE, 2022): (
        "如有疑问，请与云川市民政局办公室联系（地址：云川市青石路9号民政大楼6楼）。全年收到政府信息公开申请9件，答复5件，不予受理1件。"
        "全年主动公开政府信息80条。依申请公开零收费。下属单位公开积极性不高。措施：建立点评制度，每月通报1次。"
        "公示期为2022年5月4日至5月11日，期满未收到任何异议。行政诉讼3件，均维持。"
    ),
    (TWO, 2022): "发布日期：23/01/16 09:30:00。全年收到政府信息公开申请4件，按时答复4件。全年主动公开政府信息60条。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("whether"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    "question",
    [
        f"{TWO}2022年谁当领导小组组长",
        f"{TWO}2022年得了什么奖",
        f"{TWO}2022年举办过政府开放日吗",
        f"{TWO}2022年收过钱吗",
    ],
)
def test_what_no_sentence_says_is_declined(question: str, held: Library) -> None:
    assert Conversation(held).ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{ONE}2022年有疑问找谁", "办公室联系"),
        (f"{ONE}在哪栋楼几层", "民政大楼6楼"),
        (f"{TWO}2022年的年报是几点几分发的", "09:30"),
    ],
)
def test_whom_to_ask_and_where_and_when(question: str, told: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        (f"{ONE}2022年的申请都答复了吗", "不是"),
        (f"{TWO}2022年的申请都答复了吗", "是"),
        (f"{TWO}2022年有没有逾期答复的申请", "没有"),
        (f"{TWO}2022年的申请按时答复了吗", "是"),
        (f"{ONE}2022年依申请公开收过钱吗", "否"),
        (f"{ONE}2022年公示期间有没有收到反对意见", "否"),
    ],
)
def test_yes_or_no_is_what_the_sentence_says(question: str, lead: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status == "answered"
    assert answer.text.startswith(lead)
