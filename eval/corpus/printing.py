"""What stands in the cells: how numbers are printed, which cells are left blank, which faults the agency made."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from eval.corpus.figures import Cells, Key
from eval.corpus.template import (
    APPLICANTS,
    CARRIED_IN,
    CARRIED_OUT,
    DISPUTE_GROUPS,
    ORGANISATIONS,
    RECEIVED,
    RESULTS,
    TOTAL,
    outcomes,
)  # fmt: skip

State = Literal["number", "blank", "unreadable"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell as printed, and what a careful reader makes of it. `value` is None unless state is `number`."""

    text: str
    state: State
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that the printed numbers break, and where (an applicant, a row or a group of disputes)."""

    rule: str
    where: str


FEE = "disclosure.art20_8.admin_fee.amount_wan"
CELL_QUIRKS = (
    "blank_columns", "blank_totals", "dashes", "full_width", "commas", "double_zero", "fee_yuan", "split_digits",
)  # fmt: skip


def printed(cells: Cells, quirks: frozenset[str], chance: random.Random) -> dict[Key, Printed]:
    """Every cell as the report prints it, under the quirks chosen."""
    made = {key: Printed(f"{value:f}", "number", value) for key, value in cells.items()}
    for quirk in CELL_QUIRKS:
        if quirk in quirks:
            _QUIRKS[quirk](made, chance)
    return made


def _blank(made: dict[Key, Printed], keys: list[Key], text: str = "") -> None:
    made.update({key: Printed(text, "blank", None) for key in keys})


def _blank_columns(made: dict[Key, Printed], chance: random.Random) -> None:
    """Results where only 总计 is filled in."""
    _blank(
        made, [(metric, who) for metric, who in made if who and who != "applicant.total" and metric.startswith(RESULTS)]
    )


def _blank_totals(made: dict[Key, Printed], chance: random.Random) -> None:
    _blank(made, [key for key in made if key[1] == "applicant.total"])


def _dashes(made: dict[Key, Printed], chance: random.Random) -> None:
    mark = chance.choice(("-", "/", "—"))
    _blank(made, [key for key, cell in made.items() if cell.value == 0 and key[1]], mark)


def _rewrite(made: dict[Key, Printed], wanted: Callable[[Key, Printed], bool], text: Callable[[str], str]) -> None:
    for key, cell in list(made.items()):
        if cell.state == "number" and wanted(key, cell):
            made[key] = Printed(text(cell.text), "number", cell.value)


def _full_width(made: dict[Key, Printed], chance: random.Random) -> None:
    wide = {48 + digit: 0xFF10 + digit for digit in range(10)}
    _rewrite(made, lambda key, _: bool(key[1]), lambda text: text.translate(wide))


def _commas(made: dict[Key, Printed], chance: random.Random) -> None:
    _rewrite(
        made, lambda _, cell: cell.value is not None and abs(cell.value) >= 1000, lambda text: f"{Decimal(text):,f}"
    )


def _split_digits(made: dict[Key, Printed], chance: random.Random) -> None:
    """1 2 for 12, as some exports leave it; one column only."""
    who = chance.choice(("applicant.natural_person", "applicant.total"))
    _rewrite(made, lambda key, cell: key[1] == who and cell.text.isdigit(), " ".join)


def _double_zero(made: dict[Key, Printed], chance: random.Random) -> None:
    zeros = [key for key, cell in made.items() if cell.value == 0 and key[0].startswith("disclosure")]
    if zeros:
        made[chance.choice(zeros)] = Printed("00", "number", Decimal(0))


def _fee_yuan(made: dict[Key, Printed], chance: random.Random) -> None:
    """元 where the column says 万元; the cell itself says so."""
    cell = made.get((FEE, None))
    if cell and cell.value:
        made[FEE, None] = Printed(f"{int(cell.value * 10000)}元", "number", cell.value)


_QUIRKS: dict[str, Callable[[dict[Key, Printed], random.Random], None]] = {
    "blank_columns": _blank_columns, "blank_totals": _blank_totals, "dashes": _dashes, "full_width": _full_width,
    "commas": _commas, "double_zero": _double_zero, "fee_yuan": _fee_yuan,
    "split_digits": _split_digits,
}  # fmt: skip


def spoiled(cells: Cells, chance: random.Random) -> Cells:
    """`cells` with one typing fault an agency could make."""
    keys = [
        key
        for key in cells
        if key[0] in (CARRIED_OUT, TOTAL) and key[1] in ("applicant.total", "applicant.natural_person")
    ]
    keys += [
        key for key in cells if key[0].endswith((".granted", ".not_held")) and key[1] == "applicant.natural_person"
    ]
    keys += [(f"{group}.total", None) for group, _ in DISPUTE_GROUPS if (f"{group}.total", None) in cells]
    if not keys:
        return cells
    key = chance.choice(keys)
    return {**cells, key: cells[key] + chance.choice((1, 2, 10))}


def faults(cells: Cells, template: str) -> list[Fault]:
    """The rules A1 to A4 that these cells break."""
    if template == "T0":
        return []
    found = []
    for who in APPLICANTS:
        if cells[RECEIVED, who] + cells[CARRIED_IN, who] != cells[TOTAL, who] + cells[CARRIED_OUT, who]:
            found.append(Fault("A1", who))
        if cells[TOTAL, who] != sum(cells[key, who] for key in outcomes(template)):
            found.append(Fault("A2", who))
    for row in (RECEIVED, CARRIED_IN, *outcomes(template), TOTAL, CARRIED_OUT):
        parts = sum(cells[row, who] for who in ("applicant.natural_person", *ORGANISATIONS))
        if cells[row, "applicant.total"] != parts:
            found.append(Fault("A3", row))
    for group, _ in DISPUTE_GROUPS:
        parts = sum(cells[f"{group}.{result}", None] for result in ("upheld", "corrected", "other", "pending"))
        if cells[f"{group}.total", None] != parts:
            found.append(Fault("A4", group))
    return found
