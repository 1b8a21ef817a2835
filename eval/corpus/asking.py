"""Question sets over a corpus: every type, development and test wordings apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from eval.corpus.asking_many import Many
from eval.corpus.asking_one import One
from eval.corpus.book import Book, Split
from eval.corpus.generating import Made
from eval.corpus.truth import finding_records

Record = dict[str, Any]
SHARES = {
    "cell": 18, "applicant": 4, "blank": 4, "prose": 18, "yes_no": 6, "share": 5, "contact": 5, "explain": 6,
    "check": 3, "followup": 6, "compare": 5, "compare_years": 3, "rank": 4, "trend": 4, "total": 3, "list": 3,
    "stranger": 5, "other_year": 4, "unheld": 4, "unsaid": 3, "ambiguous": 3, "nonsense": 3,
}  # fmt: skip
"""How many of each kind in about a hundred and twenty questions."""
_FEWEST, _TRIES = 120, 12


def question_sets(reports: Sequence[Made], seed: int, size: int | None = None) -> dict[str, list[Record]]:
    """`dev` and `test` sets of about `size` questions each (by default one for every two reports, at least 120)."""
    wanted = size or max(_FEWEST, len(reports) // 2)
    return {split: _set(reports, split, wanted, random.Random(f"{seed}/{split}")) for split in ("dev", "test")}


def _set(reports: Sequence[Made], split: Split, size: int, chance: random.Random) -> list[Record]:
    book = Book(split, chance, _shared(reports))
    makers = _makers(reports, One(book, chance), Many(reports, book, chance), chance)
    records: list[Record] = []
    asked: set[str] = set()
    for kind, share in SHARES.items():
        for _ in range(max(2, round(share * size / sum(SHARES.values())))):
            record = _made(makers[kind], asked)
            if record is not None:
                asked.add(record["question"] + "|".join(record.get("history", ())))
                records.append({"id": f"{split}-{kind}-{len(records):05}"} | record)
    return records


def _shared(reports: Sequence[Made]) -> frozenset[str]:
    """Names that mean more than one agency of the corpus."""
    meant: dict[str, set[str]] = {}
    for made in reports:
        agency = made.source.agency
        for form in (agency.name, *agency.forms, *agency.english):
            meant.setdefault(form, set()).add(agency.name)
    return frozenset(form for form, names in meant.items() if len(names) > 1)


def _made(make: Callable[[], Record | None], asked: set[str]) -> Record | None:
    """A question not asked before; None where the corpus offers none."""
    for _ in range(_TRIES):
        record = make()
        if record is not None and record["question"] + "|".join(record.get("history", ())) not in asked:
            return record
    return None


def _makers(
    reports: Sequence[Made], one: One, many: Many, chance: random.Random
) -> dict[str, Callable[[], Record | None]]:
    broken: dict[str, set[str]] = {}
    for finding in finding_records(reports):
        broken.setdefault(finding["file"], set()).add(finding["rule"])

    def of(ask: Callable[[Made], Record | None]) -> Callable[[], Record | None]:
        return lambda: ask(chance.choice(reports))

    def followup() -> Record | None:
        some = chance.choice(list(many.by_agency.values()))
        return (
            one.followup(*sorted(chance.sample(some, 2), key=lambda made: made.source.year)) if len(some) > 1 else None
        )

    def check(made: Made) -> Record | None:
        return one.check(made, broken.get(made.file, set()))

    return {
        "cell": of(one.cell), "applicant": of(one.applicant), "blank": of(one.blank), "prose": of(one.prose),
        "yes_no": of(one.yes_no), "share": of(one.share), "contact": of(one.contact), "explain": of(one.explain),
        "check": of(check), "followup": followup, "compare": many.compare, "compare_years": many.compare_years,
        "rank": many.rank, "trend": many.trend, "total": many.total, "list": many.list, "stranger": many.stranger,
        "other_year": many.other_year, "unheld": of(one.unheld), "unsaid": of(one.unsaid),
        "ambiguous": many.ambiguous, "nonsense": many.nonsense,
    }  # fmt: skip
