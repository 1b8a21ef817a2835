"""The number that most likely answers: by words where they decide, by likeness too where they do not, and none of it forced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from assistant.desk import Desk
from assistant.likely import BY_MEANING, BY_WORDS, candidates, likelier, likely
from assistant.matching import Match, ask_for
from ingest.quantities import prose_facts
from ingest.report import Block, Fact

TEXT = (
    "全年通过政务网站发布信息152条，微信公众号推送88篇。在村务公开栏张贴公示36张，设公开栏12块。"
    "举办业务培训3期，参训97人次。部门动态4条，工作动态47条。"
)


class _Wordless:
    """A desk without an embedding model."""

    def likeness(self, text: str, others: Sequence[str], report: str) -> list[float] | None:
        return None


DESK = cast(Desk, cast(Any, _Wordless()))


def facts() -> tuple[Fact, ...]:
    return prose_facts([Block(0, TEXT)], [], "r", 2022)


@pytest.mark.parametrize(
    ("topic", "unit", "value"),
    [
        ("村务公开栏贴了多少张公示", "张", 36),
        ("设了几块公开栏", "块", 12),
        ("工作动态多少条", "条", 47),
        ("参训的有多少人次", "人次", 97),
    ],
)
def test_the_number_whose_window_says_it_is_given(topic: str, unit: str, value: int) -> None:
    match = likely(DESK, ask_for(topic, unit, 2022), facts())
    assert match is not None
    assert match.fact.value == value


@pytest.mark.parametrize(
    ("topic", "unit"), [("招聘了多少名教师", "名"), ("修建了多少公里公路", "公里"), ("天气怎么样", None)]
)
def test_what_no_window_says_is_not_given(topic: str, unit: str | None) -> None:
    assert likely(DESK, ask_for(topic, unit, 2022), facts()) is None


def test_a_far_likelier_number_takes_the_place_of_the_one_chosen() -> None:
    ask, stated = ask_for("微信公众号推送了多少篇", "篇", 2022), facts()
    other = next(fact for fact in stated if fact.value == 152)
    right = next(fact for fact in stated if fact.value == 88)
    assert likelier(DESK, ask, stated, Match(other, 0.5, 0.5, 0.5)).fact == right
    assert likelier(DESK, ask, stated, Match(right, 0.5, 0.5, 0.5)).fact == right


def test_every_feature_has_a_weight_and_chances_are_chances() -> None:
    found = candidates(ask_for("工作动态多少条", "条", 2022), facts())
    assert {*found[0].features, "bias"} == set(BY_WORDS) == set(BY_MEANING) - {"like"}
    assert all(0 <= one.probability <= 1 for one in found)
