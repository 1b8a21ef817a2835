"""A refusal shows the sentence of the report that comes nearest, cited, and gives no number for an answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from tests.assistant.small import library_of

WHO = "云川市商务局"
SAID = {(WHO, 2022): "举办公众开放日活动3场，接待群众410人次。门户网站发布信息520条，其中图解30条。"}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("nearest"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        (f"{WHO}2022年公众开放日的讲解员有几名", "举办公众开放日活动3场"),
        (f"{WHO}2022年公众开放日来了几名外国人", "接待群众410人次"),
    ],
)
def test_the_nearest_sentence_stands_beside_a_refusal(talk: Conversation, text: str, near: str) -> None:
    answer = talk.ask(text)
    assert answer.status == "declined"
    assert answer.values == ()
    (cited,) = answer.citations
    assert near in cited.quote
    assert cited.agency == WHO
    assert f"“{cited.quote}”[{cited.n}]" in answer.text


@pytest.mark.parametrize("text", [f"{WHO}2022年停车场有几个车位", f"{WHO}2021年网站发布多少条", f"{WHO}局长的工资"])
def test_nothing_near_is_not_shown(talk: Conversation, text: str) -> None:
    answer = talk.ask(text)
    assert answer.status == "declined"
    assert answer.citations == ()
