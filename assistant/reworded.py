"""Questions that name an agency in a roundabout way, put plainly: two Chengguan Towns, one in A and one in B; Daize … the
district's city management bureau; 云津的经开区, 翠岭那个区的教体局."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.latin import tokens_of
from assistant.resolution import Resolution
from assistant.spoken import Spoken
from ingest.folding import Folded

_HAN = "\u4e00-\u9fff"
_PLACE = r"[A-Z][\w'’]+(?: (?:City|County|District|Province))?"
_TWO = re.compile(
    rf"(?:there (?:are|were) )?(?:the )?two (?P<name>[A-Z]\w+(?: [A-Z]\w+)?) (?P<kind>towns|townships|subdistricts|districts|counties)\b[^,.:;]{{0,24}}[,:;]? (?:one|the first) (?:is )?(?:in|of|under) (?P<one>{_PLACE})"
    rf"(?: and|,|;)+ (?:one|another|the other|the second) (?:is )?(?:in|of|under) (?P<two>{_PLACE})[.,:;]?",
    re.IGNORECASE,
)
_TWO_ZH = re.compile(
    rf"(?:有)?两个(?P<name>[{_HAN}]{{1,4}}(?:镇|乡|街道))[，,：:]?(?:一个)?(?:是)?在?(?P<one>[{_HAN}]{{2,5}}?)的?[，,、；]?(?:另)?一个(?:是)?在?(?P<two>[{_HAN}]{{2,5}}?)的?[，,；。：:]"
)
_SINGULAR = {
    "towns": "Town",
    "townships": "Township",
    "subdistricts": "Subdistrict",
    "districts": "District",
    "counties": "County",
}
_OWNED = re.compile(
    r"\b(?:the (?P<unit>district|city|county|town|township|municipality|province)['’]s|its|their)\s+(?=(?:[\w&,-]+\s+){0,6}?(?:bureau|commission|department|office|government|administration|centre|center)\b)",
    re.IGNORECASE,
)
_SET = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Aa]bout|[Oo]f|[Ff]rom|[Ii]nto|[Ff]or|[Oo]ver) (?P<place>[A-Z]\w+(?: (?:City|County|District|Province|Town))?)(?=[\s.,;:?!])"
)
_LINKED = re.compile(
    rf"(?<=[{_HAN}])(?:那边|那里|那儿|这边|境内|当地|那座城市)?的(?:那?一?[个家所座])?(?=(?:国家级)?(?:经济技术开发区|高新技术产业开发区|经开区|高新区|开发区|海关|大学|公积金))"
)
_UNIT = re.compile(r"(?:那|这)一?个(?=[区县镇乡](?:的|里))")
_PASSING = re.compile(r"国务院(?:办公厅)?(?=的?(?:第|令|颁布|公布|发布|印发|规定))")
"""国务院第几号令: who gave an order, and nobody who is asked about."""


def _changes(text: str, spoken: Spoken) -> Iterator[tuple[int, int, str]]:
    """Characters [start, end) of a question, and what is said plainly in their place."""
    for hit in _TWO.finditer(text):
        kind = _SINGULAR[hit["kind"].lower()]
        yield *hit.span(), f"{hit['one']} {hit['name']} {kind} and {hit['two']} {hit['name']} {kind} "
    for hit in _TWO_ZH.finditer(text):
        yield *hit.span(), f"{hit['one']}{hit['name']}和{hit['two']}{hit['name']}"
    yield from _owned(text, spoken)
    for rule in (_LINKED, _UNIT, _PASSING):
        if (link := rule.search(text)) is not None:
            yield *link.span(), ""


def _owned(text: str, spoken: Spoken) -> Iterator[tuple[int, int, str]]:
    """the district's bureau, its housing bureau: of the one place that the words before name."""
    hit = _OWNED.search(text)
    places = [one["place"] for one in _SET.finditer(text[: hit.start()])] if hit else []
    if hit and len(set(places)) == 1:
        tokens = tokens_of(places[0])
        spot = spoken.spot_at(tokens, 0) if tokens else None
        if spot is not None and spot.last == len(tokens) - 1 and (spot.codes or spot.forms):
            unit = f" {hit['unit'].capitalize()}" if hit["unit"] and len(tokens) == 1 else ""
            yield *hit.span(), f"{places[0]}{unit}'s "


def reworded(text: Folded, resolve: Callable[[str], Resolution], spoken: Spoken) -> Resolution | None:
    """The agencies of a question that names them in a roundabout way; None where none is found so."""
    for start, end, plain in _changes(text.text, spoken):
        origin = [text.origin[start]] * max(len(plain) - 1, 0) + [text.origin[end - 1]] * bool(plain)
        rest = Folded(text.text[:start] + plain + text.text[end:], (*text.origin[:start], *origin, *text.origin[end:]))
        found = resolve(rest.text)
        if found.agencies and found.unknown is None:
            spans = [rest.source(*span) for span in found.spans]
            whole = text.source(start, end)
            outside = [one for one in spans if not (whole[0] <= one[0] and one[1] <= whole[1])]
            joined = [one for one in outside if one[0] <= whole[1] and whole[0] <= one[1]]
            apart = [one for one in outside if one not in joined]
            wide = (min([whole[0], *(s for s, _ in joined)]), max([whole[1], *(e for _, e in joined)]))
            return replace(found, spans=tuple(sorted([*apart, wide])))
    return None
