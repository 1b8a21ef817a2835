"""What a turn asks of the metrics that the turn before asked for: cells of their table, or those of one kind of applicant."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cells import NEW
from assistant.facets import common_parts, table_words, tables
from assistant.metrics import label_of_applicant, label_with, recognise
from assistant.question import Metric, Question

_SAME_YEAR = re.compile(
    r"同一?年(?:度)?(?:里)?|(?:当|那一?)年(?:里)?|\b(?:in |for |during )?(?:the |that )?same year\b|\bthat year\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile("^(?:其中|里面|里头|当中|这里面)的?")
_CAME_IN = re.compile(
    r"新|(?<!其中)来自|收[到取]|接[到收]|受理|来了|递[来到]|\b(?:new\w*|receiv\w+|c[ao]me|lodged|filed|submitted)\b",
    re.IGNORECASE,
)


def of_same_table(question: Question, before: Question) -> tuple[Metric, ...]:
    """How many had been issued: of the normative documents that the turn before asked about; 维持的呢, of its reviews."""
    whole = common_parts(before.metrics[0].key or "") & tables() if len(before.metrics) == 1 else frozenset()
    if len(whole) != 1 or len(question.metrics) != 1 or question.metrics[0].key or question.metrics[0].applicant:
        return question.metrics
    words = _OF_THESE.sub("", _SAME_YEAR.sub("", question.topic).strip())
    english = not re.search("[\u4e00-\u9fff]", words)
    named = recognise(f"{table_words(next(iter(whole)), english)}{words}", None, question.language)
    row = (before.metrics[0].key or "").removesuffix(".total")
    of_row = tuple(one for one in named if (one.key or "").startswith(f"{row}."))  # 其中维持的, of 直接起诉
    named = of_row if len(of_row) == 1 else named
    kept = bool(named) and all((one.key or "").split(".")[0] == row.split(".")[0] for one in named)
    return tuple(replace(one, words=words) for one in named) if kept else question.metrics


def only_who_asked(question: Question, before: Question) -> bool:
    """其中个人申请的有几件, after 不予公开几件: of these, not of those that came in."""
    who = [metric for metric in question.metrics if metric.key == NEW and metric.applicant]
    rows = [metric.key for metric in before.metrics if (metric.key or "").startswith("requests.")]
    said = " ".join(metric.said or metric.words for metric in who)
    return (
        bool(who) and len(who) == len(question.metrics) and rows != [NEW] and bool(rows) and not _CAME_IN.search(said)
    )


def of_applicant(before: Question, applicant: str, question: Question) -> tuple[Metric, ...]:
    """The metrics of the turn before, for the applicant this turn names: 其中商业企业有多少."""
    kept = [metric for metric in before.metrics if metric.key is not None and metric.key.startswith("requests.")]
    language = question.language
    return tuple(
        dict.fromkeys(
            replace(metric, applicant=applicant, label=label_with(metric.key or "", applicant, language))
            for metric in kept
        )
    ) or recognise(f"{label_of_applicant(applicant)}申请", None, language)
