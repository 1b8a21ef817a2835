"""Administrative divisions: full, short and former names, chains, and what happens without the data."""

from __future__ import annotations

import importlib.metadata

import pytest

from ingest import regions
from ingest.regions import (
    by_pinyin,
    codes_of,
    contains,
    find_regions,
    level_of,
    lookup,
    path_of,
    short_forms,
    short_name,
)


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[hit.start : hit.end], hit.codes) for hit in find_regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吴忠市科技局", [("吴忠市", ("6403",))]),
        ("吴忠科技局", [("吴忠", ("6403",))]),
        ("福州市晋安区", [("福州市", ("3501",)), ("晋安区", ("350111",))]),
        ("内蒙古", [("内蒙古", ("15",))]),
        ("广西壮族自治区", [("广西壮族自治区", ("45",))]),
        ("临夏州", [("临夏州", ("6229",))]),
        ("金平县", [("金平县", ("532530",))]),
        ("施甸县太平镇", [("施甸县", ("530521",)), ("太平镇", ("530521103",))]),
        ("没有地名的一句话", []),
    ],
)
def test_names_in_a_text(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert named(text) == expected


def test_a_recurring_name_is_narrowed_by_the_division_before_it() -> None:
    assert len(lookup("朝阳区")) == 2
    assert named("长春市朝阳区")[1] == ("朝阳区", ("220104",))
    assert named("深圳南山")[1] == ("南山", ("440305",))


def test_short_names_say_so_and_can_be_left_out() -> None:
    assert [hit.short for hit in find_regions("吴忠发布")] == [True]
    assert find_regions("吴忠发布", short=False) == []


@pytest.mark.parametrize(
    ("former", "current"),
    [("满城县", "满城区"), ("襄樊市", "襄阳市"), ("即墨市", "即墨区"), ("蒙自县", "蒙自市"), ("望城县", "望城区")],
)
def test_a_renamed_division_keeps_its_old_name(former: str, current: str) -> None:
    assert lookup(former) == lookup(current)


def test_a_dissolved_division_is_not_the_one_it_went_to() -> None:
    (dissolved,) = lookup("卢湾区")
    assert dissolved not in lookup("黄浦区")
    assert path_of(dissolved) == ("上海市", "卢湾区")


def test_codes_and_paths() -> None:
    assert path_of("640324") == ("宁夏回族自治区", "吴忠市", "同心县")
    assert codes_of(("宁夏回族自治区", "吴忠市", "同心县")) == ("640324",)
    assert codes_of(()) == ()
    assert contains("6403", "640324")
    assert not contains("640324", "6403")
    assert [level_of(code) for code in ("64", "6403", "640324", "640324100")] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("临夏回族自治州", [("临夏州", True), ("临夏", False)]),
        ("浦东新区", [("浦东", False)]),
        ("公园街道", [("公园街办", True)]),
        ("富县", []),
    ],
)
def test_short_forms(name: str, forms: list[tuple[str, bool]]) -> None:
    assert list(short_forms(name)) == forms


def test_the_shortest_form() -> None:
    assert short_name("耿马傣族佤族自治县") == "耿马"
    assert short_name("富县") == "富县"


def test_pinyin() -> None:
    assert "6403" in by_pinyin()["wuzhong"]


def test_characters_the_converter_alters_are_found_as_folded_text_has_them() -> None:
    from ingest.folding import folded

    text = folded("乾安县人民政府")
    assert find_regions(text)[0].codes == ("220723",)
    assert path_of("220723")[-1] == "乾安县"


def test_without_the_data_nothing_is_known_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    caches = [value for value in vars(regions).values() if hasattr(value, "cache_clear")]

    def missing(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(regions, "files", missing)
    for cached in caches:
        cached.cache_clear()
    try:
        assert find_regions("吴忠市科技局") == []
        assert path_of("6403") == ()
    finally:
        for cached in caches:
            cached.cache_clear()
