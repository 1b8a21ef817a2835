"""Which row, or which applicants, the tables of one report tell most of: 拒绝的理由哪种最多, who applied most often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.citing import Citer, mark
from assistant.claiming import claim_of
from assistant.cues import NAME, YEAR
from assistant.desk import Desk
from assistant.facets import applicant_in
from assistant.finding import TOTAL, Found, cells_of, operands
from assistant.formula import result, shared
from assistant.metrics import label_of, label_of_applicant
from assistant.operations import replies
from assistant.phrases import plain
from assistant.question import Metric, Question
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import metrics, taxonomy

_RESULTS, _SHEET = "requests.results.", "stats.requests."
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
_OUTCOMES = tuple(
    f"{_RESULTS}{row}"
    for row in "granted partial refused.sum unavailable.sum not_processed.sum other.sum other".split()
)
_NOTE = re.compile(r"[（(][^（()）]{8,}[)）]|^\d{1,2}[.．、]")
_Cell = tuple[str, Fact]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a question chooses among: cells by what they are called, and the key that they add up to."""

    keys: tuple[str, ...]
    whole: str
    applicant: str | None = None
    by_applicant: bool = False


def answer(question: Question, desk: Desk) -> Answer | None:
    """The row, or the applicants, with the greatest number (or the least above nought), and all others; None where none is asked
    for, or the report has no such table."""
    said = question.said
    if len(question.agencies) != 1 or question.group is not None or max(said.count(YEAR), said.count(NAME)) > 1:
        return None
    if not (_MOST.search(said) and _WHICH.search(said)) or _COUNT.search(said) or question.cues & {"yoy", "which_year"}:
        return None
    year = max(question.years or desk.years(question.agencies[0]), default=None)
    rows = _meant(said)
    if rows is None or year is None or (len(question.years) > 1 and YEAR not in said):
        return None
    return next(
        filter(None, (_greatest(question, desk, head, rows) for head in desk.heads(question.agencies[0], year))), None
    )


def _meant(said: str) -> _Rows | None:
    """Among what it is chosen: the reasons of a refusal, what became of requests, or who made them."""
    if _REVIEW.search(said) and _OUTCOME.search(said):
        return _Rows(tuple(f"review.{one}" for one in ("upheld", "corrected", "other", "pending")), "review.total")
    if _OF_OTHERS.search(said):
        return None
    key = next((key for rule, key in _SUM if rule.search(said)), None)
    who = applicant_in(said)
    if _WHO.search(said) and who is None:
        return _Rows((), key or "requests.received_new", by_applicant=True)
    applicant = who[0] if who else None
    if key is not None and _GROUND.search(said):
        return _Rows(tuple(metrics()[key].of), key, applicant)
    if key is None and _OUTCOME.search(said):
        return _Rows(_OUTCOMES, f"{_RESULTS}total", applicant)
    return None


def _greatest(question: Question, desk: Desk, head: ReportHead, rows: _Rows) -> Answer | None:
    told = _told(question, desk.facts(head.id), rows)
    if len(told) < 2 or not any(fact.value for _, fact in told):
        return None
    some = [one for one in told if one[1].value]
    upward = _LEAST.search(question.said) is not None
    ordered = sorted(some, key=lambda one: one[1].value or Decimal(0), reverse=not upward)
    return _answer(question, head, ordered, desk.facts(head.id), rows)


def _told(question: Question, facts: Sequence[Fact], rows: _Rows) -> list[_Cell]:
    """The cells to choose from; [] where one of them is no number, so that it may have been the greatest."""
    language = question.language
    keys = rows.keys if any(fact.metric in rows.keys for fact in facts) else _older(rows.whole)
    if rows.by_applicant:
        names = [one.key for one in taxonomy().applicants if one.key != TOTAL]
        wanted = [(label_of_applicant(name, language), Metric(rows.whole, "", applicant=name)) for name in names]
    else:
        wanted = [(_NOTE.sub("", label_of(key, language)), Metric(key, "", applicant=rows.applicant)) for key in keys]
    found = [(label, cells_of(facts, metric)) for label, metric in wanted]
    held = [(label, cells[0]) for label, cells in found if len(cells) == 1]
    if len(held) == len(_OUTCOMES) and not rows.by_applicant:
        held.pop()  # the one cell of 2019 and the three of 2021 are the same
    return held if all(fact.state == "number" for _, fact in held) else []


def _older(whole: str) -> tuple[str, ...]:
    """The rows of the statistics sheet before 2019."""
    group = {f"{_RESULTS}refused.sum": "refused", f"{_RESULTS}total": "replied"}.get(whole, "-")
    return tuple(key for key in metrics() if key.startswith(f"{_SHEET}{group}.") and not key.endswith(".total"))


def _found(head: ReportHead, fact: Fact, facts: Sequence[Fact]) -> Found:
    return Found(head, (fact,), (), "number", operands(facts, fact) if fact.origin == "derived" else ())


def _answer(
    question: Question, head: ReportHead, ordered: Sequence[_Cell], facts: Sequence[Fact], rows: _Rows
) -> Answer:
    """What there was most of, what share of all it was, and the others."""
    citer, language = Citer(), question.language
    claims = [claim_of(_found(head, fact, facts), citer, language) for _, fact in ordered]
    first = [label for label, fact in ordered if fact.value == ordered[0][1].value]
    upward = _LEAST.search(question.said) is not None
    lead = say(f"assistant.recalled_{'least' if upward else 'most'}", language, label=_listed(first, language))
    pieces = [
        f"{label} {claim.shown}{mark(*claim.citations)}" for (label, _), claim in zip(ordered, claims, strict=True)
    ]
    text = say("assistant.semicolon", language).join(pieces)
    lines = [lead + say("assistant.parts_line", language, agency=head.agency, year=head.year, pieces=text)]
    if question.cues & {"share", "rate"} and (share := _share(head, ordered[0][1], facts, rows, citer)) is not None:
        claims.insert(0, share)
        value = {"value": share.shown, "agency": head.agency, "year": head.year, "metric": first[0]}
        lines.append(
            say("assistant.share_line", language, **value, formula=share.formula, marks=mark(*share.citations))
        )
    asked = replace(
        question,
        operation="lookup",
        years=(head.year,),
        asserted=None,
        metrics=tuple(Metric(fact.metric, label, applicant=fact.applicant) for label, fact in ordered),
    )
    return replies.answered(asked, lines, claims, citer)


def _share(head: ReportHead, first: Fact, facts: Sequence[Fact], rows: _Rows, citer: Citer) -> Claim | None:
    """The greatest as a share of all, where the table states all of it."""
    whole = cells_of(facts, Metric(rows.whole, "", applicant=rows.applicant))
    if len(whole) != 1 or not whole[0].value:
        return None
    parts = operands(facts, whole[0]) if whole[0].origin == "derived" else (whole[0],)
    formula = shared([first.value or Decimal(0)], [part.value or Decimal(0) for part in parts])
    found = [Found(head, (fact,), (), "number") for fact in (first, *parts)]
    cited = tuple(dict.fromkeys(n for one in found for n in citer.found(one)))
    value = result(formula)
    return Claim(value, "%", "exact", head.agency, head.year, None, cited, f"{plain(value)}%", formula=formula)


def _listed(names: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(names)
