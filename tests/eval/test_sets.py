"""The sets that are shipped are valid, and the samples' set is about the samples."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import draft, schema
from eval.building import build
from ingest.library import Library

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["samples", "template"])
def test_shipped_sets_are_valid(name: str) -> None:
    assert schema.validate(_ROOT / "eval" / "sets" / f"{name}.jsonl") == []


def test_the_set_over_the_samples_cites_files_that_exist() -> None:
    items = schema.load(_ROOT / "eval" / "sets" / "samples.jsonl")
    files = {place["file"] for item in items for place in item.citations}
    assert len(files) > 8
    assert files <= {path.name for path in (_ROOT / "samples").iterdir()}


def test_a_draft_is_a_valid_set_whose_numbers_stand_in_the_reports(tmp_path: Path) -> None:
    list(build([_ROOT / "samples" / "yunchuan-kjj-2021.md"], tmp_path))
    with Library.open(tmp_path) as library:
        records = draft.draft(library, 20)
    items = [schema.item(record) for record in records]
    assert len(items) == 22
    assert {item.year for item in items if item.numbers} == {2021}
    penalties = [item for item in items if "行政处罚" in item.question]
    assert all(item.number == 1 for item in penalties)
    assert [item.status for item in items][-2:] == ["declined", "declined"]
