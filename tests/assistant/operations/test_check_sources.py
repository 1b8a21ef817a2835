"""Text against table, where a question names the number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import read_report

TEXT = """云浦市民政局{year}年政府信息公开工作年度报告
一、总体情况
主动公开政府信息672条。
1.依申请公开。本年新收{said}件，上年结转3件。
二、收到和处理政府信息公开申请情况
申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计
一、本年新收政府信息公开申请数量\t36\t0\t0\t0\t0\t0\t36
二、上年结转政府信息公开申请数量\t3\t0\t0\t0\t0\t0\t3
（一）予以公开\t39\t0\t0\t0\t0\t0\t39
（七）总计\t39\t0\t0\t0\t0\t0\t39
四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0
五、存在的主要问题及改进情况
人手不足。
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("sources")
    with Library.open(folder / "library") as library:
        for year, said in ((2022, 38), (2023, 36)):
            file = folder / f"{year}.txt"
            file.write_text(TEXT.format(year=year, said=said), "utf-8")
            library.add(read_report(file))
        yield library


@pytest.mark.parametrize(
    ("asked", "lead", "numbers"),
    [
        ("云浦市民政局2022年正文里的新收申请数和表格一致吗", "对不上", [38, 36]),
        ("云浦市民政局2023年正文里的新收申请数和表格一致吗", "对得上", [36, 36]),
        ("Do the new requests in the text of 云浦市民政局's 2022 report match the table?", "No", [38, 36]),
        ("Do the new requests in the text of 云浦市民政局's 2023 report match the table?", "Yes", [36, 36]),
    ],
)
def test_the_verdict_comes_with_both_numbers(asked: str, lead: str, numbers: list[int], held: Library) -> None:
    answer = Conversation(held).ask(asked)
    assert answer.text.startswith(lead), answer.text
    assert [claim.number for claim in answer.values] == numbers


def test_no_verdict_where_the_text_says_nothing_of_it(held: Library) -> None:
    answer = Conversation(held).ask("云浦市民政局2023年正文里的结转下年度数和表格对得上吗")
    assert not answer.text.startswith(("对得上", "对不上"))
