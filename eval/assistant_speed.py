"""How long answers take over a large library, in one process: `python -m eval.assistant_speed [--reports 10000]`.

The library is invented (real regions and organs, random figures) and built without reading files; with `--library` it is
kept and used again. Prints the median and the 95th percentile of each kind of question. The target: 50 ms for facts, 150 ms
for questions of words, the question's embedding included.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat import Conversation
from ingest.library import Library
from ingest.regions import by_pinyin, name_of, path_of
from ingest.report import Block, Fact, Identity, Passage, Place, Report, Section
from ingest.taxonomy import taxonomy

if TYPE_CHECKING:
    from ingest.embedding import Embedder
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
_WORDS = (
    ("problems", "公开内容与群众关切还有差距，个别科室报送信息不够及时，政策解读形式比较单一。"),
    ("problems", "下一步将完善制度，加强培训，把信息报送纳入年度考核，每季度通报一次，并增加图解和短视频。"),
    ("overview", "建立信息发布三级审核制度，凡未经审核的一律不予发布，并指定专人负责更新。"),
    ("overview", "公开栏设在一楼大厅，群众可以现场查阅，也可以扫描二维码查看办事指南。"),
    ("other", "本年度没有其他需要报告的事项。"),
)

FACTS = (
    "{agency}{year}年微信公众号发了多少篇",
    "{agency}{year}年新收申请多少件",
    "{agency}{year}年行政处罚多少件",
    "{agency}的不予公开有几件",
    "{year}年{agency}举办了几期培训班，多少人次参加",
    "{agency}{year}年粉丝有多少人",
    "{agency}{year}年本机关不掌握相关政府信息的几件",
    "How many Weibo posts did {agency} publish in {year}?",
    "{agency}{year}年行政复议总计几件",
    "{agency}{year}年有没有收到申请",
    "{agency}{year}年自然人申请占比是多少",
    "{agency}近三年行政许可的变化趋势",
    "比较{agency}和{other}{year}年新收申请",
    "{agency}{year}年聘请了多少名监督员",
)
FOLLOW_UPS = ("那微博呢", "{year}年呢", "其中商业企业有多少", "和去年比呢", "{other}呢")
MANY = (
    "{year}年行政处罚最多的前五个单位",
    "{year}年新收申请最少的单位",
    "{year}年不予公开最多的十个单位",
    "{year}年各单位行政许可合计多少件",
    "{year}年哪些单位有行政诉讼",
    "{year}年哪些单位行政强制超过990件",
    "{year}年微信公众号发布最多的单位",
    "{year}年各单位新收申请平均多少件",
)
TEXTS = (
    "{agency}{year}年存在哪些问题",
    "{agency}{year}年下一步打算是什么",
    "{agency}建立了什么审核制度",
    "{agency}{year}年公开栏设在哪里",
    "总结{agency}{year}年的年报",
    "怎样解决报送信息不够及时的问题",
    "What problems did {agency} report in {year}?",
    "哪里的公开栏可以扫描二维码",
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
    words = "".join(words for _, words in _WORDS)
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
        quote = noun.replace("□", f"{number}{unit}")
        start = len(text) + noun.index("□")
        place = Place(None, (), 1, start, start + len(f"{number}{unit}"))
        found.append(Fact(id, metric, Decimal(number), "number", "prose", quote, place, section, unit=unit, noun=noun))
        text += f"{quote}。"
    return text, found


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
            found.append(
                Fact(
                    id,
                    key,
                    Decimal(number),
                    "number",
                    "cell",
                    quote,
                    place,
                    section,
                    applicant,
                    "件",
                    row=label,
                    column=column,
                )
            )
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

    def made(report: Report) -> Vectors | None:
        if not vectors:
            return None
        found = chance.standard_normal((len(report.passages), DIMENSION)).astype(np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    with Library.open(folder) as library:
        for report in reports(count):
            library.add(report, made(report), "random" if vectors else None)
        library.index()


def times_of(
    turns: Callable[[random.Random], Sequence[str]], library: Library, embedder: Embedder | None, count: int, seed: int
) -> tuple[list[float], dict[str, int]]:
    """Seconds that the last turn of each conversation took, sorted, and how often it ended how."""
    chance = random.Random(seed)
    taken: list[float] = []
    ended: dict[str, int] = {}
    for _ in range(count):
        talk = Conversation(library, embedder=embedder)
        *before, last = turns(chance)
        for turn in before:
            talk.ask(turn)
        started = time.perf_counter()
        answer = talk.ask(last)
        taken.append(time.perf_counter() - started)
        ended[answer.status] = ended.get(answer.status, 0) + 1
    return sorted(taken), ended


def kinds(names: Sequence[str]) -> dict[str, Callable[[random.Random], Sequence[str]]]:
    """What is asked: a kind -> the turns of one conversation."""

    def filled(words: str, chance: random.Random) -> str:
        agency, other = chance.sample(names, 2)
        return words.format(agency=agency, other=other, year=chance.choice(YEARS))

    return {
        "facts": lambda chance: [filled(chance.choice(FACTS), chance)],
        "follow-ups": lambda chance: [
            filled(FACTS[chance.randrange(3)], chance),
            filled(chance.choice(FOLLOW_UPS), chance),
        ],
        "over many": lambda chance: [filled(chance.choice(MANY), chance)],
        "words": lambda chance: [filled(chance.choice(TEXTS), chance)],
    }


def line(kind: str, taken: Sequence[float], ended: dict[str, int]) -> str:
    """facts: p50 3 ms, p95 9 ms, most 12 ms (answered 198, declined 2)."""
    at = [taken[min(len(taken) - 1, int(len(taken) * share))] * 1000 for share in (0.5, 0.95, 1.0)]
    how = ", ".join(f"{name} {count}" for name, count in sorted(ended.items()))
    return f"{kind:11} p50 {at[0]:6.1f} ms, p95 {at[1]:6.1f} ms, most {at[2]:6.1f} ms ({how})"


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    with ExitStack() as stack:
        folder = options.library or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nianbao-")))
        started = time.perf_counter()
        if not (folder / "nianbao.db").exists():
            build(folder, options.reports, options.vectors)
        library = stack.enter_context(Library.open(folder, readonly=True))
        names = list(library.agencies())
        print(f"{len(library.reports())} reports of {len(names)} agencies ({time.perf_counter() - started:.0f} s)")
        embedder = _embedder() if options.vectors else None
        started = time.perf_counter()
        Conversation(library, embedder=embedder).ask(f"{names[0]}{YEARS[-1]}年存在哪些问题")
        print(f"first answer {time.perf_counter() - started:.2f} s")
        for kind, turns in kinds(names).items():
            if kind in options.kinds:
                print(line(kind, *times_of(turns, library, embedder, options.questions, options.seed)))
    return 0


def _embedder() -> Embedder:
    from ingest.embedding import Embedder

    return Embedder()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.assistant_speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=10_000, help="how many, where the library is built")
    parser.add_argument("--library", type=Path, help="folder of the library: built where it is not there, and kept")
    parser.add_argument("--questions", type=int, default=200, help="how many of each kind")
    parser.add_argument("--kinds", nargs="+", default=["facts", "follow-ups", "over many", "words"])
    parser.add_argument(
        "--vectors",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="random vectors, and the model's query vectors",
    )
    parser.add_argument("--seed", type=int, default=2)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
