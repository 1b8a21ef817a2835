"""Places that Latin words name without an organ: alone (Wuzhong 2021), and joined to other names (…, and Lanshi Town)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.latin import FILLERS, LEVELS, UNITS, Token
from assistant.latin_places import STARTERS, Places
from assistant.lexicon import Mention
from assistant.spoken import Spot
from ingest.agencies import Anatomy
from ingest.regions import contains

_WORDS = (
    r"and|or|vs\.?|versus|than|against|plus|nor|exceed(?:ed|s)?|beat|outd(?:o|id)|surpass(?:ed)?|outpaced?|top(?:ped)?|ahead of|behind|above|below|unlike|as well as"
    r"|(?:compared?|compares|relative|next|alongside|together|along|up)(?: (?:to|with|against))?|compare[sd]? .{1,80} (?:to|with)|difference between .+ and"
)
_LEAD = re.compile(
    rf"(?:\b(?:{_WORDS})|[,;:/&+?，、；：？和与跟及同或比从]|以及|还有|外加|加上|相比|对比|比起|还是|或者|有没有|不如|超过|是|^\s*(?:to|with|到|至))\s*"
    rf"(?:(?:also|then|at|by|of|for|the|that of|those of|(?:town|township|city|county|district) of|from|in)\s+)*$",
    re.IGNORECASE,
)
"""What stands before a name that is one of several."""
_TIGHT = re.compile(
    rf"(?:\b(?:{_WORDS})|[;/&+、；和与跟及同或比]|以及|还有|外加|加上)\W*(?:the |that of |those of )?$", re.IGNORECASE
)
_OPENS = re.compile(
    r"\b(?:(?:compared|relative|next) (?:to|with)|unlike|versus|against|than|从|与|和|跟)\s*(?:the )?$", re.IGNORECASE
)
"""Compared with Wuzhong, how many more …: the other one follows."""
_SOME_BODY = {
    *LEVELS,
    "court",
    "procuratorate",
    "hospital",
    "police",
    "school",
    "bank",
    "company",
    "association",
    "union",
    "group",
}
_NO_FIELD = frozenset(
    "disclosure openness information transparency handling contact reception press news own head main line which annual report website wechat weibo "
    "requests request documents new online policy per under via through into against before after not no this that these those other lost won handled training "
    "posts articles views lawsuits cases applicants persons companies complaints hearings phone address fee number count figure full whole".split()
)
_FIELD, _BRIEF = 4, 3
_COURTS = ("peoples", "intermediate")
"""The people's court of a place is no part of its government; its court cases are."""

_Span = tuple[int, int]


class Alone:
    """Finds the places that stand by themselves among one question's tokens."""

    def __init__(self, text: str, tokens: Sequence[Token], places: Places) -> None:
        self.text = text
        self._tokens = tokens
        self._places = places

    def only(self) -> list[Mention]:
        """Where nothing but places is named: the first, and those joined to it."""
        spots = self._places.spread() or self._places.spots()
        if not spots and not self._places.han and (strange := self._strange_place()):
            return [strange]
        chosen = spots[:1]
        for spot in spots[1:]:
            gap = self.text[self._tokens[chosen[-1].last].end : self._tokens[spot.first].start]
            opened = len(chosen) == 1 and _OPENS.search(self.text[: self._tokens[chosen[0].first].start])
            if spot.sure and (_LEAD.search(gap.removeprefix("'s")) or opened):
                chosen.append(spot)
        return [self._mention(spot) for spot in chosen]

    def joined(self, found: Sequence[Mention], beside: Sequence[_Span]) -> list[Mention]:
        """The places joined to the names `found`, or to those at the spans `beside` (in Chinese): Wuhu and shuiwuju."""
        spans = [*((one.start, one.end) for one in found if one.placed or one.held or one.parts.national), *beside]
        spots = [spot for spot in self._places.spots() if spot.sure and not _over(self._span(spot), spans)]
        items = sorted(
            [*((self._span(spot), spot) for spot in spots), *((span, None) for span in spans)], key=lambda item: item[0]
        )
        kept: list[Spot] = []
        for at, (_, spot) in enumerate(items):
            pairs = [pair for pair in ((at - 1, at), (at, at + 1)) if pair[0] >= 0 and pair[1] < len(items)]
            links = [link for a, b in pairs if (link := self._link(items[a][0], items[b][0]))]
            if spot and links and ("tight" in links or not any(_around(spot, one) for one in found)):
                kept.append(spot)
        starts = [start for start, _ in spans]
        return [self._mention(spot, joined=True, stops=starts) for spot in kept]

    def _link(self, one: _Span, other: _Span) -> str:
        """How two names that follow one another are joined; "" where they are not."""
        gap = self.text[one[1] : other[0]]
        if _TIGHT.search(gap):
            return "tight"
        return "loose" if _LEAD.search(gap) or _OPENS.search(self.text[: one[0]]) else ""

    def _span(self, spot: Spot) -> _Span:
        return self._tokens[spot.first].start, self._tokens[spot.last].end

    def _strange_place(self) -> Mention | None:
        """Lanshi Town: a place that no list knows, told by its unit."""
        for one, unit in pairwise(self._tokens):
            if (
                unit.capital
                and unit.letters in UNITS
                and one.capital
                and one.letters not in (*STARTERS, *FILLERS, *UNITS)
            ):
                text = self.text[one.start : unit.end]
                return (
                    None
                    if self.text[one.end : unit.start].strip()
                    else Mention(one.start, unit.end, text, Anatomy((), text, "", text))
                )
        return None

    def _mention(self, spot: Spot, joined: bool = False, stops: Sequence[int] = ()) -> Mention:
        """A place by itself; the words right behind it that make another name of it belong to one that is not known."""
        if joined and self._places.han:
            return self._places.mention(spot.first, spot.last, spot, ("",))
        last = spot.last
        while self._places.han and last + 1 < len(self._tokens) and not self._between(last, last + 1):
            last += 1
        first, last = (spot.first, last) if self._places.han else self._some_body(spot, stops)
        if (first, last) == (spot.first, spot.last):
            return self._places.mention(spot.first, spot.last, spot, ("",))
        text = self.text[self._tokens[first].start : self._tokens[last].end]
        return Mention(self._tokens[first].start, self._tokens[last].end, text, Anatomy((), text, "", text))

    def _some_body(self, spot: Spot, stops: Sequence[int] = ()) -> tuple[int, int]:
        """First and last token of the body that words beside a place make of it: Wuzhong planning agency."""
        for last in range(spot.last + 1, min(spot.last + 2 + _FIELD, len(self._tokens))):
            word = self._tokens[last].letters
            if self._tokens[last].start in stops:
                break
            if word in STARTERS - {"and"} or word in _NO_FIELD or self._between(last - 1, last).strip("&-'’s"):
                break
            brief = last <= spot.last + _BRIEF and (word in LEVELS or self._tokens[last - 1].letters in _COURTS)
            if word in _SOME_BODY and (self._tokens[last].capital or brief):
                return spot.first, last if last > spot.last + 1 or word not in LEVELS else spot.last
        at = spot.first - 1
        if at > 1 and self._tokens[at].letters == "the":
            at -= 1
        known = at > 1 and self._tokens[at].letters in ("of", "in") and self._tokens[at - 1].letters in _SOME_BODY
        field = self._tokens[at - 2].letters if known else "the"
        return (spot.first, spot.last) if field in STARTERS or field in _NO_FIELD else (at - 2, spot.last)

    def _between(self, one: int, other: int) -> str:
        return self.text[self._tokens[one].end : self._tokens[other].start].strip()


def _over(one: _Span, others: Sequence[_Span]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def _around(spot: Spot, one: Mention) -> bool:
    """Whether a place is the one that an agency is in, or lies around it."""
    parts = (one.parts, *one.others)
    listed = any(contains(wide, code) for each in parts for code in each.codes for wide in spot.codes)
    return listed or any(form in each.place for each in parts for form in spot.forms)
