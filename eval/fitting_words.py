"""Gathers the words that people say for what the library counts: `python -m eval.fitting_words`, into assistant/familiar.npz.

Of each metric that counts a whole, the pairs of characters and the English words that at least two of its wordings in
eval/wordings have in common. `assistant/familiar.py` reads them.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant import familiar
from assistant.classifier import NONE
from assistant.familiar import words_in
from eval.fitting_metrics import wordings

WORDS = Path(familiar.__file__).with_suffix(".npz")
OFTEN = 2
"""In how many wordings a word must stand."""


def gathered() -> dict[str, list[str]]:
    """The words of each metric, sorted."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in wordings():
        if one.key != NONE and not one.made:
            counts[one.key].update(words_in(one.text))
    return {key: sorted(word for word, often in found.items() if often >= OFTEN) for key, found in counts.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Gather and write."""
    argparse.ArgumentParser(description=__doc__).parse_args(arguments)
    found = gathered()
    text = "\n".join(f"{key} {' '.join(words)}" for key, words in sorted(found.items()))
    np.savez_compressed(WORDS, words=np.frombuffer(text.encode(), np.uint8))
    print(len(found), "metrics,", sum(map(len, found.values())), "words,", WORDS.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
