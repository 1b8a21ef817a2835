"""What speaks for each stated number as the answer to a question: shared words and meaning, words that stand for one another,
unit, year, place in a list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log

import numpy as np

from assistant.classifier import NONE
from assistant.concepts import sense
from assistant.focus import asks_added, focus_of, is_added
from assistant.joining import JOINT
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
from assistant.naming import may_state
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
            r"人手|[几多]少?[个名位]?人|人次|人员|[几多]少?[名位]|谁|[几多]少?(?:老百姓|[群民观听公]众|[居市村农网牧渔]民|学[生员]|家长|教?职工|干部|读者|[旅乘顾游]客|用户|粉丝|患者|病人|孩子|老人|志愿者|代表|委员|专家)"
            r"|\b(?:people|persons?|staff|members?|followers|subscribers|viewers|visitors|users|who|attend\w*|employees|residents|citizens"
            r"|villagers|participants|students|teachers|patients|passengers|readers|listeners|trainees|officials|volunteers|experts|tourists)\b",
            "人 名 人次 位 户",
        ),
        (
            r"[几多]少?[次回场期趟轮遍届]|\b(?:times|sessions?|often|meetings?|conferences?|events?|courses?|briefings|talks)\b",
            "次 场 期 场次 轮 批 期次 回 班次",
        ),
        (r"百分|几成|比例|比重|占比|率|%|\b(?:per ?cent|percentage|share|rate|proportion)\b", "% 倍 个百分点"),
        (
            r"[几多]少?(?:[条篇份件项则部本张册封起]|个(?!人))|\b(?:items|pieces|posts|notices|copies|documents|letters|requests|videos|articles|messages|comments|opinions|suggestions|complaints|questions"
            r"|cases|drafts|replies|tips|reports|proposals)\b",
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
_AS_CELL = {"request": "requests.received_new"}
"""What prose counts, by the name that the classifier has for it."""
_TIE = 0.01
_COMPARED = tuple(
    "recall pairs near precision characters context meaning answers told covered told_wide covered_wide focus".split()
)
"""Traits that also count by how far they lead the best of the other numbers, or trail it."""


def traits_of(
    ask: Ask,
    facts: Sequence[Fact],
    chosen: Sequence[int],
    likes: Sequence[Like] | None,
    table: Translation | None = None,
    heard: Mapping[str, float] | None = None,
) -> list[Traits]:
    """The traits of the `chosen` of a report's facts; `likes`: how near the meaning of each one's window is; `table`: which
    words stand for which, instead of the one learnt; `heard`: the probability of each metric by the classifier."""
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
        | {"states": float(may_state(None, ask, fact)), "one_of": float(of_one(ask, words))}
        | more
        | {"whole": float(at in wholes), "ruled": float(at in ruled), "ruled_first": ruled.get(at, 0.0)}
        for at, fact, words, more in zip(chosen, some, said, shared, strict=True)
    ]
    if likes is not None:
        rows = [row | like._asdict() for row, like in zip(rows, likes, strict=True)]
    if heard is not None:
        rows = [row | _named(heard, fact) for row, fact in zip(rows, some, strict=True)]
    return _compared(rows)


def of_one(ask: Ask, said: Said) -> bool:
    """Whether several things are asked for and the words of one alone stand beside the number: 安全生产和防汛各几条."""
    parts = [sense(part) for part in JOINT.split(ask.topic) if len(part.strip()) > 1]
    told = [bool(part.pairs & said.own.pairs) for part in parts if part.pairs]
    return any(told) and not all(told)


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
    focus = focus_of(ask.topic)
    counted = f"多少{focus.measure}{focus.words} {focus.words}" if focus.words else ask.topic
    asked = [units for words, units in _KINDS if words.search(counted)]
    same = any(fact.unit in units for units in asked)
    asked_new, new = asks_added(ask.topic), is_added(fact.noun or "")
    measured = bool(focus.measure) and fact.unit is not None
    return {
        "unit_same": float(fit >= 1),
        "unit_kin": float(0.4 < fit < 1),
        "unit_off": float(fit <= 0.4),
        "unit_far": float(fit < 0),
        "unit_none": float(fact.unit is None),
        "kind_same": float(same),
        "kind_off": float(bool(asked) and not same),
        "measure_same": float(measured and focus.measure in (fact.unit or "")),
        "measure_off": float(measured and focus.measure not in (fact.unit or "")),
        "added_same": float(new and asked_new),
        "added_off": float(new != asked_new),
        "year": year_fit(ask, fact, said.before, False),
        "part": float(fact.total is not None),
        "rate": float(fact.unit == "%"),
        "none": float(fact.qualifier == "none"),
    }


def _named(heard: Mapping[str, float], fact: Fact) -> Traits:
    """What the classifier hears in the question: the fact's own metric, none, a cell of the tables, or another metric."""
    key = _AS_CELL.get(fact.metric or "", fact.metric)
    own, none = heard.get(key or "", 0.0), heard.get(NONE, 0.0)
    cell = sum(chance for name, chance in heard.items() if "." in name)
    return {
        "heard_own": own,
        "heard_known": float(key in heard),
        "heard_none": none,
        "heard_cell": cell,
        "heard_other": 0.0 if "." in (key or "") else 1 - none - own - cell,
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
    counted = table.likes(focus_of(ask.topic).words or ask.topic, windows)
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
            "focus": focus.told,
        }
        | words
        for pair, wide, own, window, words, focus in zip(
            pairs, context, characters, windows, told, counted, strict=True
        )
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
