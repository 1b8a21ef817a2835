"""Whether parts add up to the whole that a report states."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

GOOD, BAD = "云川市商务局", "栖岩市商务局"
SAID = {
    (
        GOOD,
        2022,
    ): "门户网站公开信息3.2万条，微信公开1.1万条，其他方式公开0.7万条，共计5万条。收到申请14件，其中网络申请9件、信函申请5件。",
    (BAD, 2022): "主动公开政府信息53条，其中机构职能类21条、工作动态类19条。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("addition"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        (f"{GOOD}2022年网站微信其他三个渠道加起来是不是正好5万条", "32000 + 11000 + 7000 = 50000"),
        (f"{GOOD}2022年网络和信函申请加起来对得上总数吗", "9 + 5 = 14"),
        (f"Do the channels of {GOOD} add up to 50,000 in 2022?", "32000 + 11000 + 7000 = 50000"),
    ],
)
def test_parts_that_make_the_whole(held: Library, question: str, formula: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.values[0].formula == formula
    assert answer.text.startswith(("相符", "They add up"))
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [
        f"{BAD}2022年主动公开那53条，分项加得起来吗",
        f"{BAD}2022年主动公开的各项加起来是不是53条",
        f"{BAD}2022年机构职能和工作动态加上跟主动公开总数对不上吧，差几条",
    ],
)
def test_parts_that_do_not(held: Library, question: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith("不相符")
    assert figures(answer) == [(BAD, 2022, "40"), (BAD, 2022, "53"), (BAD, 2022, "13")]
    assert answer.values[-1].formula == "53 − (21 + 19) = 13"
    assert passes(answer)
