"""Whether one line of text goes on in the next: lines broken at a fixed width, sentences broken by a page end."""

from __future__ import annotations

import re
import unicodedata

_ENDED = re.compile(r"[。！？!?；;：:…]['\"”’」』）)】\]]*$|\.$")
_NUMBERED = re.compile(
    r"[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*[、.．，]|\d{1,2}\s*[、.．](?!\d)|\d{1,2}[）)]"
    r"|第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,2}是|[-•●·◆■※★]\s?|[①-⑳]|附[件表注：:]|[（(]?此件"
)
_LABEL = re.compile(r"[^，。；、,;]{1,12}[:：]")
_DATE = re.compile(r"[（(]?[二\d][\d〇○零一二三四五六七八九十]{3}\s*年.{1,3}月(?:.{1,3}日)?[）)]?$")
_INNER = re.compile("[，,。；;、]")
_UNIT_NEXT = re.compile(r"[年月日件条篇次个项万亿元人份期场号%％余多]")
_OPENING, _CLOSING = "（(《“「『【〔", "）)》”」』】〕"
_TITLE = re.compile(r"(?:报告|報告|年报|年報|情况|公告|通知|概述|目录)$")


def goes_on(before: str, after: str, usual: int = 0) -> bool:
    """Whether `after` continues the paragraph `before`. `usual` is the width, in columns, at which the text around
    breaks its lines, 0 where it does not."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or _ENDED.search(before) or is_start(after):
        return False
    if _open_bracket(before) or before[-1] in "，,、":
        return not _LABEL.match(after) or _open_bracket(before)
    if before[-1].isdigit() and _UNIT_NEXT.match(after):
        return True
    if (
        _LABEL.match(after)
        or (_TITLE.search(before) and len(before) <= 40)
        or (is_start(before) and not _INNER.search(before))
    ):
        return bool(usual) and _reaches(before, usual) and len(before) > 60
    tail = re.split(r"[。；;！？]", before)[-1]
    if _INNER.search(before) and len(before) >= 20 and (len(tail) < len(before) or len(before) >= 30):
        return True
    return bool(usual) and _reaches(before, usual)


def is_start(text: str) -> bool:
    """Whether `text` begins like a heading, a list item, a date line or a remark of its own."""
    return bool(_NUMBERED.match(text) or _DATE.fullmatch(text.strip()))


def ended(text: str) -> bool:
    """Whether `text` closes a sentence."""
    return bool(_ENDED.search(text.rstrip()))


def glue(before: str, after: str) -> str:
    """What stands between two lines joined: a space between Latin words, else nothing."""
    one, two = before[-1:], after[:1]
    latin = one.isascii() and two.isascii() and (one.isalpha() or one in ",;:") and two.isalpha()
    return " " if latin else ""


def usual_width(lines: list[str]) -> int:
    """The width at which most long lines break, 0 where lines are whole paragraphs."""
    widths = [width(line) for line in lines if line.strip()]
    long = sorted(w for w in widths if w >= 30)
    if len(long) < 5 or long[-1] > 130:
        return 0
    edge = long[int(len(long) * 0.9)]
    near = sum(edge - 8 <= w <= edge + 4 for w in long)
    return edge if near >= 0.6 * len(long) and near >= 5 else 0


def width(text: str) -> int:
    """Columns `text` takes up: a Chinese character two, a digit one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _reaches(line: str, usual: int) -> bool:
    """Whether the last of the lines joined so far comes within a few characters of the usual width."""
    last = width(line) % usual if width(line) > usual + 4 else width(line)
    return last >= usual - 8 or (last <= 4 and width(line) > usual)


def _open_bracket(text: str) -> bool:
    tail = text[-200:]
    return any(tail.count(a) > tail.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True))
