"""A question's words -> agencies: made-up libraries, then the real openings with their questions."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from assistant.names import AgencyEntry, Names, Resolution
from ingest.identity import identify, other_names
from ingest.report import Block, Document
from ingest.strings import say

ROOT = Path(__file__).resolve().parents[2]
OPENINGS = ROOT.parent / "shared" / "openings"

HELD = (
    AgencyEntry("吴忠市科学技术局", ("宁夏回族自治区", "吴忠市"), (2021,)),
    AgencyEntry("中卫市科学技术局", ("宁夏回族自治区", "中卫市"), (2019,)),
    AgencyEntry("淮安市洪泽区人民政府", ("江苏省", "淮安市", "洪泽区"), (2023,)),
    AgencyEntry("岳阳市发展和改革委员会", ("湖南省", "岳阳市"), (2019,)),
    AgencyEntry("国家卫生健康委", (), (2024,)),
    AgencyEntry("水利部", (), (2009,)),
    AgencyEntry("上海市普陀区人民政府", ("上海市", "普陀区"), (2017,)),
    AgencyEntry("大东坝镇人民政府", ("浙江省", "丽水市", "松阳县", "大东坝镇"), (2021,)),
    AgencyEntry("张家湾镇人民政府", ("陕西省", "延安市", "富县", "张家湾镇"), (2021,)),
    AgencyEntry("太平镇人民政府", ("太平镇",), (2022,)),
    AgencyEntry("张店区公园街道办事处", ("山东省", "淄博市", "张店区", "公园街道"), (2018,)),
    AgencyEntry("长江路街道办事处", ("山东省", "青岛市", "黄岛区", "长江路街道"), (2018,)),
    AgencyEntry("西咸新区底张街道办事处", ("陕西省", "咸阳市", "渭城区", "底张街道"), (2023,)),
    AgencyEntry("南山区应急管理局", ("南山区",), (2024,)),
    AgencyEntry("硚口区民政局", ("湖北省", "武汉市", "硚口区"), (2023,)),
    AgencyEntry("统计局", ("宁夏回族自治区", "吴忠市", "同心县"), (2021,)),
    AgencyEntry("教育局", (), (2024,)),
    AgencyEntry("市政府办公室", ("吉林省",), (2015,)),
    AgencyEntry("重庆市公安局", ("重庆市",), (2016,), ("平安重庆",)),
    AgencyEntry("深圳市公安局交通警察局", ("广东省", "深圳市"), (2013,)),
    AgencyEntry("临沂高新区党政办公室", ("山东省", "临沂市"), (2023,)),
    AgencyEntry("重庆高新技术产业开发区管理委员会办公室", ("重庆市",), (2023,)),
    AgencyEntry("平利县人民政府", ("陕西省", "安康市", "平利县"), (2024,)),
    AgencyEntry("桐庐县人民政府", ("浙江省", "杭州市", "桐庐县"), (2024,)),
    AgencyEntry("桐庐县人民政府办公室", ("浙江省", "杭州市", "桐庐县"), (2024,)),
    AgencyEntry("乌鲁木齐市人民政府", ("新疆维吾尔自治区", "乌鲁木齐市"), (2024,)),
    AgencyEntry("贵阳市人民政府", ("贵州省", "贵阳市"), (2021,), ("贵阳市人民政府办公厅",)),
    AgencyEntry("黄石市环境保护局", ("湖北省", "黄石市"), (2015,)),
    AgencyEntry("广州市市场监督管理局", ("广东省", "广州市"), (2021,)),
    AgencyEntry("长春市朝阳区教育局", ("吉林省", "长春市", "朝阳区"), (2021,)),
    AgencyEntry("北京市朝阳区教育局", ("北京市", "朝阳区"), (2021,)),
    AgencyEntry("国家税务总局珠海市香洲区税务局", ("广东省", "珠海市", "香洲区"), (2021,)),
    AgencyEntry("重庆工商大学", ("重庆市",), (2023,)),
    AgencyEntry("云岭市科学技术局", (), (2021,)),
    AgencyEntry("云岭市民政局", (), (2021,)),
    AgencyEntry("青岚县鹭原镇人民政府", ("青岚县鹭原镇",), (2019,)),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(HELD)


ONE = {
    "吴忠科技局2021年微信发了多少篇": "吴忠市科学技术局",
    "How many WeChat posts did 吴忠科技局 publish in 2021": "吴忠市科学技术局",
    "请问宁夏吴忠市科技局的微信公众号2021年发了多少篇": "吴忠市科学技术局",
    "吴忠市2021年科技局微信发布多少条": "吴忠市科学技术局",
    "吳忠市科學技術局2021年發布多少條": "吴忠市科学技术局",
    "吴忠市科枝局2021年发布多少条": "吴忠市科学技术局",
    "岳阳发改委2019年信息公开年报的咨询电话": "岳阳市发展和改革委员会",
    "洪泽区2023年行政处罚多少件": "淮安市洪泽区人民政府",
    "洪泽2023年行政处罚多少件": "淮安市洪泽区人民政府",
    "2024年国家卫健委收到的申请里信函提交的有几件": "国家卫生健康委",
    "截止2009年底水利部累计公开多少条": "水利部",
    "松阳县大东坝镇2021年发文多少件": "大东坝镇人民政府",
    "富县张家湾镇2021年在县政府网发布多少条": "张家湾镇人民政府",
    "太平镇2022年公开多少条": "太平镇人民政府",
    "淄博张店公园街道办事处2018年年报电话": "张店区公园街道办事处",
    "青岛西海岸长江路街道2018年年报的传真": "长江路街道办事处",
    "底张街道办2023年收到过申请吗": "西咸新区底张街道办事处",
    "深圳南山应急局2024年发布多少条": "南山区应急管理局",
    "武汉硚口区民政局2023年年报电话": "硚口区民政局",
    "同心县统计局2021年公开多少条": "统计局",
    "统计局2021年公开多少条": "统计局",
    "市政府办公室2015年公开多少条": "市政府办公室",
    "“平安重庆”官方微博2016年发布信息几条": "重庆市公安局",
    "重庆市公安局2016年在市政府门户网站更新多少条": "重庆市公安局",
    "深圳交警局2013年公开多少条": "深圳市公安局交通警察局",
    "临沂高新区2023年发布多少篇": "临沂高新区党政办公室",
    "重庆高新区管委会办公室2023年政策解读几项": "重庆高新技术产业开发区管理委员会办公室",
    "平利县2024年公开多少条": "平利县人民政府",
    "安康平利县政府2024年公开多少条": "平利县人民政府",
    "桐庐县2024年公开多少条": "桐庐县人民政府",
    "桐庐县主动公开乡村振兴信息多少条": "桐庐县人民政府",
    "桐庐县2024年城乡居民医保信息多少条": "桐庐县人民政府",
    "桐庐县政府办2024年公开多少条": "桐庐县人民政府办公室",
    "How many WeChat posts did 乌鲁木齐政府网 push in 2024?": "乌鲁木齐市人民政府",
    "贵阳市政府办公厅2021年年报电话": "贵阳市人民政府",
    "黄石市生态环境局2015年公开多少条": "黄石市环境保护局",
    "广州市场监管局2021年公开多少条": "广州市市场监督管理局",
    "长春朝阳教育局2021年公开多少条": "长春市朝阳区教育局",
    "香洲区税务局2021年公开多少条": "国家税务总局珠海市香洲区税务局",
    "重庆工商大学党政办公室的电子邮箱": "重庆工商大学",
    "云岭科技局2021年发布多少条": "云岭市科学技术局",
    "云岭2021年民政局发布多少条": "云岭市民政局",
    "青岚县鹭原镇2019年发布多少条": "青岚县鹭原镇人民政府",
    "鹭原镇2019年发布多少条": "青岚县鹭原镇人民政府",
    "青岚鹭原镇政府2019年发布多少条": "青岚县鹭原镇人民政府",
    "How many posts did the Yunling Science and Technology Bureau publish in 2021?": "云岭市科学技术局",
    "How many posts did the Wuzhong Science and Technology Bureau publish in 2021?": "吴忠市科学技术局",
    "How many posts did the Bureau of Science and Technology of Zhongwei publish?": "中卫市科学技术局",
    "How many penalties did Hongze District impose in 2023?": "淮安市洪泽区人民政府",
    "What did the Ministry of Water Resources disclose in 2009?": "水利部",
    "wuzhong kejiju 2021": "吴忠市科学技术局",
}


@pytest.mark.parametrize(("question", "agency"), ONE.items())
def test_one_agency(names: Names, question: str, agency: str) -> None:
    found = names.resolve(question)
    assert (found.agencies, found.unknown, found.choices) == ((agency,), None, ())


NOT_HELD = {
    "固原科技局2021年微信发了多少篇": "固原科技局",
    "淄博市张店区科学技术局2021年主动发布多少条": "淄博市张店区科学技术局",
    "成都市公安局2021年微博发布信息多少条": "成都市公安局",
    "苏州市自然资源和规划局2022年公开多少条": "苏州市自然资源和规划局",
    "青岛市教育局2020年召开了几次新闻发布会": "青岛市教育局",
    "平桥区发改委2019年行政许可处理决定数量": "平桥区发改委",
    "官洲街道办事处2023年组织了几次培训": "官洲街道办事处",
    "浦东新区2020年信息公开年报的联系电话": "浦东新区",
    "上海市2017年公开多少件": "上海市",
    "What is the phone number in the 2024 report of 铜川市应急管理局?": "铜川市应急管理局",
    "吴忠市公安局2021年公开多少条": "吴忠市公安局",
    "深圳市公安局2013年公开多少条": "深圳市公安局",
    "重庆市公安局交警总队2016年公开多少条": "重庆市公安局交警总队",
    "平利县人民政府办公室2024年公开多少条": "平利县人民政府办公室",
    "临沂市2023年公开多少条": "临沂市",
    "白城市政府办公室2015年公开多少条": "白城市政府办公室",
    "贵阳市卫健委2021年公开多少条": "贵阳市卫健委",
    "湖南省发改委2019年公开多少条": "湖南省发改委",
    "教育部2024年公开多少条": "教育部",
    "北京大学2023年公开多少条": "北京大学",
    "云岭市教育局2021年公开多少条": "云岭市教育局",
    "施甸县太平镇2022年公开多少条": "施甸县太平镇",
    "平利县无此名镇2024年公开多少条": "平利县无此名镇",
    "青岚县无此名乡2024年公开多少条": "青岚县无此名乡",
    "“平安北京”官方微博2016年发布几条": "平安北京",
    "How many posts did the Guyuan Science and Technology Bureau publish?": "Guyuan Science and Technology Bureau",
}


@pytest.mark.parametrize(("question", "words"), NOT_HELD.items())
def test_never_the_wrong_agency(names: Names, question: str, words: str) -> None:
    found = names.resolve(question)
    assert (found.agencies, found.unknown) == ((), words)


@pytest.mark.parametrize(
    "question",
    [
        "2021年受理申请最多的前五个单位",
        "不予公开的理由有哪些，各多少件？",
        "各单位反映的共性问题是什么",
        "哪些报告的申请表勾稽不平？",
        "自然人申请占比是多少？",
        "2021年废止了几件行政规范性文件？",
        "人民法院2020年审理了几件行政诉讼",
        "局长年薪多少？",
        "向社会公开的行政处罚信息有多少条",
        "政府网站发布了多少条",
        "全市2021年主动公开多少条",
        "What was the 2018 effective-regulation count?",
        "",
    ],
)
def test_no_agency_is_named(names: Names, question: str) -> None:
    assert names.resolve(question) == Resolution()


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("吴忠市科技局和中卫市科技局2021年哪家发得多", ("吴忠市科学技术局", "中卫市科学技术局")),
        ("吴忠和中卫科技局2021年谁发得多", ("吴忠市科学技术局", "中卫市科学技术局")),
        ("吴忠科技局2021年比中卫科技局2019年多发了几条", ("吴忠市科学技术局", "中卫市科学技术局")),
        ("比较平利县与乌鲁木齐市2024年的申请", ("平利县人民政府", "乌鲁木齐市人民政府")),
        ("云岭市科技局和民政局2021年的微信", ("云岭市科学技术局", "云岭市民政局")),
    ],
)
def test_several_agencies_in_order(names: Names, question: str, agencies: tuple[str, ...]) -> None:
    assert names.resolve(question).agencies == agencies


def test_one_held_and_one_not(names: Names) -> None:
    found = names.resolve("吴忠市科技局和固原市科技局2021年哪家发得多")
    assert (found.agencies, found.unknown) == (("吴忠市科学技术局",), "固原市科技局")


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("朝阳区教育局2021年公开多少条", {"长春市朝阳区教育局", "北京市朝阳区教育局"}),
        ("科技局2021年公开多少条", {"吴忠市科学技术局", "中卫市科学技术局", "云岭市科学技术局"}),
    ],
)
def test_words_that_do_not_decide(names: Names, question: str, choices: set[str]) -> None:
    found = names.resolve(question)
    assert (found.agencies, found.unknown, set(found.choices)) == ((), None, choices)


@pytest.mark.parametrize("place", ["岚州", "岚县", "岚区"])
def test_a_short_place_that_nobody_knows_is_still_one(names: Names, place: str) -> None:
    found = names.resolve(f"给我{place}科技局2021年的咨询答复数")
    assert (found.agencies, found.unknown) == ((), f"{place}科技局")


def test_what_is_not_held_comes_with_the_nearest(names: Names) -> None:
    assert names.resolve("吴忠市公安局2021年公开多少条").choices == ("吴忠市科学技术局",)
    assert "中卫市科学技术局" in names.resolve("固原市科技局2021年公开多少条").choices


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("黄石市生态环境局2015年公开多少条", "assistant.agency_former"),
        ("同心县统计局2021年公开多少条", "assistant.agency_region"),
        ("吴忠市科枝局2021年发布多少条", "assistant.agency_slip"),
        ("临沂高新区2023年发布多少篇", "assistant.agency_office"),
        ("环境保护局2015年公开多少条", "assistant.agency_only"),
    ],
)
def test_what_was_assumed_is_said(names: Names, question: str, key: str) -> None:
    ((found, values),) = names.resolve(question).notes
    assert found == key
    assert str(values["agency"]) in say(key, "zh", **values)
    assert str(values["agency"]) in say(key, "en", **values)


def test_spans_are_those_of_the_question_as_typed(names: Names) -> None:
    question = "请问 吳忠市 科學技術局 2021年發布多少條"
    ((start, end),) = names.resolve(question).spans
    assert question[start:end] == "吳忠市 科學技術局"


def test_an_exact_name_wins_over_longer_ones() -> None:
    two = Names([AgencyEntry("水务局"), AgencyEntry("渭南市水务局", ("陕西省", "渭南市"))])
    assert two.resolve("水务局2020年公开多少条").agencies == ("水务局",)
    assert two.resolve("渭南市水务局2014年公开多少条").agencies == ("渭南市水务局",)


RENAMED = (
    AgencyEntry("吴忠市科技局", ("宁夏回族自治区", "吴忠市"), (2019, 2020)),
    AgencyEntry("吴忠市科学技术局", ("宁夏回族自治区", "吴忠市"), (2021,)),
    AgencyEntry("吴忠市环境保护局", ("宁夏回族自治区", "吴忠市"), (2015,)),
    AgencyEntry("吴忠市生态环境局", ("宁夏回族自治区", "吴忠市"), (2021,)),
)


@pytest.mark.parametrize(
    ("question", "agencies", "notes"),
    [
        ("吴忠市科技局2021年发布多少条", ("吴忠市科学技术局",), 0),
        ("吴忠市科学技术局2020年发布多少条", ("吴忠市科技局",), 0),
        ("吴忠科技局2019至2021年的变化", ("吴忠市科技局", "吴忠市科学技术局"), 0),
        ("吴忠市生态环境局2015年发布多少条", ("吴忠市环境保护局",), 1),
        ("吴忠市生态环境局2021年发布多少条", ("吴忠市生态环境局",), 0),
        ("吴忠市科学技术局2008年发布多少条", ("吴忠市科学技术局",), 0),
    ],
)
def test_one_body_under_several_names(question: str, agencies: tuple[str, ...], notes: int) -> None:
    found = Names(RENAMED).resolve(question)
    assert (found.agencies, found.unknown, len(found.notes)) == (agencies, None, notes)


def test_an_account_beside_its_user_is_no_second_agency() -> None:
    names = Names([*HELD, AgencyEntry("岳阳市公安局", ("湖南省", "岳阳市"), (2016,))])
    assert names.resolve("岳阳市公安局“平安重庆”微博2016年发布几条").agencies == ("岳阳市公安局",)


def test_an_empty_library_knows_what_is_asked_for() -> None:
    assert Names([]).resolve("吴忠市科技局2021年公开多少条").unknown == "吴忠市科技局"


def test_many_agencies_are_quick() -> None:
    counties = [f"云岭{index}市" for index in "甲乙丙丁"] + [
        chr(code) + "岭市" for code in range(0x4E10, 0x4E10 + 2000)
    ]
    many = [
        AgencyEntry(county + organ)
        for county in counties
        for organ in ("民政局", "教育局", "公安局", "科学技术局", "人民政府")
    ]
    start = time.perf_counter()
    names = Names(many)
    built = time.perf_counter() - start
    names.resolve("科技局2021年")
    start = time.perf_counter()
    found = names.resolve("云岭甲市科技局2021年公开多少条")
    assert found.agencies == ("云岭甲市科学技术局",)
    assert built < 5  # half a second by itself; generous for a busy machine
    assert time.perf_counter() - start < 0.5


# --- the real openings ------------------------------------------------------------------------------------------------


@cache
def opening_entries() -> dict[str, AgencyEntry]:
    """Page -> what the report there is by; each agency once with all its years."""
    entries: dict[str, AgencyEntry] = {}
    for path in sorted((OPENINGS / "reports").glob("*.txt")):
        lines = (line for line in path.read_text("utf-8").split("\n") if line.strip())
        blocks = tuple(Block(index, line) for index, line in enumerate(lines))
        found = identify(Document(blocks, "text"), blocks, (), path.name)
        assert found.agency is not None
        assert found.year is not None
        entries[path.stem] = AgencyEntry(found.agency, found.region, (found.year,), other_names(blocks, found))
    return entries


def questions(wanted: Callable[[dict[str, str]], bool]) -> Iterable[dict[str, str]]:
    path = OPENINGS / "questions.jsonl"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return [record for record in map(json.loads, lines) if wanted(record)]


here = pytest.mark.skipif(
    not OPENINGS.is_dir(), reason="the openings are not beside this checkout (../shared/openings)"
)


@here
def test_the_questions_of_the_openings() -> None:
    entries = opening_entries()
    names = Names(entries.values())
    asked = [
        (record["question"], entries[record["page"]].agency) for record in questions(lambda record: "page" in record)
    ]
    wrong = [(question, agency) for question, agency in asked if names.resolve(question).agencies != (agency,)]
    assert len(asked) > 200
    assert wrong == []


@here
def test_the_same_questions_where_the_agency_is_not_held() -> None:
    entries = opening_entries()
    for record in questions(lambda record: record["id"].endswith("-1")):
        agency = entries[record["page"]].agency
        found = Names(entry for entry in entries.values() if entry.agency != agency).resolve(record["question"])
        assert found.agencies == (), record["question"]


@here
def test_agencies_that_no_opening_is_by() -> None:
    names = Names(opening_entries().values())
    known = {entry.agency for entry in opening_entries().values()}
    for record in questions(lambda record: "page" not in record):
        found = names.resolve(record["question"])
        assert found.unknown is not None or set(found.agencies) <= known
        assert not (found.unknown and found.agencies), record["question"]
