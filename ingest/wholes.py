"""Which numbers of a sentence are parts of which: 56件，其中…; 56件（…）; 56件：22件、34件."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.numerals import Number

_PIECES = frozenset("条 件 篇 份 项 个 则 部 宗 期 条次 件次 篇次".split())
_OPEN = re.compile(r"其中|包括|分别为|分别是|含(?!义)|[（(]$")
_ANEW = re.compile(
    "同时|另外|另|此外|还|并|我|全年|累计|因|被|组织|开展|举办|召开|发布|编[发印]|接[待听受]|回应|制[定发]|印发|修订|更新|新增|承办"
)
_COMPARED = re.compile(
    r"^(?:(?:比|较|同比|环比|相比|与)[^，,。；;]*)?(?:增[加长多]?|减少?|下降|上升|提高|多|少|降低)了?$|^[比较同环][^，,。；;]{0,12}(?:增|减|升|降|多|少|长|加)|为$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the words around it, and the index of the number it is part of."""

    number: Number
    left: str
    right: str
    clause: tuple[int, int]
    part_of: int | None = None


def parts_of_totals(text: str, start: int, found: list[Quantity]) -> list[Quantity]:
    """Numbers after 其中 (or in the bracket after a number) are parts of the number before it."""
    out = list(found)
    total: int | None = None
    bracket: int | None = None
    at = start
    for index, item in enumerate(out):
        gap = text[at : item.number.start]
        at = item.number.end
        if "）" in gap or ")" in gap:
            bracket = None
        if index and (hit := _OPEN.search(gap)):
            opened = _opened(out, index, gap)
            if hit.group() in "（(" or re.search(r"[（(][^）)]*$", gap):
                bracket = opened
            elif out[opened].part_of is None or "其中" in gap:
                total = opened if bracket is None else total
        elif index and re.search(r"[（(][^）)]*$", gap):
            bracket = index - 1
        if total is not None and _leaves(gap, item, out[total]):
            total = None
        part = bracket if bracket is not None else total
        if part is not None and _is_part(item.number, out[part].number):
            out[index] = replace(item, part_of=part)
    return out


def _opened(found: list[Quantity], index: int, gap: str) -> int:
    """The number that 其中 parts: past what only compares it with another year (8件，比上年减少3件，其中…)."""
    at = index - 1
    while at and "其中" in gap and _COMPARED.search(found[at].left):
        at -= 1
    return at if found[at].number.unit == found[index].number.unit else index - 1


def parts_after_colon(text: str, found: list[Quantity]) -> list[Quantity]:
    """受理56件：公开22件、不予公开34件: what follows a colon and adds up to the number before it are its parts."""
    out = list(found)
    for index, item in enumerate(found[:-2]):
        rest = found[index + 1 :]
        gap = text[item.number.end : rest[0].number.start]
        if not re.match(r"\s*[：:]", gap) or item.part_of is not None:
            continue
        added = Decimal(0)
        for count, part in enumerate(rest, 1):
            if part.number.unit != item.number.unit or part.part_of is not None:
                break
            added += part.number.value
            if added == item.number.value and count > 1:
                for at in range(index + 1, index + 1 + count):
                    out[at] = replace(out[at], part_of=index)
                break
    return out


def _leaves(gap: str, item: Quantity, total: Quantity) -> bool:
    """Whether a 其中 list has ended before this number: 其中…；同时，我局…"""
    after = re.split("[；;]", gap)
    return len(after) > 1 and (_ANEW.match(after[-1].strip()) is not None or item.number.unit != total.number.unit)


def _is_part(part: Number, total: Number) -> bool:
    return (
        part.unit not in ("%", "倍")
        and part.value <= total.value
        and (
            part.unit == total.unit
            or part.unit is None
            or total.unit is None
            or len({part.unit, total.unit} - _PIECES) == 0
        )
    )
