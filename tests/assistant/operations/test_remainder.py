"""What is left of a whole without a part that the report states; declined where either of the two is not stated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import passes
from tests.assistant.small import library_of

WHO = "云川市商务局"
SAID = {
    (WHO, 2022): "全年主动公开政府信息400条，其中工作动态250条、通知公告150条。举办新闻发布会9场，其中负责人出席4场。"
    "收到政府信息公开申请20件，其中网络申请15件、信函申请5件。发布微博70条。"
    "督查发现问题31个，整改27个。制作解读材料50件，图解占40%（20件）。重点约谈单位3家。尚未归档的文件2份，已归档88份。",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("remainder"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    ("text", "number", "formula"),
    [
        (f"{WHO}2022年公开的信息扣掉工作动态还剩多少条", 150, "400 − 250 = 150"),
        (f"{WHO}2022年公开的信息里，把通知公告刨去后还剩几条？", 250, "400 − 150 = 250"),
        (f"{WHO}2022年新闻发布会除了负责人出席的，其余有几场", 5, "9 − 4 = 5"),
        (f"{WHO}2022年收到的申请里不是网络申请的有几件", 5, "20 − 15 = 5"),
        (f"How many requests did {WHO} receive in 2022 other than online requests?", 5, "20 − 15 = 5"),
        (f"{WHO}2022年没整改的问题有几个", 4, "31 − 27 = 4"),
        (f"{WHO}2022年发现的问题还剩几个没整改", 4, "31 − 27 = 4"),
        (f"How many of the problems that {WHO} found in 2022 were not rectified?", 4, "31 − 27 = 4"),
        (f"{WHO}2022年图解以外的解读材料有几件", 30, "50 − 20 = 30"),
        (f"{WHO}2022年不是负责人出席的新闻发布会有几场", 5, "9 − 4 = 5"),
        (f"{WHO}2022年工作动态以外公开了多少条信息", 150, "400 − 250 = 150"),
    ],
)
def test_the_whole_less_the_part(talk: Conversation, text: str, number: int, formula: str) -> None:
    answer = talk.ask(text)
    assert answer.status == "answered", answer.text
    (claim,) = answer.values
    assert (claim.number, claim.formula) == (number, formula)
    assert len(answer.citations) == 2
    assert passes(answer)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}2022年收到的申请扣掉信访的还剩多少件",
        f"{WHO}2022年新闻发布会刨去微博还剩几场",  # no part of the whole
        f"{WHO}2022年微博以外公开了多少条信息",
        f"{WHO}2022年没采纳的建议有几条",
    ],
)
def test_what_is_no_part_is_never_given_instead(talk: Conversation, text: str) -> None:
    assert talk.ask(text).values == ()


def test_what_is_asked_for_beside_something_is_no_remainder(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}2022年除了新闻发布会，还有多少条微博")
    assert answer.values[-1].number == 70
    assert all(claim.formula is None for claim in answer.values)


def test_without_a_year_the_newest_report_is_asked_and_said(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}收到的申请扣掉网络申请还剩多少件")
    assert [claim.formula for claim in answer.values] == ["20 − 15 = 5"]
    assert [claim.year for claim in answer.values] == [2022]


def test_what_a_report_counts_itself_is_not_reckoned(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}2022年没归档的文件有几份")
    assert [(claim.number, claim.formula) for claim in answer.values] == [(2, None)]


def test_earlier_years_are_no_part(talk: Conversation) -> None:
    answer = talk.ask(f"How many requests did {WHO} receive in 2022, not counting earlier ones?")
    assert [(claim.number, claim.formula) for claim in answer.values] == [(20, None)]


def test_what_came_beside_a_part_is_the_rest(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}2022年除了网络申请还收到几件")
    assert [(claim.number, claim.formula) for claim in answer.values] == [(5, "20 − 15 = 5")]
