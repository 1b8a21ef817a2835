"""The numbers Word prints before paragraphs: they are not in the text and are counted out again here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "koreanDigital",
}
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_Node = Any


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: the number it starts with, how a number is written, and the text around it (`%1、`)."""

    start: int
    format: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    _lists: dict[str, tuple[str, dict[int, Level]]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, level: int) -> str:
        """What is printed before the next paragraph of list `number` at `level`; "" for bullets and unknown lists."""
        if number not in self._lists:
            return ""
        family, levels = self._lists[number]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(family, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if levels[level].format == "bullet":
            return ""
        return re.sub(r"%(\d)", lambda hit: _shown(levels, counts, int(hit[1]) - 1), levels[level].text)


def numbering_of(root: _Node | None) -> Numbering:
    """From the root of numbering.xml, or None where a document has none."""
    if root is None:
        return Numbering({})
    families = {node.get(f"{W}abstractNumId"): _levels(node) for node in root.iter(f"{W}abstractNum")}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for node in root.iter(f"{W}num"):
        number = node.get(f"{W}numId")
        family = _value(node.find(f"{W}abstractNumId"))
        levels = dict(families.get(family, {}))
        restarted = False
        for override in node.iter(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            level = int(override.get(f"{W}ilvl") or 0)
            if start is not None and level in levels:
                levels[level] = Level(_number(start, 1), levels[level].format, levels[level].text)
                restarted = True
        lists[number] = (f"num{number}" if restarted else f"family{family}", levels)
    return Numbering(lists)


def _levels(node: _Node) -> dict[int, Level]:
    out = {}
    for level in node.iter(f"{W}lvl"):
        out[int(level.get(f"{W}ilvl") or 0)] = Level(
            _number(level.find(f"{W}start"), 1),
            _value(level.find(f"{W}numFmt")) or "decimal",
            _value(level.find(f"{W}lvlText")) or "",
        )
    return out


def _value(node: _Node | None) -> str:
    return (node.get(f"{W}val") or "") if node is not None else ""


def _number(node: _Node | None, default: int) -> int:
    value = _value(node)
    return int(value) if re.fullmatch(r"\d{1,6}", value) else default


def _shown(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    if level not in levels:
        return ""
    return written(counts.get(level, levels[level].start), levels[level].format)


def written(number: int, format: str) -> str:
    """`number` as a list of that format writes it; decimal where the format is not known."""
    if format in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens] + "十") + (
            _HAN[ones] if ones or not tens else ""
        )
    if format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if format in ("ideographTraditional",) and 0 < number <= 10:
        return _STEMS[number - 1]
    if format in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if format == "upperLetter" else 97) + number - 1)
    if format in ("upperRoman", "lowerRoman") and 0 < number < 90:
        return _roman(number) if format == "upperRoman" else _roman(number).lower()
    if format == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    return "" if format == "none" else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out += sign
            number -= value
    return out
