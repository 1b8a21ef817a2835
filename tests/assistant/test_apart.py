"""Names whose region is said apart, and names said in a roundabout way."""

from __future__ import annotations

import pytest

from assistant.names import AgencyEntry, Names

XY, YP, ZL = "溪源市", "雁浦县", "竹岭县"
DH, LA = "北岭市东河区人民政府", "溪源市柳岸区人民政府"
TOWNS = (f"{YP}青岭镇人民政府", f"{ZL}青岭镇人民政府")
FINANCE = (f"{XY}柳岸区财政局", "北岭市东河区财政局")


@pytest.fixture(scope="module")
def names() -> Names:
    held = [
        AgencyEntry(DH, ("北岭市", "东河区"), (2021,)),
        AgencyEntry(LA, (XY, "柳岸区"), (2021,)),
        AgencyEntry(f"{XY}人民政府", (XY,), (2021,)),
        AgencyEntry(f"{XY}住房和城乡建设局", (XY,), (2021,)),
        AgencyEntry("溪源经济技术开发区管理委员会", (XY,), (2021,)),
        *(AgencyEntry(name, (name[:3], "青岭镇"), (2021,)) for name in TOWNS),
        AgencyEntry(FINANCE[0], (XY, "柳岸区"), (2021,)),
        AgencyEntry(FINANCE[1], ("北岭市", "东河区"), (2021,)),
    ]
    return Names(held)


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("青岭镇（雁浦）2021年公开多少条", TOWNS[0]),
        ("青岭镇2021年公开了多少？（竹岭县）", TOWNS[1]),
        ("Qingling Town (Yanpu), 2021: items disclosed", TOWNS[0]),
        ("How many items did Qingling Town, Zhuling County disclose in 2021?", TOWNS[1]),
        ("Donghe District government (北岭), 2021 requests", DH),
        ("财政局（东河区）2021年新收", FINANCE[1]),
        ("在溪源市，柳岸区财政局2021年新收多少", FINANCE[0]),
        ("Finance bureau of Liuan District, Xiyuan: new requests 2021", FINANCE[0]),
    ],
)
def test_the_region_says_which(names: Names, question: str, agency: str) -> None:
    assert names.resolve(question).agencies == (agency,)


@pytest.mark.parametrize("question", ["青岭镇（桐柳）2021年公开多少条"])
def test_another_region_is_not_overlooked(names: Names, question: str) -> None:
    assert names.resolve(question).agencies == ()


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("有两个青岭镇，一个在雁浦，一个在竹岭，谁公开得多", set(TOWNS)),
        ("There are two Qingling Towns, one in Yanpu and the other in Zhuling. Which disclosed more?", set(TOWNS)),
        ("People in Liuan asked a lot. How many requests did the district's finance bureau get in 2021?", {FINANCE[0]}),
        ("In Xiyuan, how many requests did its housing bureau get?", {f"{XY}住房和城乡建设局"}),
        ("溪源的经开区2021年公开多少", {"溪源经济技术开发区管理委员会"}),
        ("柳岸那个区的财政局2021年新收多少", {FINANCE[0]}),
        ("青岭镇党政办（雁浦）的电话", {TOWNS[0]}),
    ],
)
def test_a_roundabout_name(names: Names, question: str, agencies: set[str]) -> None:
    assert set(names.resolve(question).agencies) == agencies


def test_levels_of_bureaus_in_english(names: Names) -> None:
    group = names.resolve("Which district finance bureau received the most requests in 2021?").group
    assert group is not None
    assert set(group.agencies) == set(FINANCE)
