"""Arithmetic that an answer shows: built as text, and worked out again from that text when it is verified."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from assistant.phrases import plain

_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-", "（": "(", "）": ")"})
_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
PLACES = 2


def added(numbers: Iterable[Decimal]) -> str:
    """4 + 3 = 7."""
    parts = list(numbers)
    return f"{' + '.join(map(plain, parts))} = {plain(sum(parts, Decimal(0)))}"


def averaged(numbers: Iterable[Decimal], count: int) -> str:
    """(4 + 3) ÷ 2 = 3.5, of `count` reports."""
    parts = list(numbers)
    mean = round(sum(parts, Decimal(0)) / count, PLACES)
    return f"({' + '.join(map(plain, parts))}) ÷ {count} = {plain(mean)}"


def shared(part: Iterable[Decimal], whole: Iterable[Decimal], less: Iterable[Decimal] = ()) -> str:
    """(2 + 1) ÷ (10 − 1) × 100 = 33.33; raises ZeroDivisionError where the whole is nothing."""
    above, below, minus = list(part), list(whole), list(less)
    base = sum(below, Decimal(0)) - sum(minus, Decimal(0))
    if base == 0:
        raise ZeroDivisionError
    value = round(sum(above, Decimal(0)) * 100 / base, PLACES)
    lower = " + ".join(map(plain, below)) + "".join(f" − {plain(number)}" for number in minus)
    return f"{_grouped(' + '.join(map(plain, above)))} ÷ {_grouped(lower)} × 100 = {plain(value)}"


def _grouped(terms: str) -> str:
    return f"({terms})" if " " in terms else terms


def result(formula: str) -> Decimal:
    """The number behind the last `=`."""
    return Decimal(formula.rsplit("=", 1)[1].strip())


def operands(formula: str) -> frozenset[Decimal]:
    """The numbers before the `=`. Raises ValueError where that is no arithmetic."""
    return frozenset(
        Decimal(str(node.value)) for node in ast.walk(_parsed(formula)) if isinstance(node, ast.Constant))


def holds(formula: str) -> bool:
    """Whether the arithmetic comes out as printed, to the places printed."""
    try:
        stated = result(formula)
        return round(_worked(_parsed(formula).body), max(0, -int(stated.as_tuple().exponent))) == stated
    except (ValueError, ZeroDivisionError, InvalidOperation, IndexError):
        return False


def _parsed(formula: str) -> ast.Expression:
    try:
        return ast.parse(formula.rsplit("=", 1)[0].translate(_SIGNS).strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(formula) from error


def _worked(node: ast.expr) -> Decimal:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Decimal(str(node.value))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_worked(node.left), _worked(node.right))
    raise ValueError(ast.dump(node))
