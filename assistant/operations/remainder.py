"""What is left of a whole without one of its parts: 收到的申请扣掉个人提的还剩多少, requests other than those of natural persons.

The question is put as one for the part's share of its whole; where both numbers are found, the one is taken from the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.citing import mark
from assistant.desk import Desk
from assistant.finding import find
from assistant.formula import result
from assistant.leaving import denied, left, undone
from assistant.operations import replies, share
from assistant.outcomes import undone_in
from assistant.phrases import plain, shown
from assistant.question import Question
from assistant.understand import understand
from ingest.report import Fact
from ingest.strings import say

_SHARE = re.compile(r"^(?P<above>[^÷]+?) ÷ (?P<below>[\d.]+) × 100 = ")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def answer(question: Question, desk: Desk) -> Answer | None:
    """The whole less the part; declined where either is not stated; None where no remainder is asked for."""
    if len(question.agencies) != 1 or len(question.years) != 1:
        return None
    forms = list(left(question))
    verbs = undone(question)
    told = _found(question, desk) if question.operation == "lookup" and (forms or verbs) else []
    if any(form.undone for form in forms) and any(fact.origin != "prose" or denied(fact.noun or "") for fact in told):
        return None  # a report counts itself what was not done
    for form in forms:
        asked = replace(understand(form.text, desk, None), language=question.language)
        if asked.agencies != question.agencies or asked.operation != "share":
            continue
        asked = replace(asked, years=question.years)
        part = share.answer(asked, desk)
        if part.status == "answered" and not any(claim.formula for claim in part.values):
            part = share.portions(asked, desk, counted=True) or part
        apart = (form.undone or form.within) and len({one.quote for one in part.citations}) > 1  # of other things
        if not apart and (rest := _less(question, part, desk)) is not None:
            return rest
    done = [fact.noun or "" for fact in told if fact.origin == "prose" and not denied(fact.noun or "")]
    undid = undone_in(question.said)
    belied = any(verb in words for verb in verbs for words in done)  # 整改227个 is not what was not put right
    belied = belied or any(verb.search(words) for verb in undid for words in done)
    return replies.not_stated(question, desk, None) if belied or any(form.surely for form in forms) else None


def _found(question: Question, desk: Desk) -> list[Fact]:
    """The numbers that the question is answered with where nothing is taken from another."""
    heads = [head for agency in question.agencies for year in question.years for head in desk.heads(agency, year)]
    found = (find(desk, head, metric).fact for head in heads for metric in question.metrics)
    return [fact for fact in found if fact is not None]


def _less(question: Question, told: Answer, desk: Desk) -> Answer | None:
    """The answer to a question for a share, as what it leaves of the whole."""
    claims = told.values if told.status == "answered" else ()
    hit = _SHARE.match(claims[0].formula or "") if len(claims) == 1 else None
    if hit is None:
        return None
    parts, whole = [Decimal(number) for number in _NUMBER.findall(hit["above"])], Decimal(hit["below"])
    cited = next((one for one in told.citations if one.number == whole), None)
    stated = desk.facts(cited.report) if cited is not None else ()
    fact = next((fact for fact in stated if cited and (fact.quote, fact.value) == (cited.quote, whole)), None)
    if fact is None or sum(parts) > whole:
        return None
    written = f"{' − '.join(map(plain, (whole, *parts)))} = {plain(whole - sum(parts))}"
    value = shown(result(written), fact.unit, "exact", question.language)
    claim = replace(claims[0], number=result(written), unit=fact.unit, metric=None, shown=value, formula=written)
    words = {"agency": claim.agency, "year": claim.year, "value": value, "formula": written}
    text = say("assistant.recalled_rest", question.language, **words) + mark(*claim.citations)
    return replace(told, text=text, question=question, values=(claim,), table=None, reading=replies.reading(question))
