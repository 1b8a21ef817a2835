"""Yes and no, as the question puts it; fees; and what a report says there was none of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

NONE, SOME = "云川市商务局", "栖岩市商务局"
SAID = {
    (
        NONE,
        2022,
    ): "全年无政府信息公开申请，没有上年度结转，无行政复议和行政诉讼。未收取检索、复制等成本费用。公示期满未收到任何异议反馈。",
    (SOME, 2022): "全年收到政府信息公开申请6件，不予处理2件。依规定收取信息处理费0元。发生行政复议3件。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("polarity"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (f"{NONE}2022年是不是一件申请都没收到", "是"),
        (f"{NONE}2022年没有收到申请吧", "是"),
        (f"{NONE}2022年没收到申请，对吗", "是"),
        (f"Is it true that {NONE} received no requests in 2022?", "Yes"),
        (f"{NONE}2022年有没有收到申请", "没有"),
        (f"{NONE}2022年收到申请没有", "没有"),
        (f"{SOME}2022年是不是一件申请都没收到", "不是"),
        (f"{SOME}2022年没有行政复议吧", "不是"),
        (f"Is it true that {SOME} received no requests in 2022?", "No"),
        (f"{SOME}2022年有没有收到申请", "有"),
        (f"{NONE}2022年有没有上年结转的申请", "没有"),
        (f"{NONE}2022年那次公示有没有人提异议", "没有"),
    ],
)
def test_yes_and_no_follow_the_question(held: Library, question: str, begins: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith(begins), answer.text
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [f"{SOME}2022年向申请人收过处理费吗", f"{NONE}2022年向申请人收过检索、复制费用吗", f"{NONE}2022年申请人交过钱吗"],
)
def test_a_fee_is_no_number_of_requests(held: Library, question: str) -> None:
    answer = Conversation(held).ask(question)
    assert [number for _, _, number in figures(answer)] == ["0"]
    assert "费" in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "2022年哪些单位没有收到政府信息公开申请",
        "2022年“零申请”的有哪几家，通报要点名",
        "2022年没人来申请公开的单位有哪些",
        "Which agencies did not get a single disclosure request in 2022?",
    ],
)
def test_those_without_a_request_are_found_in_words(held: Library, question: str) -> None:
    assert figures(Conversation(held).ask(question)) == [(NONE, 2022, "0")]


def test_those_that_had_one(held: Library) -> None:
    assert figures(Conversation(held).ask("把2022年收到过信息公开申请的单位列一列")) == [(SOME, 2022, "6")]
