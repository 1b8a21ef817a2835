"""A text as it comes from a model, let through sentence by sentence: what its citations carry, or what they say instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.answer import Citation, Claim
from assistant.citing import mark
from assistant.metrics import label_of
from assistant.question import Language
from assistant.writing.sentences import Sentence, plain_text, sentences
from assistant.writing.vetting import Sources, Vetter
from ingest.strings import say

_MOST_EXTRACTS = 2


@dataclass
class Draft:
    """`text` is what may be shown; `kept`, `replaced` and `removed` count sentences."""

    sources: Sources
    language: Language
    kept: int = 0
    replaced: int = 0
    removed: int = 0
    faults: list[str] = field(default_factory=list)
    _raw: str = ""
    _lines: list[str] = field(default_factory=list)
    _shown: set[str] = field(default_factory=set)
    _vetter: Vetter | None = None
    _done: int = 0
    _lead: str = ""
    _open: bool = False
    _cited: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The text so far, without headings that nothing follows."""
        lines = list(self._lines)
        while lines and not re.search(r"\[\d+\]", lines[-1]):
            lines.pop()
        return "\n".join(line.strip() for line in lines)

    def add(self, written: str) -> bool:
        """More of the text; True where that brings something to show."""
        self._raw += written
        return self._take(plain_text(whole_so_far(self._raw)), growing=True)

    def finish(self) -> None:
        """The end of the text."""
        self._take(plain_text(self._raw), growing=False)

    def _take(self, text: str, growing: bool) -> bool:
        every = list(sentences(text, growing))
        new = every[self._done :]
        self._done = len(every)
        before = len(self._lines), self._lines[-1:]
        for sentence in new:
            self._judge(sentence)
        return (len(self._lines), self._lines[-1:]) != before

    def _judge(self, sentence: Sentence) -> None:
        self._vetter = self._vetter or Vetter(self.sources)
        if sentence.first:
            self._lead, self._open = sentence.lead, False
        fault = self._vetter.fault(sentence)
        if fault is None:
            words = sentence.shown.strip()
            if words not in self._shown:
                self._shown.add(words)
                self._cited.update(sentence.marks)
                self.kept += bool(sentence.marks)
                self._put(words)
            return
        self.faults.append(f"{fault}: {sentence.shown[:80]}")
        instead = self._extracts(sentence)[:_MOST_EXTRACTS]
        if instead:
            self.replaced += 1
            self._put((" " if self.language == "en" else "").join(instead))
        else:
            self.removed += 1

    def _put(self, words: str) -> None:
        if self._open:
            self._lines[-1] += (" " if self.language == "en" else "") + words
        else:
            self._lines.append(self._lead + words)
        self._open = True

    def _extracts(self, sentence: Sentence) -> list[str]:
        """What the citations of a sentence say themselves."""
        out = []
        for n in sentence.marks:
            citation = self.sources.citations.get(n)
            if citation is None or n in self._cited:
                continue
            self._cited.add(n)
            claim = next((one for one in self.sources.claims if n in one.citations and one.formula is None), None)
            out.append(extract(citation, claim, self.language))
        return list(dict.fromkeys(out))


def extract(citation: Citation, claim: Claim | None, language: Language) -> str:
    """A citation in the offline answer's words: its number with what it counts, or its sentence quoted."""
    if claim is not None and claim.metric and claim.shown:
        return say(
            "assistant.written_value",
            language,
            agency=claim.agency,
            year=claim.year,
            metric=label_of(claim.metric, language),
            value=claim.shown,
            marks=mark(*claim.citations[:8]),
        )
    return say(
        "assistant.written_quote",
        language,
        agency=citation.agency,
        year=citation.year,
        quote=citation.quote,
        marks=mark(citation.n),
    )


def whole_so_far(text: str) -> str:
    """Growing text up to where something is open that would hide what it holds: a thought, a call, a tag, a link."""
    cut = len(text)
    for rule in (
        r"<think(?:ing)?>(?!.*</think(?:ing)?>)",
        r"<tool_call>(?!.*</tool_call>)",
        r"```(?!.*```)",
        r"[<\[!][^\]>\n]*$",
        r"\]\([^)\n]*$",
    ):
        for hit in re.finditer(rule, text, re.DOTALL if rule[0] in "<`" else 0):
            cut = min(cut, hit.start())
    return text[:cut]
