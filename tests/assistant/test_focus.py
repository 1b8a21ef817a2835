"""What a question counts, by the words behind how many, 多少 and 几."""

import pytest

from assistant.focus import asks_added, focus_of, is_added, was_before


@pytest.mark.parametrize(
    ("topic", "measure", "words"),
    [
        ("因为预警转移了多少老百姓", "", "老百姓"),
        ("大厅里摆了几台自助机", "台", "自助机"),
        ("阅览室有多少个座位", "个", "座位"),
        ("公报赠阅点有多少个", "个", "公报赠阅点"),
        ("收到建议几条呢", "条", "收到建议"),
        ("consulted residents on the rules how many comments did it receive", "", "comments"),
        ("number of police stations in the county whose boards were stale", "", "police stations"),
        ("how many people walked in to consult the desk", "", "people walked"),
        ("政府网站", "", ""),
        ("几乎没有", "", ""),
    ],
)
def test_what_is_counted_stands_behind_the_question_word(topic: str, measure: str, words: str) -> None:
    assert focus_of(topic) == (measure, words)


def test_a_number_that_something_fell_from_is_no_longer_so() -> None:
    assert was_before("平均要几天", "办理天数由□降到")
    assert was_before("how many days now", "办理天数从□压缩至")
    assert not was_before("平均要几天", "压缩至□")
    assert not was_before("原来平均要几天", "办理天数由□降到")
    assert not was_before("how many days before", "办理天数由□降到")
    assert not was_before("来了多少人", "由□参加")


def test_what_came_on_top_is_not_what_there_is() -> None:
    assert is_added("新增投放点位□")
    assert not is_added("总投放点位达□")
    assert asks_added("新增了几个投放点")
    assert asks_added("how many new outlets")
    assert not asks_added("一共有几个投放点")
