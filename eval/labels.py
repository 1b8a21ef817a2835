"""Whether two labels of rows, columns or headings are the same one, however they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache

from eval.openings import simplified

_ORDINAL = re.compile(
    r"^\s*(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．]|\d+\s*[.．、])"
)
_MARKS = re.compile(r"[\s()（）\[\]、.:：，,“”\"'—-]")
_NEAR = 0.6
_SAME_HEADING = 0.75


def plain(text: str) -> str:
    """A text without its ordinal, spaces and marks."""
    return _MARKS.sub("", simplified(_ORDINAL.sub("", text)))


def same_label(wanted: str | None, given: str | None) -> bool:
    """Whether `given` is the wanted row or column: alike, and like no other label of the standard tables as much."""
    if not wanted:
        return True
    one, other = plain(wanted), plain(given or "")
    if one == other:
        return True
    if not other or not (one in other or other in one or _ratio(one, other) >= _NEAR):
        return False
    ours, score = _known().get(one, frozenset()), _ratio(one, other)
    return all(_ratio(label, other) < score for label, keys in _known().items() if label != one and not keys & ours)


def same_heading(wanted: str, given: str) -> bool:
    """Headings may be printed longer or shorter than expected."""
    one, other = plain(wanted), plain(given)
    return bool(other) and (one in other or other in one or _ratio(one, other) >= _SAME_HEADING)


def same_words(wanted: str, given: str) -> bool:
    """A quoted sentence, or most of it."""
    one, other = plain(wanted), plain(given)
    return bool(other) and (one in other or other in one or _ratio(one, other) >= _NEAR)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Every row and column label of the templates, with what it stands for: labels of the same are not told apart."""
    from eval.corpus.template import APPLICANTS, ARTICLES, DISPUTE_GROUPS, DISPUTE_RESULTS, LABELLED_ROWS, STATS

    listed = [(text, text) for text in (*DISPUTE_RESULTS.values(), *LABELLED_ROWS)]
    listed += [(name, key) for key, name in APPLICANTS.items()] + [(name, name) for _, name, _ in STATS]
    listed += [(f"{group} {result}",) * 2 for _, group in DISPUTE_GROUPS for result in DISPUTE_RESULTS.values()]
    for articles in ARTICLES.values():
        for _, _, columns, rows in articles:
            listed += [(name, key) for key, name in (*columns, *rows)]
    made: dict[str, set[str]] = {}
    for text, key in listed:
        made.setdefault(plain(text), set()).add(key)
    return {text: frozenset(keys) for text, keys in made.items()}
