"""A part is answered by its own number or not at all, and never by its whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

WHO = "云川市应急管理局"
SAID = {
    (
        WHO,
        2022,
    ): "全年主动公开政府信息505条，其中安全生产领域167条、救灾领域73条、行政许可决定22条。微信公众号推送图文142篇。"
    "收到政府信息公开申请46件，其中网络申请30件、信函申请16件。召开新闻发布会4场。",
    (WHO, 2021): "全年主动公开政府信息380条。未收到政府信息公开申请。",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("parted"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}2022年主动公开了多少条疫苗接种方面的信息",
        f"{WHO}2022年主动公开信息，其中校园招聘多少条",
        f"我在查台风，{WHO}2022年公开了几条这方面的",
        f"I'm researching vaccination: how many items on that did {WHO} release in 2022?",
        f"{WHO}2022年公众号推送里征地拆迁的多少篇",
        f"要加急向{WHO}要信息的，2022年有多少件",
        f"{WHO}2022年上半年收到几件申请",
        f"{WHO}2022年局长主持的新闻发布会几场",
    ],
)
def test_the_whole_is_never_given_for_a_part(talk: Conversation, text: str) -> None:
    answer = talk.ask(text)
    assert (answer.status, answer.values) == ("declined", ())


def test_a_refusal_names_the_part_and_the_whole(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}2022年主动公开了多少条疫苗接种方面的信息")
    assert "疫苗接种" in answer.text
    assert "主动公开信息数" in answer.text or "主动公开政府信息505条" in answer.text
    english = talk.ask(f"On vaccination, how many items did {WHO} publish in 2022?")
    assert (english.status, english.question.language) == ("declined", "en")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{WHO}2022年公开的信息里，救灾的有几条", "73"),
        (f"写信向{WHO}要信息的，2022年有多少件", "16"),
        (f"{WHO}2022年公众号推送了多少篇", "142"),
        (f"{WHO}2022年主动公开了多少条信息", "505"),
        (f"{WHO}2022年开了几场新闻发布会", "4"),
    ],
)
def test_a_part_has_its_own_number(talk: Conversation, text: str, number: str) -> None:
    answer = talk.ask(text)
    assert [one for _, _, one in figures(answer)] == [number]
    assert passes(answer)


def test_of_nothing_every_part_is_nothing(talk: Conversation) -> None:
    assert [one for _, _, one in figures(talk.ask(f"{WHO}2021年新收申请中要加急的几件"))] == ["0"]


def test_a_part_of_what_was_told_is_not_more_than_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    with library_of(tmp_path_factory.mktemp("inside"), SAID) as library:
        talk = Conversation(library)
        assert figures(talk.ask(f"{WHO}2022年收到政府信息公开申请多少件")) == [(WHO, 2022, "46")]
        assert figures(talk.ask("其中网络申请几件")) == [(WHO, 2022, "30")]
        assert figures(talk.ask(f"{WHO}2022年行政许可决定公开多少条")) == [(WHO, 2022, "22")]
        assert talk.ask("其中主动公开政府信息多少条").status == "declined"
