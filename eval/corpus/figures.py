"""The numbers behind a report: drawn so that the template's arithmetic holds within a year and from year to year."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

from eval.corpus.names import Agency
from eval.corpus.template import (
    APPLICANTS,
    ARTICLES,
    CARRIED_IN,
    CARRIED_OUT,
    DISPUTE_GROUPS,
    ORGANISATIONS,
    RECEIVED,
    STATS,
    TOTAL,
    outcomes,
)  # fmt: skip

Key = tuple[str, str | None]
Cells = dict[Key, Decimal]
"""(metric, applicant) -> value."""

_SCALE = {"city": 260, "county": 90, "department": 22, "town": 3}
_NATURAL = "applicant.natural_person"


@dataclass(slots=True)
class Memory:
    """What one year leaves to the next: requests carried over by applicant, the stock of documents and items."""

    carried: dict[str, int] = field(default_factory=dict)
    stock: dict[str, int] = field(default_factory=dict)


def template_of(year: int) -> str:
    return "T0" if year <= 2018 else "T19" if year <= 2020 else "T21"


def cells(agency: Agency, year: int, memory: Memory, chance: random.Random) -> Cells:
    """All cells of one report's tables; `memory` is brought forward."""
    template, scale = template_of(year), _SCALE[agency.level]
    if template == "T0":
        return _stats(scale, chance)
    quiet = agency.level in ("department", "town") and chance.random() < 0.12
    made = _articles(template, scale, memory, chance)
    made.update(_requests(template, 0 if quiet else scale, memory, chance))
    made.update(_disputes(0 if quiet else scale, chance))
    return {key: Decimal(value) for key, value in made.items()}


def _count(mean: float, chance: random.Random) -> int:
    """Counts as they occur: often zero, sometimes far above the mean."""
    return 0 if mean <= 0 else int(chance.expovariate(1 / mean) + 0.35)


def _requests(template: str, scale: int, memory: Memory, chance: random.Random) -> Cells:
    made: dict[Key, int] = {}
    keys = outcomes(template)
    weights = [
        30 if key.endswith("granted") else 12 if key.endswith(("partial", "not_held")) else chance.choice((0, 1, 4))
        for key in keys
    ]
    for applicant in (_NATURAL, *ORGANISATIONS):
        new = _count(scale if applicant == _NATURAL else scale * chance.choice((0, 0, 0.1, 0.3)), chance)
        before = memory.carried.get(applicant, 0)
        after = min(new + before, _count((new + before) * 0.12, chance))
        memory.carried[applicant] = after
        done = chance.choices(keys, weights, k=new + before - after)
        made.update({(key, applicant): done.count(key) for key in keys})
        made.update(
            {
                (RECEIVED, applicant): new,
                (CARRIED_IN, applicant): before,
                (CARRIED_OUT, applicant): after,
                (TOTAL, applicant): len(done),
            }
        )
    rows = {metric for metric, _ in made}
    made.update(
        {
            (row, "applicant.total"): sum(made[row, who] for who in APPLICANTS if who != "applicant.total")
            for row in rows
        }
    )
    return {key: Decimal(value) for key, value in made.items()}


def _disputes(scale: int, chance: random.Random) -> Cells:
    made: Cells = {}
    for group, _ in DISPUTE_GROUPS:
        drawn = {
            result: Decimal(_count(scale * part, chance) if scale else 0)
            for result, part in (("upheld", 0.04), ("corrected", 0.015), ("other", 0.01), ("pending", 0.01))
        }
        made.update({(f"{group}.{result}", None): value for result, value in drawn.items()})
        made[f"{group}.total", None] = sum(drawn.values(), Decimal(0))
    return made


def _articles(template: str, scale: int, memory: Memory, chance: random.Random) -> Cells:
    made: Cells = {}
    for article, _, columns, rows in ARTICLES[template]:
        for row, _ in rows:
            values = _article_row(template, article, row, [key for key, _ in columns], scale, memory, chance)
            made.update({(f"disclosure.{article}.{row}.{column}", None): value for column, value in values.items()})
    return made


def _article_row(template: str, article: str, row: str, columns: list[str], scale: int, memory: Memory,
                 chance: random.Random) -> dict[str, Decimal]:  # fmt: skip
    if article == "art20_1":
        return _documents(template, 0 if row == "rules" and scale < 200 else scale, row, memory, chance)
    if article in ("art20_5", "art20_6", "art20_8") and template == "T19":
        before = memory.stock.get(f"items.{row}", _count(scale * 0.6, chance))
        change = chance.choice((0, 0, 1, 3, -1, -2)) if before > 2 else 0
        memory.stock[f"items.{row}"] = before + change
        made = {"items_prev": before, "items_change": change, "decisions": _count(scale * 18, chance)}
        return {column: Decimal(made[column]) for column in columns}
    if article == "art20_8":
        return {"amount_wan": Decimal(_count(scale * 400, chance)) / Decimal(chance.choice((1, 100)))}
    if article == "art20_9":
        return {"items": Decimal(_count(scale, chance)), "amount": Decimal(_count(scale * 9000, chance))}
    return {"decisions": Decimal(_count(scale * (18 if row != "coercion" else 2), chance))}


def _documents(template: str, scale: int, row: str, memory: Memory, chance: random.Random) -> dict[str, Decimal]:
    key = f"{template}.{row}"
    held = memory.stock.get(key, _count(scale * 0.5, chance))
    new = _count(scale * 0.1, chance)
    if template == "T21":
        gone = min(held + new, _count(scale * 0.06, chance))
        memory.stock[key] = held + new - gone
        return {"issued": Decimal(new), "repealed": Decimal(gone), "effective": Decimal(held + new - gone)}
    shown = min(new, _count(new, chance))
    memory.stock[key] = held + shown
    return {"made_new": Decimal(new), "published_new": Decimal(shown), "published_total": Decimal(held + shown)}


def _stats(scale: int, chance: random.Random) -> Cells:
    size = {"total": 30, "website": 20, "weibo": 8, "wechat": 10, "other": 2, "trainees": 3, "online": 0.6}
    keys = [key for key, _, _ in STATS if key]
    return {(key, None): Decimal(_count(scale * size.get(key.rsplit(".", 1)[-1], 0.2), chance)) for key in keys}
