"""A language model words an answer from what the operations found; what its citations do not carry never shows.

The model plans: it is given what the operations found, may call the tools for more, and then writes. Every sentence is
vetted as it comes, and the whole once more by verify.py. Whatever goes wrong, the offline answer is there.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from assistant import verify
from assistant.answer import Answer
from assistant.desk import Desk
from assistant.model import ModelSettings, Use, chat_model, configured
from assistant.tools import Toolbox, as_text, schemas, wrapped
from assistant.writing.calling import Caller, Limits, Unanswered
from assistant.writing.drafting import Draft
from assistant.writing.ledger import OPEN, Ledger, Record, settled
from assistant.writing.prompts import enough, request, system
from assistant.writing.vetting import Sources
from ingest.strings import say

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk, BaseMessage

Turns = tuple[tuple[str, str], ...]

_NEVER_WORDED = frozenset(("help", "catalogue", "check", "contact"))
_OPEN = re.compile(
    r"为什么|为何|原因|共性|普遍存在|归纳|分析|评价一下|如何评价|怎么看|特点|亮点|经验(?:做法)?|启示|建议|异同|说明了什么|意味着什么|写一?[段份篇]|"
    r"(?:并|再|同时|然后|以及)(?:请)?(?:简要)?(?:说明|分析|指出|总结|概括|解释|谈谈|介绍|列出其|找出)|(?:其|它|该单位|这个单位|那家)的?(?:主要)?(?:问题|不足|做法|措施)|"
    r"\bwhy\b|\banaly[sz]|\bexplain\b|\bthemes?\b|in common\b|\bwrite (?:a|an)\b|\brecommend|\blessons?\b|and (?:then )?(?:summari[sz]e|describe|discuss|explain)",
    re.IGNORECASE,
)
_MOST_SENTENCES = 120
_REPORTS_READ = 3

log = logging.getLogger("nianbao.writer")


class Writer:
    """A configured language model at work. One serves many conversations and threads."""

    def __init__(self, settings: ModelSettings, limits: Limits | None = None) -> None:
        self.settings = settings
        self.limits = limits or Limits.configured(os.environ)
        self._lock = Lock()
        self._model: BaseChatModel | None = None

    @classmethod
    def configured(cls) -> Writer | None:
        """The writer that NIANBAO_LLM names, or None where none is set. Raises NianbaoError for an unreadable value."""
        settings = configured()
        return None if settings is None else cls(settings)

    def warm(self) -> None:
        """Load what the first answer would wait for. Raises NianbaoError where the provider's package is missing."""
        self.model()

    def model(self) -> BaseChatModel:
        """The LangChain chat model, made at its first use. Raises NianbaoError where it can't be."""
        with self._lock:
            if self._model is None:
                self._model = chat_model(self.settings, self.limits.silence, self.limits.reply)
            return self._model

    def wanted(self, offline: Answer, use: Use) -> bool:
        """Whether the model is asked about a question whose offline answer is `offline`: in `auto` only where words are
        asked for; a number that the operations found or declined stands as it is."""
        question = offline.question
        if use == "never" or question.operation in _NEVER_WORDED or question.unknown is not None or question.choices:
            return False
        for_words = _OPEN.search(question.text) is not None or question.operation == "themes"
        if offline.status != "answered":
            return for_words
        return use == "always" or for_words or question.operation in OPEN

    def write(self, offline: Answer, desk: Desk, turns: Turns = (), stop: Event | None = None) -> Iterator[Answer]:
        """The answer as it grows, every sentence checked before it is shown; the last is whole. Never raises for what a
        model or its server does."""
        work = _Work(self, offline, desk, turns, stop)
        try:
            yield from work.answers()
        except Unanswered as end:
            yield work.offline(end)
        except Exception as error:
            log.exception("the language model's answer was given up")
            yield work.offline(Unanswered("down", type(error).__name__))


@dataclass
class _Work:
    """One answer in the making."""

    writer: Writer
    answer: Answer
    desk: Desk
    turns: Turns
    stop: Event | None

    def __post_init__(self) -> None:
        self.language = self.answer.question.language
        self.ledger = Ledger(self.language)
        self.box = Toolbox(self.desk, self.ledger, self.language)
        self.caller = Caller(self.writer.settings, self.writer.limits, self.stop, self.writer.model, self.language)

    def answers(self) -> Iterator[Answer]:
        from langchain_core.messages import HumanMessage, SystemMessage

        settings = self.writer.settings
        yield replace(self.answer, pending=say("assistant.llm_thinking", self.language, model=settings.label))
        asked = request(self.answer.question.text, self._material(), self.language, self.turns)
        messages: list[BaseMessage] = [SystemMessage(system(self.language)), HumanMessage(asked)]
        tools = {tool.name: tool for tool in wrapped(self.box)}
        told: dict[str, str] = {}
        while True:
            planning = self.caller.may_go_on
            draft = Draft(self.ledger.sources(self.answer), self.language)
            reply = yield from self._reply(messages, schemas() if planning else (), draft)
            if not planning or not (reply.tool_calls or reply.invalid_tool_calls):
                break
            yield from self._looked_up(reply, messages, tools, told)
            if not self.caller.may_go_on:
                messages.append(HumanMessage(enough(self.language)))
        draft.finish()
        yield self._whole(draft)

    def _reply(self, messages: list[BaseMessage], tools: Sequence[Any], draft: Draft) -> Any:
        """One reply of the model, whole; yields the answer so far as sentences come."""
        whole: AIMessageChunk | None = None
        for chunk in self.caller.stream(messages, tools):
            whole = chunk if whole is None else whole + chunk  # type: ignore[assignment]
            if chunk.text and draft.add(chunk.text) and draft.text and not whole.tool_call_chunks:
                yield self._so_far(draft)
        if whole is None:
            raise Unanswered("down", say("assistant.llm_empty", self.language))
        return whole

    def _looked_up(
        self, reply: Any, messages: list[BaseMessage], tools: dict[str, Any], told: dict[str, str]
    ) -> Iterator[Answer]:
        """The tools that a reply calls, called; the same call twice is not answered twice."""
        from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

        messages.append(AIMessage(content=reply.text, tool_calls=reply.tool_calls))
        for at, call in enumerate(reply.tool_calls):
            name, given = call["name"], call["args"]
            shown = say(f"assistant.tool_{name}", self.language) if name in tools else name[:40]
            yield replace(self.answer, pending=say("assistant.llm_looking", self.language, tool=shown))
            key = f"{name} {as_text(given)}"
            if key in told:
                result = say("assistant.tool_again", self.language)
            elif name not in tools:
                result = as_text({"error": say("assistant.tool_unknown", self.language, tools=", ".join(tools))})
            else:
                result = _called(tools[name], call, self.language)
            told[key] = result
            messages.append(ToolMessage(result, tool_call_id=call["id"] or f"call-{at}", name=name))
        if reply.invalid_tool_calls:
            messages.append(HumanMessage(say("assistant.tool_malformed", self.language)))

    def _material(self) -> Record:
        """What is found before the model is asked: the offline answer, and the sentences an open question is about."""
        question = self.answer.question
        material: Record = {"answer": self.ledger.admit(self.answer)} if self.answer.status == "answered" else {}
        if question.operation not in OPEN and not _OPEN.search(question.text):
            return material
        if not question.agencies:
            return material | self.box.themes(question.years)
        year = question.years[-1] if len(question.years) == 1 else None
        sentences: list[Record] = []
        for agency in question.agencies[:_REPORTS_READ]:
            found = self.box.search_passages(question.topic or question.text, agency, year, 6)
            sentences += found.get("sentences", [])
            if question.operation == "summarise" and year is not None:
                sentences += self.box.read_section(agency, year, "problems").get("sentences", [])
        return material | {"sentences": sentences[:_MOST_SENTENCES]}

    def _so_far(self, draft: Draft) -> Answer:
        pending = say("assistant.llm_thinking", self.language, model=self.writer.settings.label)
        whole = settled(draft.text, self.ledger, self.answer, self.caller.usage, ())
        return replace(whole, pending=pending)

    def _whole(self, draft: Draft) -> Answer:
        """The written answer, or the offline one where too little of it holds."""
        for fault in draft.faults:
            log.debug("not shown: %s", fault)
        if not draft.kept or draft.replaced + draft.removed > draft.kept or not draft.text:
            return self.offline(None)
        final = settled(draft.text, self.ledger, self.answer, self.caller.usage, self._notes(draft))
        if next(iter(verify.problems(final)), None) is not None:  # fewer citations may leave a line without its ground
            again = Draft(Sources.of(final), self.language)
            again.add(final.text)
            again.finish()
            draft.removed += again.removed
            final = replace(final, text=again.text, notes=self._notes(draft))
        if not final.text or not self._answers(final) or next(iter(verify.problems(final)), None) is not None:
            return self.offline(None)
        return final

    def _answers(self, final: Answer) -> bool:
        """Whether the text gives the value that was asked for, where there is one."""
        if not self.answer.values or self.answer.question.operation in OPEN:
            return True
        marked = {int(n) for n in re.findall(r"\[(\d+)\]", final.text)}
        return any(set(claim.citations) & marked for claim in final.values[:1])

    def _notes(self, draft: Draft) -> tuple[str, ...]:
        settings = self.writer.settings
        notes = [say("assistant.llm_worded", self.language, model=settings.label, server=settings.server)]
        for key, count in (("llm_removed", draft.removed), ("llm_replaced", draft.replaced)):
            if count:
                notes.append(say(f"assistant.{key}", self.language, count=count))
        return tuple(notes)

    def offline(self, end: Unanswered | None) -> Answer:
        """The offline answer, with a note that says why it is shown; None: what was written did not hold."""
        settings = self.writer.settings
        key = "llm_unfit" if end is None else f"llm_{end.why}"
        note = say(
            f"assistant.{key}",
            self.language,
            model=settings.label,
            server=settings.server,
            why=end.detail if end else "",
            seconds=round(self.writer.limits.seconds),
        )
        return replace(self.answer, notes=(*self.answer.notes, note), usage=self.caller.usage, pending="")


def _called(tool: Any, call: Any, language: str) -> str:
    """What a tool returns as text, an error too."""
    try:
        return str(tool.invoke(call).content)
    except Exception as error:  # noqa: BLE001  a model's call may be wrong in any way
        log.info("the tool %s failed: %s", call["name"], error)
        return as_text({"error": say("assistant.tool_failed", language)})  # type: ignore[arg-type]
