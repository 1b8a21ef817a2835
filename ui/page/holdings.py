"""What the library holds, in the few words the page needs: agencies, years, and a row for each report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from unicodedata import normalize

from ingest.folding import simplify
from ingest.strings import Language, say

if TYPE_CHECKING:
    from ingest.library import Library


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as a row of the library's table."""

    id: str
    agency: str
    year: int
    title: str
    file: str
    format: str
    region: tuple[str, ...] = ()
    template: str | None = None
    pages: int | None = None
    facts: int = 0
    findings: int = 0


@dataclass(frozen=True)
class Holdings:
    """All reports, by agency and then year."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.agency for entry in self.entries if entry.agency))

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({entry.year for entry in self.entries if entry.year}))

    @cached_property
    def _years_of(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for entry in self.entries:
            found.setdefault(entry.agency, set()).add(entry.year)
        return found

    @cached_property
    def regions(self) -> dict[str, tuple[str, ...]]:
        """Where each agency is, province first, as far as its reports say."""
        return {entry.agency: entry.region for entry in self.entries if entry.agency}

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What each entry can be found by, plain."""
        said = (f"{one.agency} {one.year} {' '.join(one.region)} {one.title} {one.file}" for one in self.entries)
        return tuple(plain("\n".join(" ".join(text.split()) for text in said)).split("\n")) if self.entries else ()

    def years_of(self, agency: str) -> tuple[int, ...]:
        return tuple(sorted(self._years_of.get(agency, ())))

    def entry(self, id: str | None) -> Entry | None:
        return self._by_id.get(id or "")

    def summary(self, language: Language) -> str:
        """14 份报告 · 6 个单位 · 2019–2023"""
        if not self.entries:
            return say("ui.holds_nothing", language)
        years = self.years
        span = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        key = "ui.holds" if len(self.entries) > 1 else "ui.holds_one"
        return say(key, language, reports=len(self.entries), agencies=len(self.agencies), years=span)


def plain(text: str) -> str:
    """Text as it is searched: simplified characters, half-width, small letters."""
    return simplify(normalize("NFKC", text)).lower()


def holdings(library: Library) -> Holdings:
    """Read the rows of all reports."""
    rows = (
        Entry(
            row.id,
            row.agency or "",
            row.year or 0,
            row.title,
            row.file,
            row.format,
            tuple(row.region),
            row.template,
            row.pages,
            row.facts,
            row.findings,
        )
        for row in library.reports()
    )
    return Holdings(tuple(sorted(rows, key=lambda entry: (entry.agency, entry.year, entry.file))))


Stating = Callable[[str, str | None], Collection[str]]
"""(metric, applicant) -> ids of the reports that state a number for it."""


def examples(held: Holdings, stating: Stating, language: Language) -> tuple[str, ...]:
    """Up to four questions that this library can answer: a figure, a series over years, a comparison, a cell of a
    table; a summary where these are too few."""
    requests = _stating(held, stating("requests.received_new", "applicant.total"))
    asked = [
        *(
            say("ui.example_figure", language, agency=one.agency, year=one.year)
            for one in _stating(held, stating("wechat", None))[-1:]
        ),
        *_over_years(requests, language),
        *(
            say("ui.example_cell", language, agency=one.agency, year=one.year)
            for one in _stating(held, stating("disclosure.art20_6.penalty.decisions", None))[-1:]
        ),
        *(say("ui.example_summary", language, agency=one.agency, year=one.year) for one in held.entries[-4:]),
    ]
    return tuple(dict.fromkeys(asked))[:4]


def _stating(held: Holdings, ids: Collection[str]) -> list[Entry]:
    """The reports of these ids, the one that states most last."""
    return sorted((entry for entry in held.entries if entry.id in ids), key=lambda entry: (entry.year, entry.facts))


def _over_years(stating: list[Entry], language: Language) -> Iterator[str]:
    """Of the agency with most years its series, and its comparison with another in a year that both have."""
    years: dict[str, set[int]] = {}
    for entry in stating:
        years.setdefault(entry.agency, set()).add(entry.year)
    ranked = sorted(years, key=lambda agency: (-len(years[agency]), agency))
    if not ranked:
        return
    if len(years[ranked[0]]) > 1:
        yield say("ui.example_trend", language, agency=ranked[0])
    for other in ranked[1:]:
        if shared := years[ranked[0]] & years[other]:
            yield say("ui.example_compare", language, one=ranked[0], other=other, year=max(shared))
            return
