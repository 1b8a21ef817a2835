"""Every sentence of a written text against what it cites: numbers, names, years, dates, quotations, directions.

A sentence passes whole or not at all. What may stand in it is what its own [n] marks carry.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Answer, Citation, Claim
from assistant.writing.carrying import Statement, around, carried, meant
from assistant.writing.figures import Figure, closed, figures
from assistant.writing.grounds import Spot, Words, computed, follows, owner, share, without
from assistant.writing.naming import Named, Namer
from assistant.writing.sentences import Segment, Sentence, sentences
from ingest.folding import bared

_BRACKETED = re.compile(r"\[(?!\d{1,4}\])[^\]]*\]")
_RELATIVE = re.compile(
    r"去年|前年|上一?年(?!度?结转|转入)|今年|同期|往年|历年|last year|previous year|year before|this year", re.I
)
_UP = re.compile(
    r"比[^，,。；;]{1,40}?[多高]|[多高](?=\d|出)|增长|增加|上升|提高|增多|升至|增至|多于|高于|超过|大于|多出|\b(?:increas\w+|rose|risen|grew|grown|more than|higher|up (?:from|by)|exceed\w*)\b",
    re.I,
)
_DOWN = re.compile(
    r"比[^，,。；;]{1,40}?[少低]|[少低](?=\d)|减少|下降|降低|回落|降至|减至|少于|低于|小于|不及|\b(?:decreas\w+|fell|fallen|declin\w+|dropp?\w*|fewer|lower|less than|down (?:from|by))\b",
    re.I,
)
_MOST = re.compile(
    r"最[多少高低大小快慢好差强弱]|居首|首位|第一位|名列|排名|唯一|\b(?:most|fewest|least|highest|lowest|largest|smallest|the only|rank\w*)\b",
    re.I,
)
_GREATEST = re.compile(r"最[多高大]|居首|首位|第一位|most|highest|largest", re.I)
_LEAST = re.compile(r"最[少低小]|fewest|least|lowest|smallest", re.I)
_NONE = re.compile(
    r"没有|(?<!尚)(?<!从)未(?!来|成年|必|免)|无(?!法|需|论|障碍|锡|为|害|偿|缝)|零(?!售|距)|不存在|\b(?:no|none|zero|never|without|not)\b",
    re.I,
)
_LACKING = re.compile("[不缺没]")
_RESPECTIVE = re.compile(r"分别|依次|\brespectively\b", re.I)
_OFFICES = re.compile(r"^\s*(?:家|个|份)?(?:单位|部门|机关|年报|报告|局|agenc|report|bureau|office)", re.I)
_LEAD_IN = re.compile(r"[:：]\s*$")
_LONGEST_LEAD = 80
_TOLD = 0.35
"""Least share of an uncited line's words that the question or the sources have."""


Leader = tuple[str, Decimal | None, bool]
"""Who is first of a ranking, with which number, and whether that is the most (or the least)."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a written text may rest on: citations by number, claims with the citations that carry them, and the words
    of the question."""

    citations: Mapping[int, Citation]
    claims: tuple[Claim, ...] = ()
    question: str = ""
    years: tuple[int, ...] = ()
    leaders: frozenset[Leader] = frozenset()

    @classmethod
    def of(cls, answer: Answer) -> Sources:
        """The sources of an answer as it stands."""
        cited = {citation.n: citation for citation in answer.citations}
        return cls(cited, answer.values, answer.question.text, answer.question.years, leaders(answer))


def leaders(answer: Answer) -> frozenset[Leader]:
    """Of a ranking, the agencies in its first place."""
    told = [claim for claim in answer.values if claim.number is not None and claim.formula is None]
    if answer.question.operation != "rank" or not told:
        return frozenset()
    most = answer.question.descending
    first = (max if most else min)(claim.number or Decimal(0) for claim in told)
    return frozenset((claim.agency, claim.number, most) for claim in told if claim.number == first)


def problems(answer: Answer) -> Iterator[str]:
    """What in the text of a written answer its citations do not carry."""
    vetter = Vetter(Sources.of(answer))
    for sentence in sentences(bared(answer.text)):
        if fault := vetter.fault(sentence):
            yield f"{fault}: {sentence.shown[:60]}"


def _joined(sentence: Sentence) -> Segment:
    """A sentence as one piece: 甲和乙分别为12件[1]和34件[2]."""
    return Segment(sentence.bare, sentence.marks)


class Vetter:
    """Goes through a text sentence by sentence; remembers whom and which year it speaks of."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        cited = sources.citations.values()
        self._namer = Namer({citation.agency for citation in cited})
        self._only_agency = len({citation.agency for citation in cited}) == 1
        self._only_year = len({citation.year for citation in cited}) == 1
        self._by_mark: dict[int, list[Claim]] = {}
        for claim in sources.claims:
            for n in claim.citations:
                self._by_mark.setdefault(n, []).append(claim)
        self._agencies: frozenset[str] | None = None
        self._year: int | None = None
        self._topic = ""

    def fault(self, sentence: Sentence) -> str | None:
        """Why a sentence cannot be shown, or None where its citations carry all of it."""
        topic = self._topic
        found = next(self._faults(sentence), None)
        if found is not None:  # what comes next may not lean on what is not shown
            self._agencies, self._year = None if self._only_agency else frozenset(), None if self._only_year else 0
            self._topic = topic
        return found

    def _faults(self, sentence: Sentence) -> Iterator[str]:
        marks = sentence.marks
        yield from (f"no citation [{n}]" for n in marks if n not in self.sources.citations)
        if _BRACKETED.search(sentence.shown):
            yield "brackets that cite nothing"
        cited = [self.sources.citations[n] for n in marks if n in self.sources.citations]
        words = Words(sentence, cited, self._claims(marks))
        yield from words.unquoted()
        if not marks:
            yield from self._uncited(sentence)
            return
        masked = yield from self._misnamed(words)
        in_order = _RESPECTIVE.search(words.text) is not None
        for segment in [_joined(sentence)] if in_order else sentence.segments():
            yield from self._in_segment(segment, words)
        if in_order:
            yield from (f"number {segment.text}" for segment in sentence.segments() if not self._valued(segment))
        yield from self._turned(marks, words)
        yield from words.ungrounded(masked)

    def _claims(self, marks: Sequence[int]) -> list[Claim]:
        return list({id(claim): claim for n in marks for claim in self._by_mark.get(n, ())}.values())

    def _uncited(self, sentence: Sentence) -> Iterator[str]:
        """Only a short line that leads to what follows may stand without a citation."""
        text = closed(sentence.shown)
        alone = sentence.first and sentence.last and not text.endswith(("。", "！", "？", "!", "?", "；", "."))
        found = figures(text)
        if not (alone or _LEAD_IN.search(text)) or len(text) > _LONGEST_LEAD or _MOST.search(text):
            yield "no citation"
        held = {citation.year for citation in self.sources.citations.values()} | set(self.sources.years)
        if any(figure.kind != "year" or int(figure.value or 0) not in held for figure in found):
            yield "no citation"
        names = self._namer.named(text)
        rest = without(text, names)
        known = self.sources.question + "".join(citation.quote for citation in self.sources.citations.values())
        if any(not name.agencies for name in names) or next(self._namer.strangers(rest, self.sources.question), None):
            yield "another name"
        if share(rest, known) < _TOLD:
            yield "no citation"
        self._remember(names, found, rest)

    def _misnamed(self, words: Words) -> Generator[str, None, str]:
        """Yields names that are not of what is cited; returns the sentence without names."""
        own = {citation.agency for citation in words.cited}
        names = self._namer.named(words.text)
        for name in names:
            written = words.text[name.start : name.end]
            if not name.agencies & own and written not in words.quotes:
                yield f"name {written}"
        masked = without(words.text, names)
        held = words.known + "".join(f"{citation.agency}{citation.title}" for citation in words.cited)
        yield from (f"name {name}" for name in self._namer.strangers(masked, held))
        return masked

    def _in_segment(self, segment: Segment, words: Words) -> Iterator[str]:
        text = closed(segment.text)
        names = self._namer.named(text)
        masked = without(text, names)
        every = [figure for figure in figures(masked) if not words.holds(text, figure)]
        years = [figure for figure in every if figure.kind == "year"]
        piece = _Piece(
            masked,
            segment.marks,
            [figure for figure in every if figure.kind != "year"],
            [Spot(name.start, name.end, name.agencies) for name in names],
            [Spot(figure.start, figure.end, int(figure.value or 0)) for figure in years],
        )
        cited = [self.sources.citations[n] for n in segment.marks if n in self.sources.citations]
        own_years = {citation.year for citation in cited or words.cited}
        yield from (
            f"year {spot.value}"
            for spot in piece.years
            if spot.value not in own_years and not words.quote_holds(str(spot.value))
        )
        for at, figure in enumerate(piece.numbers):
            if not self._holds(at, piece, words):
                yield f"number {figure.printed}"
        only_numbers = bool(cited) and all(citation.number is not None for citation in cited)
        nought = bool(_NONE.search(masked)) and all(citation.number == 0 for citation in cited)
        if only_numbers and not piece.numbers and not words.holds_quotation(text) and not nought:
            yield "cites numbers and says none"
        self._remember(names, years, masked)

    def _holds(self, at: int, piece: _Piece, words: Words) -> bool:
        """Whether the marks of a piece carry its number `at` as it is said."""
        figure = piece.numbers[at]
        if figure.kind != "number" or figure.value is None:
            return bool(piece.marks) and words.quote_holds(figure.printed)
        if not piece.marks:
            return False
        claims = self._claims(piece.marks)
        if _OFFICES.match(piece.text[figure.start + len(figure.printed) - len(figure.unit or "") :]):
            offices = {self.sources.citations[n].agency for n in words.marks if n in self.sources.citations}
            return figure.value == len(offices) and figure.qualifier == "exact"
        if _RESPECTIVE.search(words.text) and len(piece.numbers) > 1:
            statement = self._in_order(at, piece)
            return statement is not None and carried(statement, claims, self.sources.citations, piece.marks)
        whose = owner(figure, at, piece.numbers, piece.names, piece.text)
        when = owner(figure, at, piece.numbers, piece.years, piece.text)
        agencies = whose if isinstance(whose, frozenset) else self._agencies
        year = when if isinstance(when, int) else self._year
        if (agencies is None and not self._one_asked("agency")) or (year is None and not self._one_asked("year")):
            return False
        words_of = around(piece.text, piece.numbers, at)
        said = Statement(
            figure, words_of, f"{piece.text}|{self._topic}", agencies, year, piece.text[: figure.start], words.text
        )
        return carried(said, claims, self.sources.citations, piece.marks) or computed(
            figure, self._claims(words.marks), words.text
        )

    def _one_asked(self, what: str) -> bool:
        """Whether only one agency (one year) can be meant, so that it need not be said."""
        if what == "year":
            return self._only_year or len(self.sources.years) == 1
        return self._only_agency

    def _valued(self, segment: Segment) -> bool:
        """Whether the marks of a segment have each of its numbers, whatever they count."""
        cited = [self.sources.citations[n] for n in segment.marks if n in self.sources.citations]
        held = {citation.number for citation in cited} | {claim.number for claim in self._claims(segment.marks)}
        quoted = "".join(citation.quote for citation in cited)
        said = [figure for figure in figures(closed(segment.text)) if figure.kind == "number"]
        return all(figure.value in held or figure.printed in quoted for figure in said)

    def _in_order(self, at: int, piece: _Piece) -> Statement | None:
        """甲和乙分别为12件和34件: the first number is the first one's."""
        count = len(piece.numbers)
        names, years = piece.names, piece.years
        if count not in (len(names), len(years)) or len(names) not in (0, 1, count) or len(years) not in (0, 1, count):
            return None
        whose = names[at if len(names) > 1 else 0].value if names else self._agencies
        when = years[at if len(years) > 1 else 0].value if years else self._year
        figure = piece.numbers[at]
        before = re.sub(r"\d+年?|[、，和与及]|\band\b", "|", piece.text[: piece.numbers[0].start])
        after = piece.text[piece.numbers[-1].end :]
        words = f"{before}|{after}"
        return Statement(figure, words, "", whose, when, piece.text[: figure.start])  # type: ignore[arg-type]

    def _turned(self, marks: Sequence[int], words: Words) -> Iterator[str]:
        """What a sentence says of more and less must be quoted, or follow from two numbers that it states."""
        text = words.text
        yield from (
            f"of another time: {hit.group()}" for hit in _RELATIVE.finditer(text) if hit.group() not in words.known
        )
        claims = [claim for claim in self._claims(marks) if claim.number is not None]
        for rule, up in ((_UP, True), (_DOWN, False)):
            hit = rule.search(text)
            if hit and not rule.search(words.known) and not follows(text, claims, up, self._namer):
                yield f"not shown: {hit.group()}"
        if (hit := _MOST.search(text)) and not _MOST.search(words.quotes) and not self._leads(hit.group(), claims):
            yield f"not shown: {hit.group()}"
        lacking = (
            _NONE.search(words.known) or _LACKING.search(words.quotes) or any(claim.number == 0 for claim in claims)
        )
        if (hit := _NONE.search(text)) and not lacking:
            yield f"not shown: {hit.group()}"

    def _leads(self, said: str, claims: Sequence[Claim]) -> bool:
        """Whether 最多 (or 最少) is said of what a ranking has in its first place."""
        most = _GREATEST.fullmatch(said) is not None
        told = {(claim.agency, claim.number, most) for claim in claims}
        return (most or _LEAST.fullmatch(said) is not None) and bool(told) and told <= self.sources.leaders

    def _remember(self, names: Sequence[Named], years: Sequence[Figure], masked: str) -> None:
        if names:
            self._agencies = names[-1].agencies
        if years:
            self._year = int(years[-1].value or 0)
        if any(kind in ("channel", "thing") for kind in meant(masked).concepts.values()):
            self._topic = masked


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment with names blotted out, its numbers, and where it names agencies and years."""

    text: str
    marks: tuple[int, ...]
    numbers: Sequence[Figure]
    names: Sequence[Spot]
    years: Sequence[Spot]
