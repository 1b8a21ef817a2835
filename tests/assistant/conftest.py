"""The samples in a library, and a way to ask it: one for all tests of a worker, as nothing here changes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import read_report
from tests.assistant.answers import Ask


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Library]:
    """The fourteen samples, without vectors."""
    with Library.open(tmp_path_factory.mktemp("library")) as held:
        for file in sorted(samples.iterdir()):
            held.add(read_report(file))
        yield held


@pytest.fixture(scope="session")
def ask(library: Library) -> Ask:
    """The answer to the last of some turns of a new conversation."""

    @cache
    def asked(*turns: str) -> Answer:
        talk = Conversation(library)
        return [talk.ask(turn) for turn in turns][-1]

    return asked


@pytest.fixture
def talk(library: Library) -> Conversation:
    return Conversation(library)
