"""Agencies spelt in pinyin: wuzhong keji ju, congzeshisifaju, yanpu haiguan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.latin import Token, joined
from assistant.latin_places import STARTERS, Places, kept
from assistant.lexicon import Mention
from assistant.spoken import SHORTEST, Spoken, Spot
from ingest.agencies import anatomy

_LONGEST = 14
_SHORTEST_ORGAN = 3


def spelt(tokens: Sequence[Token], spoken: Spoken, places: Places) -> Iterator[Mention]:
    """The names that the letters of `tokens` spell, wherever words are cut: a place and an organ, or a whole name."""
    at = 0
    while at < len(tokens):
        found = _spelt_at(tokens, at, spoken, places)
        if found:
            yield found[1]
        at = found[0] + 1 if found else at + 1


def own_words(tokens: Sequence[Token]) -> bool:
    """Whether the words are written on their own: no English words happen to spell a name."""
    return all(token.letters not in STARTERS for token in tokens)


def _spelt_at(tokens: Sequence[Token], at: int, spoken: Spoken, places: Places) -> tuple[int, Mention] | None:
    for count in range(min(_LONGEST, len(tokens) - at), 0, -1):
        taken = tokens[at : at + count]
        letters, last = joined(taken), at + count - 1
        if not own_words(taken):
            continue
        if names := spoken.names_read.get(letters):
            return last, _whole(taken, names, spoken)
        for cut in range(len(letters) - _SHORTEST_ORGAN, SHORTEST - 1, -1):
            organs = spoken.organs_read(letters[cut:])
            place = spoken.division(letters[:cut]) if organs else None
            if organs and place:
                codes, forms, endings = place
                return last, places.mention(at, last, kept(Spot(at, last, codes, forms), endings), organs)
    return None


def _whole(taken: Sequence[Token], names: Sequence[str], spoken: Spoken) -> Mention:
    every = [anatomy(name) for name in names]
    held = len(names) == 1 and names[0] in spoken.whole_names
    return Mention(taken[0].start, taken[-1].end, names[0], every[0], held=held, others=tuple(every[1:]))
