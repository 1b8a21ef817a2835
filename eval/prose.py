"""Measures the reading of prose on sentences labelled by hand: `python -m eval.prose [--verbose]`.

`eval/sets/prose.jsonl` holds the sentences; `eval/sets/README.md` says what counts as a quantity and how it is labelled.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ingest.report import Block, Fact

SENTENCES = Path(__file__).parent / "sets" / "prose.jsonl"
_CERTAIN = frozenset({"exact", "累计", "none"})
_SAME_QUALIFIER = {"超过": "超", "突破": "超", "大约": "约", "接近": "近", "餘": "余"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A labelled number: `value` in base units, `unit` None where the sentence prints none, `total` the value of the
    total it is a part of, `of` the year it speaks of where that is another one."""

    value: Decimal
    unit: str | None
    qualifier: str
    metric: str | None
    counts: str
    total: Decimal | None = None
    of: int | None = None
    optional: bool = False

    @property
    def worded_zero(self) -> bool:
        """未收到, 无: a zero that no digit states, so it has neither unit nor qualifier."""
        return self.value == 0 and self.unit is None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its labels; contacts are (kind, text)."""

    id: str
    text: str
    year: int
    quantities: tuple[Quantity, ...]
    contacts: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Score:
    """Counts by measure: hits, and how many there could have been. `failures` are lines for a reader."""

    hits: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def note(self, measure: str, right: bool, failure: str) -> None:
        self.cases[measure] += 1
        self.hits[measure] += right
        if not right:
            self.failures.append(f"{measure:18} {failure}")

    def rate(self, measure: str) -> float:
        """Hits over cases; 1 where there was nothing to get wrong."""
        return self.hits[measure] / self.cases[measure] if self.cases[measure] else 1.0


def load(path: Path = SENTENCES) -> list[Sentence]:
    """The labelled sentences of a file, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_sentence(json.loads(line)) for line in lines if line.strip()]


def _sentence(record: dict[str, Any]) -> Sentence:
    contacts = tuple((contact["kind"], contact["text"]) for contact in record["contacts"])
    return Sentence(record["id"], record["text"], record["year"], tuple(map(_quantity, record["quantities"])), contacts)


def _quantity(record: dict[str, Any]) -> Quantity:
    total = record["total_value"]
    return Quantity(
        Decimal(str(record["value"])),
        record["unit"],
        record["qualifier"],
        record["metric"],
        record["counts"],
        None if total is None else Decimal(str(total)),
        record.get("of"),
        record.get("optional", False),
    )


def measure(sentences: Iterable[Sentence]) -> Score:
    """Reads every sentence as a report of one block and compares."""
    from ingest.quantities import prose_facts

    score = Score()
    for sentence in sentences:
        facts = prose_facts([Block(0, sentence.text)], [], "r", sentence.year)
        compare(sentence, facts, score)
    return score


def compare(sentence: Sentence, facts: Sequence[Fact], score: Score) -> None:
    """Adds one sentence's outcome to the score."""
    numbers = [fact for fact in facts if fact.origin == "prose" and fact.state == "number"]
    pairs = dict(_pairs(sentence.quantities, numbers))
    for label in sentence.quantities:
        if not label.optional:
            fact = pairs.get(id(label))
            score.note("recall", fact is not None, _line(sentence, "missed", label))
            if fact is not None:
                _compare_details(sentence, label, fact, facts, score)
    free = [id(pairs[id(label)]) for label in sentence.quantities if label.optional and id(label) in pairs]
    used = {id(fact) for fact in pairs.values()}
    for fact in numbers:
        if id(fact) not in free:
            score.note("precision", id(fact) in used, _line(sentence, "not a quantity", fact))
    _compare_contacts(sentence, facts, score)


def _pairs(labels: Sequence[Quantity], numbers: Sequence[Fact]) -> Iterator[tuple[int, Fact]]:
    """Each label with one fact of its value and unit; required labels choose first, all in reading order."""
    free = list(numbers)
    for label in sorted(labels, key=lambda label: label.optional):
        fitting = next((fact for fact in free if fits(label, fact)), None)
        if fitting is not None:
            free = [fact for fact in free if fact is not fitting]
            yield id(label), fitting


def fits(label: Quantity, fact: Fact) -> bool:
    """Same value in base units, and a unit that says the same."""
    value, unit = fact.value, fact.unit
    if value is not None and unit and unit.endswith("万元"):
        value, unit = value * 10_000, unit.removesuffix("万元") + "元"
    if value != label.value:
        return False
    return label.worded_zero or _unit(unit) == _unit(label.unit)


def _unit(unit: str | None) -> str:
    plain = unicodedata.normalize("NFKC", unit or "").strip()
    return plain.removeprefix("个") or plain


def _compare_details(sentence: Sentence, label: Quantity, fact: Fact, facts: Sequence[Fact], score: Score) -> None:
    if label.metric is not None:
        score.note("metric", fact.metric == label.metric, _line(sentence, f"given {fact.metric}", label))
    elif label.total is None:  # a part may carry its total's metric
        score.note("no metric", fact.metric is None, _line(sentence, f"given {fact.metric}", label))
    if not label.worded_zero:
        score.note(
            "qualifier",
            _same_qualifier(fact.qualifier, label.qualifier),
            _line(sentence, f"given {fact.qualifier}", label),
        )
    total = None if fact.total is None else facts[fact.total].value
    name = "no total link" if label.total is None else "total link"
    score.note(name, total == label.total, _line(sentence, f"given {total}", label))
    name = "own year" if label.of is None else "other year"
    year = None if fact.year == sentence.year else fact.year
    score.note(name, year == label.of, _line(sentence, f"given {fact.year}", label))


def _same_qualifier(given: str, wanted: str) -> bool:
    """全年累计 is as exact as no qualifier; 超过 says what 超 says."""
    if {given, wanted} <= _CERTAIN:
        return True
    return _SAME_QUALIFIER.get(given, given) == _SAME_QUALIFIER.get(wanted, wanted)


def _compare_contacts(sentence: Sentence, facts: Sequence[Fact], score: Score) -> None:
    """Two telephone numbers may be one fact or two."""
    given = {
        ((fact.metric or "").removeprefix("contact."), _plain(part))
        for fact in facts
        if fact.origin == "contact"
        for part in _parts(fact)
    }
    wanted = {(kind, _plain(text)) for kind, text in sentence.contacts}
    for contact in sorted(wanted):
        score.note("contact recall", contact in given, f"{sentence.id} missed {contact} of {sorted(given)}")
    for contact in sorted(given):
        score.note("contact precision", contact in wanted, f"{sentence.id} no contact {contact} · {sentence.text[:80]}")


def _parts(fact: Fact) -> list[str]:
    text = fact.text or ""
    return re.split("[、,，;；/]", text) if (fact.metric or "").endswith(("phone", "fax")) else [text]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"^https?://|[\s()\-]|/$", "", folded)


def _line(sentence: Sentence, fault: str, what: Quantity | Fact) -> str:
    said = what.counts if isinstance(what, Quantity) else what.noun
    metric = what.metric or "-"
    return f"{sentence.id} {fault}: {what.value} {what.unit} {what.qualifier} {metric} [{said}] · {sentence.text}"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m eval.prose", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--verbose", action="store_true", help="name every failure")
    options = parser.parse_args(arguments)
    sentences = load()
    score = measure(sentences)
    if options.verbose:
        print(*sorted(score.failures), sep="\n")
    print(f"{len(sentences)} sentences, {sum(len(sentence.quantities) for sentence in sentences)} labelled quantities")
    for name, count in score.cases.items():
        print(f"{name:18} {score.hits[name]:4}/{count:4} {score.rate(name):7.1%}")


if __name__ == "__main__":
    main()
