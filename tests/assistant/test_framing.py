"""What frames a question, taken off it; and what it sets apart, put one beside the other."""

from __future__ import annotations

import pytest

from assistant.framing import apart, framed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("单位：吴忠市科技局。年份：2021。问题：新收申请几件", "吴忠市科技局。 2021。 新收申请几件"),
        ("机构=吴忠市科技局，年份=2021，问题=新收申请", "吴忠市科技局， 2021， 新收申请"),
        ("【单位】吴忠市科技局【年份】2021", "吴忠市科技局 2021"),
        ("Agency: Wuzhong Science Bureau. Year: 2021.", "Wuzhong Science Bureau.  2021."),
        ("Year 2021, agency Wuzhong Science Bureau", "2021,  Wuzhong Science Bureau"),
        ("吴忠市科技局\n2021年\n新收申请", "吴忠市科技局，2021年，新收申请"),
        ("吴忠市科技局2021年微博吸引了多少粉丝（人）", "吴忠市科技局2021年微博吸引了多少粉丝"),
        ("吴忠市科技局2021年培训（人次）？", "吴忠市科技局2021年培训多少人次？"),
        ("吴忠市科技局2021年行政处罚为____件", "吴忠市科技局2021年行政处罚是多少件"),
        ("吴忠市科技局2021年行政处罚=？", "吴忠市科技局2021年行政处罚是多少"),
        ("How many posts in 2021? Thanks a lot, and have a nice day!", "How many posts in 2021?"),
        ("As someone who lives nearby, I'm curious. How many posts?", "How many posts?"),
    ],
)
def test_frames_are_taken_off(text: str, left: str) -> None:
    assert framed(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "吴忠市科技局2021年存在的问题：有哪些",
        "吴忠市科技局2021年，问题：有哪些",
        "吴忠市科技局（本级）2021年新收申请几件",
        "第二十条第（五）项的行政许可几件",
        "除了微信还有哪些渠道",
        "吴忠市科技局2021年新收申请几件，再查2022年",
        "吴忠市科技局2021年新收申请几件？并说明原因",
        "How many requests in 2021? Only those from companies.",
        "How many requests in 2021? By post.",
        "What problems did it name? Also, why?",
    ],
)
def test_what_is_asked_stays(text: str) -> None:
    assert framed(text) == text


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("2021年除了新闻发布会场数，还有微博发布数，都是多少", ["2021年新闻发布会场数", "微博发布数，都是多少"]),
        ("要2021年网络申请量，也要按时办结量", ["要2021年网络申请量", "按时办结量"]),
        ("不光要2021年的粉丝数，还要重复申请件数", ["2021年的粉丝数", "重复申请件数"]),
        ("先查2021年网站公开条数，再查新收申请件数", ["2021年网站公开条数", "新收申请件数"]),
        ("2021年：①粉丝数②重复申请件数③微博数", ["2021年： 粉丝数", "重复申请件数", "微博数"]),
        ("2021年粉丝数是多少？重复申请件数呢？", ["2021年粉丝数", "重复申请件数？"]),
        ("not only the fees but also the posts in 2021", ["the fees", "the posts in 2021"]),
        ("Find the fees, and then the posts, for 2021", ["Find the fees", " the posts, for 2021"]),
        ("Besides the fees, I'd like the posts for 2021", ["the fees", "the posts for 2021"]),
        ("Two figures: followers, posts", ["Two figures： followers", " posts"]),
    ],
)
def test_things_asked_for_are_set_apart(text: str, things: list[str]) -> None:
    said = framed(text)
    assert [said[start:end] for start, end in apart(said)] == things


def test_one_thing_is_not_set_apart() -> None:
    assert apart(framed("吴忠市科技局2021年新收申请几件，谢谢")) == ()
