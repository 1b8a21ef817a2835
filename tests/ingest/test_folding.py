"""Text as it is compared, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import fold, folded


def test_traditional_full_width_and_spaces_fold_away() -> None:
    assert folded("２０２１ 年，微 信公眾號發布 ９１ 篇") == "2021年，微信公众号发布91篇"


def test_readings_behind_characters_are_dropped() -> None:
    assert folded("廣州市發(fā)展和改革委員會") == "广州市发展和改革委员会"


def test_brackets_with_real_english_stay() -> None:
    assert folded("微信(WeChat)平台") == "微信(WeChat)平台"


def test_spaces_between_digits_keep_numbers_apart() -> None:
    assert folded("2023 1 1 日") == "2023 1 1日"


@given(st.text(alphabet="发布發公開 １2３,，。()fā条\u3000信息", max_size=60))
def test_every_folded_character_comes_from_its_source(source: str) -> None:
    result = fold(source)
    assert len(result.text) == len(result.origin)
    for at, origin in enumerate(result.origin):
        assert folded(source[origin]) in (result.text[at], "")
    if result.text:
        begin, end = result.source(0, len(result.text))
        assert folded(source[begin:end]) == result.text


def test_the_text_alone_is_that_of_the_whole() -> None:
    for text in ("發(fā)展 情况，１２ 件", "政 务 公开", "a b（c）", "", " ", "\u200b公开", "①②㎡", "(fā)"):
        whole = fold(text)
        assert folded(text) == whole.text
        assert len(whole.text) == len(whole.origin)
        assert list(whole.origin) == sorted(set(whole.origin))
