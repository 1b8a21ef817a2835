"""PDF through reportlab: ruled or borderless tables, and scans of ruled pages.

The font is reportlab's STSong-Light, which viewers bring themselves; text keeps its characters, and a scan is drawn
with whatever CJK font the machine has.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from eval.corpus.layout import Grid, Para, Part
from eval.corpus.pages import Key, Pages

FONT = "STSong-Light"
_WIDTH = 451.0
SCAN_DPI = 150


class _Drawn:
    """What was drawn on which page."""

    def __init__(self) -> None:
        self.cells: dict[Key, int] = {}
        self.texts: list[tuple[str, int]] = []

    def note(self, mark: Key | None, text: str, page: int) -> None:
        if mark is None:
            self.texts.append((text, page))
        else:
            self.cells.setdefault(mark, page)


def pdf(
    parts: Sequence[Part], ruled: bool, chance: random.Random, quirks: frozenset[str] = frozenset()
) -> tuple[bytes, Pages]:
    """A4 pages with page numbers, and what stands on which; tables flow over page ends."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    written = BytesIO()
    document = SimpleDocTemplate(written, leftMargin=72, rightMargin=72, topMargin=72, bottomMargin=64, invariant=1)
    mark = chance.choice(("— {} —", "- {} -", "{}", "第{}页"))
    drawn = _Drawn()
    story = [flowable for part in parts for flowable in _flowables(part, ruled, quirks, drawn)]
    number = _numbered(mark)
    document.build(story, onFirstPage=number, onLaterPages=number)
    return written.getvalue(), Pages(drawn.cells, tuple(drawn.texts))


def _paragraph(text: str, style: Any, drawn: _Drawn, mark: Key | None = None, noted: bool = True) -> Any:
    """A paragraph that notes the page on which it, or each piece of it, is drawn."""
    from reportlab.platypus import Paragraph

    class Noting(Paragraph):  # type: ignore[misc]
        def draw(self) -> None:
            if noted:
                lines = self.blPara.lines
                drawn.note(mark, "".join(map(_words, lines)), self.canv.getPageNumber())
            super().draw()

    return Noting(text, style)


def _words(line: Any) -> str:
    """The characters of a laid-out line: reportlab keeps plain lines as tuples, others as objects."""
    words = line[1] if isinstance(line, tuple) else line.words
    return "".join(word if isinstance(word, str) else word.text for word in words)


def _numbered(mark: str) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(297, 36, mark.format(document.page))

    return draw


def _style(kind: str) -> Any:
    from reportlab.lib.styles import ParagraphStyle

    size = {"title": 18, "heading": 14, "cell": 8}.get(kind, 12)
    return ParagraphStyle(
        kind, fontName=FONT, fontSize=size, leading=size * 1.5 if kind != "cell" else 10, wordWrap="CJK",
        alignment={"title": 1, "signature": 2, "cell": 1}.get(kind, 0),
        firstLineIndent=24 if kind == "body" else 0, spaceAfter=6 if kind != "cell" else 0,
    )  # fmt: skip


def _flowables(part: Part, ruled: bool, quirks: frozenset[str], drawn: _Drawn) -> list[Any]:
    from reportlab.platypus import Spacer

    if isinstance(part, Para):
        return [_paragraph(escape(part.text), _style(part.kind), drawn)]
    return [_table(part, ruled, quirks, drawn), Spacer(1, 8)]


def _widths(grid: Grid) -> list[float]:
    """Label columns wide, value columns equal."""
    if grid.labels == 3:
        labels = [22.0, 62.0, 150.0]
    else:
        labels = [_WIDTH * 0.55 / grid.labels] * grid.labels if grid.labels and grid.width > 1 else []
    if grid.labels == 2:
        labels = [300.0, 60.0]
    rest = grid.width - len(labels)
    return [*labels, *([(_WIDTH - sum(labels)) / rest] * rest)]


def _table(grid: Grid, ruled: bool, quirks: frozenset[str], drawn: _Drawn) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Table, TableStyle

    style = _style("cell")
    data: list[list[Any]] = [[""] * grid.width for _ in grid.rows]
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    commands += [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    for y, placed in enumerate(grid.placed()):
        for x, slot in placed:
            text = escape(slot.text).replace("\n", "<br/>")
            data[y][x] = _paragraph(text, style, drawn, slot.key, slot.key is not None) if text or slot.key else ""
            if slot.rowspan > 1 or slot.colspan > 1:
                commands.append(("SPAN", (x, y), (x + slot.colspan - 1, y + slot.rowspan - 1)))
    again = grid.head if "repeat_head" in quirks else 0
    return Table(data, colWidths=_widths(grid), style=TableStyle(commands), repeatRows=again)


def scan(parts: Sequence[Part], chance: random.Random, quirks: frozenset[str] = frozenset()) -> tuple[bytes, Pages]:
    """Pages of a ruled PDF as pictures: 150 dpi, slightly turned, with noise and JPEG artefacts."""
    import pypdfium2

    content, where = pdf(parts, True, chance, quirks)
    source = pypdfium2.PdfDocument(content)
    try:
        pages = [_photographed(page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil(), chance) for page in source]
    finally:
        source.close()
    written = BytesIO()
    day = time.gmtime(0)  # no time of day, so that the same seed writes the same file
    options = {"resolution": SCAN_DPI, "quality": 70, "creationDate": day, "modDate": day}
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], **options)
    return written.getvalue(), where


def _photographed(image: Any, chance: random.Random) -> Any:
    import numpy
    from PIL import Image

    turned = image.rotate(chance.uniform(-0.6, 0.6), resample=Image.Resampling.BICUBIC, fillcolor=255)
    noise = numpy.random.default_rng(chance.randrange(1 << 30)).normal(0, 7, (turned.height, turned.width))
    paper = numpy.asarray(turned, dtype=numpy.float32) * 0.94 + 8 + noise
    return Image.fromarray(paper.clip(0, 255).astype(numpy.uint8))
