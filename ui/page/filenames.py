"""Names of uploaded files, made safe to store and to show."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
_BYTES = 200
"""File systems take 255; the rest is for what programs put behind a name."""
_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
"""What some system does not take in a name."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """The last part of a path as a plain file name of any system: nothing invisible, no characters that turn the
    direction of writing, nothing hidden, not too long; its ending is kept."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if one.isspace() else one for one in last if one.isspace() or _shown(one))
    plain = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(". ")
    if not plain or _DEVICES.match(plain):
        plain = f"_{plain}"
    return _short(plain)


def _shown(character: str) -> bool:
    return unicodedata.category(character)[0] != "C"


def _short(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        stem, dot, ending = name, "", ""
    stem = stem[: LONGEST - len(dot) - len(ending)]
    while len(stem.encode()) > _BYTES - len((dot + ending).encode()):
        stem = stem[:-1]
    return stem.rstrip() + dot + ending
