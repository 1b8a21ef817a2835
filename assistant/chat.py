"""Conversation.ask(text) -> Answer: the one door for every interface."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant import verify
from assistant.answer import Answer
from assistant.desk import desk_for
from assistant.question import Language, Question
from assistant.routing import routed
from assistant.understand import understand
from ingest.library import Library
from ingest.strings import say

if TYPE_CHECKING:
    from ingest.embedding import Embedder


class Conversation:
    """Questions and answers over one library. Memory is the question before, and nothing else."""

    def __init__(self, library: Library, language: Language | None = None, embedder: Embedder | None = None) -> None:
        self._desk = desk_for(library, embedder)
        self._language = language
        self._before: Question | None = None

    def ask(self, text: str) -> Answer:
        """The answer to `text`, understood in the light of the turn before. Never raises for what a user types."""
        if not any(char.isalnum() for char in text):
            return self._hint(text)
        question = understand(text, self._desk, self._before)
        if self._language is not None and not any(char.isalpha() for char in text):
            question = replace(question, language=self._language)
        question, answer = routed(question, self._desk)
        if question.agencies or question.metrics:
            self._before = question
        return verify.checked(answer)

    def answer(self, question: Question) -> Answer:
        """The answer to a question already understood, as when one part of it was changed by hand."""
        question, answer = routed(question, self._desk)
        if question.agencies or question.metrics:
            self._before = question
        return verify.checked(answer)

    def _hint(self, text: str) -> Answer:
        question = Question(text=text, language=self._language or "zh", operation="help")
        return Answer(
            status="clarify",
            text=say("assistant.hint", question.language),
            question=question,
            reason=say("assistant.hint", question.language),
        )
