"""What was done about a trouble that a report names, and about none that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Conversation
from ingest.library import Library
from ingest.pipeline import ingest
from tests.assistant.answers import passes

ONE, TWO, THREE = "云川市卫生健康委员会", "栖岩市交通运输局", "澜阳市审计局"
TOLD = {
    (ONE, 2022): (
        "2022年工作仍有短板：门诊大厅电子屏字体小、老年患者看不清；投诉处理结果反馈慢。\n"
        "2023年，我委将改造适老化显示屏22块；投诉结果3个工作日内反馈当事人。\n"
    ),
    (TWO, 2021): (
        "职业索赔人大量提交重复申请占用行政资源。\n针对上述问题，制定《举报答复与信息公开衔接办法》，上门辅导基层所。\n"
    ),
    (THREE, 2020): (
        "（一）问题。政策文件起草与解读脱节；基层专区标识不统一。\n"
        "（二）改进。落实解读方案与文件同步报审；统一制作标识标牌1150块。\n"
    ),
    (THREE, 2021): "基层单位公开意识不强。\n",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("remedies")
    for (agency, year), words in TOLD.items():
        text = (
            f"{agency}{year}年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息61条，举办培训2次，出租车驾驶员124人参加。\n"
            f"五、存在的主要问题及改进情况\n{words}六、其他需要报告的事项\n无。\n"
        )
        (folder / f"{agency}{year}.txt").write_text(text, encoding="utf-8")
    with Library.open(folder / "library") as library:
        list(ingest([folder], library))
        yield library


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{ONE}2022年针对老年人看不清屏幕打算怎么办", "适老化显示屏"),
        (f"{ONE}2022年投诉反馈慢的毛病准备怎么改", "3个工作日内"),
        (f"What did {ONE} say in 2022 it would do about small type on its screens?", "适老化显示屏"),
        (f"How does {ONE} plan to deal with slow feedback on complaints, 2022 report?", "3个工作日内"),
        (f"{TWO}2021年针对职业索赔人的重复申请做了啥", "衔接办法"),
        (f"What was done at {TWO} in 2021 about professional claimants filing repeat requests?", "衔接办法"),
        (f"{THREE}2020年标识不统一的问题怎么解决", "标识标牌"),
        (f"{THREE}2020年对解读和文件脱节采取了什么办法", "同步报审"),
    ],
)
def test_what_was_done_about_a_trouble_is_quoted(question: str, told: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert len(answer.citations) == 1
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [
        f"{ONE}2022年针对医生护士短缺采取了什么措施",
        f"{ONE}2022年打算怎么解决停车难的问题",
        f"What did {ONE} do about parking shortages in 2022?",
        f"{TWO}2021年针对公交涨价做了什么",
        f"{THREE}2020年针对经费不足准备怎么办",
    ],
)
def test_the_remedy_of_another_trouble_is_no_answer(question: str, held: Library) -> None:
    assert Conversation(held).ask(question).status == "declined"


@pytest.mark.parametrize(
    "question",
    [
        f"{THREE}2021年针对基层公开意识不强采取什么办法",
        f"What did {THREE} do in 2021 about weak awareness at the grassroots?",
    ],
)
def test_a_trouble_is_not_told_as_its_own_remedy(question: str, held: Library) -> None:
    assert Conversation(held).ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{ONE}2022年存在哪些问题", "看不清"),
        (f"{TWO}2021年有什么不足", "重复申请"),
        (f"{THREE}2021年有哪些问题", "意识不强"),
    ],
)
def test_troubles_are_told_where_they_are_asked_for(question: str, told: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
