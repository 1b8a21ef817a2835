"""The benchmark's bookkeeping; the measuring itself needs the extra and a quiet machine."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from eval import ingest_speed
from eval.ingest_speed import OURS, SIDES, Work, arguments, main, real_reports, summary, turns
from ingest.errors import MissingExtra


def test_every_side_is_first_equally_often() -> None:
    order = list(turns(SIDES, 2 * len(SIDES)))
    assert Counter(order) == dict.fromkeys(SIDES, 2 * len(SIDES))
    assert Counter(order[:: len(SIDES)]) == dict.fromkeys(SIDES, 2)


def test_the_summary_gives_medians_and_how_many_times_as_long_as_ours() -> None:
    ours, other = summary({OURS: [2.0, 1.0, 9.0], "langchain": [3.0, 5.0, 100.0]})
    assert "2.00 s" in ours
    assert "(1.00 to 9.00)" in ours
    assert " x ours" not in ours
    assert "5.00 s" in other
    assert other.endswith("2.50 x ours")


def test_without_our_side_there_is_no_ratio() -> None:
    assert "ours" not in summary({"langchain": [1.0]})[0]


def test_a_package_that_is_missing_names_the_extra(monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"pypdf.*nianbao\[bench\]"):
        ingest_speed._langchain()


def test_text_and_pdf_files_are_taken(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.txt", "form.docx"):
        (tmp_path / name).write_text("", "utf-8")
    assert [path.name for path in real_reports(tmp_path)] == ["a.txt", "b.pdf"]


def test_nothing_to_ingest_is_said(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(ingest_speed, "real_reports", lambda: real_reports(tmp_path))
    assert main([]) == 1
    assert "no files" in capsys.readouterr().out


def test_what_is_embedded_is_counted() -> None:
    class Zeros:
        name = "zeros"

        def passages(self, texts: list[str]) -> Any:
            return np.zeros((len(texts), 2), np.float32)

    counted = ingest_speed._Counted(Zeros())
    assert counted.passages(["三个字", "两字"]).shape == (2, 2)
    assert counted.passages(["一"]).shape == (1, 2)
    assert counted.work == Work(3, 6)
    assert counted.name == "zeros"


def test_sides_can_be_chosen() -> None:
    assert arguments(["--sides", OURS]).sides == [OURS]
    assert arguments([]).sides == list(SIDES)
