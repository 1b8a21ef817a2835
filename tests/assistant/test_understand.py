"""A question's slots: agency, years, operation, metric, unit, and what was assumed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.chat import Conversation
from assistant.desk import desk_for
from assistant.question import Question
from assistant.understand import MOST, understand
from ingest.library import Library
from tests.assistant.answers import Ask
from tests.assistant.questions import JY, KJ, LK, LS, LY, WZ, ZF, ZW

Understood = Callable[[str], Question]


@pytest.fixture(scope="module")
def read(library: Library) -> Understood:
    return lambda text: understand(text, desk_for(library))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("云川市科技局2021年微信发了多少篇", (2021,)),
        ("云川市科技局二〇二一年微信发了多少篇", (2021,)),
        ("云川市科技局二零二一年微信发了多少篇", (2021,)),
        ("云川市科技局21年微信发了多少篇", (2021,)),
        ("2021年度云川市科技局微信发了多少篇", (2021,)),
        ("云川市科技局去年微信发了多少条", (2022,)),
        ("云川市科技局前年微信发了多少篇", (2021,)),
        ("云川市科技局今年微信发了多少篇", (2023,)),
        ("云川市科技局近三年新收申请的变化", (2021, 2022, 2023)),
        ("云川市科技局最近两年新收申请的变化", (2022, 2023)),
        ("云川市科技局2020至2022年新收申请的变化", (2020, 2021, 2022)),
        ("云川市科技局2020-2022年新收申请的变化", (2020, 2021, 2022)),
        ("云川市科技局2021年和2023年行政许可比较", (2021, 2023)),
        ("云川市科技局微信发了多少篇", ()),
        ("云川市科技局2021年上年结转多少件", (2021,)),
        ("How many WeChat posts did 云川市科技局 publish last year", (2022,)),
        ("Trend of requests of 云川市科技局 from 2020 to 2022", (2020, 2021, 2022)),
        ("云川市科技局2022年受理12345热线咨询多少件", (2022,)),
    ],
)
def test_years(read: Understood, text: str, years: tuple[int, ...]) -> None:
    assert read(text).years == years


def test_no_year_is_the_newest_and_the_others_are_named(ask: Ask) -> None:
    answer = ask("云川市科技局微信发了多少篇")
    assert answer.question.years == (2023,)
    assert [year for year in ("2023", "2020", "2021", "2022") if year not in answer.reading] == []


def test_the_only_year_needs_no_words(ask: Ask) -> None:
    assert ask("吴忠市科技局微信发了多少篇").reading == f"按：{WZ} · 2021 · 微信公众号发布数"


def test_a_relative_year_says_against_which(ask: Ask) -> None:
    answer = ask("云川市科技局去年微信发了多少条")
    assert answer.question.years == (2022,)
    assert "2023" in answer.reading


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("吴忠科技局2021年微信发了多少篇", WZ),
        ("吴忠市科学技术局2021年微信发了多少篇", WZ),
        ("云川科技局2023年行政许可多少件", KJ),
        ("雲川市科學技術局2023年微信公眾號發了多少篇", KJ),
        ("教育局2022年新收申请多少件", JY),
        ("栖岩教育局2022年新收申请多少件", JY),
        ("澜阳市监局2023年行政许可多少件", LS),
        ("澜阳市市场监管局2023年行政许可多少件", LS),
        ("澜阳市工商局2023年行政许可多少件", LS),
        ("云川市政府2022年行政处罚多少件", ZF),
        ("鹭原镇2019年行政许可多少件", LY),
        ("yunchuan kejiju 2023年行政许可多少件", KJ),
        ("Wuzhong Science and Technology Bureau Weibo posts in 2021, how many?", WZ),
        ("How many Weibo posts did the Science and Technology Bureau of Wuzhong publish in 2021?", WZ),
        ("2023年云川市科技局的行政许可有多少件", KJ),
        ("请问一下，云川市科技局在2023年一共作出多少件行政许可", KJ),
        ("中卫市2019年接听咨询电话多少次", ZW),
        ("云川市科计局2023年行政许可多少件", KJ),
    ],
)
def test_names_through_a_conversation(ask: Ask, text: str, agency: str) -> None:
    answer = ask(text)
    assert answer.question.agencies == (agency,)
    assert answer.status == "answered", answer.text
    assert {citation.agency for citation in answer.citations} == {agency}


@pytest.mark.parametrize(
    "text",
    [
        "固原市科技局2021年微信发了多少篇",
        "云川市教育局2023年行政许可多少件",
        "栖岩县财政局2022年新收申请多少件",
        "吴忠市民政局2021年微博发了多少篇",
        "北京市科委2021年微信发了多少篇",
        "栖岩县工商局2023年行政许可多少件",
        "Guyuan Science and Technology Bureau requests in 2021, how many?",
    ],
)
def test_an_agency_that_is_not_held_is_never_another(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.status == "declined"
    assert answer.question.agencies == ()
    assert answer.question.unknown


def test_a_former_name_says_so(ask: Ask) -> None:
    answer = ask("澜阳市工商局2023年行政许可多少件")
    assert "改革" in answer.reading


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("云川市科技局2023年行政许可多少件", "lookup"),
        ("栖岩县教育局2022年收到过申请吗", "yes_no"),
        ("云川市科技局和澜阳市科技局2023年行政许可各多少件", "compare"),
        ("云川市科技局2020到2023年行政许可多少件", "trend"),
        ("云川市科技局2021年和2023年行政许可多少件", "compare"),
        ("2023年行政许可排名", "rank"),
        ("2023年哪些单位有行政复议", "list"),
        ("2023年行政许可合计多少件", "total"),
        ("云川市政府2023年公开率是多少", "share"),
        ("数据有没有矛盾", "check"),
        ("总结云川市科技局2023年的年报", "summarise"),
        ("云川市科技局2023年存在哪些问题", "explain"),
        ("云川市科技局2023年联系电话", "contact"),
        ("库里有哪些报告", "catalogue"),
        ("你好", "help"),
        ("云川市科技局2023年政策解读合计多少件", "lookup"),
    ],
)
def test_operations(read: Understood, text: str, operation: str) -> None:
    assert read(text).operation == operation


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("云川市科技局2023年新收申请多少件", ["requests.received_new"]),
        ("云川市科技局2023年行政许可多少件", ["disclosure.art20_5.license.decisions"]),
        ("云川市科技局2023年微信发了多少篇", [None]),
        ("云川市科技局2023年短视频多少条，政策解读多少件", [None, None]),
        (
            "云川市科技局2023年行政许可多少件，行政处罚多少件",
            ["disclosure.art20_5.license.decisions", "disclosure.art20_6.penalty.decisions"],
        ),
        ("中卫市科技局2019年的电话和地址", ["contact.address", "contact.phone"]),
    ],
)
def test_metrics(read: Understood, text: str, keys: list[str | None]) -> None:
    assert sorted(str(metric.key) for metric in read(text).metrics) == sorted(map(str, keys))


@pytest.mark.parametrize(
    ("text", "applicant"),
    [
        ("云川市政府2023年自然人申请多少件", "applicant.natural_person"),
        ("云川市政府2023年新收申请中商业企业有几件", "applicant.org.business"),
        ("云川市政府2023年律师事务所申请多少件", "applicant.org.legal_service"),
        ("云川市政府2023年新收申请多少件", None),
    ],
)
def test_applicants(read: Understood, text: str, applicant: str | None) -> None:
    assert [metric.applicant for metric in read(text).metrics] == [applicant]


def test_limits_and_order(read: Understood) -> None:
    assert (read("2023年行政处罚最多的前三个单位").limit, read("2023年行政处罚最多的前三个单位").descending) == (
        3,
        True,
    )
    assert read("2023年行政处罚最少的单位").descending is False
    assert read("Top 3 agencies by administrative penalties in 2023").limit == 3


def test_several_agencies(read: Understood) -> None:
    assert set(read("比较云川市科技局和澜阳市科技局2023年新收申请").agencies) == {KJ, LK}
    assert set(read("吴忠和中卫科技局哪家网站公开信息多").agencies) == {WZ, ZW}


def test_a_name_that_fits_several_has_choices(read: Understood) -> None:
    question = read("科技局2023年微信发了多少篇")
    assert question.agencies == ()
    assert set(question.choices) == {KJ, LK, WZ, ZW}


def test_a_year_does_not_decide_between_several(ask: Ask) -> None:
    """Only 云川 reported for 2022 here; the question may mean another."""
    answer = ask("科技局2022年行政许可多少件")
    assert (answer.status, answer.values) == ("clarify", ())


@given(st.text(max_size=80) | st.text("吴忠市科技局云川2021年微信多少篇呢和比申请?'\"%_*()<>[]{}\\\n\t", max_size=60))
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_is_a_question(library: Library, text: str) -> None:
    talk = Conversation(library)
    talk.ask("吴忠科技局2021年微信发了多少篇")
    answer = talk.ask(text)
    assert answer.status in ("answered", "declined", "clarify")
    assert answer.text


def test_only_so_much_is_read(read: Understood) -> None:
    assert len(read("云川市科技局2023年" + "微信" * 5000).text) == MOST
