"""A first question set from what a library holds, for a person to correct: every figure is one that was read."""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.metrics import label_of
from assistant.question import Language

if TYPE_CHECKING:
    from ingest.library import Library, ReportHead
    from ingest.report import Fact

Record = dict[str, Any]
Made = Record | None
_TOTAL, _NATURAL = "applicant.total", "applicant.natural_person"
_RECEIVED = "requests.received_new"
_ENGLISH, _TRIES = 0.25, 8
_PLACES = ("澄屿市", "霜岭市", "翎川市")
"""Places that exist nowhere, for agencies that no library holds."""
_PLACE = re.compile(r"^.*(?:省|自治区|[市州盟县区旗])")
_ASIDE = re.compile(r"\s*(?:（正文）|\(text\))")
_FAULT = re.compile(r"[^。！？；\n]{8,}?(?:不足|不够|不高|不强|不到位|不及时|薄弱|欠缺|有待)[^。！？；\n]*")


def draft(library: Library, size: int, seed: int = 0) -> list[Record]:
    """About `size` questions of as many types as the library has matter for, in both languages, with what counts as
    right and where it stands. The answers are the library's own reading: correct them before measuring with them."""
    drafter = Drafter(library, random.Random(seed))
    records: list[Record] = []
    asked: set[str] = set()
    makers = list(drafter.makers)
    for turn in range(size * 2):
        if len(records) >= size:
            break
        made = _new(makers[turn % len(makers)], asked)
        if made is not None:
            asked.add(_text(made))
            records.append({"id": f"d{len(records) + 1:03}"} | made)
    return records


def _new(make: Callable[[], Made], asked: set[str]) -> Made:
    """A question not asked before, or None where the library offers none."""
    tries = (make() for _ in range(_TRIES))
    return next((made for made in tries if made is not None and _text(made) not in asked), None)


def _text(made: Record) -> str:
    return "|".join([*made.get("history", ()), made["question"]])


class Drafter:
    """Asks about one library; `chance` decides what and how."""

    def __init__(self, library: Library, chance: random.Random) -> None:
        self.library, self.chance = library, chance
        self.words = tomllib.loads((files("eval") / "drafting.toml").read_text("utf-8"))
        self.heads = library.reports()

    @property
    def makers(self) -> tuple[Callable[[], Made], ...]:
        """Lookups oftener than the rest, as people ask."""
        return (self.cell, self.prose, self.compare, self.cell, self.trend, self.prose, self.yes_no, self.rank,
                self.followup, self.share, self.contact, self.explain, self.check, self.stranger, self.other_year,
                self.no_metric, self.clarify)  # fmt: skip

    # One report

    def cell(self) -> Made:
        return self._lookup("lookup_cell", lambda fact: fact.origin == "cell" and fact.applicant in (None, _TOTAL))

    def prose(self) -> Made:
        return self._lookup("lookup_prose", lambda fact: fact.origin == "prose" and fact.qualifier == "exact")

    def _lookup(self, type: str, fits: Callable[[Fact], bool]) -> Made:
        drawn = self._drawn(lambda fact: _plain(fact) and fits(fact))
        if drawn is None:
            return None
        head, fact = drawn
        question = self._worded("lookup", a=head.agency, y=head.year, n=fact.metric)
        return question | _about(head, type) | {"number": _number(fact), "citations": [place(head, fact)]}

    def yes_no(self) -> Made:
        found = self._of_any(_RECEIVED)
        if found is None:
            return None
        head, fact = found
        question = self._worded("yes_no", a=head.agency, y=head.year)
        return question | _about(head, "yes_no") | {"yes": bool(fact.value), "citations": [place(head, fact)]}

    def share(self) -> Made:
        whole = self._of_any(_RECEIVED)
        part = whole and self._of(whole[0], _RECEIVED, _NATURAL)
        if not whole or not part or not whole[1].value or part.value is None:
            return None
        percent = float(round(part.value / whole[1].value * Decimal(100), 2))
        question = self._worded("share", a=whole[0].agency, y=whole[0].year)
        cited = [{"file": whole[0].file, "agency": whole[0].agency, "year": whole[0].year}]
        return (
            question
            | _about(whole[0], "share")
            | {"number": percent, "unit": "%", "tolerance": 0.06, "citations": cited}
        )

    def contact(self) -> Made:
        drawn = self._drawn(lambda fact: fact.metric == "contact.phone" and bool(fact.text))
        if drawn is None:
            return None
        head, fact = drawn
        question = self._worded("contact", a=head.agency, y=head.year)
        return question | _about(head, "contact") | {"any_of": [fact.text], "citations": [place(head, fact)]}

    def explain(self) -> Made:
        head = self.chance.choice(self.heads) if self.heads else None
        if head is None:
            return None
        text = "".join(one.text for one in self.library.passages([head.id]) if one.kind == "problems")
        found = [hit.group().strip() for hit in _FAULT.finditer(text)]
        if not found:
            return None
        question = self._worded("explain", a=head.agency, y=head.year)
        return question | _about(head, "explain") | {"any_of": found[:5]}

    def check(self) -> Made:
        head = self.chance.choice(self.heads) if self.heads else None
        if head is None:
            return None
        found = [one for one in self.library.findings([head.id]) if one.severity != "note" and one.rule != "shape"]
        question = self._worded("check", a=head.agency, y=head.year)
        return question | _about(head, "check") | {"rules": sorted({one.rule for one in found})}

    def followup(self) -> Made:
        """The same figure of another year, asked in a second turn."""
        pairs = self._years(2)
        if pairs is None:
            return None
        (first, metric), (second, _) = pairs[-2:]
        before = self._worded("lookup", a=first.agency, y=first.year, n=metric.metric)
        fact = self._of(second, metric.metric or "", metric.applicant)
        assert fact is not None
        question = self._worded("followup", language=before["language"], z=second.year)
        expected = {"history": [before["question"]], "number": _number(fact), "citations": [place(second, fact)]}
        return question | _about(second, "followup") | expected

    # Several reports

    def compare(self) -> Made:
        drawn = self._drawn(_comparable)
        others = [] if drawn is None else self._others(*drawn)
        if drawn is None or not others:
            return None
        one, other = drawn, self.chance.choice(others)
        question = self._worded("compare", a=one[0].agency, b=other[0].agency, y=one[0].year, n=one[1].metric)
        more = max(one, other, key=lambda pair: pair[1].value or 0)[0].agency
        expected = {"any_of": [more]} if one[1].value != other[1].value else {}
        return question | {"type": "compare"} | _tabled([one, other]) | expected

    def trend(self) -> Made:
        pairs = self._years(3)
        if pairs is None:
            return None
        first, last = pairs[0][0], pairs[-1][0]
        question = self._worded("trend", a=first.agency, y=first.year, z=last.year, n=pairs[0][1].metric)
        return question | {"type": "trend", "agency": first.agency} | _tabled(pairs)

    def rank(self) -> Made:
        drawn = self._drawn(_comparable)
        if drawn is None:
            return None
        held = [drawn, *self._others(*drawn, any_scope=True)]
        scopes = {head.scope for head, _ in held}
        tops = [
            max((one for one in held if one[0].scope == scope), key=lambda one: one[1].value or 0) for scope in scopes
        ]
        values = sorted({fact.value or Decimal(0) for _, fact in tops}, reverse=True)
        if len(held) < 3 or not values[-1]:
            return None
        question = self._worded("rank", y=drawn[0].year, n=drawn[1].metric)
        names = [head.agency for head, fact in held if fact.value in values]
        also = {"also": [_plainly(value) for value in values[1:]]} if values[1:] else {}
        expected = {"type": "rank", "year": drawn[0].year, "number": _plainly(values[0]), "any_of": names}
        return question | expected | also

    # What must be declined or asked back

    def stranger(self) -> Made:
        drawn = self._drawn(_comparable)
        name = drawn and self.chance.choice(_PLACES) + _PLACE.sub("", drawn[0].agency)
        if drawn is None or not name or any(name == head.agency for head in self.heads):
            return None
        question = self._worded("lookup", a=name, y=drawn[0].year, n=drawn[1].metric)
        return question | {"type": "unanswerable_agency", "status": "declined"}

    def other_year(self) -> Made:
        drawn = self._drawn(_comparable)
        if drawn is None:
            return None
        head, fact = drawn
        year = min(other.year for other in self.heads if other.agency == head.agency) - 1
        question = self._worded("lookup", a=head.agency, y=year, n=fact.metric)
        return question | {"type": "unanswerable_year", "agency": head.agency, "status": "declined"}

    def no_metric(self) -> Made:
        head = self.chance.choice(self.heads) if self.heads else None
        if head is None:
            return None
        question = self._worded("no_metric", a=head.agency, y=head.year)
        return question | _about(head, "unanswerable_metric") | {"status": "declined"}

    def clarify(self) -> Made:
        """An organ without its place, where several places have one."""
        held: dict[tuple[str, int], set[str]] = defaultdict(set)
        for head in self.heads:
            held[_PLACE.sub("", head.agency), head.year].add(head.agency)
        shared = [key for key, names in held.items() if len(names) > 1 and len(key[0]) > 2]
        if not shared:
            return None
        organ, year = self.chance.choice(shared)
        question = self._worded("clarify", a=organ, y=year, n=_RECEIVED)
        return question | {"type": "clarify", "year": year, "status": "clarify"}

    # What the library holds

    def _drawn(self, fits: Callable[[Fact], bool]) -> tuple[ReportHead, Fact] | None:
        """A fact of some report."""
        for _ in range(_TRIES if self.heads else 0):
            head = self.chance.choice(self.heads)
            fitting = [fact for fact in self.library.facts([head.id]) if fits(fact)]
            if fitting:
                return head, self.chance.choice(fitting)
        return None

    def _of(self, head: ReportHead, metric: str, applicant: str | None) -> Fact | None:
        """A cell's number in one report, where it states it once."""
        found = [fact for fact in self.library.facts([head.id], metric, applicant)
                 if fact.metric == metric and fact.origin == "cell" and fact.value is not None]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _of_any(self, metric: str) -> tuple[ReportHead, Fact] | None:
        return self._drawn(lambda fact: fact.origin == "cell" and fact.metric == metric and _comparable(fact))

    def _others(self, head: ReportHead, fact: Fact, any_scope: bool = False) -> list[tuple[ReportHead, Fact]]:
        """The same cell of the other agencies' reports of that year; of the same scope unless told otherwise."""
        others = [one for one in self._by_year[head.year]
                  if one.agency != head.agency and (any_scope or one.scope == head.scope)]  # fmt: skip
        stated = ((one, self._of(one, fact.metric or "", fact.applicant)) for one in others)
        return [(one, found) for one, found in stated if found is not None]

    def _years(self, fewest: int) -> list[tuple[ReportHead, Fact]] | None:
        """One cell of an agency over its years, oldest first."""
        drawn = self._drawn(_comparable)
        if drawn is None:
            return None
        same = sorted((one for one in self.heads if one.agency == drawn[0].agency), key=lambda one: one.year)
        stated = ((one, self._of(one, drawn[1].metric or "", drawn[1].applicant)) for one in same)
        pairs = [(one, fact) for one, fact in stated if fact is not None]
        one_a_year = len({head.year for head, _ in pairs}) == len(pairs)
        return pairs if len(pairs) >= fewest and one_a_year else None

    @cached_property
    def _by_year(self) -> dict[int, list[ReportHead]]:
        by_year: dict[int, list[ReportHead]] = defaultdict(list)
        for head in self.heads:
            by_year[head.year].append(head)
        return by_year

    def _worded(self, frame: str, language: Language | None = None, **slots: Any) -> Record:
        chosen: Language = language or ("en" if self.chance.random() < _ENGLISH else "zh")
        named = {"n": _called(slots["n"], chosen)} if "n" in slots else {}
        return {"question": self.chance.choice(self.words[frame][chosen]).format(**slots | named), "language": chosen}


def _called(metric: str, language: Language) -> str:
    """What is counted, in words; of a reason, what it is a reason for."""
    group = f"{metric.rsplit('.', 1)[0]}.sum"
    label, above = label_of(metric, language), label_of(group, language)
    if above == group or group == metric:
        return _ASIDE.sub("", label.replace("·", ""))
    return f"{above.removesuffix('合计')}（{label}）" if language == "zh" else f"{above} ({label})"


def place(head: ReportHead, fact: Fact) -> Record:
    """Where a fact stands, as an expected citation."""
    where = {"file": head.file, "agency": head.agency, "year": head.year, "page": fact.place.page}
    where |= {"row": fact.row, "column": fact.column} if fact.origin == "cell" else {"quote": fact.quote}
    return {key: value for key, value in where.items() if value is not None}


def _plain(fact: Fact) -> bool:
    return fact.state == "number" and fact.metric is not None and fact.year is None and fact.total is None


def _comparable(fact: Fact) -> bool:
    """A cell that every report of the template has."""
    return _plain(fact) and fact.origin == "cell" and fact.applicant in (None, _TOTAL)


def _number(fact: Fact) -> int | float:
    return _plainly(fact.value or Decimal(0))


def _plainly(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _about(head: ReportHead, type: str) -> Record:
    return {"type": type, "agency": head.agency, "year": head.year}


def _tabled(pairs: list[tuple[ReportHead, Fact]]) -> Record:
    rows = [{"agency": head.agency, "year": head.year, "number": _number(fact)} for head, fact in pairs]
    return {"table": rows, "citations": [place(head, fact) for head, fact in pairs]}


def types(records: list[Record]) -> Iterator[tuple[str, int]]:
    """How many questions of each type a draft holds."""
    counts: dict[str, int] = defaultdict(int)
    for record in records:
        counts[record["type"]] += 1
    yield from sorted(counts.items())
