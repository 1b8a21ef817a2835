"""`nianbao compare`: what its words mean, and the files it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.library import Library
from ui import comparison

PENALTIES, NEW = "disclosure.art20_6.penalty.decisions", "requests.received_new"


@pytest.mark.parametrize(
    ("agencies", "years", "named", "meant"),
    [
        ("科学技术局", "2020-2021", "微信", (("云川市科学技术局", "吴忠市科学技术局"), (2020, 2021), ("wechat",))),
        ("all", "all", NEW, (("all",), (2020, 2021, 2023), (NEW,))),
        ("organ:科学技术局，河阳区人民政府", "2023", "自然人收到的申请、行政处罚", (("organ:科学技术局", "河阳区人民政府"), (2023,), (f"{NEW}@applicant.natural_person", PENALTIES))),
    ],
)  # fmt: skip
def test_words_of_a_command_mean_a_selection(
    library: Library, agencies: str, years: str, named: str, meant: tuple[object, ...]
) -> None:
    given = comparison.selected(library, agencies, years, named)
    assert (given.agencies, given.years, given.metrics) == meant


@pytest.mark.parametrize(
    ("agencies", "years", "named"), [("无此局", "2020", "微信"), ("all", "去年", "微信"), ("all", "2020", "幸福感")]
)
def test_a_word_that_means_nothing_is_named(library: Library, agencies: str, years: str, named: str) -> None:
    with pytest.raises(comparison.Unclear, match=r"无此局|去年|幸福感"):
        comparison.selected(library, agencies, years, named)


def test_a_command_writes_the_files_it_is_asked_for(library: Library, tmp_path: Path) -> None:
    given = comparison.selected(library, "科学技术局", "2020,2021", "微信")
    for name, start in (("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.svg", b"<svg")):
        comparison.write(library, given, tmp_path / name, "zh")
        assert (tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(comparison.Unclear, match=r"\.csv"):
        comparison.write(library, given, tmp_path / "a.doc", "zh")
    with pytest.raises(comparison.Unclear, match="没有图可画"):
        comparison.write(library, comparison.selected(library, "all", "2020", "微信"), tmp_path / "a.svg", "zh")
    printed = "\n".join(map(str, comparison.lines(library, given, "zh")))
    assert "[1] 云川市科学技术局 2020" in printed
