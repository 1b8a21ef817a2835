"""Organs: what a name is made of, short forms both ways, reforms, and what is no kin."""

from __future__ import annotations

import pytest

from ingest.organs import (
    anatomy,
    is_abbreviation,
    is_agency,
    is_national,
    kinship,
    office_of,
    organ_at,
    place_at,
    reform_between,
    zone_form,
)


@pytest.mark.parametrize(
    ("name", "place", "codes", "organ"),
    [
        ("济宁市兖州区科学技术局", "济宁市兖州区", ("370812",), "科学技术局"),
        ("国家税务总局珠海市香洲区税务局", "珠海市香洲区", ("440402",), "税务局"),
        ("厦门市人民政府国有资产监督管理委员会", "厦门市", ("3502",), "国有资产监督管理委员会"),
        ("西藏自治区政府国资委", "西藏自治区", ("54",), "国资委"),
        ("深圳市公安局交通警察局", "深圳市", ("4403",), "公安局交通警察局"),
        ("深圳市公安局南山分局", "深圳市", ("440305",), "公安分局"),
        ("中华人民共和国青岛海关", "青岛", ("3702",), "海关"),
        ("广州市市场监督管理局", "广州市", ("4401",), "市场监督管理局"),
        ("云岭市东河区教育局", "云岭市东河区", (), "教育局"),
        ("城市管理局", "", (), "城市管理局"),
        ("中山大学", "", (), "中山大学"),
    ],
)
def test_anatomy(name: str, place: str, codes: tuple[str, ...], organ: str) -> None:
    parts = anatomy(name)
    assert (parts.place, parts.codes, parts.organ) == (place, codes, organ)


def test_a_rank_without_a_place() -> None:
    assert (anatomy("市政府办公室").rank, anatomy("市政府办公室").organ) == ("市", "政府办公室")
    assert anatomy("市场监督管理局").rank == ""


@pytest.mark.parametrize(
    ("name", "zone", "organ"),
    [
        ("重庆高新技术产业开发区管理委员会办公室", "高新区", "管理委员会办公室"),
        ("临沂高新区党政办公室", "高新区", "党政办公室"),
        ("西咸新区底张街道办事处", "西咸新区", "办事处"),
        ("武汉东湖新技术开发区管理委员会", "东湖高新区", "管理委员会"),
        ("苏州工业园区管理委员会", "工业园", "管理委员会"),
    ],
)
def test_zones(name: str, zone: str, organ: str) -> None:
    assert (anatomy(name).zone, anatomy(name).organ) == (zone, organ)


def test_one_form_for_a_zone() -> None:
    assert zone_form("高新技术产业开发区") == zone_form("高新区") == "高新区"
    assert zone_form("西海岸") == "西海岸新区"


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


def test_offices() -> None:
    assert office_of("广州市应急管理局办公室") == ("广州市应急管理局", "办公室")
    assert office_of("某区民政局局党政办公室") == ("某区民政局", "局党政办公室")
    assert office_of("广州市应急管理局") == ("广州市应急管理局", "")


def test_where_a_place_and_an_organ_end() -> None:
    text = "岳阳市发改委2019年主动公开信息"
    chain, zone, end = place_at(text, 0)
    assert ([hit.codes for hit in chain], zone, text[:end]) == ([("4306",)], "", "岳阳市")
    assert text[end : organ_at(text, end)] == "发改委"


def test_the_city_of_a_market_bureau() -> None:
    assert anatomy("青岛市北区教育局").codes == ("370203",)
    assert anatomy("青岛市市北区教育局").codes == ("370203",)
    assert anatomy("济南市中区教育局").codes == ("370103",)
    assert anatomy("广州市场监管局").organ == "市场监管局"
    assert anatomy("广州市监局").organ == "市监局"


@pytest.mark.parametrize(
    ("name", "whole"), [("内黄县", True), ("内黄县人民政府", True), ("清华大学", True), ("主要内容", False)]
)
def test_what_has_the_shape_of_an_agency(name: str, whole: bool) -> None:
    assert is_agency(name) is whole
