"""Questions about one report, with what counts as right."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from eval.corpus.book import Book, Wording
from eval.corpus.generating import Made
from eval.corpus.printing import Printed
from eval.corpus.template import (
    APPLICANTS,
    ARTICLES,
    CARRIED_IN,
    CARRIED_OUT,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    GRANTED,
    GROUPS,
    OTHER_T21,
    PARTIAL,
    RECEIVED,
    RESULTS,
    STATS,
    TOTAL,
)  # fmt: skip
from eval.corpus.truth import number, readable

Record = dict[str, Any]
_TOTAL = "applicant.total"
_PERCENT = Decimal(100)


def question(wording: Wording, type: str, made: Made | None, **expected: Any) -> Record:
    """A line of a question set; see eval.schema. Its id is given when the set is put together."""
    record: Record = {"question": wording.text, "language": wording.language, "type": type}
    if made is not None:
        record |= {
            "agency": made.source.agency.name,
            "year": made.source.year,
            "template": made.source.template,
            "format": made.format,
        }
    return record | expected


def cited(made: Made, **place: Any) -> Record:
    return {"file": made.file, "agency": made.source.agency.name, "year": made.source.year} | place


def labels(template: str) -> dict[str, tuple[str, str | None]]:
    """Row and column labels of each metric of a template; the column is None where applicants are the columns."""
    if template == "T0":
        return {key: (name, "统计数") for key, name, _ in STATS if key}
    made: dict[str, tuple[str, str | None]] = {
        f"disclosure.{article}.{row}.{column}": (name, head)
        for article, _, columns, rows in ARTICLES[template]
        for row, name in rows
        for column, head in columns
    }
    made |= {
        f"{group}.{result}": (f"{name} {head}", head)
        for group, name in DISPUTE_GROUPS
        for result, head in DISPUTE_RESULTS.items()
    }
    rows = {
        RECEIVED: "本年新收政府信息公开申请数量",
        CARRIED_IN: "上年结转政府信息公开申请数量",
        TOTAL: "（七）总计",
        CARRIED_OUT: "结转下年度继续办理",
        f"{RESULTS}.granted": GRANTED,
        f"{RESULTS}.partial": PARTIAL,
    }
    groups = [*GROUPS, *([("", "other", OTHER_T21)] if template == "T21" else [])]
    rows |= {f"{RESULTS}.{group}.{row}": name for _, group, some in groups for row, name in some.items()}
    return made | {key: (name, None) for key, name in rows.items()}


def valued(cells: dict[tuple[str, str | None], Printed], metric: str, who: str | None) -> Decimal | None:
    """A cell's number; where 总计 is blank, the sum of its row."""
    cell = cells.get((metric, who))
    if cell is None or cell.value is not None or who != _TOTAL:
        return cell.value if cell else None
    parts = [cells[metric, one].value for one in APPLICANTS if one != _TOTAL]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


class One:
    """Asks about single reports."""

    def __init__(self, book: Book, chance: random.Random) -> None:
        self.book, self.chance = book, chance

    def cell(self, made: Made, entry: dict[str, Any] | None = None) -> Record | None:
        template, cells = made.source.template, readable(made)
        fitting = [
            one
            for one in self.book.book["cell"]
            if (one["key"], one.get("who")) in cells and one.get("template", template) == template
        ]
        entry = entry or (self.chance.choice(fitting) if fitting else None)
        if entry is None:
            return None
        value = valued(cells, entry["key"], entry.get("who"))
        if value is None or self._contradicted(made, entry["key"]):
            return None
        row, column = labels(template)[entry["key"]]
        place = cited(made, row=row, column=column or APPLICANTS.get(entry.get("who", ""), None))
        unit = entry.get("unit") or ("次" if "meetings" in entry["key"] else "件")
        wording = self.book.figure(entry, made.source.agency, made.source.year, unit)
        return question(wording, "lookup_cell", made, number=number(value), metric=entry["key"], citations=[place])

    def applicant(self, made: Made) -> Record | None:
        who = self.chance.choice(sorted(self.book.book["applicants"]))
        cell = readable(made).get((RECEIVED, who))
        if cell is None or cell.value is None:
            return None
        place = cited(made, row="本年新收政府信息公开申请数量", column=APPLICANTS[who])
        return question(
            self.book.applicant(who, made.source.agency, made.source.year),
            "lookup_cell",
            made,
            number=number(cell.value),
            metric=RECEIVED,
            citations=[place],
        )

    def blank(self, made: Made) -> Record | None:
        """A cell that is blank or cannot be told: any number would be invented."""
        cells = readable(made)
        fitting = [
            one
            for one in self.book.book["cell"]
            if (one["key"], one.get("who")) in cells and valued(cells, one["key"], one.get("who")) is None
        ]
        if not fitting or made.source.template == "T0":
            return None
        wording = self.book.figure(self.chance.choice(fitting), made.source.agency, made.source.year, "件")
        return question(wording, "blank", made, blank=True)

    def prose(self, made: Made) -> Record | None:
        stated = made.source.prose.quantities
        counts: dict[str, int] = {}
        for q in stated:
            counts[q.metric] = counts.get(q.metric, 0) + 1
        fitting = [q for q in stated if counts[q.metric] == 1 and self.book.entry("prose", q.metric)]
        if not fitting:
            return None
        q = self.chance.choice(fitting)
        entry = self.book.entry("prose", q.metric)
        assert entry is not None
        wording = self.book.figure(entry, made.source.agency, made.source.year, q.unit)
        return question(
            wording,
            "lookup_prose",
            made,
            number=number(q.value),
            metric=q.metric,
            citations=[cited(made, quote=q.sentence)],
        )

    def yes_no(self, made: Made) -> Record | None:
        metric, frame, who = self.chance.choice(((RECEIVED, "yes_no", _TOTAL), ("review.total", "yes_no_suit", None)))
        value = valued(readable(made), metric, who)
        if value is None or self._contradicted(made, metric):
            return None
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        return question(wording, "yes_no", made, yes=value > 0, citations=[cited(made)])

    def share(self, made: Made) -> Record | None:
        cells = readable(made)
        if made.source.template == "T0":
            return None
        if self.chance.random() < 0.5:
            part, whole, frame = (
                valued(cells, RECEIVED, "applicant.natural_person"),
                valued(cells, RECEIVED, _TOTAL),
                "share",
            )
        else:
            shown = [valued(cells, f"{RESULTS}.{row}", _TOTAL) for row in ("granted", "partial")]
            part = None if None in shown else sum((one for one in shown if one is not None), Decimal(0))
            whole, frame = valued(cells, TOTAL, _TOTAL), "rate"
        if part is None or not whole or self._contradicted(made, RECEIVED):
            return None
        share = float(round(part / whole * _PERCENT, 2))
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        return question(wording, "share", made, number=share, unit="%", tolerance=0.06, citations=[cited(made)])

    def contact(self, made: Made) -> Record | None:
        held = [key for key in made.source.prose.contact if key in ("phone", "address", "email")]
        if not held:
            return None
        kind = self.chance.choice(held)
        wording = self.book.framed(kind, made.source.agency, y=made.source.year)
        return question(wording, "contact", made, any_of=[made.source.prose.contact[kind]], citations=[cited(made)])

    def explain(self, made: Made) -> Record:
        frame = self.chance.choice(("explain", "explain", "measures"))
        texts = made.source.prose.problems if frame == "explain" else made.source.prose.measures
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        return question(wording, "explain", made, all_of=list(texts), citations=[cited(made)])

    def check(self, made: Made, rules: set[str]) -> Record | None:
        if made.source.template == "T0":
            return None
        wording = self.book.framed("check", made.source.agency, y=made.source.year)
        return question(wording, "check", made, rules=sorted(rules))

    def followup(self, made: Made, later: Made) -> Record | None:
        """A second turn that changes the year or the metric."""
        first = self.cell(made)
        if first is None:
            return None
        entry = self.book.entry("cell", first["metric"])
        if self.chance.random() < 0.5:
            second = self.cell(later, entry) if entry and (entry["key"], entry.get("who")) in readable(later) else None
            wording = self.book.framed("followup_year", y2=later.source.year)
        else:
            second = self.cell(made)
            wording = self.book.framed("followup_metric", entry=second and self.book.entry("cell", second["metric"]))
        if second is None or (second["metric"], second["year"]) == (first["metric"], first["year"]):
            return None
        return second | {
            "type": "followup",
            "history": [first["question"]],
            "question": wording.text,
            "language": wording.language,
        }

    def unheld(self, made: Made) -> Record:
        return question(
            self.book.unheld(made.source.agency, made.source.year), "unanswerable_metric", made, status="declined"
        )

    def unsaid(self, made: Made) -> Record | None:
        """A figure of prose that this report does not state."""
        said = {q.metric for q in made.source.prose.quantities} | {"disclosed_total", "views"}
        silent = [one for one in self.book.book["prose"] if one["key"] not in said and not one.get("ambiguous")]
        if not silent or made.source.template == "T0" or made.source.prose.cumulative:
            return None
        wording = self.book.figure(self.chance.choice(silent), made.source.agency, made.source.year, "条")
        return question(wording, "unanswerable_metric", made, status="declined")

    @staticmethod
    def _contradicted(made: Made, metric: str) -> bool:
        return metric == RECEIVED and not made.agreed
