"""Which stated number most likely answers a topic, where no rule settles it: a logistic regression over what the words of
the question and of each number have in common.

The weights are fitted by `python -m eval.fitting` on questions over real reports; the answer is given only where its
probability is at least SURE and leads that of any other value by AHEAD.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from assistant.desk import Desk
from assistant.matching import (
    Ask,
    Match,
    Said,
    channels_same,
    excess_of,
    recall_of,
    said_of,
    turns_agree,
    unit_fit,
    unmatched,
    weights_of,
    year_fit,
)
from ingest.report import Fact
from ingest.tokens import tokens
from ingest.windows import meant_by, words_of

SURE = 0.35
AHEAD = 0.2
LIKE = 0.915
"""Least cosine (multilingual-e5-small) at which a window is taken to mean a question none of whose own words it says."""
FAR = 0.7
"""Least probability at which a fact is taken in place of one that rules chose and that is not SURE itself."""
MOST = 12
"""How many candidates are compared by meaning: those that share most words."""
BY_WORDS: dict[str, float] = {
    "bias": -3.24, "recall": 2.63, "pairs": 3.49, "precision": 2.6, "excess": -2.8, "recall_lead": 3.08, "unit_same": -0.46,
    "unit_kin": -0.76, "turns": 0.99, "channels": 0.35, "year": 6.63, "part": -0.74, "rate": 2.44, "none": 0.09,
}  # fmt: skip
BY_MEANING: dict[str, float] = {
    "bias": -3.16, "recall": 2.88, "pairs": 1.5, "precision": 1.98, "excess": -1.83, "recall_lead": 1.23, "like": 34.5,
    "unit_same": -0.21, "unit_kin": -0.79, "turns": 1.2, "channels": 0.51, "year": 7.33, "part": -0.48, "rate": 1.47,
    "none": -0.02,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer, its window, what speaks for it, and the probability that it answers. `heard`: it may
    be taken for an answer at all."""

    fact: Fact
    window: str
    features: dict[str, float]
    probability: float
    heard: bool = True

    @property
    def match(self) -> Match:
        return Match(self.fact, self.probability, self.features["recall"], self.features["pairs"])


def likely(desk: Desk, ask: Ask, facts: Sequence[Fact]) -> Match | None:
    """The fact that answers `ask` with a probability that is high and clearly ahead; None where there is none."""
    ranked = ranked_for(desk, ask, facts)
    return ranked[0].match if _leads(ranked) else None


def likelier(desk: Desk, ask: Ask, facts: Sequence[Fact], chosen: Match) -> Match:
    """`chosen`, or the fact that is far likelier than it."""
    ranked = ranked_for(desk, ask, facts)
    own = max((one.probability for one in ranked if one.fact.value == chosen.fact.value), default=0.0)
    return (
        chosen if not ranked or ranked[0].probability < FAR or not ranked[0].heard or own >= SURE else ranked[0].match
    )


def likeliest(desk: Desk, ask: Ask, facts: Sequence[Fact], some: Sequence[Match]) -> tuple[Match, list[Match]]:
    """The one of `some` matches, all as good by rules, that is clearly likelier than each other; else the first, with the
    others."""
    chances = {one.fact: one.probability for one in ranked_for(desk, ask, facts)}
    order = sorted(some, key=lambda match: -chances.get(match.fact, 0.0))
    first, second = (chances.get(match.fact, 0.0) for match in order[:2])
    return (order[0], []) if first >= SURE and first - second >= AHEAD else (some[0], list(some[1:]))


def ranked_for(desk: Desk, ask: Ask, facts: Sequence[Fact]) -> list[Candidate]:
    """The candidates, likeliest first: by words where these decide, else by meaning as well."""
    ranked = _ranked(candidates(ask, facts))
    if not ranked or (_leads(ranked) and ranked[0].probability >= FAR):
        return ranked
    likes = desk.likeness(ask.topic, [one.window for one in ranked], ranked[0].fact.report)
    if likes is None:
        return ranked
    most = max(likes)
    return _ranked(
        replace(_weighed(one, one.features | {"like": like - most}), heard=one.heard or like >= LIKE)
        for one, like in zip(ranked, likes, strict=True)
    )


def _ranked(found: Iterable[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda one: -one.probability)


def _leads(ranked: Sequence[Candidate]) -> bool:
    if not ranked or ranked[0].probability < SURE or not ranked[0].heard:
        return False
    rivals = [one.probability for one in ranked[1:] if one.fact.value != ranked[0].fact.value]
    return not rivals or ranked[0].probability - rivals[0] >= AHEAD


def _weighed(one: Candidate, features: dict[str, float]) -> Candidate:
    weights = BY_MEANING if "like" in features else BY_WORDS
    logit = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return replace(one, features=features, probability=1 / (1 + exp(-logit)))


def candidates(ask: Ask, facts: Sequence[Fact]) -> list[Candidate]:
    """The prose facts of a report whose unit may answer `ask`, at most MOST, weighed by their words."""
    fitting = [fact for fact in facts if _may_answer(fact) and unit_fit(ask.unit, fact.unit, fact.qualifier) >= 0]
    if not fitting or not ask.topic:
        return []
    said = [said_of(fact, ask.own_names) for fact in fitting]
    windows = [words_of(fact, ask.own_names) for fact in fitting]
    shared = _shared_pairs(ask.topic, [window for window, _ in windows])
    weights = weights_of(ask.sense, said)
    plain = [_plain(ask, *each, weights) for each in zip(fitting, said, shared, strict=True)]
    order = sorted(range(len(plain)), key=lambda i: -(plain[i]["recall"] + plain[i]["pairs"] + plain[i]["unit_same"]))
    most = max(plain[i]["recall"] for i in order[:MOST])
    return [
        _weighed(
            Candidate(fitting[i], meant_by(*windows[i]), {}, 0.0, _heard(ask, fitting[i], said[i])),
            plain[i] | {"recall_lead": plain[i]["recall"] - most},
        )
        for i in order[:MOST]
    ]


def _heard(ask: Ask, fact: Fact, said: Said) -> bool:
    """Rates stand in windows that say nothing (同比减少11.3%): they answer only what the words around them name."""
    return fact.unit != "%" or not unmatched(ask.sense, said)


def _may_answer(fact: Fact) -> bool:
    return fact.origin == "prose" and fact.value is not None and fact.noun is not None


def _plain(
    ask: Ask, fact: Fact, said: Said, shared: tuple[float, float], weights: dict[str, float]
) -> dict[str, float]:
    """The features that need no model and no other candidate."""
    fit = unit_fit(ask.unit, fact.unit, fact.qualifier)
    return {
        "recall": recall_of(weights, said.own, (said.around, 0.75), (said.head, 0.6))[0],
        "pairs": shared[0],
        "precision": shared[1],
        "excess": excess_of(ask.sense, said.own),
        "unit_same": float(fit >= 1),
        "unit_kin": float(0.4 < fit < 1),
        "turns": float(turns_agree(ask.sense, said.own)),
        "channels": float(channels_same(ask.sense, said)),
        "year": year_fit(ask, fact, said.before, False),
        "part": float(fact.total is not None),
        "rate": float(fact.unit == "%"),
        "none": float(fact.qualifier == "none"),
    }


def _shared_pairs(topic: str, windows: Sequence[str]) -> list[tuple[float, float]]:
    """For each window: the share of the topic's character pairs in it, and of its own in the topic; pairs that few
    windows have count for more (idf)."""
    asked, told = set(tokens(topic)), [set(tokens(window)) for window in windows]
    often = Counter(pair for pairs in told for pair in pairs)

    def weight(pairs: set[str]) -> float:
        return sum(log((len(told) + 2) / (often[pair] + 0.5)) for pair in pairs)

    whole = weight(asked) or 1.0
    return [(weight(asked & pairs) / whole, weight(asked & pairs) / (weight(pairs) or 1.0)) for pairs in told]
