"""Words that stand for one another: learnt from pairs, kept and read back, and what they tell of a question."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.translation import Translation, learnt, packed, stems, terms, unpacked
from eval.fitting_translation import fit_translation

_PAIRS = [
    ("how many leaflets were handed out", "发放明白纸"),
    ("leaflets printed", "印制明白纸"),
    ("number of videos made", "制作短视频"),
    ("videos posted", "发布短视频"),
    ("how many drills took place", "开展应急演练"),
    ("drills in schools", "学校组织演练"),
    *zip(
        "apples pears plums grapes lemons melons cherries berries".split(),
        "苹果 梨子 李子 葡萄 柠檬 甜瓜 樱桃 浆果".split(),
        strict=True,
    ),
]


@pytest.fixture(scope="module")
def table() -> Translation:
    return fit_translation(_PAIRS)


def test_terms_are_pairs_characters_and_stems() -> None:
    assert terms("发了传单") == ("发了", "了传", "传单", "发", "传", "单")
    assert stems("How many leaflets were handed out?") == ["leaflet", "hand"]


def test_what_was_heard_together_is_told(table: Translation) -> None:
    for question, right in (("leaflets", 0), ("the videos", 1), ("drills held", 2)):
        told = table.likes(question, ["明白纸", "短视频", "演练"])
        assert max(range(3), key=lambda at: told[at].told) == right
        assert max(range(3), key=lambda at: told[at].covered) == right


def test_the_own_word_tells_most_and_strange_words_nothing(table: Translation) -> None:
    own, other = table.likes("收藏家协会", ["收藏家协会", "短视频"])
    assert own.covered > 0.5 > 0.01 > other.covered == other.told == 0
    assert table.likes("how many", ["短视频"])[0] == (0.0, 0.0)


def test_shares_lie_between_none_and_all(table: Translation) -> None:
    for told in table.likes("how many leaflets and 明白纸 at all", ["发放明白纸", "", "短视频"]):
        assert 0 <= told.covered <= 1
        assert told.told >= 0


def test_a_table_comes_back_as_it_was_but_for_rounding(table: Translation) -> None:
    again = unpacked(packed(table))
    assert again.asked == table.asked
    assert again.stated == table.stated
    assert np.array_equal(again.places, table.places)
    assert again.chances == pytest.approx(table.chances, rel=0.02)
    assert again.starts == pytest.approx(table.starts)


def test_the_table_that_is_shipped_knows_leaflets() -> None:
    right, wrong = learnt().likes("leaflets", ["发放明白纸", "举办发布会"])
    assert right.told > 2 * wrong.told
