"""Turns that lean on the one before: one slot changes, and a new full question forgets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.chat import Conversation
from assistant.understand import is_follow_up
from ingest.library import Library
from tests.assistant.answers import Ask
from tests.assistant.questions import JY, KJ, LK, WZ, ZW

WECHAT = "吴忠科技局2021年微信发了多少篇"
RECEIVED = "云川市科技局2023年新收申请多少件"


@pytest.mark.parametrize(
    ("turns", "agency", "year", "number"),
    [
        ((WECHAT, "那微博呢"), WZ, 2021, "68"),
        ((WECHAT, "and Weibo?"), WZ, 2021, "68"),
        ((WECHAT, "What about Weibo?"), WZ, 2021, "68"),
        (("云川市科技局2023年微信发了多少篇", "2022年呢"), KJ, 2022, "258"),
        (("云川市科技局2023年微信发了多少篇", "2022年呢", "那微博呢"), KJ, 2022, "73"),
        (("云川市科技局2023年微信发了多少篇", "栖岩县教育局呢"), JY, 2023, "203"),
        (("云川市科技局2023年行政许可多少件", "澜阳市科技局呢"), LK, 2023, "33"),
        (("云川市科技局2021年行政许可多少件", "那2020年的呢"), KJ, 2020, "36"),
        ((RECEIVED, "其中商业企业有多少"), KJ, 2023, "5"),
        ((RECEIVED, "其中商业企业有多少", "2022年呢"), KJ, 2022, "4"),
        ((RECEIVED, "自然人呢"), KJ, 2023, "12"),
        ((RECEIVED, "它2022年呢"), KJ, 2022, "15"),
        ((RECEIVED, "该局的行政许可多少件"), KJ, 2023, "52"),
        ((RECEIVED, "该局2021年行政许可多少件"), KJ, 2021, "41"),
        ((RECEIVED, "How many administrative licences did it issue in 2021?"), KJ, 2021, "41"),
        (("吴忠科技局2021年新浪微博发了多少篇", "不对，我问的是微信"), WZ, 2021, "91"),
        (("云川市科技局2022年微信发了多少条", "我是说微博"), KJ, 2022, "73"),
        (("云川市科技局2022年行政许可多少件", "不对，应该是2021年"), KJ, 2021, "41"),
    ],
)
def test_one_slot_changes(ask: Ask, turns: tuple[str, ...], agency: str, year: int, number: str) -> None:
    answer = ask(*turns)
    assert answer.status == "answered", answer.text
    lead = answer.values[0]
    assert (lead.agency, lead.year, lead.number) == (agency, year, Decimal(number))
    assert answer.question.carried


@pytest.mark.parametrize(
    ("turns", "agency"),
    [
        ((WECHAT, "中卫呢"), WZ),
        (("云川市科技局2022年微信发了多少条", "澜阳呢"), KJ),
        ((WECHAT, "固原市科技局呢"), WZ),
        ((WECHAT, "中卫市科技局呢"), WZ),
    ],
)
def test_another_agency_is_never_answered_from_the_one_before(ask: Ask, turns: tuple[str, ...], agency: str) -> None:
    answer = ask(*turns)
    assert agency not in {claim.agency for claim in answer.values}
    assert agency not in answer.question.agencies


def test_an_agency_without_that_year_is_declined(ask: Ask) -> None:
    answer = ask(WECHAT, "中卫市科技局呢")
    assert (answer.status, answer.values) == ("declined", ())
    assert ZW in answer.text
    assert "2019" in answer.text


def test_against_the_year_before(ask: Ask) -> None:
    answer = ask(RECEIVED, "和去年比呢")
    assert [(claim.year, claim.number) for claim in answer.values] == [(2022, 15), (2023, 18)]
    assert "+3" in answer.text
    answer = ask(RECEIVED, "其中商业企业有多少", "和去年比呢")
    assert [(claim.year, claim.number) for claim in answer.values] == [(2022, 4), (2023, 5)]


def test_against_the_year_before_the_one_asked_about(ask: Ask) -> None:
    answer = ask("云川市科技局2022年新收申请多少件", "和上年比呢")
    years = [claim.year for claim in answer.values]
    assert years == [2021, 2022]


def test_both(ask: Ask) -> None:
    answer = ask("比较云川市科技局和澜阳市科技局2023年新收申请", "两者的行政许可呢")
    assert {claim.agency: claim.number for claim in answer.values} == {KJ: 52, LK: 33}
    answer = ask("比较云川市科技局和澜阳市科技局2023年新收申请", "那行政处罚呢")
    assert {claim.agency: claim.number for claim in answer.values} == {KJ: 2, LK: 3}


def test_why_quotes_the_report(ask: Ask) -> None:
    answer = ask("云川市科技局2022年行政复议被纠正几件", "为什么")
    assert answer.question.operation == "explain"
    assert "沟通不够" in answer.text
    assert {(citation.agency, citation.year) for citation in answer.citations} == {(KJ, 2022)}


def test_a_new_full_question_resets(ask: Ask) -> None:
    answer = ask("云川市科技局2023年新收申请多少件", "其中商业企业有多少", "栖岩县教育局2022年行政许可多少件")
    assert answer.question.carried == ()
    assert [(claim.agency, claim.year, claim.number) for claim in answer.values] == [(JY, 2022, 38)]


def test_a_new_question_without_a_year_takes_its_newest(ask: Ask) -> None:
    answer = ask(WECHAT, "栖岩县教育局行政许可多少件")
    assert answer.question.years == (2023,)


@pytest.mark.parametrize(
    ("turn", "row"),
    [
        ("其中个人申请的有几件", "requests.results.granted"),
        ("自然人申请人提出的是多少件", "requests.results.granted"),
        ("个人新提交的申请有几件", "requests.received_new"),
        ("How many requests came from individuals?", "requests.received_new"),
    ],
)
def test_who_asked_is_told_of_the_row_spoken_of(ask: Ask, turn: str, row: str) -> None:
    answer = ask("云川市科技局2023年予以公开多少件", turn)
    assert answer.question is not None
    assert [(metric.key, metric.applicant) for metric in answer.question.metrics] == [(row, "applicant.natural_person")]


def test_the_applicant_of_before_is_forgotten(ask: Ask) -> None:
    answer = ask(RECEIVED, "其中商业企业有多少", "云川市科技局2022年予以公开多少件")
    assert [(claim.year, claim.number) for claim in answer.values] == [(2022, 8)]


def test_a_decline_is_remembered_too(ask: Ask) -> None:
    """The year was wrong; the rest of the question stays."""
    answer = ask("云川市科技局2019年行政许可多少件", "那2020年呢")
    assert [(claim.agency, claim.year, claim.number) for claim in answer.values] == [(KJ, 2020, 36)]


@pytest.mark.parametrize("turn", ["那微博呢", "为什么", "2022年呢", "和去年比呢", "其中商业企业有多少", "两者呢"])
def test_nothing_before_is_asked_back(ask: Ask, turn: str) -> None:
    answer = ask(turn)
    assert answer.status in ("clarify", "declined")
    assert answer.values == ()


def test_the_interpretation_is_shown_each_time(library: Library) -> None:
    talk = Conversation(library)
    assert talk.ask(WECHAT).reading == f"按：{WZ} · 2021 · 微信公众号发布数"
    assert talk.ask("那微博呢").reading == f"按：{WZ} · 2021 · 微博发布数"
    assert talk.ask("and WeChat?").reading == f"Read as: {WZ} · 2021 · WeChat posts"


def test_memory_is_the_turn_before_and_no_more(library: Library) -> None:
    talk, other = Conversation(library), Conversation(library)
    for _ in range(50):
        talk.ask(WECHAT)
        talk.ask("那微博呢")
    remembered = [value for name, value in vars(talk).items() if name not in vars(other) or vars(other)[name] != value]
    assert len(remembered) == 1
    assert other.ask("那微博呢").status == "clarify"


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("那微博呢", True),
        ("and Weibo?", True),
        ("为什么", True),
        ("不对，我问的是微信", True),
        ("2022年呢？", True),
        ("云川市科技局2022年微信发了多少条", False),
        ("库里有哪些报告", False),
        ("How many requests did it receive", False),
    ],
)
def test_what_leans_on_the_turn_before(text: str, leans: bool) -> None:
    assert is_follow_up(text) is leans
