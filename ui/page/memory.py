"""What the visitor's browser remembers: the language, and of a conversation the words of each turn and how they were
understood."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from assistant.model import Use
from assistant.question import Question
from ingest.strings import Language
from ui.page.session import Turn

LONGEST = 2000
"""Characters of a question; what is beyond is not read."""
MOST_KEPT = 20
"""Turns of a conversation that the browser remembers."""
_LARGEST = 20_000
"""Characters of one question with all that is known of it."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a browser sent: nothing in it is to be trusted. None where it said nothing."""

    language: Language | None = None
    use: Use | None = None
    turns: tuple[Turn, ...] = ()


def memory(sent: object) -> Memory:
    """What a browser remembers, as far as it is anything of ours."""
    if not isinstance(sent, dict):
        return Memory()
    turns = sent.get("turns")
    return Memory(
        _known(sent.get("language"), Language),
        _known(sent.get("use"), Use),
        tuple(_turns(turns[-MOST_KEPT:])) if isinstance(turns, list) else (),
    )


def _known(value: object, kind: Any) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def _turns(kept: Iterable[object]) -> Iterable[Turn]:
    for one in kept:
        if isinstance(one, dict) and isinstance(one.get("text"), str) and one["text"].strip():
            yield Turn(one["text"][:LONGEST], unpacked(one.get("question")))


def kept(turns: Iterable[Turn]) -> list[dict[str, Any]]:
    """What the browser is to remember of a conversation, as JSON values."""
    return [
        {"text": turn.text, "question": packed(turn.question) if turn.question else None}
        for turn in list(turns)[-MOST_KEPT:]
    ]


def packed(question: Question) -> dict[str, Any]:
    """A question as JSON values, without what was only said about it."""
    fields: dict[str, Any] = msgspec.to_builtins(replace(question, notes=(), carried=()))
    return {name: value for name, value in fields.items() if name not in ("notes", "carried")}


def unpacked(fields: object) -> Question | None:
    """The question in what a browser sent; None where that is no question of ours."""
    try:
        if not isinstance(fields, dict) or len(json.dumps(fields)) > _LARGEST:
            return None
        question: Question = msgspec.convert(fields, Question)
    except (msgspec.ValidationError, TypeError, ValueError, RecursionError):
        return None
    return replace(question, text=question.text[:LONGEST], notes=(), carried=())
