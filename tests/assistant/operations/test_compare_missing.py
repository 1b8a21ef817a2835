"""Comparisons in which one number is missing, or counted otherwise; sums over years that are not all held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import passes
from tests.assistant.small import library_of

SAID = {
    ("柳川市民政局", 2022): "门户网站发布信息520条。接待来访群众80人次。",
    ("柳川市教育局", 2022): "门户网站发布信息310篇。接待来访群众45人次。",
    ("柳川市水利局", 2022): "开展培训3期。",
    ("柳川市民政局", 2021): "门户网站发布信息400条。",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("missing")
    with library_of(folder, SAID) as library:
        yield library


def test_none_has_more_where_one_of_them_does_not_say(held: Library) -> None:
    answer = Conversation(held).ask("柳川市民政局、柳川市教育局、柳川市水利局2022年接待来访群众多少人次")
    assert [claim.number for claim in answer.values] == [80, 45]
    assert "更多" not in answer.text
    assert "最多" not in answer.text
    assert "水利局" in answer.coverage
    assert passes(answer)


def test_posts_are_set_against_each_other_whatever_they_are_counted_in(held: Library) -> None:
    answer = Conversation(held).ask("柳川市民政局2022年网站发布信息比柳川市教育局多多少")
    assert any(claim.formula and claim.number == 210 for claim in answer.values), answer.text
    assert answer.warnings
    assert passes(answer)


def test_years_that_are_not_held_leave_no_sum(held: Library) -> None:
    answer = Conversation(held).ask("柳川市民政局2020到2022年网站发布信息一共多少条")
    assert answer.status == "declined"
    assert "2020" in answer.text
    whole = Conversation(held).ask("柳川市民政局2021到2022年网站发布信息一共多少条")
    assert whole.values[0].number == 920
