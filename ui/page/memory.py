"""What the visitor's browser remembers of a conversation: the words of each turn, and how they were understood."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, get_args

from assistant.question import Language, Metric, Operation, Question

LONGEST = 2000
"""Characters of a question; what is beyond is not read."""

Kept = list[dict[str, Any]]
"""A turn each: `text` and, once it was answered, `question`."""


def packed(question: Question) -> dict[str, Any]:
    """A question as JSON values, without what was only said about it."""
    fields = asdict(question)
    for name in ("notes", "carried"):
        fields.pop(name)
    return fields


def unpacked(fields: object) -> Question | None:
    """The question in what a browser sent; None where that is no question of ours."""
    if not isinstance(fields, dict):
        return None
    try:
        return Question(
            text=_text(fields["text"]),
            language=_one_of(Language, fields["language"]),
            operation=_one_of(Operation, fields["operation"]),
            agencies=_texts(fields["agencies"]),
            years=tuple(int(year) for year in fields["years"][:50]),
            metrics=tuple(map(_metric, fields["metrics"][:10])),
            topic=_text(fields["topic"]),
            unknown=_maybe(fields["unknown"]),
            choices=_texts(fields["choices"]),
            limit=None if fields["limit"] is None else int(fields["limit"]),
            descending=bool(fields["descending"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _metric(fields: dict[str, Any]) -> Metric:
    return Metric(
        _maybe(fields["key"]),
        _text(fields["label"]),
        _text(fields["words"]),
        _maybe(fields["unit"]),
        _maybe(fields["applicant"]),
        None if fields.get("year") is None else int(fields["year"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value[:LONGEST]


def _maybe(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(values: list[object]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values[:100])


def _one_of(kinds: Any, value: object) -> Any:
    if value not in get_args(kinds):
        raise ValueError(value)
    return value
