"""Names among near-identical neighbours: random libraries, each agency named in many ways, held and not held."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from assistant.names import AgencyEntry, Names

# Invented places: one base may be a city and a county, and a district of several cities.
BASES = "岚阳 岚州 霁川 霁宁 蔚溪 棠原 皓陵 砚林".split()
ORGANS = {
    "科学技术局": ("科技局", "Science and Technology Bureau"),
    "教育局": ("教育局", "Education Bureau"),
    "医疗保障局": ("医保局", "Healthcare Security Bureau"),
    "人力资源和社会保障局": ("人社局", "Human Resources and Social Security Bureau"),
    "卫生健康委员会": ("卫健委", "Health Commission"),
    "人民政府": ("政府", "People's Government"),
}
UNITS = {"市": ("City", "Municipal"), "县": ("County", "County"), "区": ("District", "District")}
ZH = (
    "{}2021年微信发了多少篇",
    "有人向{}提出过申请吗",
    "关于{}：2021年新收申请几件？",
    "在{}，2021年举办了几次培训",
    "听说{}2021年被复议了，有几件？",
)
EN = (
    "How many posts did {} publish in 2021?",
    "{}: requests received in 2021",
    "Tell me about penalties by {} in 2021",
)


def capital(place: str) -> str:
    return "".join(lazy_pinyin(place)).capitalize()


def ways(place: str, organ: str, whole: str) -> list[tuple[str, tuple[str, ...]]]:
    """Ways to name the agency that leave nothing open, each with the frames it goes into."""
    short, english = ORGANS[organ]
    unit, adjective = UNITS[place[-1]]
    base, core, level = capital(place[:-1]), *english.rsplit(" ", 1)
    return [
        (whole, ZH),
        (place + organ, ZH),
        (place + short, ZH),
        (f"{place} {organ}", ZH),
        (f"{base} {unit} {english}", EN),
        (f"{base.lower()} {unit.lower()} {english.lower()}", EN),
        (f"{base} {adjective} {level} of {core}" if organ != "人民政府" else f"{english} of {base} {unit}", EN),
        (f"{level} of {core} of {base} {unit}" if organ != "人民政府" else f"{base} {unit} government", EN),
        ("".join(lazy_pinyin(place + short)), ZH),
        (" ".join(lazy_pinyin(place + short)), EN),
        (f"{place} {english}", EN),
    ]


@st.composite
def libraries(draw: st.DrawFn) -> list[tuple[AgencyEntry, str, str]]:
    """Agencies with their own place and organ; a district's city stands before it."""
    chance = random.Random(draw(st.integers(0, 10**6)))
    places = {
        (*above, base + unit)
        for base in chance.sample(BASES, 5)
        for unit in chance.sample("市县区", 2)
        for above in [(chance.choice(BASES) + "市",) if unit == "区" else ()]
    }
    made = {}
    for place in sorted(places):
        for organ in chance.sample(sorted(ORGANS), 3):
            entry = AgencyEntry("".join(place) + organ, ("云朔省", *place), (2020, 2021))
            made[entry.agency] = (entry, place[-1], organ)
    return list(made.values())


@settings(max_examples=40, deadline=None)
@given(made=libraries(), data=st.data())
def test_an_agency_is_found_by_every_name_and_never_taken_for_its_neighbour(
    made: list[tuple[AgencyEntry, str, str]], data: st.DataObject
) -> None:
    """Held: it, or, where districts of two cities bear one name, a choice. Not held: never another."""
    entry, place, organ = data.draw(st.sampled_from(made))
    with_it = Names([one for one, _, _ in made])
    without = Names([one for one, _, _ in made if one is not entry])
    alike = {one.agency for one, its, of in made if its == place and of == organ}
    for name, frames in ways(place, organ, entry.agency):
        question = data.draw(st.sampled_from(frames)).format(name)
        found = with_it.resolve(question)
        assert found.unknown is None, question
        assert found.agencies == (entry.agency,) or entry.agency in found.choices, question
        assert set(found.agencies) <= alike, question
        assert set(without.resolve(question).agencies) <= alike - {entry.agency}, question


HELD = Names(
    [
        AgencyEntry("吴忠市科学技术局", ("宁夏回族自治区", "吴忠市"), (2021,)),
        AgencyEntry("中卫市科学技术局", ("宁夏回族自治区", "中卫市"), (2019,)),
        AgencyEntry("中卫市人民政府", ("宁夏回族自治区", "中卫市"), (2019,)),
        AgencyEntry("同心县教育局", ("宁夏回族自治区", "吴忠市", "同心县"), (2021,)),
        AgencyEntry("同心县人民政府", ("宁夏回族自治区", "吴忠市", "同心县"), (2021,)),
        AgencyEntry("岚阳市教育局", ("云朔省", "岚阳市"), (2021,)),
        AgencyEntry("岚阳市卫生健康委员会", ("云朔省", "岚阳市"), (2021,)),
        AgencyEntry("岚阳市东河区人民政府", ("云朔省", "岚阳市", "东河区"), (2021,)),
        AgencyEntry("国家税务总局珠海市香洲区税务局", ("广东省", "珠海市", "香洲区"), (2021,)),
    ]
)


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("吴钟市科技局2021年发了多少篇", "吴忠市科学技术局"),
        ("吴忠市科技居2021年发了多少篇", "吴忠市科学技术局"),
        ("吴忠市科技2021年发了多少篇", "吴忠市科学技术局"),
        ("岚阳市卫生健康员会2021年发了多少篇", "岚阳市卫生健康委员会"),
        ("How many posts did the Wuzong Science and Technology Bureau publish?", "吴忠市科学技术局"),
    ],
)
def test_slips_are_read_and_said(question: str, agency: str) -> None:
    found = HELD.resolve(question)
    assert (found.agencies, found.unknown) == ((agency,), None)
    assert [key for key, _ in found.notes] == ["assistant.agency_slip"]


@pytest.mark.parametrize(
    ("question", "choice"), [("昊忠市科技局2021年", "吴忠市科学技术局"), ("岚扬市教育局2021年", "岚阳市教育局")]
)
def test_a_place_that_is_only_nearly_right_is_asked_back(question: str, choice: str) -> None:
    found = HELD.resolve(question)
    assert (found.agencies, found.choices) == ((), (choice,))


@pytest.mark.parametrize(
    "question",
    [
        "岚阳市教育类信息2021年公开多少条",
        "岚州市教育局2021年公开多少条",
        "岚宁司法局2021年公开多少条",
        "Springfield Education Bureau in 2021",
        "How many posts did the Lanzhou Education Bureau publish?",
        "Lanyang Water Bureau 2021",
        "岚阳市 Water Bureau in 2021",
        "lanyang jiaotongju 2021",
    ],
)
def test_what_only_looks_alike_is_no_answer(question: str) -> None:
    assert HELD.resolve(question).agencies == ()


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("the Xiangzhou District tax office in Zhuhai", ("国家税务总局珠海市香洲区税务局",)),
        ("Wúzhōng Science & Technology Bureau", ("吴忠市科学技术局",)),
        ("wu zhong ke ji ju 2021", ("吴忠市科学技术局",)),
        (
            "Compare the Wuzhong and Zhongwei Science and Technology Bureaus in 2021",
            ("吴忠市科学技术局", "中卫市科学技术局"),
        ),
        ("Education Bureau of 岚阳市 in 2021", ("岚阳市教育局",)),
    ],
)
def test_latin_letters(question: str, agencies: tuple[str, ...]) -> None:
    assert HELD.resolve(question).agencies == agencies


def test_a_place_alone_is_its_one_agency_and_several_are_asked_back() -> None:
    assert HELD.resolve("吴忠2021年新收申请多少件").agencies == ("吴忠市科学技术局",)
    assert HELD.resolve("中卫2019年新收申请多少件").agencies == ("中卫市人民政府",)
    assert set(HELD.resolve("岚阳2021年行政许可多少件").choices) == {"岚阳市教育局", "岚阳市卫生健康委员会"}


@pytest.mark.parametrize(
    ("question", "label", "agencies", "words"),
    [
        (
            "岚阳市各局2021年行政处罚排名",
            "岚阳市各局",
            {"岚阳市教育局", "岚阳市卫生健康委员会"},
            "各单位2021年行政处罚排名",
        ),
        ("哪些教育局2021年没有收到申请", "各教育局", {"同心县教育局", "岚阳市教育局"}, "哪些单位2021年没有收到申请"),
        ("岚阳市2021年各局行政处罚", "岚阳市各局", {"岚阳市教育局", "岚阳市卫生健康委员会"}, "2021年各单位行政处罚"),
        ("同心县的单位有哪些收到申请", "同心县的单位", {"同心县教育局", "同心县人民政府"}, "各单位有哪些收到申请"),
        ("各区政府2021年申请量", "各区政府", {"岚阳市东河区人民政府"}, "各单位2021年申请量"),
        ("宁夏各市科技局对比", "宁夏各市科技局", {"吴忠市科学技术局", "中卫市科学技术局"}, "各单位对比"),
        (
            "Which education bureaus received no requests?",
            "education bureaus",
            {"同心县教育局", "岚阳市教育局"},
            "Which agencies received no requests?",
        ),
        (
            "Rank all bureaus in Zhongwei by penalties",
            "bureaus in Zhongwei",
            {"中卫市科学技术局", "中卫市人民政府"},
            "Rank all agencies by penalties",
        ),
    ],
)
def test_groups(question: str, label: str, agencies: set[str], words: str) -> None:
    found = HELD.resolve(question)
    assert found.group is not None
    assert (found.group.label, set(found.group.agencies), found.words) == (label, agencies, words)
    assert (found.agencies, found.unknown) == ((), None)


def test_a_group_of_which_nothing_is_held_is_unknown() -> None:
    found = HELD.resolve("苏州市各局2021年行政处罚")
    assert (found.group, found.unknown) == (None, "苏州市")


@pytest.mark.parametrize(
    "question",
    [
        "各单位2021年行政处罚排名",
        "岚阳市教育局各科室的分工",
        "全市各部门",
        "各部门之间的信息共享",
        "岚阳市和同心县有哪些区别",
        "哪个市场主体投诉最多",
        "岚阳市教育局2021年对各县教育局培训几次",
    ],
)
def test_no_group(question: str) -> None:
    assert HELD.resolve(question).group is None
