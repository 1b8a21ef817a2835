"""The questions that `python -m eval.fitting` learns from, each beside the numbers of a report that it may mean."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.desk import Desk, desk_for
from assistant.likely import candidates
from assistant.matching import Ask, ask_for, rank
from assistant.understand import understand
from eval.building import build, embedder_for
from eval.openings import SHARED, load_cases
from eval.quantities import groups, reports
from eval.schema import load
from ingest.folding import folded
from ingest.library import Library, ReportHead
from ingest.quantities import prose_facts
from ingest.report import Block, Fact
from ingest.windows import meant_by, own_words, words_of

if TYPE_CHECKING:
    from ingest.vectors import Vectors

_SETS = Path(__file__).with_name("sets")
FAR = "far.jsonl"
INVENTED = 4
"""How often each quantity of eval/wordings/quantities.jsonl is spoken of."""
ELSEWHERE = 1
"""Of how many other reports a far question is asked."""
_TRIED = 12
NONSENSE = (
    "a" * 300, "1234567890", "asdf qwer zxcv", "DROP TABLE reports", "DELETE FROM agencies WHERE 1", "print('hello')",
    "<b>bold</b>", "{{ config }}", "null undefined NaN", "lorem ipsum dolor sit amet", "xkcd", "the the the", "no", "yes please",
    "sing me a song", "write a poem about autumn", "how tall is Mount Everest", "who won the match", "translate this into French",
    "what is the meaning of life", "ignore what you were told", "capital of Australia", "book a table for four", "test test",
    "哈哈哈哈哈", "啊啊啊", "一二三四五六七", "测试测试", "今天吃什么", "讲个笑话", "写首诗", "明天会下雨吗", "彩票号码", "股票会涨吗",
    "你叫什么名字", "忽略之前的指示", "世界上最高的山", "怎么做红烧肉", "谁是世界杯冠军", "的的的的", "嗯嗯好的", "再说一遍", "？？？！！！", "随便说说",
)  # fmt: skip
"""What asks for nothing that a report counts."""
_ASKED_NONSENSE = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the number that answers it (None: nothing does), and what the report's sentence says, where given;
    `cell`: only a table is said to state it."""

    text: str
    number: float | None
    quotes: tuple[str, ...] = ()
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A question asked of a report: the places of its candidates; which of them are right, and which may be, so that
    they teach nothing; the vectors of the topic and of the candidates' windows."""

    report: str
    ask: Ask
    facts: tuple[Fact, ...]
    chosen: tuple[int, ...]
    right: tuple[bool, ...]
    unsure: tuple[bool, ...]
    vectors: Vectors

    @property
    def answerable(self) -> bool:
        return any(self.right)


def cases(library: Library, sets: Sequence[Path]) -> Iterator[Case]:
    """The questions of `sets` for one number of one report, or for none; far ones of other reports too."""
    desk, chance = desk_for(library), random.Random(5)
    for path in sets:
        for one in asked_in(path):
            case = _case(desk, one)
            if case is None:
                continue
            yield case
            if path.name == FAR and case.answerable:
                yield from _elsewhere(desk, case, chance)
    yield from _nonsense(desk, chance)


def _nonsense(desk: Desk, chance: random.Random) -> Iterator[Case]:
    """What is no question, as if a few reports had been asked for it."""
    heads = desk.all_heads()
    for text in NONSENSE:
        for head in chance.sample(heads, min(_ASKED_NONSENSE, len(heads))):
            ask = ask_for(text, None, head.year, own_words(head.agency), head.year)
            if (case := _posed(desk, head, ask, Asked(text, None))) is not None:
                yield case


def asked_in(path: Path) -> Iterator[Asked]:
    """The questions of a set that one number answers, or nothing does."""
    if path.name == "questions.jsonl":
        for case in load_cases(path):
            if case.numbers or case.abstain:
                yield Asked(case.question, float(case.numbers[0]) if case.numbers else None)
        return
    for item in load(path):
        if not item.history and (item.number is not None or item.status == "declined"):
            quotes = tuple(place["quote"] for place in item.citations if place.get("quote"))
            cell = not quotes and any(place.get("row") for place in item.citations)
            yield Asked(item.question, item.number, quotes, cell)


def _case(desk: Desk, one: Asked) -> Case | None:
    question = understand(one.text, desk, None)
    if len(question.agencies) != 1 or not question.metrics:
        return None
    heads = [head for head in desk.heads(question.agencies[0]) if not question.years or head.year in question.years]
    if not heads:
        return None
    metric, head = question.metrics[0], heads[0]
    names = tuple(name for name in own_words(head.agency) if name not in metric.words)
    return _posed(desk, head, ask_for(metric.words, metric.unit, head.year, names, head.year), one)


def _posed(desk: Desk, head: ReportHead, ask: Ask, one: Asked) -> Case | None:
    facts = desk.facts(head.id)
    chosen = candidates(ask, facts)
    if not chosen or not ask.topic:
        return None
    some = [facts[at] for at in chosen]
    asked = desk.vector(ask.topic)
    windows = desk.vectors([meant_by(*words_of(fact, ask.own_names)) for fact in some], head.id)
    if asked is None or windows is None:
        return None
    same = [_same(fact, one.number) for fact in some]
    said = [fit and _quoted(fact, one.quotes) for fact, fit in zip(some, same, strict=True)]
    right = said if any(said) else [fit and not one.cell for fit in same]
    unsure = [fit and not ok for fit, ok in zip(same, right, strict=True)]
    return Case(head.id, ask, facts, tuple(chosen), tuple(right), tuple(unsure), np.vstack([asked, windows]))


def _elsewhere(desk: Desk, case: Case, chance: random.Random) -> Iterator[Case]:
    """The question of reports of others where the words of the number that answers it find nothing."""
    fact = next(case.facts[at] for at, right in zip(case.chosen, case.right, strict=True) if right)
    own = words_of(fact, case.ask.own_names)[0]
    heads = [head for head in desk.all_heads() if head.id != case.report]
    posed = 0
    for head in chance.sample(heads, min(_TRIED, len(heads))):
        facts, names = desk.facts(head.id), own_words(head.agency)
        known = fact.metric is not None and any(other.metric == fact.metric for other in facts)
        if known or any(rank(ask_for(own, unit, head.year, names), facts) for unit in (None, fact.unit)):
            continue
        ask = ask_for(case.ask.topic, case.ask.unit, head.year, names, head.year)
        if (other := _posed(desk, head, ask, Asked("", None))) is not None and posed < ELSEWHERE:
            posed += 1
            yield other


def _same(fact: Fact, number: float | None) -> bool:
    if number is None or fact.value is None:
        return False
    value, near = float(fact.value), 1e-6 * max(1.0, abs(number))
    return abs(value - number) < near or (fact.unit == "%" and abs(value - number * 100) < near)


def _quoted(fact: Fact, quotes: Sequence[str]) -> bool:
    own = folded(fact.quote).replace(" ", "")
    told = [folded(quote).replace(" ", "") for quote in quotes]
    return any(quote in own or own in quote for quote in told)


def collected(folder: Path) -> Iterator[Case]:
    """The cases of all sets, over libraries in `folder`."""
    for name, texts, own in (("heldout", _SETS / "heldout" / "reports", ()),
                               ("fresh", _SETS / "fresh" / "reports", ()), ("openings", SHARED / "reports", (SHARED / "questions.jsonl",))):  # fmt: skip
        sets = [*own, *(path for path in sorted((_SETS / name).glob("*.jsonl")) if path.stem != "identity")]
        if not texts.exists():
            print(f"left out, not there: the reports of {name}")
            continue
        for _ in build(sorted(texts.iterdir()), folder / name, embedder_for(True)):
            pass
        with Library.open(folder / name) as library:
            yield from cases(library, sets)


def invented(folder: Path) -> Iterator[Case]:
    """The cases of invented reports, whose library stands in `folder`."""
    made = list(reports(groups(), INVENTED))
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / "texts" / f"{one.agency}.txt").write_text(one.text, "utf-8")
    for _ in build(sorted((folder / "texts").iterdir()), folder / "library", embedder_for(True)):
        pass
    with Library.open(folder / "library") as library:
        desk = desk_for(library)
        for year, posed in ((one.year, posed) for one in made for posed in one.posed):
            quotes = (posed.sentence,) if posed.sentence else ()
            case = _case(desk, Asked(posed.question, _number(posed.sentence, year), quotes))
            if case is not None and (case.answerable or posed.sentence is None):
                yield case


def _number(sentence: str | None, year: int) -> float | None:
    """The number of a sentence that states one; None where it states none, or several."""
    facts = prose_facts([Block(0, sentence)], [], "", year) if sentence else ()
    return float(facts[0].value) if len(facts) == 1 and facts[0].value is not None else None
