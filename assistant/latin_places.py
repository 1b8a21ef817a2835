"""The places that a question's Latin words spell, before an organ, behind it and by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.latin import FILLERS, LEVELS, PEOPLES, TOWNS, UNITS, OrganSpan, Token, joined, listed_readings
from assistant.lexicon import Mention
from assistant.slips import slipped_reading
from assistant.spoken import LONGEST_PLACE, Spoken, Spot
from ingest.agencies import Anatomy
from ingest.regions import contains, name_of

STARTERS = frozenset(
    "what which how did does do is was were are tell show list compare rank in of the for has have had give find who when where why can could please many "
    "much total average between and or from by with about at on to according during explain summarize summarise describe check sum add also report reports say says "
    "state year years number between than more fewer most least any all each every me us its it their they versus vs "
    "among amongst amid both besides beside regarding concerning if since combined together taken only excluding including across over within under whose not "
    "which one ones looking given considering comparing compared unlike like against".split()
)
_TOWNS = ("镇", "乡", "街道")
_APART = re.compile(r"\b(?:and|or|vs|versus|than|against|plus|with)\b|[;&/?？；、和与跟及]|还是|或", re.IGNORECASE)
"""What stands between two places that are named side by side, and not one in the other."""
_SEVERAL = 3
_CHANNELS = ("weibo", "wechat", "weixin", "douyin", "kuaishou", "toutiao", "bilibili")
"""What is no slip of a place's name: Weibo, of 雷波."""
_JOINTS = ("and", "vs", "versus", "or", "the", "both")
_BEHIND = ("of", "in", "for", "the", "and", "or")


class Places:
    """Finds the places among one question's tokens, and makes mentions of them."""

    def __init__(self, text: str, tokens: Sequence[Token], spoken: Spoken, *, han: bool) -> None:
        self.text = text
        self.tokens = tokens
        self._spoken = spoken
        self.han = han
        self.taken: list[tuple[int, int]] = []

    # --- beside an organ ------------------------------------------------------------------------------------------

    def before(self, organ: OrganSpan, ends: frozenset[int]) -> list[Spot]:
        """The places that end right before the organ, joined by `and`, the last one narrowed by those around it; `ends`:
        where other organs end, with which it shares none (A City People's Government and B Bureau)."""
        end = organ.first
        listed = organ.plural
        found: list[Spot] = []
        while end > 0:
            spot = self.ending(end)
            if spot is None:
                break
            found.insert(0, spot)
            between = end = spot.first
            while end > 0 and self.tokens[end - 1].letters in _JOINTS:
                end -= 1
            listed = listed or end < between
            comma = listed and end > 0 and self.tokens[end - 1].joint
            if (end == between and not comma and not self._chained(end, found)) or end - 1 in ends:
                break
        return self._sharing(self.chain(found), organ)

    def _sharing(self, spots: list[Spot], organ: OrganSpan) -> list[Spot]:
        """Of several places before an organ those that it is of: a town has no bureaus (Qingling Town and Liuchuan audit
        bureau), and what only says where the place before it lies stands for itself with that one."""
        towns = [at for at, spot in enumerate(spots[:-1]) if not organ.government and self._is_town(spot)]
        spots = spots[towns[-1] + 1 :] if towns else spots
        if len(spots) > 1 and (inner := self._before_link(spots[0])) and self._within(spots[0], inner):
            return spots[1:]
        return spots

    def _before_link(self, spot: Spot) -> Spot | None:
        """The place before another, linked to it by of, in or a comma."""
        at = spot.first
        while at > 0 and self.tokens[at - 1].letters in ("of", "in", "the"):
            at -= 1
        linked = at < spot.first or (at > 0 and self.tokens[at - 1].joint)
        return self.ending(at) if linked and at > 0 else None

    def _is_town(self, spot: Spot) -> bool:
        names = [*spot.forms, *(name_of(code) or "" for code in spot.codes)]
        return self.tokens[spot.last].letters in TOWNS or (bool(names) and all(n.endswith(_TOWNS) for n in names))

    def ending(self, end: int) -> Spot | None:
        """The place whose last word, units and fillers left out, stands right before token `end`."""
        stop = end
        while stop > 0 and self._is_filler(stop - 1, stop < end and self.tokens[stop].letters == "autonomous"):
            stop -= 1
        for first in range(max(0, stop - LONGEST_PLACE), stop):
            spot = self._spoken.spot_at(self.tokens[:end], first)
            if spot and stop - 1 <= spot.last < end and self.written(spot, near=True) and self._is_free(spot):
                return self._level(replace(spot, last=max(spot.last, stop - 1)), end)
        return self._slip(stop)

    def _is_filler(self, at: int, people: bool) -> bool:
        word = self.tokens[at].letters
        return word in FILLERS or word in UNITS or (people and word in PEOPLES)

    def _level(self, spot: Spot, end: int) -> Spot:
        """Wuzhong Municipal Bureau: the level between place and organ says which division is meant."""
        words = [self.tokens[at].letters for at in range(spot.last + 1, end)]
        return kept(spot, next((UNITS[word] for word in words if word in UNITS), ()))

    def _slip(self, stop: int) -> Spot | None:
        """A capitalised word before an organ that is one slip from the reading of one place alone: Wuzong."""
        word = self.tokens[stop - 1] if stop else None
        if word is None or not word.capital or word.letters in STARTERS or word.letters in _CHANNELS:
            return None
        if stop < len(self.tokens) and "  " in self.text[word.end : self.tokens[stop].start]:
            return None  # words between were taken off the question
        key = slipped_reading(self.tokens[stop - 1].letters)
        codes = listed_readings().get(key, ()) if key else ()
        return Spot(stop - 1, stop - 1, codes, (), slip=True) if codes else None

    def after(self, organ: OrganSpan) -> list[Spot]:
        """The places behind an organ: of Wuzhong City, in Xiangzhou District, Zhuhai."""
        at, found = organ.last + 1, list[Spot]()
        gap = self.text[organ.end : self.tokens[at].start] if at < len(self.tokens) else "."
        if gap.strip() not in ("", ","):
            return []
        while at < len(self.tokens):
            start = at
            while at < len(self.tokens) and (self.tokens[at].letters in _BEHIND or self._unit_of(at)):
                at += 1
            spot = self._spoken.spot_at(self.tokens, at) if at < len(self.tokens) else None
            comma = "," in gap or bool(found)
            if (
                spot is None
                or (at == start and not comma)
                or not (self.written(spot, near=True) and self._is_free(spot))
            ):
                break
            found.append(spot)
            at = spot.last + 1
        return self.chain(found)

    def _is_free(self, spot: Spot) -> bool:
        """Whether a place is no part of a name that was found before (`taken`): Wuzhong University and …"""
        start, end = self.tokens[spot.first].start, self.tokens[spot.last].end
        return not any(start < stop and begin < end for begin, stop in self.taken)

    def _unit_of(self, at: int) -> bool:
        return self.tokens[at].letters in UNITS and at + 1 < len(self.tokens) and self.tokens[at + 1].letters == "of"

    def _chained(self, end: int, found: Sequence[Spot]) -> bool:
        """Whether another place stands right before, the wider one: Zhuhai Xiangzhou District."""
        wider = self.ending(end) if len(found) == 1 and end > 0 else None
        return wider is not None and self._within(wider, found[0]) is not None

    # --- by themselves --------------------------------------------------------------------------------------------

    def spread(self) -> list[Spot]:
        """The Qingling towns of Liuan and Qingzhou: the same in each of several places."""
        spots = self._each()
        if len(spots) < _SEVERAL or self.tokens[spots[0].last].letters not in ("towns", "townships", "subdistricts"):
            return []
        inner = [self._within(spots[0], other) for other in spots[1:]]
        return [replace(one, first=other.first) for one, other in zip(inner, spots[1:], strict=True) if one]

    def spots(self) -> list[Spot]:
        """The places of the text, left to right, those in one another as one."""
        return self.chain(self._each())

    def _each(self) -> list[Spot]:
        found: list[Spot] = []
        at = 0
        while at < len(self.tokens):
            spot = None if self.tokens[at].letters in STARTERS else self._spoken.spot_at(self.tokens, at)
            if spot and self.written(spot):
                found.append(spot)
            at = spot.last + 1 if spot else at + 1
        return found

    def chain(self, spots: list[Spot]) -> list[Spot]:
        """Places that lie in one another become the inner one."""
        out: list[Spot] = []
        for spot in spots:
            gap = self.text[self.tokens[out[-1].last].end : self.tokens[spot.first].start] if out else ""
            if out and not _APART.search(gap) and (inner := self._within(out[-1], spot)):
                out[-1] = inner
            else:
                out.append(spot)
        return out

    def _within(self, one: Spot, other: Spot) -> Spot | None:
        first, last = min(one.first, other.first), max(one.last, other.last)
        for wide, narrow in ((one, other), (other, one)):
            codes = tuple(c for c in narrow.codes if any(contains(w, c) and w != c for w in wide.codes))
            pairs = [w + n for w in (*wide.forms, *(name_of(code) or "" for code in wide.codes)) for n in narrow.forms]
            forms = tuple(form for form in pairs if form in self._spoken.known_places)
            if codes or forms:
                return Spot(first, last, codes, forms)
        return None

    def written(self, spot: Spot, near: bool = False) -> bool:
        """Whether a spelling is meant as a name: written with a capital, with its unit, or beside an organ."""
        words = [token.letters for token in self.tokens[spot.first : spot.last + 1]]
        if any(word in STARTERS or word in LEVELS for word in words if word != "of"):
            return False
        held = any(joined(self.tokens[spot.first : spot.last + 1]) == key for key in self._spoken.places)
        return spot.sure or near or (self.han and (held or bool(spot.codes)))

    def mention(self, first: int, last: int, spot: Spot, organs: Sequence[str]) -> Mention:
        """Tokens [first, last] as one mention: the organs at the place that `spot` spells."""
        start, end = self.tokens[first].start, self.tokens[last].end
        typed = " ".join(token.letters for token in self.tokens[spot.first : spot.last + 1])
        places = spot.forms or ((name_of(spot.codes[0]) or typed) if spot.codes else typed,)
        every = [
            Anatomy(spot.codes if at == 0 else (), place, "", organ)
            for organ in organs
            for at, place in enumerate(places)
        ]
        loose = len(places) > 1 or (bool(spot.forms) and bool(spot.codes))
        return Mention(start, end, self.text[start:end], every[0], loose=loose or spot.slip, others=tuple(every[1:]))


def kept(spot: Spot, endings: tuple[str, ...]) -> Spot:
    """The spot with only those of its divisions that end so."""
    if not endings:
        return spot
    codes = tuple(code for code in spot.codes if (name_of(code) or "").endswith(endings))
    return replace(spot, codes=codes, forms=tuple(form for form in spot.forms if form.endswith(endings)))
