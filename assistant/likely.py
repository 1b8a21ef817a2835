"""Which stated number most likely answers a topic, where no rule settles it: a small network over what the words of the
question and of each number have in common, and how near they are in meaning.

The weights stand in likely.npz; `python -m eval.fitting` fits them on questions over reports. All numbers of a report
compete with each other and with the answer that none of them is asked for; a number is given only where its probability
is at least SURE and leads that of any other by AHEAD.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from assistant.classifier import classifier, plain
from assistant.desk import Desk
from assistant.focus import asks_added, is_added, is_stock, was_before
from assistant.likeness import Like, Likeness
from assistant.matching import (
    Ask,
    Match,
    channels_differ,
    loosely,
    rates_named,
    said_of,
    twins,
    unit_fit,
    unlike,
    unmatched,
)
from assistant.traits import Traits, is_english, traits_of
from ingest.cues import MARK
from ingest.folding import folded
from ingest.report import Fact
from ingest.windows import meant_by, words_of

if TYPE_CHECKING:
    from ingest.vectors import Vectors

SURE = 0.5
AHEAD = 0.2
_IN_ALL = re.compile(f"[总共]|累计|合计|达到?(?:了)?{MARK}")
NEVER = 0.12
"""A number that rules chose by loose words is not given where it is less likely than this."""
OUTDONE, CLEARLY = 0.25, 0.6
"""Nor where it is less likely than the one, and another as likely as the other."""
_SPANS = re.compile(
    "上半年|下半年|[前后]半年|第?[一二三四]季度|(?<![年\\d])(?:\\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!报)"
)
"""Parts of a year."""
_PUBLIC = re.compile("群众|市民|居民|公众|百姓|民众|网民|网友|村民")
_PEOPLE = re.compile(
    "(?P<kind>[\u4e00-\u9fff]{2}(?:员|人|者|师|生|工)|学生|记者|老人|儿童|妇女|专家|律师|教师|医生)(?=$|[ ，,？?的有共是来几]|多少|一共|总共)"
)
_ANYBODY = re.compile("人员|[来去的些]人$|申请人|参[加与]者|使用者|当事人|个人|[名位]人|多少人|几人")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer, what speaks for it, and the probability that its value is the one asked for. `heard`: it
    may be taken for an answer at all; `beside`: it may not, but stands near enough to be shown."""

    fact: Fact
    traits: Traits
    probability: float
    heard: bool = True
    beside: bool = False

    @property
    def match(self) -> Match:
        return Match(self.fact, self.probability, self.traits["recall"], self.traits["pairs"])


@dataclass(frozen=True, slots=True)
class Network:
    """`names` of the traits; their `shift` and `scale`; one hidden layer beside the linear weights."""

    names: tuple[str, ...]
    shift: Vectors
    scale: Vectors
    linear: Vectors
    hidden: Vectors
    hidden_bias: Vectors
    out: Vectors
    bias: Vectors

    def chances(self, rows: Sequence[Traits]) -> Vectors:
        """The probability of each row; what is left of 1 is that of none."""
        values = np.array([[row[name] for name in self.names] for row in rows], np.float32)
        values = (values - self.shift) / self.scale
        logits = values @ self.linear + np.tanh(values @ self.hidden + self.hidden_bias) @ self.out + self.bias
        strengths: Vectors = np.exp(np.clip(logits, -30, 30))
        return strengths / (strengths.sum() + 1)


@cache
def fitted() -> tuple[Network, Network, Likeness]:
    """By words alone, with meaning, and how meaning is compared; read when they are first needed."""
    with (files("assistant") / "likely.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        words, meaning = (
            Network(
                tuple(kept[f"{name}.names"].tolist()),
                *(
                    kept[f"{name}.{part}"]
                    for part in ("shift", "scale", "linear", "hidden", "hidden_bias", "out", "bias")
                ),
            )
            for name in ("words", "meaning")
        )
        own = {name.removeprefix("likeness."): kept[name] for name in kept.files if name.startswith("likeness.")}
        return words, meaning, Likeness.kept(own)


def likely(desk: Desk, ask: Ask, facts: Sequence[Fact], year: int | None = None) -> Match | None:
    """The fact that answers `ask` with a probability that is high and clearly ahead; None where there is none. `year`:
    only facts of it."""
    ranked = ranked_for(desk, ask, facts, year)
    return ranked[0].match if _leads(ranked) else None


def likelier(desk: Desk, ask: Ask, facts: Sequence[Fact], chosen: Match) -> Match | None:
    """`chosen`, where its words may ask for it at all, and none in the unit asked for is likelier; else the fact that clearly
    answers, or None."""
    ranked = ranked_for(desk, ask, facts)
    own = max((one.probability for one in ranked if one.fact.value == chosen.fact.value), default=0.0)
    if ranked and ask.unit and chosen.fact.unit != ask.unit == ranked[0].fact.unit and ranked[0].probability > own:
        return ranked[0].match if _leads(ranked) else None  # 充电桩86个 is not how many 条
    if not ranked or own >= (OUTDONE if ranked[0].probability >= CLEARLY else NEVER):
        return chosen
    return ranked[0].match if _leads(ranked) else None


def likeliest(desk: Desk, ask: Ask, facts: Sequence[Fact], some: Sequence[Match]) -> tuple[Match, list[Match]]:
    """The one of `some` matches, all as good by rules, that is clearly likelier than each other; else the first, with the
    others."""
    chances = {one.fact: one.probability for one in ranked_for(desk, ask, facts)}
    order = sorted(some, key=lambda match: -chances.get(match.fact, 0.0))
    first, second = (chances.get(match.fact, 0.0) for match in order[:2])
    return (order[0], []) if first >= SURE and first - second >= AHEAD else (some[0], list(some[1:]))


def ranked_for(desk: Desk, ask: Ask, facts: Sequence[Fact], year: int | None = None) -> list[Candidate]:
    """The candidates, likeliest first: by meaning as well where vectors are at hand."""
    chosen = candidates(ask, facts, year)
    if not chosen or not ask.topic:
        return []
    own = ask.topic, ask.unit, ask.year, ask.report_year, ask.own_names
    key = own, year, facts[0].report, tuple(map(id, facts)), desk.vector(ask.topic) is None
    _, found = desk.worked_out(key, lambda: (facts, _ranked(desk, ask, facts, chosen)))  # facts: so that their ids stay
    return list(found)


def _ranked(desk: Desk, ask: Ask, facts: Sequence[Fact], chosen: Sequence[int]) -> list[Candidate]:
    likes = likes_of(desk, ask, [facts[at] for at in chosen])
    asked = None if likes is None else desk.vector(ask.topic)
    rows = traits_of(ask, facts, chosen, likes, heard=None if asked is None else heard_in(ask.topic, asked))
    words, meaning, _ = fitted()
    chances = (words if likes is None else meaning).chances(rows)
    some = [(facts[at], chance) for at, chance in zip(chosen, chances.tolist(), strict=True)]
    of_value: defaultdict[object, float] = defaultdict(float)
    for fact, chance in some:
        of_value[fact.value] += chance
    spans, people = _SPANS.findall(ask.topic), _people(ask.topic)
    found = []
    for (fact, chance), row in zip(some, rows, strict=True):
        alike = (more for other, more in some if ask.unit is None and other.value != fact.value and twins(fact, other))
        heard, apart = _heard(ask, fact), bool(spans or people) and _of_others(spans, people, fact)
        whole = of_value[fact.value] + sum(alike)
        found.append((chance, Candidate(fact, row, whole, heard and not apart, heard and apart)))
    return [one for _, one in sorted(found, key=lambda pair: (-pair[1].probability, -pair[0]))]


def likes_of(desk: Desk, ask: Ask, facts: Sequence[Fact]) -> list[Like] | None:
    """How near each fact's window is in meaning to the topic; None without vectors."""
    asked = desk.vector(ask.topic)
    windows = desk.vectors([meant_by(*words_of(fact, ask.own_names)) for fact in facts], facts[0].report)
    return None if asked is None or windows is None else fitted()[2].likes(asked, is_english(ask.topic), windows)


def heard_in(topic: str, vector: Vectors) -> dict[str, float]:
    """The probability of each metric for a topic and its embedding."""
    return classifier().chances(plain(topic), vector)


def candidates(ask: Ask, facts: Sequence[Fact], year: int | None = None) -> list[int]:
    """The places of the prose facts whose unit may answer `ask`, if only loosely."""
    return [
        at
        for at, fact in enumerate(facts)
        if fact.origin == "prose"
        and fact.value is not None
        and fact.noun is not None
        and (year is None or fact.year == year)
        and (unit_fit(ask.unit, fact.unit, fact.qualifier) >= 0 or loosely(ask, fact))
        and not was_before(ask.topic, fact.noun)
        and not (is_stock(fact.noun) and asks_added(ask.topic))
        and not unlike(ask, fact)
        and not _only_added(ask, fact, facts)
    ]


def _only_added(ask: Ask, fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a number is what came on top, the same sentence says what it came to, and that is asked for: 新增投放点18个，
    总投放点达204个."""
    noun = fact.noun or ""
    if asks_added(ask.topic) or not is_added(noun):
        return False
    beside = (one for one in facts if one.quote == fact.quote and one.unit == fact.unit and one is not fact)
    return any(_IN_ALL.search(one.noun or "") and not is_added(one.noun or "") for one in beside)


def _leads(ranked: Sequence[Candidate]) -> bool:
    if not ranked or ranked[0].probability < SURE or not ranked[0].heard:
        return False
    first = ranked[0].fact
    others = (one for one in ranked[1:] if one.fact.value != first.value and not twins(one.fact, first))
    rivals = [one.probability for one in others]
    return not rivals or ranked[0].probability - rivals[0] >= AHEAD


def _heard(ask: Ask, fact: Fact) -> bool:
    """Rates stand in windows that say nothing (同比减少11.3%): they answer only what the words around them name. What
    another channel published is never what was asked of one."""
    said = said_of(fact, ask.own_names)
    if channels_differ(ask.sense, said.own):
        return False
    noun = (fact.noun or "").replace(MARK, "")
    return (
        fact.unit != "%" or not unmatched(ask.sense, said) or any(rate.search(noun) for rate in rates_named(ask.topic))
    )


def _people(topic: str) -> list[str]:
    """The kinds of people that are asked about, but for anybody and the public: 讲解员, 外国人."""
    kinds = (hit["kind"] for hit in _PEOPLE.finditer(topic))
    return [kind for kind in kinds if not (_ANYBODY.search(kind) or _PUBLIC.search(kind))]


def _of_others(spans: Sequence[str], people: Sequence[str], fact: Fact) -> bool:
    """Whether parts of the year are asked about, or some kind of people, and the number counts the year or the public:
    接待群众410人次, asked for foreigners."""
    quote = folded(fact.quote)
    if any(part not in quote for part in spans):
        return True
    return _PUBLIC.search(fact.noun or "") is not None and any(kind[:2] not in quote for kind in people)
