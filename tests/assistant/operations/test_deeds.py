"""Who did something that is told in words; whether all was dealt with; whether the requests balance; in which years."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

ONE, TWO, THREE = "云川市商务局", "栖岩市商务局", "澜阳市商务局"
SAID = {
    (ONE, 2021): "把信息报送工作纳入年度绩效考核。全年收到政府信息公开申请14件，已答复11件，3件正在办理。",
    (TWO, 2021): "下一步将把信息报送工作纳入年度绩效考核。全年收到政府信息公开申请6件，均已按期答复。",
    (TWO, 2022): "未收到政府信息公开申请。",
    (TWO, 2023): "全年收到政府信息公开申请9件，其中电话申请2件。咨询电话：0531-8000000。",
    (THREE, 2021): "邀请市民走进机关，参观政务服务窗口。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("deeds"), SAID) as library:
        yield library


@pytest.mark.parametrize("question", ["哪个单位把信息报送纳入年度绩效考核", "2021年哪些单位把信息报送纳入了绩效考核"])
def test_who_did_it_and_not_who_means_to(held: Library, question: str) -> None:
    answer = Conversation(held).ask(question)
    assert {citation.agency for citation in answer.citations} == {ONE}, answer.text
    assert "绩效考核" in answer.text
    assert passes(answer)


def test_what_nobody_did_is_declined(held: Library) -> None:
    assert Conversation(held).ask("哪个单位把公章借给了企业").status == "declined"


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (f"{ONE}2021年的申请到年底都答复完了吗", "不是"),
        (f"Were all requests to {ONE} answered by the end of 2021?", "No"),
        (f"{TWO}2021年收到的申请是不是全部办结了", "是"),
    ],
)
def test_whether_all_was_dealt_with(held: Library, question: str, begins: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith(begins), answer.text
    assert passes(answer)


def test_the_years_that_meet_a_condition(held: Library) -> None:
    answer = Conversation(held).ask(f"{TWO}有没有没收到申请的年份")
    assert answer.text.startswith("有。")
    assert figures(answer) == [(TWO, 2022, "0")]
    more = Conversation(held).ask(f"{TWO}哪几年收到的申请超过5件")
    assert [year for _, year, _ in figures(more)] == [2021, 2023]


def test_requests_that_came_by_telephone_are_no_number_to_call(held: Library) -> None:
    answer = Conversation(held).ask(f"{TWO}2023年有没有接到打电话来的申请")
    assert figures(answer) == [(TWO, 2023, "2")], answer.text
