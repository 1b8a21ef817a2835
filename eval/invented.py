"""A library of any size for measuring speed: real regions and organs, random figures, built without reading files.

Every report has its own wordings around its numbers, so that no cache of the assistant's holds them all, as in a library
of real reports.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.library import Library
from ingest.regions import by_pinyin, name_of, path_of
from ingest.report import Block, Fact, Identity, Passage, Place, Report, Section
from ingest.taxonomy import taxonomy
from ingest.windows import windows

if TYPE_CHECKING:
    from ingest.vectors import Vectors

YEARS = (2019, 2020, 2021, 2022, 2023)
ORGANS = (
    "科学技术局 教育局 民政局 财政局 司法局 审计局 统计局 商务局 水利局 交通运输局 应急管理局 自然资源局 住房和城乡建设局 "
    "人力资源和社会保障局 农业农村局 文化和旅游局 卫生健康委员会 市场监督管理局 医疗保障局 退役军人事务局 发展和改革委员会 人民政府"
).split()
DIMENSION = 384
_ITEMS = ("license", "penalty", "coercion")
_STATED: tuple[tuple[str | None, str, str], ...] = (
    # metric, words around the number, unit
    ("disclosed_total", "全年主动公开政府信息□", "条"),
    ("website", "门户网站发布信息□", "条"),
    ("wechat", "微信公众号推送□", "篇"),
    ("weibo", "新浪微博发布□", "条"),
    ("short_video", "抖音短视频发布□", "条"),
    ("followers", "公众号粉丝达□", "人"),
    ("interpretation", "发布政策解读□", "件"),
    ("press", "召开新闻发布会□", "场"),
    ("interviews", "开展在线访谈□", "期"),
    ("npc", "办理人大代表建议□", "件"),
    ("cppcc", "办理政协提案□", "件"),
    ("training", "举办培训班□", "期"),
    ("training_attendance", "参训□", "人次"),
    ("consultation", "接听群众咨询电话□", "次"),
    ("gazette", "出刊政府公报□", "期"),
    ("accounts", "保留政务新媒体账号□", "个"),
    ("info_fee", "收取信息处理费□", "元"),
    ("public_comment", "公开征集意见□", "条"),
    (None, "编制公开事项清单□", "份"),
    (None, "更新办事指南□", "项"),
    (None, "开展专项检查□", "次"),
    (None, "设立公开查阅点□", "个"),
    (None, "印发学习手册□", "册"),
    (None, "召开工作例会□", "次"),
    (None, "公示项目经费□", "批"),
    (None, "走访企业□", "家"),
    (None, "聘请社会监督员□", "名"),
    (None, "整改错误信息□", "条"),
    (None, "新增数据集□", "个"),
    (None, "受理热线工单□", "件"),
)
_CONCERNS = (
    "乡村振兴 营商环境 生态保护 稳岗就业 义务教育 食品安全 老旧小区改造 医疗保险 养老服务 安全生产 防汛抗旱 土地征收 财政预决算 政府采购 "
    "重大项目 市场监管 社会救助 税费优惠 科技创新 文化惠民 粮食安全 森林防火 道路交通 物业管理 供水供气 停车管理 房屋征收 公共卫生 社区治理 "
    "数字政府 招商引资 耕地保护 人才引进 退役军人安置 残疾人保障 知识产权 信用建设 行政审批 农民工工资 殡葬服务"
).split()
_VERBS = "围绕 聚焦 针对 结合 服务 突出".split()
_ENDINGS = ("", "工作", "重点任务", "等民生领域")
_WORDS = (
    ("problems", "{}公开内容与群众关切还有差距，个别科室报送信息不够及时，{}政策解读形式比较单一。"),
    ("problems", "下一步将完善制度，加强{}培训，把信息报送纳入年度考核，每季度通报一次，并增加{}图解和短视频。"),
    ("overview", "建立{}信息发布三级审核制度，凡未经审核的一律不予发布，并指定专人负责更新。"),
    ("overview", "公开栏设在一楼大厅，群众可以现场查阅，也可以扫描二维码查看{}办事指南。"),
    ("other", "本年度没有其他需要报告的事项。"),
)


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    region: tuple[str, ...]


def agencies(count: int, chance: random.Random) -> list[Agency]:
    """`count` different agencies of real cities and counties."""
    codes = sorted({code for listed in by_pinyin().values() for code in listed if len(code) in (4, 6)})
    places = [(path_of(code), "".join(path_of(code)[1:])) for code in codes if name_of(code)]
    every = [Agency(f"{place}{organ}", path) for path, place in places if place for organ in ORGANS]
    return chance.sample(every, count)


def reports(count: int, seed: int = 1) -> Iterator[Report]:
    """`count` invented reports: each agency's of all the years, so that there are trends."""
    chance = random.Random(seed)
    for agency in agencies(-(-count // len(YEARS)), chance):
        for year in YEARS[:count]:
            yield report_of(agency, year, chance)
            count -= 1
            if not count:
                return


def report_of(agency: Agency, year: int, chance: random.Random) -> Report:
    """A report of about 230 cells and sums and 30 quantities in prose, all facts standing in its blocks."""
    title = f"{agency.name}{year}年政府信息公开工作年度报告"
    id = sha256(title.encode()).hexdigest()[:16]
    sections = tuple(
        Section(kind, (title, head), 2, at, at + 1)
        for at, (kind, head) in enumerate(
            (("overview", "一、总体情况"), ("requests", "二、数据"), ("problems", "三、存在的主要问题及改进情况")),
            start=1,
        )
    )
    prose, stated = _prose(id, sections[0].path, chance)
    table, cells = _cells(id, sections[1].path, chance)
    words = "".join(words.format(*chance.sample(_CONCERNS, 2)) for _, words in _WORDS)
    blocks = (Block(0, title), Block(1, prose), Block(2, table), Block(3, words))
    passages = (
        *_passages(id, title, sections[0], prose, 1),
        *_passages(id, title, sections[1], table, 2),
        *_passages(id, title, sections[2], words, 3),
    )
    who = Identity(agency.name, year, title, agency.region, scope="own", template="T21" if year > 2020 else "T19")
    return Report(id, f"{id}.md", "markdown", who, blocks, sections, (*cells, *stated), passages)


def _prose(id: str, section: tuple[str, ...], chance: random.Random) -> tuple[str, list[Fact]]:
    text, found = "", list[Fact]()
    for metric, noun, unit in _STATED:
        number = chance.randint(1, 2000)
        before, own = _varied(noun, chance)
        quote = before + own.replace("□", f"{number}{unit}")
        start = len(text) + len(before) + own.index("□")
        place = Place(None, (), 1, start, start + len(f"{number}{unit}"))
        found.append(Fact(id, metric, Decimal(number), "number", "prose", quote, place, section, unit=unit, noun=own))
        text += f"{quote}。"
    return text, found


def _varied(noun: str, chance: random.Random) -> tuple[str, str]:
    """A number's window, one time in three with more words in it, and the clause before it, one time in three some."""
    concern = chance.choice(_VERBS) + chance.choice(_CONCERNS) + chance.choice(_ENDINGS)
    return chance.choice((("", noun), (f"{concern}，", noun), ("", f"{concern}{noun}")))


def _cells(id: str, section: tuple[str, ...], chance: random.Random) -> tuple[str, list[Fact]]:
    """The tables: rows of 处理决定, of requests by applicant, and of disputes."""
    applicants = [(one.key, one.label) for one in taxonomy().applicants]
    rows: list[tuple[str, list[tuple[str, str | None, str]]]] = []
    for table in taxonomy().tables:
        rows += [
            (row.label, [(f"{table.key}.{row.key}.decisions", None, "本年处理决定数量")])
            for row in table.rows
            if row.key in _ITEMS
        ]
    rows += [
        (row.label, [(row.key, *each) for each in applicants])
        for row in taxonomy().requests
        if row.templates != ("T19",)
    ]
    rows.append(
        (
            "行政复议、行政诉讼",
            [
                (f"{kind.key}.{outcome.key}", None, f"{kind.label} {outcome.label}")
                for kind in taxonomy().disputes
                for outcome in taxonomy().outcomes
            ],
        )
    )
    text, found = "", list[Fact]()
    for label, keys in rows:
        numbers = [chance.randint(0, 1000 if len(keys) == 1 else 60) for _ in keys]
        quote = f"{label} {' '.join(map(str, numbers))}"
        at = len(text) + len(label) + 1
        for (key, applicant, column), number in zip(keys, numbers, strict=True):
            place = Place(None, (), 2, at, at + len(str(number)))
            own = Fact(id, key, Decimal(number), "number", "cell", quote, place, section, applicant, "件")
            found.append(replace(own, row=label, column=column))
            at += len(str(number)) + 1
        text += f"{quote}\n"
    return text, [*found, *_sums(id, found)]


def _sums(id: str, cells: Sequence[Fact]) -> Iterator[Fact]:
    """What the template does not print, as ingest derives it."""
    by_key = {(fact.metric, fact.applicant): fact for fact in cells}
    for info in taxonomy().derived:
        for applicant in (None, *(one.key for one in taxonomy().applicants)):
            parts = [by_key[key, applicant] for key in info.of if (key, applicant) in by_key]
            if len(parts) == len(info.of):
                numbers = [part.value or Decimal(0) for part in parts]
                yield Fact(
                    id,
                    info.key,
                    sum(numbers, Decimal(0)),
                    "number",
                    "derived",
                    f"{' + '.join(map(str, numbers))} = {sum(numbers)}",
                    parts[0].place,
                    parts[0].section,
                    applicant,
                    "件",
                    row=info.label_zh,
                    column=parts[0].column,
                    operands=tuple(key if applicant is None else f"{key}@{applicant}" for key in info.of),
                )


def _passages(id: str, title: str, section: Section, text: str, block: int) -> Iterator[Passage]:
    for start in range(0, len(text), 400):
        piece = text[start : start + 400]
        yield Passage(
            id,
            section.path,
            section.kind,
            piece,
            f"{title} {section.path[-1]}\n{piece}",
            (Place(None, (), block, start, start + len(piece)),),
        )


def build(folder: Path, count: int, vectors: bool) -> None:
    """The invented library in `folder`, with random vectors of the default model's size or none."""
    import numpy as np

    chance = np.random.default_rng(1)

    def made(number: int) -> Vectors | None:
        if not vectors:
            return None
        found = chance.standard_normal((number, DIMENSION)).astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    with Library.open(folder) as library:
        for report in reports(count):
            model = "random" if vectors else None
            library.add(report, made(len(report.passages)), model, meanings=made(len(windows(report))))
        library.index()
