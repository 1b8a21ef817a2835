"""What a file is, by its content; its suffix is not asked."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from ingest.errors import DamagedFile, WrongFormat
from ingest.readers.decoding import decode
from ingest.strings import say

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:div|p|table|span|meta|title|h[1-6])[\s>/]", re.IGNORECASE
)
_HTML_START = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml|html|head|body|meta|div|p|table|span|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")


def sniff(data: bytes, path: Path) -> str:
    """`pdf`, `html`, `docx`, `image` or `text`. Raises WrongFormat for anything else, DamagedFile for a broken zip."""
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith((_OLE, b"{\\rtf")):
        raise WrongFormat(say("ingest.old_office", file=path.name))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, path)
    return _textual(data, path)


def _zipped(data: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise DamagedFile(say("ingest.archive_damaged", file=path.name)) from error
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.lower().endswith("ofd.xml") for name in names):
        raise WrongFormat(say("ingest.ofd", file=path.name))
    raise WrongFormat(say("ingest.unknown_format", file=path.name))


def _textual(data: bytes, path: Path) -> str:
    if _HTML_START.match(data[:4096]) or len(_HTML.findall(data[: 1 << 16])) >= 3:
        return "html"
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] in (b"\x00\x00\xfe\xff",) or b"\x00" in data[:1000]
    if wide:
        text = decode(data)
        if text is None or _odd(text):
            raise WrongFormat(say("ingest.unknown_format", file=path.name))
        return "html" if len(_HTML.findall(text[: 1 << 16].encode())) >= 3 else "text"
    if len(_BINARY.findall(data[: 1 << 16])) > len(data[: 1 << 16]) // 1000:
        raise WrongFormat(say("ingest.unknown_format", file=path.name))
    return "text"


def _odd(text: str) -> bool:
    sample = text[:20_000]
    strange = sum((char < " " and char not in "\t\r\n\x0c") or char == "\ufffd" for char in sample)
    return strange > max(2, len(sample) // 200)
