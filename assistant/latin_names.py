"""The agencies that a question's Latin words name: "Wuzhong Municipal Bureau of Education", "wuzhong kejiju"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.latin import FILLERS, LEVELS, UNITS, OrganSpan, joined, listed_readings, organ_spans, tokens_of
from assistant.latin_bodies import Body
from assistant.mentions import Mention
from assistant.slips import slipped_reading
from assistant.spoken import LONGEST_PLACE, SHORTEST, Spoken, Spot
from ingest.agencies import Anatomy, anatomy
from ingest.organs import english_bodies
from ingest.regions import contains, name_of

_LONGEST_PINYIN = 14
_STARTERS = frozenset(
    "what which how did does do is was were are tell show list compare rank in of the for has have had give find who when where why can could please many "
    "much total average between and or from by with about at on to according during explain summarize summarise describe check sum add also report reports say says "
    "state year years number between than more fewer most least any all each every me us its it their they".split()
)
_JOINT = re.compile(r"[\s,，、&/和与跟]*(?:and|vs|versus|with|or|to|与|和|跟)?[\s,，、&/]*", re.IGNORECASE)

_THE_ONE = re.compile(
    r"\b(?:(?:the|its) (?:one|same(?: one)?|counterpart|other one)|that|those) (?:in|of|from|at) (?:the )?"
    r"|\b(?P<own>and|or|than|versus|vs|with|to|against) (?=\w+(?: \w+)?['’]s\b)",
    re.IGNORECASE,
)


class Reading:
    """One question's Latin words: the organs and places in them, and the agencies these make."""

    def __init__(self, text: str, spoken: Spoken) -> None:
        self.text = text
        self._spoken = spoken
        self._tokens = tokens_of(text)
        self._organs = organ_spans(self._tokens)
        self._han = re.search("[\u4e00-\u9fff]", text) is not None

    def organ_beside(self, start: int, end: int) -> OrganSpan | None:
        """The English organ that stands right behind or before characters [start, end): 吴忠市 Education Bureau."""
        for organ in self._organs:
            after, before = self.text[end : organ.start], self.text[organ.end : start]
            if organ.start >= end and re.fullmatch(r"(?i)[\s'’s]*(?:municipal|county|district|city)?\s*", after):
                return organ
            if organ.end <= start and re.fullmatch(r"(?i)[\s,]*(?:of|in|for)?\s*(?:the)?\s*", before):
                return organ
        return None

    def place_before(self, start: int) -> Spot | None:
        """The place that Latin letters spell right before character `start`, known or not: Wuzhong科技局."""
        before = [token for token in self._tokens if token.end <= start]
        if not before or self.text[before[-1].end : start].strip():
            return None
        last = len(before) - 1
        for first in range(max(0, last + 1 - LONGEST_PLACE), last + 1):
            spot = self._spoken.spot_at(before, first)
            if spot and spot.last == last and self._own_words(first, last - first + 1):
                return spot
        own = before[-1].letters not in (*_STARTERS, *FILLERS) and len(before[-1].letters) > 2
        return Spot(last, last, (), ()) if own else None

    def placed(self, one: Mention, span: tuple[int, int]) -> Mention | None:
        """An organ in Chinese with the place that Latin letters spell before it."""
        spot = self.place_before(span[0])
        if spot is None:
            return None
        made = self._mention(spot.first, spot.last, spot, [one.parts.organ, *(parts.organ for parts in one.others)])
        ending = one.parts.rank
        fit = [parts for parts in (made.parts, *made.others) if not ending or parts.place.endswith(ending)]
        kept = fit or [replace(made.parts, codes=(), place=made.text + ending)]
        return replace(made, end=span[1], text=made.text + one.text, parts=kept[0], others=tuple(kept[1:]))

    def mentions(self) -> list[Mention]:
        """The agencies that the Latin words name, left to right."""
        if not self._tokens:
            return []
        if national := self._national():
            return [national]
        bodies = list(self._spoken.bodies.named(self.text))
        if held := [self._body(body) for body in bodies if body.name]:
            return held
        spelt = list(self._spelt())
        free = [organ for organ in self._organs if not any(_meet(organ.first, organ.last, one) for one in spelt)]
        named = [mention for organ in free for mention in self._of(organ)]
        named += self._counterparts(named)
        found = sorted([*(one[2] for one in spelt), *named], key=lambda one: one.start)
        return found or [self._body(body) for body in bodies[:1]] or self._bare()

    def _counterparts(self, named: Sequence[Mention]) -> Iterator[Mention]:
        """The DRC in Liuchuan or the one in Qingzhou: the same organ of another place."""
        for hit in _THE_ONE.finditer(self.text):
            before = [one for one in named if one.end <= hit.start() and one.placed and one.parts.organ]
            at = next((at for at, token in enumerate(self._tokens) if token.start == hit.end()), None)
            spot = self._spoken.spot_at(self._tokens, at) if at is not None and before else None
            if spot and self._written(spot, near=True) and (not hit["own"] or self._owns_nothing(spot)):
                organs = dict.fromkeys(parts.organ for parts in (before[-1].parts, *before[-1].others))
                made = self._mention(spot.first, spot.last, spot, list(organs))
                yield replace(made, start=hit.start(), text=self.text[hit.start() : made.end])

    def _owns_nothing(self, spot: Spot) -> bool:
        """Liuchuan's DRC or Qingzhou's: nothing that stands behind the place is an agency's name."""
        return self._tokens[spot.last].owner and not any(organ.first == spot.last + 1 for organ in self._organs)

    def _body(self, body: Body) -> Mention:
        text = self.text[body.start : body.end]
        if body.name:
            return Mention(body.start, body.end, body.name, anatomy(body.name), held=True)
        return Mention(body.start, body.end, text, Anatomy((), text, "", text))

    def _national(self) -> Mention | None:
        lower = self.text.lower().replace("’", "'")
        for english, name in english_bodies().items():
            if (start := lower.find(english)) >= 0:
                return Mention(start, start + len(english), name, Anatomy((), "", "", name))
        return None

    # --- pinyin ---------------------------------------------------------------------------------------------------

    def _spelt(self) -> Iterator[tuple[int, int, Mention]]:
        """wuzhong keji ju, congzeshisifaju: a place and an organ by their letters, wherever words are cut."""
        at = 0
        while at < len(self._tokens):
            found = self._spelt_at(at)
            if found:
                yield found
            at = found[1] + 1 if found else at + 1

    def _spelt_at(self, at: int) -> tuple[int, int, Mention] | None:
        for count in range(min(_LONGEST_PINYIN, len(self._tokens) - at), 0, -1):
            letters = joined(self._tokens[at : at + count])
            for cut in range(len(letters) - 3, SHORTEST - 1, -1):
                organs = self._spoken.organs_read(letters[cut:])
                place = self._spoken.division(letters[:cut]) if organs else None
                if organs and place and self._own_words(at, count):
                    codes, forms, endings = place
                    codes = tuple(code for code in codes if (name_of(code) or "").endswith(endings or ("",)))
                    forms = tuple(form for form in forms if form.endswith(endings or ("",)))
                    last = at + count - 1
                    return at, last, self._mention(at, last, Spot(at, last, codes, forms), organs)
        return None

    def _own_words(self, at: int, count: int) -> bool:
        """Whether the words are written on their own: no English words happen to spell a name."""
        return all(token.letters not in _STARTERS for token in self._tokens[at : at + count])

    # --- English --------------------------------------------------------------------------------------------------

    def _of(self, organ: OrganSpan) -> list[Mention]:
        """The agencies an English organ makes with the places beside it: several places share one organ."""
        if spots := self._before(organ):
            nearest = max(spots, key=lambda spot: spot.last)
            return [self._placed(spot, organ, beside=spot == nearest) for spot in spots]
        if spots := self._after(organ):
            return [self._placed(spot, self._ranked(organ), beside=spot == spots[0]) for spot in spots]
        if organ.beside:
            return []
        if stranger := self._stranger(organ):
            return [stranger]
        if organ.government:
            return []
        others = [spot for spot in self._spots() if spot.sure]
        if len(others) == 1 and len(self._organs) == 1 and not self._han:
            mention = self._mention(organ.first, organ.last, others[0], organ.names)
            return [mention]
        parts = Anatomy((), "", "", organ.names[0])
        text = self.text[organ.start : organ.end]
        more = tuple(replace(parts, organ=name) for name in organ.names[1:])
        return [Mention(organ.start, organ.end, text, parts, others=more)]

    def _placed(self, spot: Spot, organ: OrganSpan, beside: bool) -> Mention:
        first, last = (min(spot.first, organ.first), max(spot.last, organ.last)) if beside else (spot.first, spot.last)
        return self._mention(first, last, spot, organ.names)

    def _ranked(self, organ: OrganSpan) -> OrganSpan:
        """With the level before it: the Municipal Health Commission of Wuzhong."""
        first = organ.first
        while first > 0 and self._tokens[first - 1].letters in UNITS:
            first -= 1
        return replace(organ, first=first, start=self._tokens[first].start)

    def _before(self, organ: OrganSpan) -> list[Spot]:
        """The places that end right before the organ, joined by `and`, the last one narrowed by those around it."""
        end = organ.first
        found: list[Spot] = []
        while end > 0:
            spot = self._ending(end)
            if spot is None:
                break
            found.insert(0, spot)
            between = end = spot.first
            while end > 0 and self._tokens[end - 1].letters in ("and", "vs", "versus"):
                end -= 1
            if (end == between and not self._chained(end, found)) or self._closes_organ(end):
                break
        return self._chain(found)

    def _closes_organ(self, end: int) -> bool:
        """Whether an organ ends right before token `end`: A City People's Government and B Bureau share none."""
        return any(organ.last == end - 1 for organ in self._organs)

    def _ending(self, end: int) -> Spot | None:
        """The place whose last word, units and fillers left out, stands right before token `end`."""
        stop = end
        while stop > 0 and (self._tokens[stop - 1].letters in FILLERS or self._tokens[stop - 1].letters in UNITS):
            stop -= 1
        for first in range(max(0, stop - LONGEST_PLACE), stop):
            spot = self._spoken.spot_at(self._tokens[:end], first)
            if spot and stop - 1 <= spot.last < end and self._written(spot, near=True):
                return self._level(replace(spot, last=max(spot.last, stop - 1)), end)
        return self._slip(stop)

    def _level(self, spot: Spot, end: int) -> Spot:
        """Wuzhong Municipal Bureau: the level between place and organ says which division is meant."""
        words = [self._tokens[at].letters for at in range(spot.last + 1, end)]
        endings = next((UNITS[word] for word in words if word in UNITS), ())
        if not endings:
            return spot
        codes = tuple(code for code in spot.codes if (name_of(code) or "").endswith(endings))
        return replace(spot, codes=codes, forms=tuple(form for form in spot.forms if form.endswith(endings)))

    def _slip(self, stop: int) -> Spot | None:
        """A capitalised word before an organ that is one slip from the reading of one place alone: Wuzong."""
        if stop == 0 or not self._tokens[stop - 1].capital or self._tokens[stop - 1].letters in _STARTERS:
            return None
        key = slipped_reading(self._tokens[stop - 1].letters)
        codes = listed_readings().get(key, ()) if key else ()
        return Spot(stop - 1, stop - 1, codes, (), slip=True) if codes else None

    def _after(self, organ: OrganSpan) -> list[Spot]:
        """The places behind an organ: of Wuzhong City, in Xiangzhou District, Zhuhai."""
        at, found = organ.last + 1, list[Spot]()
        gap = self.text[organ.end : self._tokens[at].start] if at < len(self._tokens) else "."
        if gap.strip() not in ("", ","):
            return []
        joints = ("of", "in", "for", "the", "and")
        while at < len(self._tokens):
            start = at
            while at < len(self._tokens) and (self._tokens[at].letters in joints or self._units_of(at)):
                at += 1
            spot = self._spoken.spot_at(self._tokens, at) if at < len(self._tokens) else None
            comma = "," in gap or bool(found)
            if spot is None or (at == start and not comma) or not self._written(spot, near=True):
                break
            found.append(spot)
            at = spot.last + 1
        return self._chain(found)

    def _units_of(self, at: int) -> bool:
        return self._tokens[at].letters in UNITS and at + 1 < len(self._tokens) and self._tokens[at + 1].letters == "of"

    def _chained(self, end: int, found: Sequence[Spot]) -> bool:
        """Whether another place stands right before, the wider one: Zhuhai Xiangzhou District."""
        return len(found) == 1 and end > 0 and self._ending(end) is not None

    def _chain(self, spots: list[Spot]) -> list[Spot]:
        """Places that lie in one another become the inner one."""
        out: list[Spot] = []
        for spot in spots:
            if out and (inner := self._within(out[-1], spot)):
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

    def _stranger(self, organ: OrganSpan) -> Mention | None:
        """Capitalised words before an organ that no list knows: an agency elsewhere."""
        first = organ.first
        while first > 0 and self._tokens[first - 1].letters in (*UNITS, *FILLERS):
            first -= 1
        start = first
        unit = any(self._tokens[at].letters in UNITS for at in range(first, organ.first))
        if unit and start > 0 and self._tokens[start - 1].letters not in _STARTERS:
            start -= 1
        while start > 0 and self._tokens[start - 1].capital and self._tokens[start - 1].letters not in _STARTERS:
            start -= 1
        if start == first:
            behind = organ.last + 1
            if behind + 1 >= len(self._tokens) or self._tokens[behind].letters != "of":
                return None
            if not self._tokens[behind + 1].capital or self._tokens[behind + 1].letters in _STARTERS:
                return None
            return self._mention(organ.first, behind + 1, Spot(behind + 1, behind + 1, (), ()), organ.names)
        return self._mention(start, organ.last, Spot(start, first - 1, (), ()), organ.names)

    # --- places alone ---------------------------------------------------------------------------------------------

    def _spots(self) -> list[Spot]:
        found: list[Spot] = []
        at = 0
        while at < len(self._tokens):
            spot = None if self._tokens[at].letters in _STARTERS else self._spoken.spot_at(self._tokens, at)
            if spot and self._written(spot):
                found.append(spot)
            at = spot.last + 1 if spot else at + 1
        return self._chain(found)

    def _bare(self) -> list[Mention]:
        """Places by themselves: the first, and those joined to it."""
        spots = self._spots()
        chosen = spots[:1]
        for spot in spots[1:]:
            between = self.text[self._tokens[chosen[-1].last].end : self._tokens[spot.first].start]
            if _JOINT.fullmatch(between):
                chosen.append(spot)
        return [self._alone(spot) for spot in chosen]

    def _alone(self, spot: Spot) -> Mention:
        """A place by itself; in a Chinese question the letters right behind it belong to a name that is not known."""
        last = spot.last
        while self._han and last + 1 < len(self._tokens) and not self._between(last, last + 1):
            last += 1
        if last == spot.last:
            return self._mention(spot.first, spot.last, spot, ("",))
        text = self.text[self._tokens[spot.first].start : self._tokens[last].end]
        return Mention(self._tokens[spot.first].start, self._tokens[last].end, text, Anatomy((), text, "", text))

    def _between(self, one: int, other: int) -> str:
        return self.text[self._tokens[one].end : self._tokens[other].start].strip()

    def _written(self, spot: Spot, near: bool = False) -> bool:
        """Whether a spelling is meant as a name: written with a capital, with its unit, or beside an organ."""
        words = [token.letters for token in self._tokens[spot.first : spot.last + 1]]
        if any(word in _STARTERS or word in LEVELS for word in words if word != "of"):
            return False
        held = any(joined(self._tokens[spot.first : spot.last + 1]) == key for key in self._spoken.places)
        return spot.sure or near or (self._han and (held or bool(spot.codes)))

    def _mention(self, first: int, last: int, spot: Spot, organs: Sequence[str]) -> Mention:
        start, end = self._tokens[first].start, self._tokens[last].end
        typed = " ".join(token.letters for token in self._tokens[spot.first : spot.last + 1])
        places = spot.forms or ((name_of(spot.codes[0]) or typed) if spot.codes else typed,)
        every = [
            Anatomy(spot.codes if at == 0 else (), place, "", organ)
            for organ in organs
            for at, place in enumerate(places)
        ]
        loose = len(places) > 1 or (bool(spot.forms) and bool(spot.codes))
        return Mention(start, end, self.text[start:end], every[0], loose=loose or spot.slip, others=tuple(every[1:]))


def _meet(first: int, last: int, one: tuple[int, int, Mention]) -> bool:
    return first <= one[1] and one[0] <= last
