"""How near a question is in meaning to what a number stands for.

Beside the cosine of their embeddings, a learnt one: both vectors go through a map of low rank that brings what people
ask for to the words in which reports state it, and keeps apart what stands near but is something else. Fitted by
`python -m eval.fitting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    from ingest.vectors import Vectors

_ARRAYS = "zh", "en", "windows", "asked", "stated"
_SCALE = 10.0
"""What the learnt likeness is divided by, to be of the size of other traits."""


class Like(NamedTuple):
    """The cosine of a question with a number's words, and the learnt likeness: above 0 it answers rather than not."""

    meaning: float
    answers: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """The mean vector of questions in each language and of windows, (d,): what all have in common tells nothing; the map
    of questions and of windows, (d, rank); how much the cosine counts, and the threshold it has to pass."""

    zh: Vectors
    en: Vectors
    windows: Vectors
    asked: Vectors
    stated: Vectors
    weight: float
    threshold: float

    @classmethod
    def kept(cls, arrays: Mapping[str, Vectors]) -> Self:
        """What `arrays()` gave."""
        zh, en, windows, asked, stated = (arrays[name].astype(np.float32) for name in _ARRAYS)
        weight, threshold = arrays["scalars"].tolist()
        return cls(zh, en, windows, asked, stated, weight, threshold)

    def arrays(self) -> dict[str, Vectors]:
        """The fields by name, in half the precision."""
        named = {name: getattr(self, name).astype(np.float16) for name in _ARRAYS}
        return named | {"scalars": np.array([self.weight, self.threshold], np.float32)}

    def likes(self, question: Vectors, english: bool, windows: Vectors) -> list[Like]:
        """One for each window, (n, d); `question`: (d,)."""
        own = self.question(question, english)
        theirs = _unit(windows - self.windows)
        mapped = _unit(own + own @ self.asked @ self.stated.T)
        reached = _unit(theirs + theirs @ self.stated @ self.asked.T)
        learnt = (self.weight * (reached @ mapped) - self.threshold) / _SCALE
        return [Like(*pair) for pair in zip((theirs @ own).tolist(), learnt.tolist(), strict=True)]

    def question(self, vector: Vectors, english: bool) -> Vectors:
        """A question's vector without what all questions in its language have in common, at unit length."""
        return _unit(vector - self.common(english))

    def common(self, english: bool) -> Vectors:
        """What all questions in a language have in common: stands in for an embedding where that would take too long."""
        return self.en if english else self.zh


def _unit(vectors: Any) -> Vectors:
    unit: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return unit
