"""A contradiction between two years is cited in both reports, each number where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import ingest

REPORT = """# 河阳市教育局{year}年政府信息公开工作年度报告

## 三、收到和处理政府信息公开申请情况

| 项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
| 二、上年结转政府信息公开申请数量 | {came} | 0 | 0 | 0 | 0 | 0 | {came} |
| 三、本年度办理结果 （七）总计 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |
| 四、结转下年度继续办理 | {went} | 0 | 0 | 0 | 0 | 0 | {went} |
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    for year, came, went in ((2022, 3, 3), (2023, 1, 1)):
        (tmp_path / f"{year}.md").write_text(REPORT.format(year=year, came=came, went=went), "utf-8")
    with Library.open(tmp_path / "library") as held:
        list(ingest([tmp_path / "2022.md", tmp_path / "2023.md"], held, workers=0))
        yield held


def test_each_number_is_cited_in_the_report_that_states_it(library: Library) -> None:
    answer = Conversation(library).ask("河阳市教育局2023年的数据有没有矛盾")
    assert answer.status == "answered"
    assert "B1" in answer.text
    carried = {(one.year, one.quote) for one in answer.citations if "结转" in one.quote}
    assert any(year == 2022 and quote.endswith(" 3") and "结转下年度" in quote for year, quote in carried)
    assert any(year == 2023 and quote.endswith(" 1") and "上年结转" in quote for year, quote in carried)
    for one in answer.citations:
        held = library.report(one.report)
        assert one.place.block is not None
        words = held.blocks[one.place.block].text[one.place.start : one.place.end]
        assert words in one.quote
