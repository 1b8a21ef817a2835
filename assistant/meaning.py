"""Which stated number means what was asked, where no words are shared: by the similarity of embeddings.

Only a clear winner counts. On two development sets the right window of a paraphrase lies above LIKE and what is not
stated at all below 0.90 (cosine of multilingual-e5-small, question against window with the words before it).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.desk import Desk
from assistant.matching import Ask, Match, comparable
from ingest.report import Fact

LIKE = 0.915
"""Least cosine at which a window is taken to mean the question."""
AHEAD = 0.004
"""Least lead over the next window that states another value."""
MOST = 36
_BEFORE = 20


def nearest(desk: Desk, ask: Ask, facts: Sequence[Fact]) -> Match | None:
    """The fact whose words mean the topic, or None where none is clearly nearest or no model is at hand."""
    candidates = comparable(ask, facts)[:MOST]
    if not candidates or not ask.topic:
        return None
    likeness = desk.likeness(ask.topic, [f"{before[-_BEFORE:]} {window}".strip() for _, window, before in candidates])
    if likeness is None:
        return None
    ranked = sorted(zip(likeness, candidates, strict=True), key=lambda pair: -pair[0])
    best, (fact, _, _) = ranked[0]
    rivals = [score for score, (other, _, _) in ranked[1:] if other.value != fact.value]
    if best < LIKE or (rivals and best - rivals[0] < AHEAD):
        return None
    return Match(fact, best, best, best)
