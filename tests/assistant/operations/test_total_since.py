"""A sum over years of which one report alone is held."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import read_report

TEXT = """云浦市民政局2017年政府信息公开工作年度报告
一、概述
2017年主动公开政府信息672条；截至2017年底，自2008年以来累计主动公开4138条。微信公众号推送158篇。
二、依申请公开
全年收到申请98件，办结98件。
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("since")
    (folder / "one.txt").write_text(TEXT, "utf-8")
    with Library.open(folder / "library") as library:
        library.add(read_report(folder / "one.txt"))
        yield library


@pytest.mark.parametrize(
    "asked", ["云浦市民政局自2008年起到2017年底总共公开了多少条", "云浦市民政局2008年到2017年一共公开多少条政府信息"]
)
def test_what_was_counted_since_then_is_given(asked: str, held: Library) -> None:
    answer = Conversation(held).ask(asked)
    assert [claim.number for claim in answer.values] == [Decimal(4138)]


@pytest.mark.parametrize(
    "asked",
    [
        "云浦市民政局2016年和2017年一共公开多少条政府信息",
        "云浦市民政局2016年和2017年微信一共发多少篇",
        "云浦市民政局2008年到2017年一共收到申请多少件",
    ],
)
def test_one_year_is_no_sum_of_several(asked: str, held: Library) -> None:
    answer = Conversation(held).ask(asked)
    assert answer.status == "declined"
    assert not answer.values
