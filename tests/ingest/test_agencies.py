"""Agencies' names taken apart: place, zone, organ and rank, and where a name ends."""

from __future__ import annotations

import pytest

from ingest.agencies import anatomy, is_agency, office_of, place_at
from ingest.organs import organ_at


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
