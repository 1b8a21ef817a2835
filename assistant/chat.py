"""Conversation.ask(text) -> Answer: the one door for every interface."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import verify
from assistant.answer import Answer
from assistant.asserting import judged
from assistant.desk import Desk, desk_for
from assistant.model import Use
from assistant.operations import parted
from assistant.pointing import remembered
from assistant.question import Language, Question
from assistant.recalling import told
from assistant.routing import routed
from assistant.sourcing import placed
from assistant.understand import understand
from ingest.library import Library
from ingest.strings import say

if TYPE_CHECKING:
    from threading import Event

    from assistant.writer import Writer
    from ingest.embedding import Embedder

_REMEMBERED = 3
"""Turns that a language model is told of."""


class Conversation:
    """Questions and answers over one library. Memory is the question before, and for a language model the last turns.

    `writer` is a language model, `use` when it is asked; both may be changed between two questions.
    """

    def __init__(
        self,
        library: Library,
        language: Language | None = None,
        embedder: Embedder | None = None,
        writer: Writer | None = None,
        use: Use = "auto",
    ) -> None:
        self._desk: Desk = desk_for(library, embedder)
        self._language = language
        self._before: Question | None = None
        self._turns: list[tuple[str, str]] = []
        self.writer = writer
        self.use: Use = use

    def ask(self, text: str) -> Answer:
        """The answer to `text`, understood in the light of the turn before. Never raises for what a user types."""
        *_, answer = self.stream(text)
        return answer

    def stream(self, text: str | Question, stop: Event | None = None) -> Iterator[Answer]:
        """The answer to `text`, or to a question already understood, as it grows: each is checked as far as it goes, the
        last one is whole. `stop`, once set, ends a language model's work; the offline answer is then the last. Without a
        model there is one answer."""
        if isinstance(text, Question):
            yield from self._answered(text, stop)
            return
        if not any(char.isalnum() for char in text):
            yield self._hint(text)
            return
        question = understand(text, self._desk, self._before)
        if self._language is not None and not any(char.isalpha() for char in text):
            question = replace(question, language=self._language)
        yield from self._answered(question, stop)

    def answer(self, question: Question) -> Answer:
        """The answer to a question already understood, as when one part of it was changed by hand."""
        *_, answer = self._answered(question, None)
        return answer

    def _answered(self, question: Question, stop: Event | None) -> Iterator[Answer]:
        with self._desk.at_rest():
            asked, (question, answer) = question, routed(question, self._desk)
            answer = parted.inside(question, answer, self._before)
        about = question.agencies or question.metrics or question.choices or question.unknown
        if question.operation != "help" and (about or question.operation == "catalogue"):
            spoken = told(question, answer, self._before)
            kept = self._before is not None and self._before.assumed and "year" in asked.carried
            assumed = kept or (not asked.years and question.operation != "trend")
            self._before = replace(remembered(question, answer, self._before), told=spoken, assumed=assumed)
        answer = placed(question, verify.checked(judged(question, answer)))
        if self.writer is not None and self.writer.wanted(answer, self.use):
            for grown in self.writer.write(answer, self._desk, tuple(self._turns), stop):
                answer = grown
                yield answer
        else:
            yield answer
        if self.writer is not None:
            self._turns = [*self._turns, (question.text, answer.text)][-_REMEMBERED:]

    def _hint(self, text: str) -> Answer:
        question = Question(text=text, language=self._language or "zh", operation="help")
        return Answer(
            status="clarify",
            text=say("assistant.hint", question.language),
            question=question,
            reason=say("assistant.hint", question.language),
        )
