"""What stands around a question, and turns that set one thing of the turn before right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from assistant.question import Operation
from ingest.library import Library
from tests.assistant.answers import figures
from tests.assistant.small import library_of

COMMERCE, ARCHIVES = "云川市商务局", "云川市档案局"
SAID = {
    (COMMERCE, 2021): "全年收到政府信息公开申请5件。办理人大建议7件，满意率为98%。",
    (COMMERCE, 2022): "全年收到政府信息公开申请9件。",
    (ARCHIVES, 2022): "全年收到政府信息公开申请3件。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("asides"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "I am comparing municipal trade policy. How many requests did 云川市商务局 receive in 2022?",
        "For a paper on commerce, I need the number of requests received by 云川市商务局 in 2022.",
        "云川市商务局2022年收到多少件申请，麻烦尽快",
        "云川市商务局2022年收到多少件申请，比较急",
        "手里这份材料要补云川市商务局2022年收到的申请件数",
        "帮我对个数，云川市商务局2022年收到多少件申请",
        "Good afternoon. I am trying to find out how many requests 云川市商务局 received in 2022. Much appreciated.",
    ],
)
def test_what_one_asks_for_says_nothing_of_what_is_asked(held: Library, question: str) -> None:
    assert figures(Conversation(held).ask(question)) == [(COMMERCE, 2022, "9")]


@pytest.mark.parametrize(
    ("turn", "figure"),
    [
        ("抱歉，年份错了，要2021年的", (COMMERCE, 2021, "5")),
        ("把年份换成2021年再查", (COMMERCE, 2021, "5")),
        ("Was it different in 2021? Give me the number.", (COMMERCE, 2021, "5")),
        ("抱歉，单位错了，要云川市档案局的", (ARCHIVES, 2022, "3")),
        ("I mixed them up: 云川市档案局.", (ARCHIVES, 2022, "3")),
        ("手滑，单位该是云川市档案局", (ARCHIVES, 2022, "3")),
        ("那它前头那一年", (COMMERCE, 2021, "5")),
    ],
)
def test_a_slip_set_right_changes_one_thing(held: Library, turn: str, figure: tuple[str, int, str]) -> None:
    talk = Conversation(held)
    talk.ask("云川市商务局2022年收到多少件申请")
    assert figures(talk.ask(turn)) == [figure]


def test_beside_a_rate_a_count_is_a_count(held: Library) -> None:
    answer = Conversation(held).ask("云川市商务局2021年办理人大建议多少件，满意率多少")
    assert figures(answer) == [(COMMERCE, 2021, "7"), (COMMERCE, 2021, "98")]


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("云川市商务局2022年年报中的数据经得起核对吗", "check"),
        ("Do 云川市商务局's 2022 figures hold together?", "check"),
        ("Can you proofread the figures of 云川市商务局's 2022 report?", "check"),
        ("给云川市商务局2022年年报挑挑错", "check"),
        ("所有单位2022年收到的申请共有多少件", "total"),
        ("Total number of requests received, all agencies, 2022", "total"),
        ("云川市商务局2021年到2022年收到的申请变化大不大", "trend"),
        ("2022年哪家单位收到的申请少过所有别的单位", "rank"),
    ],
)
def test_what_is_to_be_done(held: Library, question: str, operation: Operation) -> None:
    answer = Conversation(held).ask(question)
    assert answer.question is not None
    assert answer.question.operation == operation


POLICE = {
    (
        COMMERCE,
        2023,
    ): "微信公众号发布信息120条、微博98条、抖音号62条。其中安全生产领域16条、救灾领域7条。办理市长信箱来信5封。"
}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("云川市商务局2023年快手发了几条", []),
        ("云川市商务局2023年微信和快手各发了几条", ["120"]),
        ("云川市商务局2023年安全生产和救灾各几条", ["16", "7"]),
        ("云川市商务局2023年市长信箱和局长信箱各几封", ["5"]),
    ],
)
def test_a_number_is_of_one_thing(tmp_path: Path, question: str, expected: list[str]) -> None:
    with library_of(tmp_path, POLICE) as library:
        assert [str(claim.number) for claim in Conversation(library).ask(question).values] == expected
