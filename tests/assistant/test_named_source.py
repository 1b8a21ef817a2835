"""Table or text, where a question says which; counts of calls; turns that go on in prose; the year's own number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.chat import Conversation
from assistant.wording import contacts_in, unit_in
from ingest.library import Library
from ingest.pipeline import read_report

TEXT = """云浦市民政局2022年政府信息公开工作年度报告
一、总体情况
2022年，全系统主动公开政府信息672条；自2008年以来，全系统累计主动公开政府信息4138条。收到申请14件，全部按期办理。“民情夜话”收集居民意见287条，已办结261条。
咨询热线接听电话21654个。智能问答机器人解答问题318个。
二、主动公开政府信息情况
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t52
第二十条第（六）项
信息内容\t本年处理决定数量
行政处罚\t7
行政强制\t0
三、收到和处理政府信息公开申请情况
申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t12\t0\t0\t0\t0\t0\t12
二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0
（一）予以公开\t3\t0\t0\t0\t0\t0\t3
（七）总计\t12\t0\t0\t0\t0\t0\t12
四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0
五、存在的主要问题及改进情况
人手不足。
"""
ONE = "云浦市民政局2022年"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("source")
    (folder / "one.txt").write_text(TEXT, "utf-8")
    with Library.open(folder / "library") as library:
        library.add(read_report(folder / "one.txt"))
        yield library


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (f"{ONE}正文里说收到申请多少件", 14),
        (f"{ONE}表格里新收申请多少件", 12),
        (f"表里填的行政处罚，{ONE}是几件", 7),
        ("How many requests did 云浦市民政局 receive in 2022 according to the table?", 12),
        (f"{ONE}接听了多少电话", 21654),
        (f"{ONE}智能问答机器人解答问题多少个", 318),
        (f"{ONE}全系统公开政府信息多少条", 672),
        ("截至2022年底，云浦市民政局全系统累计公开政府信息多少条", 4138),
    ],
)
def test_the_number_of_the_place_that_is_named(asked: str, number: int, held: Library) -> None:
    answer = Conversation(held).ask(asked)
    assert [claim.number for claim in answer.values][:1] == [Decimal(number)], answer.text
    assert len(answer.values) == 1


def test_what_only_the_prose_says_is_not_what_the_table_says(held: Library) -> None:
    answer = Conversation(held).ask(f"{ONE}表里的居民意见有多少条")
    assert not answer.values


def test_a_turn_that_goes_on_in_prose_is_no_cell(held: Library) -> None:
    talk = Conversation(held)
    talk.ask(f"{ONE}“民情夜话”收集居民意见多少条")
    assert [claim.number for claim in talk.ask("办完了多少").values] == [Decimal(261)]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("◆●12333人工接了多少电话", ()),
        ("How much money did tourists get back through the complaint hotline of ◆", ()),
        ("◆的电话是多少", ("contact.phone",)),
        ("打哪个电话", ("contact.phone",)),
    ],
)
def test_calls_that_are_counted_are_no_number_to_call(asked: str, kinds: tuple[str, ...]) -> None:
    assert contacts_in(asked) == kinds


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("How many confirmed patients' movement tracks were released", None),
        ("How many patients were treated", "人"),
        ("How many residents groups were set up", None),
        ("查了几个乡镇领导的经济责任？要人数", "人"),
    ],
)
def test_what_is_counted_has_the_unit(asked: str, unit: str | None) -> None:
    assert unit_in(asked) == unit
