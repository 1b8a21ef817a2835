"""Which row of a template a label means, also where it is shortened, broken off, misspelt or followed by a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.taxonomy import Label, normal

_ALIKE = 80.0
"""Similarity (0-100) from which a label counts as misspelt; the next row's own label does from `_EXPECTED` on."""
_EXPECTED = 60.0
_APART = 10.0
"""How much more alike the row must be than any other."""
_LEAST = 4
"""Characters below which a part of a label says nothing."""


class Rows:
    """The labels of a template's rows, in order."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = tuple(labels)
        self._forms = [label.forms for label in labels]
        self._whole: dict[str, list[int]] = {}
        for i, forms in enumerate(self._forms):
            for form in forms:
                self._whole.setdefault(form, []).append(i)
        self._known: dict[tuple[str, int | None], int | None] = {}

    def find(self, text: str, expected: int | None = None, strict: bool = False) -> int | None:
        """The index of the label that `text` means, or None. `expected` is the row that would come next; `strict`
        takes whole labels only. Where several rows share a label, the expected one or the next after it."""
        words = normal(text)
        if same := self._whole.get(words):
            return next((i for i in same if i >= (expected or 0)), same[0])
        if strict or len(words) < _LEAST:
            return None
        key = (words, expected)
        if key not in self._known:
            if len(self._known) > 4096:
                self._known.clear()
            self._known[key] = self._near(words, expected)
        return self._known[key]

    def is_whole(self, text: str, index: int) -> bool:
        """Whether `text` is a whole form of that row's label."""
        return index in self._whole.get(normal(text), ())

    def begins_one(self, text: str) -> bool:
        """Whether `text` is the broken-off beginning of a label, and not a whole one."""
        words = normal(text)
        return len(words) >= 2 and words not in self._whole and any(form.startswith(words) for form in self._whole)

    def _near(self, words: str, expected: int | None) -> int | None:
        for part in (
            self._broken_off(words, inside=expected is not None),
            self._noted(words, inside=expected is not None),
        ):
            if part is not None:
                return part
        return self._alike(words, expected)

    def _broken_off(self, words: str, inside: bool) -> int | None:
        """The one label that begins with `words`; or, where rows are known to be in order, that has them anywhere."""
        hits = self._that(lambda form: form.startswith(words))
        if not hits and inside:
            hits = self._that(lambda form: words in form)
        return hits[0] if len(hits) == 1 else None

    def _noted(self, words: str, inside: bool) -> int | None:
        """The longest label that `words` begin with, a note following; or that stands anywhere in them."""
        least = _LEAST + 1 if inside else _LEAST
        held = [
            (len(form), i)
            for i, forms in enumerate(self._forms)
            for form in forms
            if len(form) >= least and (words.startswith(form) or (inside and form in words))
        ]
        return max(held)[1] if held else None

    def _that(self, fits: Callable[[str], bool]) -> list[int]:
        return [i for i, forms in enumerate(self._forms) if any(map(fits, forms))]

    def _alike(self, words: str, expected: int | None) -> int | None:
        from rapidfuzz import fuzz

        scores = [
            max(fuzz.ratio(words, form) if _as_long(words, form) else 0.0 for form in forms) for forms in self._forms
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        others = max((score for i, score in enumerate(scores) if i != best), default=0.0)
        least = _EXPECTED if best == expected else _ALIKE
        return best if scores[best] >= least and scores[best] - others >= _APART else None


def _as_long(words: str, form: str) -> bool:
    """A misspelt label keeps its length, a character in four apart: 其他规范性文件 is another row than 规范性文件."""
    return abs(len(words) - len(form)) <= max(1, len(form) // 4)
