"""Which organ took over from which, in whatever short form, and which only sound alike."""

from __future__ import annotations

import pytest

from ingest.organs import kinship, reform_between


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ("国土资源局", "自然资源局"), ("国土局", "自然资源和规划局"), ("国土规划局", "自然资源和规划局"), ("规划局", "规划和自然资源局"),
        ("环境保护局", "生态环境局"), ("环境保护管理局", "生态环境局"), ("农牧局", "农业农村局"), ("畜牧局", "农业农村局"),
        ("文广新局", "文化广电旅游体育局"), ("旅游委", "文化和旅游厅"), ("文化局", "文化广电和旅游局"),
        ("卫计委", "卫生健康委员会"), ("计生局", "卫健局"), ("国家卫计委", "国家卫生健康委"), ("安监局", "应急管理局"),
        ("工商局", "市场监督管理局"), ("质监局", "市监局"), ("食药监局", "市场监督管理局"), ("地税局", "税务局"), ("法制办", "司法局"),
        ("金融办", "地方金融监督管理局"), ("扶贫办", "乡村振兴局"), ("经信委", "工业和信息化局"),
        ("外侨办", "外事办公室"), ("民防办", "人民防空办公室"), ("劳动局", "人社局"), ("大数据局", "数据局"),
    ],
)  # fmt: skip
def test_a_successor(former: str, later: str) -> None:
    assert kinship(former, later) == "former"
    assert kinship(later, former) == "former"


@pytest.mark.parametrize(
    ("former", "later", "year"),
    [
        ("扶贫办", "农业农村局", 2023),
        ("金融办", "地方金融管理局", 2023),
        ("扶贫办", "乡村振兴局", 2021),
        ("卫计委", "卫健委", 2018),
    ],
)
def test_a_successor_in_two_steps(former: str, later: str, year: int) -> None:
    assert reform_between(former, later) == reform_between(later, former) == year


@pytest.mark.parametrize(
    ("one", "other"),
    [("信访办", "信访局"), ("外办", "外事局"), ("网信办", "互联网信息办公室"), ("交警", "公安局交通警察支队"), ("建委", "住建委"), ("政府办公室", "人民政府办公室")],
)  # fmt: skip
def test_one_organ_under_two_names(one: str, other: str) -> None:
    assert kinship(one, other) in ("same", "short")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教育局", "体育局"), ("科技局", "教育局"), ("财政局", "民政局"), ("水务局", "税务局"), ("文化局", "体育局"), ("农业局", "林业局"),
        ("人民政府", "人民政府办公室"), ("公安局", "公安局交通警察支队"), ("城市管理局", "应急管理局"), ("教育局", "教育局办公室"),
        ("管理局", "城市管理局"), ("扶贫办", "生态环境局"), ("粮食局", "农业农村局"), ("数据局", "统计局"), ("金融办", "财政局"),
    ],
)  # fmt: skip
def test_other_organs(one: str, other: str) -> None:
    assert kinship(one, other) is None
    assert kinship(other, one) is None
