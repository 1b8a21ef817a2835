"""What a cell of a standard table says: a number, nothing, or something that cannot be read safely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.report import State

# Only what is certainly a digit or a mark of one: full NFKC would make 51 of 5① and 52 of 5².
_HALF = (
    {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u3000\xa0\u2002\u2003\u2009"), " ")
    | dict.fromkeys(map(ord, "−﹣–"), "-")
    | str.maketrans("萬個項條無場", "万个项条无场")
)
_BLANK = re.compile(r"[\s\-—―_/\\·.。*()]*|无|空|空白|无此项|不涉及|不适用|N/?A", re.IGNORECASE)
_UNIT = r"(?P<unit>万元|元|件次|人次|件|项|条|个|份|宗|次|人|篇|期|场)"
_NUMBER = re.compile(
    r"(?P<sign>[+-]|增加?|减少?)?\s*(?P<digits>\d{1,3}(?:,\d{3})+|0{1,2}|[1-9]\d*|0(?=\.))(?P<decimals>\.\d+)?\s*"
    rf"\(?(?:{_UNIT})?\)?")  # fmt: skip
_SPLIT = re.compile(r"\d+(?:\s+\d+)+(?:\.\d+)?")
_UNIT_ONLY = re.compile(rf"\(?(?:单位:)?{_UNIT}\)?")
_LOST = "\ufffd"
"""What OCR leaves where there is ink that it cannot read."""


@dataclass(frozen=True, slots=True)
class CellValue:
    """`state` with its `value`; `unit` where the cell prints one; `readings` are the numbers a split one may mean."""

    state: State
    value: Decimal | None = None
    unit: str | None = None
    readings: tuple[Decimal, ...] = ()


BLANK = CellValue("blank")
UNREADABLE = CellValue("unreadable")


def read_cell(text: str) -> CellValue:
    """A dash, a slash, 无 and nothing are blank, never 0; 1 2 is unreadable until a sum confirms 12."""
    words = half_width(text)
    if _LOST in words:
        return UNREADABLE
    if _BLANK.fullmatch(words):
        return BLANK
    if hit := _NUMBER.fullmatch(words):
        return CellValue("number", _value(hit), hit["unit"])
    if _SPLIT.fullmatch(words):
        return CellValue("unreadable", readings=(Decimal(re.sub(r"\s", "", words)),))
    return UNREADABLE


def half_width(text: str) -> str:
    """Full-width digits and marks as half-width ones, units in simplified characters, outer spaces gone."""
    return text.translate(_HALF).strip()


def unit_of(text: str) -> str | None:
    """The unit of a cell that holds nothing else, as 万元 beside an amount."""
    hit = _UNIT_ONLY.fullmatch(re.sub(r"\s", "", half_width(text)))
    return hit["unit"] if hit else None


def is_value(text: str) -> bool:
    """Whether a cell holds what a value cell holds: a number, split or damaged ones included, or a mark for none."""
    words = half_width(text)
    return bool(_NUMBER.fullmatch(words) or _SPLIT.fullmatch(words) or _LOST in words or _BLANK.fullmatch(words))


def _value(hit: re.Match[str]) -> Decimal:
    value = Decimal(hit["digits"].replace(",", "") + (hit["decimals"] or ""))
    return -value if hit["sign"] and hit["sign"][0] in "-减" else value
