"""Conversations of several turns: each changes one slot, points back, adds an agency, or changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.questions import JY, KJ, LK, ZF

LICENCES = "云川市科技局2023年行政许可多少件"
RECEIVED = "云川市科技局2023年新收申请多少件"
EN = "How many administrative licences did Yunchuan Science and Technology Bureau issue in 2023?"
Leads = list[tuple[str, int, int] | str]


def led(answer: Answer) -> tuple[str, int, int] | str:
    """The agency, year and number an answer leads with; else its status."""
    if answer.status != "answered" or not answer.values:
        return answer.status
    lead = answer.values[0]
    return lead.agency, lead.year, int(lead.number or 0)


@pytest.mark.parametrize(
    ("turns", "leads"),
    [
        ((LICENCES, "照样查澜阳市科技局", "前者2022年呢", "后者呢"), [(KJ, 2023, 52), (LK, 2023, 33), (KJ, 2022, 47), "declined"]),
        ((LICENCES, "那家换成澜阳市科技局看", "不对，应该是栖岩县教育局"), [(KJ, 2023, 52), (LK, 2023, 33), (JY, 2023, 51)]),
        ((LICENCES, "也查一下澜阳科技局", "刚才那个单位新收申请呢"), [(KJ, 2023, 52), (LK, 2023, 33), (LK, 2023, 10)]),
        ((RECEIVED, "抱歉，应该查2022年", "再上一年呢"), [(KJ, 2023, 18), (KJ, 2022, 15), (KJ, 2021, 10)]),
        ((RECEIVED, "澜阳的呢", "我问的其实是栖岩县教育局", "它的行政许可"), [(KJ, 2023, 18), (LK, 2023, 10), (JY, 2023, 12), (JY, 2023, 51)]),
        ((RECEIVED, "市政府呢", "教育局呢", "栖岩的呢"), [(KJ, 2023, 18), (ZF, 2023, 592), "declined", (JY, 2023, 12)]),
        ((RECEIVED, "那栖岩县教育局的行政许可呢", "2022年的"), [(KJ, 2023, 18), (JY, 2023, 51), (JY, 2022, 38)]),
        ((RECEIVED, "两年前呢", "大前年呢", "最新一年呢"), [(KJ, 2023, 18), (KJ, 2021, 10), (KJ, 2020, 7), (KJ, 2023, 18)]),
        (("2023年新收申请最多的三个单位", "第二名的行政许可多少", "最后一名呢"), [(ZF, 2023, 592), (KJ, 2023, 52), (JY, 2023, 51)]),
        ((EN, "same for Lanyang Science Bureau", "the former in 2022?", "switch to Qiyan Education Bureau"), [(KJ, 2023, 52), (LK, 2023, 33), (KJ, 2022, 47), (JY, 2022, 38)]),
        ((EN, "and Lanyang's?", "sorry, I meant Qiyan Education Bureau", "a year earlier?"), [(KJ, 2023, 52), (LK, 2023, 33), (JY, 2023, 51), (JY, 2022, 38)]),
    ],
)  # fmt: skip
def test_each_turn_changes_what_it_names(library: Library, turns: tuple[str, ...], leads: Leads) -> None:
    talk = Conversation(library)
    assert [led(talk.ask(turn)) for turn in turns] == leads


@pytest.mark.parametrize(
    ("turns", "values"),
    [
        ((LICENCES, "照样查澜阳市科技局", "两家谁多"), {KJ: 52, LK: 33}),
        ((LICENCES, "它和澜阳市科技局比谁多"), {KJ: 52, LK: 33}),
        ((LICENCES, "它和澜阳市科技局比谁多", "再加上栖岩县教育局"), {KJ: 52, LK: 33, JY: 51}),
        ((EN, "and Lanyang's?", "which of the two had more?"), {KJ: 52, LK: 33}),
        ((EN, "how does it compare with Lanyang Science Bureau?"), {KJ: 52, LK: 33}),
    ],
)
def test_agencies_are_set_beside_each_other(library: Library, turns: tuple[str, ...], values: dict[str, int]) -> None:
    talk = Conversation(library)
    answer = [talk.ask(turn) for turn in turns][-1]
    assert answer.question.operation == "compare"
    assert {claim.agency: claim.number for claim in answer.values} == values


@pytest.mark.parametrize(
    ("turns", "whole"),
    [
        ((LICENCES, "照样查澜阳市科技局", "两家加起来"), 85),
        ((EN, "and Lanyang's?", "them both together"), 85),
        ((LICENCES, "它和澜阳市科技局比谁多", "再加上栖岩县教育局", "三家合计"), 136),
    ],
)
def test_they_are_added_up(library: Library, turns: tuple[str, ...], whole: int) -> None:
    talk = Conversation(library)
    answer = [talk.ask(turn) for turn in turns][-1]
    assert (answer.question.operation, answer.values[0].number) == ("total", Decimal(whole))


def test_a_sum_of_two_needs_both(library: Library) -> None:
    """Of the year asked about only one of them reports: its number is no sum."""
    talk = Conversation(library)
    answer = [talk.ask(turn) for turn in (LICENCES, "照样查澜阳市科技局", "两家2022年加起来")][-1]
    assert (answer.status, answer.values) == ("declined", ())
    assert LK in answer.text


@pytest.mark.parametrize("turn", ["嗯", "好的", "知道了", "那呢", "ok", "it?", "再说一遍"])
def test_a_turn_that_changes_nothing_repeats_no_number(library: Library, turn: str) -> None:
    talk = Conversation(library)
    talk.ask(RECEIVED)
    answer = talk.ask(turn)
    assert (answer.status, answer.values) == ("clarify", ())
    assert led(talk.ask("那2022年呢")) == (KJ, 2022, 15)


@pytest.mark.parametrize(
    "turn", ["前者呢", "后者2021年呢", "两家加起来", "这两家谁多", "both together?", "the latter's licences?"]
)
def test_what_points_to_nothing_is_asked_back(library: Library, turn: str) -> None:
    for turns in ((turn,), ("库里有哪些报告", turn)):
        talk = Conversation(library)
        answer = [talk.ask(one) for one in turns][-1]
        assert answer.status in ("clarify", "declined"), answer.text
        assert answer.values == ()


@pytest.mark.parametrize(
    ("turns", "missing"),
    [
        ((RECEIVED, "固原呢"), "固原"),
        ((RECEIVED, "固原市科技局呢"), "固原市科技局"),
        ((RECEIVED, "民政局呢"), "云川市民政局"),
        (("云川市政府2023年新收申请多少件", "栖岩呢"), "栖岩"),
        ((EN, "and Guyuan Science Bureau?"), "Guyuan Science Bureau"),
    ],
)
def test_an_agency_that_is_not_held_is_named_and_declined(
    library: Library, turns: tuple[str, ...], missing: str
) -> None:
    talk = Conversation(library)
    answer = [talk.ask(turn) for turn in turns][-1]
    assert (answer.status, answer.values) == ("declined", ())
    assert missing in answer.text


def test_a_list_of_three_is_not_three_that_were_spoken_of(library: Library) -> None:
    answer = Conversation(library).ask("2023年新收申请最多的三个单位")
    assert [claim.agency for claim in answer.values] == [ZF, KJ, JY]


def test_memory_is_bounded(library: Library) -> None:
    talk = Conversation(library)
    for turn in (RECEIVED, "澜阳的呢", "栖岩县教育局呢", "云川市政府呢", "那2022年呢") * 5:
        question = talk.ask(turn).question
        assert len(question.recent) <= 12
        assert len(str(question)) < 3000


@pytest.mark.parametrize("turn", ["谁多", "哪家更多", "who got more?"])
def test_who_of_two_that_were_spoken_of(library: Library, turn: str) -> None:
    talk = Conversation(library)
    answer = [talk.ask(one) for one in ("云川市科技局2023年行政许可多少件", "澜阳的呢", turn)][-1]
    assert {claim.agency: claim.number for claim in answer.values} == {KJ: 52, LK: 33}


def test_a_year_stays_where_an_agency_is_added(library: Library) -> None:
    talk = Conversation(library)
    answer = [talk.ask(one) for one in ("云川市科技局2022年行政许可多少件", "它和栖岩县教育局比谁多")][-1]
    assert {(claim.agency, claim.year): claim.number for claim in answer.values} == {(KJ, 2022): 47, (JY, 2022): 38}
