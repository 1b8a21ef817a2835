"""The recogniser behind two questions: what lines of text stand in a picture, and what one line says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from ingest.errors import MissingExtra
from ingest.report import Box
from ingest.strings import say

Image = Any
"""A numpy array, uint8, three channels."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A recognised line: its text, how sure the recogniser is (0 to 1), its box in pixels."""

    text: str
    score: float
    box: Box = (0.0, 0.0, 0.0, 0.0)


class Recogniser(Protocol):
    """What reads pictures."""

    def page(self, image: Image) -> list[Seen]:
        """The lines of text in a picture, with their boxes."""

    def lines(self, images: Sequence[Image]) -> list[Seen]:
        """What each picture of one line says."""


def recogniser(path: Path) -> Recogniser:
    """The recogniser of this process. Raises MissingExtra, naming the file that needs it."""
    for package in ("rapidocr", "onnxruntime", "cv2"):
        if find_spec(package) is None:
            raise MissingExtra(say("ingest.ocr_extra", file=path.name, package=package))
    return _rapid()


@cache
def _rapid() -> Recogniser:
    return _Rapid()


class _Rapid:
    """RapidOCR; its models come in its wheel."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        threads = os.environ.get("OMP_NUM_THREADS", "")
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.text_score": 0.0,
                "EngineConfig.onnxruntime.intra_op_num_threads": int(threads) if threads.isdigit() else -1,
            }
        )

    def page(self, image: Image) -> list[Seen]:
        found = self._engine(image, use_det=True, use_cls=False, use_rec=True)
        if found.boxes is None or found.txts is None:
            return []
        return [
            Seen(text, float(score), (*map(float, quad.min(axis=0)), *map(float, quad.max(axis=0))))  # type: ignore[arg-type]
            for quad, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]

    def lines(self, images: Sequence[Image]) -> list[Seen]:
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not images:
            return []
        found = self._engine._load_rec_model()(TextRecInput(img=list(images)))
        return [Seen(text, float(score)) for text, score in zip(found.txts, found.scores, strict=True)]
