"""Requests by 法人或其他组织 together: the five columns of the table added, which no column of it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.cells import NEW, cells_of
from assistant.desk import Desk
from assistant.finding import Found
from assistant.formula import added
from assistant.metrics import label_of
from assistant.question import Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact
from ingest.strings import say
from ingest.taxonomy import taxonomy

_ASKED = re.compile(
    r"法人(?:或者?|和|及|、|与)*(?:其[他它])?(?:非法人)?组织|法人(?:或者?|和|及|、|与)其[他它](?!自)|法人(?:提|递|申请|类)|非自然人|(?<![市县区本各])单位(?:和|或|及)?组织|(?<![市县区本各几些个家的])单位(?=(?:来)?(?:提|递|申请|交))|除(?:了)?自然人(?:以外|之外|外)"
    r"|\b(?:legal (?:persons?|entities)|corporate (?:bodies|applicants?)|(?<!other )(?<!interest )(?<!welfare )(?<!social )(?<!research )(?<!service )organi[sz]ations?(?! of)|not (?:from )?(?:individuals|natural persons))\b",
    re.IGNORECASE,
)

_PRINTED = re.compile("法人(?:或者?|和|及|、|与)*(?:其[他它])?(?:非法人)?组织(?!.*(?:公开|答复|处理|提供))")


def of_organisations(question: Question, desk: Desk, head: ReportHead) -> tuple[Metric, Found] | None:
    """What all organisations together asked for; None where that is not asked, or a column of it holds no number."""
    if len(question.metrics) != 1 or not _ASKED.search(question.said):
        return None
    metric, facts = question.metrics[0], desk.facts(head.id)
    key = metric.key if (metric.key or "").startswith("requests.") else NEW if _about_requests(metric) else None
    columns = [one.key for one in taxonomy().applicants if one.key.startswith("applicant.org.")]
    found = [cells_of(facts, Metric(key, "", applicant=column)) for column in columns] if key else []
    cells = [one[0] for one in found if len(one) == 1 and one[0].state == "number"]
    if key is None:
        return None
    label = f"{label_of(key, question.language)}{say('assistant.of_organisations', question.language)}"
    if len(cells) == len(columns):
        return Metric(key, label, metric.words), Found(head, (_sum(cells),), (), "number", tuple(cells))
    told = [fact for fact in facts if key == NEW and not any(found) and _tells(fact, facts)]
    return (Metric(None, label, metric.words), Found(head, (told[0],), (), "number")) if len(told) == 1 else None


def _tells(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Whether prose says how many of the requests came from organisations."""
    words = (fact.noun or "").replace(MARK, "")
    whole = facts[fact.total] if fact.total is not None and fact.total < len(facts) else None
    counted = fact.origin == "prose" and fact.value is not None and fact.unit in ("件", "宗", "份", "条", "起")
    return (
        counted and _PRINTED.search(words) is not None and ("申请" in words or "申请" in ((whole and whole.noun) or ""))
    )


def _about_requests(metric: Metric) -> bool:
    return metric.applicant is not None or re.search(r"申请|\b(?:requests?|applications?)\b", metric.words) is not None


def _sum(cells: list[Fact]) -> Fact:
    values = [cell.value or Decimal(0) for cell in cells]
    return replace(
        cells[0],
        value=sum(values, Decimal(0)),
        origin="derived",
        applicant=None,
        quote=added(values),
        operands=tuple(f"{cell.metric}@{cell.applicant}" for cell in cells),
    )
