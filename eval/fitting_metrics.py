"""Fits the weights of `assistant/classifier.py` and `assistant/whose.py` on the wordings in eval/wordings:
`python -m eval.fitting_metrics`.

Printed: how many wordings are told rightly that were left out of the fit (four folds), and at which thresholds; the encoder has
seen them all, so `eval.fitting_encoder --check` is the count of what nobody has seen. ◆ stands
for an agency's name, ● for a year; frames.toml holds questions with ▲ where the name of any metric may stand,
applicants.toml questions by whose requests they ask for.
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

from assistant import classifier, whose
from assistant.cells import NEW, SHEET
from assistant.classifier import HASHED, NONE, SOMEBODY, features, plain
from assistant.encoder import encoder
from assistant.facets import applicant_in
from assistant.whose import COLUMNS, NOBODY
from ingest.embedding import Embedder

WORDINGS = Path(__file__).with_name("wordings")
WEIGHTS = Path(classifier.__file__).with_suffix(".npz")
APPLICANTS = Path(whose.__file__).with_name("applicants.npz")
FRAMES = "frames.toml"
WHOSE = "applicants.toml"
PLAIN = 4000
"""Wordings of rows of the requests table that name nobody, which teach who is not named."""
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
    said = [one for path in sorted(folder.glob("*.toml")) if path.name not in (FRAMES, WHOSE) for one in _said(path)]
    names = {
        language: [(text, key) for text, key, which in said if which == language and _is_name(text, language)]
        for language in ("zh", "en")
    }
    filled = _filled(folder / FRAMES, names) if (folder / FRAMES).exists() else []
    every = [Wording(plain(text), _merged(key)) for text, key, _ in said] + filled
    return list({one.text: one for one in reversed(every)}.values())[::-1]


def applicants(folder: Path = WORDINGS) -> list[Wording]:
    """Wordings by whose requests they ask for; those of the rows of the table as the rules hear them."""
    own = [Wording(plain(text), key) for text, key, _ in _said(folder / WHOSE)]
    rows = [
        one for one in wordings(folder) if not one.made and (one.key.startswith("requests.") or one.key == "request")
    ]
    told = [(one.text, applicant_in(one.text)) for one in rows if not SOMEBODY.search(one.text)]
    nobody = random.Random(1).sample(bare := [text for text, who in told if who is None], min(PLAIN, len(bare)))
    named = [Wording(text, _LABELS[who[0]], True) for text, who in told if who is not None and who[0] in _LABELS]
    return [*own, *named, *(Wording(text, NOBODY, True) for text in nobody)]


def _said(path: Path) -> Iterator[tuple[str, str, str]]:
    for key, by_language in tomllib.loads(path.read_text("utf-8")).items():
        for language, texts in by_language.items():
            yield from ((text, key, language) for text in texts)


_SAME = {named: key for key, named in SHEET.items() if named.startswith("stats.")} | {
    "request": NEW,
    "normative": "disclosure.art20_1.normative_docs.issued",
    "requests.results.other": "requests.results.other.sum",
}


_LABELS = {column: label for label, column in COLUMNS.items()}


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


def rows_of(texts: Sequence[str], model: Embedder) -> Any:
    """What the classifier sees of each text, (n, features), sparse."""
    from scipy.sparse import csr_matrix

    return csr_matrix(features(texts, model.queries(texts)))


def regression(rows: Any, keys: Sequence[str]) -> Any:
    """The classifier, fitted."""
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
        fitted = regression(rows[np.concatenate([own[learnt], made])], keys[np.concatenate([own[learnt], made])])
        chances = fitted.predict_proba(rows[own[left]])
        guessed[own[left]], chance[own[left]] = fitted.classes_[chances.argmax(1)], chances.max(1)
    asked = np.array([not one.made and one.key not in (NONE, NOBODY) for one in every])
    none = np.array([not one.made and one.key in (NONE, NOBODY) for one in every])
    right = guessed == keys
    yield f"{len(own)} wordings, {len(made)} made of frames or heard by rules; told {right[asked].mean():.1%}, none {right[none].mean():.1%}"
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        taken = (chance >= least) & (guessed != NONE) & (guessed != NOBODY)
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


def _fitted(every: Sequence[Wording], measure: bool) -> Any:
    model = encoder()
    assert model is not None, "the default model is not at hand"
    rows = rows_of([one.text for one in every], model)
    assert rows.shape[1] > HASHED
    for line in _measured(rows, every) if measure else ():
        print(line)
    return regression(rows, [one.key for one in every])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="cross-validate first (a few minutes)")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name} and {APPLICANTS.name}")
    given = parser.parse_args(arguments)
    for every, path in ((wordings(), WEIGHTS), (applicants(), APPLICANTS)):
        fitted = _fitted(every, given.measure)
        if given.write:
            _kept(fitted, path)
            print(f"{path.name}: {len(fitted.classes_)} labels, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
