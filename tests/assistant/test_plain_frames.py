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
    (COUNTY, 2022): "发布信息900条。组织培训4期，90人。经费投入65万元。开通咨询专线2条，73天里接听家长来电2057个。"
    "审批平均办理时间由法定的20个工作日压缩到8.5个工作日。出版公报6期，发行6000份。享受困难补助学生6318人次，发放资金512.7万元。"
    "发放租房补贴2915户、1147万元。接待群众410人次。群众满意度92.4%。联系电话：0817-3925270，投诉电话（24小时）：0817-3925999。",
    (COUNTY, 2021): "发布信息800条。印制政策汇编300册。招聘教师88名。",
    ("云竹县教育局", 2021): "公开招聘教师88名。收到申请3件。",
    (BUREAU, 2021): "行政诉讼2件，均维持。不属于本机关公开3件。",
    ("云竹县教育局", 2022): "招聘教师112人。交流轮岗校长和教师139名。收到申请8件。",
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
        ("云竹县2022年家长热线总共接了多少电话", ["2057"]),
        ("云竹县2022年审批平均几个工作日办完", ["8.5"]),
        ("云竹县2022年公报发行多少份", ["6000"]),
        ("云竹县2022年困难补助平均到每人次是多少元", ["811.49", "5127000", "6318"]),
        ("云竹县2022年发了多少租房补贴", ["2915", "11470000"]),
        ("云竹县2022年群众满意度", ["92.4"]),
        ("How many gazette copies per issue did Yunzhu County print in 2022?", ["1000", "6000", "6"]),
        ("我听说县里把时间砍了不少，云竹县2022年公报出了几期", ["6"]),
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


def test_other_people_are_not_the_public(talk: Conversation) -> None:
    answer = talk.ask("云竹县2022年接待了几名外国人")
    assert (answer.status, answer.values) == ("declined", ())


def test_what_the_newest_report_does_not_state_is_taken_from_the_one_before(talk: Conversation) -> None:
    answer = talk.ask("云竹县印制了多少册政策汇编")
    assert [(claim.number, claim.year) for claim in answer.values] == [(300, 2021)]
    assert answer.text.startswith("最新的年报没有写明")
    assert "2022 年的年报没有写明" in answer.reading
    assert passes(answer)


def test_the_line_for_complaints_is_read_with_its_hours(talk: Conversation) -> None:
    assert talk.ask("云竹县2022年的投诉电话").text.startswith("0817-3925999")


def test_another_year_repeats_a_word_of_the_turn_before(talk: Conversation) -> None:
    talk.ask("云竹县教育局2021年公开招聘了多少名教师")
    assert [claim.number for claim in talk.ask("第二年招聘了多少").values] == [112]


def test_that_there_were_lawsuits_does_not_say_that_one_was_lost(talk: Conversation) -> None:
    answer = talk.ask("栖岩市教育局2021年官司输过吗")
    assert (answer.status, answer.values) == ("declined", ())
