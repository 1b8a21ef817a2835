"""Utilities and institutions in English: Water Group, bus company, No. 2 People's Hospital, public library."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.latin import LEVELS, OrganSpan, Token
from assistant.latin_places import Places
from assistant.spoken import Spoken, Spot
from ingest.institutions import institution_data

_DIGITS = "零一二三四五六七八九十"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_CARDINALS = "one two three four five six seven eight nine ten".split()
_NUMBER = rf"(?:(?:no\.?|number|num\.?|nr\.?|#) ?(?P<no>\d{{1,2}}|{'|'.join(_CARDINALS)})|(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))) "
_PUBLIC = r"(?:(?:public|local|own) )?"
_TAIL = r"(?:,? (?:group|company|corporation|corp|co)\b\.?)?(?:,? ?(?:ltd|limited|inc)\b\.?)?"

_JOINED_TO = re.compile(
    r"(?:\b(?:and|or|vs\.?|versus|than|against|with|plus)|[,;、和与跟/&])\s*(?:the |that of |those of )?$",
    re.IGNORECASE,
)
_JOINS_ON = re.compile(
    r"(?:['’]s)?\s*(?:[,;、和与跟/&]|(?:and|or|vs\.?|versus|than|against|compared|plus)\b)", re.IGNORECASE
)
_TOLD = ("the", "its", "their")
"""In Qichuan, how many books did the library add: an institution that is told apart from its place."""


@dataclass(frozen=True, slots=True)
class Body:
    """Characters [start, end) that say what an institution is; `names`: what it may be called in Chinese; `proper`: the
    words are written as a name, or tell it from others of its kind by a number; `bare`: they only say what it supplies."""

    start: int
    end: int
    names: tuple[str, ...]
    proper: bool
    bare: bool = False


def bodies_in(text: str) -> list[Body]:
    """The institutions of English words, left to right, their places left out."""
    said = text.replace("’", "'")
    found = [_body(said, hit) for hit in _shape().finditer(said)]
    return [one for one in found if one is not None]


def institution_spans(text: str, tokens: Sequence[Token]) -> Iterator[tuple[OrganSpan, Body]]:
    """The same with their tokens; a word that goes on (Qichuan Water Bureau, Gas Users) names no company by itself."""
    for body in bodies_in(text):
        inside = [at for at, token in enumerate(tokens) if token.start < body.end and token.end > body.start]
        goes_on = bool(inside) and tokens[inside[-1] + 1 : inside[-1] + 2]
        if inside and not (body.bare and goes_on and (goes_on[0].capital or goes_on[0].letters in LEVELS)):
            yield OrganSpan(inside[0], inside[-1], body.start, body.end, body.names, beside=True), body


def held_or_named(
    text: str, tokens: Sequence[Token], organs: Sequence[OrganSpan], places: Places, spoken: Spoken
) -> Iterator[OrganSpan]:
    """Institutions with a place beside them: those that the place has, and those that are written as names (Qichuan
    Library); of others (a city's hospital) its government may tell. Beside an agency that is named (`organs`), only what
    is joined to it."""
    for span, body in institution_spans(text, tokens):
        over = [organ for organ in organs if organ.first <= span.last and span.first <= organ.last]
        if any(organ.last - organ.first > span.last - span.first for organ in over):
            continue
        spots = places.before(span, frozenset()) or places.after(span)
        apart = [] if spots else [spot for spot in places.spots() if spot.sure]
        told = span.first > 0 and tokens[span.first - 1].letters in _TOLD
        near = spots or (apart if len(apart) == 1 and told else [])
        held = any(spoken.holds_at(spot, name) for name in body.names for spot in near)
        alone = not near and body.proper and any(map(spoken.holds, body.names))
        named = held or alone or (body.proper and bool(spots))
        if named and not _beside_another(text, tokens, span, spots, organs):
            both = [name for organ in over for name in organ.names] if body.bare and not held else []
            yield replace(span, names=(*both, *body.names), beside=bool(spots))


def _beside_another(
    text: str, tokens: Sequence[Token], span: OrganSpan, spots: Sequence[Spot], organs: Sequence[OrganSpan]
) -> bool:
    """Whether an agency is named that an institution is not joined to: books that a bureau gave to Qichuan Library."""
    first = min([span.first, *(spot.first for spot in spots)])
    last = max([span.last, *(spot.last for spot in spots)])
    before, after = text[: tokens[first].start], text[tokens[last].end :]
    others = [one for one in organs if not one.beside and (one.last < first or last < one.first)]
    return bool(others) and not (_JOINED_TO.search(before) or _JOINS_ON.match(after))


@cache
def _shape() -> re.Pattern[str]:
    data = institution_data()
    fields = _either(word for entry in data["fields"].values() for word in entry["en"])
    company = rf"(?P<field>{fields})(?: (?P<head>{_either(data['company']['en'])})(?![A-Za-z]){_TAIL})?"
    bare = rf"(?P<bare>{_either(data['company']['bare'])})"
    hospital = rf"(?:{_NUMBER})?(?:(?P<sort>{_either(word for word in data['hospitals'] if word)}) )?hospital"
    school = rf"(?:{_NUMBER.replace('no>', 'sno>').replace('nth>', 'snth>')})?(?P<school>{_either(data['schools'])})"
    body = rf"(?P<body>{_either(data['bodies'])})"
    return re.compile(rf"(?<![A-Za-z-])(?:{_PUBLIC})(?:{body}|{hospital}|{school}|{bare}|{company})(?![A-Za-z-])", re.I)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))


def _body(text: str, hit: re.Match[str]) -> Body | None:
    said = hit.groupdict()
    number = _number(said)
    names = _names({key: (words or "").lower() for key, words in said.items()}, number)
    if not names:
        return None
    words = re.findall(r"[A-Za-z]+", hit.group())
    proper = words[-1][0].isupper() or bool(number)
    bare = bool(said["field"] and not said["head"])
    if bare and not words[0][0].isupper():
        return None
    return Body(hit.start(), hit.end(), names, proper, bare)


def _names(said: dict[str, str], number: str) -> tuple[str, ...]:
    """What the words may be called in Chinese, the likeliest first."""
    data = institution_data()
    if said["body"]:
        return tuple(data["bodies"][said["body"]])
    if said["bare"]:
        return (f"{data['company']['bare'][said['bare']]}公司",)
    if said["school"]:
        return tuple(f"{number}{level}" for level in data["schools"][said["school"]])
    if said["field"]:
        words = next(entry["zh"] for entry in data["fields"].values() if said["field"] in entry["en"])
        head = "集团" if said["head"] == "group" else "公司"
        return (f"{words[0]}{head}",)
    sorts = data["hospitals"][said["sort"]]
    return tuple(f"{number}{sort}医院" for sort in sorts)


def _number(said: dict[str, str | None]) -> str:
    """第二 of No. 2, Number Two, Second and 2nd."""
    word = (said["no"] or said["nth"] or said["sno"] or said["snth"] or "").lower()
    digits = re.match(r"\d+", word)
    value = int(digits.group()) if digits else 0
    for words in (_ORDINALS, _CARDINALS):
        value = words.index(word) + 1 if word in words else value
    ones = f"第{_DIGITS[10] * (value > 10)}{_DIGITS[value - 10 * (value > 10)]}"
    return ones if 0 < value < 20 else ""
