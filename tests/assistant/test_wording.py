"""Language, years, unit and operation from the wording alone."""

from __future__ import annotations

import pytest

from assistant.wording import contacts_in, language_of, unit_in
from assistant.years import years_in


@pytest.mark.parametrize(
    ("text", "years", "how"),
    [
        ("2021年发了多少篇", (2021,), "written"),
        ("二〇二一年发了多少篇", (2021,), "written"),
        ("21年发了多少篇", (2021,), "written"),
        ("2019至2021年的变化", (2019, 2020, 2021), "range"),
        ("2022-2023学年度报告的电话", (2023,), "written"),
        ("2021—2022学年改版过专栏吗", (2022,), "written"),
        ("2020年和2022年比", (2020, 2022), "written"),
        ("去年呢", (2022,), "relative"),
        ("前年呢", (2021,), "relative"),
        ("近三年", (2021, 2022, 2023), "range"),
        ("历年申请量", (2019, 2020, 2021, 2022, 2023), "all"),
        ("上年结转多少件", (), "none"),
        ("from 2019 to 2020", (2019, 2020), "range"),
        ("last year", (2022,), "relative"),
        ("受理12345热线多少件", (), "none"),
        ("微信发了多少篇", (), "none"),
    ],
)
def test_years(text: str, years: tuple[int, ...], how: str) -> None:
    found = years_in(text, newest=2023, oldest=2019, today=2026)
    assert (found.years, found.how) == (years, how)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("发布信息多少条", "条"),
        ("培训几期", "期"),
        ("多少人次参加", "人次"),
        ("电话是多少", None),
        ("How many issues of the gazette", "期"),
        ("How many times did it meet", "次"),
        ("访问量有多少万人次", "人次"),
        ("收费多少万元", "万元"),
    ],
)
def test_unit(text: str, unit: str | None) -> None:
    assert unit_in(text) == unit


def test_counted_calls_are_no_contact() -> None:
    assert contacts_in("接听咨询电话多少次") == ()
    assert contacts_in("咨询电话是多少") == ("contact.phone",)
    assert contacts_in("What fax number is in the report") == ("contact.fax",)
    assert contacts_in("联系地址和电话") == ("contact.address", "contact.phone")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many WeChat posts did 吴忠科技局 publish in 2021", "en"),
        ("吴忠科技局2021年微信发了多少篇", "zh"),
        ("R&D和OA系统发布多少条", "zh"),
        ("and Weibo?", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Whom do I ring about ◆'s ● report? Number please", ("contact.phone",)),
        ("Where should I write to ◆?", ("contact.address",)),
        ("给◆写邮件发到哪里", ("contact.email",)),
        ("◆在哪里", ("contact.address",)),
        ("怎么跟◆联系", ("contact.phone",)),
        ("◆●公开的信息在哪里发布得多", ()),
    ],
)
def test_more_ways_to_ask_for_contacts(text: str, kinds: tuple[str, ...]) -> None:
    assert contacts_in(text) == kinds
