"""Which of the agencies that a question mentions it is about, and what those that are joined share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lexicon import Mention

_TOWN = ("镇", "乡", "街道", "街道办", "苏木")
_ACCOUNTS = re.compile("的(?:官方|政务)?(?:微信|微博|公众号|抖音|新媒体)")
_PASSIVE = re.compile(r"(?:被|向|由|报|报送|转|给|在|经|委托|按|按照|根据)$")
JOINT = re.compile(
    r"\s*(?:[和与、,，及跟同/]|以及|还有|外加|加上|连同|vs\.?|对比|相比|比起|还是|或者?|比)\s*", re.IGNORECASE
)
_ITS_OWN = re.compile(r"的|那[家个边]|这[家个边]|呢|(?:比|相比|对比)|[，,。？?]|$")
"""柳川发改委和青州的: what may follow a place whose organ was said before."""


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
    firm = [one for at, one in enumerate(found) if not one.site and (_firm(one) or _beside_firm(found, at, text))]
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
        joint = JOINT.search(text[_end(chosen[-1]) : one.start])
        if _PASSIVE.search(text[max(0, one.start - 4) : one.start]) or (loose and not joint):
            continue
        chosen.append(one)
    return sorted([*chosen, *asides], key=lambda one: one.start)


def _firm(one: Mention) -> bool:
    return one.placed or one.parts.national or one.held or one.aside


def _beside_firm(found: Sequence[Mention], at: int, text: str) -> bool:
    """省财政厅和云津市统计局: an organ without its place is as much asked about as the agency that it is joined to."""
    if not found[at].parts.organ or at + 1 == len(found):
        return False
    return _firm(found[at + 1]) and not found[at + 1].aside and _paired(found[at], found[at + 1], text)


def _end(one: Mention) -> int:
    """Where a mention ends, the organ behind its place with it."""
    return one.behind[1] if one.behind else one.end


def _shared(found: list[Mention], text: str) -> list[Mention]:
    """Those joined, each with its organ and place: from the right what several places have in common, from the left
    what only the first of them says."""
    named = [one for one in found if not one.aside]
    pairs = [at for at in range(len(named) - 1) if _paired(named[at], named[at + 1], text)]
    for at in reversed(pairs):
        if not _its_own(named, at + 1, pairs):
            named[at] = _with_organ_of(named[at], named[at + 1], text)
    for at in pairs:
        named[at + 1] = _with_rest_of(named[at + 1], named[at], text)
    for at in pairs:  # 青岭镇和白沙乡的微信公众号: the second is asked about as the first is
        if named[at + 1].site and named[at].placed and not named[at].site and _ACCOUNTS.match(text, named[at + 1].end):
            named[at + 1] = replace(named[at + 1], site=False)
    return sorted([*named, *(one for one in found if one.aside)], key=lambda one: one.start)


def _paired(one: Mention, other: Mention, text: str) -> bool:
    """Whether two names are joined, or stand side by side without the second one's place: 柳川公安局科技局."""
    gap = text[_end(one) : other.start]
    beside = not gap and bool(one.parts.organ) and not other.placed and bool(other.parts.organ)
    return beside or JOINT.fullmatch(gap.strip("的")) is not None


def _its_own(named: Sequence[Mention], at: int, pairs: Sequence[int]) -> bool:
    """溪源高新区、柳川国资委、青州农业农村局: what another full name follows is not said for those before it."""
    if at not in pairs:
        return False
    one, other = named[at], named[at + 1]
    return bool(other.placed and other.parts.organ and one.parts.organ and other.parts.organ != one.parts.organ)


def _with_organ_of(one: Mention, other: Mention, text: str) -> Mention:
    if not (one.placed and not one.parts.organ and other.placed and other.parts.organ):
        return one
    if one.parts.place.endswith(_TOWN) and not other.parts.place.endswith(_TOWN):
        return one  # a town has no bureaus
    return replace(one, parts=replace(one.parts, organ=other.parts.organ), text=one.text + other.parts.organ)


def _with_rest_of(one: Mention, other: Mention, text: str) -> Mention:
    """The organ behind another agency has its place, a place behind one (柳川发改委和青州的) its organ."""
    if not other.placed or not other.parts.organ or one.held or one.parts.national:
        return one
    if not one.placed and one.parts.organ:
        parts = replace(other.parts, organ=one.parts.organ)
        return replace(one, parts=parts, text=other.parts.place + one.parts.organ)
    bare = (
        not (one.parts.organ or one.parts.zone) and one.placed and not one.parts.place.endswith(tuple("市县区镇乡道"))
    )
    if bare and _ITS_OWN.match(text, one.end):
        return replace(one, parts=replace(one.parts, organ=other.parts.organ), text=one.text + other.parts.organ)
    return one
