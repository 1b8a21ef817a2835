"""Where one name ends since another begins: behind a joint (武进地税|和南山区应急局), or right after an organ or town."""

from __future__ import annotations

import re

from assistant.lexicon import Lexicon
from ingest.agencies import place_at
from ingest.organs import is_national, known_organ_at, spoken_stems
from ingest.zones import zone_at, zone_form

WORDS = "以及|还有|外加|加上|连同|比起|相比|对比|还是|或者?|versus|vs\\.?|VS"
_JOINT = re.compile(rf"(?:{WORDS}|[和与、,，;；及跟同比至/&]|(?<![收接报送转受得看找查提想])到)(?:那个?|这个?)?")
_RANKS = tuple("省市县区州旗")
_SHORT = 3
_BODY = re.compile("人民政府|政府|办事处|管委会|大学|学院|医院|海关|(?:镇|乡|街道)(?![镇乡村级])")
_ONE_NAME = re.compile("税务(?:总局|局)|国税总局|统计局(?=.{2,8}?调查)|人民银行(?=.{2,8}?行)")
_BRANCH = re.compile(".{2,10}?(?:税务局|调查队|支行)")
"""国家税务总局|溪源市税务局 is one name."""


def walls(text: str, lexicon: Lexicon) -> dict[int, int]:
    """Where names must end in `text`, and where the next one begins, behind what joins the two."""
    found = {
        hit.start(): hit.end() for hit in _JOINT.finditer(text) if hit.start() and name_begins(text, hit.end(), lexicon)
    }
    for at in range(2, len(text) - 2):
        if at not in found and _ends(text, at) and name_begins(text, at, lexicon):
            found[at] = at
    return found


def name_begins(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether an agency's name begins at `at`, beyond doubt: a place with its unit or an organ, a name of the library, a
    body of the whole country, an organ with its rank."""
    for length in lexicon.lengths.get(text[at : at + 2], ()):
        if length > _SHORT and text[at : at + length] in lexicon.names:
            return True
    organ = known_organ_at(text, at)
    if organ > at + 2 and is_national(text[at:organ]):
        return True
    if text.startswith(_RANKS, at) and organ == at and known_organ_at(text, at + 1) > at + 2:
        return True
    if organ > at:
        return False
    if lexicon.place_end(text, at):
        return True
    chain, zone, end = place_at(text, at)
    if not chain:
        return zone_form(text[at:end]) in lexicon.zones
    return not chain[-1].short or bool(zone) or known_organ_at(text, end) > end or zone_at(text, end) > end


def _ends(text: str, at: int) -> bool:
    """Whether a whole name may end at `at`: an organ of the lists, a government, a town."""
    for start in range(max(0, at - 9), at - 1):
        if known_organ_at(text, start) == at:
            return not (_ONE_NAME.match(text, start) and _BRANCH.match(text, at))
        if text[start:at] in spoken_stems():
            return True
    return any(hit.end() == at for hit in _BODY.finditer(text, max(0, at - 4), at))
