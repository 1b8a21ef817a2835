"""How long answers take over a large library, in one process: `python -m eval.assistant_speed [--reports 10000]`.

The library is invented (see eval.invented); with `--library` it is kept and used again. Prints, for each kind of question,
the median and the 95th percentile of the processor's time and of the time that passed: on a machine that does other work
the first is the one to compare. The target: 50 ms for facts, 150 ms for questions of words, their embedding included.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chat import Conversation
from assistant.desk import settle
from eval.invented import ORGANS, YEARS, build
from ingest.library import Library

if TYPE_CHECKING:
    from ingest.embedding import Embedder

FACTS: Mapping[str, tuple[str, ...]] = {
    "cell": (
        "{agency}{year}年新收申请多少件",
        "{agency}{year}年行政处罚多少件",
        "{agency}的不予公开有几件",
        "{agency}{year}年本机关不掌握相关政府信息的几件",
        "{agency}{year}年行政复议总计几件",
        "How many applications did {agency} receive in {year}?",
    ),
    "quantity": (
        "{agency}{year}年微信公众号发了多少篇",
        "{agency}{year}年粉丝有多少人",
        "{agency}{year}年聘请了多少名监督员",
        "{agency}{year}年走访了几家企业",
        "{agency}{year}年举办了几期培训班，多少人次参加",
        "How many Weibo posts did {agency} publish in {year}?",
    ),
    "paraphrase": (
        "{agency}{year}年请了几位市民来监督",
        "{agency}{year}年一线电话响了多少次",
        "{agency}{year}年登门拜访过几个公司",
        "{agency}{year}年编了几本教材给干部看",
    ),
    "yes or no": (
        "{agency}{year}年有没有收到申请",
        "{agency}{year}年被提起过行政诉讼吗",
        "{agency}{year}年开过新闻发布会吗",
    ),
    "share": (
        "{agency}{year}年自然人申请占比是多少",
        "{agency}{year}年的公开率是多少",
        "{agency}{year}年行政复议纠错率",
    ),
    "compare": (
        "比较{agency}和{other}{year}年新收申请",
        "{agency}{year}年新收申请和上一年比变化多少",
        "{agency}和{other}{year}年微信公众号谁发得多",
    ),
    "trend": ("{agency}近三年行政许可的变化趋势", "{agency}历年微信公众号发布数"),
    "follow-up": (
        "{agency}{year}年微信公众号发了多少篇 / 那微博呢",
        "{agency}{year}年新收申请多少件 / 其中商业企业有多少",
        "{agency}{year}年新收申请多少件 / {other}呢",
        "{agency}新收申请多少件 / {year}年呢",
        "{agency}{year}年新收申请多少件 / 和去年比呢",
    ),
    "not held": (
        "{place}气象台{year}年新收申请多少件",
        "{agency}2009年新收申请多少件",
        "{agency}{year}年开了几次家长会",
        "{agency}{year}年局长的工资是多少",
        "“平安{place}”微博{year}年发了多少条",
    ),
    "which": ("{organ}{year}年新收申请多少件", "{place}{year}年新收申请多少件"),
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "section": (
        "{agency}{year}年存在哪些问题",
        "{agency}{year}年下一步打算是什么",
        "What problems did {agency} report in {year}?",
    ),
    "sentence": (
        "{agency}建立了什么审核制度",
        "{agency}{year}年公开栏设在哪里",
        "{agency}{year}年如何保证信息发布及时",
    ),
    "summary": ("总结{agency}{year}年的年报",),
    "of all": (
        "怎样解决报送信息不够及时的问题",
        "哪里的公开栏可以扫描二维码",
        "哪个单位把信息报送纳入年度考核",
        "谁在做物业管理方面的政策解读",
    ),
}
MANY: Mapping[str, tuple[str, ...]] = {
    "rank": (
        "{year}年行政处罚最多的前五个单位",
        "{year}年新收申请最少的单位",
        "{year}年不予公开最多的十个单位",
        "{year}年微信公众号发布最多的单位",
        "Which agency received the most applications in {year}?",
    ),
    "total": (
        "{year}年各单位行政许可合计多少件",
        "{year}年各单位新收申请平均多少件",
        "{year}年一共有多少个单位新收申请为零",
    ),
    "list": ("{year}年哪些单位有行政诉讼", "{year}年哪些单位行政强制超过990件", "{year}年哪些单位没有收到申请"),
    "open quantity": (
        "{year}年走访企业最多的单位",
        "{year}年聘请监督员超过1900名的单位",
        "{year}年各单位整改错误信息合计多少条",
    ),
    "trend of all": ("各单位新收申请历年变化趋势", "近三年全部单位微信公众号发布数的变化"),
    "group": (
        "{place}各局{year}年新收申请多少件",
        "各市{organ}{year}年新收申请排名",
        "{year}年各{organ}微信公众号合计发了多少篇",
    ),
    "in common": ("{year}年各单位存在的共性问题", "{year}年{organ}普遍反映哪些问题"),
    "check": ("{agency}{year}年的数据有没有矛盾", "{year}年哪些年报的数据有矛盾"),
    "catalogue": ("库里有哪些报告", "{agency}有哪几年的年报", "哪些{organ}有{year}年的年报"),
}
TARGETS: Mapping[str, tuple[Mapping[str, tuple[str, ...]], int | None]] = {
    "facts": (FACTS, 50),
    "words": (WORDS, 150),
    "over many": (MANY, None),
}
"""Groups of kinds, and the milliseconds that 95 of 100 answers of the group may take."""

Turns = Callable[[random.Random], Sequence[str]]


@dataclass(slots=True)
class Taken:
    """Seconds of the last turns of conversations: the processor's, and those that passed; how often they ended how."""

    processor: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)

    def add(self, other: Taken) -> None:
        self.processor += other.processor
        self.passed += other.passed
        self.ended += other.ended


def times_of(turns: Turns, library: Library, embedder: Embedder | None, count: int, seed: int) -> Taken:
    """What the last turn of each of `count` conversations took."""
    chance = random.Random(seed)
    taken = Taken()
    for _ in range(count):
        talk = Conversation(library, embedder=embedder)
        *before, last = turns(chance)
        for turn in before:
            talk.ask(turn)
        processor, passed = time.process_time(), time.perf_counter()
        answer = talk.ask(last)
        taken.processor.append(time.process_time() - processor)
        taken.passed.append(time.perf_counter() - passed)
        taken.ended[answer.status] += 1
    return taken


def filled(templates: Sequence[str], names: Sequence[str]) -> Turns:
    """The turns of one conversation: one of the templates, with agencies and a year of the library."""

    def turns(chance: random.Random) -> Sequence[str]:
        agency, other = chance.sample(names, 2)
        organ = next((each for each in ORGANS if agency.endswith(each)), ORGANS[0])
        words = chance.choice(templates).format(
            agency=agency, other=other, year=chance.choice(YEARS), organ=organ, place=agency.removesuffix(organ)
        )
        return words.split(" / ")

    return turns


def line(kind: str, taken: Taken, target: int | None = None) -> str:
    """cell: processor p50 3 p95 9 ms, passed p50 4 p95 12 most 40 ms (answered 198, declined 2)."""
    how = ", ".join(f"{name} {count}" for name, count in sorted(taken.ended.items()))
    spent = " ".join(f"p{share} {_at(taken.processor, share):6.1f}" for share in (50, 95))
    passed = " ".join(f"p{share} {_at(taken.passed, share):6.1f}" for share in (50, 95))
    aim = f", target p95 {target} ms" if target else ""
    return f"{kind:14} processor {spent} ms, passed {passed} most {_at(taken.passed, 100):6.1f} ms ({how}){aim}"


def _at(seconds: Sequence[float], share: int) -> float:
    """The milliseconds that `share` percent do not exceed."""
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    with ExitStack() as stack:
        folder = options.library or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nianbao-")))
        if not (folder / "nianbao.db").exists():
            build(folder, options.reports, options.vectors)
        library = stack.enter_context(Library.open(folder, readonly=True))
        names = list(library.agencies())
        embedder = _embedder() if options.vectors else None
        first = (
            f"{names[0]}{YEARS[-1]}年新收申请多少件",
            f"{names[0]}{YEARS[-1]}年存在哪些问题",
            f"How many applications did {names[0]} receive in {YEARS[-1]}?",
        )
        for text in first:
            taken = times_of(lambda _, text=text: [text], library, embedder, 1, 0)  # type: ignore[misc]
            print(f"{'first answer':14} processor {taken.processor[0]:.2f} s, passed {taken.passed[0]:.2f} s: {text}")
        for templates in (
            *FACTS.values(),
            *WORDS.values(),
        ):  # weights and word lists, as the server reads them at its start
            times_of(filled(templates[:1], names), library, embedder, 1, options.seed + 1)
        settle()
        for group, (kinds, target) in TARGETS.items():
            every = Taken()
            for kind, templates in kinds.items():
                if not options.kinds or {group, kind} & set(options.kinds):
                    taken = times_of(filled(templates, names), library, embedder, options.questions, options.seed)
                    print(line(kind, taken), flush=True)
                    every.add(taken)
            if every.passed:
                print(line(group.upper(), every, target), flush=True)
        print(f"{len(library.reports())} reports of {len(names)} agencies, {_memory()} MB of memory, {_machine()}")
    return 0


def _memory() -> int:
    import resource  # which Windows has not

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _machine() -> str:
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _embedder() -> Embedder:
    from ingest.embedding import Embedder

    return Embedder()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.assistant_speed", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--reports", type=int, default=10_000, help="how many, where the library is built")
    parser.add_argument("--library", type=Path, help="folder of the library: built where it is not there, and kept")
    parser.add_argument("--questions", type=int, default=60, help="how many of each kind")
    parser.add_argument("--kinds", nargs="+", help="only these kinds or groups")
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
