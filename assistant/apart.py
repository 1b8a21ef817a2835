"""A region that is said apart from the name it belongs to: Haoze District government (溪源), Chengguan, Wutong County,
云川区政府收了几件？（溪源市）."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from assistant.holdings import Held, Holdings, shortened
from assistant.latin import tokens_of
from assistant.resolution import Resolution
from assistant.spoken import Spoken
from ingest.agencies import place_at
from ingest.folding import Folded
from ingest.organs import known_organ_at
from ingest.regions import codes_of, contains

_HAN = "\u4e00-\u9fff"
_UNIT = r"(?: (?:city|province|prefecture|county|district|municipality))?"
_WORDS = rf"(?P<words>[{_HAN}]{{2,8}}|[A-Z][A-Za-z'’]+(?: [A-Z][a-z]+)?{_UNIT})"
_APART = re.compile(
    rf"\s*[(（]\s*(?:in |在)?{_WORDS}\s*[)）]"
    rf"|(?<=[A-Za-z{_HAN}])(?:['’]s)?\s*[,，]\s*(?:in )?{_WORDS.replace('words', 'behind')}(?=\s*(?:['’]s\b|$|[?？,，;；:：.(（]|\b(?:in|during|for|of|on|put|over|did|had|20\d\d)\b|\d{{4}}))"
    rf"|\b(?:over )?in {_WORDS.replace('words', 'inside')}(?=\s*(?:$|[?？,，;；:：]))"
    rf"|^(?:在|于|关于|对于|至于|说到|我?(?:只|最|比较)?(?:关心|想问|想看|想查|想了解|要问|要看|要查|看|问|说|采访|研究)的?(?:是|关于)?)*(?P<lead>[{_HAN}]{{2,8}}?)(?:的(?:情况|事|数据)|这边|那边|这里|方面|里面)?(?:我?想?(?:了解|看看?|问问?|查查?)(?:一?下)?)?[，,。：:](?=[{_HAN}])"
)


@dataclass(frozen=True, slots=True)
class Region:
    """The characters of the question that say a region (`said`: its name alone), and the divisions that these may be."""

    start: int
    end: int
    said: tuple[int, int]
    names: tuple[str, ...]
    codes: tuple[str, ...]


def lifted(text: Folded, spoken: Spoken, holdings: Holdings) -> Iterator[tuple[Folded, Region]]:
    """A question without each region that stands apart in it, and this region."""
    for hit in _APART.finditer(text.text):
        kind = next(kind for kind in ("words", "behind", "inside", "lead") if hit[kind])
        region = _region(hit[kind], hit.span(), hit.span(kind), spoken, holdings)
        if region is not None:
            start, end = hit.span()
            yield (
                Folded(text.text[:start] + text.text[end:], text.origin[:start] + text.origin[end:]),
                region,
            )


def of_region(
    text: Folded, resolve: Callable[[str], Resolution], spoken: Spoken, holdings: Holdings
) -> Resolution | None:
    """Those that are named without the region that is said apart, where they lie in it; None where none do."""
    for rest, region in lifted(text, spoken, holdings):
        found = resolve(rest.text)
        if _only_organ(found) and (own := _of_its_own(text, rest, region, found, resolve)):
            return own
        fit = inside(found.agencies or found.choices, region, holdings)
        named = len(fit) == len(found.agencies) if found.agencies else bool(fit) and found.unknown is None
        if named and found.group is None:
            one = fit if found.agencies or len(fit) == 1 else ()
            spans = sorted((*(rest.source(*span) for span in found.spans), text.source(region.start, region.end)))
            choices = () if one else fit
            return replace(found, agencies=one, choices=choices, spans=tuple(spans), place="", organ="")
    return None


def _only_organ(found: Resolution) -> bool:
    """Whether nothing but an organ without its place is named, which an agency may report under as well."""
    one = found.agencies[0] if len(found.agencies) == 1 and len(found.spans) == 1 else ""
    return bool(found.organ) or (bool(one) and known_organ_at(one, 0) == len(one))


def _of_its_own(
    text: Folded, rest: Folded, region: Region, found: Resolution, resolve: Callable[[str], Resolution]
) -> Resolution | None:
    """城管局（柳川市）, the tax bureau in Liuchuan: an organ that is told without its place is that region's own, and no
    other's that lies in it."""
    words = text.text[slice(*region.said)]
    joint = " " if words.isascii() else ""
    start = found.spans[0][0]
    whole = resolve(f"{rest.text[:start]}{words}{joint}{rest.text[start:]}")
    if not (whole.agencies or whole.unknown) or whole.group:
        return None
    spans = sorted((*(rest.source(*span) for span in found.spans), text.source(region.start, region.end)))
    return replace(whole, spans=tuple(spans), place="", organ="")


def _region(
    words: str, around: tuple[int, int], said: tuple[int, int], spoken: Spoken, holdings: Holdings
) -> Region | None:
    if re.match(rf"[{_HAN}]", words):
        chain, zone, stop = place_at(words, 0)
        codes = chain[-1].codes if chain and not zone and stop == len(words) else ()
        held = any(words in (unit, shortened(unit)) for one in holdings.held for unit in one.units)
        return Region(*around, said, (words,), codes) if codes or held else None
    tokens = tokens_of(words)
    spot = spoken.spot_at(tokens, 0) if tokens else None
    if spot is None or spot.last < len(tokens) - 1 or not (spot.codes or spot.forms):
        return None
    return Region(*around, said, spot.forms, spot.codes)


def inside(names: Collection[str], region: Region, holdings: Holdings) -> tuple[str, ...]:
    """Those of the agencies that lie in a region, below its own level or at it."""
    held = {one.name: one for one in holdings.held}
    return tuple(name for name in names if name in held and _lies(held[name], region))


def _lies(held: Held, region: Region) -> bool:
    own = held.codes or frozenset(codes_of(held.entry.region))
    if region.codes and own and all(any(contains(code, one) for code in region.codes) for one in own):
        return True
    return any(
        name in (unit, shortened(unit)) or shortened(name) == shortened(unit)
        for name in region.names
        for unit in held.units
    )
