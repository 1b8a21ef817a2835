"""Agencies named together, in all sorts of forms and joints: none is lost, none is taken for another."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from assistant.names import AgencyEntry, Names

FORMS: dict[str, tuple[str, ...]] = {
    "溪源市统计局": ("溪源市统计局", "溪源统计局", "Xiyuan Statistics Bureau", "xiyuantongjiju"),
    "溪源市住房公积金管理中心": ("溪源公积金中心", "溪源市公积金", "Xiyuan Housing Provident Fund Center"),
    "雁浦县审计局": ("雁浦县审计局", "雁浦审计局", "Yanpu County's audit bureau"),
    "桐柳省财政厅": ("桐柳省财政厅", "桐柳财政厅", "Tongliu Department of Finance"),
    "白沙乡人民政府": ("白沙乡", "白沙乡政府", "Baisha Township", "baishaxiang"),
    "国家体育总局": ("体育总局", "国家体育总局", "General Administration of Sport"),
    "国家税务总局溪源市税务局": ("溪源市税务局", "溪源税务局", "Xiyuan's tax bureau"),
    "北岭大学": ("北岭大学", "Beiling University"),
    "雁浦海关": ("雁浦海关", "Yanpu Customs"),
}
REGIONS = {
    "溪源市统计局": ("溪源市",),
    "溪源市住房公积金管理中心": ("溪源市",),
    "国家税务总局溪源市税务局": ("溪源市",),
    "雁浦县审计局": ("雁浦县",),
    "桐柳省财政厅": ("桐柳省",),
    "白沙乡人民政府": ("白沙乡",),
}
HELD = (
    *(AgencyEntry(name, REGIONS.get(name, ()), (2021,)) for name in FORMS),
    AgencyEntry("溪源市人民政府", ("溪源市",), (2021,)),
    AgencyEntry("雁浦县人民政府", ("雁浦县",), (2021,)),
    AgencyEntry("雁浦县青岭镇人民政府", ("雁浦县", "青岭镇"), (2021,)),
    AgencyEntry("竹岭县青岭镇人民政府", ("竹岭县", "青岭镇"), (2021,)),
    AgencyEntry("竹岭县医疗保障局", ("竹岭县",), (2021,)),
    AgencyEntry("竹岭县农业农村局", ("竹岭县",), (2021,)),
    AgencyEntry("北岭市司法局", ("北岭市",), (2021,)),
    AgencyEntry("北岭市东河区教育体育局", ("北岭市", "东河区"), (2021,)),
    AgencyEntry("临沂高新区党政办公室", ("山东省", "临沂市"), (2021,)),
    AgencyEntry("溪源高新技术产业开发区管理委员会办公室", (), (2021,)),
)
XY, YP, TL, ZL = "溪源市", "雁浦县", "桐柳省", "竹岭县"
TOWNS = (f"{YP}青岭镇人民政府", f"{ZL}青岭镇人民政府")
ZH = (
    "{}和{}2021年谁收的申请多",
    "2021年{}、{}各公开了多少条",
    "把{}跟{}按收到申请的多少排个队",
    "{}2021年比{}多收了多少件申请",
    "2021年{}收到多少件申请？{}呢",
    "{}2021年公开多少条，{}同年公开多少条",
    "与{}相比，{}2021年收的申请多多少",
    "{}2021年收的申请有没有{}多",
    "{}的2021年申请数是{}的几倍",
    "从{}到{}，2021年各收多少申请",
    "是{}还是{}2021年收的申请多",
    "{}对比{}，2021年谁的网站发得多",
    "{} {} 2021年谁的申请多",
)
EN = (
    "Which received more requests in 2021: {} or {}?",
    "Weibo output in 2021: {} against the {}",
    "How many more requests did {} receive than {} in 2021?",
    "{}: requests in 2021, compared with {}",
    "Compared with {}, how many more posts did {} put out in 2021?",
    "How many WeChat posts did {} make in 2021? And {}?",
    "Is {} ahead of {} on website posts in 2021?",
    "2021 requests, {} & {}",
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


def _han(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _lost(names: Names, frames: tuple[str, ...], han: bool) -> list[str]:
    """The questions over pairs of agencies that name others than those two."""
    lost: list[str] = []
    for at, (one, other) in enumerate(permutations(FORMS, 2)):
        pairs = [(a, b) for a in FORMS[one] for b in FORMS[other] if _han(a) == _han(b) == han]
        for step, frame in enumerate(frames):
            a, b = pairs[(at + step) % len(pairs)]
            question = frame.format(a, b)
            if set(names.resolve(question).agencies) != {one, other}:
                lost.append(question)
    return lost


def test_pairs_in_chinese(names: Names) -> None:
    lost = _lost(names, ZH, han=True)
    assert lost == [], len(lost)


def test_pairs_in_english_and_pinyin(names: Names) -> None:
    lost = _lost(names, EN, han=False)
    assert lost == [], len(lost)


def test_three_at_once(names: Names) -> None:
    for at, three in enumerate(combinations(FORMS, 3)):
        zh = [[form for form in FORMS[name] if _han(form)] for name in three]
        en = [[form for form in FORMS[name] if not _han(form)] for name in three]
        a, b, c = (forms[at % len(forms)] for forms in zh)
        assert set(names.resolve(f"{a}、{b}和{c}，2021年谁的申请多").agencies) == set(three), (a, b, c)
        a, b, c = (forms[at % len(forms)] for forms in en)
        assert set(names.resolve(f"Rank {a}, {b} and {c} by requests, 2021").agencies) == set(three), (a, b, c)


def test_one_in_each_script(names: Names) -> None:
    for one, other in permutations(FORMS, 2):
        zh = next(form for form in FORMS[one] if _han(form))
        en = next(form for form in FORMS[other] if not _han(form))
        assert set(names.resolve(f"Compare {zh} and {en} on requests in 2021").agencies) == {one, other}, (zh, en)


RANKED = [
    ("溪源市税务局和省财政厅2021年谁收的申请多", ("国家税务总局溪源市税务局", f"{TL}财政厅")),
    ("省财政厅2021年收的申请比溪源税务局多几件", (f"{TL}财政厅", "国家税务总局溪源市税务局")),
    ("桐柳省财政厅、县审计局2021年各收几件", (f"{TL}财政厅", f"{YP}审计局")),
    ("北岭市东河区教体局和市司法局2021年谁收的申请多", ("北岭市东河区教育体育局", "北岭市司法局")),
    ("雁浦县审计局2020年和县农业农村局2021年的申请数", (f"{YP}审计局",)),  # 雁浦's own, which is not held
]


@pytest.mark.parametrize(("question", "agencies"), RANKED)
def test_an_organ_with_its_rank(names: Names, question: str, agencies: tuple[str, ...]) -> None:
    found = names.resolve(question)
    assert found.agencies == agencies
    assert (found.unknown is None) == (len(agencies) == 2)


TOLD = [
    ("雁浦和竹岭各有一个青岭镇，2021年谁发得多", TOWNS),
    ("雁浦、竹岭都有青岭镇，2021年谁发得多", TOWNS),
    ("两家审计局不算，溪源市、溪源市统计局2021年谁的申请多", (f"{XY}人民政府", f"{XY}统计局")),
    (
        "临沂高新区和溪源高新区管委会办公室2021年谁的申请多",
        ("临沂高新区党政办公室", "溪源高新技术产业开发区管理委员会办公室"),
    ),
    ("云川市科技局转给县审计局的2021年申请有几件", ()),
    ("竹岭县医保明白纸2021年发出去多少张", (f"{ZL}医疗保障局",)),
    ("雁浦县改名前的审计局2021年收到几件", (f"{YP}审计局",)),
    ("Requests 2021, Xiyuan (溪源) bureau of statistics", (f"{XY}统计局",)),
    ("requests filed with the Yanpu audit bureau (雁浦县) in 2021", (f"{YP}审计局",)),
    ("How many requests did Xiyuan City (溪源市人民政府) get in 2021?", (f"{XY}人民政府",)),
    ("We're an NGO looking at townships: posts 白沙乡 put out in 2021?", ("白沙乡人民政府",)),
    ("the provincial Department of Finance's government website 2021", (f"{TL}财政厅",)),
    ("Sports administration 2021: press conferences", ("国家体育总局",)),
    ("2021年Audit Office of Yanpu County收到几件申请", (f"{YP}审计局",)),
    ("requests of 雁浦县 in 溪源市, or 白沙乡, 2021", ("雁浦县人民政府", "白沙乡人民政府")),
    ("两家税务局，溪源的和雁浦的，2021年谁的申请多", ("国家税务总局溪源市税务局",)),
    ("People told the Baisha Township government and Xiyuan planning agency, 2021", ("白沙乡人民政府",)),
    ("溪源市统计局2021年转给省财政厅的申请有几件", (f"{XY}统计局",)),
    ("雁浦县审计局2021年向市财政局报送了几份年报", (f"{YP}审计局",)),
    ("溪源市统计局2021年公开的教育、卫生信息有几条", (f"{XY}统计局",)),
    ("Where are the offices of the Yanpu audit bureau?", (f"{YP}审计局",)),
]


@pytest.mark.parametrize(("question", "agencies"), TOLD)
def test_what_words_around_a_name_say(names: Names, question: str, agencies: tuple[str, ...]) -> None:
    found = names.resolve(question)
    assert found.agencies == agencies
    assert found.group is None


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("雁浦县下面有哪些单位的报告可以查", 4),
        ("溪源市下面有哪几家的年报能查", 5),
        ("溪源市属的单位里有哪几家的年报能查", 5),
        ("竹岭县底下都有哪些单位的年报", 3),
    ],
)
def test_all_that_lie_in_a_place(names: Names, question: str, count: int) -> None:
    group = names.resolve(question).group
    assert group is not None
    assert len(group.agencies) == count


def test_the_number_of_places_meant_is_part_of_the_name(names: Names) -> None:
    question = "把2021年两个青岭镇和桐柳省财政厅排个队"
    found = names.resolve(question)
    assert found.agencies == (*TOWNS, f"{TL}财政厅")
    assert [question[start:end] for start, end in found.spans] == ["两个青岭镇", "桐柳省财政厅"]


def test_a_field_that_several_agencies_share_is_asked_back(names: Names) -> None:
    assert names.resolve("竹岭县2021年收到几件").choices
    assert names.resolve("竹岭县医保工作经费2021年多少").agencies == ()
