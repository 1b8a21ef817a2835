"""What is worked out of two figures: a difference with its sign, a sum within one report, who has more than another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

BUREAU, OTHER, THIRD = "云川市商务局", "栖岩市商务局", "澜阳市商务局"
SAID = {
    (BUREAU, 2021): "全年收到政府信息公开申请16件。微信公众号发布信息80条。",
    (BUREAU, 2020): "全年主动公开政府信息250条，比2019年的200条增加50条。",
    (BUREAU, 2022): "全年收到政府信息公开申请12件。微信公众号发布信息121条，微博发布信息60条。",
    (OTHER, 2022): "全年收到政府信息公开申请5件。",
    (THIRD, 2022): "全年收到政府信息公开申请30件。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("differences"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        (f"{BUREAU}公众号2022比2021多发了多少条", "41"),
        (f"{BUREAU}收到的申请21年、22年两年差几件", "4"),
        (f"{BUREAU}2022年收到的申请比2021年少了几件", "4"),
        (f"{BUREAU}2022年比2021年收到的申请多多少", "-4"),
        (f"{BUREAU}公众号2022年比2021年少发了几条", "-41"),
        (f"{BUREAU}2021年比2022年收到的申请多多少", "4"),
        (f"{BUREAU}2022年收到的申请比2021年跌了百分之几", "-25"),
        (f"{BUREAU}2020年公开的条数比头一年涨了百分之多少", "25"),
        (f"By how many items did the WeChat output of {BUREAU} rise from 2021 to 2022?", "41"),
        (f"By what percentage did requests at {BUREAU} shrink from 2021 to 2022?", "-25"),
        (f"{BUREAU}2022年比{OTHER}多收到几件申请", "7"),
    ],
)
def test_the_difference_leads(held: Library, question: str, lead: str) -> None:
    answer = Conversation(held).ask(question)
    assert figures(answer)[0][2] == lead, answer.text
    assert passes(answer)


def test_figures_of_one_report_are_added_up(held: Library) -> None:
    answer = Conversation(held).ask(f"{BUREAU}2022年微信和微博一共发了多少条")
    assert [number for *_, number in figures(answer)] == ["181", "121", "60"]
    assert passes(answer)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (f"2022年收到的申请高于{BUREAU}的单位有哪些", {THIRD}),
        (f"2022年收到的申请比{BUREAU}少的单位有哪些", {OTHER}),
        (f"Which agencies received more requests than {BUREAU} in 2022?", {THIRD}),
    ],
)
def test_who_has_more_than_another(held: Library, question: str, named: set[str]) -> None:
    answer = Conversation(held).ask(question)
    assert {agency for agency, *_ in figures(answer)} == named, answer.text
    assert passes(answer)


def test_a_cause_is_told_only_where_the_report_gives_one(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"{BUREAU}2022年收到多少申请")
    assert talk.ask("是啥造成的呀").status == "declined"
