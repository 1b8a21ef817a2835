"""Cells put together from parts: the statistics sheet before 2019, what is carried over, who asked; and what a topic's
parts forbid a number of prose to answer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.facets import narrow_parts
from assistant.matching import ask_for, rank
from assistant.metrics import recognise
from assistant.naming import may_state, prose_key
from assistant.wording import contacts_in, unit_in
from ingest.folding import folded
from ingest.quantities import prose_facts
from ingest.report import Block, Fact
from ingest.taxonomy import metrics

R, S = "requests.results.", "stats.requests."


def named(words: str) -> list[tuple[str | None, str | None]]:
    return [(metric.key, metric.applicant) for metric in recognise(folded(words))]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("上门提交的信息公开申请", S + "received.in_person"),
        ("窗口收到的申请", S + "received.in_person"),
        ("线上递交的申请", S + "received.online"),
        ("按时限办结", S + "closed.on_time"),
        ("属于已主动公开范围的申请", S + "replied.already_public"),
        ("告知不属于本机关职责的申请", S + "replied.other_agency"),
        ("答复信息不存在的", S + "replied.not_exist"),
        ("要求作出更改补充的申请", S + "replied.amend"),
        ("引导通过其他途径办理的", S + "replied.other_route"),
        ("因商业秘密不同意公开", S + "refused.trade_secret"),
        ("以个人隐私为由不公开的", S + "refused.privacy"),
        ("不属于政府信息的申请", S + "refused.not_info"),
        ("信息公开方面的投诉举报", "stats.complaints"),
        ("信息公开查阅场所", "stats.capacity.reading_points"),
        ("专职从事信息公开的人员", "stats.capacity.staff_full"),
        ("trade secret refusals", S + "refused.trade_secret"),
        ("requests for information that did not exist", S + "replied.not_exist"),
    ],
)
def test_rows_of_the_statistics_sheet(words: str, key: str) -> None:
    assert named(words) == [(key, None)]
    assert key in metrics()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("头一年转下来的申请", "requests.carried_in"),
        ("上年接过来办的申请", "requests.carried_in"),
        ("下年度续办的申请", "requests.carried_out"),
        ("截至年底尚未答复的申请", "requests.carried_out"),
        ("requests still unresolved", "requests.carried_out"),
        ("requests the office will hold over to the next year", "requests.carried_out"),
        ("公开了的申请", R + "granted"),
        ("获得公开的申请", R + "granted"),
        ("驳回的公开申请", R + "refused.sum"),
        ("无现成信息的", R + "unavailable.needs_creation"),
        ("因属信访事项不予处理", R + "not_processed.petition"),
        ("径直起诉、没经过复议的", "litigation.direct.total"),
        ("作出强制决定", "disclosure.art20_6.coercion.decisions"),
    ],
)
def test_rows_in_other_words(words: str, key: str) -> None:
    assert named(words) == [(key, None)]


@pytest.mark.parametrize(
    ("words", "applicant"),
    [
        ("新收的申请，个人递的", "applicant.natural_person"),
        ("民营企业的申请", "applicant.org.business"),
        ("出自企业类申请人的申请", "applicant.org.business"),
        ("其他申请人的申请", "applicant.org.other"),
        ("requests from other organisations", "applicant.org.other"),
    ],
)
def test_who_asked(words: str, applicant: str) -> None:
    assert named(words) == [("requests.received_new", applicant)]


@pytest.mark.parametrize(
    "words", ["firms helped by the campaign", "refusals over social order", "答复公开申请的时限", "主动公开政府信息"]
)
def test_what_names_no_applicant_and_no_cell(words: str) -> None:
    assert all(key is None or "carried" not in key for key, _ in named(words))
    assert not any(applicant for _, applicant in named(words))


def test_a_fax_number_is_a_contact_and_a_request_by_fax_is_none() -> None:
    assert contacts_in("传真号码是什么") == ("contact.fax",)
    assert contacts_in("传真申请有多少") == ()


def test_a_number_answers_only_what_its_words_say_too() -> None:
    fact = Fact("r", None, Decimal(27), "number", "prose", "全年办结27件", noun="全年办结□", unit="件")
    assert narrow_parts("留待下年办理的申请") == {"carried_out"}
    assert not may_state(None, ask_for("留待下年办理的申请", "件", 2021), fact)
    assert may_state(None, ask_for("办结的申请", "件", 2021), fact)


TEXT = (
    "召开新闻发布会6场，其中主持发布2场。“云川发布”微信推送88期，“云川水务”微信推送35期。"
    "政务影响力排行第3名。热线受理咨询940次，网上咨询61次。"
)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("新闻发布会几场", "6"),
        ("press conferences the agency ran itself (主持发布)", "2"),
        ("“云川水务”微信推送几期", "35"),
        ("政务影响力排行第几", "3"),
        ("网上咨询几次", "61"),
    ],
)
def test_quoted_words_and_places_in_an_order(question: str, value: str) -> None:
    facts = prose_facts([Block(0, TEXT)], [], "r", 2021)
    found = rank(ask_for(question, unit_in(question), 2021), facts)
    assert str(found[0].fact.value) == value


def test_a_place_in_an_order_answers_no_count() -> None:
    facts = prose_facts([Block(0, "政务影响力排行第3名。")], [], "r", 2021)
    assert rank(ask_for("政务影响力排行几名", "名", 2021), facts) == []


def test_words_that_narrow_have_no_place_on_the_sheet() -> None:
    assert prose_key(ask_for("微信公众号发布", "条", 2017)) == "wechat"
    assert prose_key(ask_for("微信公众号发布防汛知识", "条", 2017)) is None


def test_training_is_counted_before_those_trained() -> None:
    facts = prose_facts([Block(0, "组织专题培训2期，培训人数达64人次。")], [], "r", 2021)
    counted = {
        words: str(rank(ask_for(words, unit_in(words), 2021), facts)[0].fact.value) for words in ("培训数", "培训人数")
    }
    assert counted == {"培训数": "2", "培训人数": "64"}


@pytest.mark.parametrize(
    ("question", "value"), [("微信订阅数", "5120"), ("微信有多少订阅", "5120"), ("微信发布", "31")]
)
def test_those_who_subscribe_are_no_posts(question: str, value: str) -> None:
    facts = prose_facts([Block(0, "微信公众号发布信息31条，订阅数5120。")], [], "r", 2021)
    assert str(rank(ask_for(question, None, 2021), facts)[0].fact.value) == value
