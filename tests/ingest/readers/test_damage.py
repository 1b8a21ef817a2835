"""Whatever a file holds, only our own errors come out, and none takes long."""

from __future__ import annotations

import importlib.util
import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import MissingExtra, NianbaoError, NoText, UnreadableFile, WrongFormat
from ingest.readers import ocr, read
from ingest.readers.ocr import Seen
from tests.ingest.readers.drawing import Paper
from tests.ingest.readers.test_scan import ROWS, drawn


@cache
def pdf() -> bytes:
    paper = Paper()
    paper.paragraph(100, "一、总体情况。全年主动公开政府信息1136条，收到申请21件，均在法定期限内答复。")
    paper.grid([60, 200, 300], [200, 220, 240], [["行政许可", "550"], ["行政处罚", "4119"]])
    paper.page()
    paper.text(80, 100, "六、其他需要报告的事项")
    with tempfile.TemporaryDirectory() as folder:
        return paper.save(Path(folder) / "a.pdf").read_bytes()


@cache
def html() -> bytes:
    return (
        '<!DOCTYPE html><html><head><meta charset="gb18030"><title>年报</title></head><body><div><p>一、总体情况</p><table>'
        '<tr><td rowspan="2" colspan=2>项目</td><td>1</td></tr><tr><td>&nbsp;2</td></tr></table></div></body></html>'
    ).encode("gb18030")


@cache
def word() -> bytes:
    document = docx.Document()
    document.add_heading("一、总体情况", 1)
    document.add_table(2, 2).cell(0, 0).text = "行政许可"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def text() -> bytes:
    return "# 某局\n一、总体情况\n规章\t0\t1\n| a | b |\n|---|---|\n**全年**公开12条，\n\n其中5条。\n".encode()


@cache
def picture() -> bytes:
    buffer = io.BytesIO()
    drawn(ROWS).resize((310, 438)).save(buffer, "PNG")
    return buffer.getvalue()


SAMPLES: dict[str, Callable[[], bytes]] = {"pdf": pdf, "html": html, "docx": word, "text": text, "picture": picture}


@st.composite
def damaged(draw: st.DrawFn, sample: Callable[[], bytes]) -> bytes:
    """A sample with bytes changed, cut out, doubled or put in."""
    data = bytearray(sample())
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(1, 64))
        kind = draw(st.sampled_from(["change", "cut", "double", "insert", "end"]))
        if kind == "change":
            data[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
        elif kind == "cut":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = data[at : at + length]
        elif kind == "insert":
            data[at:at] = draw(
                st.binary(max_size=32)
                | st.sampled_from([b"<table>", b"999999999", b"\xff\xfe", b"<<", b"/Length 1", b"\t|", b"%s"])
            )
        else:
            del data[at:]
    return bytes(data)


def outcome(data: bytes, folder: Path) -> str:
    path = folder / "report.bin"
    path.write_bytes(data)
    try:
        return read(path).format
    except (UnreadableFile, MissingExtra) as error:
        raised: NianbaoError = error
    # A fault of ours must not pass for a fault of the file.
    assert not isinstance(raised.__cause__, (NameError, AssertionError))
    assert "report.bin" in str(raised)
    assert "\n" not in str(raised)
    return type(raised).__name__


@pytest.fixture
def no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition takes seconds and is not what is tried here: everything on a picture reads 7."""
    if importlib.util.find_spec("cv2") is None:
        monkeypatch.setattr(ocr, "find_spec", lambda package: None)
    else:
        monkeypatch.setattr("ingest.readers.scan.recogniser", lambda path: Sevens())


class Sevens:
    def page(self, image: Any) -> list[Seen]:
        return []

    def lines(self, images: Sequence[Any]) -> list[Seen]:
        return [Seen("7", 0.99) for _ in images]


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_samples_are_read(kind: str, tmp_path: Path, no_models: None) -> None:
    expected = {"picture": {"image", "MissingExtra"}, "text": {"markdown"}}.get(kind, {kind})
    assert outcome(SAMPLES[kind](), tmp_path) in expected


@pytest.mark.parametrize("kind", SAMPLES)
def test_damaged_files(kind: str, tmp_path: Path, no_models: None) -> None:
    @settings(max_examples=60, deadline=20_000, database=None, suppress_health_check=list(HealthCheck))
    @given(data=damaged(SAMPLES[kind]))
    def run(data: bytes) -> None:
        assert outcome(data, tmp_path) in {
            "pdf",
            "html",
            "docx",
            "text",
            "markdown",
            "image",
            "WrongFormat",
            "DamagedFile",
            "NoText",
            "MissingExtra",
            "UnreadableFile",
        }

    run()


@settings(max_examples=100, deadline=20_000, database=None)
@given(data=st.binary(max_size=400))
def test_random_bytes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outcome(data, Path(folder))


@pytest.mark.parametrize(
    "member", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml", "_rels/.rels"]
)
def test_damaged_parts_of_a_package(member: str, tmp_path: Path) -> None:
    for content in (b"", b"<x", b"<a/>", b"\xff\xfe\x00", None):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(word())) as source, zipfile.ZipFile(buffer, "w") as target:
            for name in source.namelist():
                if name != member:
                    target.writestr(name, source.read(name))
                elif content is not None:
                    target.writestr(name, content)
        assert outcome(buffer.getvalue(), tmp_path) in {"docx", "DamagedFile", "NoText", "WrongFormat"}


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    for name, sample, format in [
        ("a.txt", pdf, "pdf"),
        ("a.pdf", word, "docx"),
        ("a.doc", html, "html"),
        ("a", text, "markdown"),
    ]:
        (tmp_path / name).write_bytes(sample())
        assert read(tmp_path / name).format == format


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(WrongFormat):
        read(tmp_path)
    with pytest.raises(UnreadableFile, match=r"none\.pdf"):
        read(tmp_path / "none.pdf")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(NoText, match=r"a\.pdf"):
        read(tmp_path / "a.pdf")


def test_errors_are_of_one_family() -> None:
    assert issubclass(MissingExtra, NianbaoError)
    assert issubclass(UnreadableFile, NianbaoError)
