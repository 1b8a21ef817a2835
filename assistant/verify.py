"""The last check before an answer is shown: every number in it stands in what it cites, or is computed from that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from assistant import formula
from assistant.answer import Answer, Citation, Claim
from assistant.phrases import plain
from ingest.folding import folded
from ingest.numerals import QUANTITY, read_number
from ingest.strings import say

_MARK = re.compile(r"\[\d+\]")
_RUN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NONE = re.compile("未|没有|无|不存在|零")


def checked(answer: Answer) -> Answer:
    """`answer`, or a declining one in its place where something in it is not carried by its citations."""
    if answer.status != "answered":
        return answer
    faults = list(problems(answer))
    if not faults:
        return answer
    text = say("assistant.unverified", answer.question.language)
    return replace(answer, status="declined", text=text, reason=text, values=(), citations=(), table=None)


def problems(answer: Answer) -> Iterable[str]:
    """What in the answer no citation carries: claims, numbers of the text, cells of the table."""
    cited = {citation.n: citation for citation in answer.citations}
    for claim in answer.values:
        if not _carried(claim, cited):
            yield f"claim {claim.shown}"
    allowed = _allowed(answer)
    for number in _numbers(_MARK.sub(" ", answer.text)):
        if number not in allowed:
            yield f"text {number}"
    for n in _cited_numbers(answer):
        if n not in cited:
            yield f"citation [{n}]"
    yield from _table_problems(answer, cited)


def numbers_in(text: str) -> frozenset[Decimal]:
    """Every number `text` can be read to state: as printed, and with 万 and 亿 worked out."""
    words = folded(text)
    read = (number.value for hit in QUANTITY.finditer(words) if (number := read_number(hit)) is not None)
    return frozenset(read) | frozenset(_numbers(words))


def _numbers(text: str) -> Iterable[Decimal]:
    return (Decimal(run.replace(",", "")) for run in _RUN.findall(text))


def _carried(claim: Claim, cited: dict[int, Citation]) -> bool:
    quotes = [cited[n].quote for n in claim.citations if n in cited]
    if not quotes:
        return False
    if claim.text is not None:
        return any(claim.text in quote for quote in quotes)
    if claim.number is None:
        return True
    if claim.formula is not None:
        reports = {cited[n].report for n in claim.citations if n in cited}
        known = frozenset().union(*map(numbers_in, quotes)) | {Decimal(100), Decimal(len(reports))}
        return (formula.holds(claim.formula) and formula.operands(claim.formula) <= known
                and formula.result(claim.formula) == claim.number)
    return all(claim.number in numbers_in(quote) or claim.number == 0 and _NONE.search(folded(quote)) for quote in quotes)


def _allowed(answer: Answer) -> frozenset[Decimal]:
    """The numbers an answer's text may hold: claimed, quoted, of a year, or the user's own."""
    pieces = [citation.quote for citation in answer.citations]
    pieces += [citation.agency + " " + citation.title for citation in answer.citations]
    pieces += [claim.formula or "" for claim in answer.values] + [answer.question.text]
    pieces += [text for row in (answer.table.rows if answer.table else ()) for text, _ in row]
    stated = {claim.number for claim in answer.values if claim.number is not None}
    years = {Decimal(year) for year in (*answer.question.years, *(c.year for c in answer.citations))}
    counts = {Decimal(len(answer.values))} | ({Decimal(len(answer.table.rows))} if answer.table else set())
    if answer.question.operation in ("catalogue", "check"):  # counts of the library, sums of the checks
        return frozenset(_numbers(answer.text))
    return frozenset().union(*map(numbers_in, pieces)) | stated | years | counts | {
        Decimal(plain(number)) for number in stated}


def _cited_numbers(answer: Answer) -> Iterable[int]:
    yield from (int(mark[1:-1]) for mark in _MARK.findall(_unquoted(answer)))


def _unquoted(answer: Answer) -> str:
    """The text without its quotations, in which [3] may be the report's own."""
    text = answer.text
    for citation in answer.citations:
        text = text.replace(citation.quote, " ")
    return text


def _table_problems(answer: Answer, cited: dict[int, Citation]) -> Iterable[str]:
    for row in answer.table.rows if answer.table else ():
        for text, numbers in row:
            quotes = [cited[n].quote for n in numbers if n in cited]
            if len(quotes) == 1 and not _NONE.search(quotes[0]) and not set(_numbers(text)) <= numbers_in(quotes[0]):
                yield f"cell {text}"
