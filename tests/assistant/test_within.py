"""A part asked for by its whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.matching import ask_for
from assistant.within import part_within
from ingest.quantities import prose_facts
from ingest.report import Block

_TEXT = "全年收到依申请公开12件，其中予以公开4件、不予公开2件、无法提供6件。"


@pytest.mark.parametrize(
    ("topic", "value"),
    [("收到的申请里，无法提供的有几件", 6), ("收到的申请中不予公开几件", 2), ("收到的举报里，无法提供的有几件", None)],
)
def test_a_part_is_found_by_its_own_word(topic: str, value: int | None) -> None:
    facts = prose_facts([Block(index=0, text=_TEXT)], [], "r", 2021)
    match = part_within(ask_for(topic, "件", 2021), facts)
    assert (match.fact.value if match else None) == (None if value is None else Decimal(value))
