"""Who a report is by and about which year: made-up openings in the ways real ones begin, then the real ones."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ingest.folding import folded
from ingest.identity import identify, other_names
from ingest.report import Block, Document, Identity

ROOT = Path(__file__).resolve().parents[2]
OPENINGS = ROOT.parent / "shared" / "openings"


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(Block(index, line) for index, line in enumerate(line for line in text.split("\n") if line.strip()))


def identity(text: str, file_name: str = "report.txt", title: str | None = None) -> Identity:
    blocks = blocks_of(text)
    return identify(Document(blocks, "text", title=title), blocks, (), file_name)


TITLES = {
    "宜宾市教育局2022年政府信息公开工作年度报告": ("宜宾市教育局", 2022),
    "2020年度嘉兴市水利局政府信息公开年报": ("嘉兴市水利局", 2020),
    "绵阳市财政局政府信息公开工作2023年度报告": ("绵阳市财政局", 2023),
    "首页 > 信息公开 > 年报\n大理市民政局\n2019 年政府信息公开工作年度报告": ("大理市民政局", 2019),
    "赣州市审计局2021年度政府信息\n公开工作年度报告": ("赣州市审计局", 2021),
    "桐庐县2018年政府信息公开工作年度报告": ("桐庐县人民政府", 2018),
    "桐庐县政府2018年政府信息公开工作年度报告": ("桐庐县人民政府", 2018),
    "芝罘区向阳街道2022年政府信息公开工作年度报告": ("芝罘区向阳街道办事处", 2022),
    "宁波高新区2022年政府信息公开工作年度报告": ("宁波高新区管理委员会", 2022),
    "南昌市统计局关于2016年度政府信息公开年度报告的函": ("南昌市统计局", 2016),
    "(图解)2015年滁州市政府信息公开工作年度报告": ("滁州市人民政府", 2015),
    "泰州市人民政府(办公室)2017年政府信息公开工作年度报告": ("泰州市人民政府", 2017),
    "济南大学2019—2020学年信息公开工作年度报告": ("济南大学", 2020),
    "二〇二一年遂宁市林业局政府信息公开工作年度报告": ("遂宁市林业局", 2021),
    "標題：嘉義縣衛生局2021年政府信息公開工作年度報告": ("嘉义县卫生局", 2021),
    "濟(jì)寧市司法局2023年政府信息公開(kāi)工作年度報(bào)告": ("济宁市司法局", 2023),
    "财政部发布2014年政府信息公开工作年度报告": ("财政部", 2014),
    "国家税务总局随州市曾都区税务局2020年政府信息公开工作年度报告": ("国家税务总局随州市曾都区税务局", 2020),
    "云岭市科学技术局2021年政府信息公开工作年度报告": ("云岭市科学技术局", 2021),
}


@pytest.mark.parametrize(("text", "expected"), TITLES.items())
def test_the_title_says_it(text: str, expected: tuple[str, int]) -> None:
    found = identity(text + "\n一、总体情况\n有关工作照常开展。")
    assert (found.agency, found.year) == expected


UNLISTED = {
    "春城市翠岭区教育体育局2021年政府信息公开工作年度报告": ("春城市翠岭区教育体育局", ("春城市", "翠岭区")),
    "丹霞市2019年政府信息公开工作年度报告\n丹霞市人民政府办公室编制\n一、总体情况\n丹霞市人民政府办公室\n2020年3月30日": (
        "丹霞市人民政府",
        ("丹霞市",),
    ),
    "翠岭区民政局\n2021年政府信息公开工作\n年度报告\n本报告由春城市翠岭区民政局编制。": (
        "春城市翠岭区民政局",
        ("春城市", "翠岭区"),
    ),
    "清溪市住房和城乡建设局2021年政府信息公开工作年度报告": ("清溪市住房和城乡建设局", ("清溪市",)),
}


@pytest.mark.parametrize(("text", "expected"), UNLISTED.items())
def test_places_that_no_list_has(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert (identity(text).agency, identity(text).region) == expected


PREAMBLES = {
    "本报告由德阳市应急管理局编制，统计期限为2022年1月1日至2022年12月31日。": ("德阳市应急管理局", 2022),
    "现公布2020年清河县水务局政府信息公开工作年度报告，欢迎查阅。": ("清河县水务局", 2020),
    "根据规定，现将柳州市商务局2019年政府信息公开年度报告公布如下。": ("柳州市商务局", 2019),
    "统计期限自2021年1月1日至12月31日。请与乐山市医疗保障局办公室联系（电话：0833-0000000）。": (
        "乐山市医疗保障局",
        2021,
    ),
    "数据自2023 1 1 日至2023 12 31 日。请联系：三台县人民政府办公室。": ("三台县人民政府", 2023),
    "发布机构：阜阳市气象局\n统计期限自201711日起至20171231日。": ("阜阳市气象局", 2017),
    "统计时间为2015年9月1日至2016年8月31日，由江南大学校长办公室编制。": ("江南大学", 2016),
    "2024年，舟山市海洋与渔业局高度重视这项工作。": ("舟山市海洋与渔业局", 2024),
}


@pytest.mark.parametrize(("text", "expected"), PREAMBLES.items())
def test_the_preamble_says_it(text: str, expected: tuple[str, int]) -> None:
    found = identity(text + "\n一、总体情况")
    assert (found.agency, found.year) == expected


def test_the_signature_says_it() -> None:
    found = identity(
        "一、总体情况\n我镇2014年公开信息20条。\n二、问题\n2015年再改进。\n双河口镇人民政府\n2015年1月10日"
    )
    assert (found.agency, found.year, found.issued) == ("双河口镇人民政府", 2014, date(2015, 1, 10))


def test_the_file_name_is_the_last_source() -> None:
    bare = "一、总体情况\n我局公开信息20条。"
    for name in ("吴忠市科技局2021年报.pdf", "吴忠市科技局2021年政府信息公开年报.pdf", "2021_吴忠市科技局.html"):
        found = identity(bare, name)
        assert (found.agency, found.year) == ("吴忠市科技局", 2021)
    assert identity(bare, "content_2022_1.html") == Identity(None, None)
    assert identity("宜宾市教育局2022年政府信息公开工作年度报告", "吴忠市科技局2021年报.pdf").agency == "宜宾市教育局"


def test_what_is_not_said_is_not_known() -> None:
    assert identity("一、总体情况\n我局认真落实各项要求。") == Identity(None, None)


def test_the_title_and_the_period_win_over_the_prose() -> None:
    text = "衢州市民政局2018年政府信息公开工作年度报告\n现编制2019年度报告，期限为2018年1月1日至12月31日。\n2020年以来，2020年继续，2020年收官。"
    assert identity(text).year == 2018


def test_a_notice_that_is_cited_is_not_the_report() -> None:
    text = "根据《湖北省教育厅关于做好2019年高校信息公开年度报告工作的通知》，由湖北工程学院编制，期限为2017年9月1日至2018年8月31日。"
    found = identity(text)
    assert (found.agency, found.year) == ("湖北工程学院", 2018)


def test_the_fullest_wording_is_the_name() -> None:
    text = "区民政局2022年政府信息公开工作年度报告\n发布机构：民政局\n请与遂宁市船山区民政局联系。"
    assert identity(text).agency == "遂宁市船山区民政局"


def test_a_place_the_text_proves_completes_a_bare_name() -> None:
    text = "统计局2021年政府信息公开工作年度报告\n通过县政府门户网站公开。\n在桐庐县人民政府网公布。"
    assert identity(text).agency == "桐庐县统计局"


@pytest.mark.parametrize(
    "text",
    [
        "县商务局2018年政府信息公开工作年度报告\n有关信息见局内公告栏和县招商网。",
        "市政府办公室2015年度政府信息公开工作年度报告\n遵照省里和白城市政府的布置写成。",
        "教育局2024年政府信息公开工作年度报告\n我局在市政府网站发布信息。",
    ],
)
def test_a_place_that_is_only_near_completes_nothing(text: str) -> None:
    assert identity(text).agency == text.split("20")[0]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("南山区应急管理局2024年政府信息公开工作年度报告\n地址：深圳市南山区某路1号。", ("广东省", "深圳市", "南山区")),
        ("南山区应急管理局2024年政府信息公开工作年度报告", ("南山区",)),
        (
            "大兴乡人民政府2023年政府信息公开工作年度报告\n耿马电视台也播出过。",
            ("云南省", "临沧市", "耿马傣族佤族自治县", "大兴乡"),
        ),
        ("水利部2009年政府信息公开工作年度报告\n地址：北京市西城区。", ()),
        ("苏州工业园区管理委员会2023年政府信息公开工作年度报告", ("江苏省", "苏州市")),
    ],
)
def test_region(text: str, region: tuple[str, ...]) -> None:
    assert identity(text).region == region


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("海关总署（本级机关）2020年政府信息公开工作年度报告", "own"),
        ("桐庐县人民政府2020年政府信息公开工作年度报告", "aggregate"),
        ("桐庐县人民政府办公室2020年政府信息公开工作年度报告", "own"),
        ("施甸县太平镇人民政府2020年政府信息公开工作年度报告", "own"),
        ("桐庐县民政局2020年政府信息公开工作年度报告", "unknown"),
    ],
)
def test_scope(title: str, scope: str) -> None:
    assert identity(title).scope == scope


@pytest.mark.parametrize(
    ("columns", "year", "template"),
    [
        ("信息内容 | 本年新 制作数量 | 本年新 公开数量 | 对外公开总数量", 2023, "T19"),
        ("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数", 2021, "T21"),
        ("统计指标\n主动公开政府信息数 | 条 | 20", 2017, "T0"),
        ("", 2016, "T0"),
        ("", 2022, None),
    ],
)
def test_template(columns: str, year: int, template: str | None) -> None:
    assert identity(f"桐庐县民政局{year}年政府信息公开工作年度报告\n{columns}").template == template


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ("发布日期：2022-01-12 15:12:36", date(2022, 1, 12)),
        ("统计时间为2021年1月1日至12月31日", None),
        ("成文日期 | 2022年2月30日", None),
        ("发布时间：2019-03-01", None),
        ("一、总体情况\n桐庐县民政局\n2022年1月20日", date(2022, 1, 20)),
    ],
)
def test_issue_date(lines: str, issued: date | None) -> None:
    assert identity(f"桐庐县民政局2021年政府信息公开工作年度报告\n{lines}").issued == issued


def test_a_title_outside_the_text() -> None:
    found = identity("一、总体情况\n我局公开信息。", title="2021年政府信息公开工作年度报告_桐庐县民政局")
    assert found.year == 2021
    found = identity(
        "一、总体情况\n我局公开信息。", title="桐庐县民政局2021年政府信息公开工作年度报告_年报_桐庐县人民政府"
    )
    assert (found.agency, found.year) == ("桐庐县民政局", 2021)


def test_a_title_below_a_long_navigation() -> None:
    navigation = "\n".join(f"栏目{number}" for number in range(90))
    found = identity(f"{navigation}\n桐庐县民政局2021年政府信息公开工作年度报告\n一、总体情况")
    assert (found.agency, found.year) == ("桐庐县民政局", 2021)


def test_other_names() -> None:
    text = "重庆市公安局2016年政府信息公开工作年度报告\n“平安重庆”官方微博发布信息，“学习强国”微信不计。"
    assert other_names(blocks_of(text), identity(text)) == ("平安重庆",)
    text = "贵阳市人民政府（市人民政府办公厅）2021年政府信息公开工作年度报告"
    assert other_names(blocks_of(text), identity(text)) == ("贵阳市人民政府办公厅",)


def opening_cases() -> list[dict[str, object]]:
    path = OPENINGS / "identity.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []


def same(found: str | None, expected: str) -> bool:
    """The agency as expected; where the report gives only a bare name, the fuller one ends in it."""
    plain = folded(expected)
    return found is not None and (found == plain or found.endswith(plain))


@pytest.mark.skipif(not opening_cases(), reason="the openings are not beside this checkout (../shared/openings)")
@pytest.mark.parametrize("case", opening_cases(), ids=lambda case: str(case["page"]))
def test_real_openings(case: dict[str, object]) -> None:
    found = identity((OPENINGS / "reports" / f"{case['page']}.txt").read_text("utf-8"))
    assert same(found.agency, str(case["agency"]))
    assert found.year == case["year"]


@pytest.mark.parametrize(
    ("name", "agency", "year", "template"),
    [("wuzhong-kjj-2021", "吴忠市科学技术局", 2021, "T21"), ("zhongwei-kjj-2019", "中卫市科学技术局", 2019, "T19")],
)
def test_real_reports(real_reports: Path, name: str, agency: str, year: int, template: str) -> None:
    found = identity((real_reports / f"{name}.txt").read_text("utf-8"))
    assert (found.agency, found.year, found.template) == (agency, year, template)
    assert found.region[0] == "宁夏回族自治区"
