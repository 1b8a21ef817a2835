"""How likely the words of a question are said of what a number's words state: the leaflets handed out of 发放明白纸.

A translation model of words (IBM Model 1, Brown et al. 1993; for questions and answers: Berger and Lafferty 1999): the
chance that somebody who means what a word of a report says uses a given word, learnt from what reports say and how
people ask for it. It needs no vectors. The table stands in translation.npz; `python -m eval.fitting` fits it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ingest.tokens import pairs_of

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer  # type: ignore[import-untyped]

_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[a-z]{2,}")
_LIGHT = frozenset("的了有多少几个是在和与及年各一共其中为条件篇次上下里出来到给这那哪吗呢么我你他它请问想被把让对于")
_GRAMMAR = frozenset(
    "a an the of to in on at by for with from and or as is are was were be been being it its this that these those which what"
    " who how many much did does do has have had not no so any some there they their them out over about during per other than"
    " such more most very we you he she my our your me us all each every year report get got please tell".split()
)
_RARE = 3e-5
"""The prior of a word that nobody was heard to use."""
_SAME = 0.2
"""At least this is the chance that one uses the report's own word."""
_LEARNT = 0.5
"""How far the table is trusted."""
_ALONE = 0.6
"""What a single character weighs against a pair or a word."""
_ENOUGH = 1.2
_TOLD = 3.0
STEPS = 30.0
"""Of the scale on which chances are kept: so many to a factor of e."""


class Told(NamedTuple):
    """How much likelier a question's words are, given a window's, than from anybody (mean logarithm, about 0 to 3); and
    the share of what they tell that the window explains, 0 to 1."""

    told: float
    covered: float


@lru_cache(maxsize=1 << 14)
def terms(text: str) -> tuple[str, ...]:
    """The pairs of neighbouring Chinese characters of folded `text`, its characters that carry meaning, and the stems
    of its English words, each once."""
    alone = (char for char in _HAN.findall(text) if char not in _LIGHT)
    return tuple(dict.fromkeys((*pairs_of(text), *alone, *stems(text))))


def stems(text: str) -> list[str]:
    """The stems of the English words of `text` that carry meaning (Porter's second stemmer)."""
    words = [word for word in _LATIN.findall(text.lower()) if word not in _GRAMMAR]
    return list(_stemmer().stemWords(words)) if words else []


@cache
def _stemmer() -> BaseStemmer:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Translation:
    """The table of word translations, by the word asked with: `chances[starts[n]:starts[n + 1]]` are those of the n-th
    of `asked`, given each of `stated` at `places`; `priors`: how often each is used at all."""

    asked: dict[str, int]
    stated: dict[str, int]
    priors: np.ndarray[tuple[int], np.dtype[np.float32]]
    starts: np.ndarray[tuple[int], np.dtype[np.int32]]
    places: np.ndarray[tuple[int], np.dtype[np.int32]]
    chances: np.ndarray[tuple[int], np.dtype[np.float32]]

    def likes(self, topic: str, windows: Sequence[str]) -> list[Told]:
        """One for each window of folded text; `topic`: a question's words for what it asks."""
        asked = terms(topic)
        if not asked:
            return [Told(0.0, 0.0)] * len(windows)
        told = [terms(window) for window in windows]
        said_with = self._said_with(asked, {word for some in told for word in some})
        weighed = [_Weighed.of(word, self._prior(word)) for word in asked]
        return [_told(weighed, _best(asked, said_with, some)) for some in told]

    def _prior(self, word: str) -> float:
        at = self.asked.get(word)
        return _RARE if at is None else max(float(self.priors[at]), _RARE)

    def _said_with(self, asked: Iterable[str], told: Iterable[str]) -> dict[str, list[tuple[int, float]]]:
        """For each of the stated words `told`, which of `asked` it is asked for with, and the chance."""
        found = defaultdict[str, list[tuple[int, float]]](list)
        words = {at: word for word in told if (at := self.stated.get(word)) is not None}
        there = np.zeros(len(self.stated), bool)
        there[list(words)] = True
        for number, word in enumerate(asked):
            at = self.asked.get(word)
            if at is not None:
                own = slice(int(self.starts[at]), int(self.starts[at + 1]))
                places = self.places[own]
                some = there[places]
                for place, chance in zip(places[some].tolist(), self.chances[own][some].tolist(), strict=True):
                    found[words[place]].append((number, chance))
        return found


class _Weighed(NamedTuple):
    """A word asked with: its prior, what it tells (the logarithm of how rare it is), and its weight."""

    prior: float
    tells: float
    weight: float

    @classmethod
    def of(cls, word: str, prior: float) -> _Weighed:
        return cls(prior, -log(prior), _ALONE if len(word) == 1 else 1.0)


def _best(
    asked: Sequence[str], said_with: dict[str, list[tuple[int, float]]], stated: Sequence[str]
) -> Sequence[float]:
    best = [0.0] * len(asked)
    own = {*stated}
    for word in stated:
        for number, chance in said_with.get(word, ()):
            best[number] = max(best[number], chance)
    return [max(chance, _SAME) if word in own else chance for word, chance in zip(asked, best, strict=True)]


def _told(asked: Sequence[_Weighed], best: Sequence[float]) -> Told:
    gains = [log(1 + _LEARNT * chance / word.prior) for word, chance in zip(asked, best, strict=True)]
    told = sum(gain * word.weight for word, gain in zip(asked, gains, strict=True)) / len(asked) / _TOLD
    shares = [min(1.0, _ENOUGH * gain / word.tells) for word, gain in zip(asked, gains, strict=True)]
    whole = sum(word.tells * word.weight for word in asked)
    return Told(told, sum(s * w.tells * w.weight for s, w in zip(shares, asked, strict=True)) / whole)


@cache
def learnt() -> Translation:
    """The fitted table, read when it is first needed."""
    with (files("assistant") / "translation.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return unpacked({name: kept[name] for name in kept.files})


def unpacked(arrays: dict[str, np.ndarray]) -> Translation:
    """What `packed` gave."""
    asked, stated = (str(arrays[name]).split(" ") for name in ("asked", "stated"))
    return Translation(
        dict(zip(asked, range(len(asked)), strict=True)),
        dict(zip(stated, range(len(stated)), strict=True)),
        arrays["priors"].astype(np.float32),
        np.concatenate([[0], np.cumsum(arrays["counts"])]).astype(np.int32),
        arrays["places"].astype(np.int32),
        np.exp(-arrays["chances"].astype(np.float32) / STEPS),
    )


def packed(table: Translation) -> dict[str, np.ndarray]:
    """The table in arrays, chances in one byte each."""
    return {
        "asked": np.array(" ".join(table.asked)),
        "stated": np.array(" ".join(table.stated)),
        "priors": table.priors.astype(np.float32),
        "counts": np.diff(table.starts).astype(np.uint16),
        "places": table.places.astype(np.uint16 if len(table.stated) < 1 << 16 else np.int32),
        "chances": np.clip(np.round(-STEPS * np.log(table.chances)), 0, 255).astype(np.uint8),
    }


LEAST = exp(-255 / STEPS)
"""The smallest chance that is kept."""
