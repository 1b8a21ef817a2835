"""The things that a question names one beside the other: 安全生产和救灾两块各多少条; still valid, lapsed, abolished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.concepts import run_together, sense
from assistant.cues import NAME, YEAR, Heard, hear
from assistant.facets import applicant_in, narrow_parts
from assistant.joining import JOINT, KEPT, kept_together
from assistant.question import Question
from assistant.wording import unit_in

_ASKING = frozenset(
    "ask measure grand each both items courtesy meta report lean self parts correct verify share who most least order by more versus sum".split()
)
"""Cues that part what is named from what else is said."""
_NOT_FOR_NUMBERS = frozenset("why problems measures summary check yoy grew change mean rate which_year bound".split())
_COUNTED = r"[这那前后以上下]*[两二三四五几23456](?:大|小)?(?:个|类|块|项|种|样|家|条|方面|部分|渠道|领域|板块)+(?:信息|数字|数)?"
_SPLIT = re.compile(
    rf"\0+|{_COUNTED}|[|，,；;：:（）()？?。！!{NAME}{YEAR}]|\.(?=\s|$)|还是|或者?|\bor\b|{JOINT.pattern}",
    re.IGNORECASE,
)
_TIES = re.compile(rf"\0|还是|或|\bor\b|{JOINT.pattern}", re.IGNORECASE)
_ONE = re.compile("(?<=法人)[或和及、与](?=其他|非法人)|(?<=公民)[、和](?=法人[和及、或])")
"""What joins within one thing."""
_AGAINST = re.compile(r"versus|vs\.?|[和跟与同比对]|还是", re.IGNORECASE)
_EACH = frozenset("each both items".split())
_SUMS = frozenset("sum grand".split())
_AHEAD = re.compile("^(?:把|将|按照?|在|由)(?=[\u4e00-\u9fff]{2})")
_LISTED = re.compile(rf"[,，]|{_TIES.pattern}", re.IGNORECASE)
"""What joins two things, or asks for one; a comma does where each of them is asked for."""
_LAST = re.compile(r"[,，;；][^,，;；]+[,，;；]? (?:and|or|&) |[,，;；][^,，;；]+ (?:and|or) [a-z]", re.IGNORECASE)
_SIZED = re.compile(r"[这那全]?(?:部)?\d[\d,.]*万?余?[件条篇份项次期场个封宗起](?=[\u4e00-\u9fff])")
"""16件申请: what is taken apart, and no part of it."""
_EXCEPT = re.compile(
    r"而?不是|不含|不算|不包括|而非|除了|除[^，,]{1,12}[外]|\b(?:not|except|excluding|apart from|other than|rather than|instead of)\b",
    re.IGNORECASE,
)
"""What is named after it is not asked for."""
_LIST = re.compile(
    r"[:：](?!.*[:：])|[(（](?=[^()（）]*(?:[,，、;；/+＋]|(?<=[\u4e00-\u9fff])[和与及加](?=[\u4e00-\u9fff]{2}))[^()（）]*(?:[)）]|$))"
)
"""Behind it the things are named one by one; what stands before it says of what."""
IDLE = re.compile(
    r"(?:[的了过是有为在都各共又也还就再并且那这其中里面上分别占达到呢啊呀吧要想请做给把对发办收做开推更放挂登得出]|公开|发布|推送|办理|收到|举办|组织|主动|全年|一年|本年度?|年度|我们?|信息|情况|数据|数字|结果|后来|怎么|如何|一下|麻烦|列|报|说|查|看|知道|需要|统计|整理|汇总|分开|分别|单独|各自|一起|同时|年报|报告)*"
)
IDLE_EN = frozenset(
    "a an the of in on by for to from at with through via as did does do was were is are had has have how many much what which number numbers count counts figure figures its their there and or both each give "
    "me please want need know year total break down broken split channel kind type post posts posted push pushed publish published disclose disclosed hold held issue issued receive received it they them went go gone goes came come put out up items item".split()
)
"""Words that name nothing themselves."""
_EDGES_EN = re.compile(rf"^(?:\W*\b(?:{'|'.join(IDLE_EN)})\b)+|(?:\b(?:{'|'.join(IDLE_EN)})\b\W*)+$", re.IGNORECASE)
_MARKS = " .·'’“”\"–—-"
_HAN = re.compile("[\u4e00-\u9fff]")
_WORD = re.compile("[A-Za-z']+")
_MOST = 6
_VERB = 3
"""Characters of a verb, at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the things named: its words, the unit that it is asked in, and whether the question ties it to the others or
    asks for it by itself; words that it does not may only say what all of it is about. `summand`: it is to be added to the
    others that it stands in a list with, so that none of them may be left out."""

    words: str
    unit: str | None = None
    tied: bool = True
    summand: bool = False


def pieces(question: Question) -> tuple[Piece, ...]:
    """The things that a question names, in its order; () where it asks for something else than their numbers."""
    if len(question.agencies) != 1 or question.said.count(YEAR) > 1 or question.cues & _NOT_FOR_NUMBERS:
        return ()
    if _EXCEPT.search(question.said):
        return ()
    heard = hear(question.said)
    english = not _HAN.search(question.said)
    if any(cue.role == "share" and unit_in(heard.text[cue.start :]) in (None, "%") for cue in heard.cues):
        return ()
    found = _in_english(list(_pieces(heard))) if english else tuple(_pieces(heard))
    return found if 2 <= len(found) <= _MOST and sum(one.tied for one in found) > 1 else ()


def _pieces(heard: Heard) -> Iterator[Piece]:
    """The words between what asks, joins or masks."""
    chars, english = list(heard.text), not _HAN.search(heard.text)
    for cue in heard.cues:
        if cue.role in _ASKING and not (english and cue.role in ("by", "self")):
            mark = "\0" if cue.role == "ask" else "/" if _AGAINST.fullmatch(cue.text) else "|"
            chars[cue.start : cue.end] = mark * (cue.end - cue.start)
    for one, two in pairwise(heard.cues):
        if (
            one.role == "each" and two.role == "ask" and two.start - one.end <= _VERB
        ):  # 各|受理|多少: done to all of them
            chars[one.end : two.start] = "|" * (two.start - one.end)
    text, unit, at, before, joined = _ONE.sub("\2", kept_together("".join(chars))), unit_in(heard.text), 0, False, False
    listed = _LIST.search(text)
    sums = [cue.end for cue in heard.cues if cue.role in _SUMS]
    ties = _LISTED if heard.roles & _EACH or (english and _LAST.search(text)) or listed else _TIES
    for hit in [*_SPLIT.finditer(text), None]:
        end = len(text) if hit is None else hit.start()
        words = re.sub(r"\s+", " ", text[at:end]).replace("\2", "或").replace(KEPT, "and").strip(_MARKS)
        behind = hit is not None and _ties(ties, hit, english)
        if words and (behind or before or not IDLE.fullmatch(words)):
            own = _unit_behind(heard, end, unit)
            several = run_together(words)
            tied = (behind or before or len(several) > 1) and not (listed and at < listed.start())
            within = bool(sums) and (joined or _joins(hit) or len(several) > 1)
            tied = tied and not _SIZED.match(words) and (within or english or not sums or at < sums[-1])
            yield from (Piece(_AHEAD.sub("", one) if within else one, own, tied, tied and within) for one in several)
        at = len(text) if hit is None else hit.end()
        if hit is not None and (words or behind):
            before = behind and (english or "\0" not in hit.group())
            joined = _joins(hit)


def _joins(hit: re.Match[str] | None) -> bool:
    """Whether what parts two things joins them."""
    return hit is not None and JOINT.search(hit.string, hit.start(), hit.end()) is not None


def _ties(ties: re.Pattern[str], hit: re.Match[str], english: bool) -> bool:
    """Whether what parts two things joins them, or asks for one; Chinese words do so by what stands before them."""
    if english:
        return ties.search(hit.group().replace("\0", "")) is not None
    return ties.search(hit.string, hit.start(), hit.end()) is not None


def _in_english(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """English things without the words that only tie them; a single word before the last thing speaks of the same:
    routine, thematic briefings."""
    named = [replace(one, words=words) for one in found if (words := _bared(one.words))]
    last = named[-1].words.split(" ", 1) if named else []
    if len(last) == len(named) == 2 and named[0].words.isalpha() and not _known(named[0].words):
        named[0] = replace(named[0], words=f"{named[0].words} {last[1]}")
    return tuple(named)


def _bared(words: str) -> str:
    """English words without articles and prepositions at either end, where these make no other thing of them (in person)."""
    bare = _EDGES_EN.sub("", words).strip(_MARKS)
    return bare if narrow_parts(bare) == narrow_parts(words) else words


def _known(words: str) -> bool:
    return bool(narrow_parts(words) or sense(words).concepts or applicant_in(words))


def _unit_behind(heard: Heard, at: int, unit: str | None) -> str | None:
    """The unit of the words that ask right behind a thing: 一图读懂|几篇; that of all of them where none do."""
    cue = next((cue for cue in heard.of("ask") if cue.start == at), None)
    alone = len(heard.of("ask")) > 1
    return unit if cue is None else unit_in(cue.text) or (None if alone else unit)


def merged(named: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Ways to take two neighbours for one thing: the committee and its office."""
    for at in range(len(named) - 1 if len(named) > 2 else 0):
        one = replace(named[at], words=f"{named[at].words} and {named[at + 1].words}")
        yield (*named[:at], one, *named[at + 2 :])


def names_nothing(piece: Piece) -> bool:
    """Whether words name nothing."""
    words = [word.lower() for word in _WORD.findall(piece.words)]
    if words and not _HAN.search(piece.words):
        return all(word in IDLE_EN for word in words)
    return IDLE.fullmatch(piece.words) is not None
