"""Latin letters in a question: its words, the organs they name in English, and the places they spell in pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.slips import reading
from ingest.organs import english_alone, english_organs, english_places, english_short, full_names, known_organs
from ingest.regions import by_pinyin, codes_of

_WORD = re.compile(r"[Ss]ub-[Dd]istricts?\b|[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’]*")
_JOINED = re.compile(r"\s*(?:[,，、&/]|\+)\s*")
LEVELS = {
    "bureau": "局",
    "department": "局",
    "dept": "局",
    "commission": "委员会",
    "committee": "委员会",
    "administration": "局",
    "office": "局",
    "authority": "局",
    "authorities": "局",
    "regulator": "局",
    "watchdog": "局",
    "supervisor": "局",
    "branch": "局",
    "division": "局",
    "agency": "局",
    "service": "局",
    "ministry": "部",
    "center": "中心",
    "centre": "中心",
}
_STAFF = frozenset("people folks folk officials guys team staff crew lot".split())
"""Those who stand for the agency they work for: the tax people in Wuzhong."""
_SOME = frozenset(
    "many more fewer few some other among train trained training for to from with about on against".split()
)
"""What makes anyone of the trade of them: training for health officials, how many tax officials."""
# English (and pinyin) words for divisions, and how the names of such divisions end.
UNITS: dict[str, tuple[str, ...]] = {
    "city": ("市", "州", "盟", "地区"),
    "municipality": ("市",),
    "municipal": ("市", "州", "盟", "地区"),
    "county": ("县", "旗"),
    "banner": ("旗",),
    "district": ("区",),
    "province": ("省", "自治区"),
    "provincial": ("省", "自治区"),
    "prefecture": ("州", "盟", "地区"),
    "town": ("镇",),
    "township": ("乡", "镇"),
    "subdistrict": ("街道",),
    "street": ("街道",),
    "neighbourhood": ("街道",),
    "neighborhood": ("街道",),
    "cities": ("市", "州", "盟", "地区"),
    "counties": ("县", "旗"),
    "districts": ("区",),
    "towns": ("镇",),
    "townships": ("乡", "镇"),
    "subdistricts": ("街道",),
    "shi": ("市",),
    "xian": ("县",),
    "qu": ("区",),
    "sheng": ("省",),
    "zhen": ("镇",),
    "xiang": ("乡",),
    "zhou": ("州",),
    "jiedao": ("街道",),
}
TOWNS = frozenset("town towns township townships subdistrict subdistricts street zhen xiang jiedao".split())
FILLERS = frozenset("the of s people peoples local autonomous region special government".split())
PEOPLES = frozenset(
    "hui uygur uyghur uighur zhuang tibetan mongol mongolian kazak kazakh korean yi miao dong bai dai tujia buyi bouyei hani lisu qiang manchu kirgiz yao "
    "li jingpo dongxiang salar bonan va lahu naxi nu derung she gelao mulam maonan tu yugur daur evenki xibe russian ethnic and".split()
)
"""What may stand before `autonomous` in a division's name: Linxia Hui Autonomous Prefecture."""
_GOVERNMENTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("general", "office", "of", "the", "peoples", "government"), ("人民政府办公室", "人民政府办公厅")),
    (("general", "office", "of", "the", "government"), ("人民政府办公室", "人民政府办公厅")),
    (("government", "general", "office"), ("人民政府办公室", "人民政府办公厅")),
    (("government", "office"), ("人民政府办公室", "人民政府办公厅")),
    (("administrative", "committee"), ("管理委员会",)),
    (("management", "committee"), ("管理委员会",)),
    (("subdistrict", "office"), ("街道办事处",)),
    (("subdistrict", "government"), ("街道办事处",)),
    (("street", "office"), ("街道办事处",)),
    (("neighbourhood", "office"), ("街道办事处",)),
    (("neighborhood", "office"), ("街道办事处",)),
    (("peoples", "government"), ("人民政府",)),
    (("government",), ("人民政府",)),
)
_OF_GOVERNMENT = frozenset(
    "website websites site portal gazette gazettes bulletin information procurement procurements open work service services hotline officials bonds debt "
    "rules rule regulation regulations policy policies documents departments bodies agencies affairs investment".split()
)
"""A government website is a thing; whose it is, other words say."""
_MOST = 8
_WHOLE = ("中心",)
"""Stems that are names without a level word."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in Latin letters at [start, end); `letters` plain and lower, `owner`: it had an 's, `upper`: all capitals,
    `joint`: a comma or the like joins it to the next."""

    start: int
    end: int
    letters: str
    capital: bool
    owner: bool = False
    upper: bool = False
    joint: bool = False


@dataclass(frozen=True, slots=True)
class OrganSpan:
    """Tokens [first, last] name an organ: `names` are the Chinese names it may have; `government`: it is one; `beside`:
    they do so only right beside a place (customs); `plural`: the level word is of several (finance and audit bureaus)."""

    first: int
    last: int
    start: int
    end: int
    names: tuple[str, ...]
    government: bool = False
    beside: bool = False
    plural: bool = False


def tokens_of(text: str) -> list[Token]:
    """The Latin words of `text`: Wúzhōng's -> wuzhong."""
    tokens = [_token(hit) for hit in _WORD.finditer(text)]
    for at in range(1, len(tokens)):
        if tokens[at - 1].capital and text[tokens[at - 1].end : tokens[at].start] == "-":
            tokens[at] = replace(tokens[at], capital=True)
        if _JOINED.fullmatch(text[tokens[at - 1].end : tokens[at].start].removeprefix("'s").removeprefix("’s")):
            tokens[at - 1] = replace(tokens[at - 1], joint=True)
    return tokens


def _token(hit: re.Match[str]) -> Token:
    word = hit.group().replace("’", "'")
    owner = word.endswith("'s") and not word.lower().endswith("people's")
    plain = unicodedata.normalize("NFKD", word.removesuffix("'s") if owner else word)
    letters = re.sub("[^a-z]", "", plain.lower())
    upper = len(letters) > 2 and word.removesuffix("'s").isupper()
    return Token(hit.start(), hit.end() - (2 if owner else 0), letters, word[:1].isupper(), owner, upper)


# --- organs -------------------------------------------------------------------------------------------------------


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """English words of organs, joiners left out -> the stems of their Chinese names."""
    return {_content(words): stems for words, stems in english_organs().items()}


def _content(words: str) -> tuple[str, ...]:
    return tuple(word for token in tokens_of(words) if (word := token.letters) not in ("and", "the"))


@cache
def _written_joined() -> frozenset[tuple[tuple[str, ...], ...]]:
    """The halves of the fields whose English names have an `and` in them."""
    joined = (words.split(" and ") for words in english_organs() if " and " in words)
    cuts = ((" and ".join(parts[:at]), " and ".join(parts[at:])) for parts in joined for at in range(1, len(parts)))
    return frozenset(tuple(_content(half) for half in pair) for pair in cuts)


def english_stems(words: Iterable[str]) -> tuple[str, ...]:
    """The stems of Chinese names that a field's English words translate; none where it is no organ's field."""
    return _phrases().get(tuple(word for word in words if word not in ("and", "the")), ())


@cache
def _alone() -> dict[tuple[str, ...], tuple[str, ...]]:
    """English words that name an organ beside a place -> its Chinese names."""
    return {_content(words): names for words, names in english_alone().items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in (*_phrases(), *_alone()))


def organ_spans(tokens: Sequence[Token]) -> list[OrganSpan]:
    """The organs and governments that the words name, left to right."""
    found: list[OrganSpan] = []
    at = 0
    while at < len(tokens):
        span = _organ_at(tokens, at) or _short_at(tokens, at) or _government_at(tokens, at)
        if span and (not found or span.first > found[-1].last):
            found.append(span)
            at = span.last + 1
        else:
            at += 1
    return sorted([*found, *_sharing(tokens, found)], key=lambda span: span.first)


def _sharing(tokens: Sequence[Token], found: Sequence[OrganSpan]) -> Iterator[OrganSpan]:
    """The finance and the audit bureaus: fields that share the level word of the organ behind them."""
    for span in found:
        first, level = span.first, LEVELS.get(_singular(tokens[span.last].letters))
        while span.plural and level and (one := _field_before(tokens, first)):
            first, last, stems = one
            yield _span(tokens, first, last, stems, level)


def _field_before(tokens: Sequence[Token], end: int) -> tuple[int, int, tuple[str, ...]] | None:
    """The field joined to the one that begins at token `end`: its first and last token, and its stems."""
    stop = end
    while stop > 0 and tokens[stop - 1].letters in ("and", "the", "or"):
        stop -= 1
    if stop == 0 or (stop == end and not tokens[stop - 1].joint):
        return None
    for first in range(max(0, stop - _MOST), stop):
        words = tuple(token.letters for token in tokens[first:stop] if token.letters not in ("and", "the"))
        known = tokens[first].letters not in ("and", "the") and not _two_fields(tokens[first:stop])
        if known and (stems := _phrases().get(words)):
            return first, stop - 1, stems
    return None


def _organ_at(tokens: Sequence[Token], at: int) -> OrganSpan | None:
    if tokens[at].letters not in _first_words():
        return None
    for count in range(_MOST, 0, -1):
        taken = tokens[at : at + count]
        if len(taken) < count or taken[-1].letters == "and":
            continue
        words = tuple(token.letters for token in taken if token.letters not in ("and", "the"))
        stems, alone = _phrases().get(words), _alone().get(words)
        if stems and _two_fields(taken):
            continue
        if stems and (span := _levelled(tokens, at, at + count - 1, stems)):
            return span
        if stems and (span := _of_staff(tokens, at, at + count - 1, stems)):
            return span
        if alone and (at + count == len(tokens) or tokens[at + count].letters not in TOWNS):  # Chengguan Town (城关)
            return OrganSpan(at, at + count - 1, taken[0].start, taken[-1].end, alone, beside=True)
    return None


def _two_fields(taken: Sequence[Token]) -> bool:
    """Whether two fields are joined that only together sound like another (the water and transport bureaus), and not one
    that is written so (culture and tourism)."""
    words = [token.letters for token in taken]
    cuts = [at for at in range(1, len(taken)) if words[at] == "and" or (taken[at - 1].joint and words[at] != "and")]
    halves = [tuple(tuple(word for word in some if word != "and") for some in (words[:at], words[at:])) for at in cuts]
    return any(all(half in _phrases() for half in pair) and pair not in _written_joined() for pair in halves)


def _of_staff(tokens: Sequence[Token], first: int, last: int, stems: tuple[str, ...]) -> OrganSpan | None:
    """The organ whose people are named: the tax people (in Wuzhong), Wuzhong's environment officials."""
    if last + 1 >= len(tokens) or tokens[last + 1].letters not in _STAFF:
        return None
    before = tokens[first - 1] if first else None
    owned = before is not None and (before.owner or before.letters == "the")
    at = first - 1
    while at >= 0 and tokens[at].capital:  # Wuzhong tax people
        at -= 1
    if not owned and at >= 0 and tokens[at].letters in _SOME:
        return None
    return replace(_span(tokens, first, last + 1, stems, "局"), beside=True)


def _short_at(tokens: Sequence[Token], at: int) -> OrganSpan | None:
    """SASAC, HRSS Bureau: letters that stand for an organ."""
    names = english_short().get(tokens[at].letters.upper(), ()) if tokens[at].upper else ()
    after = tokens[at + 1].letters if at + 1 < len(tokens) else ""
    last = at + 1 if _singular(after) in LEVELS else at
    return OrganSpan(at, last, tokens[at].start, tokens[last].end, names) if names else None


def _levelled(tokens: Sequence[Token], first: int, last: int, stems: tuple[str, ...]) -> OrganSpan | None:
    """The organ whose field stands at [first, last], with its level word behind it or, with `of`, before it."""
    after = tokens[last + 1].letters if last + 1 < len(tokens) else ""
    if level := LEVELS.get(_singular(after)):
        return _span(tokens, first, last + 1, stems, level)
    before = first - 1
    while before > 0 and tokens[before].letters in ("the", "of", "for"):
        before -= 1
    level = LEVELS.get(_singular(tokens[before].letters)) if before < first - 1 or before == 0 else None
    if level:
        return _span(tokens, before, last, stems, level)
    whole = tuple(stem for stem in stems if stem.endswith(_WHOLE))
    if not whole and tokens[first].capital and first and tokens[first - 1].capital:  # Liuchuan Market Regulation
        whole = tuple(f"{stem}局" for stem in stems)
    return OrganSpan(first, last, tokens[first].start, tokens[last].end, whole, beside=True) if whole else None


def _span(tokens: Sequence[Token], first: int, last: int, stems: tuple[str, ...], level: str) -> OrganSpan:
    names = tuple(stem if stem.endswith((*"局委部会处院行队", *_WHOLE)) else stem + level for stem in stems)
    word = tokens[last].letters
    plural = word != _singular(word) or word == "authorities"
    return OrganSpan(first, last, tokens[first].start, tokens[last].end, names, plural=plural)


def _singular(word: str) -> str:
    return {"bureaux": "bureau", "agencies": "agency", "authorities": word}.get(word, word.removesuffix("s"))


def _government_at(tokens: Sequence[Token], at: int) -> OrganSpan | None:
    after = tokens[at + 1].letters if at + 1 < len(tokens) else ""
    if tokens[at].letters == "government" and after in _OF_GOVERNMENT:
        return None
    for words, names in _GOVERNMENTS:
        if tuple(token.letters for token in tokens[at : at + len(words)]) == words:
            last = at + len(words) - 1
            return OrganSpan(at, last, tokens[at].start, tokens[last].end, names, government=True)
    return None


# --- readings -----------------------------------------------------------------------------------------------------


@cache
def organ_readings() -> dict[str, tuple[str, ...]]:
    """kejiju -> (科技局,): every known organ by its pinyin."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(known_organs() | frozenset(full_names())):
        for key in spellings(name):
            found[key] = (*found.get(key, ()), name)
    return found


@lru_cache(maxsize=65536)
def spellings(name: str) -> tuple[str, ...]:
    """The reading of a name, each character by itself too (leping beside yueping), and with u for the ü that keyboards
    write v: lvliang, luliang."""
    reads = (reading(name), "".join(map(reading, name)))
    return tuple(dict.fromkeys(one for read in reads for one in (read, read.replace("lv", "lu").replace("nv", "nu"))))


def rare_spellings(name: str) -> Iterator[str]:
    """The readings with another sound of one of the characters: changling beside zhangling."""
    from pypinyin import Style, pinyin

    usual = [reading(char) for char in name]
    for at, char in enumerate(name):
        for sound in pinyin(char, style=Style.NORMAL, heteronym=True)[0]:
            if sound != usual[at]:
                yield "".join((*usual[:at], sound, *usual[at + 1 :]))


@cache
def listed_readings() -> dict[str, tuple[str, ...]]:
    """Reading (or English name) of every province, city and county -> its codes."""
    found = dict(by_pinyin())
    for key, codes in by_pinyin().items():
        if (other := key.replace("lv", "lu").replace("nv", "nu")) != key:
            found[other] = (*found.get(other, ()), *codes)
    for english, name in english_places().items():
        key = re.sub("[^a-z]", "", english.lower())
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), *codes_of([name]))))
    return found


_SYLLABLE = (
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo"
    "|ui|un|ue|ve|a|o|e|i|u|v)"
)
_PINYIN = re.compile(f"(?:{_SYLLABLE})+")


def is_pinyin(letters: str) -> bool:
    """Whether letters can be read as syllables of Chinese: wuzhong, but not effective."""
    return _PINYIN.fullmatch(letters) is not None


def joined(tokens: Iterable[Token]) -> str:
    return "".join(token.letters for token in tokens)
