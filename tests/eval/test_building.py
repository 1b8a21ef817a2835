"""A library built for measuring is reused, and read anew when the readers have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import building
from eval.corpus.generating import write


def test_reuse_until_the_readers_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(write(tmp_path / "reports", 2, 1, ["txt"]))

    def statuses() -> list[str]:
        return [outcome.status for outcome in building.build([tmp_path / "reports"], tmp_path / "library")]

    assert statuses() == ["added", "added"]
    assert statuses() == ["unchanged", "unchanged"]
    monkeypatch.setattr(building, "_readers", lambda: "another")
    assert statuses() == ["added", "added"]
