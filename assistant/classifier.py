"""Which metric of the taxonomy a question asks for, in whatever words: logistic regression over the embedding of the
question (names and years left out) and the sequences of its characters and words.

The weights stand in classifier.npz; `python -m eval.fitting_metrics` fits them on the wordings in eval/wordings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from assistant.facets import applicant_in
from ingest.folding import folded

if TYPE_CHECKING:
    from ingest.vectors import Vectors

NONE = "-"
"""The label of what no metric of the taxonomy counts."""
HASHED = 8192
LONGEST = 4
"""Longest sequence of characters that is looked at."""
_MASKS = re.compile("[◆●\x00\x01]+")
_TO = re.compile("[向给跟找对](?=[◆\x00])")
"""给◆递了几件: to the agency, and nothing is given."""
_LATIN = re.compile(r"[a-z][a-z'-]+")
_ABOUT = re.compile(
    r"\b(?:requests?|applications?|items?|posts?|articles?|updates?|penalt\w+|permits?|licen\w+|explainers?|videos?)"
    r" (?:that (?:were|are) )?(?:about|on|concerning|regarding|relat\w+ to|involving|dealing with) (?!disclosure|information)"
)
"""Requests about noise are a part that no row counts."""
SOMEBODY = re.compile(
    r"机构|企业|公司|商户|团体|社会组织|律所|法人|高校|[外本][省地国市县]人?|外籍|港澳|台胞|华[侨人]|学生|记者|媒体|[农村渔牧市]民|妇女|[男女][性人]|职工|工人|教师|老师|医生|患者|老[年人]|退休|退役|军人|残疾|未成年|"
    r"\b(?:institut\w+|compan(?:y|ies)|firms?|ngos?|universit\w+|foreign\w*|overseas|students?|journalists?|reporters?|media|press|farmers?|villagers?|women|workers|employees|teachers|doctors|patients|pensioners|retirees|veterans|"
    r"(?:non-?)?residents|locals|outsiders|migrants|tourists|parents|minors|prisoners)\b"
)
"""Who may have asked: of some of these the table has a column, and where it is not told which, none is given."""
_EDGES = " ，,。.!！?？;；、:："


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest label, and its probability."""

    key: str
    chance: float


@dataclass(frozen=True, slots=True)
class Classifier:
    """`weights`: (features, labels), `bias`: (labels,)."""

    labels: tuple[str, ...]
    weights: Vectors
    bias: Vectors

    def chances(self, text: str, vector: Vectors) -> dict[str, float]:
        """The probability of each label for plain words (see `plain`) and their embedding."""
        logits = features([text], vector[None])[0] @ self.weights + self.bias
        chances = np.exp(logits - logits.max())
        return dict(zip(self.labels, (chances / chances.sum()).tolist(), strict=True))

    def guess(self, text: str, vector: Vectors) -> Guess:
        """The likeliest label for plain words."""
        chances = self.chances(text, vector)
        key = max(chances, key=lambda label: chances[label])
        return Guess(key, chances[key])


def metric_asked(text: str, vector: Vectors) -> Guess:
    """The likeliest metric for plain words; NONE where they say themselves that they ask for a part."""
    if _ABOUT.search(text):
        return Guess(NONE, 1.0)
    guess = classifier().guess(text, vector)
    stranger = guess.key.startswith("requests.") and SOMEBODY.search(text) and applicant_in(text) is None
    return replace(guess, key=NONE) if stranger else guess


@cache
def classifier() -> Classifier:
    """The fitted one for metrics, read when it is first needed."""
    return kept("classifier.npz")


def kept(name: str) -> Classifier:
    """A classifier with the weights of a file of this package."""
    with (files("assistant") / name).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        weights = arrays["weights"].astype(np.float32) * arrays["scale"]
        return Classifier(tuple(arrays["labels"].tolist()), weights, arrays["bias"])


def plain(text: str) -> str:
    """A question as the classifier reads it: folded, without names, years and what stands at its ends."""
    return re.sub(r"\s+", " ", _MASKS.sub(" ", _TO.sub("", folded(text)))).strip(_EDGES).lower()


def features(texts: Sequence[str], vectors: Vectors) -> Vectors:
    """One row a text: its vector (n, d), and its hashed sequences at unit length (n, HASHED)."""
    rows = np.zeros((len(texts), HASHED), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for feature, often in Counter(_sequences(text)).items():
            row[feature] += 1 + np.log(often)
        row /= np.linalg.norm(row) or 1.0
    return np.hstack([vectors, rows])


def _sequences(text: str) -> Iterator[int]:
    padded = f" {text} "
    for length in range(1, LONGEST + 1):
        yield from (_hashed(padded[at : at + length]) for at in range(len(padded) - length + 1))
    words = _LATIN.findall(text)
    yield from map(_hashed, words)
    yield from (_hashed(f"{one} {two}") for one, two in pairwise(words))


def _hashed(sequence: str) -> int:
    return crc32(sequence.encode()) % HASHED
