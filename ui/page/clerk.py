"""What the page does: plain functions and generators over a visitor's session, without a browser or Gradio.

Each action changes the session; `*_html` say what is then to be seen.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from threading import Event
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from assistant.model import Use
from ingest.errors import DamagedFile, NianbaoError
from ingest.report import Place, Report
from ingest.strings import Language, say, told
from ui.evidence import Pictures, View, page_view, view
from ui.page import chrome, naming, panel, render, verdicts
from ui.page.answering import answers
from ui.page.arriving import Rules
from ui.page.holdings import Holdings, examples, holdings
from ui.page.memory import LONGEST, Memory, memory, unpacked
from ui.page.rephrase import changed, misread
from ui.page.session import Session, Shown, Turn
from ui.page.uploading import Intake
from ui.records import Record, fact_record, report_record

if TYPE_CHECKING:
    from assistant.chat import Conversation
    from assistant.writer import Writer
    from ingest.library import Library

MOST_LOOKED_AT = 200
"""Reports among which examples are looked for, the newest first."""
MOST_TURNS = 50
"""A conversation keeps so many turns; older ones leave the page."""

log = logging.getLogger("nianbao.page")

Begin = Callable[["Library", Language], "Conversation"]


def begin(library: Library, language: Language) -> Conversation:
    """A new conversation over the library."""
    from assistant.chat import Conversation

    return Conversation(library, language)


@dataclass
class Clerk:
    """The page's actions over one library. Safe to share between visitors: what is theirs is in their Session."""

    library: Library
    begin: Begin = begin
    readonly: bool = False
    rules: Rules = field(default_factory=Rules)
    writer: Writer | None = None
    trouble: str = ""
    """Why there is no language model though one was asked for."""
    pictures: Pictures = field(init=False)
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        if self.readonly:
            self.rules = Rules(upload=False, delete=False)
        self.intake = Intake(self.library, self.rules)
        self.pictures = Pictures(self.original)
        self._report = lru_cache(maxsize=32)(self._read)
        self._held = lru_cache(maxsize=1)(self._hold)
        self._asking = lru_cache(maxsize=2)(self._suggest)
        self._near = lru_cache(maxsize=512)(self._relate)

    # What the library holds

    @property
    def held(self) -> Holdings:
        return self._held(self.library.state)

    def _hold(self, _state: str) -> Holdings:
        return holdings(self.library)

    def report(self, id: str) -> Report:
        """A whole report, kept while it is looked at. Raises LibraryError for an unknown id."""
        return self._report(id, self.library.state)

    def _read(self, id: str, _state: str) -> Report:
        return self.library.report(id)

    def original(self, id: str) -> bytes:
        """A report's file. Raises LibraryError for an unknown id, DamagedFile where the file was not kept."""
        content = self.library.file_bytes(id)
        if content is None:
            raise DamagedFile(say("ui.no_original"))
        return content

    # Asking

    def ask(self, session: Session, text: str) -> Iterator[None]:
        """Answer a question in a new turn: yields once it is on the page, and again once it is answered."""
        text = text.strip()[:LONGEST]
        if text:
            yield from self._append(session, Turn(text))

    def follow(self, session: Session, question: str) -> Iterator[None]:
        """Answer one of the questions that an answer brought (as JSON), in a new turn."""
        try:
            known = unpacked(json.loads(question))
        except json.JSONDecodeError:
            known = None
        if known is not None:
            yield from self._append(session, Turn(known.text, known))

    def retry(self, session: Session, number: int) -> Iterator[None]:
        """Answer a turn again."""
        if 0 <= number < len(session.turns):
            yield from self._answer(session, number)

    def change(self, session: Session, number: int, part: str, value: str) -> Iterator[None]:
        """Answer a turn again with another agency, year or metric."""
        turn = session.turns[number] if 0 <= number < len(session.turns) else None
        if turn is not None and turn.answer is not None:
            turn.question = changed(turn.answer, part, value)
            yield from self._answer(session, number)

    def enter(self, session: Session, sent: object) -> Iterator[None]:
        """A visitor comes, or comes back to a server that was started again: what the browser remembers is taken up, and
        the conversation answered once more, so that nothing that was asked is lost."""
        if session.known:
            return
        session.known = True
        known = memory(sent)
        session.language = known.language or session.language
        session.use, session.turns = known.use or session.use, list(known.turns)
        yield
        yield from self._take_up(session, known)

    def resume(self, session: Session, sent: object) -> Iterator[None]:
        """Put another conversation that the browser remembers in the place of this one."""
        self.begin_anew(session)
        session.known = True
        yield from self._take_up(session, memory(sent))

    def _take_up(self, session: Session, known: Memory) -> Iterator[None]:
        session.use = known.use or session.use
        session.turns = list(known.turns)
        for number in range(len(session.turns)):
            # Without the language model: what it once wrote is not paid for again.
            yield from self._answer(session, number, "never")

    def begin_anew(self, session: Session) -> None:
        """Leave the conversation for a new one."""
        self.stop(session)
        session.turns, session.conversation, session.shown, session.use = [], None, None, "auto"

    def choose(self, session: Session, use: str) -> None:
        """Ask the language model always, where the operations do not settle a question, or never."""
        session.use = "always" if use == "always" else "never" if use == "never" else "auto"

    def stop(self, session: Session) -> None:
        """End the answer that is being made."""
        if session.stopping is not None:
            session.stopping.set()

    def _append(self, session: Session, turn: Turn) -> Iterator[None]:
        del session.turns[: max(0, len(session.turns) - MOST_TURNS + 1)]
        session.turns.append(turn)
        yield from self._answer(session, len(session.turns) - 1)

    def _answer(self, session: Session, number: int, use: Use | None = None) -> Iterator[None]:
        turn = session.turns[number]
        turn.answer = turn.failure = turn.verdict = None
        turn.stopped, turn.given, turn.remark = False, "", ""
        session.stopping = stop = Event()
        yield
        try:
            for answer in answers(partial(self._made, session, number, use or session.use), stop):
                turn.answer = answer
                session.shown = Shown(number, answer.citations[0].n) if answer.citations else None
                yield
            if turn.open:
                # The work goes on behind the conversation's back: it gets a new one.
                turn.stopped, session.conversation = True, None
        except NianbaoError as error:
            turn.answer, turn.failure = None, say("ui.failed", session.language, error=told(error, session.language))
        except Exception:  # the page must say so in plain words, whatever it was
            log.exception("answering failed")
            inside = say("ui.failed_inside", session.language)
            turn.answer, turn.failure = None, say("ui.failed", session.language, error=inside)
        if turn.answer is not None and not turn.stopped:
            turn.question = turn.answer.question
        else:
            yield

    def _made(self, session: Session, number: int, use: Use, stop: Event) -> Iterator[Answer]:
        """The answer to a turn: to the question as it is known to be meant, else to the words."""
        turn, conversation = session.turns[number], self._conversation(session, number)
        conversation.writer, conversation.use = self.writer, use
        if turn.question is None:
            yield from conversation.stream(turn.text, stop)
            return
        for answer in conversation.stream(turn.question, stop):
            if misread(turn.question, answer):
                raise NianbaoError(say("ui.misread", turn.question.language))
            yield answer

    def _conversation(self, session: Session, number: int) -> Conversation:
        """The visitor's conversation; a new one is told what the turn before was about."""
        if session.conversation is None:
            session.conversation = self.begin(self.library, session.language)
            before = [turn.question for turn in session.turns[:number] if turn.question is not None]
            for question in before[-1:]:
                session.conversation.answer(question)
        return session.conversation

    def judge(self, session: Session, number: int, verdict: str) -> None:
        """Keep that an answer was useful or wrong; the same again takes it back."""
        if not self.readonly:
            verdicts.judge(self.library, self.writer, session, number, verdict)

    def correct(self, session: Session, number: int, remark: str) -> None:
        """Keep what is right instead of an answer found wrong."""
        if not self.readonly:
            verdicts.correct(self.library, self.writer, session, number, remark)

    def rehearse(self) -> None:
        """Ask the examples in both languages, without the language model, so that the first visitor needn't wait for word
        lists, spellings and weights; and have the model ready, or say why it can't be."""
        for words in (*self.examples("zh"), *self.examples("en")) or ("",):
            for _ in self.ask(Session(use="never"), words):
                pass
        try:
            if self.writer is not None:
                self.writer.warm()
        except NianbaoError as error:
            log.warning("no language model: %s", error)
            self.writer, self.trouble = None, str(error)

    # Evidence

    def cite(self, session: Session, number: int, n: int) -> None:
        """Bring a citation into the evidence panel."""
        if 0 <= number < len(session.turns) and session.turns[number].citation(n) is not None:
            session.shown = Shown(number, n)

    def turn_page(self, session: Session, page: int) -> None:
        """Show another page of the report in the evidence panel."""
        if session.shown is not None:
            session.shown = Shown(session.shown.turn, session.shown.n, page)

    def evidence(self, session: Session) -> View | None:
        """What the evidence panel shows, if anything."""
        citation = session.citation
        if citation is None or session.shown is None:
            return None
        place, page = citation.place, session.shown.page
        if page is not None and page != place.page:
            try:
                return page_view(citation.report, page, (), self.pictures)
            except NianbaoError:
                pass
        return self._view(citation, place)

    def _view(self, citation: Citation, place: Place) -> View:
        labels = (citation.row, citation.column)
        return view(self.report(citation.report), place, citation.quote, self.pictures, labels)

    # Language

    def speak(self, session: Session, language: str) -> None:
        """Say everything in this language from now on; an unknown one changes nothing."""
        session.language = "en" if language == "en" else "zh" if language == "zh" else session.language

    # What is to be seen

    def header_html(self, session: Session, views: Sequence[str] = ()) -> str:
        return chrome.header(self.held, views, session)

    def talk_html(self, session: Session) -> str:
        model = self.writer.settings if self.writer else None
        around = render.Around(
            self.held, self.examples(session.language), self.related, model, not self.readonly, self.rules.upload
        )
        return render.conversation(session, around)

    def composer_html(self, session: Session) -> str:
        example = next(iter(self.examples(session.language)), None)
        model = self.writer.settings if self.writer else None
        return chrome.composer(self.held, example, session, model, self.trouble)

    def evidence_html(self, session: Session) -> str:
        """The evidence panel; before the first citation, what the library holds."""
        citation = session.citation
        if citation is None or session.shown is None:
            return panel.coverage(self.held, session.language)
        try:
            seen = self.evidence(session)
        except NianbaoError:
            seen = None  # the report was taken out of the library since: the panel says so
        answer = session.turns[session.shown.turn].answer
        assert answer is not None
        return panel.panel(citation, seen, answer, session.shown, session.language)

    # For other programs

    def report_rows(self) -> list[Record]:
        """The reports as JSON values."""
        return [report_record(head) for head in self.library.reports()]

    def fact_rows(self, agency: str, year: int, metric: str | None) -> list[Record]:
        """The facts of an agency's reports of a year, as JSON values."""
        return [
            fact_record(fact, head)
            for head in self.library.reports(agency, year)
            for fact in self.library.facts([head.id], metric)
        ]

    # Words

    def examples(self, language: Language) -> tuple[str, ...]:
        return self._asking(language, self.library.state)

    def _suggest(self, language: Language, _state: str) -> tuple[str, ...]:
        newest = sorted(self.held.entries, key=lambda entry: -entry.year)[:MOST_LOOKED_AT]

        def stating(metric: str, applicant: str | None) -> frozenset[str]:
            rows = self.library.fact_rows(metric, applicant, [entry.id for entry in newest])
            return frozenset(row.report for row in rows if row.state == "number")

        return examples(self.held, stating, language)

    def related(self, agency: str, year: int, metric: str | None, language: Language) -> tuple[tuple[str, str], ...]:
        """Keys and names of other metrics that the same report states."""
        return self._near(agency, year, metric, language, self.library.state)

    def _relate(
        self, agency: str, year: int, metric: str | None, language: Language, _state: str
    ) -> tuple[tuple[str, str], ...]:
        heads = [head.id for head in self.library.reports(agency, year)]
        return naming.related(self.library.facts(heads), metric, language) if heads else ()
