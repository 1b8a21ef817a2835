from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ingest.library import Library
from tests.ui.pages import EVERYTHING, asked
from ui.page.clerk import Clerk
from ui.page.holdings import Entry, Holdings, examples
from ui.page.naming import name, related
from ui.page.rephrase import _like, changed, chips, follow_ups, kinship


def test_the_reading_is_chips_with_what_else_the_library_holds(clerk: Clerk) -> None:
    answer = asked(clerk, EVERYTHING[0]).turns[0].answer
    assert answer is not None
    agency, year, metric = chips(answer, clerk.held, lambda *_: (("weibo", "微博发布数"),), "zh")
    assert [value for value, _, chosen in agency.choices if chosen] == ["吴忠市科学技术局"]
    assert agency.choices[1][0] == "云川市科学技术局", "one that has the year comes before those that have not"
    assert [value for value, _, _ in year.choices] == ["2021"]
    assert metric.choices == (("wechat", "微信公众号发布数", True), ("weibo", "微博发布数", False))


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("agency", "云川市科学技术局", "云川市科学技术局2021年微信公众号发布数是多少"),
        ("year", "2020", "吴忠市科学技术局2020年微信公众号发布数是多少"),
        ("metric", "weibo", "吴忠市科学技术局2021年微博发布数是多少"),
        ("metric", "no such metric", "吴忠市科学技术局2021年微信公众号发布数是多少"),
    ],
)
def test_a_chip_changes_one_part_of_the_question(clerk: Clerk, part: str, value: str, words: str) -> None:
    answer = asked(clerk, EVERYTHING[0]).turns[0].answer
    assert answer is not None
    assert changed(answer, part, value).text == words


def test_in_a_comparison_a_choice_joins_or_leaves(clerk: Clerk) -> None:
    answer = asked(clerk, EVERYTHING[1]).turns[0].answer
    assert answer is not None
    assert "吴忠市科学技术局、云川市科学技术局、河阳区人民政府" in changed(answer, "agency", "河阳区人民政府").text
    assert changed(answer, "year", "2020").text == "比较吴忠市科学技术局、云川市科学技术局2021年的微信公众号发布数"
    assert changed(answer, "agency", "吴忠市科学技术局").text == "云川市科学技术局2020、2021年微信公众号发布数的变化"


def test_examples_are_questions_that_this_library_answers(clerk: Clerk) -> None:
    assert clerk.examples("zh")[0] == "吴忠市科学技术局2021年微信公众号发了多少篇？"
    assert re.fullmatch("(河阳区|云川市)人民政府2023年行政处罚多少件？", clerk.examples("zh")[1])
    assert len(clerk.examples("zh")) == len(clerk.examples("en")) == 4
    assert clerk.examples("en")[0] == "How many WeChat posts did 吴忠市科学技术局 publish in 2021?"


def test_examples_compare_where_two_agencies_state_the_same_year(clerk: Clerk) -> None:
    ids = {"b" * 16, "c" * 16, "a" * 16}
    asking = examples(clerk.held, lambda metric, _: ids if metric.startswith("requests") else (), "zh")
    assert asking[:2] == (
        "云川市科学技术局历年收到多少公开申请？",
        "比较云川市科学技术局和吴忠市科学技术局2021年新收的公开申请",
    )


def test_facts_are_called_by_the_taxonomys_names(library: Library) -> None:
    fact = library.report("d" * 16).facts[0]
    assert name(fact, "zh") == "行政处罚·本年处理决定数量"
    assert name(fact, "en").isascii()
    requests = replace(fact, metric="requests.received_new", applicant="applicant.natural_person")
    assert name(requests, "zh") == "本年新收政府信息公开申请数量 · 自然人"
    assert name(replace(fact, metric=None, row=None, column=None, noun="推送□信息"), "zh") == fact.quote
    assert name(replace(fact, metric=None), "zh") == "行政处罚 · 本年处理决定数量"


def test_related_metrics_are_those_the_report_states_nearest_first(library: Library) -> None:
    fact = library.report("d" * 16).facts[0]
    held = [replace(fact, metric=key) for key in ("wechat", "review.total", "disclosure.art20_6.coercion.decisions")]
    silent = replace(fact, metric="weibo", state="blank", value=None)
    assert related([*held, fact, silent], fact.metric, "zh") == (
        ("disclosure.art20_6.coercion.decisions", "行政强制·本年处理决定数量"),
        ("review.total", "行政复议·总计"),
        ("wechat", "微信公众号发布数"),
    )
    assert related(held, None, "zh")[0] == ("wechat", "微信公众号发布数")


def test_a_chip_offers_what_else_the_report_states(clerk: Clerk) -> None:
    assert clerk.related("云川市人民政府", 2023, None, "zh") == (
        ("disclosure.art20_6.penalty.decisions", "行政处罚·本年处理决定数量"),
    )
    assert clerk.related("云川市人民政府", 1999, None, "zh") == ()


def test_a_figure_brings_what_could_be_asked_next(clerk: Clerk) -> None:
    answer = asked(clerk, "云川微信").turns[0].answer
    assert answer is not None
    assert follow_ups(answer, clerk.held, lambda *_: (("weibo", "微博发布数"),)) == (), "its own suggestions come first"
    offered = follow_ups(replace(answer, suggestions=()), clerk.held, lambda *_: (("weibo", "微博发布数"),))
    assert offered[0][1].metrics[0].key == "weibo"
    assert offered[1][1].operation == "trend"
    assert offered[2][1].agencies == ("云川市科学技术局", "吴忠市科学技术局")
    assert [(words, question.text) for words, question in offered] == [
        ("那微博发布数呢？", "云川市科学技术局2021年微博发布数是多少"),
        ("历年变化", "云川市科学技术局2020、2021年微信公众号发布数的变化"),
        ("和吴忠市科学技术局比一比", "比较云川市科学技术局、吴忠市科学技术局2021年的微信公众号发布数"),
        ("总结这份年报", "总结云川市科学技术局2021年的年报"),
    ]


def test_an_agency_is_set_against_one_of_its_kind_or_its_region() -> None:
    def held(*names: tuple[str, tuple[str, ...]]) -> Holdings:
        return Holdings(tuple(Entry(name, name, 2023, "", "", "pdf", region) for name, region in names))

    bureau = ("河阳市财政局", ("甲省", "河阳市"))
    near = ("甲省河阳市人民政府", ("甲省", "河阳市"))
    alike, stranger = ("云川市财政局", ("乙省", "云川市")), ("丙州中医院", ("丙州",))
    everyone = held(stranger, near, alike, bureau)
    ordered = sorted(everyone.agencies, key=kinship(bureau[0], everyone))
    assert ordered == [bureau[0], alike[0], near[0], stranger[0]]
    assert _like(bureau[0], 2023, everyone) == alike[0]
    assert _like(bureau[0], 2023, held(stranger, near, bureau)) == near[0]
    assert _like(bureau[0], 2023, held(stranger, bureau)) is None
    assert _like(bureau[0], 2022, everyone) is None
