"""Conditions in a question over many: 超过100件且没有行政复议 -> two clauses, each with its bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.question import Bound, Comparator
from ingest.folding import folded
from ingest.numerals import QUANTITY, read_number

_N = r"(?P<{0}>\d[\d,]*(?:\.\d+)?(?:千万|百万|万|千|百|亿)?|[一二两三四五六七八九十百千]+(?=[件条个次篇期项份宗万家人名]))(?!\d|年(?!以))(?P<{0}_unit>[件条个次篇期项份宗家人名]|人次)?"
_LOW, _HIGH = _N.format("low"), _N.format("high")
_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (
        ">=",
        r"不少于|不低于|不小于|至少(?:有|为)?|最少(?:有)?|大于等于|≥|>=|(?<!未)(?<!没)(?<!没有)(?<!不)达到?(?:了)?|\bat least|\bno fewer than|\bno less than",
    ),
    ("<=", r"不超过|不多于|不高于|不大于|至多|最多(?:有|为)?|小于等于|≤|<=|\bat most|\bno more than|\bup to"),
    (
        "<",
        r"少于|小于|低于|不足|不到|不满|未满|(?:未|没有?)(?:达到?|超过|突破|满)|<|＜|\bfewer than|\bless than|\bunder|\bbelow",
    ),
    (
        ">",
        r"超过(?:了)?|超出|大于|多于|多过|高于|高出|突破(?:了)?|跨过|逾|过(?=\s*(?:\d{2}|[百千万]))|>|＞|\bmore than|\bover|\babove|\bexceed(?:s|ed|ing)?|\bgreater than",
    ),
    ("=", r"等于|正好(?:是|为|有)?|恰好(?:是|为|有)?|刚好(?:是|为|有)?|只有|仅有|\bexactly|\bequal to"),
)
_AFTER: tuple[tuple[Comparator, str], ...] = (
    (">=", r"(?:及|或|和)?以上|起(?!诉)|\bor (?:more|above)|\band (?:more|above)"),
    ("<=", r"(?:及|或|和)?以下|以内|之内|\bor (?:fewer|less|below)"),
)
_PATTERNS: tuple[tuple[Comparator, str], ...] = (
    (
        "between",
        rf"(?:介于|在)?\s*{_LOW}\s*(?:[-—–~～到至和与]|and|to)+\s*{_HIGH}\s*(?:之间|之内|(?:这个?|的|这一)?(?:范围|区间|档|段)(?:内|里|中)?)",
    ),
    ("between", rf"{_LOW}(?:及)?以上[、，,]?(?:且|而)?(?:不超过|不到|至)?\s*{_HIGH}(?:及)?以下"),
    ("between", rf"介于\s*{_LOW}\s*(?:[-—–~～到至和与、]|and|to)+\s*{_HIGH}"),
    ("between", rf"\b(?:between|from)\s+{_LOW}\s+(?:and|to)\s+{_HIGH}"),
    *((op, rf"(?:{words})\s*{_LOW}") for op, words in _BEFORE),
    *((op, rf"{_LOW}\s*(?:{words})") for op, words in _AFTER),
    ("=", rf"(?:为|是|=)\s*{_LOW}(?=的|$|[？?])"),
)
_RULES = tuple((op, re.compile(rule, re.IGNORECASE)) for op, rule in _PATTERNS)
_POSITIVE = re.compile(
    r"(?:大于|多于|超过|高于|不为|不是|非)[零0](?!\d)[件条个]?|\b(?:non-?zero|above zero|more than zero)\b", re.I
)
_NONE = re.compile(
    r"一[件个条次]也?(?:都)?没(?:有)?|没有(?!现成|经过)|没(?=收|办|发|作|受|开)|(?<!尚)未(?:曾|收到|发生|办理|制发|作出|实施|公开|收取|开展|受理)|(?:为|是|等于)[零0](?!\d)[件条个]?|无(?=行政|申请|复议|诉讼|收费|处罚)|零(?=申请|处罚|诉讼|复议|收费|报告|受理)|"
    r"\bno\b(?! (?:more|fewer|less))|\bnone\b|\bzero\b|did not|didn't|\bwithout\b|never|not a single",
    re.IGNORECASE,
)
_OR = re.compile(r"[,，]?(?:或者|或(?!以|及)|要么)|\bor\b(?!\s+(?:more|fewer|less|above|below))", re.IGNORECASE)
_AND = re.compile(
    r"[,，]?(?:并且|而且|同时(?=[有没未无收行作新])|且(?=.)|但是?(?=.)|却(?=[有没未无])|又(?=[有没未无被收受]))|[,，](?=没|未|无|也|都|又|行政|新收|收到)|"
    r"\bbut\b|\band\b(?=\s+(?:no|more|fewer|less|at|had|have|with|received|did|over|under|without))",
    re.IGNORECASE,
)


_WHO = re.compile(
    r"(?:19|20)\d{2}年?度?|[的是有在又也但却且而,，、。？?!！]|[哪几](?:些|个|家)?|(?:这些|那些)?(?:单位|机关|部门|局|机构|地方)|谢谢啦?|"
    r"\b(?:but|and|in|it|was|were|is|are|had|the|agencies|bureaus|bodies|departments|organs)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: the words that name its metric, without the bound; None where none is stated (more than none)."""

    words: str
    bound: Bound | None


@dataclass(frozen=True, slots=True)
class Conditions:
    """The clauses of a question; `either`: one of them is enough. `spans`: where the bounds stand."""

    clauses: tuple[Clause, ...]
    either: bool = False

    @property
    def bounds(self) -> tuple[Bound, ...]:
        return tuple(clause.bound or MORE_THAN_NONE for clause in self.clauses)


MORE_THAN_NONE = Bound(">", Decimal(0))


def conditions(text: str) -> Conditions:
    """What a question demands of numbers: its clauses, each with its bound."""
    words = re.sub(r"既(?=[有没未无被收受])", "", folded(text))
    either = _OR.search(words) is not None
    pieces = [piece for piece in (_OR if either else _AND).split(words) if piece and piece.strip()]
    clauses = list(_merged(_joined(_clause(piece) for piece in pieces), either))
    return Conditions(tuple(clauses) or (Clause(words, None),), either and len(clauses) > 1)


def _joined(clauses: Iterator[Clause]) -> Iterator[Clause]:
    """A piece without a bound of its own (行政处罚 in 行政处罚且超过十件) belongs to the one after it."""
    before = ""
    for clause in clauses:
        if clause.bound is None and not re.search(r"[有收发作被]|\b(?:had|have|with|received)\b", clause.words):
            before += clause.words
            continue
        yield Clause(before + clause.words, clause.bound)
        before = ""
    if before:
        yield Clause(before, None)


def _merged(clauses: Iterator[Clause], either: bool) -> Iterator[Clause]:
    """A bound that names nothing (但低于50的单位) is one more on what the clause before it names."""
    before: Clause | None = None
    for clause in clauses:
        if not either and before and before.bound and clause.bound and not _WHO.sub("", clause.words).strip():
            before = Clause(before.words + clause.words, replace(before.bound, also=clause.bound))
            continue
        if before:
            yield before
        before = clause
    if before:
        yield before


def _clause(text: str) -> Clause:
    for op, rule in _RULES:
        if hit := rule.search(text):
            low = _number(hit["low"])
            high = _number(hit["high"]) if op == "between" else None
            if low is not None and (op != "between" or high is not None):
                return Clause(f"{text[: hit.start()]} {text[hit.end() :]}".strip(), Bound(op, low, high))
    if hit := _POSITIVE.search(text):
        return Clause(f"{text[: hit.start()]} {text[hit.end() :]}".strip(), MORE_THAN_NONE)
    if hit := _NONE.search(text):
        return Clause(f"{text[: hit.start()]} {text[hit.end() :]}".strip(), Bound("=", Decimal(0)))
    return Clause(text, None)


def _number(written: str) -> Decimal | None:
    hit = QUANTITY.search(f"{written}件")
    number = read_number(hit) if hit else None
    return number.value if number is not None else None
