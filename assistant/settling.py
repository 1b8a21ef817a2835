"""Which of the agencies that a question mentions it is about, and what those that are joined share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lexicon import Mention
from assistant.standing import served, stands, weighed

_TOWN = ("镇", "乡", "街道", "街道办", "街办", "苏木")
_ACCOUNTS = re.compile("的(?:官方|政务)?(?:微信|微博|公众号|抖音|新媒体)")
JOINT = re.compile(
    r"\s*(?:[和与、,，及跟同/&]|以及|还有|外加|加上|连同|vs\.?|versus|and|or|对比|相比|比起|还是|或者?|比)\s*",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_THEIRS = re.compile("的?(?:那[家个])?(?=[和与跟、,，?？]|还是|或|谁|哪|$)")
_ITS_OWN = re.compile(r"的|那[家个边]|这[家个边]|呢|(?:比|相比|对比)|[，,。？?]|$")
"""柳川发改委和青州的: what may follow a place whose organ was said before."""


def _repeats(found: Sequence[Mention], at: int, text: str) -> bool:
    """Whether a place by itself only says again where an agency named beside it is: 吴忠市的情况，吴忠市科技局…; not in
    吴忠市和吴忠市科技局."""
    one = found[at]
    if one.parts.organ or one.held or not one.parts.place or stands(one, text):
        return False
    listed = [other for other in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2]) if _tied(one, other, text)]
    return not listed and any(
        other.parts.organ and other.parts.place.startswith(one.parts.place) for other in found if _firm(other)
    )


def _tied(one: Mention, other: Mention, text: str) -> bool:
    """Whether two names are joined by more than a comma."""
    first, last = sorted((one, other), key=lambda each: each.start)
    gap = text[_end(first) : last.start]
    return JOINT.fullmatch(gap) is not None and gap.strip() not in (",", "，")


def settled(found: list[Mention], text: str) -> list[Mention]:
    """Those that are asked about: a web site or a bare organ gives way to an agency named with its place; what is
    joined to another shares its organ or place (吴忠和中卫科技局, 吴忠市科技局和民政局)."""
    found = _shared(found, text)
    found = [one for one in found if not one.site] or found[:1]
    asked = _asked_about(found, text)
    asides = [replace(one, aside=True) for at, one in enumerate(found) if one.aside or _repeats(found, at, text)]
    starts = {one.start for one in asides}
    chosen: list[Mention] = []
    for one in asked:
        loose = not one.parts.organ and not one.held
        gap = text[_end(chosen[-1]) : one.start] if chosen else ""
        joint = bool(chosen) and (not gap or JOINT.search(gap))
        if one.start in starts or (chosen and (served(one, text) or (loose and not (joint or stands(one, text))))):
            continue
        chosen.append(one)
    return sorted([*chosen, *asides], key=lambda one: one.start)


def _asked_about(found: Sequence[Mention], text: str) -> list[Mention]:
    """Those named with their place, and what is joined to them (省财政厅和吴忠市统计局) or held against them; of organs
    alone the first, and what is joined to it."""
    some = any(map(_firm, found))
    asked = [_firm(one) or (some and bool(one.parts.organ) and _held_against(one, text)) for one in found]
    asked = asked if some else [at == 0 or _held_against(one, text) for at, one in enumerate(found)]
    order = [*range(len(found)), *reversed(range(len(found)))]
    for at in order:
        beside = [other for other in (at - 1, at + 1) if 0 <= other < len(found) and asked[other]]
        pairs = [sorted((at, other)) for other in beside if not found[other].aside]
        asked[at] = asked[at] or (
            bool(found[at].parts.organ) and any(_paired(found[a], found[b], text) for a, b in pairs)
        )
    return [one for one, included in zip(found, asked, strict=True) if included and not one.aside]


def _held_against(one: Mention, text: str) -> bool:
    return weighed(one, text) or (stands(one, text) and not served(one, text))


def _firm(one: Mention) -> bool:
    return one.placed or one.parts.national or one.held or one.aside


def _end(one: Mention) -> int:
    """Where a mention ends, the organ behind its place with it."""
    return one.behind[1] if one.behind else one.end


def _shared(found: list[Mention], text: str) -> list[Mention]:
    """Those joined, each with its organ and place: from the right what several places have in common, from the left
    what only the first of them says."""
    named = _handed_on([one for one in found if not one.aside], text)
    found = [*named, *(one for one in found if one.aside)]
    named = [one for one in named if not one.aside]
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


def _handed_on(named: list[Mention], text: str) -> list[Mention]:
    """两家卫健委，柳川的和青州的: the organ that was said before is that of each."""
    organs = [one for one in named if one.parts.organ and not (one.placed or one.held or one.parts.national)]
    places = [one for one in named if one.placed and not one.parts.organ and _THEIRS.match(text, one.end)]
    if len(organs) != 1 or len(places) < 2 or organs[0].end > places[0].start:
        return named
    organ = organs[0].parts.organ
    own = {one.start: replace(one, parts=replace(one.parts, organ=organ), text=one.text + organ) for one in places}
    return [replace(one, aside=True) if one is organs[0] else own.get(one.start, one) for one in named]


def _paired(one: Mention, other: Mention, text: str) -> bool:
    """Whether two names are joined, or stand side by side without the second one's place: 柳川公安局科技局."""
    gap = text[_end(one) : other.start]
    beside = not gap and bool(one.parts.organ) and bool(other.parts.organ)
    return beside or JOINT.fullmatch(_YEAR.sub("", gap).strip("的")) is not None


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
    if other.parts.place.startswith(one.parts.place) or (one.parts.codes and one.parts.codes == other.parts.codes):
        return one  # 广州和广州市发改委
    return replace(one, parts=replace(one.parts, organ=other.parts.organ), text=one.text + other.parts.organ)


def _with_rest_of(one: Mention, other: Mention, text: str) -> Mention:
    """The organ behind another agency has its place, a place behind one (柳川发改委和青州的) its organ."""
    if not other.placed or not other.parts.organ or one.held or one.parts.national:
        return one
    if not one.placed and one.parts.organ:
        if other.parts.place.endswith(_TOWN) and not one.parts.organ.startswith("综合"):
            return one
        parts = replace(other.parts, organ=one.parts.organ, rank=one.parts.rank)
        return replace(one, parts=parts, text=other.parts.place + one.parts.organ)
    bare = (
        not (one.parts.organ or one.parts.zone)
        and one.placed
        and not one.parts.place.endswith(tuple("省市县区州旗镇乡道"))
    )
    if bare and not other.parts.place.startswith(one.parts.place) and _ITS_OWN.match(text, one.end):
        return replace(one, parts=replace(one.parts, organ=other.parts.organ), text=one.text + other.parts.organ)
    return one
