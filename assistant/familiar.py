"""The words that people say for what a metric counts, gathered from the wordings that the classifier learns from."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import numpy as np

from ingest.tokens import pairs_of

_OTHER = re.compile("[^\u4e00-\u9fff]")
_WORD = re.compile("[a-z]{3,}")


def words_in(text: str) -> frozenset[str]:
    """The pairs of Chinese characters and the English words of `text`."""
    return frozenset((*pairs_of(_OTHER.sub(" ", text)), *_WORD.findall(text.lower())))


def familiar_to(key: str) -> frozenset[str]:
    """The words that at least two wordings of the metric `key` have; none for what has no wordings."""
    return _gathered().get(key, frozenset())


@cache
def _gathered() -> dict[str, frozenset[str]]:
    with (files("assistant") / "familiar.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        lines = kept["words"].tobytes().decode().split("\n")
    return {key: frozenset(words) for key, *words in (line.split(" ") for line in lines)}
