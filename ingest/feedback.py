"""What users said of answers: the noun, and its rows in the library."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

Verdict = Literal["useful", "wrong"]
NOTHING = "—"
"""The remark that says: there is no such figure, and none should have been given."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on one answer. `id` is a word that only who gave it knows; `at` ISO 8601, UTC; `history` the user's
    turns before the question; `answer` as `nianbao ask --json` has it; `configuration` what answered (library state,
    models, settings), `version` of this program; `user` who was logged in, empty without a login; `remark` what a user says
    is right instead of a wrong answer."""

    id: str
    at: str
    verdict: Verdict
    question: str
    answer: dict[str, Any]
    history: tuple[str, ...] = ()
    configuration: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    user: str = ""
    remark: str = ""


_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(Feedback).decode


def keep(db: sqlite3.Connection, given: Feedback) -> None:
    """Keep a verdict; one with the same id is replaced."""
    db.execute(
        "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)", (given.id, given.at, given.verdict, _ENCODE(given))
    )


def forget(db: sqlite3.Connection, id: str) -> bool:
    """Take a verdict back; False where there is none of this id."""
    return db.execute("DELETE FROM feedback WHERE id = ?", (id,)).rowcount > 0


def listed(db: sqlite3.Connection) -> list[Feedback]:
    """All verdicts, the oldest first."""
    return [_DECODE(row[0]) for row in db.execute("SELECT detail FROM feedback ORDER BY at, id")]
