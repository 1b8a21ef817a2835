"""Small PDFs for the tests, drawn with reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0

REQUESTS = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（七）总计"]


class Paper:
    """A canvas whose positions are given from the top left, in points."""

    def __init__(self, size: tuple[float, float] = (WIDTH, HEIGHT), **options: Any) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._buffer = io.BytesIO()
        self._height = size[1]
        self.canvas = Canvas(self._buffer, pagesize=size, **options)

    def text(self, x: float, y: float, words: str, size: float = 12) -> None:
        """`words` with their baseline `y` points below the top."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self._height - y, words)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self._height - y0, x1, self._height - y1)

    def paragraph(
        self, y: float, words: str, x: float = 80, size: float = 16, width: float = 432, indent: int = 2
    ) -> float:
        """`words` set in lines of at most `width` points, the first indented; the next free baseline."""
        left, line = x + indent * size, ""
        for char in words:
            if line and left + pdfmetrics.stringWidth(line + char, FONT, size) > x + width:
                self.text(left, y, line, size)
                left, line, y = x, "", y + 1.7 * size
            line += char
        self.text(left, y, line, size)
        return y + 1.7 * size

    def grid(self, x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> None:
        """A fully ruled table with `rows` of texts between the positions `x` and `y`."""
        for place in x:
            self.line(place, y[0], place, y[-1])
        for place in y:
            self.line(x[0], place, x[-1], place)
        self.words(x, y, rows, size)

    def words(self, x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> None:
        """The texts of a table without its lines."""
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                self.text(x[c] + 3, y[r + 1] - 5, words, size)

    def page(self) -> None:
        self.canvas.showPage()

    def save(self, path: Path) -> Path:
        self.canvas.save()
        path.write_bytes(self._buffer.getvalue())
        return path
