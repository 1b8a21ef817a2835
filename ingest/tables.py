"""The standard tables -> facts under the taxonomy's keys, and findings where a cell could not be read for certain.

Lines of all tables are read as one stream: pieces split over pages or blocks join by the labels of their rows. A fact's
quote is its whole row as printed, cells separated by spaces. A value is taken only where its row and its column are
certain; a blank stays blank; the rest is `unreadable`, with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.folding import folded
from ingest.grids import Line, Prose, lines
from ingest.outline import section_of
from ingest.report import Block, Fact, Finding, Section
from ingest.standard.articles import Articles, template_of
from ingest.standard.disputes import Disputes
from ingest.standard.requests import Requests
from ingest.standard.sheet import Sheet
from ingest.standard.stats import Stats
from ingest.standard.sums import sums

_YEAR = re.compile(r"(?P<year>20\d{2})年(?!\d).{0,16}?(?:信息公开|年报|年度报告)")


def cell_facts(
    blocks: Sequence[Block], sections: Sequence[Section], report: str
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """The facts of the standard tables and of the sums they do not print; what could not be read, as findings."""
    found = list(lines(blocks))
    sheet = Sheet(report, template_of(line for line in found if isinstance(line, Line)) or _in_force(blocks))
    _read(found, sheet)
    facts = [_placed(fact, sections) for fact in sheet.facts.values()]
    return (*facts, *sums({(fact.metric or "", fact.applicant): fact for fact in facts})), tuple(sheet.findings)


def _in_force(blocks: Sequence[Block]) -> str | None:
    """The template in force for the year that the title names, for tables whose headings did not survive."""
    hits = (_YEAR.search(folded(block.text)) for block in blocks if block.table is None)
    year = next((int(hit["year"]) for hit in hits if hit), 0)
    return None if year < 2019 else "T19" if year < 2021 else "T21"


def _read(found: Iterable[Line | Prose], sheet: Sheet) -> None:
    stats, requests, disputes, articles = Stats(), Requests(), Disputes(), Articles()
    for line in found:
        if isinstance(line, Prose):
            articles.open = requests.open = disputes.open = stats.open = False
            continue
        for table in (requests, disputes, stats, articles):
            if table.take(line, sheet):
                break
    requests.finish(sheet)


def _placed(fact: Fact, sections: Sequence[Section]) -> Fact:
    section = section_of(sections, fact.place.block) if fact.place.block is not None else None
    return replace(fact, section=section.path) if section else fact
