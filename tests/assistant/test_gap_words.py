"""Why a cell of a table holds no number has words in both languages: their keys are put together from the state."""

from __future__ import annotations

from typing import get_args

import pytest

from assistant.operations.compare import gap
from assistant.tabulate import State

GAPS = [state for state in get_args(State) if state not in ("number", "text", "several")]


@pytest.mark.parametrize("state", GAPS)
def test_every_gap_of_a_table_has_words(state: State) -> None:
    assert gap(state, "zh") != gap(state, "en")
