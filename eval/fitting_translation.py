"""Fits the table of `assistant/translation.py`: the words that people ask with, given the words that reports state with.

Expectation maximisation of IBM Model 1 over pairs of texts (what is asked, what is stated). A word of a question comes
from one of the stated words, or from none: everybody says "how many".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.translation import LEAST, Translation, terms
from eval.quantities import groups
from ingest.folding import folded

ROUNDS = 3
"""More make the table sharper, and worse on words that few were heard to use."""
SMOOTHING = 0.5
LIKELIER = 3.0
"""How many times its prior a chance must be to be kept."""
GLOSSARY = Path(__file__).with_name("wordings") / "glossary.jsonl"
_TERMS = 2
"""How often each term of the glossary is told."""
_NUMBER = re.compile(r"[0-9.,%]+")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Links:
    """Each word asked with beside each word of its text that may have led to it: numbers of both, and of the word's
    occurrence. 0 of `stated` is none of them."""

    asked: Any
    stated: Any
    of: Any
    names: tuple[str, ...]
    said: tuple[str, ...]
    often: Any


def fit_translation(pairs: Iterable[Pair]) -> Translation:
    """The table under which the pairs (asked, stated), folded texts, are likeliest."""
    links = _linked(pairs)
    width = len(links.said)
    both, link = np.unique(links.asked * width + links.stated, return_inverse=True)
    asked, stated = both // width, both % width
    chance = np.full(len(both), 1e-3)
    for _ in range(ROUNDS):
        strength = chance[link]
        share = strength / np.bincount(links.of, strength)[links.of]
        count = np.bincount(link, share, len(both))
        chance = count / (np.bincount(stated, count, width)[stated] + SMOOTHING)
    prior = links.often / links.often.sum()
    kept = (stated > 0) & (chance > LEAST) & (chance > LIKELIER * prior[asked])
    starts = np.searchsorted(asked[kept], np.arange(len(links.names) + 1)).astype(np.int32)
    names, said = (dict(zip(words, range(len(words)), strict=True)) for words in (links.names, links.said))
    return Translation(names, said, prior, starts, stated[kept], chance[kept])


def _linked(pairs: Iterable[Pair]) -> _Links:
    names, said = dict[str, int](), {"": 0}
    often, counts = list[int](), list[int]()
    asked, stated = list[int](), list[int]()
    for question, window in pairs:
        own = [0, *(said.setdefault(word, len(said)) for word in terms(window))]
        for word in terms(question) if len(own) > 1 else ():
            at = names.setdefault(word, len(names))
            if at == len(often):
                often.append(0)
            often[at] += 1
            asked.append(at)
            counts.append(len(own))
            stated += own
    of = np.repeat(np.arange(len(counts)), counts)
    return _Links(np.array(asked)[of], np.array(stated), of, tuple(names), tuple(said), np.array(often, np.float64))


def known(path: Path = GLOSSARY) -> Iterator[Pair]:
    """What the invented quantities say and how they are asked for, and the terms of the glossary."""
    for quantity in (one for group in groups() for one in group):
        yield from _paired((*quantity.zh, *quantity.en), quantity.says)
    for line in path.read_text("utf-8").splitlines():
        term = json.loads(line)
        for _ in range(_TERMS):
            yield from _paired((*term["zh"], *term["en"], *term["says"]), term["says"])


def _paired(asks: Iterable[str], says: Iterable[str]) -> Iterator[Pair]:
    every = [_NUMBER.sub(" ", folded(say)) for say in says]
    for ask in asks:
        yield from ((folded(ask), say) for say in every)
