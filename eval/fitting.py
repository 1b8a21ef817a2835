"""Fits the weights of `assistant/likely.py` on questions over real and real-shaped reports: `python -m eval.fitting`.

Each prose number of the report that a question means is a candidate, right where it is the number expected; that no number
is asked for is one more. The questions of the far sets, in wordings far from the reports', are asked as well of reports
that state nothing of the kind. What the network weighs is fitted with it: the words that stand for one another
(eval.fitting_translation) and how vectors are compared (eval.fitting_likeness). Printed: how often the likeliest candidate is right when its report was left out of the fit
(five folds by report), and what the thresholds let through. `--write` keeps the weights of a fit on everything.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant import likely
from assistant.likely import AHEAD, SURE, Network, heard_in
from assistant.likeness import Like, Likeness
from assistant.traits import Traits, is_english, traits_of
from assistant.translation import Translation, packed
from eval.fitting_cases import Case, collected, invented
from eval.fitting_likeness import fit_likeness, means_of
from eval.fitting_translation import Pair, fit_translation, known
from ingest.windows import words_of

WEIGHTS = Path(likely.__file__).with_suffix(".npz")
TABLE = WEIGHTS.with_name("translation.npz")
FOLDS = 5
HIDDEN = 6
STRENGTH = 4e-3
"""Of the regularisation."""
ROUNDS = 300
_OF_VECTORS = frozenset(f"{name}{lead}" for name in Like._fields for lead in ("", "_lead")) | frozenset(
    f"heard_{name}" for name in ("own", "known", "none", "cell", "other")
)
_COUNTS = "answerable", "first", "given_right", "given_wrong", "unanswerable", "given_unanswerable"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What traits are reckoned with: how vectors are compared, and which words stand for which."""

    likeness: Likeness
    table: Translation

    def rows(self, case: Case) -> list[Traits]:
        """The traits of a case's candidates."""
        likes = self.likeness.likes(case.vectors[0], is_english(case.ask.topic), case.vectors[1:])
        heard = heard_in(case.ask.topic, case.vectors[0])
        return traits_of(case.ask, case.facts, case.chosen, likes, self.table, heard)


def _learn(some: Sequence[Case], more: Sequence[Case], means: Likeness) -> Learnt:
    """From cases over reports, and for the comparison of vectors from `more` over invented ones."""
    table = fit_translation([*known(), *(pair for case in some for pair in _pairs(case))])
    return Learnt(fit_likeness([*some, *more], means), table)


def _pairs(case: Case) -> Iterator[Pair]:
    right = [case.facts[at] for at, fit in zip(case.chosen, case.right, strict=True) if fit]
    for fact in right:
        yield case.ask.topic, " ".join(words_of(fact, case.ask.own_names))


def crossed(some: Sequence[Case], teach: Sequence[int], more: Sequence[Case]) -> tuple[list[list[Traits]], Learnt]:
    """The traits of all cases by what was learnt from those at `teach` and from `more`; of those themselves, by what was
    learnt without their report, so that the network learns how far it is to be trusted. And what was learnt."""
    means = means_of(some)
    whole = _learn([some[at] for at in teach], more, means)
    rows = [whole.rows(case) for case in some]
    names = sorted({some[at].report for at in teach})
    random.Random(2).shuffle(names)
    for half in (set(names[::2]), set(names[1::2])):
        unseen = _learn([some[at] for at in teach if some[at].report not in half], more, means)
        for at in teach:
            if some[at].report in half:
                rows[at] = unseen.rows(some[at])
    return rows, whole


def fit(some: Sequence[Case], rows: Sequence[Sequence[Traits]]) -> Network:
    """The network under which what is right has the greatest likelihood, each case being a choice among its candidates
    and none of them."""
    import torch

    names = tuple(rows[0][0])
    values = np.array([[row[name] for name in names] for each in rows for row in each], np.float32)
    shift, scale = values.mean(0), values.std(0) + 1e-6
    data = torch.tensor((values - shift) / scale)
    of = torch.tensor([at for at, each in enumerate(rows) for _ in each])
    right = torch.tensor([float(one) for case in some for one in case.right])
    unsure = torch.tensor([one for case in some for one in case.unsure])
    weights = _started(len(names))

    def loss() -> Any:
        linear, hidden, hidden_bias, out, bias = weights
        logits = data @ linear + torch.tanh(data @ hidden + hidden_bias) @ out + bias
        strengths = logits.clamp(-30, 30).exp().masked_fill(unsure, 0.0)
        whole = torch.ones(len(some)).index_add(0, of, strengths)
        told = torch.zeros(len(some)).index_add(0, of, strengths * right)
        answered = torch.zeros(len(some)).index_add(0, of, right) > 0
        chosen = torch.where(answered, told, torch.ones(len(some)))
        squares = sum((one**2).sum() for one in (linear, hidden, out))
        return (whole.log() - chosen.log()).mean() + STRENGTH * squares

    _descend(weights, loss)
    return Network(names, shift, scale, *(one.detach().numpy() for one in weights))


def _started(count: int) -> list[Any]:
    import torch

    chance = torch.Generator().manual_seed(0)
    shapes = ((count,), (count, HIDDEN), (HIDDEN,), (HIDDEN,), ())
    return [((torch.rand(shape, generator=chance) - 0.5) * 0.3).requires_grad_() for shape in shapes]


def _descend(weights: list[Any], loss: Callable[[], Any]) -> None:
    import torch

    steps = torch.optim.LBFGS(weights, max_iter=ROUNDS, line_search_fn="strong_wolfe", history_size=20)

    def closure() -> Any:
        steps.zero_grad()
        lost = loss()
        lost.backward()
        return lost

    steps.step(closure)  # type: ignore[no-untyped-call]


def by_words(rows: Sequence[Sequence[Traits]]) -> list[list[Traits]]:
    """The traits that need no vectors."""
    return [[{name: row[name] for name in row if name not in _OF_VECTORS} for row in each] for each in rows]


def validated(
    some: Sequence[Case], rowed: Callable[[Sequence[int]], Sequence[Sequence[Traits]]]
) -> tuple[dict[str, int], dict[str, int]]:
    """Counts over cases whose report was left out of the fit: the likeliest right, and what the thresholds let through; by
    words alone and with meaning. `rowed`: the traits of all cases, where only those at the places given may teach."""
    names = sorted({case.report for case in some})
    random.Random(1).shuffle(names)
    counts = tuple(dict.fromkeys(_COUNTS, 0) for _ in range(2))
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        kept = [at for at, case in enumerate(some) if case.report not in out]
        rows = rowed(kept)
        for count, own in zip(counts, (by_words(rows), rows), strict=True):
            network = fit([some[at] for at in kept], [own[at] for at in kept])
            for case, each in zip(some, own, strict=True):
                if case.report in out:
                    _counted(count, case, network.chances(each).tolist())
    return counts[0], counts[1]


def _counted(count: dict[str, int], case: Case, chances: Sequence[float]) -> None:
    values = [case.facts[at].value for at in case.chosen]
    of_value = [sum(c for c, other in zip(chances, values, strict=True) if other == value) for value in values]
    lead = max(range(len(chances)), key=lambda at: (of_value[at], chances[at]))
    rivals = [chance for chance, value in zip(of_value, values, strict=True) if value != values[lead]]
    given = of_value[lead] >= SURE and of_value[lead] - max(rivals, default=0.0) >= AHEAD
    if not case.answerable:
        count["unanswerable"] += 1
        count["given_unanswerable"] += given and not case.unsure[lead]
    else:
        count["answerable"] += 1
        count["first"] += case.right[lead]
        count["given_right"] += given and case.right[lead]
        count["given_wrong"] += given and not case.right[lead]


def write(words: Network, meaning: Network, learnt: Learnt, path: Path = WEIGHTS) -> None:
    """Keep what was fitted, the table of words beside the weights."""
    parts: dict[str, Any] = {f"likeness.{name}": array for name, array in learnt.likeness.arrays().items()}
    for name, network in (("words", words), ("meaning", meaning)):
        parts[f"{name}.names"] = np.array(network.names)
        for part in ("shift", "scale", "linear", "hidden", "hidden_bias", "out", "bias"):
            parts[f"{name}.{part}"] = np.asarray(getattr(network, part), np.float32)
    np.savez_compressed(path, **parts)
    table: dict[str, Any] = packed(learnt.table)
    np.savez_compressed(path.with_name(TABLE.name), **table)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.fitting", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--libraries", type=Path, help="folder of the libraries, made there where they are not yet")
    parser.add_argument(
        "--check", action="store_true", help="count what is right over reports left out of the fit, too"
    )
    parser.add_argument("--write", action="store_true", help="keep the weights")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as made:
        folder = options.libraries or Path(made)
        some, more = list(collected(folder)), list(invented(folder / "invented"))
    print(f"{len(some)} cases over reports, {len(more)} over invented ones")
    if options.check:
        found = validated(some, lambda kept: crossed(some, kept, more)[0])
        print("by words", found[0], "with meaning", found[1], sep="\n")
    if options.write:
        rows, learnt = crossed(some, range(len(some)), more)
        write(fit(some, by_words(rows)), fit(some, rows), learnt)


if __name__ == "__main__":
    main()
