"""The facts of one report that answer a metric: by its taxonomy key, or by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.desk import Desk
from assistant.formula import added
from assistant.likely import likelier, likely
from assistant.matching import Ask, Match, ask_for, best, rank, specific
from assistant.meaning import nearest
from assistant.metrics import unknown_words
from assistant.naming import may_state, named_alike, told_as_cell
from assistant.question import Metric
from assistant.within import part_within, said_alone
from ingest.library import ReportHead
from ingest.organs import anatomy, full_names
from ingest.report import Fact

TOTAL = "applicant.total"
NEW = "requests.received_new"
SURE = 0.8
"""Share of the question's words that a match must have where none of its own words is heard."""
# What another template calls the same thing, the statistics sheet before 2019 above all.
SHEET = {
    "requests.results.other": "requests.results.other.sum",
    "review.total": "stats.review.total",
    "litigation.total": "stats.litigation.total",
    "review.corrected": "stats.review.corrected",
    "review.upheld": "stats.review.upheld",
    "requests.received_new": "stats.requests.received.total",
    "requests.results.total": "stats.requests.replied.total",
    "requests.results.granted": "stats.requests.replied.granted",
    "requests.results.partial": "stats.requests.replied.partial",
}
SAME = 0.12
"""Most that a window may say beside what a cell counts to state the same thing: one pair of characters."""
_HAN = re.compile("[\u4e00-\u9fff]")
_COUNTED = frozenset((None, "件", "宗", "项", "个", "份", "起", "例", "元", "万元"))
_COMMON = frozenset(("政府", "人民政府", "办公室", "公开"))


@lru_cache(maxsize=4096)
def own_words(agency: str) -> tuple[str, ...]:
    """How a report may name its own agency, longest first: such words in a window say nothing of what is counted."""
    parts = anatomy(agency)
    place = re.sub(r"(?<=..)[省市县区州旗镇乡]$", "", parts.place)
    names = {agency, parts.place + parts.organ, parts.organ, parts.place, place} | {
        short for short, fulls in full_names().items() if parts.organ in fulls
    }
    return tuple(sorted((name for name in names - _COMMON if len(name) > 1), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Found:
    """What a report says of a metric: `facts` lead first; `other` states a different value for the same thing, or
    answers as well as the lead; `parts` are what a derived lead was summed from; `state` is `number`, `blank`,
    `unreadable` or `absent`."""

    head: ReportHead
    facts: tuple[Fact, ...] = ()
    others: tuple[Fact, ...] = ()
    state: str = "absent"
    parts: tuple[Fact, ...] = ()

    @property
    def fact(self) -> Fact | None:
        return self.facts[0] if self.facts else None


def find(desk: Desk, head: ReportHead, metric: Metric, by_words: bool = False) -> Found:
    """What the report `head` says of `metric`; both sources where table and prose state it. `by_words`: paraphrases are
    not looked for by meaning, as over many reports."""
    facts = desk.facts(head.id)
    cells = cells_of(facts, metric) or cells_of(facts, replace(metric, key=SHEET.get(metric.key or "")))
    key = metric.key
    told = None if cells or metric.key is None else _told(head, facts, metric)
    if told is None and metric.key in (None, NEW) and (part := _inside(head, facts, metric)) is not None:
        told, cells = part, []
    if not cells and (metric.key or "").startswith("stats."):
        metric = replace(metric, key=None)  # no statistics sheet: the prose may say it
    match, rivals = (told, []) if told is not None else _stated(desk, head, facts, metric, by_words)
    if match is not None and not may_state(key, match.fact):
        match, rivals = None, []
    found = _together(head, cells, match, rivals, metric)
    if found.state == "absent" and not by_words:
        found = _likely(desk, head, facts, metric, key) or found
    if found.fact is not None and found.fact.origin == "derived":
        found = replace(found, parts=operands(facts, found.fact))
    return found


def _likely(desk: Desk, head: ReportHead, facts: Sequence[Fact], metric: Metric, key: str | None) -> Found | None:
    """The prose quantity that most likely answers, where neither table nor rules do."""
    if metric.applicant not in (None, TOTAL):
        return None
    if metric.year is not None:
        facts = [fact for fact in facts if fact.year == metric.year]
    ask = ask_for(metric.words, metric.unit, metric.year or head.year, own_words(head.agency), head.year)
    match = likely(desk, ask, facts)
    return None if match is None or not may_state(key, match.fact) else Found(head, (match.fact,), (), "number")


def _inside(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Match | None:
    """The part that the question asks of its whole."""
    if metric.year is not None or metric.applicant not in (None, TOTAL):
        return None
    return part_within(ask_for(metric.words, metric.unit, head.year, own_words(head.agency), head.year), facts)


def formula_of(fact: Fact) -> str | None:
    """The sum a derived fact was read from."""
    return fact.quote if fact.origin == "derived" else None


def operands(facts: Sequence[Fact], derived: Fact) -> tuple[Fact, ...]:
    """The cells a derived sum was added from."""
    wanted = set(derived.operands)
    return tuple(
        fact
        for fact in facts
        if fact.origin == "cell" and (f"{fact.metric}@{fact.applicant}" if fact.applicant else fact.metric) in wanted
    )


def cells_of(facts: Sequence[Fact], metric: Metric) -> list[Fact]:
    """The cells under the metric's key; a row asked without applicant means its 总计, or the sum of its cells."""
    if metric.key is None or metric.year is not None:
        return []
    under = [fact for fact in facts if fact.metric == metric.key and fact.origin in ("cell", "derived")]
    applicant = metric.applicant or (TOTAL if any(fact.applicant for fact in under) else None)
    chosen = [fact for fact in under if fact.applicant == applicant]
    if applicant == TOTAL and chosen and chosen[0].state == "blank":
        return [_summed(chosen[0], [fact for fact in under if fact.applicant != TOTAL])]
    return chosen


def _summed(total: Fact, cells: list[Fact]) -> Fact:
    """A blank 总计 as the sum of its row's cells, where all of them are numbers; else the blank itself."""
    if not cells or any(cell.state != "number" or cell.value is None for cell in cells):
        return total
    values = [cell.value or Decimal(0) for cell in cells]
    return replace(
        total,
        value=sum(values, Decimal(0)),
        state="number",
        origin="derived",
        quote=added(values),
        operands=tuple(f"{cell.metric}@{cell.applicant}" for cell in cells),
    )


def _told(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Match | None:
    """What the prose of a report without such a table says in the words of its cell."""
    ask = ask_for(metric.words, metric.unit, metric.year or head.year, own_words(head.agency), head.year)
    return told_as_cell(metric.key or "", metric.applicant, ask, facts)


def _stated(
    desk: Desk, head: ReportHead, facts: Sequence[Fact], metric: Metric, by_words: bool
) -> tuple[Match | None, list[Match]]:
    """The prose quantity that the metric's words fit best."""
    if metric.applicant not in (None, TOTAL):
        return None, []
    if not _HAN.search(metric.words) and unknown_words(metric.words.lower()):
        return None, []  # no window can say what no concept knows in English
    ask = ask_for(metric.words, metric.unit, metric.year or head.year, own_words(head.agency), head.year)
    matches = rank(ask, facts)
    if metric.year is not None:
        matches = [match for match in matches if match.fact.year == metric.year]
    if metric.key is not None:
        matches = [match for match in matches if _same_in_prose(metric.key, match)]
    if metric.key is None and (alone := said_alone(ask, matches)) is not None:
        return alone, []
    lead, rivals = _in_the_unit(ask, *best(matches), matches)
    if metric.key is None and (lead is None or not lead.heard) and (alike := named_alike(ask, facts, exactly=True)):
        return alike, []
    if metric.key is None and specific(ask.sense) and (lead is None or not lead.heard):
        if by_words:
            return named_alike(ask, facts) or (lead if lead is not None and lead.recall >= SURE else None), []
        return _by_meaning(desk, ask, facts, lead), []
    if metric.key is None and metric.year is None and not by_words and lead is not None and not _plain(lead):
        weighed = likelier(desk, ask, facts, lead)
        return weighed, rivals if weighed is lead else []
    return lead, rivals


def _in_the_unit(
    ask: Ask, lead: Match | None, rivals: list[Match], matches: Sequence[Match]
) -> tuple[Match | None, list[Match]]:
    """The lead, or what states the same number in the unit asked for."""
    if lead is None or ask.unit in (None, lead.fact.unit):
        return lead, rivals
    same = (match for match in matches if match.fact.unit == ask.unit and match.fact.value == lead.fact.value)
    return next(same, lead), rivals


def _plain(match: Match) -> bool:
    """Whether a window says what was asked in the question's own words, and nothing else."""
    return match.own >= 0.95 and match.excess < SAME


def _same_in_prose(key: str, match: Match) -> bool:
    """Whether a prose quantity can stand for a cell: 收到申请8件 is not how many were granted."""
    if match.fact.metric == "request":
        return key == NEW or (key == "requests.results.total" and match.own >= 0.95)
    return match.heard and match.recall >= SURE


def _by_meaning(desk: Desk, ask: Ask, facts: Sequence[Fact], lead: Match | None) -> Match | None:
    """Where words do not settle it: the fact nearest in meaning; else the lead by words, if it shares most of them."""
    near = nearest(desk, ask, facts) or named_alike(ask, facts)
    return near or (lead if lead is not None and lead.recall >= SURE else None)


def _together(
    head: ReportHead, cells: Sequence[Fact], match: Match | None, rivals: Sequence[Match], metric: Metric
) -> Found:
    numbers = [fact for fact in cells if fact.state == "number"]
    prose = match.fact if match is not None else None
    if not numbers and prose is None:
        return Found(head, tuple(cells), (), cells[0].state if cells else "absent")
    if not numbers:
        assert prose is not None
        return Found(head, (prose,), tuple(rival.fact for rival in rivals), "number")
    if prose is None or not _same_thing(match):
        return Found(head, (numbers[0],), tuple(numbers[1:]), "number")
    if prose.value == numbers[0].value:
        return Found(head, (numbers[0], prose), (), "number")
    lead, other = (prose, numbers[0]) if _worded_like(metric, match) else (numbers[0], prose)
    return Found(head, (lead,), (other,), "number")


def _same_thing(match: Match | None) -> bool:
    """Whether the prose states what the cell counts, and nothing beside it: 公开处罚信息472条 are no penalties."""
    return (
        match is not None
        and match.recall > 0.9
        and match.own > 0.7
        and match.excess < SAME
        and (match.fact.unit in _COUNTED)
    )


def _worded_like(metric: Metric, match: Match | None) -> bool:
    """Whether the prose has the question's own words and unit, so that it leads and the cell is the other source."""
    return match is not None and match.own > 0.95 and metric.unit is not None and metric.unit == match.fact.unit
