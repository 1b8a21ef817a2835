"""Which operation answers a question: from what it names and the roles of its cues, by one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.question import Operation


@dataclass(frozen=True, slots=True)
class Features:
    """What a question offers to decide by: the roles of its cues, how many agencies and years it names, how it names the
    years (see years.Years), whether it asks for contacts, whether words are left to ask about, and whether these name
    what reports count."""

    roles: frozenset[str]
    agencies: int = 0
    years: int = 0
    how: str = "none"
    contact: bool = False
    topic: bool = True
    named: bool = False

    def has(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)


Rule = tuple[Operation, Callable[[Features], bool]]

_ANY: tuple[Rule, ...] = (
    (
        "check",
        lambda f: (
            f.has("check")
            or (f.has("fault") and not f.has("ask", "measure", "what", "who", "problems", "yes_no", "exist", "each"))
            or (
                f.has("verify") and not f.named and not (f.topic and f.has("ask", "measure", "grand", "yes_no", "none"))
            )
        ),
    ),
    (
        "contact",
        lambda f: (
            f.contact and not f.has("sum", "mean", "change") and (f.agencies > 0 or not f.has("who", "most", "least"))
        ),
    ),
    ("summarise", lambda f: f.has("summary") and not f.has("problems", "measures", "ask")),
    ("explain", lambda f: f.has("why")),
)
_OF_MANY: tuple[Rule, ...] = (
    ("themes", lambda f: f.has("problems", "measures") and f.has("common", "everyone") and not f.has("ask")),
    ("themes", lambda f: f.has("problems", "measures") and f.has("most") and not f.has("ask", "who")),
    ("list", lambda f: f.has("bound") or (f.has("tally") and not f.has("mean", "most", "least", "sum"))),
    ("trend", lambda f: f.has("which_year") and not f.has("who")),
    ("trend", lambda f: f.years > 1 and f.has("grew", "yoy", "versus", "more") and not f.has("who", "most", "least")),
    ("total", lambda f: f.has("mean") and not f.has("who", "most", "least")),
    ("rank", lambda f: f.has("most", "least", "order")),
    ("list", lambda f: f.has("who") and f.has("none")),
    ("rank", lambda f: f.has("more") and f.has("who")),
    ("trend", lambda f: f.has("change") and not f.has("who", "yoy", "mean")),
    ("share", lambda f: f.has("rate", "share") and f.has("everyone") and not f.has("mean", "sum", "who")),
    ("total", lambda f: f.has("mean") or (f.has("sum", "grand", "everyone", "whole") and not f.has("who"))),
    ("list", lambda f: f.has("who") and not f.has("why", "problems", "measures")),
    ("trend", lambda f: f.has("change", "grew", "yoy")),
    ("share", lambda f: f.has("share", "rate")),
)
_WEIGHED = ("more", "versus", "most", "least", "grew", "change", "yoy", "order", "each")
_OF_SEVERAL: tuple[Rule, ...] = (
    ("themes", lambda f: f.has("problems", "measures") and f.has("common") and not f.has("ask")),
    ("share", lambda f: f.has("share", "rate")),
    ("total", lambda f: f.has("sum", "mean") and not f.has("more", "versus", "most", "least")),
    ("explain", lambda f: f.has("problems", "measures") and not f.has("ask")),
    (
        "list",
        lambda f: (f.has("tally", "bound") or (f.has("who") and f.has("none", "exist"))) and not f.has(*_WEIGHED),
    ),
    ("compare", lambda f: f.topic),
)
_OF_ONE: tuple[Rule, ...] = (
    ("list", lambda f: f.agencies == 1 and f.years < 2 and f.has("who", "tally") and f.has("more")),
    ("list", lambda f: f.agencies == 1 and f.has("which_year") and f.has("bound", "none")),
    ("share", lambda f: f.has("share", "rate") and not (f.has("grew") or (f.years > 1 and f.has("change", "yoy")))),
    ("total", lambda f: f.years > 1 and f.has("mean") and not f.has("versus", "more", "grew")),
    ("total", lambda f: f.years > 1 and f.has("sum", "cumulative") and not f.has("versus", "more", "change", "grew")),
    ("compare", lambda f: f.years == 2 and f.has("grew", "yoy", "versus", "more")),
    ("trend", lambda f: f.how in ("range", "all") and not f.has("problems", "measures")),
    ("compare", lambda f: f.years > 1 and not f.has("problems", "measures")),
    ("compare", lambda f: f.has("yoy")),
    ("trend", lambda f: f.has("which_year")),
    ("trend", lambda f: f.has("change") and not f.has("problems") and f.years < 2),
    ("compare", lambda f: f.has("versus") or (f.has("grew", "more") and f.years < 2 and not f.has("measures"))),
    ("explain", lambda f: f.has("problems", "measures") and not f.has("ask")),
    ("lookup", lambda f: f.has("ask", "measure", "sum", "grand", "parts", "tally", "items")),
    ("yes_no", lambda f: f.has("yes_no", "none")),
    ("explain", lambda f: True),
)


def decide(features: Features) -> Operation:
    """The first operation whose condition holds: whole tasks first, then by how many agencies are named."""
    groups = (_OF_SEVERAL, _OF_ONE) if features.agencies > 1 else (_OF_ONE,)
    if not features.agencies:
        groups = (_OF_MANY, _OF_ONE)
    for rules in (_ANY, *groups):
        for operation, holds in rules:
            if holds(features):
                return operation
    return "explain"
