"""Words -> concepts: what a question and a number's window have in common beneath their wording."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from ingest.tokens import pairs_of

Kind = Literal["channel", "thing", "act", "turn", "generic", "filler"]
WEIGHT: dict[str, float] = {"channel": 2.0, "thing": 2.0, "act": 1.3, "turn": 1.3, "generic": 0.25, "filler": 0.1}
_PAIR = 0.5

# Words that carry no meaning of their own, in a question or around a number.
_NOISE_ZH = re.compile(
    r"(?<![\u4e00-\u9fff])提供(?![\u4e00-\u9fff])|\d{4}[-—~至]?(?:\d{4})?学?年度?|(?:能|可以|可否)?告诉我|看看|看一下|具体(?:是)?|一栏|据(?=$|[|，, ])|(?:针对|围绕)(?=问题)|来自|属于|因为|由于|(?:总|一)?共(?=$|[|])|合计数|统计(?:出来|到)|"
    r"换(?:成)?(?=[^届])|再看|那么|又(?=是|$|[|])|放在一起|比比|(?:是)?(?:高|多|大|上升)了?还是(?:低|少|小|下降)了?|每年(?:的)?|(?:有人)?就信息公开(?:对)?|提起|"
    r"请问|请告诉我|我想知道|想问一下|帮我查一?下?|查一下|查询|关于|情况|(?:哪个|哪家|什么|哪些)(?:单位|部门|机关|机构)?|数量|数目|数据|金额|处理决定|是多少|有多少|多少|吗|呢|么|哪些|什么|"
    r"截[至止]\s*\S{0,3}底?|(?:一|当|整)年(?:里|内|来)?|这一?学?年度?|方面(?:的)?|[的类](?=[|\s]|$)|一共|所有|渠道|其中|本年度?|全年|年度|年报|年度报告|政府信息公开工作|信息公开工作|报告|信息公开|各类|各项|各种|通过|利用|借助|依托|及时|分别|里面?|中|的|了|在|由|被|从|向|对|把|将|与|和|及|或|等|(?<![网线掌])上(?!网|线)|有|"
    r"我[局委办厅镇乡街市县区省校院处]|本(?:机关|单位|部门|行政机关)|案件(?=[|吗？?]|$)|件数|次数|期数|篇数|条数|人数(?=$|[|])|本[局委办厅镇乡街市县区省校院处]|[市县区省州]级|一是|二是|三是|四是|达到?|约|近|超过?|为|是|占|(?:被|有)(?=\\W)"
)
_NOISE_EN = re.compile(
    r"\b(?:how|many|much|what|which|the|a|an|of|in|on|by|for|to|its|their|did|does|do|was|were|is|are|has|have|had|that|via|through|from|with|at|"
    r"number|count|amount|total number|there|it|and|year|report|reports|annual|agency|during|times?|please|tell|me|show|give|given|any)\b|\b\d{4}\b|[?？.,;:!'’]"
)
_ASKED_UNIT = re.compile(
    r"(?:多少|几)(?:个|种|大|万|亿)?(?:条次|家次|封|件次|篇次|场次|人次|万元|条|篇|件|份|项|期|次|场|个|家|人|名|位|宗|起|类|种|元|部|册|则|组|批|位|户|套)?"
)
_SEAM = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z0-9+]+")
_ENGLISH = re.compile(r"[A-Za-z][a-z]{3,}")
"""A word of English, in a question of either language: commercial enterprises提出的有几件."""
_CHANNELS_IN = re.compile(r"[^|]+")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a piece of text says: concept -> kind, and the character pairs no concept covers."""

    concepts: dict[str, str]
    pairs: frozenset[str]

    def weights(self) -> dict[str, float]:
        """Weight of each feature; the pairs together weigh at most as much as two things."""
        out = {name: WEIGHT[kind] for name, kind in self.concepts.items()}
        each = min(_PAIR, 4.0 / len(self.pairs)) if self.pairs else 0.0
        return out | dict.fromkeys(self.pairs, each)


@dataclass(frozen=True, slots=True)
class _Concept:
    name: str
    kind: str
    zh: re.Pattern[str]
    en: re.Pattern[str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("assistant") / "concepts.toml").read_text("utf-8"))


def parts_of_whole(name: str) -> frozenset[str]:
    """The concepts that are kinds of this one: of 新媒体, 微信 and 微博."""
    return frozenset(_table()["wholes"].get(name, ()))


@cache
def _concepts() -> tuple[_Concept, ...]:
    table = _table()
    return tuple(
        _Concept(
            row.get("as", row["name"]),
            row["kind"],
            re.compile(row["zh"], re.IGNORECASE),
            re.compile(rf"\b(?:{row['en']})\b", re.IGNORECASE),
        )
        for row in table["concept"]
    )


@lru_cache(maxsize=1 << 14)
def sense(text: str) -> Sense:
    """The concepts and leftover character pairs of folded `text`, Chinese or English or both."""
    found, rest, english = _analysed(text)
    own = "|".join(found)
    return Sense(found, frozenset(pair for pair in _pairs(rest, english) if pair not in own))


def strange_words(text: str) -> frozenset[str]:
    """The English words of `text` that no concept covers and that are not grammar."""
    _, rest, english = _analysed(text)
    return frozenset(re.findall(r"[a-z]{3,}", rest)) if english else frozenset()


def leftover(text: str) -> str:
    """What the concepts and the words without a meaning of their own leave of `text`."""
    return _analysed(text)[1]


def leading(text: str) -> str | None:
    """What follows the first channel, thing or act that `text` names; None where it names none."""
    hits = [
        hit
        for concept in _concepts()
        if concept.kind in ("channel", "thing", "act")
        for pattern in (concept.zh, concept.en)
        if (hit := pattern.search(text))
    ]
    if not hits:
        return None
    first = min(hits, key=lambda hit: (hit.start(), -hit.end()))
    return text[first.end() :]


@lru_cache(maxsize=1 << 12)
def last_channel(text: str) -> str | None:
    """The channel that folded `text` names last."""
    hits = [
        (hit.end(), concept.name)
        for concept in _concepts()
        if concept.kind == "channel"
        for hit in concept.zh.finditer(text)
    ]
    return max(hits)[1] if hits else None


def run_together(text: str) -> tuple[str, ...]:
    """微信, 微博, 头条, 抖音 of 微信微博头条抖音: channels that stand one after another, with at most another name of two characters
    between; else the text as it is."""
    found = _CHANNELS_IN.findall(re.sub(_channels(), r"|\g<0>|", text)) if _HAN.search(text) else []
    known = [name for name in found if re.fullmatch(_channels(), name)]
    first, last = (found[0], found[-1]) if found else ("", "")
    others = [name for name in found if name not in known]
    apart = len(known) > 1 and first in known and last in known and all(len(name) == 2 for name in others)
    return tuple(found) if apart else (text,)


@cache
def _channels() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one.zh.pattern})" for one in _concepts() if one.kind == "channel"), re.IGNORECASE)


def _analysed(text: str) -> tuple[dict[str, str], str, bool]:
    """Concepts found, what they leave of the text, and whether it is English."""
    found: dict[str, str] = {}
    rest = _ASKED_UNIT.sub("|", text)
    english = len(_LATIN.findall(text)) > (3 if _HAN.search(text) else 0) or _ENGLISH.search(text) is not None
    if english:
        rest = _SEAM.sub(" ", rest)
    for concept in _concepts():
        rest, hits = concept.zh.subn("|", rest)
        if english:
            rest, more = concept.en.subn("|", rest)
            hits += more
        if hits:
            found.setdefault(concept.name, concept.kind)
    if "政府信息" in found:
        found.setdefault("信息", "filler")
    rest = _NOISE_ZH.sub("|", rest)
    if english:
        rest = _NOISE_EN.sub("|", rest.lower())
    return found, rest, english


def _pairs(text: str, english: bool) -> set[str]:
    return {*pairs_of(text), *(word.lower() for word in _LATIN.findall(text) if not english or not word.islower())}
