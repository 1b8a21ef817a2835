"""A question's words -> the taxonomy's metrics."""

from __future__ import annotations

from assistant.question import Metric


def recognise(topic: str) -> tuple[Metric, ...]:
    """The taxonomy metrics that a folded topic names, most specific first; empty for open-vocabulary quantities."""
    return ()
