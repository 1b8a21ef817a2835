"""Fits the map of `assistant/likeness.py`: what brings a question's vector to the words in which its number is stated.

Each case is a choice between its candidates and none of them, as for the network (see eval.fitting), by the cosine of the
mapped vectors alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.likeness import Likeness
from assistant.traits import is_english

if TYPE_CHECKING:
    from eval.fitting import Case
    from ingest.vectors import Vectors

RANK = 64
STEPS = 1500
BATCH = 64
ANSWERED = 48
"""Of a batch: cases that something answers."""
STRENGTH = 1e-3
"""Of the regularisation."""
_RATE = 3e-3
_MOST = 40
"""Candidates of a case that are looked at in one step."""
_NEVER = -1e4


def means_of(some: Sequence[Case]) -> Likeness:
    """The means over questions, by language, and over windows; without a map, which answers nothing."""

    def mean(rows: list[Vectors]) -> Vectors:
        return np.mean(np.vstack(rows), axis=0) if rows else np.zeros(some[0].vectors.shape[1], np.float32)

    none = np.zeros((some[0].vectors.shape[1], 1), np.float32)
    return Likeness(
        mean([case.vectors[:1] for case in some if not is_english(case.ask.topic)]),
        mean([case.vectors[:1] for case in some if is_english(case.ask.topic)]),
        mean([case.vectors[1:] for case in some]),
        none,
        none,
        20.0,
        8.0,
    )


def fit_likeness(some: Sequence[Case], means: Likeness, steps: int = STEPS, rank: int = RANK) -> Likeness:
    """The map under which what is right has the greatest likelihood. `means`: those of `means_of`."""
    import torch

    torch.manual_seed(0)
    width = some[0].vectors.shape[1]
    asked, stated = (torch.nn.Parameter(torch.randn(width, rank) * 0.02) for _ in range(2))
    weight, threshold = (torch.nn.Parameter(torch.tensor(value)) for value in (means.weight, means.threshold))
    every = [asked, stated, weight, threshold]
    moves = torch.optim.AdamW(every, lr=_RATE, weight_decay=0.0)
    pace = torch.optim.lr_scheduler.OneCycleLR(moves, _RATE, total_steps=steps)
    normal = torch.nn.functional.normalize
    for questions, windows, right, there in _batches(some, means, steps):
        mapped = normal(questions + questions @ asked @ stated.T, dim=-1)
        reached = normal(windows + windows @ stated @ asked.T, dim=-1)
        strengths = (weight * (reached @ mapped[:, :, None])[..., 0]).masked_fill(~there, _NEVER)
        whole = torch.logsumexp(torch.cat([strengths, threshold.expand(len(questions), 1)], 1), 1)
        told = torch.logsumexp(strengths.masked_fill(~right, _NEVER), 1)
        lost = (whole - torch.where(right.any(1), told, threshold)).mean()
        (lost + STRENGTH * ((asked**2).sum() + (stated**2).sum())).backward()  # type: ignore[no-untyped-call]
        moves.step()
        pace.step()
        moves.zero_grad()
    return replace(
        means,
        asked=asked.detach().numpy(),
        stated=stated.detach().numpy(),
        weight=weight.item(),
        threshold=threshold.item(),
    )


def _batches(some: Sequence[Case], means: Likeness, steps: int) -> Iterator[tuple[Any, ...]]:
    """Questions (n, d), windows (n, most, d), which of these are right, and which are there at all: the rest fills up."""
    import torch

    chance = random.Random(0)
    questions = [means.question(case.vectors[0], is_english(case.ask.topic)) for case in some]
    windows = [case.vectors[1:] - means.windows for case in some]
    windows = [each / np.maximum(np.linalg.norm(each, axis=1, keepdims=True), 1e-9) for each in windows]
    answered = [at for at, case in enumerate(some) if case.answerable]
    others = [at for at, case in enumerate(some) if not case.answerable]
    for _ in range(steps):
        drawn = _drawn(answered, ANSWERED, chance) + _drawn(others, BATCH - ANSWERED, chance)
        places = [_places(some[at], chance) for at in drawn]
        shape = len(drawn), max(map(len, places))
        near, right, there = (
            np.zeros((*shape, windows[0].shape[1]), np.float32),
            np.zeros(shape, bool),
            np.zeros(shape, bool),
        )
        for row, (at, own) in enumerate(zip(drawn, places, strict=True)):
            near[row, : len(own)] = windows[at][own]
            right[row, : len(own)] = [some[at].right[place] for place in own]
            there[row, : len(own)] = True
        yield (
            torch.tensor(np.stack([questions[at] for at in drawn]), dtype=torch.float32),
            *map(torch.tensor, (near, right, there)),
        )


def _drawn(places: Sequence[int], count: int, chance: random.Random) -> list[int]:
    return chance.sample(places, min(count, len(places)))


def _places(case: Case, chance: random.Random) -> list[int]:
    """The candidates of a case that teach: all that are right, and as many of the others as are looked at."""
    told = [at for at, right in enumerate(case.right) if right]
    rest = [
        at for at, (right, unsure) in enumerate(zip(case.right, case.unsure, strict=True)) if not right and not unsure
    ]
    return told[:_MOST] + _drawn(rest, max(0, _MOST - len(told)), chance)
