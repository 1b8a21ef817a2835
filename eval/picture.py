"""A cited place of a PDF as a small picture: the strip of the page around it, with its box drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.library import Library

Citation = Mapping[str, Any]
Picture = Callable[[Citation], bytes | None]
"""The PNG of a citation (as `nianbao ask --json` gives it), or None where there is no page to show."""

_SCALE = 100 / 72
_AROUND = 70.0
"""Points shown above and below the box."""
_PAD = 2.0
_INK = (190, 30, 30)


def pictures(library: Library) -> Picture:
    """Pictures of the places that citations of this library name."""
    held = {(head.file, head.agency, head.year): head for head in library.reports()}

    def picture(citation: Citation) -> bytes | None:
        head = held.get((citation["file"], citation["agency"], citation["year"]))
        if head is None or head.format != "pdf" or not citation.get("box") or not citation.get("page"):
            return None
        content = library.file_bytes(head.id)
        return None if content is None else strip(content, citation["page"], tuple(citation["box"]))

    return picture


def strip(pdf: bytes, page: int, box: tuple[float, ...]) -> bytes | None:
    """The page's width around a box (x0, top, x1, bottom in points) as PNG; None where the page cannot be drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    try:
        return _drawn(document[page - 1], box) if 1 <= page <= len(document) else None
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _drawn(sheet: Any, box: tuple[float, ...]) -> bytes:
    from PIL import ImageDraw

    image = sheet.render(scale=_SCALE).to_pil().convert("RGB")
    x0, top, x1, bottom = (edge * _SCALE for edge in box)
    pad = _PAD * _SCALE
    ImageDraw.Draw(image).rectangle((x0 - pad, top - pad, x1 + pad, bottom + pad), outline=_INK, width=2)
    upper, lower = max(0, int(top - _AROUND * _SCALE)), min(image.height, int(bottom + _AROUND * _SCALE))
    written = io.BytesIO()
    image.crop((0, min(upper, image.height - 1), image.width, max(lower, upper + 1))).quantize(32).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()
