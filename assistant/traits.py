"""What speaks for each stated number as the answer to a question: shared words and meaning, words that stand for one another,
unit, year, place in a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from math import log

import numpy as np

from assistant.likeness import Like
from assistant.matching import (
    Ask,
    Said,
    channels_same,
    excess_of,
    rank,
    recall_of,
    said_of,
    specific,
    turns_agree,
    unit_fit,
    unmatched,
    weights_of,
    year_fit,
)
from assistant.metrics import unknown_words
from assistant.translation import Told, Translation, learnt
from ingest.report import Fact
from ingest.tokens import tokens
from ingest.windows import words_of

Traits = dict[str, float]

_KINDS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(words, re.IGNORECASE), frozenset(units.split()))
    for words, units in (
        (
            r"钱|费|花[了掉费]|元|经费|资金|金额|损失|\b(?:money|yuan|spen[td]|cost|fees?|amount|funds?|budget|pa(?:id|y))\b",
            "元 万元 亿元",
        ),
        (
            r"人手|[几多]少?[个名位]?人|人次|人员|[几多]少?[名位]|谁|\b(?:people|persons?|staff|members?|followers|subscribers|viewers|visitors|users|who|attend\w*|employees)\b",
            "人 名 人次 位 户",
        ),
        (
            r"[几多]少?[次回场期趟轮遍届]|\b(?:times|sessions?|often|meetings?|conferences?|events?|courses?|briefings|talks)\b",
            "次 场 期 场次 轮 批 期次 回 班次",
        ),
        (r"百分|几成|比例|比重|占比|率|%|\b(?:per ?cent|percentage|share|rate|proportion)\b", "% 倍 个百分点"),
        (
            r"[几多]少?(?:[条篇份件项则部本张册封起]|个(?!人))|\b(?:items|pieces|posts|notices|copies|documents|letters|requests|videos|articles|messages)\b",
            "条 件 篇 份 项 个 则 部 组 幅 宗 起 例 封 条次 件次 篇次 本 册 张 段 批 期",
        ),
        (
            r"[几多]少?(?:家|个?单位|个?企业|户)|\b(?:organi[sz]ations|companies|firms|enterprises|units|agencies|bodies|outlets|households)\b",
            "家 户 个 家次",
        ),
        (r"[几多]少?大?[种类]|\b(?:kinds|types|sorts|categories)\b", "种 类 大类"),
    )
)
"""How people ask for money, persons, occasions, shares and pieces, and the units that count these."""
_HAN = re.compile("[\u4e00-\u9fff]")
_LIGHT = frozenset("的了有多少几个是在和与及年各一共其中为条件篇次上下里出来到给")
_BEFORE = 40
_TIE = 0.01
_COMPARED = tuple(
    "recall pairs near precision characters context meaning answers told covered told_wide covered_wide".split()
)
"""Traits that also count by how far they lead the best of the other numbers, or trail it."""


def traits_of(
    ask: Ask,
    facts: Sequence[Fact],
    chosen: Sequence[int],
    likes: Sequence[Like] | None,
    table: Translation | None = None,
) -> list[Traits]:
    """The traits of the `chosen` of a report's facts; `likes`: how near the meaning of each one's window is; `table`: which
    words stand for which, instead of the one learnt."""
    some = [facts[at] for at in chosen]
    said = [said_of(fact, ask.own_names) for fact in some]
    weights = weights_of(ask.sense, said)
    shared = _shared(ask, some, table or learnt())
    ruled = _ruled(ask, facts)
    wholes = {fact.total for fact in facts if fact.total is not None}
    of_question = _of_question(ask)
    rows = [
        of_question
        | _worded(ask, words, weights, of_question["strange"])
        | _counted(ask, fact, words)
        | more
        | {"whole": float(at in wholes), "ruled": float(at in ruled), "ruled_first": ruled.get(at, 0.0)}
        for at, fact, words, more in zip(chosen, some, said, shared, strict=True)
    ]
    if likes is not None:
        rows = [row | like._asdict() for row, like in zip(rows, likes, strict=True)]
    return _compared(rows)


def is_english(topic: str) -> bool:
    """Whether a topic has no Chinese character."""
    return not _HAN.search(topic)


def _of_question(ask: Ask) -> Traits:
    """What weighs differently by the kind of question."""
    strange = len(unknown_words(ask.topic.lower()))
    return {
        "unit_asked": float(ask.unit is not None),
        "english": float(is_english(ask.topic)),
        "general": float(not specific(ask.sense)),
        "strange": strange / (strange + len(ask.sense.concepts)) if strange else 0.0,
    }


def _worded(ask: Ask, said: Said, weights: dict[str, float], strange: float) -> Traits:
    recall, near = recall_of(weights, said.own, (said.around, 0.75), (said.head, 0.6))
    return {
        "recall": recall,
        "near": near,
        "recall_strange": recall * strange,
        "excess": excess_of(ask.sense, said.own),
        "turns": float(turns_agree(ask.sense, said.own)),
        "channels": float(channels_same(ask.sense, said)),
        "unheard": float(unmatched(ask.sense, said)),
    }


def _counted(ask: Ask, fact: Fact, said: Said) -> Traits:
    fit = unit_fit(ask.unit, fact.unit, fact.qualifier)
    asked = [units for words, units in _KINDS if words.search(ask.topic)]
    same = any(fact.unit in units for units in asked)
    return {
        "unit_same": float(fit >= 1),
        "unit_kin": float(0.4 < fit < 1),
        "unit_off": float(fit <= 0.4),
        "unit_far": float(fit < 0),
        "unit_none": float(fact.unit is None),
        "kind_same": float(same),
        "kind_off": float(bool(asked) and not same),
        "year": year_fit(ask, fact, said.before, False),
        "part": float(fact.total is not None),
        "rate": float(fact.unit == "%"),
        "none": float(fact.qualifier == "none"),
    }


def _ruled(ask: Ask, facts: Sequence[Fact]) -> dict[int, float]:
    """The places of the facts that the rules let through, 1 for those they put first."""
    matches = rank(ask, facts)
    scores = {id(match.fact): match.score for match in matches}
    first = max(scores.values(), default=0.0)
    return {at: float(scores[id(fact)] >= first - _TIE) for at, fact in enumerate(facts) if id(fact) in scores}


def _shared(ask: Ask, facts: Sequence[Fact], table: Translation) -> list[Traits]:
    """The share of the question's character pairs and characters in each window, and of the window's pairs in the question;
    `context` with the clause before and the heading. And what words that stand for one another tell, `wide` likewise."""
    around = [words_of(fact, ask.own_names) for fact in facts]
    windows = [window for window, _ in around]
    wider = [
        f"{before[-_BEFORE:]} {window} {' '.join(fact.section[-1:])}"
        for fact, (window, before) in zip(facts, around, strict=True)
    ]
    pairs = _overlap(set(tokens(ask.topic)), [set(tokens(window)) for window in windows])
    context = _overlap(set(tokens(ask.topic)), [set(tokens(text)) for text in wider])
    characters = _overlap(_han(ask.topic), [_han(window) for window in windows])
    told = [
        _told_of(*both) for both in zip(table.likes(ask.topic, windows), table.likes(ask.topic, wider), strict=True)
    ]
    return [
        {
            "pairs": pair[0],
            "precision": pair[1],
            "context": wide[0],
            "characters": own[0],
            "empty": float(len(window.replace(" ", "")) < 3),
        }
        | words
        for pair, wide, own, window, words in zip(pairs, context, characters, windows, told, strict=True)
    ]


def _told_of(own: Told, wide: Told) -> Traits:
    return {"told": own.told, "covered": own.covered, "told_wide": wide.told, "covered_wide": wide.covered}


def _han(text: str) -> set[str]:
    return {*_HAN.findall(text)} - _LIGHT


def _overlap(asked: Collection[str], told: Sequence[set[str]]) -> list[tuple[float, float]]:
    """The share of what was asked that each text has, and of the text in what was asked; what few texts have counts for
    more (idf)."""
    often = Counter(one for some in told for one in some)

    def weight(some: Collection[str]) -> float:
        return sum(log((len(told) + 2) / (often[one] + 0.5)) for one in some)

    whole = weight(asked) or 1.0
    return [(weight(some & set(asked)) / whole, weight(some & set(asked)) / (weight(some) or 1.0)) for some in told]


def _compared(rows: list[Traits]) -> list[Traits]:
    for name in _COMPARED:
        if rows and name in rows[0]:
            for row, lead in zip(rows, _leads([row[name] for row in rows]), strict=True):
                row[f"{name}_lead"] = lead
    return rows


def _leads(values: Sequence[float]) -> list[float]:
    """Each value less the best of the others."""
    if len(values) < 2:
        return [0.0] * len(values)
    second, first = np.partition(np.asarray(values), -2)[-2:].tolist()
    return [value - (second if value == first else first) for value in values]
