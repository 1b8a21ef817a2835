"""Text as the words that full-text search compares."""

from __future__ import annotations

import re
import unicodedata

from ingest.folding import simplify

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff〇]+")
_RUN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff〇]+)|([0-9a-z]+)")


def tokens(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters, simplified (a lone one as it is); Latin words and numbers whole.

    Pairs find the right passage more often than jieba's words do, and need no dictionary to be loaded.
    """
    found: list[str] = []
    for run in _RUN.finditer(simplify(unicodedata.normalize("NFKC", text)).lower()):
        han = run[1]
        if han is None:
            found.append(run[2])
        elif len(han) == 1:
            found.append(han)
        else:
            found += pairs_of(han)
    return found


def pairs_of(text: str) -> list[str]:
    """The pairs of neighbouring characters in the runs of Chinese characters of folded `text`; of a lone one none."""
    return [run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)]
