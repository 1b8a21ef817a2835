"""Numbers of a plan: 力争明年发布政策解读102期 is what a report promises, and no figure of its year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.report import Fact

_PLANNED = re.compile(
    r"力争|争取|计划|打算|拟(?!定|订|稿|写|制)|预计|目标|将|确保|\b(?:plan|aim|intend|will)", re.IGNORECASE
)
MEANT = re.compile(
    r"下一步|今后|将(?!于|[^，,。]{1,12}(?:纳入|列入|作为))|计划|打算|力争|\d{4}年，?[我本]\w{1,2}(?:将|要)"
)
"""In a sentence: what is only meant to be done is no deed."""
_LATER = re.compile(r"明年|来年|下一?年(?!度?结转)|次年|新的一年|(?P<year>20\d{2})年|\bnext year\b", re.IGNORECASE)
_ASKED = re.compile(
    r"力争|争取|计划|打算|预计|目标|明年|来年|下一年(?!度?结转|继续)|承诺|\b(?:plan\w*|aim\w*|intend\w*|promis\w*|next year)\b",
    re.IGNORECASE,
)


def without_promises(facts: Sequence[Fact], words: str, year: int) -> Sequence[Fact]:
    """The facts of a report on `year`, those that only tell of plans without their value, where `words` do not ask for
    plans; each stays in its place, so that parts find their total."""
    if _ASKED.search(words):
        return facts
    return [replace(fact, value=None, state="blank") if promised(fact, year) else fact for fact in facts]


def promised(fact: Fact | None, year: int) -> bool:
    """Whether the words before a number put it in a later year than the report's, as planned."""
    said = fact.noun or "" if fact is not None and fact.origin == "prose" else ""
    if not _PLANNED.search(said):
        return False
    return any(hit["year"] is None or int(hit["year"]) > year for hit in _LATER.finditer(said))
