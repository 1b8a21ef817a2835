"""A check of one sum that is named says first whether that one holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import ingest
from tests.assistant.answers import passes

REPORT = """# 河阳市教育局{year}年政府信息公开工作年度报告

## 三、收到和处理政府信息公开申请情况

| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 5 | 2 | 0 | 0 | 0 | 0 | {new} |
| 二、上年结转政府信息公开申请数量 | {came} | 1 | 0 | 0 | 0 | 0 | {carried} |
| 三、本年度办理结果 （一）予以公开 | 4 | 2 | 0 | 0 | 0 | 0 | 6 |
| 三、本年度办理结果 （七）总计 | 4 | 2 | 0 | 0 | 0 | 0 | 6 |
| 四、结转下年度继续办理 | {went} | 1 | 0 | 0 | 0 | 0 | {left} |

## 四、政府信息公开行政复议、行政诉讼情况

行政复议					行政诉讼
结果维持	结果纠正	其他结果	尚未审结	总计	未经复议直接起诉					复议后起诉
					结果维持	结果纠正	其他结果	尚未审结	总计	结果维持	结果纠正	其他结果	尚未审结	总计
3	1	1	0	{reviews}	0	0	0	0	0	0	0	0	0	0
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("named")
    rows = (
        {"year": 2022, "new": 7, "came": 3, "carried": 4, "went": 3, "left": 4, "reviews": 5},
        {"year": 2023, "new": 8, "came": 1, "carried": 2, "went": 1, "left": 2, "reviews": 6},
    )
    for row in rows:
        (folder / f"{row['year']}.md").write_text(REPORT.format(**row), "utf-8")
    with Library.open(folder / "library") as library:
        list(ingest([folder / "2022.md", folder / "2023.md"], library, workers=0))
        yield library


@pytest.mark.parametrize(
    "question",
    [
        "河阳市教育局2023年表里的上年结转，和它2022年表里结转到下年的对得上吗",
        "核对一下：河阳市教育局2023年报表里的上年结转，和2022年报表里的结转下年度是不是一个数？",
        "河阳市教育局2022年结转下年度和2023年上年结转衔接得上吗，差多少",
        "河阳市教育局2023年年报里的上年结转跟上一年年报的结转下年一致吗",
        "Does what 河阳市教育局 carried over from 2022 in its 2023 report match what its 2022 report carried forward to the next year?",
    ],
)
def test_what_was_carried_over_is_held_against_the_year_before(held: Library, question: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith(("对不上", "No, they do not match")), answer.text
    assert [(claim.year, claim.number) for claim in answer.values] == [(2023, 2), (2022, 4)]
    assert {cited.year for cited in answer.citations} == {2022, 2023}
    assert "B1" in answer.text
    assert passes(answer)


def test_a_column_that_is_named_is_the_one_compared(held: Library) -> None:
    asked = "河阳市教育局2023年上年结转的企业申请，和2022年结转下年的企业申请对得上吗"
    answer = Conversation(held).ask(asked)
    assert answer.text.startswith("对得上")
    assert [claim.number for claim in answer.values] == [1, 1]


@pytest.mark.parametrize(
    ("question", "begins", "numbers"),
    [
        ("河阳市教育局2023年新收申请那一行，各类申请人加起来等于总计吗", "对不上", [7, 8]),
        ("河阳市教育局2022年新收申请那一行，各类申请人加起来等于总计吗", "对得上", [7, 7]),
        ("河阳市教育局2023年结转下年那一行，自然人和各类组织相加跟总计一致吗", "对得上", [2, 2]),
        ("Does the new requests row of 河阳市教育局's 2023 table add up across applicants to the total?", "No", [7, 8]),
        ("河阳市教育局2022年行政复议各项结果加起来和总计对得上吗", "对得上", [5, 5]),
        ("河阳市教育局2023年行政复议各项结果加起来和总计对得上吗", "对不上", [5, 6]),
    ],
)
def test_parts_are_held_against_their_total(held: Library, question: str, begins: str, numbers: list[int]) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith(begins), answer.text
    assert [claim.number for claim in answer.values] == [Decimal(number) for number in numbers]
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [
        "河阳市教育局2022年的上年结转和2023年的结转下年对得上吗",  # no rule holds between these
        "河阳市教育局2023年上年结转和结转下年各多少",
        "河阳市教育局2023年新收申请各类申请人加起来是多少",
        "河阳市教育局2022年和2023年新收的申请一样多吗",
    ],
)
def test_what_names_no_sum_is_no_such_check(held: Library, question: str) -> None:
    answer = Conversation(held).ask(question)
    assert "相差" not in answer.text
    assert not answer.text.startswith(("对得上。", "对不上。"))


def test_a_year_that_is_not_held_is_named(held: Library) -> None:
    answer = Conversation(held).ask("河阳市教育局2022年的上年结转和2021年的结转下年对得上吗")
    assert answer.status == "declined"
    assert "2021" in answer.text


def test_whether_all_agrees_leads_with_the_verdict(held: Library) -> None:
    assert Conversation(held).ask("河阳市教育局2023年的表加得起来吗").text.startswith("对不上：")
    assert Conversation(held).ask("河阳市教育局2022年数据有没有矛盾").text.startswith("查了")
