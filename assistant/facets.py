"""A cell by the parts people put its name together from: 因不掌握信息而无法提供的申请, requests refused as state secrets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_SOFT = frozenset(("new", "closed", "decisions", "filed", "issued"))
"""Parts that are said of anything."""
_LOOSE = frozenset(("decisions", "filed", "issued"))
"""Parts that a cell need not have room for."""
_COMMON = frozenset("request review suit closed license penalty coercion admin_fee normative rules meetings".split())
"""Parts that a whole table is about."""
_TABLES = {
    "request": ("申请里", "requests "),
    "review": ("行政复议", "administrative reviews "),
    "suit": ("行政诉讼", "lawsuits "),
    "license": ("行政许可", "licences "),
    "penalty": ("行政处罚", "penalties "),
    "coercion": ("行政强制", "administrative coercion "),
    "admin_fee": ("行政事业性收费", "administrative fees "),
    "normative": ("规范性文件", "normative documents "),
}
_NO_APPLICANT = re.compile(
    "(?:企业|个人|公司|组织|机构|律师)(?:名称|信息|公开|信用|服务|培训|家|类(?!申请|的申请)|员|所得税|走访|数)"
)

_SAME_BODIES = re.compile(r"\|\s*(?:,|and|or|、|和|及|等)*\s*(?:other|其[他它])?的?\s*\|", re.IGNORECASE)
"""Law firms and other legal-service bodies are one column."""
_RUN = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 6
"""Characters of the longest light word."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts found in a text, and what they leave of it."""

    names: frozenset[str]
    rest: str


@dataclass(frozen=True, slots=True)
class _Facet:
    name: str
    zh: re.Pattern[str]
    en: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Cell:
    """A key with the parts it needs, and those with which it has room for no others."""

    key: str
    needs: frozenset[str]
    most: frozenset[str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("assistant") / "facets.toml").read_text("utf-8"))


@cache
def _facets() -> tuple[_Facet, ...]:
    return tuple(
        _Facet(row["name"], re.compile(row["zh"]), re.compile(rf"(?<![a-z])(?:{row['en']})(?![a-z])", re.IGNORECASE))
        for row in _table()["facet"]
    )


@cache
def _cells() -> tuple[_Cell, ...]:
    return tuple(_spelled_out())


def _spelled_out() -> Iterator[_Cell]:
    """`review.*` with each = ["upheld", …] is one cell for each."""
    names: dict[str, str] = _table()["names"]
    for row in _table()["cell"]:
        for each in row.get("each", ("",)):
            key = row["key"].replace("*", names.get(each, each))
            needs = frozenset(filter(None, (each, *row["needs"])))
            also = ("new",) if key.startswith("requests.results.") else ()  # 新收申请中予以公开的
            yield _Cell(key, needs, needs | frozenset((*row["may"], *also)))


@lru_cache(maxsize=4096)
def parts_of(text: str) -> Parts:
    """The parts that folded `text` names."""
    found: set[str] = set()
    rest = text
    english = re.search("[A-Za-z]{3}", text) is not None
    for facet in _facets():
        rest, hits = facet.zh.subn("|", rest)
        if english:
            rest, more = facet.en.subn("|", rest)
            hits += more
        if hits:
            found.add(facet.name)
    return Parts(frozenset(found), rest)


@lru_cache(maxsize=4096)
def cell_of(parts: frozenset[str]) -> str | None:
    """The key that these parts name, all of them and nothing else; the one that needs most where several fit."""
    fitting = [cell for cell in _cells() if cell.needs <= parts and parts - _LOOSE <= cell.most]
    return max(fitting, key=lambda cell: len(cell.needs)).key if fitting else None


def says_more(key: str, parts: frozenset[str]) -> bool:
    """Whether words name parts that the cell `key` has no room for: 不掌握 is no part of 本年新收申请."""
    known = [cell for cell in _cells() if cell.key == key]
    return bool(known) and not any(parts - _SOFT <= cell.most for cell in known)


@cache
def light_words() -> tuple[frozenset[str], frozenset[str]]:
    """Chinese and English words that narrow nothing: 作出, 这一项, handed down."""
    rows: dict[str, str] = _table()["light"]
    return frozenset(rows["zh"].split()), frozenset(rows["en"].split())


def without_light(text: str) -> str:
    """`text` without its runs of Chinese characters that light words make up wholly."""
    return _RUN.sub(lambda hit: "|" if _all_light(hit.group()) else hit.group(), text)


@lru_cache(maxsize=4096)
def _all_light(run: str) -> bool:
    """Whether light words make up the whole of `run`."""
    words = light_words()[0]
    reached = {0}
    for end in range(1, len(run) + 1):
        if any(start in reached and run[start:end] in words for start in range(max(0, end - _LONGEST), end)):
            reached.add(end)
    return len(run) in reached


def own_parts(key: str) -> frozenset[str]:
    """The parts that tell the cell `key` from the others of its table, and that words for it must name."""
    return _needed(key) - _COMMON


def narrow_parts(words: str) -> frozenset[str]:
    """The parts that words name and that tell one cell of a table from another."""
    return parts_of(words).names - _COMMON - _SOFT


def common_parts_of(words: str) -> frozenset[str]:
    """The whole tables that words name: 行政复议."""
    return parts_of(words).names & tables()


def tables() -> frozenset[str]:
    """The names of whole tables that have words of their own."""
    return frozenset(_TABLES)


def table_words(name: str, english: bool) -> str:
    """What a whole table is about, as words that name it."""
    return _TABLES[name][english]


def common_parts(key: str) -> frozenset[str]:
    """The parts that words for the cell `key` need and that its whole table is about."""
    return _needed(key) & _COMMON


@lru_cache(maxsize=256)
def _needed(key: str) -> frozenset[str]:
    """What the first of the cells under a key needs; the others are other ways to put it."""
    return next((cell.needs for cell in _cells() if cell.key == key), frozenset())


@cache
def _applicants() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    rows: dict[str, list[str]] = _table()["applicants"]
    order = sorted(rows, key=lambda key: key == "applicant.org.business")  # 律师事务所 and law firms are no 企业
    return tuple(
        (key, re.compile(rows[key][0]), re.compile(rf"(?<![a-z])(?:{rows[key][1]})(?![a-z])", re.IGNORECASE))
        for key in order
    )


def applicant_in(text: str) -> tuple[str, str] | None:
    """The applicant that the words name, and what they leave; None where 企业 names the information (企业名称)."""
    if _NO_APPLICANT.search(text):
        return None
    for key, zh, en in _applicants():
        for pattern in (zh, en):
            if pattern.search(text):
                return key, _SAME_BODIES.sub("|", pattern.sub("|", text))
    return None
