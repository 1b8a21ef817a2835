"""Everyday ways of asking that once gave a number beside the one asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import passes
from tests.assistant.small import library_of

BUREAU, CITY, COUNTY = "栖岩市教育局", "栖岩市人民政府", "云竹县人民政府"
SAID = {
    (BUREAU, 2022): "发布信息652条。组织培训1期，150人。经费投入12万元，比上年增加3万元。",
    (
        CITY,
        2022,
    ): "网站公开33815条，总访问量42600次。召开新闻发布会58场，其中疫情防控专场39场。工作人员专职87人、兼职913人。",
    (COUNTY, 2022): "发布信息900条。组织培训4期，90人。经费投入65万元。",
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("frames"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("栖岩市政府2022年网站的流量有多大", ["42600"]),
        ("栖岩市政府2022年新闻发布会里疫情防控专场占了多少", ["67.24"]),
        ("栖岩市政府2022年有多少政务公开工作人员", ["1000", "87", "913"]),
        ("栖岩市政府2022年专职工作人员有多少", ["87"]),
        ("栖岩市教育局2022年培训的人有多少", ["150"]),
        ("栖岩市教育局和云竹县2022年哪个培训的人多", ["150", "90"]),
        ("2022年云竹开了几期培训", ["4"]),
    ],
)
def test_the_number_that_is_asked_for(talk: Conversation, text: str, numbers: list[str]) -> None:
    answer = talk.ask(text)
    assert sorted(str(claim.number) for claim in answer.values) == sorted(numbers), answer.text
    assert passes(answer)


def test_the_year_before_is_another_report(talk: Conversation) -> None:
    answer = talk.ask(f"{BUREAU}2022年经费上一年是多少")
    assert (answer.status, answer.values) == ("declined", ())
    assert "2021" in answer.text
