"""Which row of a template a label means, also where it is shortened, broken off, misspelt or followed by a note."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ingest.taxonomy import Label, normal

_ALIKE = 80.0
"""Similarity (0-100) from which a label counts as misspelt; the next row's own label does from `_EXPECTED` on."""
_EXPECTED = 60.0
_APART = 10.0
"""How much more alike the row must be than any other."""
_LEAST = 4
"""Characters below which a part of a label says nothing."""


def find(text: str, labels: Sequence[Label], expected: int | None = None, strict: bool = False) -> int | None:
    """The index of the label that `text` means, or None. `expected` is the row that would come next; `strict` takes
    whole labels only. Where several rows share a label, the expected one or the next after it."""
    return _found(normal(text), tuple(labels), expected, strict)


@lru_cache(maxsize=4096)
def _found(words: str, labels: tuple[Label, ...], expected: int | None, strict: bool) -> int | None:
    if not words:
        return None
    same = [i for i, label in enumerate(labels) if words in label.forms]
    if same:
        return next((i for i in same if i >= (expected or 0)), same[0])
    if strict or len(words) < _LEAST:
        return None
    part = _part(words, labels, inside=expected is not None)
    return _alike(words, labels, expected) if part is None else part


def _part(words: str, labels: Sequence[Label], inside: bool) -> int | None:
    """The one label that begins with `words`, or that `words` begin with; or, where rows are in order, that holds them."""
    for fits in (_begins, _holds) if inside else (_begins,):
        hits = [i for i, label in enumerate(labels) if any(fits(words, form) for form in label.forms)]
        if len(hits) == 1:
            return hits[0]
    return None


def _begins(words: str, form: str) -> bool:
    return form.startswith(words) or len(form) >= _LEAST and words.startswith(form)


def _holds(words: str, form: str) -> bool:
    return words in form or len(form) > _LEAST and form in words


def _alike(words: str, labels: Sequence[Label], expected: int | None) -> int | None:
    from rapidfuzz import fuzz

    scores = [max(fuzz.ratio(words, form) for form in label.forms) for label in labels]
    best = max(range(len(labels)), key=scores.__getitem__)
    others = max((score for i, score in enumerate(scores) if i != best), default=0.0)
    least = _EXPECTED if best == expected else _ALIKE
    return best if scores[best] >= least and scores[best] - others >= _APART else None


def begins_one(text: str, labels: Sequence[Label]) -> bool:
    """Whether `text` is the broken-off beginning of a label, and not a whole one."""
    words = normal(text)
    return len(words) >= 2 and any(form.startswith(words) and form != words for label in labels for form in label.forms)
