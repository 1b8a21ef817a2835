"""Meaning is compared without what all questions have in common, and by a map that brings together what was learnt."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.likeness import Likeness


def likeness(rank: int = 1) -> Likeness:
    """Without a map; means along the first, third and second axis."""
    none = np.zeros((3, rank), np.float32)
    return Likeness(*np.eye(3, dtype=np.float32)[[0, 2, 1]], none, none, weight=20.0, threshold=8.0)


def test_what_all_vectors_have_in_common_tells_nothing() -> None:
    windows = np.array([[0, 1.0, 5], [3.0, 1, 0]])
    found = likeness().likes(np.array([1.0, 0, 2]), False, windows)
    assert [one.meaning for one in found] == pytest.approx([1, 0])
    found = likeness().likes(np.array([2.0, 0, 1]), True, windows)
    assert [one.meaning for one in found] == pytest.approx([0, 1])


def test_without_a_map_the_learnt_likeness_is_the_cosine_past_its_threshold() -> None:
    found = likeness().likes(np.array([1.0, 0, 2]), False, np.array([[0, 1.0, 5], [3.0, 1, 0]]))
    assert [one.answers for one in found] == pytest.approx([(20 - 8) / 10, -8 / 10])


def test_a_map_brings_a_question_to_what_it_is_asked_of() -> None:
    asked, stated = np.array([[1.0], [0], [0]]), np.array([[0.0], [0], [1.0]])
    plain = Likeness(*np.zeros((3, 3)), asked, stated, weight=20.0, threshold=8.0)
    near, far = plain.likes(np.array([1.0, 0, 0]), False, np.array([[0, 0, 1.0], [0, 1.0, 0]]))
    assert near.meaning == far.meaning == 0
    assert near.answers > 1 > 0 > far.answers


def test_it_comes_back_from_its_arrays() -> None:
    made = Likeness(*np.eye(3), np.ones((3, 2)), np.full((3, 2), 0.5), weight=21.5, threshold=7.25)
    again = Likeness.kept(made.arrays())
    assert (again.weight, again.threshold) == (21.5, 7.25)
    assert again.asked == pytest.approx(made.asked)
    assert again.windows == pytest.approx(made.windows)
