"""A question's agency and year settled, and the operation that answers it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Answer
from assistant.desk import Desk
from assistant.operations import (
    catalogue,
    check,
    compare,
    contact,
    dates,
    explain,
    lookup,
    rank,
    replies,
    share,
    summarise,
    themes,
    total,
    trend,
)
from assistant.operations import list as list_
from assistant.question import Question
from assistant.understand import is_follow_up
from ingest.strings import say

_OVER_MANY = {
    "rank": rank.answer,
    "total": total.answer,
    "list": list_.answer,
    "check": check.answer,
    "themes": themes.answer,
}
_OF_EACH = frozenset(("lookup", "yes_no", "compare", "share"))
_OF_WORDS = frozenset(("explain", "summarise"))
_COUNTABLE = frozenset(("lookup", "yes_no", "total", "explain"))
_ALL_SHOWN = 30
_ADDED = re.compile(
    r"合计|总[共计和数量额]|算上|算在内|累计|一共|共(?=多少|几)|加起来|\b(?:total|sum|together|altogether|overall|combined)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"哪(?:几|些)(?:个)?年(?:度|份)?的?(?:年报|年度报告|报告)|(?:找|查|看|调)得?到.{0,40}(?:年报|报告)[吗么嘛]|有没有.{0,40}(?:年报|年度报告)$|"
    r"\b(?:which|what) years\b|\bdo you (?:have|hold)\b|\bis there (?:a|any) .{0,40}report\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"年报|年度报告|报告|\breports?\b", re.IGNORECASE)
_OPERATED = {"summarise": summarise.answer, "share": share.answer}


def routed(question: Question, desk: Desk) -> tuple[Question, Answer]:
    """The question with agency and year settled, and its answer; or the reply that says which is missing."""
    if question.operation == "help":
        text = say("assistant.hint", question.language)
        return question, Answer(status="clarify", text=text, question=question, reason=text)
    if question.unknown is not None:
        return question, replies.unknown_agency(question, desk)
    if question.operation == "catalogue" or _about_the_library(question):
        return question, catalogue.answer(replace(question, operation="catalogue"), desk)
    if question.choices:
        return question, replies.which_agency(question, desk)
    question = _of_each(question)
    if question.operation == "trend" and not question.agencies and desk.agencies():
        question = question if question.years else replace(question, years=desk.years())
        return question, trend.answer(question, desk)
    if question.operation in _OVER_MANY and desk.agencies():
        question = _dated(question, desk)
        return question, _OVER_MANY[question.operation](question, desk)
    if not question.agencies:
        everyone = desk.agencies()
        if len(everyone) == 1:
            question = replace(question, agencies=everyone)
        elif not everyone:
            return question, replies.declined(question, "empty_library")
        elif question.operation != "explain" or is_follow_up(question.text):
            return question, replies.which_agency(question, desk)
    if question.operation in ("compare", "trend"):
        return _changed(question, desk)
    return _in_one_year(question, desk)


def _about_the_library(question: Question) -> bool:
    """哪些教育局有年报, 哪些单位没有2022年的年报: which reports there are, and nothing of what they say."""
    if question.metrics or question.unknown is not None:
        return False
    if question.agencies:
        return question.operation in ("lookup", "yes_no", "explain") and _HELD.search(question.text) is not None
    return question.operation in ("list", "total", "rank", "lookup") and _REPORTS.search(question.text) is not None


def _of_each(question: Question) -> Question:
    """What is asked of every agency, or of each of a group: its numbers side by side, or what their words have in
    common."""
    every = replace(question, operation="rank", limit=question.limit or _ALL_SHOWN)
    if (
        not question.agencies
        and question.operation in _COUNTABLE
        and question.metrics
        and list_.COUNTS.search(question.text)
    ):
        return replace(question, operation="list")
    added = question.cues & {"sum", "mean"} or _ADDED.search(question.text)
    if question.operation == "total" and not question.agencies and not added:
        return every
    if question.group is None:
        return question
    keyed = any(metric.key is not None for metric in question.metrics)
    if (question.operation in _OF_EACH and question.metrics) or (question.operation == "explain" and keyed):
        return every
    if question.operation in _OF_WORDS:
        return replace(question, operation="themes")
    return question


def _changed(question: Question, desk: Desk) -> tuple[Question, Answer]:
    """Side by side; of a change, what the report itself says of it comes first."""
    if question.stated and len(question.agencies) == 1:
        asked = replace(question, operation="lookup", metrics=question.stated, years=question.years[-1:])
        asked, answer = _in_one_year(asked, desk)
        if answer.status == "answered":
            return asked, answer
    answer = compare.answer(question, desk)
    if question.operation == "compare" and _one_sided(question, answer) and (told := lookup.changed(question, desk)):
        return told.question or question, told
    return question, answer


def _one_sided(question: Question, answer: Answer) -> bool:
    """Whether a change between two years is asked for, and only one of them can be read."""
    years = {claim.year for claim in answer.values}
    return len(question.years) == 2 and not set(question.years) <= years and compare.asks_difference(question)


def _dated(question: Question, desk: Desk) -> Question:
    """A question over many reports with its year: the newest held, saying so, where none is named."""
    if question.years:
        return question
    meant = question.agencies or (question.group.agencies if question.group else ()) or desk.agencies()
    held = sorted({year for agency in meant for year in desk.years(agency)})
    if not held:
        return question
    others = "、".join(map(str, held[:-1]))
    notes = (("assistant.newest_year", {"year": held[-1], "others": others}),) if others else ()
    return replace(question, years=(held[-1],), notes=(*question.notes, *notes))


def _in_one_year(question: Question, desk: Desk) -> tuple[Question, Answer]:
    if question.agencies:
        agency = question.agencies[0]
        held = desk.years(agency)
        if question.years and not set(question.years) & set(held):
            return question, replies.unknown_year(question, desk, agency, question.years[0])
        if len(question.years) > 1 and question.operation != "share":
            question = replace(question, years=tuple(year for year in question.years if year in held)[-1:])
        if not question.years:
            notes = question.notes
            if len(held) > 1:
                notes = (
                    *notes,
                    ("assistant.newest_year", {"year": held[-1], "others": "、".join(map(str, held[:-1]))}),
                )
            question = replace(question, years=(held[-1],), notes=notes)
    return question, _operated(question, desk)


def _operated(question: Question, desk: Desk) -> Answer:
    if question.agencies and dates.asked(question) and (dated := dates.answer(question, desk)):
        return dated
    if question.operation == "contact":
        return contact.answer(question, desk)
    if question.operation == "lookup":
        return lookup.answer(question, desk)
    if question.operation == "yes_no":
        answer = lookup.answer(question, desk)
        return answer if answer.status == "answered" else explain.answer(question, desk)
    if question.operation in _OPERATED:
        return _OPERATED[question.operation](question, desk)
    return explain.answer(question, desk)
