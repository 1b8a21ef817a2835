"""Numbers of one report held against each other: the greatest of a listing, more of one than of the other; sums and shares
that leave nothing out; and no plain number for a share or an average."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.answers import figures, passes
from tests.assistant.small import library_of

ONE, TWO, THREE = "云川市商务局", "栖岩市民政局", "柳川市科学技术局"
SAID = {
    (ONE, 2022): (
        "门户网站公开政府信息300条，其中外贸促进类60条、市场监测类45条、人才引进类35条、其他160条。"
        "编印公报12期，发行6000册。就3项重大决策草案公开征求意见，收到意见建议50条，采纳20条。"
    ),
    (TWO, 2022): (
        "被《栖岩信息》采用4篇，被栖岩发布采用11篇，被学习强国采用6篇，被市委办公室采用1篇。"
        "通过微信公众号发布通知公告34条，通过日报等平台发布工作动态16条，通过微信公众号发布工作动态105条。"
    ),
    (THREE, 2022): (
        "微信公众号发布信息120条、微博200条、门户网站90条、抖音号30条。"
        "通过政府网站公开政府信息70条，通过政务新媒体公开政府信息28条，通过其他方式公开政府信息5条。"
        "官方微博粉丝增长27.6%。"
    ),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("within"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "number", "words"),
    [
        (f"{ONE}2022年公开的各类信息里哪一类条数最少", "35", "人才引进"),
        (f"{ONE}2022年网站发布的信息中哪类最多", "160", "其他"),
        (f"Which category of information did {ONE} publish most of in 2022?", "160", "其他"),
        (f"{THREE}2022年哪个平台发布最多", "200", "微博"),
    ],
)
def test_the_greatest_of_a_listing_is_named(held: Library, question: str, number: str, words: str) -> None:
    answer = Conversation(held).ask(question)
    assert [figure for _, _, figure in figures(answer)] == [number]
    assert words in answer.text.split("。")[0]
    assert passes(answer)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (f"有人说{ONE}2022年市场监测的信息比外贸促进的还多，对不对", "不是"),
        (f"{ONE}2022年外贸促进比人才引进多吗", "是"),
        (f"{THREE}2022年微信是不是比微博少", "是"),
    ],
)
def test_two_numbers_of_a_report_are_compared(held: Library, question: str, verdict: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.text.startswith(verdict)
    assert len(figures(answer)) == 2
    assert passes(answer)


def test_what_is_not_told_is_not_compared(held: Library) -> None:
    answer = Conversation(held).ask(f"{ONE}2022年渔业资源比外贸促进多吗")
    assert not answer.text.startswith(("是", "不是"))


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        (f"{TWO}2022年各家采用的稿子（信息、发布、学习强国、市委办）加一块多少篇", "4 + 11 + 6 + 1 = 22"),
        (f"{TWO}2022年公众号发的（通知公告和工作动态）合起来几条", "34 + 105 = 139"),
        (f"{THREE}2022年按网站、新媒体、其他方式三样加总，一共公开政府信息多少条", "70 + 28 + 5 = 103"),
    ],
)
def test_a_sum_takes_every_part_that_is_named_and_no_other(held: Library, question: str, formula: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.values[0].formula == formula
    assert passes(answer)


@pytest.mark.parametrize(
    "question", [f"{ONE}2022年外贸促进和渔业资源合计几条", f"{TWO}2022年学习强国、人民网采用的合计几篇"]
)
def test_a_sum_with_a_part_missing_is_not_given(held: Library, question: str) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status != "answered" or "没有写明" in answer.text
    assert not any(claim.formula for claim in answer.values)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        (f"Of the public comments that {ONE} received in 2022, what % were adopted?", "40"),
        (f"{ONE}2022年收到的意见建议采纳率是多少", "40"),
        (f"{ONE}2022年公开的信息里归到“其他”的占百分之几", "53.33"),
        (f"{ONE}2022年公报平均每期发行多少册", "500"),
        (f"How many copies of the gazette did {ONE} print per issue on average in 2022?", "500"),
    ],
)
def test_shares_averages_and_growth(held: Library, question: str, number: str) -> None:
    answer = Conversation(held).ask(question)
    assert figures(answer)[0][2] == number
    assert passes(answer)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (f"{ONE}2022年意见建议采纳率超过一半吗", "不是"),
        (f"{ONE}2022年意见建议采纳率超过三成吗", "是"),
    ],
)
def test_a_bound_on_a_share(held: Library, question: str, verdict: str) -> None:
    assert Conversation(held).ask(question).text.startswith(verdict)


@pytest.mark.parametrize(
    "question",
    [
        f"{ONE}2022年征求意见的重大决策中采纳的占多少",
        f"{ONE}2022年公报平均每期多少人次阅读",
        f"{ONE}2022年渔业资源类占百分之几",
        f"What percentage of the items {ONE} published in 2022 were videos?",
    ],
)
def test_no_plain_number_stands_for_a_share_or_an_average(held: Library, question: str) -> None:
    assert Conversation(held).ask(question).values == ()
