"""Agencies ordered by a share or a rate: 公开率最高的三家, whose share of requests by natural persons is lowest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.desk import Desk
from assistant.gathering import READ_WHOLE, heads_for
from assistant.operations import replies, share
from assistant.operations.rank import SHOWN, kept, places
from assistant.question import Question
from ingest.strings import say


def answer(question: Question, desk: Desk) -> Answer:
    """The rate of each report that has its parts, in order, each with its formula; reports without them are counted."""
    heads = heads_for(question, desk)
    if len(heads) > READ_WHOLE:
        return replies.declined(question, "too_many_rates", reports=len(heads), most=READ_WHOLE)
    agencies = tuple(dict.fromkeys(head.agency for head in heads))
    years = tuple(sorted({head.year for head in heads}))
    told = share.answer(replace(question, operation="share", agencies=agencies, years=years), desk)
    if told.status != "answered" or not all(claim.formula for claim in told.values):
        return replies.none_states(question, years)
    sign = -1 if question.descending else 1
    lines = told.text.split("\n")
    order = sorted(
        range(len(lines)), key=lambda at: (sign * (told.values[at].number or Decimal(0)), told.values[at].agency)
    )
    ranked = places([told.values[at].number or Decimal(0) for at in order])
    shown, tied = kept(ranked, question.limit or SHOWN)
    claims = tuple(told.values[at] for at in order[:shown])
    language = question.language
    also = say("assistant.coverage_tied", language, count=tied) if tied else ""
    stated, absent = len(lines), len(heads) - len(lines)
    return replace(
        told,
        question=question,
        text="\n".join(f"{place}. {lines[at]}" for place, at in zip(ranked[:shown], order, strict=False)),
        values=claims,
        coverage=say("assistant.coverage_rates", language, reports=len(heads), stated=stated, absent=absent) + also,
        reading=replies.reading(question),
    )
