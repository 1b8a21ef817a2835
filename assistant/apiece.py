"""So many for each: 公报12期，每期发行5000册 counts no copies of the year, but those of an issue; issues times copies do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Claim
from assistant.citing import Citer
from assistant.claiming import computed
from assistant.finding import Found
from assistant.formula import multiplied
from assistant.question import Question
from ingest.cues import MARK
from ingest.report import Fact

_EACH = re.compile(r"(?:^|[，,、；;。：:])(?P<each>每(?:一)?(?P<unit>[期份场次批辑]))[^，,、。；;共计全每]{0,6}$")
_ASKED = re.compile(r"每|均|单[期次份场]|一[期份次场]|\b(?:each|every|per|an issue|a copy)\b", re.IGNORECASE)


def each_of(question: Question, fact: Fact | None) -> str | None:
    """每期, where a number is one for each and the question does not ask for such a one."""
    hit = _EACH.search((fact.noun or "").partition(MARK)[0]) if fact is not None else None
    return hit["each"] if hit is not None and not _ASKED.search(question.said) else None


def of_all(question: Question, found: Found, facts: Sequence[Fact], citer: Citer) -> Claim | None:
    """So many times so many for each, where it is asked for in all and both numbers stand exactly in one sentence."""
    lead = found.fact
    hit = _EACH.search((lead.noun or "").partition(MARK)[0]) if lead is not None else None
    if lead is None or hit is None or not question.cues & {"sum", "grand"} or each_of(question, lead) is None:
        return None
    at = next((at for at, fact in enumerate(facts) if fact is lead), 0)
    before = [one for one in facts[:at] if one.quote == lead.quote and one.unit == hit["unit"] and one.total is None]
    if len(before) != 1 or {before[0].qualifier, lead.qualifier} != {"exact"} or not (before[0].value and lead.value):
        return None
    some = [Found(found.head, (fact,), (), "number") for fact in (lead, before[0])]
    written = multiplied(before[0].value, lead.value)
    return computed(written, some, None, citer, question.language, found.head.agency)
