"""On which page of a file everything came to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages (from 1) of cells, and of the pieces of paragraphs in the order in which they were drawn; empty for formats
    that have no pages."""

    cells: Mapping[Key, int] = field(default_factory=dict)
    texts: tuple[tuple[str, int], ...] = ()

    def of(self, sentence: str, words: str = "") -> int | None:
        """The page on which `words` of a sentence begin (the sentence itself, where it does not hold them); None where
        it was not drawn."""
        whole = "".join(_bare(text) for text, _ in self.texts)
        start = whole.find(_bare(sentence))
        if start < 0:
            return None
        inside = _bare(sentence).find(_bare(words))
        at = start + max(0, inside)
        for text, page in self.texts:
            at -= len(_bare(text))
            if at < 0:
                return page
        return None


def _bare(text: str) -> str:
    return "".join(text.split())
