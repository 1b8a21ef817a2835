"""What a cell of a standard table says: a number, nothing, or something that cannot be read safely."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ingest.report import State

_BLANK = re.compile(r"^[\s\-—–_/／\\﹣－·.。*]*$|^(?:无|空|无此项|不涉及|N/?A)$", re.IGNORECASE)
_NUMBER = re.compile(r"^(?P<sign>[+\-−﹣－]|增加?|减少?)?\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?\s*(?P<unit>万元|元|件|项|条|个|份|宗)?$")
_SPLIT = re.compile(r"^\d+(?:\s+\d+)+$")
_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class CellValue:
    """`state` with its `value`; `unit` where the cell prints one; `readings` are the numbers a split one may mean."""

    state: State
    value: Decimal | None = None
    unit: str | None = None
    readings: tuple[Decimal, ...] = ()


def read_cell(text: str) -> CellValue:
    """A dash, a slash, 无 and nothing are blank, never 0; 1 2 is unreadable until a sum confirms 12."""
    words = unicodedata.normalize("NFKC", text).replace("\xa0", " ").strip()
    if _UNREADABLE in words:
        return CellValue("unreadable")
    if _BLANK.match(words):
        return CellValue("blank")
    if hit := _NUMBER.match(words):
        return CellValue("number", _value(hit), hit["unit"])
    if _SPLIT.match(words):
        return CellValue("unreadable", readings=(Decimal(re.sub(r"\s", "", words)),))
    return CellValue("unreadable")


def _value(hit: re.Match[str]) -> Decimal:
    try:
        value = Decimal(hit["digits"].replace(",", "") + (hit["decimals"] or ""))
    except InvalidOperation:  # pragma: no cover - the pattern admits digits only
        return Decimal(0)
    return -value if hit["sign"] and hit["sign"][0] in "-−﹣－减" else value
