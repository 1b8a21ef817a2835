"""Fits the weights of `assistant/classifier.py` on the wordings in eval/wordings: `python -m eval.fitting_metrics`.

Printed: how many wordings are told rightly that were left out of the fit (four folds), and at which thresholds. ◆ stands
for an agency's name, ● for a year; frames.toml holds questions with ▲ where the name of any metric may stand.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant import classifier
from assistant.classifier import HASHED, NONE, features, plain
from assistant.finding import NEW, SHEET
from ingest.embedding import Embedder

WORDINGS = Path(__file__).with_name("wordings")
WEIGHTS = Path(classifier.__file__).with_suffix(".npz")
FRAMES = "frames.toml"
TIMES = 3
"""How often each frame is filled."""
STRENGTH = 30.0
"""C of the regression: the inverse of its regularisation."""
ROUNDS = 80
_NAME = 16, 60
"""Most characters of a wording that may stand in a frame, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of a metric (or of NONE), as plain words. `made`: from a frame, so that it measures nothing."""

    text: str
    key: str
    made: bool = False


def wordings(folder: Path = WORDINGS) -> list[Wording]:
    """All wordings of the folder, and the frames filled with the short ones among them."""
    said = [one for path in sorted(folder.glob("*.toml")) if path.name != FRAMES for one in _said(path)]
    names = {
        language: [(text, key) for text, key, which in said if which == language and _is_name(text, language)]
        for language in ("zh", "en")
    }
    filled = _filled(folder / FRAMES, names) if (folder / FRAMES).exists() else []
    every = [Wording(plain(text), _merged(key)) for text, key, _ in said] + filled
    return list({one.text: one for one in reversed(every)}.values())[::-1]


def _said(path: Path) -> Iterator[tuple[str, str, str]]:
    for key, by_language in tomllib.loads(path.read_text("utf-8")).items():
        for language, texts in by_language.items():
            yield from ((text, key, language) for text in texts)


_SAME = {named: key for key, named in SHEET.items() if named.startswith("stats.")} | {
    "request": NEW,
    "normative": "disclosure.art20_1.normative_docs.issued",
    "requests.results.other": "requests.results.other.sum",
}


def _merged(key: str) -> str:
    """The key that questions name: what the sheet before 2019 calls the same is looked up from there."""
    return _SAME.get(key, key)


def _is_name(text: str, language: str) -> bool:
    return not any(mark in text for mark in "◆●▲") and len(text) < _NAME[language == "en"]


def _filled(path: Path, names: dict[str, list[tuple[str, str]]]) -> list[Wording]:
    chance = random.Random(7)
    made: list[Wording] = []
    for by_language in tomllib.loads(path.read_text("utf-8")).values():
        for language, frames in by_language.items():
            for frame in frames:
                if frame.count("▲") == 1 and "▼" not in frame:
                    drawn = [chance.choice(names[language]) for _ in range(TIMES)]
                    made += [Wording(plain(frame.replace("▲", text)), _merged(key), True) for text, key in drawn]
    return made


def _regression(rows: Any, keys: Sequence[str]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=STRENGTH, max_iter=ROUNDS).fit(rows, keys)


def _measured(rows: Any, every: Sequence[Wording]) -> Iterator[str]:
    """What four folds of the wordings tell, left out of the fit in turn."""
    from sklearn.model_selection import KFold

    own = np.array([index for index, one in enumerate(every) if not one.made])
    made = np.array([index for index, one in enumerate(every) if one.made], dtype=int)
    keys = np.array([one.key for one in every])
    guessed, chance = np.empty(len(every), object), np.zeros(len(every))
    for learnt, left in KFold(4, shuffle=True, random_state=1).split(own):
        fitted = _regression(rows[np.concatenate([own[learnt], made])], keys[np.concatenate([own[learnt], made])])
        chances = fitted.predict_proba(rows[own[left]])
        guessed[own[left]], chance[own[left]] = fitted.classes_[chances.argmax(1)], chances.max(1)
    asked = np.array([not one.made and one.key != NONE for one in every])
    none = np.array([not one.made and one.key == NONE for one in every])
    right = guessed == keys
    yield f"{len(own)} wordings, {len(made)} frames; metrics told {right[asked].mean():.1%}, none {right[none].mean():.1%}"
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        taken = (chance >= least) & (guessed != NONE)
        yield (
            f"from {least}: {taken[asked].mean():.1%} of metrics taken, {right[asked & taken].mean():.1%} of these right; "
            f"{taken[none].mean():.1%} of none taken"
        )


def _kept(fitted: Any, path: Path) -> None:
    """Weights as bytes with one scale a label: a megabyte."""
    weights = fitted.coef_.T.astype(np.float32)
    scale = np.abs(weights).max(0) / 127
    np.savez_compressed(
        path,
        labels=np.array(list(fitted.classes_)),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale,
        bias=fitted.intercept_.astype(np.float32),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="cross-validate first (a few minutes)")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    given = parser.parse_args(arguments)
    from scipy.sparse import csr_matrix

    every = wordings()
    rows = csr_matrix(features([one.text for one in every], Embedder().queries([one.text for one in every])))
    assert rows.shape[1] > HASHED
    if given.measure:
        for line in _measured(rows, every):
            print(line)
    fitted = _regression(rows, [one.key for one in every])
    if given.write:
        _kept(fitted, WEIGHTS)
        print(f"{WEIGHTS.name}: {len(fitted.classes_)} labels, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
