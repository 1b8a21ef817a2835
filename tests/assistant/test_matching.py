"""Which stated number answers a topic."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.matching import ask_for, best, rank
from assistant.wording import unit_in
from ingest.quantities import prose_facts
from ingest.report import Block

OFFICE = (
    "2021年，局门户网站共发布各类信息4223条，“云川环境”微信、微博分别发布信息1826条、2386条，阅读总量186万次。"
    "召开2场新闻发布会，录制在线访谈12期，图文政策解读68条。主动公开政府信息505条，其中机构设置5条，政策解读12条。"
    "截至2021年底，累计主动公开政府信息8400多条。收到依申请公开3件，上年结转申请1件，结转下年度继续办理2件。"
)


def answer(question: str) -> str | None:
    facts = prose_facts([Block(0, OFFICE)], [], "r", 2021)
    lead, _ = best(rank(ask_for(question, unit_in(question), 2021), facts))
    return None if lead is None else str(lead.fact.value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("微信发布信息几条", "1826"),
        ("官方微博推送了多少条", "2386"),
        ("门户网站更新各类信息多少条", "4223"),
        ("开了几场发布会", "2"),
        ("网上访谈办了几期", "12"),
        ("主动公开了多少条政府信息", "505"),
        ("截至年底累计公开多少条", "8400"),
        ("机构设置类信息几条", "5"),
        ("新收申请多少件", "3"),
        ("结转下年度的申请多少件", "2"),
        ("上年结转几件", "1"),
        ("How many press conferences", "2"),
        ("How many Weibo posts", "2386"),
    ],
)
def test_the_right_number_leads(question: str, value: str) -> None:
    assert answer(question) == value


@pytest.mark.parametrize(
    "question",
    [
        "抖音发布多少条",
        "行政处罚多少件",
        "局长年薪多少元",
        "电子屏播放信息多少条",
        "How many TikTok videos",
        "组织培训多少人次",
    ],
)
def test_what_is_not_stated_has_no_number(question: str) -> None:
    assert answer(question) is None


def test_two_statements_that_fit_as_well_are_both_given() -> None:
    text = "微信公众号发布信息91篇。微信公众号发布信息19篇。"
    facts = list(prose_facts([Block(0, text)], [], "r", 2021))
    lead, rivals = best(rank(ask_for("微信发布信息几篇", "篇", 2021), facts))
    assert lead is not None
    assert {lead.fact.value, *(rival.fact.value for rival in rivals)} == {Decimal(91), Decimal(19)}
