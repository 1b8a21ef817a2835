"""Bodies of the whole country in English: Ministry of Water Resources, State Forestry Administration, NHC."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from assistant.latin import Token, english_stems, tokens_of
from assistant.lexicon import Mention
from ingest.agencies import Anatomy, anatomy
from ingest.organs import english_bodies, english_short, is_national, kinship

_OF_THE_COUNTRY = frozenset("state national chinese nation country central nationwide".split())
_LEVELS = frozenset("administration bureau commission authority office agency department service".split())
_LONGEST = 9
_OF_CHINA = re.compile(r"\s+(?:of|in) (?:China|the (?:PRC|People['’]s Republic of China))\b")
_FORMS = ("国家{}局", "国家{}总局", "国家{}委员会", "国家{}管理局", "{}总署", "{}署", "{}部", "国家{}")


def national_mentions(text: str, tokens: Sequence[Token], held: Collection[str]) -> list[Mention]:
    """The bodies of the whole country that English words name; `held`: the names of the library's. One that it does not
    hold stands as the words have it."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        hit = _listed_at(tokens, at) or _shaped_at(tokens, at)
        if hit is None:
            at += 1
            continue
        last, names = hit
        found.append(_mention(text, tokens[at].start, tokens[last].end, names, held))
        at = last + 1
    return found


def _mention(text: str, start: int, end: int, names: Sequence[str], held: Collection[str]) -> Mention:
    words = text[start:end]
    if country := _OF_CHINA.match(text, end):
        end = country.end()
    own = next((name for name in names if name in held or any(kinship(name, one) for one in held)), "")
    if own in held:
        return Mention(start, end, own, anatomy(own), held=True)
    if own and is_national(own):
        return Mention(start, end, words, Anatomy((), "", "", own))
    return Mention(start, end, words, Anatomy((), words, "", words))


def _listed_at(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]] | None:
    """One of the lists: National Audit Office, SAMR."""
    surveyors = _word(tokens, at + 1) == "survey"  # the NBS Survey Office in Wuzhong
    if (
        tokens[at].upper
        and not surveyors
        and (names := english_short().get(tokens[at].letters.upper(), ()))
        and is_national(names[0])
    ):
        return at, names
    for count in range(_LONGEST, 1, -1):
        words = tuple(token.letters for token in tokens[at : at + count])
        apart = any(token.joint for token in tokens[at : at + count - 1])  # Yanpu Customs & General Administration of …
        if len(words) == count and not apart and (name := _listed().get(words)):
            return at + count - 1, (name,)
    return None


@cache
def _listed() -> dict[tuple[str, ...], str]:
    return {tuple(token.letters for token in tokens_of(words)): name for words, name in english_bodies().items()}


def _shaped_at(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]] | None:
    """One that its shape tells: Ministry of X, X Ministry, State X Administration, General Administration of X."""
    word = tokens[at].letters
    if word == "ministry":
        field = field_at(tokens, _behind(tokens, at + 1))
        return (field[0], tuple(f"{stem}部" for stem in field[1])) if field else _strange(tokens, at)
    if (field := field_at(tokens, at)) and _word(tokens, field[0] + 1) == "ministry":
        return field[0] + 1, tuple(f"{stem}部" for stem in field[1])
    start = at
    if word == "state" and not tokens[at].capital:
        return None
    while _word(tokens, start) in _OF_THE_COUNTRY or (_word(tokens, start) == "china" and tokens[start].owner):
        start += 1
    general = _word(tokens, start) == "general"
    if start == at and not (general and _word(tokens, start + 1) == "administration"):
        return None
    start += general
    if _word(tokens, start) in _LEVELS and (field := field_at(tokens, _behind(tokens, start + 1))):
        return field[0], national_names(field[1])
    if (field := field_at(tokens, start)) and _word(tokens, field[0] + 1) in _LEVELS:
        return field[0] + 1, national_names(field[1])
    return None


def national_names(stems: Sequence[str]) -> tuple[str, ...]:
    """The names that bodies of the whole country with these fields may have."""
    return tuple(form.format(stem) for stem in stems for form in _FORMS)


def _behind(tokens: Sequence[Token], at: int) -> int:
    """Past `of the`; beyond the last token where nothing of the kind stands there."""
    if _word(tokens, at) not in ("of", "for"):
        return len(tokens)
    return at + 2 if _word(tokens, at + 1) == "the" else at + 1


def field_at(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]] | None:
    """The longest field of an organ that begins at token `at`: its last token and its stems."""
    for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
        taken = [token.letters for token in tokens[at : at + count]]
        if taken[0] in ("and", "the") or taken[-1] in ("and", "the"):
            continue
        if stems := english_stems(taken):
            return at + count - 1, stems
    return None


def _strange(tokens: Sequence[Token], at: int) -> tuple[int, tuple[str, ...]] | None:
    """Ministry of Railways, where no list knows the field."""
    last = start = _behind(tokens, at + 1)
    while last < len(tokens) and (tokens[last].capital or (last > start and tokens[last].letters == "and")):
        last += 1
    return (last - 1, ()) if start < last else None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].letters if at < len(tokens) else ""
