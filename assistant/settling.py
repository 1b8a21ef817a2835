"""Which of the agencies that a question mentions it is about, and what those that are joined share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.mentions import Mention

_PASSIVE = re.compile(r"(?:被|向|由|报|报送|转|给|在|经|委托|按|按照|根据)$")
_JOINT = re.compile(r"\s*(?:[和与、,，及跟/]|以及|vs\.?|对比|还是|或者?|比)\s*", re.IGNORECASE)


def _repeats(one: Mention, others: Sequence[Mention]) -> bool:
    """Whether a place by itself only says again where an agency named beside it is: 吴忠市的情况，吴忠市科技局…"""
    return (
        not one.parts.organ
        and not one.held
        and any(
            other.parts.organ and one.parts.place and other.parts.place.startswith(one.parts.place) for other in others
        )
    )


def settled(found: list[Mention], text: str) -> list[Mention]:
    """Those that are asked about: a web site or a bare organ gives way to an agency named with its place; what is
    joined to another shares its organ or place (吴忠和中卫科技局, 吴忠市科技局和民政局)."""
    found = _shared(found, text)
    firm = [one for one in found if not one.site and (one.placed or one.parts.national or one.held or one.aside)]
    firm = [replace(one, aside=True) if _repeats(one, firm) else one for one in firm]
    if not firm:
        plain = [one for one in found if not one.site]
        return (plain or found)[:1]
    chosen = [one for one in firm if not one.aside][:1]
    asides = [one for one in firm if one.aside]
    for one in firm[firm.index(chosen[0]) + 1 :]:
        if one.aside:
            continue
        loose = not one.parts.organ and not one.held
        joint = _JOINT.search(text[chosen[-1].end : one.start])
        if _PASSIVE.search(text[max(0, one.start - 4) : one.start]) or (loose and not joint):
            continue
        chosen.append(one)
    return sorted([*chosen, *asides], key=lambda one: one.start)


def _shared(found: list[Mention], text: str) -> list[Mention]:
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        if not _JOINT.fullmatch(text[one.end : other.start]):
            continue
        if one.placed and not one.parts.organ and other.placed and other.parts.organ:
            found[index] = replace(
                one, parts=replace(one.parts, organ=other.parts.organ), text=one.text + other.parts.organ
            )
        elif one.placed and one.parts.organ and not other.placed and not other.parts.national and other.parts.organ:
            parts = replace(one.parts, organ=other.parts.organ)
            found[index + 1] = replace(other, parts=parts, text=one.parts.place + other.parts.organ, held=False)
    return found
