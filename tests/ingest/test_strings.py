"""Words that are said again in another language: straight, across processes, and out of the library."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from ingest import codec
from ingest.checks import describe, operand_reports
from ingest.errors import DamagedFile
from ingest.library import Library
from ingest.pipeline import Handling, ingest
from ingest.report import Finding, Identity, Place, Report
from ingest.strings import again, packed, say, told, unpacked


def failing(where: str, rule: str = "A1", reports: tuple[str, ...] = ()) -> Finding:
    detail = say("ingest.rule_fails", where=where, rule=say(f"ingest.rule_{rule}"))
    return Finding("a" * 16, rule, "error", "source", "3", "4", (("总计", "3", Place()),) * 3, detail, reports)


def test_what_was_said_is_said_again_with_what_stands_inside_it() -> None:
    said = say("ingest.rule_fails", where="总计", rule=say("ingest.rule_A2"))
    assert said == "总计：各项办理结果之和应等于办理结果总计"
    assert again(said, "en") == "总计: the results must add up to their total"
    assert again(again(said, "en"), "zh") == said
    assert again(said, "en", where="total") == "total: the results must add up to their total"


def test_other_text_and_words_no_longer_known_stay_as_they_are() -> None:
    assert again("原文", "en") == "原文"
    gone = say("ingest.unchanged")
    gone.key = "ingest.no_such_words"  # type: ignore[attr-defined]
    assert again(gone, "en") == "未变"


def test_packed_words_come_back_with_their_values_and_plain_text_as_it_was() -> None:
    said = say("ingest.file_missing", file=Path("甲.pdf"))
    back = unpacked(packed(said))
    assert (back, again(back, "en")) == (said, "no such file or folder: 甲.pdf")
    assert unpacked(packed("原文")) == "原文"
    assert again(copy.deepcopy(said), "en") == again(said, "en")


def test_an_error_is_told_in_either_language() -> None:
    error = DamagedFile(say("ingest.pdf_damaged", file="甲.pdf"))
    assert str(error).endswith("请重新下载后再导入")
    assert told(error, "en") == "甲.pdf is truncated or damaged: download it again"
    assert told(OSError(5, "Input/output error"), "en") == "[Errno 5] Input/output error"


def test_findings_and_warnings_come_out_of_the_library_in_both_languages() -> None:
    warning = say("ingest.page_lossy", file="甲.pdf", page=2)
    report = Report("a" * 16, "甲.pdf", "pdf", Identity("甲局", 2023), findings=(failing("总计"),), warnings=(warning,))
    back = codec.load(Report, codec.dump(report))
    assert back == report
    assert again(back.warnings[0], "en").startswith("page 2 of 甲.pdf is partly damaged")
    (finding,) = back.findings
    assert describe(finding, "zh") == "总计：本年新收与上年结转之和，应等于办理结果总计与结转下年度之和"
    assert describe(codec.load(Finding, codec.dump(finding)), "en").startswith("total: new requests plus those")


@pytest.mark.parametrize(
    ("where", "english"),
    [
        ("自然人、商业企业", "natural persons, businesses"),
        ("规章", "regulations"),
        ("行政许可", "administrative licences"),
    ],
)
def test_a_finding_names_the_row_or_column_in_english(where: str, english: str) -> None:
    assert describe(failing(where), "en").startswith(f"{english}: ")


def test_a_finding_kept_by_an_older_version_still_names_its_rule() -> None:
    old = Finding("a" * 16, "A1", "error", "source", "3", "4", (), "总计：应等于")
    assert describe(old, "zh") == "总计：应等于"
    assert describe(old, "en") == say("ingest.rule_A1", "en")


def test_operands_across_years_stand_in_the_earlier_report_first() -> None:
    both = ("b" * 16, "a" * 16)
    assert operand_reports(failing("总计")) == ("a" * 16,) * 3
    assert operand_reports(failing("总计", "B1", both)) == ("a" * 16, "b" * 16, "b" * 16)
    assert operand_reports(failing("行政许可", "B3", both)) == ("a" * 16, "a" * 16, "b" * 16)


@pytest.mark.parametrize("workers", [0, 1])
def test_why_a_file_was_set_aside_is_worded_in_both_languages(tmp_path: Path, workers: int) -> None:
    (tmp_path / "菜谱.txt").write_text("红烧肉：五花肉一斤，酱油两勺。" * 20, "utf-8")
    with Library.open(tmp_path / "library") as library:
        (outcome,) = ingest([tmp_path / "菜谱.txt"], library, workers=workers)
    assert outcome.reason is not None
    assert "不像政府信息公开工作年度报告" in outcome.reason
    assert again(outcome.reason, "en").startswith("菜谱.txt does not look like an annual report")


REPORT = """吴忠市科学技术局2023年政府信息公开工作年度报告

一、总体情况
2023年，我局主动公开政府信息 24 条，微信公众号发布信息 91 篇。
"""


def test_copies_are_kept_without_the_path_and_read_afresh_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "一.txt"
    file.write_text(REPORT, "utf-8")
    begun: list[Path] = []
    with Library.open(tmp_path / "library") as library:
        handling = Handling(begun=begun.append, copies=True)
        (first,) = ingest([file], library, workers=0, handling=handling)
        assert (first.status, begun) == ("added", [file])
        assert first.head is not None
        assert first.head.source is None
        same = file.rename(tmp_path / "二.txt")
        (second,) = ingest([same], library, workers=0, handling=handling)
        assert (second.status, library.reports()[0].file) == ("unchanged", "一.txt")
        assert second.reason == "内容与已有的 一.txt 相同"
        (third,) = ingest([same], library, year=2022, workers=0, handling=Handling(copies=True, afresh=True))
        assert (third.status, [head.year for head in library.reports()]) == ("replaced", [2022])


def test_a_file_that_is_no_longer_wanted_is_neither_read_nor_kept(tmp_path: Path) -> None:
    file = tmp_path / "一.txt"
    file.write_text(REPORT, "utf-8")
    answers = iter([True, False])
    with Library.open(tmp_path / "library") as library:
        (never,) = ingest([file], library, workers=0, handling=Handling(wanted=lambda _: False))
        (late,) = ingest([file], library, workers=0, handling=Handling(wanted=lambda _: next(answers)))
        assert [never.status, late.status] == ["set_aside", "set_aside"]
        assert library.reports() == []
    assert again(late.reason or "", "en") == "一.txt was cancelled and not brought in"
