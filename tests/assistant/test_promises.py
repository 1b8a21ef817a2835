"""What a report promises for a later year is no figure of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures
from tests.assistant.small import library_of

FIRST, SECOND = "云川市商务局", "栖岩市商务局"
SAID = {
    (FIRST, 2022): "力争明年发布政策解读102期。全年举办培训3期。",
    (SECOND, 2022): "全年发布政策解读11期。新的一年拟组织培训280期。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("promises"), SAID) as library:
        yield library


@pytest.mark.parametrize("question", [f"{FIRST}2022年政策解读发了多少期", f"{SECOND}2022年培训办了几期"])
def test_a_promise_is_not_told(held: Library, question: str) -> None:
    assert Conversation(held).ask(question).status == "declined"


def test_a_promise_does_not_lead_a_ranking(held: Library) -> None:
    assert figures(Conversation(held).ask("2022年哪家单位培训办得最多")) == [(FIRST, 2022, "3")]
    assert figures(Conversation(held).ask("2022年政策解读最多的单位")) == [(SECOND, 2022, "11")]
