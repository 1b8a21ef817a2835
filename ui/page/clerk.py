"""What the page does: plain functions and generators over a visitor's session, without a browser or Gradio.

Each action changes the session; `*_html` say what is then to be seen.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation
from ingest.errors import DamagedFile, NianbaoError
from ingest.report import Place, Report
from ingest.strings import Language, say
from ui.evidence import Pictures, View, page_view, view
from ui.page import chrome, naming, panel, render, shelf
from ui.page.holdings import Holdings, examples, holdings
from ui.page.memory import LONGEST, Kept, packed, unpacked
from ui.page.rephrase import changed, misread
from ui.page.session import Session, Shown, Turn
from ui.records import Record, fact_record, report_record

if TYPE_CHECKING:
    from assistant.chat import Conversation
    from ingest.library import Library

FEEDBACK = "feedback.jsonl"
MOST_LOOKED_AT = 200
"""Reports among which examples are looked for, the newest first."""
MOST_KEPT = 20
"""Turns that the visitor's browser remembers."""
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
    pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
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

    def restore(self, session: Session, kept: Kept) -> Iterator[None]:
        """Answer again what the visitor's browser remembers, where the session is new: after a reload or a restart of
        the server nothing that was asked is lost."""
        if session.turns or not isinstance(kept, list):
            return
        known = [one for one in kept[-MOST_KEPT:] if isinstance(one, dict) and isinstance(one.get("text"), str)]
        session.turns = [Turn(one["text"][:LONGEST], unpacked(one.get("question"))) for one in known]
        for number in range(len(session.turns)):
            yield from self._answer(session, number)

    def kept(self, session: Session) -> Kept:
        """What the visitor's browser is to remember."""
        return [
            {"text": turn.text, "question": packed(turn.question) if turn.question else None}
            for turn in session.turns[-MOST_KEPT:]
        ]

    def begin_anew(self, session: Session) -> None:
        """Forget the conversation."""
        session.turns, session.conversation, session.shown = [], None, None

    def _append(self, session: Session, turn: Turn) -> Iterator[None]:
        del session.turns[: max(0, len(session.turns) - MOST_TURNS + 1)]
        session.turns.append(turn)
        yield from self._answer(session, len(session.turns) - 1)

    def _answer(self, session: Session, number: int) -> Iterator[None]:
        turn = session.turns[number]
        turn.answer = turn.failure = turn.verdict = None
        yield
        try:
            session.conversation = session.conversation or self.begin(self.library, session.language)
            turn.answer = _answered(session.conversation, turn)
            turn.question = turn.answer.question
        except NianbaoError as error:
            turn.failure = say("ui.failed", session.language, error=error)
        except Exception:  # the page must say so in plain words, whatever it was
            log.exception("answering failed")
            turn.failure = say("ui.failed", session.language, error=say("ui.failed_inside", session.language))
        cited = turn.answer.citations if turn.answer else ()
        session.shown = Shown(number, cited[0].n) if cited else None
        yield

    def judge(self, session: Session, number: int, verdict: str) -> None:
        """Note that an answer was useful or wrong; the same again takes it back."""
        turn = session.turns[number]
        turn.verdict = None if turn.verdict == verdict else verdict
        if self.readonly or turn.answer is None:
            return
        note = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "verdict": turn.verdict,
            "asked": turn.text,
            "answer": turn.answer.as_json(),
        }
        with (self.library.folder / FEEDBACK).open("a", encoding="utf-8") as file:
            file.write(json.dumps(note, ensure_ascii=False) + "\n")

    def rehearse(self) -> None:
        """Ask one of the examples, so that the first visitor needn't wait for word lists."""
        for _ in self.ask(Session(), next(iter(self.examples("zh")), "")):
            pass

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

    # Reports

    def open(self, session: Session, id: str) -> None:
        """Open a report at its beginning."""
        if self.held.entry(id) is not None:
            session.opened = id
            self.place(session, "top", 0)

    def place(self, session: Session, kind: str, at: int, part: int = 0) -> None:
        """Show the place of a fact, a finding's operand or a section of the opened report."""
        session.place, session.page = (kind, at, part), None

    def turn_leaf(self, session: Session, page: int) -> None:
        """Show another page of the opened report."""
        session.page = page

    def close(self, session: Session) -> None:
        session.opened = None

    def speak(self, session: Session, language: str) -> None:
        """Say everything in this language from now on; an unknown one changes nothing."""
        session.language = "en" if language == "en" else "zh" if language == "zh" else session.language

    # What is to be seen

    def header_html(self, session: Session) -> str:
        return chrome.header(self.held, session.language)

    def talk_html(self, session: Session) -> str:
        return render.conversation(session, self.held, self.examples(session.language), self.related)

    def composer_html(self, session: Session) -> str:
        example = next(iter(self.examples(session.language)), None)
        return chrome.composer(self.held, example, bool(session.turns), session.language)

    def evidence_html(self, session: Session) -> str:
        """The evidence panel; before the first citation, what the library holds."""
        try:
            citation, shown = session.citation, self.evidence(session)
        except NianbaoError:
            shown = None  # the report was taken out of the library since
        if shown is None or citation is None or session.shown is None:
            return panel.coverage(self.held, session.language)
        answer = session.turns[session.shown.turn].answer
        assert answer is not None
        return panel.panel(citation, shown, answer, session.shown, session.language)

    def reports_html(self, session: Session) -> str:
        if session.opened is None:
            return shelf.table(self.held, session.language)
        return shelf.opened(self.report(session.opened), session.language)

    def leaf_html(self, session: Session) -> str:
        """The page beside an opened report."""
        if session.opened is None:
            return ""
        report = self.report(session.opened)
        try:
            shown = self._leaf(session, report)
        except (IndexError, NianbaoError):
            shown = view(report, shelf.TOP, "", self.pictures, whole=True)
        return shelf.leaf(report, shown, session.language)

    def _leaf(self, session: Session, report: Report) -> View:
        if session.page is not None:
            return page_view(report.id, session.page, (), self.pictures)
        place, quote, labels = shelf.target(report, *session.place)
        return view(report, place, quote, self.pictures, labels, whole=True)

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


def _answered(conversation: Conversation, turn: Turn) -> Answer:
    """The answer to a turn: to the question as it is known to be meant, else to the words."""
    if turn.question is None:
        return conversation.ask(turn.text)
    direct = getattr(conversation, "answer", None)
    answer = direct(turn.question) if direct else conversation.ask(turn.question.text)
    if misread(turn.question, answer):
        raise NianbaoError(say("ui.misread", turn.question.language))
    return answer
