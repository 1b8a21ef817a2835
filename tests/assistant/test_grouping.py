"""Agencies asked about by their kind: 哪个镇, 城管局里, which finance bureau."""

from __future__ import annotations

import pytest

from assistant.names import AgencyEntry, Names

TOWNS = ("柳岸区青岭镇人民政府", "雁浦区沙墩镇人民政府")
GOVERNMENTS = ("柳川市人民政府", *TOWNS)
DRCS = ("柳川市发展和改革委员会", "青枫市发展和改革委员会")
FINANCE = ("柳川市财政局", "青枫市财政局")


@pytest.fixture(scope="module")
def names() -> Names:
    entries = [AgencyEntry(name, (), (2022,)) for name in (*GOVERNMENTS, *DRCS, *FINANCE)]
    return Names(entries)


@pytest.mark.parametrize(
    ("words", "agencies"),
    [
        ("2022年哪个镇批的许可最多", TOWNS),
        ("每家财政局2022年公开多少", FINANCE),
        ("财政局里2022年谁公开最多", FINANCE),
        ("办许可超过一千件的财政局有哪几家", FINANCE),
        ("2022年财政局的处罚排个名", FINANCE),
        ("发改委 (DRCs) 是哪几家", DRCS),
        ("Which finance bureau published most in 2022?", FINANCE),
        ("Which town granted most licences in 2022?", TOWNS),
        ("Which DRC received most requests in 2022?", DRCS),
        ("Which governments received requests in 2022?", GOVERNMENTS),
        ("Leaving bureaus and commissions aside, who received most requests in 2022?", GOVERNMENTS),
        ("不算局和委员会，2022年哪家新收申请最多", GOVERNMENTS),
    ],
)
def test_a_kind_of_agencies(names: Names, words: str, agencies: tuple[str, ...]) -> None:
    group = names.resolve(words).group
    assert group is not None
    assert set(group.agencies) == set(agencies)


@pytest.mark.parametrize(
    "words",
    [
        "财政局2022年哪个渠道公开最多",
        "2022年哪些单位公开最多",
        "有几个政府信息查阅点",
        "Requests closed without review by the Liuchuan Finance Bureau in 2022",
        "柳川市财政局2022年哪项处罚最多",
    ],
)
def test_no_kind_of_agencies(names: Names, words: str) -> None:
    assert names.resolve(words).group is None


@pytest.mark.parametrize(
    "words",
    [
        "Which Yunzhu bureau got the most requests?",
        "Which of Yunzhu's bureaus got the most requests?",
        "Which bureau in Yunzhu got the most requests?",
        "Among Yunzhu's departments, who got the most requests?",
    ],
)
def test_the_bureaus_of_a_place_in_english(words: str) -> None:
    held = ("云竹市财政局", "云竹市教育局", "云竹市人民政府", "栖岩市财政局")
    found = Names(AgencyEntry(name) for name in held).resolve(words)
    assert found.group is not None
    assert set(found.group.agencies) == {"云竹市财政局", "云竹市教育局"}
