"""A number that is brought along is confirmed or not; a question that brings none is left as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.asserting import asserted_in
from assistant.chat import Conversation
from tests.assistant.answers import passes
from tests.assistant.small import library_of

WHO = "云川市商务局"
SAID = {
    (WHO, 2022): "全年主动公开政府信息28416条，收到政府信息公开申请5件，举办培训班2期。办结率98.6%。"
    "政务公开工作在市直单位考核中位居第3名。"
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("asserting"), SAID) as held:
        yield Conversation(held)


@pytest.mark.parametrize(
    ("text", "lead", "number"),
    [
        (f"{WHO}2022年收到5件申请对吗", "相符", 5),
        (f"{WHO}2022年收到申请是不是6件", "不相符", 5),
        (f"{WHO}主动公开2.8万条信息，属实吗？", "相符", 28416),
        (f"{WHO}主动公开2.9万条信息，属实吗？", "不相符", 28416),
        (f"{WHO}培训班办了两期吧，对不对", "相符", 2),
        (f"Is it true that {WHO} received 5 requests in 2022?", "That agrees", 5),
        (f"{WHO} received 7 requests in 2022, right?", "That does not agree", 5),
        (f"{WHO}2022年收到的申请真有9件吗", "不相符", 5),
        (f"听说{WHO}2022年收到申请是5，没记错吧", "相符", 5),
        (f"{WHO}2022年收到的申请超过3件吗", "是", 5),
        (f"{WHO}2022年收到的申请超过30件没有？", "不是", 5),
        (f"{WHO}2022年收到的申请有没有到五件", "是", 5),
        (f"{WHO}2022年收到的申请有十份那么多吗", "不是", 5),
        (f"{WHO}2022年主动公开信息过万了吗", "是", 28416),
        (f"{WHO}2022年主动公开信息够不够三万条", "不是", 28416),
        (f"{WHO}2022年收到的申请不到10件吧", "是", 5),
        (f"{WHO}2022年培训办没办到两期", "是", 2),
        (f"{WHO}2022年信息发没发够三万条", "不是", 28416),
        (f"{WHO}2022年主动公开信息是三万条不到吧", "是", 28416),
        (f"{WHO}2022年在市直单位考核里拿的是不是第一", "不相符", 3),
        (f"{WHO}2022年在市直单位考核中排第三吗", "相符", 3),
        (f"Did {WHO} receive more than 100 requests in 2022?", "No", 5),
    ],
)
def test_a_number_is_confirmed_or_not(library: Conversation, text: str, lead: str, number: int) -> None:
    answer = library.ask(text)
    assert answer.text.startswith(lead), answer.text
    assert [claim.number for claim in answer.values] == [number]
    assert passes(answer)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}2022年收到过申请吗",
        f"{WHO}2022年有没有超过20个工作日答复的申请",
        f"{WHO}2022年50万元以上项目有吗",
        "2022年有没有单位收到的申请超过3件",
        "2022年哪些单位收到5件申请",
        f"Did {WHO} receive any requests in 2022?",
        f"{WHO}第2期培训班办了吗",
        f"{WHO}2022年收到20多件申请吗",
    ],
)
def test_what_brings_no_number_to_confirm(text: str) -> None:
    assert asserted_in(text) == (None, text)
