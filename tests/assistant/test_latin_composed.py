"""Names that English words put together from their parts."""

from __future__ import annotations

import pytest

from assistant.latin_composed import Composer
from assistant.names import AgencyEntry, Names

HELD = (
    "国家内河航运委员会", "国家统计局朔原调查总队", "宛平湖高新技术产业开发区管理委员会", "长江航务管理局", "水利部珠江水利委员会",
    "审计署驻武汉特派员办事处", "财政部浙江监管局", "中国证券监督管理委员会浙江监管局", "国家外汇管理局", "国家粮食局", "财政部陕西监管局",
    "云川煤矿安全监察局",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("How many requests did the National Inland Waterways Commission receive?", "国家内河航运委员会"),
        ("the national commission for inland navigation, 2011: posts?", "国家内河航运委员会"),
        ("Shuoyuan Survey Team of the National Bureau of Statistics, requests in 2016", "国家统计局朔原调查总队"),
        ("What did the NBS Shuoyuan survey corps publish?", "国家统计局朔原调查总队"),
        ("posts of the Wanping Lake hi-tech zone", "宛平湖高新技术产业开发区管理委员会"),
        ("Yangtze River Navigation Administration's WeChat posts", "长江航务管理局"),
        ("Pearl River Water Resources Commission, requests 2014", "水利部珠江水利委员会"),
        ("the National Audit Office's Wuhan resident office in 2019", "审计署驻武汉特派员办事处"),
        ("the Zhejiang regulatory office of the Ministry of Finance", "财政部浙江监管局"),
        ("CSRC Zhejiang bureau, posts 2021", "中国证券监督管理委员会浙江监管局"),
        ("Ministry of Finance Shaanxi Regulatory Bureau", "财政部陕西监管局"),
        ("State Administration of Foreign Exchange 2020", "国家外汇管理局"),
        ("Yunchuan coal mine safety bureau 2013", "云川煤矿安全监察局"),
    ],
)
def test_names_put_together(words: str, name: str) -> None:
    assert [one.name for one in Composer(HELD).named(words)] == [name]
    assert Names(AgencyEntry(held) for held in HELD).resolve(words).agencies == (name,)


@pytest.mark.parametrize(
    "words",
    [
        "East Inland Navigation Commission",
        "Zhejiang Tax Bureau",
        "How many requests concerned coal mine safety in 2013?",
        "Shuoyuan Audit Bureau",
        "Pearl River Delta Commission",
    ],
)
def test_another_name_is_none_of_them(words: str) -> None:
    assert Composer(HELD).named(words) == []
    assert Names(AgencyEntry(held) for held in HELD).resolve(words).agencies == ()


def test_what_a_name_leaves_unsaid_is_another_name() -> None:
    assert Composer(HELD).named("National Food and Strategic Reserves Administration") == []


def test_what_fits_several_is_asked_back() -> None:
    found = Names(AgencyEntry(held) for held in HELD).resolve("How many posts did the Zhejiang regulatory bureau make?")
    assert found.agencies == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "How many posts did Survey Office of the NBS in Shuoyuan (国家统计局朔原调查总队) make?",
            "国家统计局朔原调查总队",
        ),
        ("How many posts did Suyuan (溯源市) Finance Bureau make in 2020?", "溯源市财政局"),
    ],
)
def test_a_name_said_in_both_languages_is_one_agency(words: str, name: str) -> None:
    found = Names(AgencyEntry(held) for held in (*HELD, "溯源市财政局")).resolve(words)
    assert (found.agencies, found.unknown) == ((name,), None)


def test_an_english_name_beside_another_agencys_is_still_unknown() -> None:
    found = Names(AgencyEntry(held) for held in HELD).resolve("国家粮食局 and Zhejiang Tax Bureau, posts in 2020")
    assert found.unknown is not None
