"""Invented reports that state some of a group of quantities near to one another, and the questions asked of them.

`eval/wordings/quantities.jsonl` holds the groups, one a line: sister quantities (posts, reads, followers of one account)
that reports state in sentences of their own and people ask for in many words. A report that states two of a group is
asked for them, which must be told apart, and for the others, which it does not state.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

QUANTITIES = Path(__file__).with_name("wordings") / "quantities.jsonl"
_IN_ONE = 12
"""Groups of which one report speaks."""
_STATED = (1, 2, 2, 3, 3, 4)
_ABSENT = 2
"""How many of a group that are not stated are asked for."""
_ORGANS = "教育局 水利局 民政局 财政局 统计局 审计局 司法局 商务局 林业局 农业农村局 交通运输局 应急管理局".split()
_SURNAMES, _ENDINGS = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜", "州阳陵川泉安宁江源城平山海林"
_HEADINGS = (
    "一、总体情况",
    "（一）主动公开情况",
    "（二）依申请公开情况",
    "（三）平台建设",
    "（四）监督保障",
    "二、存在的问题",
)
_YEARS = 2015, 2025
_EDGES = "。；;，, "


@dataclass(frozen=True, slots=True)
class Quantity:
    """Sentences that state it, each with one number, and the ways in which it is asked for."""

    says: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, and the sentence that answers it; None: nothing does."""

    question: str
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Invented:
    """A report's text, whose it is, and what it is asked."""

    agency: str
    year: int
    text: str
    posed: tuple[Posed, ...]


def groups(path: Path = QUANTITIES) -> list[list[Quantity]]:
    """The quantities, those near to one another together."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [[Quantity(*(tuple(one[part]) for part in ("says", "zh", "en"))) for one in line["items"]] for line in lines]


def reports(some: Sequence[Sequence[Quantity]], rounds: int, seed: int = 11) -> Iterator[Invented]:
    """Reports that speak of each group once in every round."""
    chance, names = random.Random(seed), set[str]()
    for turn in range(rounds):
        order = chance.sample(list(some), len(some))
        for at in range(0, len(order), _IN_ONE):
            yield _report(order[at : at + _IN_ONE], turn, _name(chance, names), chance)


def _name(chance: random.Random, names: set[str]) -> str:
    while (name := f"{chance.choice(_SURNAMES)}{chance.choice(_ENDINGS)}市{chance.choice(_ORGANS)}") in names:
        pass
    names.add(name)
    return name


def _report(some: Sequence[Sequence[Quantity]], turn: int, agency: str, chance: random.Random) -> Invented:
    year = chance.randint(*_YEARS)
    paragraphs, posed = [], []
    for group in some:
        order = chance.sample(list(group), len(group))
        count = min(len(order) - 1, chance.choice(_STATED))
        sentences = [one.says[turn % len(one.says)].strip(_EDGES) for one in order[:count]]
        paragraphs.append("。".join(sentences) + "。")
        for one, sentence in zip(order[:count], sentences, strict=True):
            posed += [Posed(ask, sentence) for ask in (*chance.sample(one.zh, 2), chance.choice(one.en))]
        for one in order[count : count + _ABSENT]:
            posed += [Posed(ask, None) for ask in (chance.choice(one.zh), chance.choice(one.en))]
    chance.shuffle(paragraphs)
    lines = [f"{agency}{year}年政府信息公开工作年度报告"]
    for at, paragraph in enumerate(paragraphs):
        lines += [_HEADINGS[at // 2 % len(_HEADINGS)]] * (at % 2 == 0) + [paragraph]
    asked = [Posed(_whole(agency, year, one.question), one.sentence) for one in posed]
    return Invented(agency, year, "\n".join(lines) + "\n", tuple(dict.fromkeys(asked)))


def _whole(agency: str, year: int, ask: str) -> str:
    return f"{agency} {year}: {ask}" if ask.isascii() else f"{agency}{year}年{ask}"
