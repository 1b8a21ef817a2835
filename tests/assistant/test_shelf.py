"""Questions about the library itself, told from those about what its reports say."""

from __future__ import annotations

import pytest

from assistant.chat import Conversation
from assistant.cues import hear
from assistant.holdings import AgencyEntry, Holdings
from assistant.kinds import Kinds
from assistant.shelf import Shelved, at_least, names_reports, place_level, shelved, view_of
from ingest.folding import folded

KINDS = Kinds(
    Holdings(
        AgencyEntry(agency, region, (2021,))
        for agency, region in (
            ("云川市审计局", ("云朔省", "云川市")),
            ("云川市公安局", ("云朔省", "云川市")),
            ("云朔省财政厅", ("云朔省",)),
            ("云川大学", ()),
            ("云川市栖岩县审计局", ("云朔省", "云川市", "栖岩县")),
            ("云川市栖岩县青岭镇人民政府", ("云朔省", "云川市", "栖岩县", "青岭镇")),
            ("水利部", ()),
        )
    ),
    lambda words: ("云川市", ()) if words == "Yunchuan" else None,
)


def _shelved(words: str, first: bool = True) -> Shelved | None:
    text = folded(words)
    return shelved(text, hear(text), KINDS, "◆" in words, first)


@pytest.mark.parametrize(
    "words",
    [
        "库里都有谁的年报", "◆有哪几年的报告", "你们收录了多少家单位", "◆●的年报有吗", "哪些单位缺●年报", "能查到◆哪些年度的资料",
        "最早的一份年报是哪年的", "年报清单", "Which years of ◆ do you hold?", "How many reports are there?", "Is there a report of ◆ for ●?",
        "Who has no report for ●?", "你们资料里年代最早的是哪一年的报告", "◆收了哪两个年份", "●年度的年报收进来的有哪几家", "统共几份", "时间跨度多大",
        "哪些单位收了不止一年的年报", "每年各有多少份报告", "这些报告是什么格式的", "Do you have the ● report of ◆?", "How far back do your reports go?",
        "Which is the only agency with two reports?", "What's missing for ◆?", "列出所有单位", "哪几家有●的",
    ],
)  # fmt: skip
def test_what_is_held(words: str) -> None:
    assert _shelved(words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "◆●年报里新收申请多少", "◆●的年报讲了什么", "◆●收到多少申请", "哪些单位有行政复议", "◆●的年报有没有错误", "年报里存在哪些问题",
        "◆●", "What does ◆'s ● report say about training?", "How many requests did ◆ receive?", "Summarise the ● report of ◆",
        "◆●收了几件", "◆●公报出了几期", "◆●有几个网站", "哪家公开的信息最多", "◆●有多少单位公布了年报", "云川市●有多少部门公开了年报", "◆哪年最多",
        "◆●发布了多少份文件", "How many gazette issues did ◆ print in ●?", "Which agencies had lawsuits in ●?",
    ],
)  # fmt: skip
def test_what_reports_say(words: str) -> None:
    assert _shelved(words) is None


def test_a_turn_after_another_question_must_speak_of_reports() -> None:
    assert _shelved("审计局有哪几家") is not None
    assert _shelved("审计局有哪几家", first=False) is None
    assert _shelved("库里审计局有哪几家", first=False) is not None


@pytest.mark.parametrize(
    ("words", "agencies"),
    [
        ("有没有大学的年报", {"云川大学"}),
        ("Any universities in the collection?", {"云川大学"}),
        ("省级单位收了哪几家", {"云朔省财政厅"}),
        ("部委的年报有哪些", {"水利部"}),
        ("有哪些镇的报告", {"云川市栖岩县青岭镇人民政府"}),
        ("审计局的年报收了几份", {"云川市审计局", "云川市栖岩县审计局"}),
        ("审计部门的报告有哪些", {"云川市审计局", "云川市栖岩县审计局"}),
        ("审计局和公安局的年报有哪些", {"云川市审计局", "云川市栖岩县审计局", "云川市公安局"}),
        ("栖岩县的审计局收了吗", {"云川市栖岩县审计局"}),
        ("Which police forces' reports can I search here?", {"云川市公安局"}),
        ("Which audit bureaus in Yunchuan do you hold?", {"云川市审计局", "云川市栖岩县审计局"}),
        ("有没有医院的年报", set()),
    ],
)
def test_kinds_of_agencies(words: str, agencies: set[str]) -> None:
    found = _shelved(words)
    assert found is not None
    assert found.agencies == agencies


@pytest.mark.parametrize(
    ("words", "view"),
    [
        ("最早的年报是哪年的", "first"), ("the most recent report", "last"), ("哪些单位有两年以上的年报", "several"), ("哪家的年报最多", "most"),
        ("哪一年的报告最多", "most_year"), ("每年各多少份", "each_year"), ("◆缺哪几年", "missing"), ("哪些单位每年都有", "complete"),
        ("什么格式", "format"), ("涉及哪些省", "places"), ("库里有多少份年报", "list"), ("◆收了哪两个年份", "list"),
    ],
)  # fmt: skip
def test_what_is_asked_of_them(words: str, view: str) -> None:
    assert view_of(words) == view


def test_how_many_years_at_least() -> None:
    assert at_least("不止一年的") == (2, False)
    assert at_least("超过两年的") == (3, False)
    assert at_least("收了两年的") == (2, True)
    assert at_least("三年以上") == (3, False)
    assert at_least("more than one year") == (2, False)
    assert at_least("several years") == (2, False)


def test_which_divisions() -> None:
    assert place_level("涉及哪些省") == "province"
    assert place_level("which cities") == "city"


def test_reports_of_a_group_are_asked_for() -> None:
    assert names_reports("云川市有哪些单位的年报")
    assert not names_reports("云川市各局新收申请多少")


def test_documents_that_an_agency_issued_are_no_reports_held(talk: Conversation) -> None:
    answer = talk.ask("云川市科技局2023年发了多少份文件")
    assert answer.question.operation != "catalogue"
