"""The Compare tab without a browser: selections, layouts, the drawn table, the panel beside it, downloads."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Answer, Claim
from assistant.question import Metric, Question
from assistant.tabulate import Tabulation
from ingest.library import Library
from tests.ui.conftest import HOSTILE, report
from tests.ui.pages import ALLOWED, Tags
from ui.page import comparing
from ui.page.arranging import arranged
from ui.page.bench import MOST_CELLS, Bench, TooMany, chart
from ui.page.clerk import Clerk
from ui.page.offers import suggestions
from ui.page.selection import Selection, link, members, selection
from ui.page.session import Session
from ui.page.tab import Tab

WECHAT, PENALTIES, NEW = "wechat", "disclosure.art20_6.penalty.decisions", "requests.received_new"


@pytest.fixture
def bench(library: Library) -> Bench:
    return Bench(library)


@pytest.fixture
def tab(clerk: Clerk) -> Tab:
    return comparing.tab(clerk)


def chosen(
    *agencies: str, years: tuple[int, ...] = (2020, 2021), metrics: tuple[str, ...] = (WECHAT,), **more: object
) -> Selection:
    return selection({"agencies": list(agencies), "years": list(years), "metrics": list(metrics), **more})


def drawn(tab: Tab, session: Session, given: Selection) -> Tags:
    sent = {"agencies": given.agencies, "years": given.years, "metrics": given.metrics, "across": given.across,
            "sort": given.sort, "down": given.down, "chart": given.chart}  # fmt: skip
    tab.actions["tabulate"](session, {"selection": json.dumps(sent)})
    return Tags(tab.views["compared"](session))


def texts(made: Tabulation, given: Selection) -> list[list[str]]:
    laid = arranged(made, given, "zh")
    return [[column.titled("zh") for column in laid.columns], *([spot.text for spot in row] for row in laid.rows)]


# What was chosen


@pytest.mark.parametrize(
    "sent",
    [None, [], "x", {}, {"agencies": 3, "years": ["x", True, -1], "metrics": ["x", "wechat@applicant.total", None]}],
)
def test_what_is_no_selection_is_an_empty_one(sent: object) -> None:
    given = selection(sent)
    assert not given.whole
    assert (given.agencies, given.years, given.metrics) == ((), (), ())


def test_a_selection_is_bounded_and_each_part_stands_once() -> None:
    given = selection(
        {
            "agencies": ["甲"] * 3 + [f"局{n}" for n in range(30_000)], "years": [2021, "2020", 2021], "across": "x",
            "metrics": [NEW, f"{NEW}@applicant.natural_person", NEW], "sort": "1", "down": False, "run": "r",
        }
    )  # fmt: skip
    assert len(given.agencies) < 20_001
    assert (given.years, given.metrics) == ((2021, 2020), (NEW, f"{NEW}@applicant.natural_person"))
    assert (given.across, given.sort, given.down, given.run) == (None, 1, False, "r")


def test_groups_are_all_agencies_of_a_region_or_kind(library: Library) -> None:
    heads = library.reports()
    assert members(chosen("organ:科学技术局"), heads) == ("云川市科学技术局", "吴忠市科学技术局")
    assert len(members(chosen("all", "无此局"), heads)) == 5
    assert members(chosen("无此局", "organ:科学技术局"), heads)[0] == "无此局"


def test_regions_are_paths(tmp_path: Path) -> None:
    with Library.open(tmp_path / "regions") as library:
        for n, (agency, region) in enumerate(
            (("甲局", ("宁夏", "吴忠市")), ("乙局", ("宁夏", "中卫市")), ("丙局", ("宁夏边",)))
        ):
            one = report(f"{n}" * 16, agency, 2021, ())
            library.add(
                type(one)(
                    **{
                        **{f: getattr(one, f) for f in one.__slots__},
                        "identity": type(one.identity)(agency, 2021, "", region),
                    }
                )
            )
        heads = library.reports()
        assert set(members(chosen("region:宁夏"), heads)) == {"甲局", "乙局"}
        assert members(chosen("region:宁夏/中卫市"), heads) == ("乙局",)
        made = Bench(library).choices("en")
    assert made["regions"] == [["region:宁夏", "宁夏", 2]]
    assert [one[0] for one in made["agencies"]] == [head.agency for head in heads]
    assert made["metrics"] == []


def test_choices_are_what_the_library_holds_in_the_language_of_the_page(bench: Bench) -> None:
    made = bench.choices("en")
    assert [(group["label"], [item[:4] for item in group["items"]]) for group in made["metrics"]] == [
        ("Proactive disclosure (article 20)", [[PENALTIES, "administrative penalties, decisions", "件", 2]]),
        ("Quantities in the text", [[WECHAT, "WeChat posts", "条", 3]]),
    ]
    assert ["organ:科学技术局", "科学技术局", 2] in made["organs"]
    assert made["years"] == [2020, 2021, 2023]
    assert next(one for one in made["agencies"] if one[0] == "吴忠市科学技术局")[4] == "wuzhongshikexuejishuju"


# How it is laid out


def test_one_metric_puts_years_in_columns_and_two_years_have_their_difference(bench: Bench) -> None:
    given = chosen("organ:科学技术局")
    assert texts(bench.table(given, "zh"), given) == [
        ["单位", "2020", "2021", "增减", "增减 %"],
        ["云川市科学技术局", "118", "142", "+24", "+20.3%"],
        ["吴忠市科学技术局", "库中无此年", "91", "—", "—"],
    ]


def test_several_metrics_of_several_agencies_stand_in_columns_with_their_units(bench: Bench) -> None:
    given = chosen("云川市科学技术局", "河阳区人民政府", years=(2021, 2023), metrics=(WECHAT, PENALTIES))
    assert texts(bench.table(given, "zh"), given) == [
        ["单位", "年份", "微信公众号发布数（篇）", "行政处罚·本年处理决定数量（件）"],
        ["云川市科学技术局", "2021", "142", "未载明"],
        ["云川市科学技术局", "2023", "库中无此年", "库中无此年"],
        ["河阳区人民政府", "2021", "库中无此年", "库中无此年"],
        ["河阳区人民政府", "2023", "未载明", "4,119"],
    ]


@pytest.mark.parametrize(
    ("across", "columns"),
    [
        ("years", ["单位", "2020", "2021", "增减", "增减 %"]),
        ("agencies", ["年份", "云川市科学技术局", "吴忠市科学技术局"]),
        ("metrics", ["单位", "年份", "微信公众号发布数"]),
    ],
)
def test_the_columns_can_be_chosen(bench: Bench, across: str, columns: list[str]) -> None:
    given = chosen("organ:科学技术局", across=across)
    assert texts(bench.table(given, "zh"), given)[0] == columns


def test_rows_are_put_in_order_and_gaps_stand_last(bench: Bench) -> None:
    for down, names in (
        (True, ["云川市科学技术局", "吴忠市科学技术局"]),
        (False, ["吴忠市科学技术局", "云川市科学技术局"]),
    ):
        given = chosen("all", sort=2, down=down)
        rows = texts(bench.table(given, "zh"), given)[1:]
        assert [row[0] for row in rows[:2]] == names
        assert {row[2] for row in rows[2:]} == {"库中无此年"}
    assert texts(bench.table(given, "zh"), chosen("all", sort=99))[1][0] == "云川市人民政府"


def test_the_chart_has_a_point_for_each_number_and_none_for_a_gap(bench: Bench) -> None:
    given = chosen("all")
    made = bench.table(given, "zh")
    told = chart(made, given, arranged(made, given, "zh"), "zh")
    assert told is not None
    assert [(one["label"][:2], one["year"], one["value"]) for one in told["points"]] == [
        ("云川", 2020, 118),
        ("云川", 2021, 142),
        ("吴忠", 2021, 91),
    ]
    assert (told["kind"], told["unit"], told["missing"]) == ("bar", " 篇", [])


def test_too_much_is_refused_in_plain_words(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_CELLS > 10_000
    monkeypatch.setattr("ui.page.bench.MOST_CELLS", 3)
    with pytest.raises(TooMany, match="最多 3 格"):
        bench.table(chosen("all"), "zh")


# What is drawn


def test_every_number_of_the_table_is_a_button_that_leads_to_its_page(tab: Tab) -> None:
    session = Session()
    page = drawn(tab, session, chosen("organ:科学技术局"))
    cells = page.all("button", "spot")
    assert [(one["data-agency"], one["data-year"]) for one in cells] == [
        ("云川市科学技术局", "2020"),
        ("云川市科学技术局", "2021"),
        ("吴忠市科学技术局", "2021"),
    ]
    assert [one.get("aria-current") for one in cells] == ["true", None, None]
    assert "查看" not in "".join(page.words)
    tab.actions["show_cell"](session, {"agency": "吴忠市科学技术局", "year": "2021", "metric": "0"})
    proof = Tags(tab.views["cellproof"](session))
    assert "吴忠市科学技术局 · 2021 年度报告" in proof.words
    assert "我局微信公众号共发布信息 91 篇" in proof.words
    assert len(proof.all("mark")) == 1


def test_a_finding_marks_its_cell_and_both_places_are_one_click_away(tab: Tab) -> None:
    session = Session()
    page = drawn(tab, session, chosen("云川市人民政府", years=(2023,), metrics=(PENALTIES,)))
    assert len(page.all("td", "faulty")) == 1
    assert any("各列之和不等于总计" in words for words in page.words)
    assert [one["data-n"] for one in page.all("button", "ref")] == ["2"]
    tab.actions["show_cell"](session, {"agency": "云川市人民政府", "year": "2023", "metric": "0", "n": "2"})
    assert [
        one["aria-current"]
        for one in Tags(tab.views["cellproof"](session)).all("button", "cite")
        if one.get("aria-current")
    ] == ["true"]


def test_the_page_of_a_pdf_is_shown_with_its_box_and_can_be_turned(tab: Tab) -> None:
    session = Session()
    drawn(tab, session, chosen("河阳区人民政府", years=(2023,), metrics=(PENALTIES,)))
    proof = Tags(tab.views["cellproof"](session))
    assert proof.all("img")[0]["src"] == f"pages/{'e' * 16}/2.png"
    assert len(proof.all("i", "box")) == 1
    tab.actions["turn_proof"](session, {"page": "3"})
    proof = Tags(tab.views["cellproof"](session))
    assert proof.all("img")[0]["src"] == f"pages/{'e' * 16}/3.png"
    assert proof.all("i", "box") == []


def test_a_hostile_choice_is_shown_as_text(tab: Tab) -> None:
    session = Session()
    page = drawn(tab, session, chosen(HOSTILE, "云川市科学技术局"))
    assert {tag for tag, _ in page.seen} <= ALLOWED | {"figure", "select", "option", "label"}
    assert all("onerror" not in named for _, named in page.seen)
    assert any(HOSTILE in words for words in page.words)
    for broken in ("", "{", "null", '{"agencies": 1}'):
        tab.actions["tabulate"](session, {"selection": broken})
        assert "对比哪些数字" in tab.views["compared"](session)


def test_before_anything_is_chosen_the_page_offers_what_the_library_holds(tab: Tab, clerk: Clerk) -> None:
    offered = suggestions(clerk.held, "zh")
    assert len(offered) == 3
    assert all(selection(sent).whole for _, sent in offered)
    page = Tags(tab.views["compared"](Session()))
    assert [json.loads(one["data-compare"] or "") for one in page.all("button", "example")] == [
        sent for _, sent in offered
    ]
    assert tab.views["cellproof"](Session()) == ""


def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    with Library.open(tmp_path / "empty") as library:
        tab = comparing.tab(Clerk(library))
        assert tab.views["picker"](Session()) == ""
        assert "还没有报告" in tab.views["compared"](Session())


def test_english_has_no_words_left_in_chinese_but_names(tab: Tab) -> None:
    session = Session("en")
    page = drawn(tab, session, chosen("吴忠市科学技术局", years=(2021,), metrics=(WECHAT,)))
    said = [words for words in page.words if any(ord(char) > 0x2E80 for char in words)]
    assert all("吴忠市科学技术局" in words or "(篇)" in words for words in said)


# From a conversation


def answered(metric: Metric, *claimed: str | None, operation: str = "compare") -> Answer:
    values = tuple(Claim(Decimal(1), "件", "exact", "甲局", 2021, key, (1,), "1 件") for key in claimed)
    return Answer(
        "answered",
        "",
        Question("", operation=operation, agencies=("甲局", "乙局"), years=(2021,), metrics=(metric,)),
        values,
    )  # type: ignore[arg-type]


def test_an_answer_leads_to_the_same_selection() -> None:
    person = Metric(NEW, "新收", applicant="applicant.natural_person")
    assert link(answered(person)) == {
        "agencies": ["甲局", "乙局"],
        "years": [2021],
        "metrics": [f"{NEW}@applicant.natural_person"],
    }
    assert link(answered(Metric(None, "微信"), "wechat", "wechat"))["metrics"] == ["wechat"]  # type: ignore[index]
    assert link(answered(Metric(None, "微信群"), None)) is None


# Downloads


@pytest.fixture
def client(clerk: Clerk) -> Iterator[object]:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.page.downloads import add_downloads

    app = FastAPI()
    add_downloads(app, clerk)
    with TestClient(app) as client:
        yield client


def test_a_comparison_is_downloaded_as_it_is_shown(client: object) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="pip install openpyxl")
    sent = {"agencies": ["organ:科学技术局"], "years": [2020, 2021], "metrics": [WECHAT]}
    reply = client.post("/compare.xlsx?language=zh", json=sent)  # type: ignore[attr-defined]
    assert reply.status_code == 200
    rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(reply.content))["对比"].iter_rows()
    ]
    assert rows[0] == ["单位", "2020", "2021", "增减", "增减 %"]
    assert rows[1] == ["云川市科学技术局", 118, 142, 24, pytest.approx(20.339, abs=0.001)]
    assert rows[2] == ["吴忠市科学技术局", "库中无此年", 91, "—", "—"]
    text = client.post("/compare.csv?language=en", json=sent).content.decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.splitlines()[0] == "Agency,2020,2021,Change,Change %,Remarks,Sources"


def test_choices_are_served_and_nonsense_is_refused(client: object) -> None:
    assert len(client.get("/choices.json").json()["agencies"]) == 4  # type: ignore[attr-defined]
    for path, body, status in (
        ("/compare.exe", "{}", 404),
        ("/compare.csv", "x", 400),
        ("/answer.xlsx", "[]", 400),
        ("/compare.csv", "", 400),
    ):
        assert client.post(path, content=body).status_code == status  # type: ignore[attr-defined]
    assert client.post("/compare.csv", content="{}").status_code == 200  # type: ignore[attr-defined]


def test_an_empty_cell_is_shown_as_the_cell_it_is(tmp_path: Path) -> None:
    from ingest.report import Block, Cell, Fact, Place, Table
    from ui.evidence import TextView, text_view

    rows = (("", "自然人", "总计"), ("予以公开", "", "3"))
    cells = tuple(Cell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line))
    text = "\n".join("\t".join(line) for line in rows)
    at = text.index("予以公开") + 5
    blank = Fact("a" * 16, "requests.results.granted", None, "blank", "cell", "予以公开 3", Place(None, (), 0, at, at),
                 applicant="applicant.natural_person", row="予以公开", column="自然人")  # fmt: skip
    with Library.open(tmp_path / "blank") as library:
        library.add(report("a" * 16, "甲局", 2023, (Block(0, text, table=Table(cells)),), "html", facts=(blank,)))
        clerk = Clerk(library)
        tab, session = comparing.tab(clerk), Session()
        page = drawn(
            tab, session, chosen("甲局", years=(2023,), metrics=("requests.results.granted@applicant.natural_person",))
        )
        assert [one["data-metric"] for one in page.all("button", "spot")] == ["0"]
        assert len(Tags(tab.views["cellproof"](session)).all("td", "cited")) == 1
        shown = text_view(library.report("a" * 16), blank.place, blank.quote)
    assert isinstance(shown, TextView)
    assert [cell for one in shown.pieces for cell in one.cited] == [cells[4]]
