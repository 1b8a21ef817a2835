"""The agencies that a question's Latin words name: "Wuzhong Municipal Bureau of Education", "wuzhong kejiju"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.latin import FILLERS, UNITS, OrganSpan, Token, is_pinyin, organ_spans, tokens_of
from assistant.latin_alone import Alone
from assistant.latin_institutions import held_or_named
from assistant.latin_national import field_at, national_mentions, national_names
from assistant.latin_pinyin import own_words, spelt
from assistant.latin_places import STARTERS, Places, kept
from assistant.lexicon import Mention
from assistant.spoken import LONGEST_PLACE, Spoken, Spot
from ingest.agencies import Anatomy, anatomy

_JOINT = re.compile(r"[\s,，、&/和与跟]*(?:and|vs|versus|with|or|to|与|和|跟)?[\s,，、&/]*", re.IGNORECASE)
_THE_ONE = re.compile(
    r"\b(?:(?:the|its) (?:one|same(?: one)?|counterpart|other one)|that|those) (?:in|of|from|at) (?:the )?"
    r"|\b(?P<own>and|or|than|versus|vs|with|to|against) (?=\w+(?: \w+)?['’]s\b)",
    re.IGNORECASE,
)
_NO_PLACE = ("against", "plus", "unlike", "as", "local", "relevant", "same", "said", "its", "their", "also", "both")
_MATTERS = frozenset(
    "information policy policies data document documents work fund funds funding spending budget budgets case cases report reports item items news project "
    "projects plan plans law laws matters issues sector industry and services service post posts statistics".split()
)
_NATIONWIDE = ("administration", "authority", "agency", "regulator", "service", "commission")
_FRAME = frozenset(
    "how many much what which who when where did does do was were is are the of in for by to from on at with".split()
)
_FRAMED = 3
"""As many of these words make a question English, whatever it says in Chinese beside: charges (行政事业性收费)."""
_DESKS = frozenset(
    "openness disclosure information transparency foi affairs publicity contact complaints reception press work enquiry inquiry handling".split()
)
"""Offices that are a part of whoever has them."""
_RANKS = {"county": "县", "municipal": "市", "city": "市", "district": "区", "provincial": "省"}


class Reading:
    """One question's Latin words: the organs and places in them, and the agencies these make."""

    def __init__(self, text: str, spoken: Spoken) -> None:
        self.text = text
        self._spoken = spoken
        self._tokens = tokens_of(text)
        self._organs = _merged(organ_spans(self._tokens))
        self._han = re.search("[\u4e00-\u9fff]", text) is not None and not _is_english(self._tokens)
        self._places = Places(text, self._tokens, spoken, han=self._han)
        self._organs = sorted([*self._organs, *self._fields()], key=lambda organ: organ.first)
        for span in held_or_named(text, self._tokens, self._organs, self._places, spoken):
            others = [organ for organ in self._organs if organ.last < span.first or span.last < organ.first]
            self._organs = sorted([*others, span], key=lambda organ: organ.first)
        self._alone = Alone(text, self._tokens, self._places)

    def _fields(self) -> Iterator[OrganSpan]:
        """Qiaokou civil affairs: a field without its level word right behind a place that has such an organ."""
        taken = {at for organ in self._organs for at in range(organ.first, organ.last + 1)}
        for spot in self._places.spots() if not self._han else ():
            field = field_at(self._tokens, spot.last + 1)
            if field is None or taken & set(range(spot.last + 1, field[0] + 2)) or self._is_topic(field[0] + 1):
                continue
            names = tuple(f"{stem}局" for stem in field[1] if self._spoken.holds_at(spot, f"{stem}局"))
            first, last = spot.last + 1, field[0]
            if first == last and self._spoken.holds_at(spot, "人民政府"):
                continue  # Wuzhong statistics may be a matter of its government
            if names and not self._between(spot.last, first).strip("'’s"):
                yield OrganSpan(first, last, self._tokens[first].start, self._tokens[last].end, names, beside=True)

    def _is_topic(self, at: int) -> bool:
        """Whether the word behind a field makes a matter of it (civil affairs information), or goes on with it."""
        goes_on = self._tokens[at - 1].joint or (at < len(self._tokens) and self._tokens[at].letters == "and")
        return goes_on or (at < len(self._tokens) and self._tokens[at].letters in _MATTERS)

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
            if spot and spot.last == last and own_words(self._tokens[first : last + 1]):
                return spot
        beside = before[-1].capital or before[-1].end == start
        own = beside and before[-1].letters not in (*STARTERS, *FILLERS) and len(before[-1].letters) > 2
        return Spot(last, last, (), ()) if own else None

    def start_of(self, spot: Spot) -> int:
        """Where the words of a place begin."""
        return self._tokens[spot.first].start

    def placed(self, one: Mention, span: tuple[int, int]) -> Mention | None:
        """An organ in Chinese with the place that Latin letters spell before it."""
        spot = self.place_before(span[0])
        if spot is None:
            return None
        organs = [one.parts.organ, *(parts.organ for parts in one.others)]
        made = self._places.mention(spot.first, spot.last, spot, organs)
        ending = one.parts.rank
        fit = [parts for parts in (made.parts, *made.others) if not ending or parts.place.endswith(ending)]
        those = fit or [replace(made.parts, codes=(), place=made.text + ending)]
        return replace(made, end=span[1], text=made.text + one.text, parts=those[0], others=tuple(those[1:]))

    def mentions(self, beside: Sequence[tuple[int, int]] = ()) -> list[Mention]:
        """The agencies that the Latin words name, left to right; `beside`: where others are named, in Chinese."""
        if not self._tokens:
            return []
        whole = [*self._bodies(), *self._nationals()]
        letters = [one for one in spelt(self._tokens, self._spoken, self._places) if not _over(one, whole)]
        taken = [*(one for one in whole if one.held or one.parts.organ != one.text), *letters]
        self._places.taken = [(one.start, one.end) for one in taken]
        named = self._named([organ for organ in self._organs if not _over(organ, taken)])
        named += self._counterparts(named)
        found = sorted([*taken, *named], key=lambda one: one.start)
        strange = [one for one in whole if one not in taken and not _over(one, found)]
        if not found and (inner := self._alone.only()) and any(self._around(one, inner) for one in strange):
            return [*inner[:-1], replace(inner[-1], end=max(strange[-1].end, inner[-1].end))]
        found += [one for one in strange if not found or self._joined_to(one, found)]
        if found or beside:
            found += self._alone.joined(found, beside)
        else:
            found = self._by_itself() or self._alone.only()
        return sorted(found, key=lambda one: one.start)

    def several(self) -> bool:
        """Whether the words name several agencies, each by its place and organ."""
        return sum(bool(one.placed and one.parts.organ) for one in self.mentions()) > 1

    def _around(self, one: Mention, inner: Sequence[Mention]) -> bool:
        """Heping Subdistrict in Xiyuan New Area: the area only says where the place lies."""
        return any(re.fullmatch(r"(?: (?:in|of)|,)(?: the)? ", self.text[spot.end : one.start]) for spot in inner)

    def _joined_to(self, one: Mention, found: Sequence[Mention]) -> bool:
        gaps = [self.text[min(one.end, other.end) : max(one.start, other.start)] for other in found]
        return any(gap.strip() and _JOINT.fullmatch(gap) for gap in gaps)

    # --- bodies with a name of their own --------------------------------------------------------------------------

    def _bodies(self) -> Iterator[Mention]:
        for body in self._spoken.bodies.named(self.text):
            organ = next(
                (o for o in self._organs if not self.text[body.end : o.start].strip("'’s ") and o.start >= body.end),
                None,
            )
            end = organ.end if organ else body.end
            text = self.text[body.start : end]
            if organ is None and body.name in self._spoken.whole_names:
                yield Mention(body.start, end, body.name, anatomy(body.name), held=True)
            elif body.name:
                parts = anatomy(body.name)
                every = [replace(parts, organ=name) for name in (organ.names if organ else (parts.organ,))]
                yield Mention(body.start, end, text if organ else body.name, every[0], others=tuple(every[1:]))
            else:
                yield Mention(body.start, end, text, Anatomy((), text, "", text))

    def _nationals(self) -> Iterator[Mention]:
        """Those of the whole country; State Taxation Administration only says whose a city's tax bureau is."""
        taxed = [organ for organ in self._organs if "税务局" in organ.names]
        for one in national_mentions(self.text, self._tokens, self._spoken.whole_names):
            own = any(one.start <= organ.start and organ.end <= one.end for organ in taxed)
            if "税务" not in one.parts.organ or len(taxed) == own:
                yield one

    # --- English --------------------------------------------------------------------------------------------------

    def _named(self, organs: Sequence[OrganSpan]) -> list[Mention]:
        """The agencies that English organs make with the places beside them: several places share one organ, several
        organs one place, and of the Audit Office of Wuzhong County Government the first organ counts."""
        ends = frozenset(organ.last for organ in organs)
        found: list[Mention] = []
        before: list[Spot] = []
        claimed: set[int] = set()
        for at, organ in enumerate(organs):
            joins = at > 0 and self._joins(organs[at - 1], organ)
            before_it = self._places.before(organ, ends)
            spots = [spot for spot in before_it if not claimed & set(range(spot.first, spot.last + 1))]
            if before_it and not spots:
                found[-1:] = [replace(one, end=organ.end, text=self.text[one.start : organ.end]) for one in found[-1:]]
                continue
            if not spots and (not (joins and before) or self._says_where(organ)):
                after = self._after(organs, at)
                claimed |= {token for spot in after for token in range(spot.first, spot.last + 1)}
                found += self._behind(organ, after) if after else self._unplaced(organ)
                before = after
                continue
            own = self._office_of(organ, spots)
            spots = self._with_wider(spots, organ)
            nearest = max(spots, key=lambda spot: spot.last, default=None)
            found += [self._placed(spot, own, beside=spot == nearest) for spot in spots or before]
            before = spots or before
        return found

    def _with_wider(self, spots: list[Spot], organ: OrganSpan) -> list[Spot]:
        """The Liuan District Government of Xiyuan: the wider place behind narrows the one before."""
        behind = self._places.after(organ)[:1] if spots else []
        return [*spots[:-1], *self._places.chain([spots[-1], *behind])[:1]] if behind else spots

    def _joins(self, one: OrganSpan, other: OrganSpan) -> bool:
        """Whether `other` is joined to `one`: the sports bureau and the statistics bureau."""
        between = [token.letters for token in self._tokens[one.last + 1 : other.first]]
        joint = bool(between) or self._tokens[one.last].joint
        return joint and set(between) <= {"and", "the", "or", "versus", "vs", "both"}

    def _says_where(self, organ: OrganSpan) -> bool:
        """Whether an organ is followed by its own place: the finance bureau and the police of Wuzhong."""
        behind = [token.letters for token in self._tokens[organ.last + 1 : organ.last + 2]]
        return behind == ["of"] and bool(self._places.after(organ))

    def _after(self, organs: Sequence[OrganSpan], at: int) -> list[Spot]:
        """The places behind an organ, or behind those joined to it; one that another organ follows is that one's."""
        while at + 1 < len(organs) and self._joins(organs[at], organs[at + 1]):
            at += 1
        spots = self._places.after(organs[at])
        begins = {organ.first for organ in organs}
        if len(spots) > 1 and self._organ_follows(spots[-1].last + 1, begins):
            spots.pop()
        return spots

    def _organ_follows(self, at: int, begins: set[int]) -> bool:
        while at < len(self._tokens) and (self._tokens[at].letters in UNITS or self._tokens[at].letters in FILLERS):
            at += 1
        return at in begins

    def _behind(self, organ: OrganSpan, spots: Sequence[Spot]) -> list[Mention]:
        ranked = self._ranked(organ)
        endings = next((UNITS[self._tokens[at].letters] for at in range(ranked.first, organ.first)), ())
        narrow = [one if (one := kept(spot, endings)).codes or one.forms else spot for spot in spots]
        near = [self._tokens[ranked.last + 1 : spot.first] for spot in narrow]
        close = [all(token.letters in (*UNITS, *FILLERS, "in", "for") for token in between) for between in near]
        return [self._placed(spot, ranked, beside=beside) for spot, beside in zip(narrow, close, strict=True)]

    def _unplaced(self, organ: OrganSpan) -> list[Mention]:
        """An organ with no place beside it."""
        if shared := self._listed(organ):
            said = Mention(
                organ.start, organ.end, self.text[organ.start : organ.end], Anatomy((), "", "", ""), aside=True
            )
            return [said, *(self._placed(spot, organ, beside=False) for spot in shared)]
        if organ.beside:
            return []
        if stranger := self._stranger(organ):
            return [stranger]
        if organ.government:
            return []
        if national := self._of_the_country(organ):
            return [national]
        others = [spot for spot in self._places.spots() if spot.sure]
        one = self._plain(organ)
        lone = len(others) == 1 and len(self._organs) == 1 and not (self._han or one.parts.rank or self._places.taken)
        return [self._places.mention(organ.first, organ.last, others[0], organ.names)] if lone else [one]

    def _plain(self, organ: OrganSpan) -> Mention:
        """An organ without a place, with its level where that is said."""
        unit = self._tokens[organ.first - 1].letters if organ.first else ""
        every = [Anatomy((), "", "", name, _RANKS.get(unit, "")) for name in organ.names]
        text = self.text[organ.start : organ.end]
        return Mention(organ.start, organ.end, text, every[0], others=tuple(every[1:]))

    def _by_itself(self) -> list[Mention]:
        """An organ that is named right beside a place (traffic police detachment), named alone, where one is held."""
        own = [organ for organ in self._organs if organ.beside and organ.last > organ.first]
        spans = [organ for organ in own if any(map(self._spoken.holds, organ.names))][:1]
        return [self._plain(organ) for organ in spans if not self._places.spots()]

    def _of_the_country(self, organ: OrganSpan) -> Mention | None:
        """Tea Administration: a body of the whole country, where no place has such an organ."""
        if self._tokens[organ.last].letters not in _NATIONWIDE or any(map(self._spoken.holds, organ.names)):
            return None
        stems = [name.removesuffix("局") for name in organ.names]
        name = next((name for name in national_names(stems) if name in self._spoken.whole_names), None)
        return Mention(organ.start, organ.end, name, anatomy(name), held=True) if name else None

    def _listed(self, organ: OrganSpan) -> list[Spot]:
        """Which audit bureau has more, Wuzhong's or Zhuhai's: the places that the one organ is asked of."""
        spots = self._places.spots() if len(self._organs) == 1 and not self._han else []
        gaps = [
            self.text[self._tokens[a.last].end : self._tokens[b.first].start].removeprefix("'s")
            for a, b in pairwise(spots)
        ]
        joined_up = bool(gaps) and all(gap.strip() and _JOINT.fullmatch(gap) for gap in gaps)
        return spots if joined_up and all(spot.sure for spot in spots) else []

    def _placed(self, spot: Spot, organ: OrganSpan, beside: bool) -> Mention:
        first, last = (min(spot.first, organ.first), max(spot.last, organ.last)) if beside else (spot.first, spot.last)
        return self._places.mention(first, last, spot, organ.names)

    def _office_of(self, organ: OrganSpan, spots: Sequence[Spot]) -> OrganSpan:
        """The office of Wuzhong Municipal Government is no government; its openness office is part of it."""
        at = min((spot.first for spot in spots), default=0)
        words = [token.letters for token in self._tokens[max(0, at - 4) : at] if token.letters != "the"]
        own = words[-3:-2] and words[-3] in _DESKS
        if organ.government and organ.names == ("人民政府",) and words[-2:] == ["office", "of"] and not own:
            return replace(organ, names=("人民政府办公室", "人民政府办公厅"))
        return organ

    def _ranked(self, organ: OrganSpan) -> OrganSpan:
        """With the level before it: the Municipal Health Commission of Wuzhong."""
        first = organ.first
        while first > 0 and self._tokens[first - 1].letters in UNITS:
            first -= 1
        return replace(organ, first=first, start=self._tokens[first].start)

    def _counterparts(self, named: Sequence[Mention]) -> Iterator[Mention]:
        """The DRC in Liuchuan or the one in Qingzhou: the same organ of another place."""
        for hit in _THE_ONE.finditer(self.text):
            before = [one for one in named if one.end <= hit.start() and one.placed and one.parts.organ]
            at = next((at for at, token in enumerate(self._tokens) if token.start == hit.end()), None)
            spot = self._spoken.spot_at(self._tokens, at) if at is not None and before else None
            if any(spot and one.start <= self._tokens[spot.first].start < one.end for one in named):
                continue
            if spot and self._places.written(spot, near=True) and (not hit["own"] or self._owns_nothing(spot)):
                organs = dict.fromkeys(parts.organ for parts in (before[-1].parts, *before[-1].others))
                made = self._places.mention(spot.first, spot.last, spot, list(organs))
                yield replace(made, start=hit.start(), text=self.text[hit.start() : made.end])

    def _owns_nothing(self, spot: Spot) -> bool:
        """Liuchuan's DRC or Qingzhou's: nothing that stands behind the place is an agency's name."""
        behind = self._spoken.spot_at(self._tokens, spot.last + 1) if spot.last + 1 < len(self._tokens) else None
        named = any(organ.first == spot.last + 1 for organ in self._organs) or (behind and self._places.written(behind))
        return self._tokens[spot.last].owner and not named

    def _stranger(self, organ: OrganSpan) -> Mention | None:
        """Capitalised words before an organ that no list knows: an agency elsewhere."""
        first = organ.first
        while first > 0 and self._tokens[first - 1].letters in (*UNITS, *FILLERS):
            first -= 1
        start = first
        unit = any(self._tokens[at].letters in UNITS for at in range(first, organ.first))
        if (
            unit
            and start > 0
            and self._tokens[start - 1].letters not in (*STARTERS, *_NO_PLACE)
            and not self._between(start - 1, start)
            and not self._blank(start)
        ):
            start -= 1
        while start > 0 and self._tokens[start - 1].capital and self._tokens[start - 1].letters not in STARTERS:
            if self._between(start - 1, start).strip("-'’s") or self._opens(start - 1) or self._blank(start):
                break
            start -= 1
        if start == first:
            behind = organ.last + 1
            if behind + 1 >= len(self._tokens) or self._tokens[behind].letters != "of":
                return None
            if not self._tokens[behind + 1].capital or self._tokens[behind + 1].letters in STARTERS:
                return None
            spot = Spot(behind + 1, behind + 1, (), ())
            return self._places.mention(organ.first, behind + 1, spot, organ.names)
        return self._places.mention(start, organ.last, Spot(start, first - 1, (), ()), organ.names)

    def _opens(self, at: int) -> bool:
        """Whether a word is a capital letter's only since it begins the question: Effective government rules."""
        return not (at or self.text[: self._tokens[0].start].strip() or is_pinyin(self._tokens[0].letters))

    def _blank(self, at: int) -> bool:
        """Whether words were taken off the question before a token: no name goes on there."""
        return "  " in self.text[self._tokens[at - 1].end : self._tokens[at].start]

    def _between(self, one: int, other: int) -> str:
        return self.text[self._tokens[one].end : self._tokens[other].start].strip()


def _is_english(tokens: Sequence[Token]) -> bool:
    return sum(token.letters in _FRAME for token in tokens) >= _FRAMED


def _over(one: Mention | OrganSpan, others: Sequence[Mention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _merged(organs: Sequence[OrganSpan]) -> list[OrganSpan]:
    """The Public Security Bureau's traffic police are one organ."""
    found: list[OrganSpan] = []
    for organ in organs:
        last = found[-1] if found else None
        if last and last.names and organ.first == last.last + 1 and organ.names[0].startswith(last.names[0]):
            found[-1] = replace(organ, first=last.first, start=last.start)
        else:
            found.append(organ)
    return found
