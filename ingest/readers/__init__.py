"""Files -> documents: the reader is chosen by what a file holds, not by what it is called."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.errors import DamagedFile, NoText, WrongFormat
from ingest.report import Document
from ingest.strings import say

__all__ = ["read"]

LARGEST = 200 << 20
"""Bytes of a PDF; other formats are bounded by LARGEST_TEXT."""
LARGEST_TEXT = 20 << 20

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<!doctype html|<html|<head|<body|<table|<div|<p[ >]", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def read(path: Path) -> Document:
    """The blocks of a file. Raises the UnreadableFile kinds only, each naming the file and the next step."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamagedFile(say("ingest.unreadable_file", file=path.name, why=error.strerror)) from error
    if not content.strip():
        raise NoText(say("ingest.empty_file", file=path.name))
    if b"%PDF-" in content[:1024]:
        from ingest.readers.pdf import read_pdf

        return read_pdf(path)
    if content.startswith(b"PK\x03\x04"):
        from ingest.readers.archive import read_archive

        return read_archive(path, content)
    if content.startswith(_OLD_OFFICE):
        raise WrongFormat(say("ingest.old_office", file=path.name))
    if content[:4] in (b"\x89PNG", b"GIF8") or content[:3] == b"\xff\xd8\xff" or content[:2] in (b"II", b"MM", b"BM"):
        raise NoText(say("ingest.picture", file=path.name))
    return _text(path, content)


def _text(path: Path, content: bytes) -> Document:
    if len(content) > LARGEST_TEXT:
        raise DamagedFile(say("ingest.too_large", file=path.name, most=LARGEST_TEXT >> 20))
    text = decode(content)
    if text is None:
        raise WrongFormat(say("ingest.unknown_format", file=path.name))
    if _HTML.search(content[:4096]) or _HTML.search(text[:4096].encode("utf-8", "replace")):
        from ingest.readers.html import read_html

        document = read_html(text)
    else:
        from ingest.readers.text import read_text

        document = read_text(text, "markdown" if re.search(r"(?m)^#{1,6} \S|^\|?\s*:?-{3,}", text) else "text")
    if not document.blocks:
        raise NoText(say("ingest.empty_file", file=path.name))
    return document


def decode(content: bytes) -> str | None:
    """The text of `content`: by its byte-order mark, as UTF-8, by the charset a page declares, else the likeliest
    Chinese encoding; None where it is no text."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    if b"\0" in content[:4096]:
        return None
    declared = [hit.decode("ascii").lower() for hit in _CHARSET.findall(content[:4096])]
    for name in ["utf-8", *declared, "gb18030", "big5"]:
        try:
            return content.decode("gb18030" if name in ("gb2312", "gbk") else name)
        except (UnicodeDecodeError, LookupError):
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is not None:
        return str(best)
    text = content.decode("gb18030", "replace")
    return text if text.count("\ufffd") < len(text) / 100 else None
