"""Organs: short forms both ways, reforms, and what is no kin."""

from __future__ import annotations

import pytest

from ingest.organs import is_abbreviation, is_national, kinship, reform_between


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("科技局", "科学技术局"),
        ("发改委", "发展和改革委员会"),
        ("发改委", "发展和改革局"),
        ("人社局", "人力资源和社会保障局"),
        ("住建局", "住房和城乡建设局"),
        ("工信局", "工业和信息化局"),
        ("教体局", "教育体育局"),
        ("卫健委", "卫生健康委员会"),
        ("城管局", "城市管理综合执法局"),
        ("文广旅局", "文化广电和旅游局"),
        ("市场监管局", "市场监督管理局"),
        ("医保局", "医疗保障局"),
        ("林草局", "林业和草原局"),
        ("民宗局", "民族宗教事务局"),
        ("外办", "人民政府外事办公室"),
        ("国资委", "国有资产监督管理委员会"),
        ("交警局", "公安局交通警察局"),
        ("管委会办公室", "管理委员会办公室"),
        ("供销社", "供销合作社联合社"),
        ("应急局", "应急管理局"),
        ("规资局", "规划和自然资源局"),
        ("公积金中心", "住房公积金管理中心"),
        ("退役军人厅", "退役军人事务厅"),
    ],
)
def test_short_forms_both_ways(asked: str, held: str) -> None:
    assert kinship(asked, held) == "short"
    assert kinship(held, asked) == "short"


@pytest.mark.parametrize(
    ("asked", "held", "year"),
    [
        ("国土资源局", "自然资源局", 2018),
        ("环保局", "生态环境局", 2018),
        ("卫计委", "卫生健康委员会", 2018),
        ("安监局", "应急管理局", 2018),
        ("工商局", "市场监督管理局", 2018),
        ("地税局", "税务局", 2018),
        ("扶贫办", "乡村振兴局", 2021),
    ],
)
def test_reforms(asked: str, held: str, year: int) -> None:
    assert reform_between(asked, held) == year
    assert kinship(asked, held) in ("former", "short")


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("公安局", "公安局交通警察局"),
        ("交通局", "公安局交通警察局"),
        ("交通局", "交通警察局"),
        ("教育局", "科学技术局"),
        ("民政局", "财政局"),
        ("水利局", "审计局"),
        ("国家税务局", "地方税务局"),
        ("工商局", "质监局"),
        ("政府", "政府办公室"),
        ("卫生局", "生态环境局"),
        ("文化局", "旅游局"),
    ],
)
def test_other_organs_are_no_kin(asked: str, held: str) -> None:
    assert kinship(asked, held) is None


def test_an_abbreviation_no_list_has() -> None:
    assert kinship("科教文局", "科学教育文化局") == "abbreviated"
    assert not is_abbreviation("公安局", "公安局交通警察局")


def test_national_bodies() -> None:
    assert all(map(is_national, ("水利部", "国家卫健委", "海关总署", "证监会", "国家税务总局")))
    assert not any(map(is_national, ("卫健委", "水利局", "税务局", "发改委")))
