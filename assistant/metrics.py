"""A question's words -> the taxonomy's metrics."""

from __future__ import annotations

from assistant.question import Language, Metric


def recognise(topic: str) -> tuple[Metric, ...]:
    """The taxonomy metrics that a folded topic names, most specific first; empty for open-vocabulary quantities."""
    return ()


def label_of(key: str, language: Language = "zh") -> str:
    """What users see for a taxonomy key."""
    return key
