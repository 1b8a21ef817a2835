"""A place alone whose agencies the rest of a question tells apart: 公积金热线接听量，柳川 asks the fund's centre."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.grouping import Named
from assistant.slips import forms_of, is_matter
from ingest.organs import spoken_stems, stem_of

_FIELDS = ("医保", "应急", "民宗")
"""Fields that, beside their place, are their organ's as often as not."""
_MEANT = re.compile(
    r"\b(?:which|what|all|every|each|any|the|of|among|across|how many|other|these|those|compare|rank|list)\s+$", re.I
)


def field_named(words: str, organs: Mapping[str, str]) -> str | None:
    """Of agencies, each with its organ, the one whose field `words` name; None where they name none's or several's."""
    told = {agency for agency, organ in organs.items() if any(_says(words, stem) for stem in _stems(organ))}
    return told.pop() if len(told) == 1 else None


def _stems(organ: str) -> set[str]:
    return {stem_of(form) for form in forms_of(organ)} & {*spoken_stems(), *_FIELDS}


def _says(words: str, stem: str) -> bool:
    return any(not is_matter(words, hit.end()) for hit in re.finditer(re.escape(stem), words))


def in_passing(named: Named, text: str) -> bool:
    """Whether English words only speak of a kind of agency (an NGO looking at townships), and ask about no group."""
    label = named.unknown or (named.group.label if named.group else "")
    return label.isascii() and _MEANT.search(text.split(label)[0]) is None
