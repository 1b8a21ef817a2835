"""Zeros of a section under whose heading stands only that there was none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import read_report
from ingest.report import Fact

PAGE = """云浦市民政局2016年政府信息公开工作年度报告
一、概述
全年公开信息12条。
{}
七、改进措施
人手不足。
"""


def zeros(folder: Path, section: str) -> list[Fact]:
    file = folder / "one.txt"
    file.write_text(PAGE.format(section), "utf-8")
    return [fact for fact in read_report(file).facts if fact.qualifier == "none"]


@pytest.mark.parametrize(
    ("section", "nouns"),
    [
        ("六、行政复议和行政诉讼情况\n无。", ["行政复议", "行政诉讼"]),
        ("六、收费、复议、诉讼、举报情况\n均未发生。", ["收取费用", "行政复议", "行政诉讼", "举报"]),
        ("六、因政府信息公开申请行政复议、提起行政诉讼情况\n2016年未发生。", ["申请行政复议", "提起行政诉讼"]),
        ("六、复议诉讼情况\n本年度，我局无此类情况。", ["行政复议", "行政诉讼"]),
        ("六、依申请公开政府信息情况\n无。", ["收到政府信息公开申请"]),
    ],
)
def test_what_a_heading_names_is_none(section: str, nouns: list[str], tmp_path: Path) -> None:
    found = zeros(tmp_path, section)
    assert [(fact.noun or "")[:-1] for fact in found] == nouns
    assert {fact.quote for fact in found} == {section.split("\n")[1]}
    assert all(fact.value == 0 for fact in found)


@pytest.mark.parametrize(
    "section",
    [
        "六、存在问题\n无。",
        "六、其他需要报告的事项\n无。",
        "六、行政复议和行政诉讼情况\n2016年未发生。\n收到投诉3件。",
        "六、行政复议和行政诉讼情况\n行政复议2件，维持2件。",
        "六、行政复议和行政诉讼情况\n未发生超期答复。",
    ],
)
def test_no_more_is_taken_for_none(section: str, tmp_path: Path) -> None:
    assert not [fact for fact in zeros(tmp_path, section) if "复议" in (fact.noun or "") or fact.quote == "无。"]
