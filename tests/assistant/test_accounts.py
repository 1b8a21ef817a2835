"""Accounts are told from other names in quotation marks, and stand for their agency where no agency is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.accounts import Account, account_named, accounts_in
from assistant.chat import Conversation
from ingest.library import Library
from tests.assistant.small import library_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("微信公众号《文旅云川》发布各类信息566条", [("文旅云川", "微信公众号")]),
        ("用镇级公众号(印象栖岩)和村级公示栏公开", [("印象栖岩", "公众号")]),
        ("“平安云川”官方微博发布信息", [("平安云川", "微博")]),
        ("“健康云川”微信公众号、抖音号分别推送1820条、213条", [("健康云川", "新媒体")]),
        ("在“人民日报”客户端刊发3篇", []),
        ("开展“政务公开日”活动2场", []),
    ],
)
def test_an_account_is_a_name_beside_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.name, one.kind) for one in accounts_in(text)] == expected


def test_the_kind_takes_the_place_of_the_name_once() -> None:
    account = account_named("文旅云川发了几条", "微信公众号“文旅云川”发布566条")
    assert account == Account("文旅云川", "微信公众号")
    assert account.told("文旅云川发了几条") == "微信公众号发了几条"
    assert account.told("“文旅云川”微信发了几条") == "微信发了几条"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    said = {
        ("云川市文化和旅游局", 2023): "通过“文旅云川”微信公众号发布信息566条。转发过“平安云川”的信息。",
        ("云川市公安局", 2023): "“平安云川”微博发布信息77条。转发“乡音云川”信息。",
        ("栖岩县教育局", 2023): "收看“乡音云川”节目3期。",
    }
    with library_of(tmp_path_factory.mktemp("accounts"), said) as library:
        yield library


@pytest.mark.parametrize("text", ["文旅云川发布了多少条", "“文旅云川”公众号2023年推送多少条？", "文旅云川微信发了几条"])
def test_an_account_stands_for_the_agency_that_keeps_it(held: Library, text: str) -> None:
    answer = Conversation(held).ask(text)
    assert [(claim.agency, str(claim.number)) for claim in answer.values] == [("云川市文化和旅游局", "566")]


def test_what_several_agencies_quote_names_none(held: Library) -> None:
    assert Conversation(held).ask("平安云川发布了多少条").values == ()
    assert Conversation(held).ask("“乡音云川”有几期").values == ()
