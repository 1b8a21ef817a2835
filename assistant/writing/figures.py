"""Numbers as free text says them: digits of any script, 三十二件, 百分之三十, 一半, ninety-one, a dozen, 3月15日.

A number that is said but cannot be read has no value: nothing can carry it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from ingest.numerals import QUANTITY as _QUANTITY
from ingest.numerals import UNIT, read_number

Kind = Literal["number", "year", "date", "code", "vague"]

_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_YEAR = re.compile(
    r"(?<![\d.])(?:19|20)\d\d(?=\s*(?:年|学年|财年)|\s*[-—–~～至到、和与及/]\s*(?:19|20)\d\d\s*年|\s*[)）])"
    r"|(?<=[（(])(?:19|20)\d\d(?![\d.])"
    r"|(?i:\b(?:in|of|for|from|to|since|until|during|by|and|than|between|year|fiscal|the|with|against|over|versus|vs\.?)\s+)"
    r"(?:19|20)\d\d(?![\d%]|[.,]\d|\s*[\u4e00-\u9fff]|\s+[a-z]+s\b(?<!\bwas)(?<!\bhas)(?<!\bis))"
    r"|(?:19|20)\d\d(?='s\b|\s+(?:annual\s+)?report\b)|^(?:19|20)\d\d(?=\s*:)"
)
_HAN_YEAR = re.compile("[二一][〇零九][〇零一二三四五六七八九]{2}(?=年)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(
    rf"(?:\d{{4}}\s*年\s*)?[\d{_HAN}]{{1,3}}\s*月(?:份|底|初|末)?(?:\s*[\d{_HAN}]{{1,3}}\s*[日号])?"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[:：]\d{{2}}"
    rf"|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s*\d{{4}})?|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b(?:,?\s*\d{{4}})?"
)
_CODE = re.compile(
    r"\d+(?:-\d+)+|\d*[A-Za-z_]+\d[\w.]*|\d[\d.]*[A-Za-z_]\w*|\b0\d{6,}\b|\b\d{9,}\b|〔\d+〕\d*号?|[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+|https?:[\x21-\x7e]+|www\.[\x21-\x7e]+"
)
_SHARE = re.compile(
    rf"百分之(?P<of>[\d.]+|[{_HAN}点]+)|(?P<below>[\d{_HAN}]+)分之(?P<above>[\d{_HAN}]+)|(?P<tenths>[一二三四五六七八九])成(?P<half>半)?(?![为果立员分效绩功长型就套品熟因本都])"
)
_VAGUE = re.compile(
    rf"(?:[数几上成近]|好几)[十百千万亿]+(?:{UNIT}|余|多|以上)?|成百上千|成千上万|千千万万|过半|超半|半数|一半|大半|翻(?:了)?[\d{_HAN}]*[番倍]|翻倍|加倍|倍增|[{_HAN}\d]+倍"
    r"|\b(?:half|double[sd]?|twice|thrice|triple[sd]?|quadrupled?|dozens?|hundreds|thousands|millions|billions|scores of|a couple|several|quarter|tenfold|two-?thirds|one-?third|third of|quarters)\b",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    "十分(?![之钟])|一部分|一点(?!\\d)|[一二三四五六七八九十]方面|一[些般定致直旦律并]|进一步|统一|唯一|专一|万一|一体|一站|一系列|一步|一时|一手|一线|一行|三定|"
    "第[一二三四五六七八九十]{1,2}(?=[，,、：:]|是|$)|其[一二三四五](?=[，,、：:]|是)|(?<![零〇一二两三四五六七八九十百千万])[一二三四五六七八九十]{1,2}是(?!否)|另?一[个家](?=是|为(?![\\d一二三四五六七八九十百]))|一个(?=重要|共同|突出|主要|方面|整体)|一家(?=之)|两[级者办会端]|"
    "千方百计|百姓|十四五|十三五|四川|三农|九江|六安|千山|万州|百色|三亚|三明|三门峡|七台河|十堰|两江|五指山|一把手|一张网|一网通办|一次性"
)
_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_ALL = "|".join([*_WORDS, *_TENS, *_SCALES])
_ENGLISH = re.compile(
    rf"\b(?:a\s+(?=hundred|thousand|million|dozen))?(?:{_ALL})(?:(?:\s+and\s+|[\s-]+)(?:{_ALL}))*\b", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"\b(?:one of|one another|no one|the one|this one|that one|each one|one's|on the one hand)\b", re.IGNORECASE
)
_BARE = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿]{2,}|(?<=[为是达共计有仅只到])[零〇一二两三四五六七八九十百](?=[。，,；;、\s\[）)]|$)"
)
_DIGITS = re.compile(r"(?<![\d.])[-−]?\d[\d,]*(?:\.\d+)?")


_GAP = re.compile(r"(?<=[\d万亿余多])[ \t]+(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])[ \t]+(?=\d)")
_ROMAN = re.compile(r"\b(?=[IVXLCDM]{2,}\b)M*(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at [start, end) of a text. `value` is in base units, a percentage as its number with the unit %; None
    where it cannot be read or is vague; `qualifier` as numerals.Number has it."""

    start: int
    end: int
    printed: str
    kind: Kind = "number"
    value: Decimal | None = None
    unit: str | None = None
    qualifier: str = "exact"


def closed(text: str) -> str:
    """Bared `text` without the spaces that a number keeps from its unit: 91 篇 -> 91篇."""
    return _GAP.sub("", text)


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """Every number that bared `text` says, in its order, none twice."""
    found: list[Figure] = []
    taken = [False] * len(text)
    for figure in _found(text):
        if not any(taken[figure.start : figure.end]):
            found.append(figure)
        taken[figure.start : figure.end] = [True] * (figure.end - figure.start)
    found = [figure for figure in found if figure.printed]
    return tuple(sorted(found, key=lambda figure: figure.start))


def _found(text: str) -> Iterator[Figure]:
    """What each rule finds, the surest first; a figure without `printed` only keeps its characters from the others."""
    for rule, kind in ((_CODE, "code"), (_DATE, "date")):
        for hit in rule.finditer(text):
            yield Figure(hit.start(), hit.end(), hit.group(), kind)  # type: ignore[arg-type]
    for hit in _YEAR.finditer(text):
        yield Figure(hit.end() - 4, hit.end(), hit.group()[-4:], "year", Decimal(hit.group()[-4:]))
    for hit in _HAN_YEAR.finditer(text):
        value = Decimal("".join(str("〇一二三四五六七八九".index(char.replace("零", "〇"))) for char in hit.group()))
        yield Figure(hit.start(), hit.end(), hit.group(), "year", value)
    yield from _shares(text)
    for rule in (_IDIOM, _PRONOUN):
        yield from (Figure(hit.start(), hit.end(), "") for hit in rule.finditer(text))
    for rule in (_VAGUE, _ROMAN):
        yield from (Figure(hit.start(), hit.end(), hit.group(), "vague") for hit in rule.finditer(text))
    yield from _quantities(text)
    for hit in _ENGLISH.finditer(text):
        yield Figure(hit.start(), hit.end(), hit.group(), value=_english(hit.group()))
    for hit in _BARE.finditer(text):
        yield Figure(hit.start(), hit.end(), hit.group(), value=_han(hit.group()))
    for hit in _DIGITS.finditer(text):
        yield Figure(
            hit.start(), hit.end(), hit.group(), value=Decimal(hit.group().replace(",", "").replace("−", "-") or 0)
        )


def _shares(text: str) -> Iterator[Figure]:
    for hit in _SHARE.finditer(text):
        value: Decimal | None = None
        if hit["of"]:
            value = Decimal(hit["of"]) if hit["of"].replace(".", "", 1).isdigit() else _han(hit["of"])
        elif hit["tenths"]:
            value = (_han(hit["tenths"]) or Decimal(0)) * 10 + (5 if hit["half"] else 0)
        yield Figure(hit.start(), hit.end(), hit.group(), "number" if value is not None else "vague", value, "%")


def _quantities(text: str) -> Iterator[Figure]:
    for hit in _QUANTITY.finditer(text):
        number = read_number(hit)
        start = hit.start("number")
        if number is None:
            yield Figure(start, hit.end(), hit.group(), "vague")
            continue
        sign = -1 if start and text[start - 1] in "-−" and (start < 2 or not text[start - 2].isalnum()) else 1
        yield Figure(
            start, hit.end(), text[start : hit.end()], "number", sign * number.value, number.unit, number.qualifier
        )


@cache
def _han(written: str) -> Decimal | None:
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(written.replace("两", "二").replace("〇", "零"), "smart")))
    except (ValueError, KeyError):
        return None


def _english(written: str) -> Decimal:
    """ninety-one, three hundred and fifteen, two dozen."""
    total = current = 0
    for word in re.findall("[a-z]+", written.lower()):
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        else:
            current += _WORDS.get(word, _TENS.get(word, 0))
    return Decimal(total + current)
