"""Arithmetic that an answer shows: built as text, and worked out again from that text when it is verified."""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.phrases import plain

_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-", "（": "(", "）": ")"})
_OPERATORS: dict[str, tuple[int, Callable[[Decimal, Decimal], Decimal]]] = {
    "+": (1, operator.add),
    "-": (1, operator.sub),
    "*": (2, operator.mul),
    "/": (2, operator.truediv),
}
_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([-+*/()]))")
_GROWN = re.compile(r"\(-?[\d.]+ − (-?[\d.]+)\) ÷ \1 × 100 = ")
_BY_PERIOD = re.compile(r"^[\d.]+ ÷ (12|4|52|36[56]) = ")
PLACES = 2


def rounded(number: Decimal, places: int = PLACES) -> Decimal:
    """To so many places, halves away from zero (四舍五入)."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def added(numbers: Iterable[Decimal]) -> str:
    """4 + 3 = 7."""
    parts = list(numbers)
    return f"{' + '.join(map(plain, parts))} = {plain(sum(parts, Decimal(0)))}"


def averaged(numbers: Iterable[Decimal], count: int) -> str:
    """(4 + 3) ÷ 2 = 3.5, of `count` reports."""
    parts = list(numbers)
    mean = rounded(sum(parts, Decimal(0)) / count)
    return f"({' + '.join(map(plain, parts))}) ÷ {count} = {plain(mean)}"


def shared(part: Iterable[Decimal], whole: Iterable[Decimal], less: Iterable[Decimal] = ()) -> str:
    """(2 + 1) ÷ (10 − 1) × 100 = 33.33; raises ZeroDivisionError where the whole is nothing."""
    above, below, minus = list(part), list(whole), list(less)
    base = sum(below, Decimal(0)) - sum(minus, Decimal(0))
    if base == 0:
        raise ZeroDivisionError
    value = rounded(sum(above, Decimal(0)) * 100 / base)
    lower = " + ".join(map(plain, below)) + "".join(f" − {plain(number)}" for number in minus)
    return f"{_grouped(' + '.join(map(plain, above)))} ÷ {_grouped(lower)} × 100 = {plain(value)}"


def compared(later: Decimal, earlier: Decimal) -> str:
    """18 − 15 = 3."""
    return f"{plain(later)} − {plain(earlier)} = {plain(later - earlier)}"


def grown(later: Decimal, earlier: Decimal) -> str:
    """(18 − 15) ÷ 15 × 100 = 20; raises ZeroDivisionError where there was nothing before."""
    if earlier == 0:
        raise ZeroDivisionError
    change = rounded((later - earlier) * 100 / earlier)
    return f"({plain(later)} − {plain(earlier)}) ÷ {plain(earlier)} × 100 = {plain(change)}"


def divided(one: Decimal, two: Decimal) -> str:
    """258 ÷ 3 = 86."""
    return f"{plain(one)} ÷ {plain(two)} = {plain(rounded(one / two))}"


def multiplied(one: Decimal, two: Decimal) -> str:
    """12 × 5000 = 60000."""
    return f"{plain(one)} × {plain(two)} = {plain(one * two)}"


def period(formula: str) -> Decimal | None:
    """The months, quarters, weeks or days of a year that a formula divides by."""
    hit = _BY_PERIOD.search(formula)
    return Decimal(hit[1]) if hit else None


def counted(reports: int) -> str:
    """N = 9: how many reports."""
    return f"N = {reports}"


def count_in(formula: str) -> int | None:
    """The number of reports that a formula only counts; None for arithmetic."""
    return int(formula[4:]) if formula.startswith("N = ") and formula[4:].isdigit() else None


def base(formula: str) -> Decimal | None:
    """The number that a growth rate takes twice, from one place: 15 in (18 − 15) ÷ 15 × 100; None in other formulas."""
    hit = _GROWN.match(formula)
    return Decimal(hit[1]) if hit else None


def _grouped(terms: str) -> str:
    return f"({terms})" if " " in terms else terms


def result(formula: str) -> Decimal:
    """The number behind the last `=`."""
    return Decimal(formula.rsplit("=", 1)[1].strip())


def operands(formula: str) -> Counter[Decimal]:
    """The numbers before the `=`, each as often as it stands there. Raises ValueError where that is no arithmetic."""
    return Counter(token for token in _tokens(formula.rsplit("=", 1)[0]) if isinstance(token, Decimal))


def holds(formula: str) -> bool:
    """Whether the arithmetic comes out as printed, to the places printed."""
    try:
        stated = result(formula)
        return rounded(_worked(_tokens(formula.rsplit("=", 1)[0])), max(0, -int(stated.as_tuple().exponent))) == stated
    except (ValueError, ZeroDivisionError, InvalidOperation, IndexError):
        return False


def _tokens(expression: str) -> list[Decimal | str]:
    """Numbers and signs; a minus that follows no number belongs to the number after it."""
    text, at, found = expression.translate(_SIGNS).strip(), 0, list[Decimal | str]()
    while at < len(text):
        hit = _TOKEN.match(text, at)
        if hit is None:
            raise ValueError(expression)
        at = hit.end()
        if hit[1] and found[-1:] == ["-"] and (len(found) == 1 or found[-2] in ("(", *_OPERATORS)):
            found[-1] = -Decimal(hit[1])
        else:
            found.append(Decimal(hit[1]) if hit[1] else hit[2])
    return found


def _worked(tokens: list[Decimal | str]) -> Decimal:
    """The value of infix tokens, by two stacks (a sum over a large library is too deep for recursion)."""
    numbers: list[Decimal] = []
    signs: list[str] = []
    ended = False  # whether what stands to the left can be added to
    for token in tokens:
        if ended == (isinstance(token, Decimal) or token == "("):
            raise ValueError(token)
        ended = isinstance(token, Decimal) or token == ")"
        if isinstance(token, Decimal):
            numbers.append(token)
        elif token == "(":
            signs.append(token)
        elif token == ")":
            _reduce(numbers, signs, 0)
            signs.pop()
        else:
            _reduce(numbers, signs, _OPERATORS[token][0])
            signs.append(token)
    _reduce(numbers, signs, 0)
    if signs or len(numbers) != 1:
        raise ValueError(tokens)
    return numbers[0]


def _reduce(numbers: list[Decimal], signs: list[str], least: int) -> None:
    """Work out the signs on top that bind at least as tightly as `least`."""
    while signs and signs[-1] != "(" and _OPERATORS[signs[-1]][0] >= least:
        right, left = numbers.pop(), numbers.pop()
        numbers.append(_OPERATORS[signs.pop()][1](left, right))
