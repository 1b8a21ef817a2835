"""Numbers, years and names as an answer prints them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.question import Language
from ingest.report import Fact
from ingest.strings import say

_BEFORE = frozenset("约 近 超 超过 逾 将近 接近 大约 突破 至少 不少于 不低于".split())
_AFTER = frozenset("余 多 来 几".split())
_TAIL = frozenset("以上 左右 上下".split())
_UNITS_EN = {
    "条": "items",
    "篇": "articles",
    "件": "items",
    "份": "documents",
    "项": "items",
    "期": "issues",
    "次": "times",
    "场": "sessions",
    "个": "",
    "家": "entities",
    "人": "people",
    "人次": "attendances",
    "名": "people",
    "宗": "cases",
    "起": "cases",
    "类": "categories",
    "元": "yuan",
    "万元": "ten thousand yuan",
    "部": "items",
    "册": "copies",
    "%": "%",
}


def plain(number: Decimal) -> str:
    """A number without exponent or idle zeros: 4119, 26.55."""
    whole = number.to_integral_value()
    return str(int(whole)) if number == whole else format(number.normalize(), "f")


def shown(number: Decimal, unit: str | None, qualifier: str = "exact", language: Language = "zh") -> str:
    """The value as the answer prints it: 91 篇, 约 450 余次, 91 articles (篇)."""
    digits = plain(number)
    if qualifier == "第":
        return f"第 {digits} {unit or ''}".rstrip() if language == "zh" else f"no. {digits}"
    if language == "en":
        near = "about " if qualifier in _BEFORE | _TAIL else "over " if qualifier in _AFTER else ""
        word = _UNITS_EN.get(unit or "")
        noted = "" if not unit or unit == "%" else f" ({unit})"
        return f"{near}{digits}{'' if word in (None, '', '%') else ' ' + word}{'%' if unit == '%' else noted}"
    before = f"{qualifier} " if qualifier in _BEFORE else ""
    after = f" {qualifier}" if qualifier in _AFTER else ""
    tail = qualifier if qualifier in _TAIL else ""
    space = "" if after or not unit else " "
    return f"{before}{digits}{after}{space}{unit or ''}{tail}"


def value_of(fact: Fact, language: Language = "zh") -> str:
    """A fact's value as the answer prints it."""
    if fact.value is None:
        return fact.text or say(f"assistant.state_{fact.state}", language)
    return shown(fact.value, fact.unit, fact.qualifier, language)


def spelled(years: Iterable[int]) -> str:
    """2019–2021, 2023: years with runs of three or more joined."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    pieces = [f"{run[0]}–{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs]
    return "、".join(pieces)


def listed(names: Iterable[str], language: Language = "zh", most: int = 6) -> str:
    """Names in a row, cut at `most`."""
    every = list(names)
    text = ("、" if language == "zh" else ", ").join(every[:most])
    return text if len(every) <= most else say("assistant.and_more", language, names=text, count=len(every))
