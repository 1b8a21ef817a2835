"""The number that most likely answers: by words and by meaning where vectors are at hand, and none of it forced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
import pytest

from assistant.desk import Desk
from assistant.encoder import encoder
from assistant.likely import candidates, fitted, likelier, likely, ranked_for
from assistant.matching import Match, ask_for
from ingest.bundled import engine, wheel_weights
from ingest.embedding import Embedder
from ingest.quantities import prose_facts
from ingest.report import Block, Fact

TEXT = (
    "全年通过政务网站发布信息152条，微信公众号推送88篇。在村务公开栏张贴公示36张，设公开栏12块。"
    "举办业务培训3期，参训97人次。部门动态4条，工作动态47条。通过大喇叭广播政策300次，为消费者挽回经济损失412.8万元。"
)


class _Wordless:
    """A desk without an embedding model."""

    def worked_out(self, key: object, work_out: Callable[[], Any]) -> Any:
        return work_out()

    def vector(self, text: str) -> None:
        return None

    def vectors(self, texts: Sequence[str], report: str) -> None:
        return None


class _Meaning:
    """A desk with the default model."""

    def __init__(self) -> None:
        self._model = Embedder()

    def worked_out(self, key: object, work_out: Callable[[], Any]) -> Any:
        return work_out()

    def vector(self, text: str) -> Any:
        model = encoder()
        return model and model.query(text)

    def vectors(self, texts: Sequence[str], report: str) -> Any:
        return np.stack([self._model.query(text) for text in texts])


WORDLESS = cast(Desk, cast(Any, _Wordless()))


@pytest.fixture(scope="module")
def meaning() -> Desk:
    if wheel_weights() is None or engine() is None:
        pytest.skip("the bundled model is not installed")
    return cast(Desk, cast(Any, _Meaning()))


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
    match = likely(WORDLESS, ask_for(topic, unit, 2022), facts())
    assert match is not None
    assert match.fact.value == value


@pytest.mark.parametrize(
    ("topic", "unit", "value"),
    [
        ("拿喇叭喊政策，喊了多少回", None, 300),
        ("帮顾客要回来多少钱", "元", 4128000),
        ("给大伙贴出来的公示，村里那块栏上有几张", "张", 36),
    ],
)
def test_far_wordings_are_told_by_meaning(meaning: Desk, topic: str, unit: str | None, value: int) -> None:
    match = likely(meaning, ask_for(topic, unit, 2022), facts())
    assert match is not None
    assert match.fact.value == value


@pytest.mark.parametrize(
    ("topic", "unit"),
    [("招聘了多少名教师", "名"), ("修建了多少公里公路", "公里"), ("天气怎么样", None), ("微博发布多少条", "条")],
)
def test_what_no_window_says_is_not_given(meaning: Desk, topic: str, unit: str | None) -> None:
    for desk in (WORDLESS, meaning):
        assert likely(desk, ask_for(topic, unit, 2022), facts()) is None


def test_only_numbers_of_the_year_asked_about_compete() -> None:
    ask, stated = ask_for("工作动态多少条", "条", 2022), facts()
    assert likely(WORDLESS, ask, stated, 2022) is None or stated[0].year == 2022
    assert ranked_for(WORDLESS, ask, stated, 1999) == []


def test_a_number_found_by_loose_words_gives_way_or_is_dropped() -> None:
    ask, stated = ask_for("微信公众号推送了多少篇", "篇", 2022), facts()
    other = next(fact for fact in stated if fact.value == 152)
    right = next(fact for fact in stated if fact.value == 88)
    swapped = likelier(WORDLESS, ask, stated, Match(other, 0.5, 0.5, 0.5))
    assert swapped is not None
    assert swapped.fact == right
    kept = likelier(WORDLESS, ask, stated, Match(right, 0.5, 0.5, 0.5))
    assert kept is not None
    assert kept.fact == right
    strange = ask_for("立案多少起", None, 2022)
    assert likelier(WORDLESS, strange, stated, Match(other, 0.5, 0.5, 0.5)) is None


def test_chances_are_chances_and_leave_room_for_none() -> None:
    ask, stated = ask_for("工作动态多少条", "条", 2022), facts()
    ranked = ranked_for(WORDLESS, ask, stated)
    assert len(ranked) == len(candidates(ask, stated))
    assert [one.probability for one in ranked] == sorted((one.probability for one in ranked), reverse=True)
    assert 0 < sum(one.probability for one in ranked) < 1


def test_both_networks_take_the_traits_that_numbers_have(meaning: Desk) -> None:
    ask, stated = ask_for("工作动态多少条", "条", 2022), facts()
    words, meant, _ = fitted()
    assert set(words.names) == ranked_for(WORDLESS, ask, stated)[0].traits.keys()
    assert set(meant.names) == ranked_for(meaning, ask, stated)[0].traits.keys()
