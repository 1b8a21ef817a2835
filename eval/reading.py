"""How well reports are read: `python -m eval.reading --reports 60 --seed 7` writes a corpus, ingests it, and compares
the facts with the truth, format by format."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.corpus.truth import read_jsonl

CELLS = ("right", "wrong", "flagged", "missing", "invented")
"""right: state and value; wrong: another number; flagged: unreadable where a number stands; missing: no fact;
invented: a number where the cell is blank or cannot be told."""


@dataclass(slots=True)
class Tally:
    """Counts of one format or template."""

    reports: int = 0
    identities: int = 0
    cells: Counter[str] = field(default_factory=Counter)
    stated: int = 0
    found: int = 0
    keyed: int = 0
    claimed: int = 0
    true: int = 0
    examples: list[str] = field(default_factory=list)


def compare_cells(truth: Iterable[dict[str, Any]], facts: Iterable[Any]) -> tuple[Counter[str], list[str]]:
    """How the cells of one report were read, and a line for each that is not right."""
    read = {(fact.metric, fact.applicant): fact for fact in facts if fact.origin == "cell"}
    counted: Counter[str] = Counter()
    lines = []
    for cell in truth:
        fact = read.get((cell["metric"], cell["applicant"]))
        outcome = _outcome(cell, fact)
        counted[outcome] += 1
        if outcome != "right":
            given = "nothing" if fact is None else f"{fact.state} {fact.value}"
            lines.append(
                f"{outcome}: {cell['file']} {cell['metric']} {cell['applicant'] or ''} printed "
                f"{cell['printed']!r} ({cell['state']} {cell['value']}), read {given}"
            )
    return counted, lines


def _outcome(cell: dict[str, Any], fact: Any) -> str:
    if cell["state"] == "number":
        if fact is None:
            return "missing"
        if fact.state == "number":
            return "right" if fact.value == Decimal(str(cell["value"])) else "wrong"
        return "flagged" if fact.state == "unreadable" else "missing"
    if fact is not None and fact.state == "number":
        return "invented"
    return "right"


def compare_prose(truth: list[dict[str, Any]], facts: Iterable[Any]) -> tuple[int, int, int, int, list[str]]:
    """Stated quantities found (value, among prose facts), found under their metric, prose facts that claim one of the
    truth's metrics, and those of them that are true."""
    prose = [fact for fact in facts if fact.origin == "prose" and fact.year is None]
    values = Counter(fact.value for fact in prose)
    keyed = Counter((fact.metric, fact.value) for fact in prose)
    found = found_keyed = 0
    lines = []
    for stated in truth:
        value = Decimal(str(stated["value"]))
        hit = (stated["metric"], value)
        found += values[value] > 0
        found_keyed += keyed[hit] > 0
        if not keyed[hit]:
            lines.append(
                f"{'unkeyed' if values[value] else 'unread'}: {stated['file']} {stated['metric']} "
                f"{stated['printed']} · {stated['sentence']}"
            )
    known = {(stated["metric"], Decimal(str(stated["value"]))) for stated in truth}
    metrics = {stated["metric"] for stated in truth}
    claims = [fact for fact in prose if fact.metric in metrics and fact.total is None]
    wrong = [fact for fact in claims if (fact.metric, fact.value) not in known]
    lines += [f"claimed: {truth[0]['file']} {fact.metric} {fact.value} · {fact.quote}" for fact in wrong]
    return found, found_keyed, len(claims), len(claims) - len(wrong), lines


def measure(folder: Path, library: Any) -> dict[str, Tally]:
    """Tallies by format and by template of the corpus in `folder`, read into `library`."""
    held = {head.file: head for head in library.reports()}
    cells, stated = _by_file(folder / "truth" / "cells.jsonl"), _by_file(folder / "truth" / "quantities.jsonl")
    tallies: dict[str, Tally] = defaultdict(Tally)
    for who in read_jsonl(folder / "truth" / "identity.jsonl"):
        head = held.get(who["file"])
        facts = library.facts([head.id]) if head else []
        for name in (who["format"], who["template"]):
            _identified(tallies[name], who, head)
            _add(tallies[name], cells[who["file"]], stated[who["file"]], facts)
    return dict(tallies)


def _identified(tally: Tally, who: dict[str, Any], head: Any) -> None:
    tally.reports += 1
    same = head is not None and (head.agency, head.year) == (who["agency"], who["year"])
    tally.identities += same
    if not same:
        read = head and (head.agency, head.year)
        tally.examples.append(f"identity: {who['file']} {who['agency']} {who['year']}, read {read}")


def _add(tally: Tally, cells: list[dict[str, Any]], stated: list[dict[str, Any]], facts: list[Any]) -> None:
    counted, lines = compare_cells(cells, facts)
    tally.cells.update(counted)
    found, keyed, claimed, true, more = compare_prose(stated, facts)
    tally.stated += len(stated)
    tally.found += found
    tally.keyed += keyed
    tally.claimed += claimed
    tally.true += true
    tally.examples += [*lines, *more]


def _by_file(path: Path) -> dict[str, list[dict[str, Any]]]:
    records: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(path):
        records[record["file"]].append(record)
    return records


def print_tallies(tallies: dict[str, Tally], shown: int) -> None:
    print(
        f"{'format':11}{'reports':>8}{'identity':>9}"
        + "".join(f"{name:>9}" for name in CELLS)
        + f"{'cells %':>9}{'prose':>7}{'found %':>9}{'keyed %':>9}{'precise %':>10}"
    )
    for name, tally in sorted(tallies.items()):
        total = sum(tally.cells.values())
        print(
            f"{name:11}{tally.reports:8}{tally.identities:9}"
            + "".join(f"{tally.cells[kind]:9}" for kind in CELLS)
            + f"{_percent(tally.cells['right'], total):>9}{tally.stated:7}{_percent(tally.found, tally.stated):>9}"
            f"{_percent(tally.keyed, tally.stated):>9}{_percent(tally.true, tally.claimed):>10}"
        )
    for name, tally in sorted(tallies.items()):
        if name.startswith("T") and name[1:].isdigit():
            continue
        for line in sorted(tally.examples, key=_gravity)[:shown]:
            print(f"  {name}: {line}")


def _gravity(line: str) -> int:
    """Invented and wrong numbers first."""
    kinds = ("wrong", "invented", "identity", "claimed")
    return next((place for place, kind in enumerate(kinds) if line.startswith(kind)), len(kinds))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.reading", description=__doc__)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--formats", nargs="+", help="only these (txt md html docx pdf borderless scan)")
    parser.add_argument("--folder", type=Path, help="keep the corpus and library here")
    parser.add_argument("--show", type=int, default=8, help="lines of what went wrong, a format")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        _run(options, options.folder or Path(scratch))


def _run(options: argparse.Namespace, folder: Path) -> None:
    from eval.building import build
    from eval.corpus import generate
    from ingest.library import Library

    generate(folder, options.reports, options.seed, options.formats)
    started = time.perf_counter()
    for outcome in build([folder / "reports"], folder / "library"):
        if outcome.status == "set_aside":
            print(f"set aside: {outcome.file.name} {outcome.reason}")
    print(f"read {options.reports} reports in {time.perf_counter() - started:.1f} s (one process, no embedding)")
    with Library.open(folder / "library") as library:
        print_tallies(measure(folder, library), options.show)
        _print_contradictions(folder, library, options.show)


def _print_contradictions(folder: Path, library: Any, shown: int) -> None:
    from eval import contradictions

    print(f"\n{'rule':6}{'put in':>8}{'found':>8}{'rightly':>9}")
    for rule, (wanted, found, right) in contradictions.measure(folder, library).items():
        print(f"{rule:6}{wanted:8}{found:8}{right:9}")
    for kind, listed in contradictions.misses(folder, library).items():
        print(f"{kind}: {len(listed)}", *listed[:shown], sep="\n  ")


if __name__ == "__main__":
    main()
