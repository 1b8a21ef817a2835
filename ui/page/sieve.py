"""Which reports of the library a visitor looks at, and in which order: plain functions over the holdings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ui.page.holdings import Entry, Holdings, plain

PAGE = 50
"""Rows of the table on one page."""
_LONGEST = 100

ORDERS: dict[str, Callable[[Entry], Any]] = {
    "agency": lambda entry: (entry.agency, -entry.year, entry.file),
    "year": lambda entry: (entry.year, entry.agency),
    "region": lambda entry: (entry.region, entry.agency, entry.year),
    "template": lambda entry: (entry.template or "", entry.agency, entry.year),
    "pages": lambda entry: (entry.pages or 0, entry.agency, entry.year),
    "facts": lambda entry: (entry.facts, entry.agency, entry.year),
    "findings": lambda entry: (entry.findings, entry.agency, entry.year),
    "file": lambda entry: (entry.file, entry.agency, entry.year),
}
_LARGE_FIRST = ("year", "pages", "facts", "findings")


@dataclass(frozen=True, slots=True)
class Sieve:
    """What was chosen. `words`: all of them stand in the agency, title, region, year or file; `region` is a path from
    the province down; `order` a key of ORDERS; `page` counts from 0."""

    words: str = ""
    region: tuple[str, ...] = ()
    year: int | None = None
    template: str | None = None
    faulty: bool = False
    order: str = "agency"
    descending: bool = False
    page: int = 0

    @property
    def open(self) -> bool:
        """Whether nothing is left out."""
        return not (self.words.strip() or self.region or self.year or self.template or self.faulty)


@dataclass(frozen=True, slots=True)
class Sifted:
    """One page of the reports that fit; `count` is how many fit in all."""

    entries: tuple[Entry, ...]
    count: int
    page: int
    pages: int


def chosen(sieve: Sieve, name: str, value: str) -> Sieve:
    """The sieve after a click or a word typed; what makes no sense changes nothing."""
    if name == "words":
        return replace(sieve, words=value[:_LONGEST], page=0)
    if name == "region":
        return replace(sieve, region=tuple(value.split("/")) if value else (), page=0)
    if name == "year":
        return replace(sieve, year=int(value) if value.isdecimal() else None, page=0)
    if name == "template":
        return replace(sieve, template=value or None, page=0)
    if name == "faulty":
        return replace(sieve, faulty=value == "yes", page=0)
    if name == "order" and value in ORDERS:
        again = value == sieve.order
        return replace(sieve, order=value, descending=not sieve.descending if again else value in _LARGE_FIRST, page=0)
    if name == "page" and value.isdecimal():
        return replace(sieve, page=int(value))
    return Sieve(order=sieve.order, descending=sieve.descending) if name == "clear" else sieve


def sift(held: Holdings, sieve: Sieve) -> Sifted:
    """The reports that fit, in order, one page of them."""
    words = plain(sieve.words).split()
    texts = held.texts if words else ("",) * len(held.entries)
    pairs = zip(held.entries, texts, strict=True)
    found = [entry for entry, text in pairs if _fits(entry, sieve) and all(word in text for word in words)]
    if (sieve.order, sieve.descending) != ("agency", False):
        found.sort(key=ORDERS[sieve.order], reverse=sieve.descending)
    pages = max(1, -(-len(found) // PAGE))
    page = min(sieve.page, pages - 1)
    return Sifted(tuple(found[page * PAGE : (page + 1) * PAGE]), len(found), page, pages)


def _fits(entry: Entry, sieve: Sieve) -> bool:
    return (
        entry.region[: len(sieve.region)] == sieve.region
        and sieve.year in (None, entry.year)
        and sieve.template in (None, entry.template)
        and (not sieve.faulty or entry.findings > 0)
    )


def regions(held: Holdings, within: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], int]]:
    """The provinces that can be chosen, and the cities of the one chosen, each with how many reports it has."""
    paths = (entry.region for entry in held.entries if entry.region)
    counts = Counter(
        path[:level]
        for path in paths
        for level in (1, 2)
        if len(path) >= level and (level == 1 or path[:1] == within[:1])
    )
    return sorted(counts.items())


def years(held: Holdings) -> list[tuple[int, int]]:
    """The years, newest first, each with how many reports it has."""
    return sorted(Counter(entry.year for entry in held.entries if entry.year).items(), reverse=True)


def templates(held: Holdings) -> list[tuple[str, int]]:
    """The forms met, each with how many reports it has."""
    return sorted(Counter(entry.template for entry in held.entries if entry.template).items())
