"""Agencies × years × metrics: what each report states, cell by cell, each with its citations.

A comparison chosen by hand names its metrics by their keys, so only facts read under that key fill a cell; nothing is
matched by words. A cell without a number says why: not in the library, blank, unreadable, not stated, or several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Literal

from assistant import verify
from assistant.answer import Answer, AnswerTable, Citation, Claim
from assistant.citing import Citer
from assistant.claiming import claim_of
from assistant.desk import Desk
from assistant.finding import Found
from assistant.operations.compare import difference, gap
from assistant.question import Language, Metric, Question
from assistant.stating import Stated, stated
from ingest.checks import describe
from ingest.library import ReportHead
from ingest.report import Fact, Finding, Place
from ingest.strings import say

State = Literal["number", "text", "several", "blank", "unreadable", "absent", "no_report"]
Key = tuple[str, int, int]
"""An agency, a year, and the position of a metric."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell. `claim` carries its value, if it has one; `others` are other values stated for the same thing; `gap` cites
    the cell that holds no value; `caveats` are positions in Tabulation.caveats; `origin` says where it was read."""

    state: State
    shown: str
    claim: Claim | None = None
    others: tuple[Claim, ...] = ()
    gap: tuple[int, ...] = ()
    caveats: tuple[int, ...] = ()
    origin: str = ""

    @property
    def number(self) -> Decimal | None:
        return self.claim.number if self.claim is not None and self.state == "number" else None

    @property
    def citations(self) -> tuple[int, ...]:
        """Those of the value, or of the cell without one, and of what is stated beside it."""
        own = self.claim.citations if self.claim is not None else self.gap
        return tuple(dict.fromkeys([*own, *(n for other in self.others for n in other.citations)]))


@dataclass(frozen=True, slots=True)
class Caveat:
    """A finding that touches a cell: whose, what it says, and the citations of its numbers."""

    agency: str
    year: int
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tabulation:
    """A whole table: every agency, year and metric has its entry. `gone` are agencies that the library does not hold."""

    agencies: tuple[str, ...]
    years: tuple[int, ...]
    metrics: tuple[Metric, ...]
    entries: Mapping[Key, Entry]
    citations: tuple[Citation, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    gone: tuple[str, ...] = ()
    language: Language = "zh"

    def entry(self, agency: str, year: int, metric: int) -> Entry:
        return self.entries[agency, year, metric]

    def units(self, metric: int) -> tuple[str, ...]:
        """The units in which a metric is stated here, each once."""
        some = (entry.claim for key, entry in self.entries.items() if key[2] == metric)
        return tuple(dict.fromkeys(claim.unit for claim in some if claim is not None and claim.unit))

    def counts(self) -> Mapping[str, int]:
        """How many cells there are of each state."""
        found: dict[str, int] = {}
        for entry in self.entries.values():
            found[entry.state] = found.get(entry.state, 0) + 1
        return found


def tabulate(
    desk: Desk,
    agencies: Sequence[str],
    years: Sequence[int],
    metrics: Sequence[Metric],
    language: Language = "zh",
) -> Tabulation:
    """The table of what these agencies state for these years under these metrics' keys (a metric without a key has
    nothing stated)."""
    held = tuple(agency for agency in dict.fromkeys(agencies) if desk.heads(agency))
    gone = tuple(agency for agency in dict.fromkeys(agencies) if agency not in held)
    years, metrics = tuple(sorted(set(years))), tuple(dict.fromkeys(metrics))
    heads = {(agency, year): desk.heads(agency, year) for agency in held for year in years}
    every = [head for some in heads.values() for head in some]
    citer, entries = Citer(), dict[Key, Entry]()
    places: dict[tuple[str, Place], list[Key]] = {}
    for number, metric in enumerate(metrics):
        said = stated(desk, metric, every)
        for (agency, year), some in heads.items():
            key = (agency, year, number)
            entries[key] = _entry([said[head.id] for head in some], citer, language)
            for head in some:
                for fact in said[head.id].found.facts:
                    places.setdefault((head.id, fact.place), []).append(key)
    caveats = _caveats(desk, every, places, entries, citer, language)
    return _proven(Tabulation(held, years, metrics, entries, citer.citations, caveats, gone, language))


def _entry(said: Sequence[Stated], citer: Citer, language: Language) -> Entry:
    """The cell of an agency and a year; where two reports are held for it, the one with a value leads."""
    if not said:
        return Entry("no_report", gap("no_report", language))
    first = min(said, key=lambda one: one.state not in ("number", "text"))
    others = [
        other
        for one in said
        for other in (one.others if one is first else _values(one))
        if one is first or (other.value, other.text) not in {(fact.value, fact.text) for fact in _values(first)}
    ]
    cite = partial(_other, {one.found.head.id: one.found.head for one in said}, citer, language)
    if first.state == "several":
        shown = say("assistant.state_several", language, count=len(first.others))
        return Entry("several", shown, others=tuple(map(cite, first.others)), origin="prose")
    if first.state not in ("number", "text"):
        # An empty cell stands somewhere too: that it is empty can be seen there.
        empty = tuple(citer.fact(first.found.head, fact) for fact in first.found.facts[:1])
        return Entry(first.state, gap(first.state, language), None, tuple(map(cite, others)), empty)
    claim = _claim(first.found, citer, language)
    origin = first.found.facts[0].origin
    return Entry(first.state, claim.shown, claim, tuple(map(cite, others)), origin=origin)


def _values(one: Stated) -> tuple[Fact, ...]:
    return (one.found.facts[:1] if one.state in ("number", "text") else ()) + one.others


def _claim(found: Found, citer: Citer, language: Language) -> Claim:
    claim = claim_of(found, citer, language)
    return replace(claim, text=found.facts[0].text) if found.facts[0].value is None else claim


def _other(heads: Mapping[str, ReportHead], citer: Citer, language: Language, fact: Fact) -> Claim:
    return _claim(Found(heads[fact.report], (fact,), (), "number"), citer, language)


def _caveats(
    desk: Desk,
    heads: Iterable[ReportHead],
    places: Mapping[tuple[str, Place], Sequence[Key]],
    entries: dict[Key, Entry],
    citer: Citer,
    language: Language,
) -> tuple[Caveat, ...]:
    """The findings that name a number shown in the table; their cells are told which."""
    known = {head.id: head for head in heads}
    made: list[Caveat] = []
    for finding in desk.library.findings(list(known)):
        if finding.severity == "note" or finding.report not in known:
            continue
        homes = list(_homes(finding))
        touched = {key for home, _, place in homes for key in places.get((home, place), ())}
        if touched:
            for key in touched:
                entries[key] = replace(entries[key], caveats=(*entries[key].caveats, len(made)))
            made.append(_caveat(desk, finding, known[finding.report], citer, language))
    return tuple(made)


def _caveat(desk: Desk, finding: Finding, head: ReportHead, citer: Citer, language: Language) -> Caveat:
    detail = describe(finding, language)
    if finding.expected and finding.found:
        detail += say("assistant.expected_found", language, expected=finding.expected, found=finding.found)
    cited = []
    for home, printed, place in _homes(finding):
        stands = head if home == head.id else desk.library.head(home)
        if printed and stands is not None:
            cited.append(citer.quote(stands, (), printed, place))
    return Caveat(head.agency, head.year, detail, tuple(dict.fromkeys(cited)))


def _homes(finding: Finding) -> Iterator[tuple[str, str, Place]]:
    """The operands of a finding, each with the report it stands in. Across two years (see ingest.checks) the first one
    is the earlier year's; in B3 all but the last are. Reports of the same form have the same places, so it matters."""
    last = len(finding.operands) - 1
    for at, (_, printed, place) in enumerate(finding.operands):
        before = len(finding.reports) > 1 and (at < last if finding.rule == "B3" else at == 0)
        yield (finding.reports[1] if before else finding.report), printed, place


def _proven(made: Tabulation) -> Tabulation:
    """The table without a value that what it cites does not carry."""
    if next(iter(verify.problems(answer(made))), None) is None:
        return made
    entries = {key: _carried(made, key, entry) for key, entry in made.entries.items()}
    return replace(made, entries=entries)


def _carried(made: Tabulation, key: Key, entry: Entry) -> Entry:
    alone = replace(made, agencies=key[:1], years=key[1:2], metrics=(made.metrics[key[2]],))
    alone = replace(alone, entries={(key[0], key[1], 0): entry})
    if next(iter(verify.problems(answer(alone))), None) is None:
        return entry
    return Entry(
        "unreadable", say("assistant.state_unverified", made.language), gap=entry.citations, caveats=entry.caveats
    )


def answer(made: Tabulation) -> Answer:
    """The table as an answer: agencies (with the metric, where there are several) by years, every value a claim."""
    language = made.language
    question = Question("", language, "compare", made.agencies, made.years, made.metrics)
    own = (entry.claim for entry in made.entries.values() if entry.claim is not None)
    claims = (*own, *(other for entry in made.entries.values() for other in entry.others))
    rows = tuple(_row(made, agency, number) for agency in made.agencies for number in range(len(made.metrics)))
    change = (say("assistant.column_change", language),) if len(made.years) == 2 else ()
    columns = (say("assistant.column_agency", language), *map(str, made.years), *change)
    status: Literal["answered", "declined"] = "answered" if claims else "declined"
    return Answer(status, "", question, claims, made.citations, AnswerTable(columns, rows), _warnings(made))


def _row(made: Tabulation, agency: str, number: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
    label = agency if len(made.metrics) == 1 else f"{agency} · {made.metrics[number].label}"
    entries = [made.entry(agency, year, number) for year in made.years]
    cells = [(entry.shown, entry.claim.citations) if entry.claim else ("—", ()) for entry in entries]
    change = [(_changed(entries[0], entries[1]), ())] if len(entries) == 2 else []
    return ((label, ()), *cells, *change)


def _changed(one: Entry, two: Entry) -> str:
    return "—" if one.number is None or two.number is None else difference(one.number, two.number)


def _warnings(made: Tabulation) -> tuple[str, ...]:
    several = [
        say("assistant.units_differ", made.language, units="、".join(sorted(units)))
        for units in map(made.units, range(len(made.metrics)))
        if len(units) > 1
    ]
    return tuple(dict.fromkeys(several))
