"""Things named together, each with its own number; fragments that name what stands beside the last answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

ONE, TWO = "云川市商务局", "栖岩市商务局"
SAID = {
    (ONE, 2022): (
        "门户网站公开政府信息300条，其中外贸促进类60条、市场监测类45条、人才引进类45条、其他150条。"
        "规范性文件继续有效20件，失效2件、废止4件。发布政策解读12篇，其中图解6篇、视频解读4篇、负责人访谈2期。"
        "收到政府信息公开申请30件，其中网络申请21件、信函申请8件、当面申请1件。"
        "例行新闻发布会9场、专题发布会3场。"
    ),
    (TWO, 2022): "全年主动公开政府信息80条，其中重点信息公开20篇、工作动态60篇。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("beside"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (f"外贸促进、市场监测、人才引进，这三类{ONE}2022年各公开几条", ["60", "45", "45"]),
        (f"{ONE}2022年外贸促进和人才引进两块各多少条", ["60", "45"]),
        (f"{ONE}2022年市场监测、外贸促进呢", ["45", "60"]),
        (f"{ONE}的规范性文件2022年失效的、废止的各有几件", ["2", "4"]),
        (f"{ONE}, 2022 normative documents: still valid, lapsed, abolished?", ["20", "2", "4"]),
        (f"{ONE}2022年做的解读里面，图解几篇、视频解读几篇、领导访谈几期", ["6", "4", "2"]),
        (f"{ONE}2022年的政策解读12篇是怎么构成的", ["6", "4", "2", "12"]),
        (f"How did the policy explainers of {ONE} break down in 2022?", ["6", "4", "2", "12"]),
        (f"{ONE}2022年收到的申请里网上、信函、当面各多少", ["21", "8", "1"]),
        (f"{ONE} 2022: break the requests down by channel, please (online, by letter, in person).", ["21", "8", "1"]),
        (f"Routine versus thematic news briefings held by {ONE} in 2022 - the two counts, please", ["9", "3"]),
    ],
)
def test_each_part_is_answered_by_its_own_number(question: str, numbers: list[str], held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert [number for _, _, number in figures(answer)] == numbers
    assert passes(answer)


def test_the_numbers_of_one_sentence_say_which_is_which(held: Library) -> None:
    text = Conversation(held).ask(f"{ONE}2022年市场监测、人才引进各几条").text
    assert "市场监测：45" in text
    assert "人才引进：45" in text


@pytest.mark.parametrize(
    ("question", "not_said"),
    [
        (f"{ONE}2022年外贸促进、市场监测、渔业资源各公开几条", "渔业资源"),
        (f"{ONE}2022年图解、视频解读、漫画各几篇", "漫画"),
    ],
)
def test_a_part_that_is_not_told_is_named(question: str, not_said: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert len(figures(answer)) == 2
    assert not_said in answer.text.splitlines()[-1]


@pytest.mark.parametrize(
    "question",
    [
        f"Would you mind checking how many lectures {ONE} gave in 2022?",
        f"Looking for one number: fishing licences, {ONE}, report year 2022",
        f"{ONE}2022年办了几次钓鱼比赛、几次书法展",
    ],
)
def test_what_no_report_tells_has_no_number(question: str, held: Library) -> None:
    assert not Conversation(held).ask(question).values


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        ([f"{ONE}2022年政策解读一共多少", "拍成视频的有几篇"], "4"),
        ([f"{ONE}2022年政策解读一共多少", "做成图解的呢"], "6"),
        ([f"{ONE}2022年收到多少件申请", "写信来要的有几件"], "8"),
        ([f"How many requests did {ONE} receive in 2022?", "face-to-face ones"], "1"),
        ([f"{ONE}2022年网站公开几条", "外贸促进类占多少条"], "60"),
        ([f"{ONE}2022年规范性文件有效的几件", "废掉的呢"], "4"),
        ([f"{ONE}2022年网站公开几条", "栖岩市的呢，重点信息"], "20"),
        ([f"{ONE}2022年开了几场例行新闻发布会", "换成栖岩那家，同一年主动公开总共多少条"], "80"),
    ],
)
def test_a_fragment_keeps_agency_and_year(turns: list[str], number: str, held: Library) -> None:
    talk = Conversation(held)
    *_, answer = [talk.ask(turn) for turn in turns]
    assert [shown for _, _, shown in figures(answer)] == [number]


@pytest.mark.parametrize(
    ("question", "share"),
    [
        (f"{TWO}2022年重点信息占主动公开总量的百分比是？", "25"),
        (f"{TWO}2022年重点信息在公开总量中的占比", "25"),
        (f"{ONE}2022年公开信息中外贸促进的比重是多少", "20"),
    ],
)
def test_shares_in_other_frames(question: str, share: str, held: Library) -> None:
    assert [number for _, _, number in figures(Conversation(held).ask(question))] == [share]
