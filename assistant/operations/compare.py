"""The same metric side by side: agencies, years, or both; every cell cited, every gap named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer
from assistant.claiming import claim_of, piece
from assistant.cues import NAME, YEAR
from assistant.desk import Desk
from assistant.finding import Found
from assistant.formula import compared, grown, result
from assistant.operations import growth, polarity, replies, sides
from assistant.phrases import listed, plain, shown, spelled
from assistant.question import Language, Question
from ingest.report import Fact
from ingest.strings import say

_BASE_FIRST = re.compile(r"^\W*(?:比起?|相[比较](?:于|起)?|较之?|对比|compared (?:to|with)|than)(?!较)", re.IGNORECASE)
"""比起乙局，甲局…: what is named first is what the other is held against."""
_WHO = re.compile(r"谁|哪|孰|\b(?:who|which|whose)\b", re.IGNORECASE)
_ORDERED = frozenset(("order", "most", "least"))
Row = tuple[tuple[str, tuple[int, ...]], ...]
_DIFFERENCE = re.compile(
    r"[多少高低大小](?:[\u4e00-\u9fff]{1,3}?)?(?:了|出)?(?:多少|几(?!家|个单位))|落后|领先|甩|多远|[大小]多少|增减|变动|升降|涨跌|相差|差(?:了)?(?:多少|几|距|额)|差别|增(?:长|加|减|幅)|减少|下降|上升|(?:[涨降升减跌]|(?<![办理删撤废清关砍销改用花除拆去])掉)[了低]?(?:多少|几|百分)|幅度|是(?:升是降|降是升|增是减|减是增|涨是跌|多是少)|百分之(?:几|多少)|几成|[增降涨]幅|增速|多快|同比|变[化动]?(?:了)?(?:多少|几|百分)|"
    r"\b(?:by how (?:many|much)|how (?:many|much) (?:more|fewer|less|higher|lower|larger|bigger|smaller)|how far (?:apart|behind|ahead)|difference|gap|margin|subtract|minus|(?:in|de)crease\w*|gr[eo]w\w*|change\b|rise|rose|fall|fell|drop\w*|shr[iau]nk\w*|declin\w*|climb\w*|jump\w*|surg\w*|plung\w*|slump\w*|gain\w*)",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"[少低小](?:[\u4e00-\u9fff]{1,3}?)?(?:了|出)?(?:多少|几)|减少|下降|降(?:低)?了|跌|落后|\b(?:fewer|less|lower|smaller|behind|decreas\w*|fall|fell|drop\w*|shr[iau]nk\w*|declin\w*)",
    re.IGNORECASE,
)
_MORE = re.compile(r"增|升|涨|多(?=还是|了|或)|\b(?:increas|rise|rose|gr[eo]w|climb|more)", re.IGNORECASE)
_APART = re.compile(r"差(?!异化)|apart\b|\bgap\b|\bdifferen|\bmargin\b", re.IGNORECASE)
"""How far apart two numbers are has no sign."""


def answer(question: Question, desk: Desk) -> Answer:
    """A table of agencies by years for the metric asked (rows by metric where several are asked of one agency)."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    years = tuple(sorted(question.years)) or _shared_years(question, desk)
    own, citer = _own_years(question), Citer()
    claims: list[Claim] = []
    rows: list[Row] = []
    points: list[dict[str, object]] = []
    asked_of = {agency: (own[agency],) if agency in own else years for agency in question.agencies}
    places = [(agency, year) for agency, asked in asked_of.items() for year in asked]
    each = [
        sides.alike(question, desk, metric, {side: sides.found_at(desk, side, metric) for side in places})
        for metric in question.metrics
    ]
    for agency, asked in asked_of.items():
        for metric, told in zip(question.metrics, each, strict=True):
            found = [told[agency, year] for year in asked]
            label = agency if len(question.metrics) == 1 else f"{agency} · {metric.label}"
            rows.append(_row(label, found, asked, citer, claims, question.language, points))
    if not claims:
        return replies.not_compared(question, desk, years)
    first = _best_year(question, claims)
    verdict = _verdict(question, claims) if _all_told(question, claims) else ""
    if question.cues & _ORDERED and len(question.agencies) > 1 and len(years) == len(question.metrics) == 1:
        claims = _in_order(question, claims)
    apart = differences(question, claims, years) if asks_difference(question) else []
    return replies.answered(
        question,
        verdict
        + "".join(piece("assistant.best_year", claim, question.language) for claim in first)
        + _text(question, claims, apart, years),
        (*first, *apart, *(claim for claim in claims if claim not in first)),
        citer,
        coverage="" if own else _without(question, claims, years),
        table=None if own else AnswerTable(_columns(years, question.language), tuple(rows), _chart(points, years)),
        warnings=_caveats(claims, question.language),
    )


def _own_years(question: Question) -> dict[str, int]:
    """The year of each of two agencies, where each is named with its own: 甲局2022年比乙局2023年多几件; else none."""
    masks = re.sub(f"[^{NAME}{YEAR}]", "", question.said)
    paired = masks in (2 * (NAME + YEAR), 2 * (YEAR + NAME)) and len(question.agencies) == len(question.years) == 2
    return dict(zip(question.agencies, question.years, strict=True)) if paired else {}


def _without(question: Question, claims: Sequence[Claim], years: Sequence[int]) -> str:
    """Whose figure is missing, and of which years."""
    language, told = question.language, {(claim.agency, claim.year) for claim in claims}
    names: list[str] = []
    for agency in question.agencies:
        open_ = [year for year in years if (agency, year) not in told]
        if len(open_) == len(years):
            names.append(agency)
        elif open_:
            names.append(agency + say("assistant.bracketed", language, words=spelled(open_)))
    return say("assistant.compare_without", language, names=listed(names, language)) if names else ""


_POSTS = frozenset(("条", "篇", "则", "条次", "篇次"))
"""What posts are counted in, whichever a report prefers; that they differ is said."""


def asks_difference(question: Question) -> bool:
    """Whether the question is for the change, not for the figures themselves."""
    return _DIFFERENCE.search(question.text) is not None or (
        question.asserted is not None and _DIFFERENCE.search(question.said) is not None
    )


def _shared_years(question: Question, desk: Desk) -> tuple[int, ...]:
    """Of one agency every year; of several the newest year that all hold, else every year held."""
    held = [set(desk.years(agency)) for agency in question.agencies]
    if len(held) == 1:
        return tuple(sorted(held[0]))
    shared = set.intersection(*held)
    return (max(shared),) if shared else tuple(sorted(set.union(*held)))


def _row(
    label: str,
    found: list[Found | None],
    years: tuple[int, ...],
    citer: Citer,
    claims: list[Claim],
    language: Language,
    points: list[dict[str, object]],
) -> Row:
    cells: list[tuple[str, tuple[int, ...]]] = [(label, ())]
    facts: list[Fact | None] = []
    for year, each in zip(years, found, strict=True):
        fact = each.fact if each is not None and each.state == "number" else None
        facts.append(fact)
        if each is None or fact is None:
            cells.append((gap(each.state if each is not None else "no_report", language), ()))
            continue
        claim = claim_of(each, citer, language)
        cells.append((claim.shown, claim.citations))
        points.append({"label": label, "year": year, "value": float(claim.number or 0), "citation": claim.citations[0]})
        claims.append(claim)
    if len(years) > 1:
        cells.append((_change(facts), ()))
    return tuple(cells)


def gap(state: str, language: Language) -> str:
    """What stands in a cell without a number."""
    kind = "cell" if state in ("no_report", "absent") else "state"
    return say(f"assistant.{kind}_{state}", language)


def _change(facts: list[Fact | None]) -> str:
    """Last year against the one before it: +24（+20.3%）."""
    one, two = facts[-2:]
    if one is None or two is None or one.value is None or two.value is None:
        return "—"
    return difference(one.value, two.value)


def difference(one: Decimal, two: Decimal) -> str:
    """The change from `one` to `two`, and its share of `one` in percent where that is not zero."""
    change = two - one
    sign = "+" if change > 0 else "−" if change < 0 else ""
    share = "" if one == 0 else f"（{sign}{abs(change) * 100 / one:.1f}%）"
    return f"{sign}{plain(abs(change))}{share}"


def _columns(years: tuple[int, ...], language: Language) -> tuple[str, ...]:
    change = (say("assistant.column_change", language),) if len(years) > 1 else ()
    return (say("assistant.column_agency", language), *map(str, years), *change)


def _best_year(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """The year asked for where one agency's years are weighed against each other (哪一年最多); none where two share it."""
    if "which_year" not in question.cues or len(question.agencies) != 1 or len(question.metrics) != 1:
        return []
    ordered = sorted(claims, key=lambda claim: claim.number or Decimal(0), reverse=question.descending)
    alone = len(ordered) > 1 and ordered[0].number != ordered[1].number
    return ordered[:1] if alone else []


def differences(question: Question, claims: Sequence[Claim], years: Sequence[int]) -> list[Claim]:
    """What one number is more than the other, in all and in percent: of two agencies, or of one agency's last two
    years. None where there are more to choose from, or where units differ."""
    units = {claim.unit for claim in claims}
    if len(question.metrics) != 1 or len(claims) < 2 or (len(units) > 1 and not units <= _POSTS):
        return []
    if len(question.agencies) == 1 and len(years) > 1:
        base, subject = sorted(claims, key=lambda claim: claim.year)[-2:]
        base, subject = (subject, base) if _of_earlier(question, base.year, subject.year) else (base, subject)
        agency = subject.agency
    elif len({claim.agency for claim in claims}) == len(claims) == 2 and (len(years) == 1 or _own_years(question)):
        base, subject = sorted(claims, key=lambda claim: claim.number or 0)
        agency = ""
    else:
        return []
    if subject.formula is not None or base.formula is not None:
        return []  # a sum is carried by the cells it adds, and not by itself
    return _apart(question, subject, base, agency)


def _of_earlier(question: Question, earlier: int, later: int) -> bool:
    """2021年比2022年多几件: what the earlier year has more."""
    said = rf"{earlier % 100:02}(?!\d)[^，,。]{{0,20}}?(?:比|较|\bthan\b)[^，,。]{{0,8}}?{later % 100:02}(?!\d)"
    return re.search(said, question.text) is not None


def _apart(question: Question, subject: Claim, base: Claim, agency: str) -> list[Claim]:
    """The difference first, then in percent: without a sign where it is asked how far apart they are; asked how much less
    there is, as much less, so that 少几件 of what has grown is negative."""
    one, two = subject.number or Decimal(0), base.number or Decimal(0)
    less = _LESS.search(question.text) is not None and not (agency == "" or _MORE.search(question.text))
    turned = one < two if _APART.search(question.text) or agency == "" else less
    unit = subject.unit if subject.unit != "%" else "个百分点"
    amount = compared(two, one) if turned else compared(one, two)
    out = [_computed(amount, unit, agency, subject, base, question.language)]
    if two and subject.unit != "%" and one != two:
        out.append(_computed(grown(one, two), "%", agency, subject, base, question.language))
    if growth.wanted(question) == "percent":
        out.reverse()
    return out


def _computed(
    written: str, unit: str | None, agency: str, later: Claim, earlier: Claim, language: Language
) -> Claim:  # fmt: skip
    value = result(written)
    return Claim(
        value,
        unit,
        "exact",
        agency,
        max(later.year, earlier.year),
        later.metric,
        (*later.citations, *earlier.citations),
        shown(value, unit, "exact", language),
        formula=written,
    )


def _text(question: Question, claims: list[Claim], apart: Sequence[Claim], years: tuple[int, ...]) -> str:
    language = question.language
    semicolon = say("assistant.semicolon", language)
    if len(question.agencies) > 1 and len(years) == 1 and len(question.metrics) == 1:
        ranked = _in_order(question, claims)
        pieces = [piece("assistant.compare_piece", claim, language) for claim in ranked]
        lead = _lead(ranked, question) if _all_told(question, claims) else ""
        return lead + semicolon.join(pieces) + _gap(apart, language)
    if len(question.metrics) > 1:
        return semicolon.join(_labelled(claim, question) for claim in claims)
    exact = all(claim.number == round(claim.number or Decimal(0), 1) for claim in apart if claim.unit == "%")
    turned = any(claim.number != _between(claims) for claim in apart if claim.unit != "%")
    turn = _turn(question, claims) if exact and not turned else []  # else it would be told twice, once rounded
    pieces = [piece("assistant.year_piece", claim, language) for claim in claims] + turn
    return semicolon.join(pieces) + _gap(apart, language)


def _all_told(question: Question, claims: Sequence[Claim]) -> bool:
    """Whether each of the agencies asked about has its number, so that one of them can be said to have more."""
    return len(question.agencies) < 2 or {claim.agency for claim in claims} >= {*question.agencies}


def _verdict(question: Question, claims: Sequence[Claim]) -> str:
    """Yes or no, where it is asked whether the first agency named has more than the other, or one year than the other."""
    if len(claims) != 2 or len(question.metrics) != 1 or any(claim.number is None for claim in claims):
        return ""
    one, two = claims
    if one.agency == two.agency:
        earlier, later = sorted(claims, key=lambda claim: claim.year)
        one, two = (earlier, later) if _of_earlier(question, earlier.year, later.year) else (later, earlier)
    elif _BASE_FIRST.search(question.text):
        one, two = two, one
    key = polarity.of_two(question, one.number or Decimal(0), two.number or Decimal(0))
    return say(key, question.language) + "\n" if key else ""


def _lead(ranked: Sequence[Claim], question: Question) -> str:
    """Who has more (or less, where that is asked for); that all have the same; or that several share the place."""
    language = question.language
    if len(ranked) < 2:
        return ""
    if all(claim.number == ranked[0].number for claim in ranked):
        return say("assistant.compare_same", language)
    if ranked[0].number == ranked[1].number:
        return "" if _least_first(question) else say("assistant.compare_tied", language)
    least, two = _least_first(question), len(ranked) == 2
    key = ("compare_less" if two else "compare_least") if least else "compare_lead" if two else "compare_most"
    return say(f"assistant.{key}", language, agency=ranked[0].agency)


def _least_first(question: Question) -> bool:
    """Whether it is asked who has least: 谁更少, lowest first."""
    return "least" in question.cues or (_WHO.search(question.text) is not None and polarity.downward(question))


def _in_order(question: Question, claims: Sequence[Claim]) -> list[Claim]:
    """Of agencies in one year, the figures in the order that is asked for, most first where none is."""
    sign = 1 if _least_first(question) else -1
    return sorted(claims, key=lambda claim: sign * (claim.number or Decimal(0)))


def _labelled(claim: Claim, question: Question) -> str:
    label = next((metric.label for metric in question.metrics if metric.key == claim.metric), "")
    return piece("assistant.metric_piece", claim, question.language, metric=label)


def _gap(apart: Sequence[Claim], language: Language) -> str:
    """相差 8 件（18 − 10 = 8）[1][2]，80%（…）[1][2]"""
    return "".join(piece("assistant.compare_gap", claim, language, formula=claim.formula) for claim in apart)


def _between(claims: Sequence[Claim]) -> Decimal:
    """The last number against the one before it."""
    return (claims[-1].number or Decimal(0)) - (claims[-2].number or Decimal(0))


def _turn(question: Question, claims: Sequence[Claim]) -> list[str]:
    """2023年比上一次 +3（+20.0%）, of one agency's last two numbers."""
    if len(question.agencies) != 1 or len(claims) < 2:
        return []
    one, two = claims[-2:]
    if one.number is None or two.number is None:
        return []
    change = difference(one.number, two.number)
    return [say("assistant.change_piece", question.language, year=two.year, change=change)]


def _chart(points: list[dict[str, object]], years: tuple[int, ...]) -> dict[str, object] | None:
    if len(points) < 2:
        return None
    return {"kind": "line" if len(years) > 2 else "bar", "points": points}


def _caveats(claims: list[Claim], language: Language) -> tuple[str, ...]:
    """Units that differ are said, never converted silently."""
    units = {claim.unit for claim in claims if claim.unit}
    return (say("assistant.units_differ", language, units="、".join(sorted(units))),) if len(units) > 1 else ()
