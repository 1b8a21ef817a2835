"""The nouns of asking: what a question was understood to mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Operation = Literal[
    "lookup",
    "yes_no",
    "compare",
    "rank",
    "trend",
    "total",
    "share",
    "list",
    "check",
    "summarise",
    "explain",
    "contact",
    "catalogue",
    "themes",
    "help",
]
Language = Literal["zh", "en"]
Comparator = Literal[">", ">=", "<", "<=", "=", "between"]


@dataclass(frozen=True, slots=True)
class Metric:
    """What is asked for. `key` is a taxonomy key (or None: an open-vocabulary quantity, to be matched by `words` and
    `unit`); `applicant` an `applicant.*` key where the question names one; `label` what users see; `year` the year
    it is asked of, where that is not the report's (2019年的数，2020年年报里的); `said` the part of the question that asks
    for it, names and years masked."""

    key: str | None
    label: str
    words: str = ""
    unit: str | None = None
    applicant: str | None = None
    year: int | None = None
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition on a number: `low` and, for `between`, `high` (both included), in base units; `also`: one more on the same number."""

    op: Comparator
    low: Decimal
    high: Decimal | None = None
    also: Bound | None = None

    def admits(self, number: Decimal) -> bool:
        if self.also is not None and not self.also.admits(number):
            return False
        if self.op == "between":
            return self.low <= number <= (self.low if self.high is None else self.high)
        return {
            ">": number > self.low,
            ">=": number >= self.low,
            "<": number < self.low,
            "<=": number <= self.low,
            "=": number == self.low,
        }[self.op]


@dataclass(frozen=True, slots=True)
class Asserted:
    """A number that the question itself states, in base units; `slack`: how far off a rounded one (2.8万) may be;
    `bound`: it is asked whether there were more (or fewer) than so many."""

    number: Decimal
    unit: str | None
    slack: Decimal = Decimal(0)
    bound: Bound | None = None

    def agrees(self, number: Decimal) -> bool:
        return self.bound.admits(number) if self.bound else abs(self.number - number) <= self.slack


@dataclass(frozen=True, slots=True)
class Group:
    """The agencies a question over many speaks of (平州市各局, 各教育局): the words that say which, and their names."""

    label: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. `agencies` are canonical names held by the library; `unknown` the agency words that
    name none of them; `choices` the agencies among which the question does not decide. `years` is empty where
    none was named or meant. `topic` is the question without agency and year: what it is about. `asked` are the
    years as written. `notes` say what was assumed (say() keys with values). `group`: the agencies of a region or of a
    kind that are meant, where none is named singly. `bounds`: the conditions of a list, one a metric or one for all;
    `either`: one of them is enough. `cues`: the roles of the words that ask (see cues.toml). `stated`: of a change that is
    asked about, what a report itself may say of it (同比增长12%). `recent`: the agencies that the turns so far spoke of,
    oldest first (see pointing.py). `asserted`: the number that is to be confirmed.
    `said`: the question with its names and years masked. `after`: what the turn before asked for, where this one asks for
    something else of the same report; `shown`: the numbers that the last answer gave. `told`: the numbers that the turns so
    far gave, oldest first (see answer.Told); `recalled`: those of them that this turn reckons with (see recalling.py).
    `offered`: the agencies that the last answer asked to choose from. `assumed`: its year was named by nobody, and the newest stands for
    it."""

    text: str
    language: Language = "zh"
    operation: Operation = "lookup"
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    metrics: tuple[Metric, ...] = ()
    topic: str = ""
    unknown: str | None = None
    choices: tuple[str, ...] = ()
    limit: int | None = None
    descending: bool = True
    carried: tuple[str, ...] = ()
    notes: tuple[tuple[str, dict[str, object]], ...] = field(default=())
    group: Group | None = None
    bounds: tuple[Bound, ...] = ()
    either: bool = False
    cues: frozenset[str] = frozenset()
    stated: tuple[Metric, ...] = ()
    recent: tuple[str, ...] = ()
    asserted: Asserted | None = None
    said: str = ""
    after: tuple[Metric, ...] = ()
    shown: tuple[Decimal, ...] = ()
    told: tuple[object, ...] = ()
    recalled: tuple[object, ...] = ()
    offered: tuple[str, ...] = ()
    assumed: bool = False
