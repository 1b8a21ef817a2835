"""The agencies that a question's Latin words name: "Wuzhong Municipal Bureau of Education", "wuzhong kejiju"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.latin import FILLERS, LEVELS, UNITS, OrganSpan, organ_spans, tokens_of
from assistant.latin_national import national_mentions
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
_RANKS = {"county": "县", "municipal": "市", "city": "市", "district": "区", "provincial": "省"}


class Reading:
    """One question's Latin words: the organs and places in them, and the agencies these make."""

    def __init__(self, text: str, spoken: Spoken) -> None:
        self.text = text
        self._spoken = spoken
        self._tokens = tokens_of(text)
        self._organs = _merged(organ_spans(self._tokens))
        self._han = re.search("[\u4e00-\u9fff]", text) is not None
        self._places = Places(text, self._tokens, spoken, han=self._han)

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

    def mentions(self) -> list[Mention]:
        """The agencies that the Latin words name, left to right."""
        if not self._tokens:
            return []
        whole = [*self._bodies(), *self._nationals()]
        letters = [one for one in spelt(self._tokens, self._spoken, self._places) if not _over(one, whole)]
        taken = [*(one for one in whole if one.held or one.parts.organ != one.text), *letters]
        named = self._named([organ for organ in self._organs if not _over(organ, taken)])
        named += self._counterparts(named)
        found = sorted([*taken, *named], key=lambda one: one.start)
        strange = [one for one in whole if one not in taken and not _over(one, found)]
        if not found and (inner := self._bare()) and any(self._around(one, inner) for one in strange):
            return [*inner[:-1], replace(inner[-1], end=max(strange[-1].end, inner[-1].end))]
        found += [one for one in strange if not found or self._joined_to(one, found)]
        return sorted(found, key=lambda one: one.start) or self._bare()

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
            spots = self._places.before(organ, ends)
            if any(claimed & set(range(spot.first, spot.last + 1)) for spot in spots):
                found[-1:] = [replace(one, end=organ.end, text=self.text[one.start : organ.end]) for one in found[-1:]]
                continue
            if not spots and not (joins and before):
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
        others = [spot for spot in self._places.spots() if spot.sure]
        if len(others) == 1 and len(self._organs) == 1 and not self._han:
            return [self._places.mention(organ.first, organ.last, others[0], organ.names)]
        unit = self._tokens[organ.first - 1].letters if organ.first else ""
        every = [Anatomy((), "", "", name, _RANKS.get(unit, "")) for name in organ.names]
        text = self.text[organ.start : organ.end]
        return [Mention(organ.start, organ.end, text, every[0], others=tuple(every[1:]))]

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
        """The office of Wuzhong Municipal Government is no government."""
        at = min((spot.first for spot in spots), default=0)
        words = [token.letters for token in self._tokens[max(0, at - 3) : at] if token.letters != "the"]
        if organ.government and organ.names == ("人民政府",) and words[-2:] == ["office", "of"]:
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
        return self._tokens[spot.last].owner and not any(organ.first == spot.last + 1 for organ in self._organs)

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
            and self._tokens[start - 1].letters not in STARTERS
            and not self._between(start - 1, start)
        ):
            start -= 1
        while start > 0 and self._tokens[start - 1].capital and self._tokens[start - 1].letters not in STARTERS:
            if self._between(start - 1, start).strip("-'’s"):
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

    # --- places alone ---------------------------------------------------------------------------------------------

    def _bare(self) -> list[Mention]:
        """Places by themselves: the first, and those joined to it."""
        spots = self._places.spread() or self._places.spots()
        if not spots and not self._han and (strange := self._strange_place()):
            return [strange]
        chosen = spots[:1]
        for spot in spots[1:]:
            between = self.text[self._tokens[chosen[-1].last].end : self._tokens[spot.first].start]
            if _JOINT.fullmatch(between):
                chosen.append(spot)
        return [self._alone(spot) for spot in chosen]

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

    def _alone(self, spot: Spot) -> Mention:
        """A place by itself; the words right behind it that make another name of it belong to one that is not known."""
        last = spot.last
        while self._han and last + 1 < len(self._tokens) and not self._between(last, last + 1):
            last += 1
        first, last = (spot.first, last) if self._han else self._some_body(spot)
        if (first, last) == (spot.first, spot.last):
            return self._places.mention(spot.first, spot.last, spot, ("",))
        text = self.text[self._tokens[first].start : self._tokens[last].end]
        return Mention(self._tokens[first].start, self._tokens[last].end, text, Anatomy((), text, "", text))

    def _some_body(self, spot: Spot) -> tuple[int, int]:
        """First and last token of the body that words beside a place make of it: Wuzhong planning agency."""
        for last in range(spot.last + 1, min(spot.last + 2 + _FIELD, len(self._tokens))):
            word = self._tokens[last].letters
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
