"""What a model writes is made plain, and taken apart the same way while it grows and when it is whole."""

from __future__ import annotations

import pytest

from assistant.writing.drafting import whole_so_far
from assistant.writing.sentences import plain_text, sentences

TEXT = """## 主要数据
1. **甲局**2023年微信发布315篇[1]，微博20条【2】。网站[点击](http://evil.example/?q=91)发布[3](http://x)
2. 甲局写道：“一。二；三。”[4]乙局收到12件[5, 6]；丙局3件[7]。
- In 2023 it published 3.5 items. It received 4 [8]. No. 5 stays"""


def shown(text: str, growing: bool = False) -> list[str]:
    return [sentence.lead + sentence.shown for sentence in sentences(plain_text(text), growing)]


def test_sentences_with_their_marks() -> None:
    assert shown(TEXT) == [
        "主要数据",
        "1. 甲局2023年微信发布315篇[1]，微博20条[2]。",
        "网站点击发布[3]",
        "2. 甲局写道：“一。二；三。”[4]",
        "乙局收到12件[5][6]；",
        "丙局3件[7]。",
        "- In 2023 it published 3.5 items.",
        "It received 4 [8].",
        "No. 5 stays",
    ]


def test_growing_text_gives_the_same_sentences_in_the_same_order() -> None:
    whole = shown(TEXT)
    for end in range(len(TEXT)):
        before = shown(whole_so_far(TEXT[:end]), growing=True)
        assert before == whole[: len(before)], TEXT[:end]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<think>999</think>答", "答"),
        ("<think>没有写完 999", ""),
        ("答![图](http://evil.example/x.png)", "答"),
        ("<img src=http://evil.example>答<script>1</script>", "答 1"),
        ("答【3†source】", "答[3]"),
        ("答[引用:3]", "答[3]"),
        ('```json\n{"a": 1}\n```答', "答"),
        ('<tool_call>{"name": "x"}</tool_call>答', "答"),
        ("答\u202e[1]\u200b", "答[1]"),
    ],
)
def test_what_is_not_text_goes(written: str, plain: str) -> None:
    assert " ".join(plain_text(written).split()) == plain


def test_numbers_of_items_must_count_up() -> None:
    assert shown("1. 甲\n2. 乙\n91. 丙") == ["1. 甲", "2. 乙", "- 丙"]


def test_tables_are_left_out() -> None:
    assert shown("| 甲 | 91 |\n| --- | --- |\n甲[1]。") == ["甲[1]。"]
