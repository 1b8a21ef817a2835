from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from assistant.answer import Answer, AnswerTable, Claim
from assistant.question import Question
from ingest.library import Library
from ingest.report import Template
from ingest.strings import say
from tests.ui.pages import ALLOWED, EVERYTHING, Tags, asked
from ui.page.chrome import folded
from ui.page.clerk import Clerk
from ui.page.markup import html, marked, paragraphs
from ui.page.render import beyond, hero_parts
from ui.page.rephrase import OPERATIONS
from ui.page.session import Session, Shown

UI = Path(__file__).parents[2] / "ui"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_from_reports_or_questions_becomes_markup(clerk: Clerk, language: str) -> None:
    hostile = "<script>window.hit=1</script><b onclick=x>"
    session = asked(clerk, *EVERYTHING, hostile)
    clerk.speak(session, language)
    pages = [
        clerk.header_html(session),
        clerk.talk_html(session),
        clerk.composer_html(session),
    ]
    for number, turn in enumerate(session.turns):
        for citation in turn.answer.citations if turn.answer else ():
            session.shown = Shown(number, citation.n)
            pages.append(clerk.evidence_html(session))
    for page in map(Tags, pages):
        assert {tag for tag, _ in page.seen} <= ALLOWED
        assert not [name for _, named in page.seen for name in named if name.startswith("on")]
        assert not [named for _, named in page.seen if "onerror" in named]
    assert hostile in "".join(Tags(clerk.talk_html(session)).words)
    assert any("<img src=x" in "".join(Tags(page).words) for page in pages)


def test_the_value_stands_first_and_large(clerk: Clerk) -> None:
    page = clerk.talk_html(asked(clerk, EVERYTHING[0]))
    assert re.search(r'class="hero"><small></small><b>91</b><span>篇</span>', page)
    assert page.index("<b>91</b>") < page.index('class="said"') < page.index('class="actions"')


@pytest.mark.parametrize(
    ("shown", "parts"),
    [
        ("91 篇", ("", "91", "篇")),
        ("约 450 余 次", ("约", "450", "余 次")),
        ("26.55%", ("", "26.55%", "件")),
        ("about 450 times (次)", ("about", "450", "times (次)")),
        ("-3 件", ("", "-3", "件")),
        ("", ("", "67", "件")),
        ("无", ("", "无", "")),
    ],
)
def test_a_value_is_parted_from_its_unit(shown: str, parts: tuple[str, str, str]) -> None:
    assert hero_parts(Claim(Decimal(67), "件", "exact", "甲", 2021, None, (1,), shown)) == parts


def test_a_value_that_stands_above_is_not_said_twice(clerk: Clerk) -> None:
    session = asked(clerk, EVERYTHING[0])
    claims = (
        Claim(Decimal(4), "次", "exact", "甲", 2019, None, (1,), "4 次"),
        Claim(Decimal(67), "人次", "exact", "甲", 2019, None, (1,), "67 人次"),
    )
    session.turns[0].answer = Answer(
        "answered", "4 次。甲年报：“学习4次”[1]\n67 人次。[1]\n4 次 是全部", Question("?"), claims
    )
    page = clerk.talk_html(session)
    assert (
        re.sub("</?span[^>]*>", "", page).count("<p>甲年报：“学习4次”[1]</p><p>67 人次。[1]</p><p>4 次 是全部</p>") == 1
    )


def test_a_number_that_only_a_warning_gives_is_not_set_large(clerk: Clerk) -> None:
    session = asked(clerk, EVERYTHING[0])
    claims = tuple(
        Claim(Decimal(number), "件", "exact", "甲", 2023, None, (n,), f"{number} 件")
        for n, number in ((1, 12), (2, 11))
    )
    session.turns[0].answer = Answer(
        "answered", "甲2023年收到申请12件。[1]", Question("?"), claims, warnings=("表格为 11 件。[2]",)
    )
    page = clerk.talk_html(session)
    assert re.findall(r"<b>(\d+)</b>", page) == ["12"]
    session.turns[0].answer = replace(session.turns[0].answer, text="12 件和 11 件。[1][2]", warnings=())
    assert re.findall(r"<b>(\d+)</b>", clerk.talk_html(session)) == ["12", "11"]


def test_a_citation_is_a_button_and_the_shown_one_is_told_apart(clerk: Clerk) -> None:
    session = asked(clerk, EVERYTHING[1])
    refs = Tags(clerk.talk_html(session)).all("button", "ref")
    assert [ref["data-n"] for ref in refs] == ["1", "2", "3", "2", "3"]
    assert [ref["data-n"] for ref in refs if ref.get("aria-current")] == ["1"]
    clerk.cite(session, 0, 3)
    refs = Tags(clerk.talk_html(session)).all("button", "ref")
    assert {ref["data-n"] for ref in refs if ref.get("aria-current")} == {"3"}


def test_a_number_in_brackets_that_is_no_citation_stays_words(clerk: Clerk) -> None:
    session = asked(clerk, EVERYTHING[0])
    assert session.turns[0].citation(7) is None
    clerk.cite(session, 0, 7)
    assert session.shown == Shown(0, 1)


def test_marks_become_what_the_caller_makes_of_them() -> None:
    assert marked("<i> [2] [12]", lambda n: html("<b>{}</b>", n)) == (
        '&lt;i&gt; <span class="keep"><b>2</b></span> <span class="keep"><b>12</b></span>'
    )
    assert marked("共 91 篇[1][2]；完", lambda n: html("<b>{}</b>", n)) == (
        '共 91 <span class="keep">篇<b>1</b><b>2</b>；</span>完'
    )
    made = paragraphs("一\n- 二\n- 三\n四", lambda n: html("{}", n))
    assert made == "<p>一</p><ul><li>二</li><li>三</li></ul><p>四</p>"


def test_a_comparison_has_a_citation_in_every_cell_that_holds_a_value(clerk: Clerk) -> None:
    page = Tags(clerk.talk_html(asked(clerk, EVERYTHING[1])))
    cells = page.all("td")
    assert [cell.get("data-n") for cell in cells] == [None, "1", None, "2", "3", None]
    assert [cell["class"] for cell in cells] == [
        "number absent",
        "number",
        "number absent",
        "number",
        "number",
        "number",
    ]
    assert len(page.all("svg", "chart")) == 2, "one as wide as the card, one for a phone"
    assert len(page.all("div", "warning")) == 1


def test_the_evidence_of_a_pdf_is_its_page_with_a_box(clerk: Clerk) -> None:
    page = Tags(clerk.evidence_html(asked(clerk, "河阳处罚")))
    assert [image["src"] for image in page.all("img")] == [f"pages/{'e' * 16}/2.png"]
    assert len(page.all("i", "box")) == 1
    assert "第 2 页 / 共 3 页" in "".join(page.words)


def test_the_evidence_of_a_web_page_is_its_table_with_the_cell_marked(clerk: Clerk) -> None:
    page = Tags(clerk.evidence_html(asked(clerk, "云川处罚")))
    assert len(page.all("td", "cited")) == 1
    assert len(page.all("td", "label")) == 2
    assert len(page.all("mark")) == 1


def test_before_the_first_answer_the_panel_says_what_can_be_asked_about(clerk: Clerk) -> None:
    page = Tags(clerk.evidence_html(Session()))
    assert len(page.all("button", "held")) == 5


def test_an_empty_library_shows_how_to_begin(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as empty:
        assert Clerk(empty).examples("zh") == ()
        page = Tags(Clerk(empty).talk_html(Session()))
        assert [one["data-view-tab"] for one in page.all("button", "primary")] == ["reports"]
        assert Clerk(empty).composer_html(Session()) == ""
        assert say("ui.empty_command") in Clerk(empty, readonly=True).talk_html(Session())


def test_the_header_counts_what_is_there(clerk: Clerk) -> None:
    assert "5 份报告 · 4 个单位 · 2020–2023" in clerk.header_html(Session())
    assert "5 reports · 4 agencies · 2020–2023" in clerk.header_html(Session("en"))


def test_a_declined_answer_says_so(clerk: Clerk) -> None:
    page = clerk.talk_html(asked(clerk, "别的"))
    assert 'class="card declined"' in page
    assert "hero" not in page


def test_a_choice_of_agencies_is_offered_as_buttons(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer("clarify", "是哪一个？", Question("科技局", choices=("云川市科学技术局", "吴忠市科学技术局")))
    session = asked(clerk, "别的")
    session.turns[0].answer = answer
    page = Tags(clerk.talk_html(session))
    assert [one["data-value"] for one in page.all("button") if one.get("data-part")] == list(answer.question.choices)


def test_every_word_the_page_says_is_there_in_both_languages() -> None:
    written = "".join(file.read_text("utf-8") for file in UI.rglob("*.py"))
    used = set(re.findall(r'"ui\.([a-zA-Z_0-9]+)"', written)) | {
        *(f"asking_{operation}" for operation in ("lookup", *OPERATIONS)),
        *(f"template_{form}" for form in get_args(Template)),
        *(f"tab_{view}" for view in ("ask", "reports")),
        *("change_agency", "change_year", "change_metric", "blank", "unreadable"),
    }
    words = tomllib.loads((UI.parent / "ingest" / "strings.toml").read_text("utf-8"))["ui"]
    assert len(used) > 80
    assert used - set(words) == set()
    assert [name for name in used if not (words[name]["zh"] and words[name]["en"])] == []


def test_page_and_style_name_nothing_outside() -> None:
    for asset in ("style.css", "page/page.js"):
        text = (UI / asset).read_text("utf-8")
        assert not re.search(r"https?:|@import|url\(", text), asset


def test_what_was_assumed_is_said(clerk: Clerk) -> None:
    session = asked(clerk, EVERYTHING[0])
    answer = session.turns[0].answer
    assert answer is not None
    session.turns[0].answer = replace(
        answer, question=replace(answer.question, notes=(("ui.page_n", {"page": "<7>"}),))
    )
    assert '<span class="note">第 &lt;7&gt; 页</span>' in clerk.talk_html(session)


def _shine(colour: str) -> float:
    """WCAG's relative luminance of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("card", "ground")),
        ("accent", "accent-soft"),
        ("accent", "card"),
        ("card", "accent"),
        ("amber-ink", "amber-soft"),
    ],
)
def test_every_word_can_be_read_against_its_ground(ink: str, ground: str) -> None:
    colours = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", (UI / "style.css").read_text("utf-8")))
    dark, light = sorted((_shine(colours[ink]), _shine(colours[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_of_many_warnings_the_first_are_in_sight() -> None:
    told = [html('<div class="warning">{}</div>', n) for n in range(9)]
    page = Tags(str(folded(told, "zh")))
    assert len(page.all("div", "warning")) == 9
    assert "还有 6 条提醒" in page.words
    assert "details" not in str(folded(told[:4], "en")), "one more is shown at once"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("甲局2020年 7 件[1]；甲局2021年 10 件[2]；2021年比上一次 +3（+42.9%）", "2021年比上一次 +3（+42.9%）"),
        ("甲局 2020: 7 items (件)[1]; 甲局 2021: 10 items (件)[2]; +3 in all", "+3 in all"),
        ("甲局更多：甲局 18 件[1]；乙局 12 件[2]", "甲局更多"),
        ("2 份年报符合：甲局2020年 7 件[1]；乙局2020年 8 件[2]", "2 份年报符合"),
        ("甲局2020年 7 件[1]；正文另有 9 件[3]", "正文另有 9 件[3]"),
        ("甲局2020年 7 件[1]；乙局2020年 8 件[2]", ""),
        ("甲局比乙局多 6 件。", "甲局比乙局多 6 件。"),
    ],
)
def test_what_a_table_shows_is_not_said_twice(line: str, kept: str) -> None:
    rows = ((("甲局", ()), ("7", (1,)), ("10", (2,))), (("乙局", ()), ("8", ()), ("", ())))
    assert beyond(line, AnswerTable(("单位", "2020", "2021"), rows)) == kept
