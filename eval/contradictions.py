"""How well contradictions are found: the findings of a library against those that were put into a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.corpus.truth import read_jsonl

RULES = ("A1", "A2", "A3", "A4", "B1", "C1")


def compare(truth: Iterable[tuple[str, str]], found: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int, int]]:
    """By rule: (put in, found, found rightly), counting each (file, rule) once."""
    wanted, given = set(truth), set(found)
    return {
        rule: (
            sum(one[1] == rule for one in wanted),
            sum(one[1] == rule for one in given),
            sum(one[1] == rule for one in wanted & given),
        )
        for rule in RULES
    }


def measure(folder: Path, library: Any) -> dict[str, tuple[int, int, int]]:
    """Rules broken in the corpus of `folder` against the library's findings; notes are no findings."""
    files = {head.id: head.file for head in library.reports()}
    truth = [(one["file"], one["rule"]) for one in read_jsonl(folder / "truth" / "findings.jsonl")]
    found = [(files[one.report], one.rule) for one in library.findings() if one.severity != "note"]
    return compare(truth, found)


def misses(folder: Path, library: Any) -> dict[str, list[str]]:
    """(file, rule) put in and not found (`missed`), found and not put in (`claimed`)."""
    files = {head.id: head.file for head in library.reports()}
    truth = {(one["file"], one["rule"]) for one in read_jsonl(folder / "truth" / "findings.jsonl")}
    found = {(files[one.report], one.rule) for one in library.findings() if one.severity != "note"}
    listed: dict[str, list[str]] = defaultdict(list)
    listed["missed"] = [" ".join(one) for one in sorted(truth - found)]
    listed["claimed"] = [" ".join(one) for one in sorted(found - truth) if one[1] in RULES]
    return dict(listed)
