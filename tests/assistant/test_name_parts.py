"""Agencies whose place and organ are said apart, shortened or together with others: the ones meant, and no other."""

from __future__ import annotations

import pytest

from assistant.names import AgencyEntry, Names

HELD = (
    AgencyEntry("柳川市发展和改革委员会", ("柳川市",), (2021, 2022)),
    AgencyEntry("柳川市城市管理局", ("柳川市",), (2021, 2022)),
    AgencyEntry("柳川市应急管理局", ("柳川市",), (2022,)),
    AgencyEntry("柳川市住房公积金管理中心", ("柳川市",), (2022,)),
    AgencyEntry("柳川市民政局", ("柳川市",), (2022,)),
    AgencyEntry("青枫市发展和改革委员会", ("青枫市",), (2022,)),
    AgencyEntry("青枫市城市管理局", ("青枫市",), (2022,)),
    AgencyEntry("青枫市民政局", ("青枫市",), (2022,)),
    AgencyEntry("柳川市柳岸区教育体育局", ("柳川市", "柳岸区"), (2022,)),
    AgencyEntry("柳岸区青岭镇人民政府", ("柳岸区", "青岭镇"), (2022,)),
    AgencyEntry("雁浦区青岭镇人民政府", ("雁浦区", "青岭镇"), (2022,)),
    AgencyEntry("雁浦区沙墩镇人民政府", ("雁浦区", "沙墩镇"), (2022,)),
    AgencyEntry("桐柳省商务厅", ("桐柳省",), (2018,)),
    AgencyEntry("桐柳省人民政府办公厅", ("桐柳省",), (2018,)),
    AgencyEntry("雁浦海关", (), (2010,)),
    AgencyEntry("雁浦高新技术产业开发区管理委员会", (), (2022,)),
)
LFG, LCG, LYJ, LGJ, LMZ = (held.agency for held in HELD[:5])
QFG, QCG, QMZ = (held.agency for held in HELD[5:8])
JT = "柳川市柳岸区教育体育局"
TOWN, OTHER_TOWN, THIRD_TOWN = "柳岸区青岭镇人民政府", "雁浦区青岭镇人民政府", "雁浦区沙墩镇人民政府"
SW, CUSTOMS, ZONE = "桐柳省商务厅", "雁浦海关", "雁浦高新技术产业开发区管理委员会"


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("柳川公积金2022年接了多少电话", LGJ),
        ("柳川的公积金22年开过几次会", LGJ),
        ("公积金中心（柳川）2022年收到几件申请", LGJ),
        ("22年柳川城管真的一件申请都没有？", LCG),
        ("柳川发改那边2022年有几件申请", LFG),
        ("柳川的发改2022年公开多少条", LFG),
        ("柳岸教体2022年发了几条微信", JT),
        ("柳川的柳岸区教体局2022年发了几条微信", JT),
        ("2010年当面跑去雁浦海关咨询的有几次", CUSTOMS),
        ("打到雁浦海关的电话2010年有多少", CUSTOMS),
        ("柳川市民政局2022年送到县统计局的信息有几条", LMZ),
        ("柳岸区的青岭镇2022年收了几件申请", TOWN),
        ("柳岸那边的青岭镇2022年收了几件申请", TOWN),
        ("青岭镇（柳岸区）2022年收了几件申请", TOWN),
        ("青岭镇2022年收了几件申请？我说的是雁浦区的", OTHER_TOWN),
        ("给商务厅厅长写信的有几封？桐柳省的，2018年", SW),
        ("柳川市以前的安监局2022年收了几件申请", LYJ),
        ("柳川当年的安全生产监督管理局2022年收了几件申请", LYJ),
        ("柳川市旧安监局2022年收了几件申请", LYJ),
        ("柳川老安监局2022年收了几件申请", LYJ),
        ("柳川以前叫安监局的，2022年收了几件申请", LYJ),
        ("Qingling Town in Liu'an District: requests in 2022", TOWN),
        ("Shadun Town's requests in 2022", THIRD_TOWN),
        ("What did Liuchuan Urban Management publish in 2022?", LCG),
        ("Yanpu High-tech Zone 管委会2022年收了几件申请", ZONE),
    ],
)
def test_the_one_that_is_meant(names: Names, words: str, agency: str) -> None:
    found = names.resolve(words)
    assert found.agencies == (agency,)
    assert found.unknown is None


@pytest.mark.parametrize(
    ("words", "agencies"),
    [
        ("柳川和青枫两个市民政局2022年平均公开多少条", (LMZ, QMZ)),
        ("柳川、青枫两地民政局2022年公开量", (LMZ, QMZ)),
        ("柳川和青枫的民政局2022年谁公开得多", (LMZ, QMZ)),
        ("柳川城管和青枫城管2022年哪家办得多", (LCG, QCG)),
        ("柳川的城管局、民政局两家谁公开多", (LCG, LMZ)),
        ("柳川城管、发改2022年哪家许可多", (LCG, LFG)),
        ("柳川的发改委和青枫的2022年谁申请多", (LFG, QFG)),
        ("2022年柳岸的青岭镇还是沙墩镇公众号发得多", (TOWN, THIRD_TOWN)),
        ("2022年柳岸和雁浦两个区的青岭镇谁收得多", (TOWN, OTHER_TOWN)),
        ("2022年发得多的是柳川民政局还是雁浦高新区", (LMZ, ZONE)),
        ("Did the DRC in Liuchuan or the one in Qingfeng receive more in 2022?", (LFG, QFG)),
        ("Did Liuchuan's DRC or Qingfeng's receive more in 2022?", (LFG, QFG)),
    ],
)
def test_those_that_share_a_part(names: Names, words: str, agencies: tuple[str, ...]) -> None:
    assert names.resolve(words).agencies == agencies


@pytest.mark.parametrize(
    "words",
    [
        "柳川人社2022年收了几件申请",
        "柳川的税务局2022年收了几件申请",
        "柳川市以前的环保局2022年收了几件申请",
        "公积金中心（青枫）2022年收了几件申请",
        "商务厅2018年收了几件？柳川的",
        "How many requests did Liuchuan Market Regulation get in 2022?",
        "How many requests did the DRC in Yanpu get in 2022?",
    ],
)
def test_what_is_not_held_is_told(names: Names, words: str) -> None:
    found = names.resolve(words)
    assert not found.agencies
    assert found.unknown is not None


@pytest.mark.parametrize("words", ["柳川市城管工作经费2022年多少", "青枫市民政类信息2022年多少条"])
def test_a_matter_is_no_organ(names: Names, words: str) -> None:
    assert names.resolve(words).agencies == ()
