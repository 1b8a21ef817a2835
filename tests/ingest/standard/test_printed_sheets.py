"""The statistics sheet of 2014 as it is printed."""

from __future__ import annotations

from tests.ingest.standard.printed import (
    grid,
    numbers,
    read,
    text_table,
)

SHEET = [
    "统  计  指  标\t单位\t统计数", "一、主动公开情况\t——\t——", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t681",
    "其中：主动公开规范性文件数\t条\t4", "制发规范性文件总数\t件\t5", "（二）通过不同渠道和方式公开政府信息的情况\t——\t——",
    "1.政府公报公开政府信息数\t条\t0", "2.政府网站公开政府信息数\t条\t38", "3.政务微博公开政府信息数\t条\t",
    "三、依申请公开情况\t——\t——", "（一）收到申请数\t件\t9", "1.当面申请数\t件\t2",
    "四、行政复议数量\t件\t3", "（一）维持具体行政行为数\t件\t1", "（二）被依法纠错数\t件\t2", "（三）其他情形数\t件\t0",
    "五、行政诉讼数量\t件\t4", "（一）维持具体行政行为或者驳回原告诉讼请求数\t件\t1", "（二）被依法纠错数\t件\t3", "（三）其他情形数\t件\t0",
    "六、举报投诉数量\t件\t7", "七、依申请公开信息收取的费用\t万元\t1.5", "（三）政府信息公开专项经费\t万元\t20",
]  # fmt: skip
SHEET_READ = {
    "stats.proactive.total": "681", "stats.proactive.normative_published": "4", "stats.proactive.normative_made": "5",
    "stats.proactive.channel.gazette": "0", "stats.proactive.channel.website": "38", "stats.proactive.channel.weibo": "blank",
    "stats.requests.received.total": "9", "stats.requests.received.in_person": "2", "stats.review.total": "3",
    "stats.review.upheld": "1", "stats.review.corrected": "2", "stats.review.other": "0", "stats.litigation.total": "4",
    "stats.litigation.upheld": "1", "stats.litigation.corrected": "3", "stats.litigation.other": "0", "stats.complaints": "7",
    "stats.fees_wan": "1.5", "stats.capacity.budget_wan": "20",
}  # fmt: skip


def test_statistics_sheet() -> None:
    assert read(text_table(*SHEET)) == SHEET_READ
    assert read(grid(*[line.split("\t") for line in SHEET])) == SHEET_READ


def test_statistics_sheet_over_a_page_end() -> None:
    for at in (5, 12, 14, 18, 20):
        assert read(text_table(*SHEET[:at]), text_table(*SHEET[at:])) == SHEET_READ, at


def test_statistics_sheet_with_number_before_unit_and_an_index_column() -> None:
    swapped = ["\t".join([str(n), *(line.split("\t")[i] for i in (0, 2, 1))]) for n, line in enumerate(SHEET, 1)]
    swapped[0] = "序号\t指标\t数量\t计量单位"
    found = read(text_table(*swapped))
    assert numbers(found) == numbers(SHEET_READ)


def test_statistics_sheet_in_元() -> None:
    found = read(text_table(*SHEET[:-1], "（三）政府信息公开专项经费\t元\t200000"))
    assert found["stats.capacity.budget_wan"] == "20"


def test_a_list_of_channels_is_no_statistics_sheet() -> None:
    assert numbers(read(text_table("栏目\t条数", "政府网站公开政府信息数\t12"))) == {}
