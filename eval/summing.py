"""What many judgements come to: shares with their intervals, counts, times; over all and by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from eval.score import LEVELS, Judgement

Scores = dict[str, Any]
DEPTHS = (1, 3, 5, 10)
GROUPS = ("type", "language", "template", "format")
_SAMPLES = 1000


def summary(judgements: Sequence[Judgement]) -> Scores:
    """Scores of all, and by type, language, template and format."""
    made: Scores = {"all": scores(judgements)}
    for name in GROUPS:
        groups: dict[str, list[Judgement]] = defaultdict(list)
        for one in judgements:
            groups[getattr(one.item, name) or "-"].append(one)
        made[f"by_{name}"] = {key: scores(some) for key, some in sorted(groups.items())}
    return made


def scores(some: Sequence[Judgement]) -> Scores:
    """The scores of some answers; None where nothing was asked that they speak of."""
    answerable = [one for one in some if one.item.status == "answered" and not one.item.blank]
    rest = [one for one in some if one.item.status != "answered"]
    times = sorted(one.seconds for one in some)
    good = [float(one.right and one.cited) for one in some]
    return {
        "questions": len(some),
        "accuracy": _mean(one.right for one in some),
        "accuracy_interval": interval([float(one.right) for one in some]),
        "right_and_cited": _mean(good),
        "right_and_cited_interval": interval(good),
        "score": _mean(one.score for one in some),
        "value_accuracy": _mean(one.right for one in answerable if one.item.numbers or one.item.table or one.item.either),
        "text_accuracy": _mean(one.right for one in answerable if one.item.any_of or one.item.all_of),
        "declined_rightly": _mean(one.right for one in rest),
        "declined_wrongly": _mean(one.declined for one in answerable),
        "wrong_agency": sum(one.wrong_agency > 0 for one in some),
        "wrong_year": sum(one.wrong_year > 0 for one in some),
        "citation_recall": dict(_by_level(one.levels for one in some)),
        "citation_precision": dict(_by_level(one.precision for one in some)),
        "contradictions": contradictions(some),
        "retrieval": retrieval([one.rank for one in some if one.ranked]),
        "p50_ms": _at(times, 0.5), "p95_ms": _at(times, 0.95),
    }  # fmt: skip


def _by_level(found: Iterable[dict[str, float]]) -> Iterator[tuple[str, float]]:
    listed = list(found)
    for level in LEVELS:
        value = _mean(one[level] for one in listed if level in one)
        if value is not None:
            yield level, value


def contradictions(some: Sequence[Judgement]) -> Scores | None:
    """How well checks name the rules that are broken: each rule of each question counts once."""
    asked = [one for one in some if one.item.rules is not None and one.item.status == "answered"]
    wanted = [(one.item.id, rule) for one in asked for rule in one.item.rules or ()]
    named = [(one.item.id, rule) for one in asked for rule in one.named]
    return detection(wanted, named) if asked else None


def detection(wanted: Iterable[tuple[str, str]], found: Iterable[tuple[str, str]]) -> Scores:
    """Precision and recall of what was found, each (place, rule) once; None where there is nothing to divide by."""
    put_in, given = set(wanted), set(found)
    both = len(put_in & given)
    return {
        "expected": len(put_in),
        "found": len(given),
        "rightly": both,
        "precision": round(both / len(given), 4) if given else None,
        "recall": round(both / len(put_in), 4) if put_in else None,
    }


def retrieval(ranks: Sequence[int | None]) -> Scores | None:
    """Recall at 1, 3, 5 and 10, and the mean reciprocal rank; `ranks` holds None where the evidence was not found."""
    if not ranks:
        return None
    recalls = {f"recall@{k}": round(sum(1 for rank in ranks if rank and rank <= k) / len(ranks), 4) for k in DEPTHS}
    return {"questions": len(ranks), **recalls, "mrr": round(sum(1 / rank for rank in ranks if rank) / len(ranks), 4)}


def interval(values: Sequence[float], seed: int = 0) -> tuple[float, float] | None:
    """The 95 % bootstrap interval of a mean (percentiles of 1,000 resamples)."""
    import numpy as np

    if not values:
        return None
    chance = np.random.default_rng(seed)
    drawn = chance.integers(0, len(values), (_SAMPLES, len(values)))
    low, high = np.percentile(np.asarray(values, dtype=float)[drawn].mean(axis=1), (2.5, 97.5))
    return round(float(low), 4), round(float(high), 4)


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else None


def _at(times: Sequence[float], part: float) -> float | None:
    return round(times[min(len(times) - 1, int(len(times) * part))] * 1000, 1) if times else None
