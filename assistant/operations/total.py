"""Sums and averages of one metric over reports, with what was added shown."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Answer, Claim
from assistant.citing import Citer
from assistant.claiming import claim_of, year_pieces
from assistant.desk import Desk
from assistant.formula import added, averaged, result
from assistant.gathering import caveats, coverage, gather, heads_for
from assistant.operations import replies
from assistant.phrases import shown
from assistant.question import Question
from ingest.strings import say

_MEAN = re.compile(r"平均|\baverage\b|\bmean\b", re.IGNORECASE)
_SHOWN = 12


def answer(question: Question, desk: Desk) -> Answer:
    """The sum (or mean) over the reports that state the metric; blanks are never counted as zero."""
    if not question.metrics:
        return replies.no_metric(question, desk)
    gathered = gather(desk, question.metrics[0], heads_for(question, desk))
    language = question.language
    units = {found.facts[0].unit for found in gathered.numbers}
    if not gathered.numbers:
        return replies.none_states(question, gathered.years)
    if len(units) > 1:
        return replies.declined(question, "units_do_not_add", units="、".join(sorted(unit or "—" for unit in units)))
    citer = Citer()
    each = [claim_of(found, citer, language) for found in gathered.numbers]
    numbers = [fact.value or Decimal(0) for found in gathered.numbers for fact in (found.parts or found.facts[:1])]
    mean = bool(_MEAN.search(question.text))
    formula = averaged(numbers, len(each)) if mean else added(numbers)
    value = result(formula)
    unit = next(iter(units))
    whole = Claim(
        value,
        unit,
        "exact",
        "",
        each[0].year,
        question.metrics[0].key,
        tuple(n for claim in each for n in claim.citations),
        shown(value, unit, "exact", language),
        formula=formula,
    )
    text = say("assistant.total_line" if not mean else "assistant.mean_line", language, value=whole.shown)
    return Answer(
        status="answered",
        text=text + year_pieces(each[:_SHOWN], language),
        coverage=coverage(gathered, language),
        question=question,
        values=(whole, *each),
        citations=citer.citations,
        warnings=caveats(gathered, language),
        reading=replies.reading(question),
    )
