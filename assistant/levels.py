"""The levels of divisions in English: which district finance bureaus, county- or city-level commissions."""

from __future__ import annotations

import re

EN_LEVELS = {
    "districts": "区",
    "counties": "县",
    "cities": "市",
    "towns": "镇",
    "townships": "乡",
    "subdistricts": "街道",
    "district": "区",
    "county": "县",
    "city": "市",
    "town": "镇",
    "township": "乡",
    "subdistrict": "街道",
}


_LEVEL_WORDS = re.compile(
    rf"(?:\b(?:{'|'.join(EN_LEVELS)})(?:[- ]level|-)?(?:\s*(?:,|\bor\b|\band\b))*\s*)+$", re.IGNORECASE
)
OF_LEVEL = re.compile(
    r"(?:[- ]level)?\s+(?:(?!had|has|have|did|received|with|that|got)[\w&,-]+\s+){1,5}?(?:bureau|commission|department|office)(?:s|x)?\b",
    re.I,
)
"""Which district finance bureau: the organ of each district."""


def level_before(text: str, start: int) -> tuple[str, int]:
    """The levels of the divisions that stand before the words for an organ (county- or city-level), and where all begin."""
    hit = _LEVEL_WORDS.search(text[:start])
    found = (
        [EN_LEVELS[word.lower()] for word in re.findall(r"[A-Za-z]+", hit.group()) if word.lower() in EN_LEVELS]
        if hit
        else []
    )
    return ("".join(found), hit.start()) if hit and found else ("", start)


def units_meant(level: str) -> tuple[str, ...]:
    """区县 -> (区, 县): the endings of the divisions a level word means."""
    if "街道" in level or "镇街" in level or "街镇" in level:
        return ("街道", *(char for char in level if char in "乡镇"))
    return tuple(char for char in level if char in "市县区镇乡旗州") + (("地区", "盟") if "地" in level else ())
