"""What many reports state under one key: read at once by key, never matched by words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.cells import SHEET, TOTAL, cells_of, operands
from assistant.desk import Desk
from assistant.finding import Found
from assistant.question import Metric
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.taxonomy import metrics

_IN_PROSE = {"requests.received_new": "request"}
"""The prose quantity that counts the same as a cell: it stands in where a report prints no such table."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one report states: the value in `found`, and in `others` what it states differently; `several` where it
    states different things under the key, none of which is the whole."""

    found: Found
    others: tuple[Fact, ...] = ()
    state: Literal["number", "text", "several", "blank", "unreadable", "absent"] = "absent"


def stated(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> dict[str, Stated]:
    """What each report says of a metric with a key, by the report's id."""
    facts = _facts(desk, metric, heads)
    return {head.id: _stated(head, facts.get(head.id, []), metric) for head in heads}


def _facts(desk: Desk, metric: Metric, heads: Sequence[ReportHead]) -> dict[str, list[Fact]]:
    """The facts that may tell, report by report: of the key, of what it sums, and of what stands for it elsewhere."""
    if metric.key is None or not heads:
        return {}
    info = metrics().get(metric.key)
    keys = [metric.key, SHEET.get(metric.key), _IN_PROSE.get(metric.key), *(info.of + info.either if info else ())]
    ids = {head.id for head in heads}
    rows = metric.key.startswith("requests.")
    found = _read(desk, filter(None, keys), ids, (metric.applicant or TOTAL) if rows else None)
    open_ = {fact.report for some in found.values() for fact in some if rows and fact.state == "blank"}
    if open_ and metric.applicant in (None, TOTAL):
        # A blank 总计 is the sum of its row: only then are the row's other cells needed.
        found |= _read(desk, filter(None, keys), open_, None)
    return found


def _read(desk: Desk, keys: Iterable[str], ids: set[str], applicant: str | None) -> dict[str, list[Fact]]:
    """The facts of these keys in these reports, report by report; of rows only the cells of `applicant`, where given."""
    found: dict[str, list[Fact]] = {}
    for key in dict.fromkeys(keys):
        narrow = applicant if applicant and key.startswith("requests.") else ...
        for fact in desk.library.facts(list(ids), key, narrow):
            if fact.metric == key and fact.report in ids:
                found.setdefault(fact.report, []).append(fact)
    return found


def _stated(head: ReportHead, facts: Sequence[Fact], metric: Metric) -> Stated:
    info = metrics().get(metric.key or "")
    kind = info.kind if info else "cell"
    if kind in ("prose", "contact"):
        return _told(head, [fact for fact in facts if fact.metric == metric.key])
    cells = cells_of(facts, metric) or cells_of(facts, replace(metric, key=SHEET.get(metric.key or "")))
    prose = _in_prose(facts, metric)
    if not cells:
        return _told(head, prose)
    lead = next((cell for cell in cells if cell.state == "number"), cells[0])
    if lead.state != "number" or lead.value is None:
        state: Literal["blank", "unreadable"] = "blank" if lead.state == "blank" else "unreadable"
        return Stated(Found(head, (lead,), (), state), tuple(prose), state)
    rivals = [*(cell for cell in cells if cell.state == "number"), *prose]
    parts = operands(facts, lead) if lead.origin == "derived" else ()
    return Stated(Found(head, (lead,), (), "number", parts), _different(lead, rivals), "number")


def _in_prose(facts: Iterable[Fact], metric: Metric) -> list[Fact]:
    """What the text states for the same thing: only of all applicants together."""
    key = _IN_PROSE.get(metric.key or "")
    if key is None or metric.applicant not in (None, TOTAL):
        return []
    return [fact for fact in _own(facts) if fact.metric == key and fact.total is None]


def _own(facts: Iterable[Fact]) -> list[Fact]:
    """Values of the report's own year: no running totals, nothing of another year."""
    return [
        fact
        for fact in facts
        if fact.year is None and fact.qualifier != "累计" and (fact.value is not None or fact.text is not None)
    ]


def _told(head: ReportHead, facts: Sequence[Fact]) -> Stated:
    """What prose states: one value; the whole where the others are its parts; else several."""
    own = _own(facts)
    whole = [fact for fact in own if fact.total is None]
    some = whole or own
    if not some:
        return Stated(Found(head))
    values = {(fact.value, fact.unit, fact.text) for fact in some}
    if len(values) > 1:
        return Stated(Found(head), tuple(_distinct(some)), "several")
    return Stated(Found(head, (some[0],), (), "number"), (), "number" if some[0].value is not None else "text")


def _different(lead: Fact, rivals: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(_distinct(fact for fact in rivals if fact.value != lead.value))


def _distinct(facts: Iterable[Fact]) -> Iterable[Fact]:
    return {(fact.value, fact.unit, fact.text): fact for fact in facts}.values()
