"""By how much a number grew as one report tells it, and whether one is more than another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

ONE, TWO, THREE = "云川市商务局", "栖岩市商务局", "澜阳市商务局"
SAID = {
    (ONE, 2021): "2021年公开信息420条，较2020年（350条）增长19.8%。微信公众号粉丝由年初的5000人增长到6250人。",
    (ONE, 2022): "全年收到政府信息公开申请12件，同比增长1.5倍。",
    (TWO, 2022): "全年收到政府信息公开申请30件。微信公众号发布信息60条。",
    (THREE, 2022): "全年收到政府信息公开申请3件。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("growth"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "lead", "unit"),
    [
        (f"{ONE}2021年公开的信息同比增长多少", "19.8", "%"),  # as printed, though 350 and 420 make 20
        (f"{ONE}2021年公开信息比上年涨了百分之几", "19.8", "%"),
        (f"{ONE}2021年公开信息比上年多几条", "70", "条"),
        (f"{ONE}公众号2021年一年涨了多少粉丝", "1250", "人"),
        (f"How many followers did the WeChat account of {ONE} gain in 2021?", "1250", "人"),
        (f"{ONE}2021年公众号粉丝涨了百分之几", "25", "%"),
        (f"{ONE}2022年申请涨得多快", "1.5", "倍"),
        (f"How fast did requests to {ONE} grow in 2022?", "1.5", "倍"),
    ],
)
def test_the_change_in_the_unit_asked_for(held: Library, question: str, lead: str, unit: str) -> None:
    answer = Conversation(held).ask(question)
    assert figures(answer)[0][2] == lead, answer.text
    assert answer.values[0].unit == unit
    assert passes(answer)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (f"{TWO}2022年收到的申请比{ONE}多吗", "是。"),
        (f"{ONE}2022年收到的申请超过{TWO}了吗", "不是。"),
        (f"比起{TWO}，{ONE}2022年收到的申请少吗", "是。"),
        (f"Did {ONE} receive more requests than {TWO} in 2022?", "No."),
        (f"{ONE}、{TWO}、{THREE}2022年谁的申请最少", f"{THREE}最少"),
        (f"按2022年收到申请的多少排个队：{ONE}、{TWO}、{THREE}", f"{TWO}最多"),
        (f"{ONE}和{TWO}2022年哪家收到的申请更少", f"{ONE}更少"),
    ],
)
def test_one_held_against_another(held: Library, question: str, begins: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith(begins), answer.text
    assert passes(answer)


def test_the_order_asked_for_is_that_of_the_values(held: Library) -> None:
    answer = Conversation(held).ask(f"{ONE}、{TWO}、{THREE}2022年收到的申请从少到多排一下")
    assert [number for *_, number in figures(answer)] == ["3", "12", "30"]


def test_an_agency_without_the_figure_is_named(held: Library) -> None:
    answer = Conversation(held).ask(f"{TWO}和{THREE}2022年微信谁发得多")
    assert figures(answer) == [(TWO, 2022, "60")]
    assert THREE in answer.coverage


def test_two_agencies_each_in_its_own_year(held: Library) -> None:
    answer = Conversation(held).ask(f"{TWO}2022年收到的申请比{ONE}2022年多几件")
    assert figures(answer)[0][2] == "18"
    other = Conversation(held).ask(f"{ONE}2021年公开的信息和{TWO}2022年微信发布的哪个多")
    assert {(agency, year) for agency, year, _ in figures(other) if agency} <= {(ONE, 2021), (TWO, 2022)}
