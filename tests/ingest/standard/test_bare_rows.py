"""Tables whose own headings the text has lost: read under the heading of their section, where nothing else fits."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import read_report

HEAD = "云川市水务局2022年政府信息公开工作年度报告\n一、总体情况\n2022年主动公开信息40条。\n"


def cells(folder: Path, text: str) -> dict[str, str]:
    file = folder / "report.txt"
    file.write_text(HEAD + text, "utf-8")
    facts = read_report(file).facts
    return {fact.metric or "": str(fact.value) for fact in facts if fact.origin == "cell" and fact.state == "number"}


def test_rows_of_article_20_under_the_heading_of_their_section(tmp_path: Path) -> None:
    text = "二、主动公开政府信息情况\n行政规范性文件 | 3 | 1 | 12\n行政许可 | 45\n行政事业性收费 | 7.5\n"
    assert cells(tmp_path, text) == {
        "disclosure.art20_1.normative_docs.issued": "3",
        "disclosure.art20_1.normative_docs.repealed": "1",
        "disclosure.art20_1.normative_docs.effective": "12",
        "disclosure.art20_5.license.decisions": "45",
        "disclosure.art20_8.admin_fee.amount_wan": "7.5",
    }


def test_rows_with_more_values_than_columns_are_not_read(tmp_path: Path) -> None:
    assert cells(tmp_path, "二、主动公开政府信息情况\n行政许可 | 45 | 6 | 51\n行政处罚 | 2 | 3\n") == {}


def test_rows_under_another_heading_are_not_read(tmp_path: Path) -> None:
    assert cells(tmp_path, "二、重点领域公开情况\n行政许可 | 45\n行政处罚 | 2\n") == {}


def test_fifteen_values_that_add_up_under_the_heading_of_disputes(tmp_path: Path) -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    found = cells(tmp_path, heading + "2 | 1 | 0 | 1 | 4 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 2 | 3\n")
    assert (found["review.upheld"], found["review.total"], found["litigation.after_review.total"]) == ("2", "4", "3")
    assert cells(tmp_path, heading + "2 | 1 | 0 | 1 | 5 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 2 | 3\n") == {}
