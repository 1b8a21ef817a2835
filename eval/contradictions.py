"""How well contradictions are found: the findings of a library against those that were put into a corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.corpus.truth import read_jsonl
from eval.summing import Scores, detection

RULES = ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "C1", "C2", "C3", "C4", "C5")
_TRUTH = Path("truth") / "findings.jsonl"

Places = set[tuple[str, str]]
"""(file, rule)"""


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
    return compare(*_both(folder, library))


def measured(folder: Path, library: Any) -> dict[str, Scores]:
    """Precision and recall of each rule and of all, as they are kept in a run."""
    truth, found = _both(folder, library)
    by_rule = {rule: detection(*({one for one in some if one[1] == rule} for some in (truth, found))) for rule in RULES}
    return {"all": detection(truth, found), **by_rule}


def corpus_of(question_set: Path) -> Path | None:
    """The corpus that a set was written with (DIR/sets/test.jsonl), or None where there is no truth beside it."""
    folder = question_set.resolve().parent.parent
    return folder if (folder / _TRUTH).is_file() else None


def _both(folder: Path, library: Any) -> tuple[Places, Places]:
    """What was put in and what was found, of the files that the library holds."""
    files = {head.id: head.file for head in library.reports()}
    held = set(files.values())
    truth = {(one["file"], one["rule"]) for one in read_jsonl(folder / _TRUTH) if one["file"] in held}
    found = {(files[one.report], one.rule) for one in library.findings() if one.severity != "note"}
    return truth, {one for one in found if one[1] in RULES}


def misses(folder: Path, library: Any) -> dict[str, list[str]]:
    """(file, rule) put in and not found (`missed`), found and not put in (`claimed`)."""
    truth, found = _both(folder, library)
    listed: dict[str, list[str]] = defaultdict(list)
    listed["missed"] = [" ".join(one) for one in sorted(truth - found)]
    listed["claimed"] = [" ".join(one) for one in sorted(found - truth)]
    return dict(listed)
