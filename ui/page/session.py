"""What one browser tab remembers: its language, its conversation, and what the evidence panel shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.model import Use
from assistant.question import Question
from ingest.strings import Language
from ui.page.evaluations import Evaluating
from ui.page.selection import Comparing
from ui.page.sieve import Sieve

if TYPE_CHECKING:
    from assistant.chat import Conversation


@dataclass
class Turn:
    """A question and what came of it. `text` are the user's words; `question` how they are to be understood, where that
    is known already: after an answer, or once a chip was changed; `failure` is a plain sentence where answering went
    wrong; `stopped` says that the user did not wait; `given` is the id under which a verdict is kept, `remark` what was said
    to be right instead."""

    text: str
    question: Question | None = None
    answer: Answer | None = None
    failure: str | None = None
    stopped: bool = False
    verdict: str | None = None
    given: str = ""
    remark: str = ""

    @property
    def open(self) -> bool:
        """Whether an answer is still being made."""
        if self.failure is not None or self.stopped:
            return False
        return self.answer is None or bool(self.answer.pending)

    def citation(self, n: int) -> Citation | None:
        citations = self.answer.citations if self.answer else ()
        return next((citation for citation in citations if citation.n == n), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which citation of which turn stands in the evidence panel; `page` where the reader has turned to another."""

    turn: int
    n: int
    page: int | None = None


@dataclass
class Session:
    """Everything of one visitor; nothing of it is shared. `known` once what the browser remembers was looked at; `user`
    who is logged in; `stopping` is set to end the answer being made. `opened` is the report open in the reports view,
    `place` what is shown of it (kind, number, part; see pointing.target), `page` where the reader has turned to another,
    `sieve` which reports the table lists, `notice` what just happened there."""

    language: Language = "zh"
    user: str = ""
    known: bool = False
    use: Use = "auto"
    turns: list[Turn] = field(default_factory=list)
    conversation: Conversation | None = None
    stopping: Event | None = None
    shown: Shown | None = None
    opened: str | None = None
    place: tuple[str, int, int] = ("top", 0, 0)
    page: int | None = None
    sieve: Sieve = field(default_factory=Sieve)
    notice: str = ""
    comparing: Comparing = field(default_factory=Comparing)
    evaluating: Evaluating = field(default_factory=Evaluating)

    @property
    def citation(self) -> Citation | None:
        """The citation in the evidence panel, if any."""
        if self.shown is None or self.shown.turn >= len(self.turns):
            return None
        return self.turns[self.shown.turn].citation(self.shown.n)
