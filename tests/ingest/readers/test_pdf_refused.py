"""PDFs that are locked, broken, too large or without text."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from ingest.errors import DamagedFile, NoText, UnreadableFile
from ingest.readers import read
from tests.ingest.readers.drawing import Paper
from tests.ingest.readers.found import LONG, prose


def test_locked_file_is_refused(tmp_path: Path) -> None:
    paper = Paper(encrypt="secret")
    paper.text(80, 100, "一、总体情况")
    with pytest.raises(DamagedFile, match=r"a\.pdf.*密码"):
        read(paper.save(tmp_path / "a.pdf"))


def test_truncated_file_is_refused(tmp_path: Path) -> None:
    paper = Paper()
    paper.paragraph(100, LONG)
    path = paper.save(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(DamagedFile, match=r"a\.pdf"):
        read(path)


def test_too_many_pages_are_refused_at_once(tmp_path: Path) -> None:
    paper = Paper()
    for _ in range(2000):
        paper.page()
    start = time.monotonic()
    with pytest.raises(DamagedFile, match="2000"):
        read(paper.save(tmp_path / "a.pdf"))
    assert time.monotonic() - start < 10


def test_huge_page_is_refused(tmp_path: Path) -> None:
    paper = Paper(size=(20_000.0, 20_000.0))
    paper.text(80, 100, "一、总体情况")
    with pytest.raises(DamagedFile, match="第 1 页"):
        read(paper.save(tmp_path / "a.pdf"))


def test_a_stream_that_swells_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(b"0" * (210 << 20), 1)
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%%PDF-1.4\n1 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\nstartxref\n0\n%%%%EOF"
        % (len(packed), packed)
    )
    start = time.monotonic()
    with pytest.raises(DamagedFile, match=r"a\.pdf.*MB"):
        read(path)
    assert time.monotonic() - start < 10


def test_a_broken_index_is_mended(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(80, 100, "一、总体情况")
    path = paper.save(tmp_path / "a.pdf")
    data = path.read_bytes()
    at = data.rindex(b"xref\n0", 0, data.rindex(b"startxref"))
    path.write_bytes(data[:at] + b"xxxx\n0" + data[at + 6 :])
    assert prose(read(path)) == ["一、总体情况"]


def test_blank_pages_have_no_text(tmp_path: Path) -> None:
    paper = Paper()
    paper.page()
    with pytest.raises(NoText, match=r"a\.pdf"):
        read(paper.save(tmp_path / "a.pdf"))


def test_no_pages_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
    )
    with pytest.raises(UnreadableFile, match=r"a\.pdf"):
        read(path)
