"""What came of what a report counts, numbers for each, changes and kinds: told in a sentence whose later words name nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from tests.assistant.answers import passes
from tests.assistant.small import library_of

WHO, OTHER = "云川市商务局", "云川市民政局"
SAID = {
    (WHO, 2022): (
        "“周三夜话”收集居民意见287条，已办结261条。“局长信箱”收到来信127件，回复120件。政府公报编印12期，每期印数6,500册。"
        "政务新媒体账号由年初的41个清理整合为26个。参加省里的发布会4场，局内例行发布会8场，回答记者提问113个。"
        "借书证方面，新增读者证974个，持证读者累计15.3万人。二是答复超期仍有发生，全年共6件。商圈方面，改造商圈充电桩86个。"
        "门户网站日均访问量上升，每天访问2300人次。食品抽检涉及样品1430批次、不合格28批次。“热线直通”栏目收到来件341封，按期办结338封。"
        "社会评议发放问卷2600份，收回2451份，满意率97.1%。12360热线接听来电3125个，接通率96.8%。收取信息处理费340元。"
        "全年发放交通一卡通4300张。微信公众号关注用户3.5万人。"
    ),
    (OTHER, 2022): (
        "2022年主动公开政府信息1845条，其中疫情防控类967条、救助类878条。发布疫情通报203期。建立养老服务微信群12个，"
        "新媒体矩阵发布信息3200条。收到来信52件，答复40件。如有疑问可致电总服务台0817-3931110，或到青漪路5号一楼咨询。"
    ),
}


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversation]:
    with library_of(tmp_path_factory.mktemp("outcomes"), SAID) as library:
        yield Conversation(library)


@pytest.mark.parametrize(
    ("text", "number", "formula"),
    [
        (f"{WHO}2022年居民夜话提的意见解决了几条", 261, None),
        (f"{WHO}2022年夜话意见收集了几条", 287, None),
        (f"{WHO}2022年夜话意见还剩几条没办", 26, "287 − 261 = 26"),
        (f"{WHO}2022年局长信箱没回的有几封", 7, "127 − 120 = 7"),
        (f"{WHO}2022年局长信箱没回的有几封？", 7, "127 − 120 = 7"),
        (f"局长信箱没回的有几封（{WHO}2022）", 7, "127 − 120 = 7"),
        (f"{WHO}2022年局长信箱回了几封信", 120, None),
        (f"{WHO}2022年回复来信的比例是多少", "94.49", "120 ÷ 127 × 100 = 94.49"),
        (f"How many letters to its mailbox did {WHO} answer in 2022?", 120, None),
        (f"{WHO}2022年公报总共印了多少册", 78000, "12 × 6500 = 78000"),
        (f"{WHO}2022年公报每期印多少册", 6500, None),
        (f"{WHO}2022年砍掉了多少个政务新媒体账号", 15, "41 − 26 = 15"),
        (f"{WHO}2022年政务新媒体账号少了多少个", 15, "41 − 26 = 15"),
        (f"{WHO}2022年政务新媒体账号还剩多少个", 26, None),
        (f"{WHO}2022年发布会一共开了几场", 12, "4 + 8 = 12"),
        (f"{WHO}2022年例行发布会有几场", 8, None),
        (f"{WHO}2022年超期答复了几件", 6, None),
        (f"{WHO}2022年抽检不合格率是多少", "1.96", "28 ÷ 1430 × 100 = 1.96"),
        (f"{WHO}2022年热线直通按期办结率是多少", "99.12", "338 ÷ 341 × 100 = 99.12"),
        (f"{WHO}2022年热线直通来件超期的有几封", 3, "341 − 338 = 3"),
        (f"{WHO}2022年没收回来的问卷有几份", 149, "2600 − 2451 = 149"),
        (
            f"What share of the questionnaires handed out by {WHO} in 2022 came back?",
            "94.27",
            "2451 ÷ 2600 × 100 = 94.27",
        ),
        (f"What was the hotline answer rate of {WHO} in 2022?", "96.8", None),
        (f"How satisfied were people with {WHO} in 2022?", "97.1", None),
        (f"{WHO}2022年WeChat有多少followers", 35000, None),
        (f"{OTHER}2022年跟疫情无关的信息有几条", 878, "1845 − 967 = 878"),
        (f"How many items published by {OTHER} in 2022 had nothing to do with the epidemic?", 878, "1845 − 967 = 878"),
        (f"How many items did {OTHER} publish in 2022?", 1845, None),
        (f"How many WeChat groups did {OTHER} set up in 2022?", 12, None),
    ],
)
def test_the_number_that_came_of_it(talk: Conversation, text: str, number: int | str, formula: str | None) -> None:
    answer = talk.ask(text)
    assert answer.status == "answered", answer.text
    assert (str(answer.values[0].number), answer.values[0].formula) == (str(number), formula)
    assert passes(answer)


@pytest.mark.parametrize(
    "text",
    [
        f"{WHO}2022年办新卡的有多少人",  # 15.3万 is how many there are by now
        f"{WHO}2022年匿名来信有几件",
        f"{OTHER}2022年超期答复了几件",
        f"{OTHER}2022年拿了多少块疫情防控奖牌",
        f"{OTHER}2022年没处理的意见有几条",
        f"{WHO}2022年给老人办了多少张免费乘车卡",
        f"What was the total amount of fines imposed by {WHO} in 2022?",
        f"{WHO}2022年局长信箱超期的有几封",
        f"{OTHER}2022年网站访问了多少人次",
    ],
)
def test_another_number_is_never_given_instead(talk: Conversation, text: str) -> None:
    assert talk.ask(text).values == ()


def test_a_number_for_each_says_so(talk: Conversation) -> None:
    answer = talk.ask(f"{WHO}2022年公报印了多少册")
    assert answer.text.startswith("每期：6500 册")


def test_a_desk_to_call_and_to_go_to_is_read(talk: Conversation) -> None:
    assert "0817-3931110" in talk.ask(f"{OTHER}的电话").text
    assert "青漪路5号一楼" in talk.ask(f"{OTHER}的地址在哪").text
