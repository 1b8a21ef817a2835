"""Questions put to a writer whose model says what a test scripts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.answer import Answer
from assistant.chat import Conversation
from assistant.model import ModelSettings, Price
from assistant.writer import Writer
from assistant.writing.calling import Limits
from ingest.library import Library
from tests.assistant.model_server import ModelServer, Reply, Request, Script, material, model_server

FACT = "云川市科学技术局2023年新收申请多少件？"
OPEN = "云川市科学技术局2023年存在哪些问题？"
QUICK = Limits(seconds=8, silence=4, pause=0.01)


@contextmanager
def writing(script: Script, limits: Limits = QUICK, price: Price | None = None) -> Iterator[tuple[Writer, ModelServer]]:
    import langchain.chat_models  # noqa: F401  # seconds on a busy machine, which are no time of the answer
    import langchain_openai  # noqa: F401

    with model_server(script) as server:
        yield Writer(ModelSettings("openai", "folder/scripted", server.url, price), limits), server


def asked(
    library: Library, writer: Writer, question: str = FACT, use: str = "always", stop: threading.Event | None = None
) -> list[Answer]:
    return list(Conversation(library, writer=writer, use=use).stream(question, stop))  # type: ignore[arg-type]


def honest(request: Request) -> Reply:
    """Everything that was found, each with its own citation."""
    held = material(request)
    facts = [
        f"{one['agency']}{one['year']}年{one['metric']}{one['value']}{one['cite']}。"
        for one in held
        if one.get("metric")
    ]
    words = [f"{one['agency']}反映，{one['text'].rstrip('。')}{one['cite']}。" for one in held if "value" not in one]
    return Reply("\n".join(dict.fromkeys([*facts, *words])))


def says(*lines: str) -> Script:
    return lambda _: Reply("\n".join(lines))


def offline(library: Library, question: str = FACT) -> Answer:
    return Conversation(library).ask(question)
