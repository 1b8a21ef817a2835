"""A question in far words, and the sentence that is of the kind asked for: a day, a place, a law, a name; or none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.chat import Conversation
from assistant.operations import meant
from ingest.library import Library
from tests.assistant.answers import passes
from tests.assistant.small import library_of

ONE, TWO = "云川市商务局", "栖岩市商务局"
SAID = {
    (ONE, 2022): (
        "根据《中华人民共和国政府信息公开条例》第五十条规定，现向社会公布本年度报告。\n"
        "2019年机构改革后，原市贸促会、市口岸办合并组成市商务局，信息公开工作由局综合科承担。\n"
        "因人事变动，6月调整了领导小组，由局党组书记任组长。\n"
        "9月20日“消费帮扶日”活动在中心广场举行，发放资料6000份。\n"
        "上线“外贸直通车”专栏，归集政策126项，惠及企业310家。\n"
        "每周五发布生活必需品价格，通过社区微信群转发给居民。\n"
        "信息公开查阅点设在政务大厅二楼。\n"
        "召开新闻发布会4场，与云川日报社联合开办访谈。\n"
    ),
    (TWO, 2022): (
        "栖岩市商务局2022年度信息公开工作报告\n全年主动公开政府信息80条，接待来访35人次。\n"
        "在商场举办开放日活动。党政办周一至周五9:00—12:00办公。办公室加挂信息公开科牌子。\n"
    ),
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("meant"), SAID) as library:
        yield library


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (f"{ONE}2022年编年报依据的是条例第几条", "第五十条"),
        (f"On what legal basis was the 2022 report of {ONE} compiled?", "信息公开条例"),
        (f"{ONE}2022年说是由哪几个单位合并来的", "贸促会"),
        (f"Which bodies were merged to form {ONE}, according to its 2022 report?", "贸促会"),
        (f"{ONE}2022年信息公开由哪个科室负责", "综合科"),
        (f"Which office of {ONE} handled information disclosure in 2022?", "综合科"),
        (f"{ONE}2022年领导小组组长是谁", "党组书记"),
        (f"Who chaired the leading group of {ONE} in 2022?", "党组书记"),
        (f"{ONE}2022年消费帮扶日活动是哪天办的", "9月20日"),
        (f"{ONE}2022年新上线了一个什么专栏", "外贸直通车"),
        (f"{ONE}2022年每周几发布价格", "每周五"),
        (f"{ONE}2022年查阅点设在什么地方", "政务大厅"),
    ],
)
def test_the_sentence_of_the_kind_asked_for_is_quoted(question: str, told: str, held: Library) -> None:
    answer = Conversation(held).ask(question)
    assert answer.status == "answered"
    assert told in answer.text
    assert len(answer.citations) == 1
    assert passes(answer)


@pytest.mark.parametrize(
    "question",
    [
        f"{TWO}2022年的开放日是哪天办的",
        f"On which day did {TWO} hold its open day in 2022?",
        f"{TWO}2022年的办公室主任是谁",
        f"Who heads the leading group of {TWO}, 2022 report?",
        f"{TWO}2022年由哪位领导分管信息公开",
        f"{TWO}2022年编年报依据的是什么",
        f"{TWO}2022年是由哪两家单位合并的",
        f"{TWO}2022年归哪个局管",
        f"{TWO}2022年新成立了什么协会",
        f"What award did {TWO} win in 2022?",
        f"{ONE}2022年消费帮扶日的主持人是谁",
        f"{ONE}2022年废止了哪些文件",
    ],
)
def test_what_is_of_another_kind_is_no_answer(question: str, held: Library) -> None:
    """The open day is told of, but not its date; the office, but not who leads it."""
    answer = Conversation(held).ask(question)
    assert answer.status == "declined"


@pytest.mark.parametrize(
    ("sentence", "only"),
    [
        ("交警支队年度信息公开工作报告", True),
        ("海关总署(本级机关)2020年政府信息公开工作年度报告-首页", True),
        ("2020 年政府信息公开工作年度报告", True),
        ("六是审核把关再严格。", True),
        ("当前位置：网站首页 — 部门年报", True),
        ("临澜市文化和旅游局", True),
        ("改进：", True),
        ("（一）解读形式单一。", False),
        ("二是答复不及时。", False),
        ("未收费。", False),
        ("编制部门：院办公室", False),
        ("与云川日报社联合开办访谈。", False),
    ],
)
def test_a_title_or_a_label_says_nothing_by_itself(sentence: str, *, only: bool) -> None:
    assert meant.heading(sentence) is only


def test_a_sentence_is_weighed_by_its_parts() -> None:
    parts = meant.pieces("改进措施：改造适老化显示屏22块；价格调整当日同步公示；投诉结果3个工作日内反馈当事人。")
    assert "改造适老化显示屏22块" in parts
    assert "价格调整当日同步公示" in parts
    assert meant.pieces("全年召开会议4次。") == ["全年召开会议4次。"]


def test_the_best_is_given_with_its_equals_only(held: Library) -> None:
    passage = next(iter(held.passages([next(iter(held.reports())).id])))
    ranked = [(0.6, passage, "甲"), (0.58, passage, "乙"), (0.4, passage, "丙")]
    assert [sentence for _, sentence in meant.best(ranked, 0.2)] == ["甲", "乙"]
    assert meant.best([(0.1, passage, "甲")], 0.2) == []


def test_what_no_other_sentence_comes_near_may_be_less_sure(held: Library) -> None:
    passage = next(iter(held.passages([next(iter(held.reports())).id])))
    assert [one for _, one in meant.clear([(0.3, passage, "甲"), (0.1, passage, "乙")])] == ["甲"]
    assert meant.clear([(0.3, passage, "甲"), (0.25, passage, "乙")]) == []
    assert meant.clear([]) == []
