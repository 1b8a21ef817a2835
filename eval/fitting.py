"""Fits the weights of `assistant/likely.py` on questions over real and real-shaped reports: `python -m eval.fitting`.

Each prose number of the report that a question means is a candidate, right where it is the number expected. Printed: how
often the likeliest candidate is right when its report was left out of the fit (five folds by report), what the thresholds
let through, and the weights of a fit on everything, to be put into the code by hand.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.desk import Desk, desk_for
from assistant.likely import AHEAD, SURE, Candidate, candidates
from assistant.matching import ask_for
from assistant.understand import understand
from eval.building import build
from eval.openings import SHARED, load_cases
from eval.schema import load
from ingest.library import Library
from ingest.windows import own_words

_SETS = Path(__file__).with_name("sets")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A question's candidates; which of them are right; the report; whether it can be answered at all."""

    report: str
    found: tuple[Candidate, ...]
    right: tuple[bool, ...]
    answerable: bool


def cases(library: Library, sets: Sequence[Path], meaning: bool) -> Iterator[Case]:
    """The questions of `sets` for one number of one report, or for none. `meaning`: with the likeness of embeddings."""
    desk = desk_for(library)
    for text, number in (pair for path in sets for pair in _asked(path)):
        if (made := _case(desk, text, number, meaning)) is not None:
            yield made


def _asked(path: Path) -> Iterator[tuple[str, float | None]]:
    """The questions of a set that one number answers, or nothing does (None)."""
    if path.name == "questions.jsonl":
        for case in load_cases(path):
            if case.numbers or case.abstain:
                yield case.question, float(case.numbers[0]) if case.numbers else None
        return
    for item in load(path):
        if not item.history and (item.number is not None or item.status == "declined"):
            yield item.question, item.number


def _case(desk: Desk, text: str, number: float | None, meaning: bool) -> Case | None:
    question = understand(text, desk, None)
    if len(question.agencies) != 1 or not question.metrics:
        return None
    heads = [head for head in desk.heads(question.agencies[0]) if not question.years or head.year in question.years]
    if not heads:
        return None
    head, metric = heads[0], question.metrics[0]
    ask = ask_for(metric.words, metric.unit, head.year, own_words(head.agency), head.year)
    found = candidates(ask, desk.facts(head.id))
    likes = desk.likeness(ask.topic, [one.window for one in found], head.id) if meaning and found else None
    features = [one.features | ({"like": like - max(likes)} if likes else {}) for one, like in
                zip(found, likes or [0.0] * len(found), strict=True)]  # fmt: skip
    kept = tuple(Candidate(one.fact, one.window, each, 0.0) for one, each in zip(found, features, strict=True))
    right = tuple(number is not None and one.fact.value is not None and _same(float(one.fact.value), number, one)
                  for one in kept)  # fmt: skip
    return Case(head.id, kept, right, number is not None) if kept else None


def _same(value: float, number: float, one: Candidate) -> bool:
    near = 1e-6 * max(1.0, abs(number))
    return abs(value - number) < near or (one.fact.unit == "%" and abs(value - number * 100) < near)


def fit(some: Sequence[Case]) -> tuple[Any, list[str]]:
    """A logistic regression on standardised features, and their names in order."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names = list(some[0].found[0].features)
    rows = [[one.features[name] for name in names] for case in some for one in case.found]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=2000))
    model.fit(rows, [right for case in some for right in case.right])
    return model, names


def weights(model: Any, names: Sequence[str]) -> dict[str, float]:
    """The fitted weights for features as they are, without the standardising."""
    scaler, regression = model[0], model[-1]
    raw = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - float((raw * scaler.mean_).sum())
    return {"bias": round(float(bias), 2)} | {name: round(float(w), 2) for name, w in zip(names, raw, strict=True)}


def validated(all_cases: Sequence[Case]) -> dict[str, int]:
    """Counts over cases whose report was left out of the fit: the likeliest right, and what the thresholds let through."""
    reports = sorted({case.report for case in all_cases})
    count = dict.fromkeys(
        ("answerable", "first", "given_right", "given_wrong", "unanswerable", "given_unanswerable"), 0
    )
    for fold in range(FOLDS):
        out = set(reports[fold::FOLDS])
        model, names = fit([case for case in all_cases if case.report not in out])
        for case in (case for case in all_cases if case.report in out):
            chances = model.predict_proba([[one.features[name] for name in names] for one in case.found])[:, 1]
            _counted(count, case, [float(chance) for chance in chances])
    return count


def _counted(count: dict[str, int], case: Case, chances: Sequence[float]) -> None:
    order = sorted(range(len(chances)), key=lambda i: -chances[i])
    lead = order[0]
    rivals = [chances[i] for i in order[1:] if case.found[i].fact.value != case.found[lead].fact.value]
    given = chances[lead] >= SURE and (not rivals or chances[lead] - rivals[0] >= AHEAD)
    if not case.answerable:
        count["unanswerable"] += 1
        count["given_unanswerable"] += given
    elif any(case.right):
        count["answerable"] += 1
        count["first"] += case.right[lead]
        count["given_right"] += given and case.right[lead]
        count["given_wrong"] += given and not case.right[lead]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.fitting", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--words", action="store_true", help="without the likeness of embeddings")
    options = parser.parse_args(arguments)
    sources = [
        (_SETS / "heldout" / "reports", [_SETS / "heldout" / name for name in ("questions.jsonl", "second.jsonl")]),
        (SHARED / "reports", [SHARED / "questions.jsonl", _SETS / "openings" / "second.jsonl"]),
    ]
    found: list[Case] = []
    for reports, sets in sources:
        if not reports.exists():
            print(f"left out, not there: {reports.name} of {sets[0].parent.name}")
            continue
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            for _ in build(sorted(reports.iterdir()), Path(folder)):
                pass
            with Library.open(folder) as library:
                found += cases(library, sets, not options.words)
    print(validated(found))
    print(weights(*fit(found)))


if __name__ == "__main__":
    main()
