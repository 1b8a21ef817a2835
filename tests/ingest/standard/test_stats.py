"""The statistics sheet of 2014."""

from __future__ import annotations

from tests.ingest.standard.blocks import ragged, read

SHEET = """统计指标\t单位\t统计数
一、主动公开情况\t——\t——
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t1520
其中：主动公开规范性文件数\t条\t6
制发规范性文件总数\t件\t7
2.政府网站公开政府信息数\t条\t1200
5.其他方式公开政府信息数\t条\t
四、行政复议数量\t件\t3
（一）维持具体行政行为数\t件\t2
（二）被依法纠错数\t件\t1
（三）其他情形数\t件\t0
五、行政诉讼数量\t件\t4
（二）被依法纠错数\t件\t4
（三）其他情形数\t件\t0
七、依申请公开信息收取的费用\t万元\t0.5"""


def test_the_statistics_sheet() -> None:
    values, findings = read(ragged(SHEET))
    assert findings == ()
    assert values == {
        "stats.proactive.total": ["1520"],
        "stats.proactive.normative_published": ["6"],
        "stats.proactive.normative_made": ["7"],
        "stats.proactive.channel.website": ["1200"],
        "stats.proactive.channel.other": ["_"],
        "stats.review.total": ["3"],
        "stats.review.upheld": ["2"],
        "stats.review.corrected": ["1"],
        "stats.review.other": ["0"],
        "stats.litigation.total": ["4"],
        "stats.litigation.corrected": ["4"],
        "stats.litigation.other": ["0"],
        "stats.fees_wan": ["0.5"],
    }


def test_the_statistics_sheet_without_its_header() -> None:
    values, _ = read(ragged("（一）主动公开政府信息数\t条\t15\n2.政府网站公开政府信息数\t条\t12"))
    assert values == {"stats.proactive.total": ["15"], "stats.proactive.channel.website": ["12"]}
