"""Breakdowns asked for without naming the parts: what became of requests, who made them, how they came, of what a number is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import Ask, figures, passes
from tests.assistant.small import library_of

ONE, TWO = "云川市商务局", "栖岩市商务局"
SAID = {
    (ONE, 2022): (
        "收到政府信息公开申请30件，其中网络申请21件、信函申请8件、当面申请1件。同意公开12件，不同意公开5件，信息不存在13件。"
        "行政复议6件，其中维持4件、纠正2件。发布政策解读12篇，其中图解6篇、视频解读4篇、访谈2篇。"
    ),
    (TWO, 2022): (
        "全年通过网站公开信息50条，微信公开20条，公告栏公开10条，共计80条。新收申请4件，均为自然人提出，予以公开3件、不予处理1件。"
    ),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("breakdown"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (f"{ONE}2022年30件申请都怎么来的", ["21", "8", "1", "30"]),
        (f"{ONE}2022年的申请是通过哪些渠道提的，各几件", ["21", "8", "1", "30"]),
        (f"How did the 30 requests to {ONE} arrive in 2022?", ["21", "8", "1", "30"]),
        (f"{ONE}2022年的申请都是怎么答复的，各几件", ["12", "5", "13", "30"]),
        (f"{ONE}2022年申请的办理结果怎么分布", ["12", "5", "13", "30"]),
        (f"What became of the requests {ONE} received in 2022?", ["12", "5", "13", "30"]),
        (f"{ONE}2022年复议结果怎么样", ["4", "2", "6"]),
        (f"{ONE}2022年12篇政策解读都是什么形式", ["6", "4", "2", "12"]),
        (f"{TWO}2022年80条信息分别发在哪", ["50", "20", "10", "80"]),
        (f"{TWO}2022年那4件申请最后怎么处理的", ["3", "1", "4"]),
    ],
)
def test_prose_is_taken_apart_and_told_with_its_whole(question: str, numbers: list[str], held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert [number for _, _, number in figures(answer)] == numbers
    assert passes(answer)


def test_a_follow_up_takes_apart_what_was_asked_for(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"{ONE}2022年收到多少申请")
    assert [number for _, _, number in figures(talk.ask("都是怎么来的"))] == ["21", "8", "1", "30"]


def test_who_asked_stays_a_sentence_where_no_number_tells_it(held: Library) -> None:
    answer = Conversation(held).ask(f"{TWO}2022年的申请都是谁提的")
    assert not answer.values
    assert "均为自然人提出" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "云川市科技局2022年的申请都是谁提的，各几件",
        "云川市科技局2022年申请按申请人类型分",
        "Who filed the requests to 云川市科技局 in 2022?",
    ],
)
def test_the_columns_of_the_table_are_told_with_their_total(asked: str, ask: Ask) -> None:
    numbers = [number for _, _, number in figures(ask(asked))]
    assert len(numbers) > 1
    assert sum(map(int, numbers[:-1])) == int(numbers[-1])


def test_the_rows_of_the_table_add_up(ask: Ask) -> None:
    answer = ask("云川市科技局2022年的申请都怎么答复的")
    numbers = [number for _, _, number in figures(answer)]
    assert sum(map(int, numbers[:-1])) == int(numbers[-1]) == 15
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [
        f"{ONE}2022年为什么不同意公开",
        f"{ONE}2022年收到多少件申请",
        f"{ONE}和{TWO}2022年的申请哪家多",
    ],
)
def test_other_questions_are_not_taken_apart(question: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert len(answer.values) < 3
