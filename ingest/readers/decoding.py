"""Bytes -> text: the encodings that Chinese reports come in."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_COMMON = re.compile("[的和是在公开开開信息年度报告報政府工作主动動申请請情况況一二三四五六条條第]")
_HAN = re.compile("[\u4e00-\u9fff]")
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1a\x80-\x9f]")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
# Sites that say gb2312 or gbk serve characters outside them; GB18030 holds both.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "utf-16": "utf-8",
    "iso-8859-1": "",
    "us-ascii": "",
    "windows-1252": "",
}
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


def decode(data: bytes, stated: str | None = None) -> str | None:
    """The text of `data`, or None where no encoding fits. Order: byte order mark, the encoding stated, strict UTF-8,
    then the one of GB18030, Big5 and UTF-16 whose text reads most like a report; last charset-normalizer's guess."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data, name)
    if stated and (text := _strict(data, _WIDER.get(stated.lower(), stated))) is not None:
        return text
    if (text := _strict(data, "utf-8")) is not None and "\x00" not in text:
        return text
    best = max(
        ((_score(text), text) for name in _CANDIDATES if (text := _near(data, name)) is not None),
        default=(0.0, ""),
        key=lambda pair: pair[0],
    )
    return best[1] if best[0] > 0 else _guess(data)


def stated_charset(head: bytes) -> str | None:
    """The charset an HTML head or XML declaration names."""
    found = _CHARSET.search(head) or re.search(rb"""<\?xml[^>]*encoding=["']([A-Za-z0-9_\-]+)""", head)
    return found.group(1).decode("ascii") if found else None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name) if name else None
    except (UnicodeDecodeError, LookupError):
        return None


def _near(data: bytes, name: str) -> str | None:
    """Decoded, if all but a few bytes fit: a page cut in the middle of a character is still that encoding."""
    text = data.decode(name, "replace")
    return text if text.count("\ufffd") <= max(2, len(text) // 500) else None


def _lenient(data: bytes, name: str) -> str:
    return data.decode(name, "replace").lstrip("\ufeff")


def _score(text: str) -> float:
    """How much it reads like Chinese: common characters among the Han, less what no report holds."""
    if not text:
        return 0.0
    han = len(_HAN.findall(text))
    return (3 * len(_COMMON.findall(text)) + 0.2 * han - 30 * len(_STRANGE.findall(text))) / len(text)


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 18]).best()
    if best is None or b"\x00" in data:
        return None
    return _lenient(data, best.encoding)
