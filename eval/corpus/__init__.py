"""A corpus with known truth: `generate(folder, reports, seed)`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def generate(folder: Path, reports: int, seed: int, formats: Sequence[str] | None = None) -> Path:
    """Write `reports` reports into `folder`/reports, the truth of them into `folder`/truth, and question sets into
    `folder`/sets (dev.jsonl, test.jsonl, with different wordings). The same arguments write the same files."""
    from eval.corpus import truth
    from eval.corpus.asking import question_sets
    from eval.corpus.generating import write
    from eval.corpus.locating import located

    made = list(write(folder / "reports", reports, seed, formats))
    beside = folder / "truth"
    truth.write_jsonl(beside / "identity.jsonl", map(truth.identity, made))
    truth.write_jsonl(beside / "cells.jsonl", (record for one in made for record in truth.cell_records(one)))
    truth.write_jsonl(beside / "quantities.jsonl", (record for one in made for record in truth.quantity_records(one)))
    truth.write_jsonl(beside / "findings.jsonl", truth.finding_records(made))
    for name, questions in question_sets(made, seed).items():
        truth.write_jsonl(folder / "sets" / f"{name}.jsonl", located(questions, made))
    return folder
