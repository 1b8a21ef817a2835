"""Fits the biases and norms of `assistant/encoder.py`: `python -m eval.fitting_encoder --libraries DIR --write` (half an
hour on two cores). After it, `eval.fitting_metrics` and `eval.fitting` have to be run again.

Three lessons at a time: a question over an invented report (eval.quantities) is to be nearest to the window that answers
it, or to none of the report's; a wording (eval/wordings) is to tell its metric; a term of the glossary is to be nearest
to what reports say for it. Nothing of the question sets is learnt from, so that the other fits may be measured on them.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assistant import encoder
from assistant.traits import is_english
from eval.fitting_cases import Case, invented
from eval.fitting_metrics import Wording, regression, rows_of, wordings
from eval.fitting_translation import GLOSSARY
from ingest import bundled
from ingest.embedding import Embedder, Retuned, printable
from ingest.weights import read_packed

WEIGHTS = Path(encoder.__file__).with_suffix(".npz")
EPOCHS = 2.0
"""How often each question over an invented report is asked."""
CASES, WORDINGS, TERMS = 32, 64, 24
"""Of each in one step."""
RATE, RATE_BESIDE = 3e-3, 3e-3
"""The steepest of the encoder's numbers, and of those beside it that are not kept."""
_METRIC, _TERM = 0.5, 0.3
"""What a wording and a term weigh against a question."""
_RANK, _MOST, _LONGEST = 64, 28, 96
_NEVER = -1e4
_SHARP = 10.0


@dataclass(frozen=True, slots=True)
class Lessons:
    """What is learnt from: questions over reports, wordings with their metrics, and the terms of the glossary, with the
    default model's vectors of what reports say for them."""

    cases: Sequence[Case]
    wordings: Sequence[Wording]
    glossary: Sequence[dict[str, list[str]]]
    said: dict[str, Any]


def lessons(folder: Path) -> Lessons:
    """All there are; libraries are made in `folder` where they are not yet."""
    glossary = [json.loads(line) for line in GLOSSARY.read_text("utf-8").splitlines()]
    terms = sorted({term for one in glossary for term in (*one["says"], *one.get("not", ()))})
    vectors = Embedder().queries(terms)
    return Lessons(list(invented(folder / "invented")), wordings(), glossary, dict(zip(terms, vectors, strict=True)))


class Pupil:
    """The default model with its biases and norms free, and what stands beside it while it learns."""

    def __init__(self, given: Lessons) -> None:
        import torch

        torch.manual_seed(0)
        self.torch, self.given, self.chance = torch, given, random.Random(0)
        model = Embedder().load()
        self.bert, self.cut = model[0].auto_model.float(), model.tokenizer
        weights = bundled.wheel_weights()
        assert weights is not None
        named = {bundled.named_by_transformers(name): name for name in read_packed(weights).tensors}
        self.free = {}
        for name, parameter in self.bert.named_parameters():
            parameter.requires_grad_(name in named and (name.endswith(".bias") or "LayerNorm" in name))
            if parameter.requires_grad:
                self.free[named[name]] = parameter
        for part in self.bert.modules():
            if isinstance(part, torch.nn.Dropout):
                part.p = 0.0
        self.labels = {key: at for at, key in enumerate(sorted({one.key for one in given.wordings}))}
        self._beside(np.mean(np.vstack([case.vectors[1:] for case in given.cases]), axis=0))

    def _beside(self, windows: Any) -> None:
        torch = self.torch
        self.head = torch.nn.Linear(len(windows), len(self.labels))
        own = {
            "asked": torch.zeros(2, len(windows)),
            "windows": torch.tensor(windows),
            "term": torch.zeros(2, len(windows)),
            "said": torch.tensor(np.mean(list(self.given.said.values()), axis=0)),
            "down": torch.randn(len(windows), _RANK) * 0.02,
            "up": torch.zeros(_RANK, len(windows)),
            "scale": torch.tensor(20.0),
            "scale_term": torch.tensor(20.0),
            "threshold": torch.tensor(8.0),
        }
        self.own = {name: torch.nn.Parameter(value.float()) for name, value in own.items()}

    def embed(self, texts: Sequence[str]) -> Any:
        """(n, d), at unit length."""
        torch = self.torch
        asked = [bundled.PROMPTS["query"] + printable(text) for text in texts]
        pieces = self.cut(asked, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.bert(**pieces).last_hidden_state
        mask = pieces["attention_mask"][:, :, None].float()
        return torch.nn.functional.normalize((states.float() * mask).sum(1) / mask.sum(1), dim=-1)

    def lost(self, cases: Sequence[Case], some: Sequence[Wording], terms: Sequence[dict[str, list[str]]]) -> Any:
        """What a step has to make smaller."""
        told = [self.chance.choice(one[self.chance.choice(("zh", "en", "en"))]) for one in terms]
        texts = [*(case.ask.topic for case in cases), *(one.text for one in some), *told]
        vectors = self.embed(texts)
        asked, worded, termed = vectors.split([len(cases), len(some), len(told)])
        labels = self.torch.tensor([self.labels[one.key] for one in some])
        entropy = self.torch.nn.functional.cross_entropy
        metric = entropy(self.head(worded * _SHARP), labels, label_smoothing=0.05)
        return self._over_reports(cases, asked) + _METRIC * metric + _TERM * self._of_terms(terms, told, termed)

    def _turned(self, vectors: Any, mean: Any) -> Any:
        return self.torch.nn.functional.normalize(vectors - mean, dim=-1)

    def _mapped(self, vectors: Any, mean: Any) -> Any:
        turned = self._turned(vectors, mean)
        return self.torch.nn.functional.normalize(turned + turned @ self.own["down"] @ self.own["up"], dim=-1)

    def _over_reports(self, cases: Sequence[Case], vectors: Any) -> Any:
        """The chance of what answers each question, against the other windows of its report, those that answer the other
        questions, and none of them."""
        torch, own = self.torch, self.own
        asked = self._turned(vectors, own["asked"][[int(is_english(case.ask.topic)) for case in cases]])
        lists = [self._candidates(case) for case in cases]
        near = np.zeros((len(cases), _MOST, vectors.shape[1]), np.float32)
        there, right = (np.zeros((len(cases), _MOST), bool) for _ in range(2))
        for row, (case, places) in enumerate(zip(cases, lists, strict=True)):
            near[row, : len(places)] = case.vectors[1:][places]
            there[row, : len(places)] = True
            right[row, : len(places)] = [case.right[at] for at in places]
        strengths = own["scale"] * (self._mapped(torch.tensor(near), own["windows"]) @ asked[:, :, None])[..., 0]
        strengths = strengths.masked_fill(~torch.tensor(there), _NEVER)
        others = own["scale"] * asked @ self._mapped(torch.tensor(near[:, 0]), own["windows"]).T
        same = self._same(cases, near[:, 0])
        threshold = own["threshold"].expand(len(cases))
        every = torch.cat([strengths, others.masked_fill(torch.tensor(same), _NEVER), threshold[:, None]], 1)
        told = torch.logsumexp(strengths.masked_fill(~torch.tensor(right), _NEVER), 1)
        answered = torch.tensor([case.answerable for case in cases])
        return (torch.logsumexp(every, 1) - torch.where(answered, told, threshold)).mean()

    def _candidates(self, case: Case) -> list[int]:
        """What is right first, then as many of the others as are looked at."""
        told = [at for at, right in enumerate(case.right) if right][: _MOST // 2]
        rest = [at for at in range(len(case.right)) if not case.right[at] and not case.unsure[at]]
        return told + self.chance.sample(rest, min(len(rest), _MOST - len(told)))

    @staticmethod
    def _same(cases: Sequence[Case], first: Any) -> Any:
        """Whether the first candidate of one case is no wrong answer to another: it answers it too, or answers nothing."""
        same = np.zeros((len(cases), len(cases)), bool)
        for row, case in enumerate(cases):
            fit = [at for at in range(len(case.right)) if case.right[at] or case.unsure[at]]
            own = {case.vectors[1 + at].tobytes() for at in fit}
            same[row] = [not other.answerable or first[at].tobytes() in own for at, other in enumerate(cases)]
        return same

    def _of_terms(self, terms: Sequence[dict[str, list[str]]], told: Sequence[str], vectors: Any) -> Any:
        torch, own = self.torch, self.own
        asked = self._turned(vectors, own["term"][[int(is_english(term)) for term in told]])
        said = [self.chance.choice(one["says"]) for one in terms]
        wrong = [self.chance.choice(one["not"]) for one in terms if one.get("not")]
        rows = torch.tensor(np.stack([self.given.said[term] for term in (*said, *wrong)]))
        strengths = own["scale_term"] * asked @ self._mapped(rows, own["said"]).T
        return torch.nn.functional.cross_entropy(strengths, torch.arange(len(terms)))


def fit_encoder(given: Lessons, epochs: float = EPOCHS) -> dict[str, Any]:
    """The biases and norms by the names of the wheel's tensors."""
    pupil = Pupil(given)
    torch, chance = pupil.torch, random.Random(1)
    steps = math.ceil(epochs * len(given.cases) / CASES)
    beside = [*pupil.own.values(), *pupil.head.parameters()]
    groups = [{"params": [*pupil.free.values()], "lr": RATE}, {"params": beside, "lr": RATE_BESIDE}]
    moves = torch.optim.AdamW(groups, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(moves, [RATE, RATE_BESIDE], total_steps=steps, pct_start=0.1)
    for step in range(steps):
        drawn = [chance.sample(some, count) for some, count in zip(_all(given), (CASES, WORDINGS, TERMS), strict=True)]
        lost = pupil.lost(*drawn)
        lost.backward()
        torch.nn.utils.clip_grad_norm_(list(pupil.free.values()), 1.0)
        moves.step()
        pace.step()
        moves.zero_grad()
        if step % 50 == 49:
            print(f"{step + 1} of {steps}: {lost.item():.3f}", flush=True)
    return {name: parameter.detach().numpy() for name, parameter in pupil.free.items()}


def told_unseen(given: Lessons) -> float:
    """The share of wordings told rightly, metric or none, of a tenth that was left out of this fit and of that of the
    classifier. (What `eval.fitting_metrics --measure` counts has been learnt from by the encoder.)"""
    own = [one for one in given.wordings if not one.made]
    random.Random(0).shuffle(own)
    left, kept = own[: len(own) // 10], [*own[len(own) // 10 :], *(one for one in given.wordings if one.made)]
    model = Retuned(fit_encoder(replace(given, wordings=kept)))
    rows = [rows_of([one.text for one in some], model) for some in (kept, left)]
    guessed = regression(rows[0], [one.key for one in kept]).predict(rows[1])
    return float(np.mean([guess == one.key for guess, one in zip(guessed, left, strict=True)]))


def _all(given: Lessons) -> tuple[Sequence[Any], ...]:
    return given.cases, given.wordings, given.glossary


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.fitting_encoder", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--libraries", type=Path, help="folder of the libraries, made there where they are not yet")
    parser.add_argument("--check", action="store_true", help="count what is told of wordings left out (one more fit)")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as made:
        given = lessons(options.libraries or Path(made))
    if options.check:
        print(f"{told_unseen(given):.1%} of wordings left out are told rightly")
    if options.write:
        fitted = fit_encoder(given)
        kept: dict[str, Any] = {name: rows.astype(np.float16) for name, rows in fitted.items()}
        np.savez_compressed(WEIGHTS, **kept)
        print(f"{WEIGHTS.name}: {sum(map(np.size, fitted.values()))} numbers, {WEIGHTS.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
