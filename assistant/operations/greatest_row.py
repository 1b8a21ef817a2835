"""Which row, or which applicants, the tables of one report tell most of: 拒绝的理由哪种最多, who applied most often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.cells import SHEET
from assistant.citing import Citer, mark
from assistant.claiming import claim_of
from assistant.cues import NAME, YEAR
from assistant.desk import Desk
from assistant.dimensions import Wanted
from assistant.facets import applicant_in
from assistant.metrics import label_of
from assistant.operations import replies
from assistant.operations.breakdown import NOTE, Parts, of_requests, tabled
from assistant.operations.share import of_whole
from assistant.phrases import listed
from assistant.question import Language, Metric, Question
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import metrics

_RESULTS = "requests.results."
_MOST = re.compile(
    r"最(?:多|高|大|常见?|主要|少|低|小)|占(?:得|的)?(?:大头|多数|大多数)|居多|为主|主要|(?:头|首)[号位]|\b(?:most|largest|biggest|highest|greatest|commonest|main(?:ly)?|chief(?:ly)?|leading|top|usual(?:ly)?|fewest|least|smallest|lowest|rarest)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(r"最(?:少|低|小)|\b(?:fewest|least(?! partly)|smallest|lowest|rarest|less common)\b", re.IGNORECASE)
_KIND = "(?:原因|理由|情形|类(?:型|别)?|种(?:类)?|情况|依据|事由|项|条|由头|借口)"
_WHICH = re.compile(
    rf"哪|什么|啥|何种|谁|\b(?:which|what|who|whose|name)\b|(?:最[常多主][^，,。]{{0,3}}|主要|头号|首位)的?[^，,。]{{0,6}}{_KIND}(?=$|[？?是])",
    re.IGNORECASE,
)
_GROUND = re.compile(
    rf"{_KIND}|为什么|为何|为啥|因为什么|\b(?:grounds?|reasons?|justifications?|kinds?|types?|categor(?:y|ies)|exemptions?|bas[ie]s|cited|why)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?:哪|什么)[^，,。]{0,4}(?:年|单位|部门|局|机构|地方|网站|渠道|平台|栏目)")
_SUM = (
    (
        re.compile(
            r"不予公开|不公开|拒绝|驳回|回绝|没给|不给|\b(?:refus(?:e|ed|al|als|ing)|withheld|withhold(?:ing)?|den(?:y|ied|ials?)|reject(?:ed|ions?)?|turn(?:ed)? down|not disclos\w+|non-disclosure)\b",
            re.IGNORECASE,
        ),
        f"{_RESULTS}refused.sum",
    ),
    (
        re.compile(
            r"无法提供|不能提供|没法提供|提供不了|给不了|\b(?:unable to (?:provide|supply)|could not (?:be )?(?:provided?|supplied?|supply)|not provided|unavailable)\b",
            re.IGNORECASE,
        ),
        f"{_RESULTS}unavailable.sum",
    ),
    (
        re.compile(
            r"不予处理|不处理|没处理|\b(?:not (?:be )?process(?:ed)?|unprocessed|not dealt with)\b", re.IGNORECASE
        ),
        f"{_RESULTS}not_processed.sum",
    ),
)
"""Which sum of the table is told by its rows."""
_OUTCOME = re.compile(
    r"(?:办理|处理|答复|处置)的?(?:结果|方式|情况|类型|去向)|结果|\b(?:outcomes?|results?|dispositions?)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"^(?!.*(?:诉讼|官司|lawsuit|litigation)).*(?:复议|\breviews?\b)", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"复议|诉讼|官司|建议|提案|许可|处罚|信访|热线|咨询|留言|\b(?:reviews?|lawsuits?|litigation|proposals?|suggestions?|licen[cs]es?|penalt(?:y|ies)|hotline|calls?|letters?)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"申请人|申请者|申请主体|(?:谁|哪[类种些]人|什么[样]?的?人|哪[个类种]?(?:身份|群体|主体))[^，,。]{0,6}(?:申请|提|递交|要信息)|(?:申请)[^，,。]{0,8}(?:谁|哪[类种些]人|什么人|哪[个类种]?(?:身份|群体|主体))"
    r"|\b(?:applicants?|requesters?)\b|\bwho (?:mostly |mainly |usually |chiefly )?(?:filed|made|submitted|lodged|sent|asked|applied|requested|files|makes|asks)\b|\bfrom whom\b",
    re.IGNORECASE,
)


def answer(question: Question, desk: Desk) -> Answer | None:
    """The row, or the applicants, with the greatest number (or the least above nought), and all others; None where none is asked
    for, or the report has no such table."""
    said = question.said
    if len(question.agencies) != 1 or question.group is not None or max(said.count(YEAR), said.count(NAME)) > 1:
        return None
    if not (_MOST.search(said) and _WHICH.search(said)) or _COUNT.search(said) or question.cues & {"yoy", "which_year"}:
        return None
    year = max(question.years or desk.years(question.agencies[0]), default=None)
    if year is None or (len(question.years) > 1 and YEAR not in said):
        return None
    for head in desk.heads(question.agencies[0], year):
        parts = _meant(said, head, desk.facts(head.id), question.language)
        if parts is not None and parts.told:
            dated = replace(question, years=(head.year,))
            return _answer(dated, head, parts, desk.facts(head.id)) if _whole(parts) else _not_all(dated, desk)
    return None


def _meant(said: str, head: ReportHead, facts: Sequence[Fact], language: Language) -> Parts | None:
    """Among what it is chosen: the reasons of a refusal, what became of requests or reviews, or who made them."""
    if _REVIEW.search(said) and _OUTCOME.search(said):
        return of_requests(Wanted(("outcome",), "", table="review"), "outcome", head, facts, language)
    if _OF_OTHERS.search(said):
        return None
    key = next((key for rule, key in _SUM if rule.search(said)), None)
    who = applicant_in(said)
    if _WHO.search(said) and who is None:
        what = label_of(key, "zh") if key else ""
        return of_requests(Wanted(("applicant",), what, requests=True), "applicant", head, facts, language)
    applicant = who[0] if who else None
    if key is not None and _GROUND.search(said):
        return _grounds(key, applicant, head, facts, language)
    if key is None and _OUTCOME.search(said):
        asked = Wanted(("outcome",), "", requests=True, applicant=applicant)
        return of_requests(asked, "outcome", head, facts, language)
    return None


def _grounds(
    key: str, applicant: str | None, head: ReportHead, facts: Sequence[Fact], language: Language
) -> Parts | None:
    """The rows that a sum of the table is made of, or those of the statistics sheet before 2019."""

    def named(row: str) -> tuple[str, Metric]:
        return NOTE.sub("", label_of(row, language)), Metric(row, "", applicant=applicant)

    older = SHEET.get(key, "")
    sheet = [row for row in metrics() if row.startswith(older.replace("replied.", "") + ".")] if older else []
    found = tabled(head, facts, [named(row) for row in metrics()[key].of], named(key))
    return found or (tabled(head, facts, [named(row) for row in sheet], named(older)) if sheet else None)


def _whole(parts: Parts) -> bool:
    """Whether the parts make what the report says there were in all, so that none is missing that may be the greatest."""
    total = sum((found.facts[0].value or Decimal(0) for _, found in parts.told), Decimal(0))
    return parts.whole is not None and parts.whole[1].facts[0].value == total


def _not_all(question: Question, desk: Desk) -> Answer:
    return replies.not_stated(question, desk, None)


def _answer(question: Question, head: ReportHead, parts: Parts, facts: Sequence[Fact]) -> Answer:
    """What there was most of, what share of all it was, and the others."""
    citer, language = Citer(), question.language
    upward = _LEAST.search(question.said) is not None
    ordered = sorted(parts.told, key=lambda one: one[1].facts[0].value or Decimal(0), reverse=not upward)
    claims = [claim_of(found, citer, language) for _, found in ordered]
    first = [label for (label, _), claim in zip(ordered, claims, strict=True) if claim.number == claims[0].number]
    lead = say(f"assistant.recalled_{'least' if upward else 'most'}", language, label=listed(first, language))
    pieces = [
        f"{label} {claim.shown}{mark(*claim.citations)}" for (label, _), claim in zip(ordered, claims, strict=True)
    ]
    text = say("assistant.semicolon", language).join(pieces)
    lines = [lead + say("assistant.parts_line", language, agency=head.agency, year=head.year, pieces=text)]
    if question.cues & {"share", "rate"} and parts.whole is not None:
        above, below = ([*found.facts[:1]] for found in (ordered[0][1], parts.whole[1]))
        share, line = of_whole(question, head, tuple(facts), citer, first[0], above, below, [])
        claims, lines = [*((share,) if share else ()), *claims], [*lines, *((line,) if share else ())]
    read = tuple(Metric(found.facts[0].metric, label) for label, found in ordered)
    asked = replace(question, operation="lookup", asserted=None, metrics=read)
    return replies.answered(asked, lines, claims, citer)
