"""Sentences from parts: choices in brackets, slots in braces, quantities as agencies print them."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as printed in prose, and what it means. `value` is in base units."""

    metric: str
    value: Decimal
    unit: str
    qualifier: str
    printed: str
    sentence: str = ""
    section: str = "overview"


@cache
def wordings() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))


def chosen(pattern: str, chance: random.Random) -> str:
    """`pattern` with each `[a|b]` decided."""
    return _CHOICE.sub(lambda match: chance.choice(match[1].split("|")), pattern)


def variants(pattern: str) -> int:
    """How many texts a pattern can become."""
    count = 1
    for match in _CHOICE.finditer(pattern):
        count *= len(match[1].split("|"))
    return count


def filled(pattern: str, chance: random.Random, **slots: object) -> str:
    return chosen(pattern, chance).format(**slots)


def quantity(metric: str, value: int, unit: str, chance: random.Random, plain: bool = False) -> Quantity:
    """`value` printed as an agency might: 24条, 24 条, 二十四条, 1.2万条, 450余条, 近500条."""
    style = chance.random()
    if plain or value < 2:
        return Quantity(metric, Decimal(value), unit, "exact", _printed(value, chance) + unit)
    if value >= 10000 and style < 0.5:
        return _in_ten_thousands(metric, value, unit, chance)
    if value >= 100 and style < 0.12:
        rounded = value // 10 * 10
        word = chance.choice(("余", "多"))
        return Quantity(metric, Decimal(rounded), unit, word, f"{rounded}{word}{unit}")
    if value >= 50 and style < 0.18:
        word = chance.choice(("近", "约"))
        rounded = (value + 9) // 10 * 10
        return Quantity(metric, Decimal(rounded), unit, word, f"{word}{rounded}{unit}")
    return Quantity(metric, Decimal(value), unit, "exact", _printed(value, chance) + unit)


def _in_ten_thousands(metric: str, value: int, unit: str, chance: random.Random) -> Quantity:
    tens = Decimal(value // 1000) / 10
    word = chance.choice(("", "余", "多"))
    return Quantity(metric, tens * 10000, unit, word or "exact", f"{tens.normalize():f}万{word}{unit}")


def _printed(value: int, chance: random.Random) -> str:
    style = chance.random()
    if 0 < value < 100 and style < 0.08:
        return chinese(value)
    if value >= 1000 and style < 0.1:
        return f"{value:,}"
    if style < 0.2:
        return f" {value} "
    if style < 0.23:
        return str(value).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    return str(value)


def chinese(value: int) -> str:
    """1 to 99 in Chinese numerals, as counts are written (两, not 二, alone)."""
    tens, ones = divmod(value, 10)
    if not tens:
        return "两" if ones == 2 else _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + ("" if not ones else _DIGITS[ones])
