"""A question's agency and year settled, and the operation that answers it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer
from assistant.desk import Desk
from assistant.operations import (
    catalogue,
    check,
    compare,
    contact,
    explain,
    lookup,
    rank,
    replies,
    share,
    summarise,
    total,
)
from assistant.operations import list as list_
from assistant.question import Question
from assistant.understand import is_follow_up
from ingest.strings import say

_OVER_MANY = {"rank": rank.answer, "total": total.answer, "list": list_.answer, "check": check.answer}
_OPERATED = {"summarise": summarise.answer, "share": share.answer}


def routed(question: Question, desk: Desk) -> tuple[Question, Answer]:
    """The question with agency and year settled, and its answer; or the reply that says which is missing."""
    if question.operation == "help":
        text = say("assistant.hint", question.language)
        return question, Answer(status="clarify", text=text, question=question, reason=text)
    if question.unknown is not None:
        return question, replies.unknown_agency(question, desk)
    if question.operation == "catalogue":
        return question, catalogue.answer(question, desk)
    if question.choices:
        return question, replies.which_agency(question, desk)
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
        return question, compare.answer(question, desk)
    return _in_one_year(question, desk)


def _dated(question: Question, desk: Desk) -> Question:
    """A question over many reports with its year: the newest held, saying so, where none is named."""
    if question.years:
        return question
    held = sorted({year for agency in question.agencies or desk.agencies() for year in desk.years(agency)})
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
