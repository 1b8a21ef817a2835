"""Whether a citation carries a number as a sentence says it: its value and unit, whose it is, of which year, of what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.answer import Citation, Claim
from assistant.concepts import WEIGHT, Sense, sense
from assistant.metrics import label_of
from assistant.writing.figures import Figure, closed, figures
from assistant.writing.labels import cell_agrees
from ingest.folding import bared

_STOP = re.compile("[，,；;。：:！？!?\n|]|(?<![A-Za-z])(?:and|while|but)(?![A-Za-z])")
_EITHER = tuple(
    (re.compile(one, re.I), re.compile(two, re.I))
    for one, two in (("人大|NPC|people's congress", "政协|CPPCC"), ("政协|CPPCC", "人大|NPC|people's congress"))
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_COUNTED = frozenset(("件", "条", "宗", "项", "个", "份", "起", "例", "个次", None))
_CLAUSE = 3
"""So many characters beside the number make a clause of a report recognisable."""
_LEAST = 0.34
"""Least share of what a sentence says of a number that its source must say too."""
_WITHIN = re.compile(
    r"不到|不足|少于|低于|以下|近|接近|将近|nearly|almost|less than|under|below|fewer than|up to", re.I
)
_BEYOND = re.compile(r"超|逾|多于|高于|大于|以上|突破|不少于|不低于|至少|more than|over|above|exceed|at least", re.I)
_TURN = re.compile(
    r"同比|环比|增长|增加|增幅|上升|下降|减少|降幅|降低|提高|increase|decrease|grew|rose|fell|growth|drop", re.I
)
_AROUND = re.compile(r"(?<=[\u4e00-\u9fff，。；：！？（）“”、])\s+|\s+(?=[\u4e00-\u9fff，。；：！？（）“”、])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A number as a sentence says it. `words` are those around it, `rest` what else the sentence says, `agencies` those
    it may be said of and `year` the year; None where the sentence names none."""

    figure: Figure
    words: str
    rest: str = ""
    agencies: frozenset[str] | None = None
    year: int | None = None
    before: str = ""
    sentence: str = ""


def carried(statement: Statement, claims: Iterable[Claim], cited: Mapping[int, Citation], marks: Sequence[int]) -> bool:
    """Whether one of the claims, or the words of one of the citations `marks`, states this very thing."""
    if any(_by_claim(statement, claim, [cited[n] for n in claim.citations if n in cited]) for claim in claims):
        return True
    held = [cited[n] for n in marks if n in cited]
    return any(_verbatim(statement, each) or (each.number is None and _by_words(statement, each)) for each in held)


def around(text: str, found: Sequence[Figure], at: int) -> str:
    """The words that say what the figure `at` of a text counts: its clause, or the ones before where that says nothing."""
    start = found[at - 1].end if at else 0
    end = found[at + 1].start if at + 1 < len(found) else len(text)
    before, after = _ASIDE.sub("|", text[start : found[at].start]), text[found[at].end : end]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    cuts = [hit.end() for hit in _STOP.finditer(before)]
    for cut in reversed([0, *cuts]):
        words = f"{before[cut:]}|{after}"
        if _weight(words) >= 1.0:
            return words
    return f"{before}|{after}"


def says_same(said: str, source: str, rest: str = "") -> bool:
    """Whether words of a sentence can stand for what a source states: no other channel or thing, and enough in common.
    `rest`: what the sentence says besides, where a channel may be named too."""
    one, two, other = meant(said), meant(source), meant(rest)
    for kind in ("channel", "thing"):
        mine, theirs = _of(one.concepts, kind), _of(two.concepts, kind)
        if mine and not mine & theirs:
            return False
        if kind == "channel" and theirs and not mine and not theirs & _of(other.concepts, kind):
            return False
    if not _weight(said) and "公开" in one.concepts and _of(two.concepts, "thing") - _of(other.concepts, "thing"):
        return False
    if any(mine.search(said) and not mine.search(source) and theirs.search(source) for mine, theirs in _EITHER):
        return False
    acts, done = _of(one.concepts, "act"), _of(two.concepts, "act")
    if acts and done and not acts & done:
        return False
    weights = {name: weight for name, weight in one.weights().items() if weight > WEIGHT["generic"]}
    if _english(said):
        weights = {name: weight for name, weight in weights.items() if name in one.concepts}
    whole = sum(weights.values())
    common = sum(weight for name, weight in weights.items() if name in two.concepts or name in two.pairs)
    return not whole or common / whole >= _LEAST


def same_value(figure: Figure, number: Decimal, unit: str | None) -> bool:
    """Whether a figure is this number, 元 and 万元 taken for what they are, in a unit that may stand for the other."""
    if figure.value is None:
        return False
    if unit in ("元", "万元") or figure.unit == "元":
        value = number * 10000 if unit == "万元" else number
        return figure.value == value if figure.unit == "元" else figure.unit is None and figure.value in (number, value)
    if figure.value != number:
        return False
    if figure.unit is None or figure.unit == unit:
        return (figure.unit == "%") == (unit == "%") or figure.unit is None
    return unit is None and figure.unit in _COUNTED


def _by_claim(statement: Statement, claim: Claim, citations: Sequence[Citation]) -> bool:
    if claim.number is None or not citations or not same_value(statement.figure, claim.number, claim.unit):
        return False
    if not _bounds_agree(statement, claim.qualifier) or not _whose(statement, claim, citations):
        return False
    source = _evidence(claim, citations)
    if claim.formula is None and bool(_TURN.search(statement.words)) != bool(_TURN.search(source)):
        return False
    english = _english(statement.words)
    if not cell_agrees(statement.words, statement.rest, statement.figure.unit, claim, citations, english):
        return False
    told = _common(statement.words, source) or _common(statement.rest, source)
    return told > 0 and says_same(statement.words, source, statement.rest)


def _whose(statement: Statement, claim: Claim, citations: Sequence[Citation]) -> bool:
    """Whether the agency and the year are the claim's."""
    owners = {claim.agency} if claim.agency else {each.agency for each in citations}
    if statement.agencies is not None and not owners <= statement.agencies:
        return False
    years = {_own_year(claim.number, each) or claim.year for each in citations}
    return statement.year is None or statement.year in years


def _own_year(number: Decimal | None, citation: Citation) -> int | None:
    """The year that the quotation itself gives for the number, where it is another than the report's."""
    for figure, words, year in _stated(citation.quote):
        if figure.value == number and words and year is not None:
            return year
    return None


def _verbatim(statement: Statement, citation: Citation) -> bool:
    """Whether the sentence repeats the whole clause in which the quotation has the number."""
    if statement.agencies is not None and citation.agency not in statement.agencies:
        return False
    quote = closed(bared(citation.quote))
    for figure, _, year in _stated(citation.quote):
        if figure.value != statement.figure.value or statement.year not in (None, year or citation.year):
            continue
        start = max((hit.end() for hit in _STOP.finditer(quote, 0, figure.start)), default=0)
        stop = _STOP.search(quote, figure.end)
        clause = quote[start : stop.start() if stop else len(quote)].strip()
        if len(re.sub(r"[\d\W]", "", clause)) >= _CLAUSE and clause in statement.sentence:
            return True
    return False


def _by_words(statement: Statement, citation: Citation) -> bool:
    """Whether the quotation states the number of the same thing: nearer to its words than to any other number's."""
    if statement.agencies is not None and citation.agency not in statement.agencies:
        return False
    stated = _stated(citation.quote)
    for figure, words, year in stated:
        if figure.value is None or not same_value(statement.figure, figure.value, figure.unit):
            continue
        if figure.unit != statement.figure.unit and statement.figure.unit is not None:
            continue
        if statement.year is not None and statement.year != (year or citation.year):
            continue
        if not _bounds_agree(statement, figure.qualifier) or bool(_TURN.search(statement.words)) != bool(
            _TURN.search(words)
        ):
            continue
        mine = _common(statement.words, words)
        if (
            says_same(statement.words, words, statement.rest)
            and mine
            and all(mine >= _common(statement.words, other) for each, other, _ in stated if each.value != figure.value)
        ):
            return True
    return False


@lru_cache(maxsize=1024)
def _stated(quote: str) -> tuple[tuple[Figure, str, int | None], ...]:
    """The numbers of a quotation, each with its words and the year named before it."""
    text = closed(bared(quote))
    every = figures(text)
    numbers = [figure for figure in every if figure.kind != "year"]
    out = []
    for at, figure in enumerate(numbers):
        start = numbers[at - 1].end if at else 0
        years = [int(each.value or 0) for each in every if each.kind == "year" and start <= each.start < figure.start]
        out.append((figure, around(text, numbers, at), years[-1] if years else None))
    return tuple(out)


def _bounds_agree(statement: Statement, qualifier: str) -> bool:
    """Whether 超过, 不足 and their like stand only where the source has them too."""
    near = statement.before[-14:] + statement.figure.printed + statement.figure.qualifier
    if _BEYOND.search(near) and not (_BEYOND.search(qualifier) or qualifier in "余多"):
        return False
    return not _WITHIN.search(near) or bool(_WITHIN.search(qualifier))


@lru_cache(maxsize=2048)
def _evidence_of(number: Decimal | None, metric: str, quote: str, row: str, column: str, section: str) -> str:
    words = [text for figure, text, _ in _stated(quote) if figure.value == number] or [quote if len(quote) < 40 else ""]
    labels = (label_of(metric, "zh"), label_of(metric, "en")) if metric else ()
    return "|".join((*labels, row, column, words[0], section))


def _evidence(claim: Claim, citations: Sequence[Citation]) -> str:
    """What a claim is known to count: its metric, its row and column, the words around it."""
    number = claim.number if claim.formula is None else None
    pieces = (
        _evidence_of(number, claim.metric or "", each.quote, each.row or "", each.column or "", "")
        for each in citations[:8]
    )
    return "|".join(dict.fromkeys(pieces))


def _common(one: str, two: str) -> float:
    mine, theirs = meant(one), meant(two)
    return sum(weight for name, weight in mine.weights().items() if name in theirs.concepts or name in theirs.pairs)


def _weight(words: str) -> float:
    said = meant(words)
    return sum(weight for name, weight in said.weights().items() if weight > WEIGHT["generic"])


@lru_cache(maxsize=1 << 13)
def meant(words: str) -> Sense:
    """What plain words mean; they are simplified and half-width already, so only spaces are in the way."""
    return sense(_AROUND.sub("", words))


def _of(concepts: Mapping[str, str], kind: str) -> set[str]:
    return {name for name, one in concepts.items() if one == kind}


def _english(words: str) -> bool:
    return len(re.findall("[A-Za-z]{3,}", words)) > len(re.findall("[\u4e00-\u9fff]", words)) / 4
