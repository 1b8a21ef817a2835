"""What the classifier learns from is whole, names keys that exist, and shares no question with what it is measured on."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np

from assistant.classifier import NONE, classifier, plain
from assistant.whose import COLUMNS, NOBODY
from assistant.whose import _classifier as whose
from eval import fitting_metrics
from eval.corpus.book import phrasebook
from eval.fitting_metrics import FRAMES, WHOSE, WORDINGS, applicants, wordings
from ingest.taxonomy import metrics

SETS = Path(fitting_metrics.__file__).with_name("sets")


def test_every_key_is_the_taxonomys() -> None:
    for path in WORDINGS.glob("*.toml"):
        if path.name not in (FRAMES, WHOSE):
            assert set(tomllib.loads(path.read_text("utf-8"))) - {NONE} <= set(metrics()), path.name


def test_the_weights_are_of_these_wordings() -> None:
    assert set(classifier().labels) == {one.key for one in wordings()}


def test_who_asks_is_learnt_from_wordings_and_rules() -> None:
    every = applicants()
    assert set(whose().labels) == {one.key for one in every}
    assert sum(not one.made for one in every) > 3000
    assert {one.key for one in every if one.made} <= set(COLUMNS) | {NOBODY}


def test_frames_are_filled_with_names_alone() -> None:
    made = [one.text for one in wordings() if one.made]
    assert len(made) > 1000
    assert not any("▲" in text or "◆" in text for text in made)


def test_nothing_that_measures_is_learnt() -> None:
    learnt = {one.text for one in (*wordings(), *applicants()) if not one.made and len(one.text.encode()) > 24}
    asked = {
        plain(json.loads(line)["question"]) for path in SETS.rglob("*.jsonl") for line in path.read_text("utf-8").split("\n")
        if line.strip() and "question" in json.loads(line)
    }  # fmt: skip
    assert len(asked) > 1000
    assert learnt & asked == set()


def test_the_measuring_half_of_the_phrasebook_is_not_learnt() -> None:
    book = phrasebook()
    whole = {
        plain(text)
        for group in ("cell", "sum", "prose")
        for one in book[group]
        for kind in ("ask", "en")
        for text in one["test"].get(kind, ())
        if "{" not in text
    }
    own = {
        plain(text)
        for group in ("cell", "sum", "prose")
        for one in book[group]
        for kind in ("ask", "en")
        for text in one["dev"].get(kind, ())
    }
    learnt = {one.text for one in wordings() if not one.made}
    assert len(whole) > 60
    assert len((whole - own) & learnt) <= len(whole) // 50  # what two people happen to say alike


def test_weights_are_kept_as_bytes_and_read_back(tmp_path: Path) -> None:
    class Fitted:
        classes_ = np.array(["a", "b"])
        coef_ = np.array([[1.0, -0.5, 0.25], [0.0, 2.0, -2.0]])
        intercept_ = np.array([0.5, -0.5])

    path = tmp_path / "kept.npz"
    fitting_metrics._kept(Fitted(), path)
    with np.load(path, allow_pickle=False) as kept:
        assert kept["weights"].dtype == np.int8
        read = kept["weights"].astype(np.float32) * kept["scale"]
    assert np.abs(read - Fitted.coef_.T).max() < 0.01
