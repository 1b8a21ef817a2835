"""Questions about one report, with what counts as right."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from eval.corpus.book import Book, Wording
from eval.corpus.generating import Made, counts
from eval.corpus.phrasing import Quantity
from eval.corpus.printing import Printed
from eval.corpus.template import APPLICANTS, CARRIED_OUT, RECEIVED, RESULTS, TOTAL, labels
from eval.corpus.truth import number, readable

Record = dict[str, Any]
Entry = dict[str, Any]
WHOLE = "applicant.total"
_PERCENT = Decimal(100)

YES_NO: tuple[tuple[str, tuple[str, ...], str | None], ...] = (
    ("yes_no", (RECEIVED,), WHOLE),
    ("yes_no_suit", ("review.total",), None),
    ("yes_no_litigation", ("litigation.direct.total", "litigation.after_review.total"), None),
    ("yes_no_carried", (CARRIED_OUT,), WHOLE),
    ("yes_no_secret", (f"{RESULTS}.refused.state_secret",), WHOLE),
    ("yes_no_penalty", ("disclosure.art20_6.penalty.decisions",), None),
)
"""Frames, and the cells that must come to more than 0 for a yes."""
_TURNED_DOWN = tuple(
    f"{RESULTS}.refused.{row}"
    for row in ("state_secret", "law_prohibited", "security_stability", "third_party", "internal_affairs",
                "process_info", "enforcement_file", "inquiry_matter")
)  # fmt: skip
Part = tuple[str, str | None]
SHARES: dict[str, tuple[tuple[Part, ...], tuple[Part, ...], tuple[Part, ...]]] = {
    "share": (((RECEIVED, "applicant.natural_person"),), ((RECEIVED, WHOLE),), ()),
    "share_business": (((RECEIVED, "applicant.org.business"),), ((RECEIVED, WHOLE),), ()),
    "rate": (((f"{RESULTS}.granted", WHOLE), (f"{RESULTS}.partial", WHOLE)), ((TOTAL, WHOLE),), ()),
    "refusal_rate": (tuple((key, WHOLE) for key in _TURNED_DOWN), ((TOTAL, WHOLE),), ()),
    "correction_rate": ((("review.corrected", None),), (("review.total", None),), (("review.pending", None),)),
}
"""Frames: the cells of the part, of the whole, and what the whole is without (domain.md section 8)."""
CONTACTS = {"contact_two": ("phone", "address"), "phone": ("phone",), "address": ("address",), "email": ("email",),
            "postcode": ("postcode",)}  # fmt: skip


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
    return {"file": made.file, "agency": made.source.agency.name, "year": made.source.year} | {
        key: value for key, value in place.items() if value is not None
    }


def row_of(made: Made, value: Decimal) -> Record:
    """A row of an expected table."""
    return {"agency": made.source.agency.name, "year": made.source.year, "number": number(value)}


def valued(cells: Mapping[tuple[str, str | None], Printed], metric: str, who: str | None) -> Decimal | None:
    """A cell's number; where 总计 is blank, the sum of its row."""
    cell = cells.get((metric, who))
    if cell is None or cell.value is not None or who != WHOLE:
        return cell.value if cell else None
    return added(cells, tuple((metric, one) for one in APPLICANTS if one != WHOLE), plain=True)


def added(
    cells: Mapping[tuple[str, str | None], Printed], parts: tuple[Part, ...], plain: bool = False
) -> Decimal | None:
    """The sum of some cells; None where one of them is blank or absent."""
    values = [(cells[part].value if part in cells else None) if plain else valued(cells, *part) for part in parts]
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def stated(made: Made) -> dict[str, Quantity]:
    """Figures of the prose by metric, of those metrics that it states once."""
    found: dict[str, list[Quantity]] = {}
    for q in made.source.prose.quantities:
        found.setdefault(q.metric, []).append(q)
    return {metric: some[0] for metric, some in found.items() if len(some) == 1}


def unit_of(entry: Entry) -> str:
    """What a question counts: of cells 件, of prose 条, where the phrasebook says nothing else."""
    unit: str = entry.get("unit") or ("件" if "." in entry["key"] else "条")
    return unit


class One:
    """Asks about single reports. `broken` are the rules that each file's numbers break."""

    def __init__(self, book: Book, chance: random.Random, broken: Mapping[str, set[str]]) -> None:
        self.book, self.chance, self.broken = book, chance, broken

    def entries(self, made: Made, blank: bool = False) -> list[Entry]:
        """Cells of the phrasebook that this report's tables give a number for (or, if `blank`, leave open)."""
        cells, template = readable(made), made.source.template
        return [
            one
            for one in self.book.book["cell"]
            if (one["key"], one.get("who")) in cells
            and one.get("template", template) == template
            and (valued(cells, one["key"], one.get("who")) is None) == blank
            and (blank or not contradicted(made, one["key"]))
        ]

    def cell(self, made: Made, entry: Entry | None = None, name: str | None = None) -> Record | None:
        fitting = self.entries(made)
        entry = entry or (self.chance.choice(fitting) if fitting else None)
        if entry is None or entry not in fitting:
            return None
        wording = self.book.figure(entry, name or made.source.agency, made.source.year, unit_of(entry))
        return self.celled(wording, made, entry)

    def celled(self, wording: Wording, made: Made, entry: Entry, who: str | None = None) -> Record:
        """A question for a cell that is held, with its number and place."""
        who = who or entry.get("who")
        value = valued(readable(made), entry["key"], who)
        row, column = labels(made.source.template)[entry["key"]]
        place = cited(made, row=row, column=column or APPLICANTS.get(who or ""))
        if entry["key"] in (TOTAL, "review.total") and who in (None, WHOLE) and said(made, entry["key"]) is not None:
            # A sentence of the prose says the same number.
            place = cited(made)
        return question(wording, "lookup_cell", made, number=number(value), metric=entry["key"], citations=[place])

    def applicant(self, made: Made) -> Record | None:
        who = self.chance.choice(sorted(self.book.book["applicants"]))
        cell = readable(made).get((RECEIVED, who))
        if cell is None or cell.value is None:
            return None
        wording = self.book.applicant(who, made.source.agency, made.source.year)
        return self.celled(wording, made, {"key": RECEIVED}, who) | {"type": "applicant"}

    def applicant_row(self, made: Made) -> Record | None:
        """A row of the results for one kind of applicant."""
        who = self.chance.choice(sorted(self.book.book["applicants"]))
        cells = readable(made)
        fitting = [
            one
            for one in self.book.book["cell"]
            if one.get("who") == WHOLE and one["key"] != RECEIVED and valued(cells, one["key"], who) is not None
        ]
        if not fitting:
            return None
        entry = self.chance.choice(fitting)
        with self.book.speaking() as language:
            wording = self.book.framed("applicant_row", made.source.agency, None, entry, y=made.source.year,
                                       w=self.book.who(who, language))  # fmt: skip
        return self.celled(wording, made, entry, who) | {"type": "applicant"}

    def derived(self, made: Made) -> Record | None:
        """The sum of a group of rows that the table prints no number for."""
        entry = self.chance.choice(self.book.book["sum"])
        if self.broken.get(made.file, set()) & {"A2", "A3"} or contradicted(made, entry["key"]):
            return None
        parts = tuple((key, entry.get("who")) for key in entry["parts"])
        value = added(readable(made), parts)
        if value is None:
            return None
        wording = self.book.figure(entry, made.source.agency, made.source.year, "件")
        return question(wording, "derived", made, number=number(value), metric=entry["key"], citations=[cited(made)])

    def blank(self, made: Made) -> Record | None:
        """A cell that is blank or cannot be told: any number would be invented."""
        fitting = [entry for entry in self.entries(made, blank=True) if said(made, entry["key"]) is None]
        if not fitting or made.source.template == "T0":
            return None
        entry = self.chance.choice(fitting)
        wording = self.book.figure(entry, made.source.agency, made.source.year, unit_of(entry))
        return question(wording, "blank", made, blank=True)

    def prose(self, made: Made, name: str | None = None) -> Record | None:
        fitting = [
            (q, entry)
            for key, q in stated(made).items()
            if (entry := self.book.entry("prose", key)) and entry.get("stands", "") in q.sentence
        ]
        if not fitting:
            return None
        q, entry = self.chance.choice(fitting)
        wording = self.book.figure(entry, name or made.source.agency, made.source.year, q.unit)
        return self.quoted(wording, made, q)

    @staticmethod
    def quoted(wording: Wording, made: Made, q: Quantity) -> Record:
        place = cited(made, quote=q.sentence)
        return question(wording, "lookup_prose", made, number=number(q.value), metric=q.metric, citations=[place])

    def two_sources(self, made: Made) -> Record | None:
        """A figure of which the prose says another number than the table: both have to be given."""
        key = self.chance.choice((RECEIVED, TOTAL, "review.total"))
        told, entry = said(made, key), self.book.entry("cell", key)
        value = valued(readable(made), key, entry.get("who")) if entry else None
        if not contradicted(made, key) or told is None or value is None or entry is None:
            return None
        wording = self.book.figure(entry, made.source.agency, made.source.year, "件")
        table = [row_of(made, value), row_of(made, Decimal(told))]
        return question(wording, "two_sources", made, table=table, citations=[cited(made)])

    def two_figures(self, made: Made) -> Record | None:
        """Two figures of one report in one question."""
        held = [(entry, valued(readable(made), entry["key"], entry.get("who"))) for entry in self.entries(made)]
        told = [(entry, q.value) for key, q in stated(made).items() if (entry := self.book.entry("prose", key))]
        pool: list[tuple[Entry, Decimal | None]] = self.chance.choice([held, [*told], [*held, *told]])
        if len(pool) < 2:
            return None
        (one, first), (other, second) = self.chance.sample(pool, 2)
        if first is None or second is None or first == second:
            return None
        wording = self.book.framed("two_figures", made.source.agency, None, one, other, y=made.source.year)
        table = [row_of(made, first), row_of(made, second)]
        return question(wording, "two_figures", made, table=table, citations=[cited(made)])

    def yes_no(self, made: Made) -> Record | None:
        frame, keys, who = self.chance.choice(YES_NO)
        value = added(readable(made), tuple((key, who) for key in keys))
        if value is None or contradicted(made, keys[0]):
            return None
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        return question(wording, "yes_no", made, yes=value > 0, citations=[cited(made)])

    def share(self, made: Made) -> Record | None:
        cells = readable(made)
        if made.source.template == "T0" or self.broken.get(made.file, set()) & {"A2", "A3", "A4"}:
            return None
        frame = self.chance.choice(tuple(SHARES))
        part, whole, without = (added(cells, some) for some in SHARES[frame])
        if (
            part is None
            or whole is None
            or without is None
            or whole <= without
            or contradicted(made, RECEIVED)
            or contradicted(made, TOTAL)
            or contradicted(made, "review.total")
        ):
            return None
        share = float(round(part / (whole - without) * _PERCENT, 2))
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        return question(wording, "share", made, number=share, unit="%", tolerance=0.06, citations=[cited(made)])

    def contact(self, made: Made) -> Record | None:
        held = made.source.prose.contact
        frames = [frame for frame, keys in CONTACTS.items() if set(keys) <= set(held)]
        if not frames:
            return None
        frame = self.chance.choice(frames)
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        texts = [held[key] for key in CONTACTS[frame]]
        return question(wording, "contact", made, all_of=texts, citations=[cited(made)])

    def explain(self, made: Made) -> Record:
        frame = self.chance.choice(("explain", "explain", "measures"))
        texts = made.source.prose.problems if frame == "explain" else made.source.prose.measures
        wording = self.book.framed(frame, made.source.agency, y=made.source.year)
        return question(wording, "explain", made, all_of=list(texts), citations=[cited(made)])

    def check(self, made: Made) -> Record | None:
        if made.source.template == "T0":
            return None
        wording = self.book.framed("check", made.source.agency, y=made.source.year)
        return question(wording, "check", made, rules=sorted(self.broken.get(made.file, set())))

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
        entry = self.chance.choice(silent)
        wording = self.book.figure(entry, made.source.agency, made.source.year, unit_of(entry))
        return question(wording, "unanswerable_metric", made, status="declined")


def said(made: Made, metric: str) -> int | None:
    """What the prose says of a figure that the tables hold; None where it says nothing of it."""
    stated = made.stated
    if metric == RECEIVED:
        return stated.received
    if metric == TOTAL:
        return stated.closed if stated.received else None
    if metric.startswith("review."):
        return stated.reviews
    return stated.suits if metric.startswith("litigation.") else None


def contradicted(made: Made, metric: str) -> bool:
    """Whether the prose says another number than the table."""
    told = said(made, metric)
    kinds = {RECEIVED: "received", TOTAL: "closed"}
    kind = kinds.get(metric) or ("reviews" if metric.startswith("review.") else "suits")
    return told is not None and told != counts(made.source.cells).get(kind)
