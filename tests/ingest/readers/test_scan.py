from __future__ import annotations

import importlib.util
import io
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import DamagedFile, MissingExtra
from ingest.readers import ocr, read
from ingest.readers.ocr import Seen
from ingest.report import Document, Table
from tests.ingest.readers.drawing import Paper

INSTALLED = all(importlib.util.find_spec(package) for package in ("rapidocr", "onnxruntime", "cv2"))
needs_ocr = pytest.mark.skipif(not INSTALLED, reason="the extra `ocr` is not installed")
SCALE = 150 / 72
ROWS = [
    ["信息内容", "制发", "废止", "有效"],
    ["规章", "0", "", "1"],
    ["文件", "12", "7", "4119"],
    ["收费", "7730.28", "", "0"],
]


def drawn(rows: Sequence[Sequence[str]], angle: float = 0.0) -> Image.Image:
    """A page at 150 dpi with a ruled table; labels in Chinese are drawn as bars."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=26)
    x, y = [150, 450, 650, 850, 1050], [300 + 60 * i for i in range(len(rows) + 1)]
    for place in x:
        draw.line((place, y[0], place, y[-1]), fill=0, width=3)
    for place in y:
        draw.line((x[0], place, x[-1], place), fill=0, width=3)
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words.isascii():
                draw.text((x[c] + 60, y[r] + 14), words, fill=0, font=font)
            else:
                draw.rectangle((x[c] + 20, y[r] + 20, x[c] + 20 + 26 * len(words), y[r] + 42), fill=0)
    return image.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)


def saved(image: Image.Image, path: Path) -> Path:
    image.save(path, dpi=(150, 150))
    return path


class Told:
    """A recogniser that is told what to see: it stands in for the models."""

    def __init__(self, lines: Sequence[Seen], page: Sequence[Seen] = ()) -> None:
        self._lines, self._page = list(lines), list(page)
        self.asked = 0

    def page(self, image: Any) -> list[Seen]:
        return self._page

    def lines(self, images: Sequence[Any]) -> list[Seen]:
        self.asked += len(images)
        return [self._lines.pop(0) for _ in images]


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table]


@needs_ocr
class TestCells:
    def told(self, monkeypatch: pytest.MonkeyPatch, *lines: tuple[str, float]) -> Told:
        reader = Told([Seen(text, score) for text, score in lines])
        monkeypatch.setattr("ingest.readers.scan.recogniser", lambda path: reader)
        return reader

    def test_only_cells_with_ink_are_recognised(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        reader = self.told(monkeypatch, *[(word, 0.99) for row in ROWS for word in row if word])
        found = tables(read(saved(drawn(ROWS), tmp_path / "scan.png")))[0]
        assert [[cell.text for cell in row] for row in found.rows] == ROWS
        assert reader.asked == sum(bool(word) for row in ROWS for word in row)
        assert found.exact

    def test_places_are_in_points(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.told(monkeypatch, *[(word, 0.99) for row in ROWS for word in row if word])
        found = tables(read(saved(drawn(ROWS), tmp_path / "scan.png")))[0]
        cell = next(cell for cell in found.cells if cell.text == "4119")
        assert cell.page == 1
        assert cell.box == pytest.approx([side / SCALE for side in (850, 420, 1050, 480)], abs=3)

    @pytest.mark.parametrize("angle", [-1.5, 0.6])
    def test_crooked_page(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, angle: float) -> None:
        self.told(monkeypatch, *[(word, 0.99) for row in ROWS for word in row if word])
        found = tables(read(saved(drawn(ROWS, angle), tmp_path / "scan.png")))[0]
        assert [[cell.text for cell in row] for row in found.rows] == ROWS

    @pytest.mark.parametrize(
        ("seen", "text"),
        [
            (("12", 0.99), "12"),
            (("12", 0.4), "\ufffd"),
            (("", 0.0), "\ufffd"),
            (("O", 0.9), "0"),
            (("口", 0.6), "\ufffd"),
            (("无", 0.9), "无"),
        ],
    )
    def test_what_is_not_sure_is_no_number(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: tuple[str, float], text: str
    ) -> None:
        self.told(monkeypatch, ("规章", 0.99), seen)
        document = read(saved(drawn([["规章", "12", "", ""]]), tmp_path / "scan.png"))
        assert tables(document)[0].rows[0][1].text == text
        assert bool(document.warnings) == (text == "\ufffd")

    def test_dust_is_blank(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        image = drawn([["规章", "", "", ""]])
        ImageDraw.Draw(image).rectangle((520, 330, 522, 332), fill=0)
        self.told(monkeypatch, ("规章", 0.99))
        assert [cell.text for cell in tables(read(saved(image, tmp_path / "scan.png")))[0].cells] == [
            "规章",
            "",
            "",
            "",
        ]


@needs_ocr
def test_numbers_are_recognised(tmp_path: Path) -> None:
    start = time.monotonic()
    found = tables(read(saved(drawn(ROWS, 0.5), tmp_path / "scan.jpg")))[0]
    numbers = [[cell.text for cell in row][1:] for row in found.rows[1:]]
    assert numbers == [row[1:] for row in ROWS[1:]]
    assert time.monotonic() - start < 60


@needs_ocr
def test_one_scanned_page_in_a_digital_file(tmp_path: Path) -> None:
    paper = Paper()
    paper.text(80, 100, "一、总体情况")
    paper.page()
    saved(drawn(ROWS), tmp_path / "scan.png")
    paper.canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
    document = read(paper.save(tmp_path / "a.pdf"))
    assert document.blocks[0].text == "一、总体情况"
    table = tables(document)[0]
    assert [cell.text for cell in table.rows[2]][1:] == ["12", "7", "4119"]
    assert next(cell.page for cell in table.cells) == 2
    cell = next(cell for cell in table.cells if cell.text == "4119")
    assert cell.box == pytest.approx([850 * 595 / 1240, 420 * 842 / 1754, 1050 * 595 / 1240, 480 * 842 / 1754], abs=3)


def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda package: None)


def test_pictures_need_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch)
    with pytest.raises(MissingExtra, match=r"scan\.png.*nianbao\[ocr\]"):
        read(saved(drawn(ROWS), tmp_path / "scan.png"))


def test_a_scanned_page_without_the_extra_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch)
    saved(drawn(ROWS), tmp_path / "scan.png")
    paper = Paper()
    paper.text(80, 100, "一、总体情况")
    paper.page()
    paper.canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
    document = read(paper.save(tmp_path / "a.pdf"))
    assert [block.text for block in document.blocks] == ["一、总体情况"]
    assert len(document.warnings) == 1
    assert "第 2 页" in document.warnings[0]


def test_a_scan_without_the_extra_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch)
    saved(drawn(ROWS), tmp_path / "scan.png")
    paper = Paper()
    paper.canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
    with pytest.raises(MissingExtra, match=r"a\.pdf"):
        read(paper.save(tmp_path / "a.pdf"))


@needs_ocr
def test_a_truncated_picture(tmp_path: Path) -> None:
    path = saved(drawn(ROWS), tmp_path / "scan.png")
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(DamagedFile, match=r"scan\.png"):
        read(path)


@needs_ocr
def test_a_picture_bomb(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    (tmp_path / "bomb.png").write_bytes(buffer.getvalue())
    with pytest.raises(DamagedFile, match=r"bomb\.png"):
        read(tmp_path / "bomb.png")


@pytest.mark.slow
@needs_ocr
def test_a_real_report_scanned(real_reports: Path, tmp_path: Path) -> None:
    """All cells of a real report's tables at 150 dpi, a little crooked: numbers right, or marked."""
    import pypdfium2

    source = real_reports / "hongze-2023.pdf"
    document = pypdfium2.PdfDocument(source)
    pictures = [
        document[i]
        .render(scale=SCALE, grayscale=True)
        .to_pil()
        .rotate(0.6, fillcolor=255, resample=Image.Resampling.BICUBIC)
        for i in range(5)
    ]
    document.close()
    pictures[0].save(tmp_path / "scan.pdf", save_all=True, append_images=pictures[1:], resolution=150)
    true, seen = tables(read(source)), tables(read(tmp_path / "scan.pdf"))
    assert [len(table.rows) for table in seen] == [len(table.rows) for table in true]
    pairs = [
        (cell.text, {(other.row, other.column): other.text for other in b.cells}.get((cell.row, cell.column)))
        for a, b in zip(true, seen, strict=True)
        for cell in a.cells
        if cell.text.replace(".", "").isdigit() or not cell.text
    ]
    assert len(pairs) > 180
    assert sum(one == two for one, two in pairs) >= 0.98 * len(pairs)
    assert {two for one, two in pairs if one != two} <= {"\ufffd"}
