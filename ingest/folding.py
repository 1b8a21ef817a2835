"""Text as it is compared: simplified, half-width, unspaced; with the way back to the characters as printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, starmap

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇"
# Web pages converted between scripts carry the reading behind the character: 發(fā)展.
_READING = re.compile(rf"(?<=[{_HAN}])(?:\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ]{{1,6}}\))+")
_WIDE = rf"[{_HAN}，。；：、！？（）《》〈〉“”‘’〔〕【】—…]"
# A space beside a Chinese character or mark carries no meaning; between digits or Latin words it does.
_SPACE = re.compile(rf"(?<={_WIDE})\s+|\s+(?={_WIDE})|[\u200b\ufeff\u00ad]")
_DROPPED = re.compile(r"[\s(\u200b\ufeff\u00ad]")
"""Where none of these stands, neither rule applies."""
_KEEP = frozenset("，：；！？（）“”‘’")
_ORDINARY = re.compile("[\t\n\x20-\x7e\u4e00-\u9fff，。；：！？（）“”‘’、《》「」『』【】〔〕…—·]*")
_MARKS = frozenset("，。；：！？（）“”‘’、《》〈〉「」『』【】〔〕…—·～")


@cache
def _converter():  # type: ignore[no-untyped-def]
    import opencc

    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters to simplified ones, one for one."""
    if text.isascii():
        return text
    converted = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_converter().convert(char)[:1] or char for char in text)


class _HalfWidths(dict[int, str]):
    """What str.translate() puts for each character, worked out as they come up."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = char if char in _KEEP else unicodedata.normalize("NFKC", char)
        self[code] = plain if len(plain) == 1 else char
        return self[code]


_HALF_WIDTH = _HalfWidths()


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` for matching; `origin[i]` is where its character i stands in the source."""

    text: str
    origin: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of characters [start, end) of `text`."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return at, at
        return self.origin[start], self.origin[end - 1] + 1


def fold(source: str) -> Folded:
    """`source` in simplified characters and half-width digits, without spaces around Chinese."""
    text = simplify(source.translate(_HALF_WIDTH))
    kept = _kept(text)
    return Folded("".join(text[start:end] for start, end in kept), tuple(chain.from_iterable(starmap(range, kept))))


def folded(source: str) -> str:
    """Only the text of fold()."""
    text = simplify(source.translate(_HALF_WIDTH))
    return "".join(text[start:end] for start, end in _kept(text))


def _kept(text: str) -> list[tuple[int, int]]:
    """The pieces of `text` without readings and without spaces that carry no meaning, as [start, end)."""
    if not _DROPPED.search(text):
        return [(0, len(text))]
    dropped = sorted(hit.span() for rule in (_READING, _SPACE) for hit in rule.finditer(text))
    ends = [0, *accumulate((end for _, end in dropped), max)]
    return list(zip(ends, [*(start for start, _ in dropped), len(text)], strict=True))


def bared(text: str) -> str:
    """`text` with every digit and letter in its plain form, in simplified characters, without invisible ones."""
    if _ORDINARY.fullmatch(text):
        return simplify(text)
    out = []
    for char in text:
        kind = unicodedata.category(char)
        if kind in ("Cf", "Mn", "Me", "Co", "Cn") or (kind == "Cc" and char not in "\n\t"):
            continue
        if kind == "Nd" and not char.isascii():
            char = str(unicodedata.digit(char))
        out.append(char if char.isascii() or char in _MARKS else unicodedata.normalize("NFKC", char))
    return simplify("".join(out))
