"""Whether the parts that a report lists add up to the whole that it states: 主动公开47条，其中36条、5条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from assistant.answer import Answer
from assistant.citing import Citer, mark
from assistant.claiming import claim_of, computed, piece
from assistant.cues import YEAR
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.formula import added
from assistant.operations import replies
from assistant.phrases import plain
from assistant.question import Question
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.numerals import QUANTITY, read_number
from ingest.report import Fact
from ingest.strings import say
from ingest.tokens import pairs_of

_ASKS = re.compile(
    r"加(?:在一|到一)?(?:得|起|总)*(?:来|一块儿?)?[^，,。]{0,4}(?:一致|相符|吻合|是不是|是否|等于|等不等于|正好|刚好|够不够|够|就是|[得不]?[对平](?:得上|不上|吗|不)?)|[两三四五六七几各、和与跟及][^。]*(?:加(?:在一|到一)?起来|相加|合计|总共|一共)(?:正好|刚好|恰好|就)?(?:是|等于|为)(?:不是)?(?:\d|这|那|总)|加[得不](?:起来|拢|上|齐|够|出)|(?:分项|各项|细项|明细|几项|各类|分类|那几个数|这几个数|这些数)[^，,。]{0,10}(?:加|合)[^，,。]{0,8}(?:对|平|等于|是不是|是否|吗|不|够)"
    r"|(?:合计|总数|总和|之和)[^，,。]{0,8}(?:等于|对[得不]上|对不对|是不是|是否|相符|不符|不?一致|不?吻合|有出入)|凑[得不](?:齐|够|出|上)"
    r"|\b(?:parts?|figures?|categories|items|numbers?|channels?|they|it|breakdown|components?)\b[^?]{0,60}\b(?:add(?:s|ed)? up|sum(?:s|med)? (?:up )?to|total(?:s|led)? (?:up )?to|make (?:up )?)\b"
    r"|\b(?:do|does|did)\b[^?]{0,80}\b(?:add up|sum (?:up )?to|equal)\b",
    re.IGNORECASE,
)
_PIECES = frozenset((None, *"条 件 篇 份 项 个 则".split()))
_SUMS = re.compile(r"共计|合计|总计|总共|累计|(?:^|[^公])共(?!同|享|性)")


def answer(question: Question, desk: Desk) -> Answer | None:
    """The whole of a report held against its parts; None where it is not asked for, or the prose has no such parts."""
    asked = _ASKS.search(question.said) or _ASKS.search(folded(question.text))
    if len(question.agencies) != 1 or question.said.count(YEAR) > 1 or not asked:
        return None
    numbers = {
        number.value for hit in QUANTITY.finditer(folded(question.text)) if (number := read_number(hit)) is not None
    }
    years = question.years[-1:] or desk.years(question.agencies[0])[-1:]
    for head in desk.heads(question.agencies[0], years[0]) if years else ():
        facts = desk.facts(head.id)
        lists = list(_lists(facts))
        named = [one for one in lists if one[0].value in numbers] or _meant(question, desk, head, lists)
        if len({id(whole) for whole, _ in named}) == 1:
            return _told(question, head, *_fitting(named))
    return None


def _lists(facts: Sequence[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """Each whole that the prose states, with each of its lists of parts: behind it, or before a 共计."""
    linked = [fact for fact in facts if fact.total is not None and _counts(fact)]
    for at, group in groupby(sorted(linked, key=lambda fact: fact.total or 0), key=lambda fact: fact.total):
        whole, parts = facts[at or 0], list(group)
        same = [part for part in parts if _alike(part.unit, whole.unit)]
        if _counts(whole) and len(same) > 1:
            yield whole, _first_run(same, whole.value or Decimal(0))
    for at, fact in enumerate(facts):
        if _counts(fact) and fact.total is None and _SUMS.search(fact.noun or ""):
            before = [one for one in facts[:at] if one.quote == fact.quote and _counts(one) and one.unit == fact.unit]
            if len(before) > 1 and all((one.value or 0) < (fact.value or 0) for one in before):
                yield fact, before


def _counts(fact: Fact) -> bool:
    return (
        fact.origin == "prose"
        and bool(fact.value)
        and fact.qualifier == "exact"
        and fact.year is None
        and fact.unit != "%"
    )


def _alike(one: str | None, other: str | None) -> bool:
    return one == other or (one in _PIECES and other in _PIECES)


def _first_run(parts: list[Fact], whole: Decimal) -> list[Fact]:
    """The first of the parts that make the whole, where a report tells two ways of parting it; else all of them."""
    so_far = Decimal(0)
    for at, part in enumerate(parts):
        so_far += part.value or Decimal(0)
        if so_far == whole and at:
            return parts[: at + 1]
    return parts


def _meant(
    question: Question, desk: Desk, head: ReportHead, lists: Sequence[tuple[Fact, list[Fact]]]
) -> list[tuple[Fact, list[Fact]]]:
    """The lists of the whole that the question names, or of the only one there is where it names none."""
    found = [fact for metric in question.metrics if (fact := find(desk, head, metric).fact) is not None]
    named = [one for one in lists if one[0] in found]
    if named or not lists:
        return named
    asked = {*pairs_of(question.said)}
    told = [sum(bool(asked & {*pairs_of(_own(part))}) for part in parts) for _, parts in lists]
    return [one for one, count in zip(lists, told, strict=True) if count == max(told) and count > 1]


def _own(part: Fact) -> str:
    """A part's own words, without those of its whole."""
    return (part.noun or "").rsplit("其中", 1)[-1]


def _fitting(lists: Sequence[tuple[Fact, list[Fact]]]) -> tuple[Fact, list[Fact]]:
    """Of several lists of the same whole the one that makes it."""
    made = (one for one in lists if sum(part.value or Decimal(0) for part in one[1]) == one[0].value)
    return next(made, lists[0])


def _told(question: Question, head: ReportHead, whole: Fact, parts: Sequence[Fact]) -> Answer:
    citer, language = Citer(), question.language
    found = [Found(head, (part,), (), "number") for part in parts]
    total = claim_of(Found(head, (whole,), (), "number"), citer, language)
    written = added(part.value or Decimal(0) for part in parts)
    made = computed(written, found, None, citer, language, head.agency)
    less = (made.number or Decimal(0)) - (total.number or Decimal(0))
    claims = [made, total]
    text = say(
        "assistant.adds_up" if not less else "assistant.adds_less" if less < 0 else "assistant.adds_not",
        language,
        agency=head.agency,
        year=head.year,
        value=made.shown,
        formula=written,
        marks=mark(*made.citations),
        whole=total.shown,
        quote=whole.quote,
        also=mark(*total.citations),
    )
    if less:
        sides = (plain(total.number or Decimal(0)), f"({written.split(' = ')[0]})")
        written = f"{' − '.join(sides if less < 0 else sides[::-1])} = {plain(abs(less))}"
        claims.append(
            computed(written, [*found, Found(head, (whole,), (), "number")], None, citer, language, head.agency)
        )
        text += piece("assistant.adds_apart", claims[-1], language, formula=written)
    return replies.answered(replace(question, operation="check", asserted=None), text, claims, citer)
