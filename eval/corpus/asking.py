"""Question sets over a corpus: every type, development and test wordings apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval.corpus.asking_lists import Lists
from eval.corpus.asking_many import Many
from eval.corpus.asking_names import Declining, Naming
from eval.corpus.asking_one import One
from eval.corpus.asking_turns import Turns
from eval.corpus.book import Book
from eval.corpus.generating import Made
from eval.corpus.truth import finding_records

Record = dict[str, Any]
SHARES = {
    "cell": 16, "applicant": 3, "applicant_row": 2, "derived": 3, "blank": 3, "prose": 16, "two_figures": 4,
    "two_sources": 2, "yes_no": 7, "share": 5, "contact": 5, "explain": 6, "check": 3, "chain": 10, "ending": 3,
    "compare": 5, "compare_three": 2, "compare_years": 3, "growth": 2, "rank": 3, "rank_top": 3, "rank_bottom": 2,
    "trend": 3, "recent": 2, "total": 3, "average": 2, "list": 2, "threshold": 4, "both": 1, "count": 3, "catalogue": 4,
    "former": 2, "slip": 2, "traditional": 2, "pinyin": 2, "place": 1, "undated": 2, "relative": 3,
    "stranger": 5, "other_year": 4, "unheld": 4, "unsaid": 3, "why": 1, "ambiguous": 3, "ambiguous_place": 2, "nonsense": 3,
}  # fmt: skip
"""How many of each kind in about a hundred and seventy questions."""
_FEWEST, _TRIES = 170, 30


def question_sets(
    reports: Sequence[Made], seed: int, size: int | None = None, phrasebook: Path | None = None
) -> dict[str, list[Record]]:
    """`dev` and `test` sets of about `size` questions each (by default one for every two reports, at least 170), worded
    from `phrasebook` (by default the one of this package)."""
    wanted = size or max(_FEWEST, len(reports) // 2)
    sets = {}
    for split in ("dev", "test"):
        chance = random.Random(f"{seed}/{split}")
        paths = {} if phrasebook is None else {"path": phrasebook}
        sets[split] = _set(reports, Book(split, chance, _shared(reports), **paths), wanted, chance)
    return sets


def _set(reports: Sequence[Made], book: Book, size: int, chance: random.Random) -> list[Record]:
    makers = _makers(reports, book, chance)
    records: list[Record] = []
    asked: set[str] = set()
    for kind, share in SHARES.items():
        for _ in range(max(2, round(share * size / sum(SHARES.values())))):
            record = _made(makers[kind], asked)
            if record is not None:
                asked.add(_key(record))
                records.append({"id": f"{book.split}-{kind}-{len(records):05}"} | record)
    return records


def _shared(reports: Sequence[Made]) -> frozenset[str]:
    """Names that mean more than one agency of the corpus."""
    meant: dict[str, set[str]] = {}
    for made in reports:
        agency = made.source.agency
        for form in (agency.name, *agency.forms, *agency.english):
            meant.setdefault(form, set()).add(agency.name)
    return frozenset(form for form, names in meant.items() if len(names) > 1)


def _key(record: Record) -> str:
    return "|".join([record["question"], *record.get("history", ())])


def _made(make: Callable[[], Record | None], asked: set[str]) -> Record | None:
    """A question not asked before; None where the corpus offers none."""
    for _ in range(_TRIES):
        record = make()
        if record and _key(record) not in asked:
            return record
    return None


def _makers(reports: Sequence[Made], book: Book, chance: random.Random) -> dict[str, Callable[[], Record | None]]:
    broken: dict[str, set[str]] = {}
    for finding in finding_records(reports):
        broken.setdefault(finding["file"], set()).add(finding["rule"])
    one, many = One(book, chance, broken), Many(reports, book, chance)
    lists, turns = Lists(many, chance), Turns(many, one, chance)
    naming, declining = Naming(many, one, chance), Declining(many, chance)

    def of(ask: Callable[[Made], Record | None]) -> Callable[[], Record | None]:
        return lambda: ask(chance.choice(reports))

    return {
        "cell": of(one.cell), "applicant": of(one.applicant), "applicant_row": of(one.applicant_row),
        "derived": of(one.derived), "blank": of(one.blank), "prose": of(one.prose), "two_figures": of(one.two_figures),
        "two_sources": of(one.two_sources), "yes_no": of(one.yes_no), "share": of(one.share), "contact": of(one.contact),
        "explain": of(one.explain), "check": of(one.check), "chain": of(turns.chain), "ending": of(turns.ending),
        "compare": many.compare, "compare_three": many.compare_three, "compare_years": many.compare_years,
        "growth": many.growth, "rank": many.rank, "rank_top": many.rank_top, "rank_bottom": many.rank_bottom,
        "trend": many.trend, "recent": many.recent, "total": many.total, "average": many.average,
        "list": lists.plain, "threshold": lists.threshold, "both": lists.both, "count": lists.count,
        "catalogue": lists.catalogue, "former": of(naming.former), "slip": of(naming.slip),
        "traditional": of(naming.traditional), "pinyin": of(naming.pinyin), "place": of(naming.place),
        "undated": of(naming.undated), "relative": of(naming.relative), "stranger": declining.stranger,
        "other_year": declining.other_year, "unheld": of(one.unheld), "unsaid": of(one.unsaid),
        "why": of(lambda made: declining.why(made, one)), "ambiguous": declining.ambiguous,
        "ambiguous_place": declining.ambiguous_place, "nonsense": declining.nonsense,
    }  # fmt: skip
