"""A part is never answered with its whole: its own number where the report states it, else what is stated, by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Claim, told_in
from assistant.beside import neighbour
from assistant.cells import NEW
from assistant.concepts import sense
from assistant.desk import Desk
from assistant.facets import applicant_in, without_light
from assistant.finding import Found, first_of
from assistant.kindred import ALIKE
from assistant.metrics import label_of, label_with
from assistant.narrowing import dropped, shown_by
from assistant.operations import lookup, replies
from assistant.pieces import Piece
from assistant.question import Metric, Question
from assistant.whose import narrower
from ingest.cues import MARK
from ingest.folding import folded
from ingest.report import Fact

_OF_THOSE = re.compile(r"\bof (?:those|these|them|which)\b|其中|这里面|这些里|那里面", re.IGNORECASE)
_PIECES = frozenset((None, *"件 条 份 宗 篇 个 次 项 期 起 则 部 例".split()))
_SINGLE = frozenset(("lookup", "yes_no"))


def answer(question: Question, given: Answer, desk: Desk) -> Answer:
    """`given`, unless it leaves out what the question narrows by: then the part that the report states, or a refusal that
    names the whole."""
    if given.status != "answered" or question.operation not in _SINGLE or len(question.agencies) != 1:
        return given
    claims = [claim for claim in given.values if claim.number is not None]
    if not any(claim.number for claim in claims) or any(claim.formula and not claim.metric for claim in claims):
        return given  # of nothing every part is nothing
    facts = _facts(given, desk)
    told = [shown_by(fact, question.agencies[0], _summed(claims)) for fact in facts]
    words = dropped(question.said, folded(question.text), told) if told else None
    words = words or narrower(question, desk)
    if words is None or not told:
        return given
    return (
        _of_applicant(question, words, claims[0], desk)
        or _part(question, words, facts, desk)
        or _refused(question, words, claims[0], facts[0])
    )


def inside(question: Question, given: Answer, before: Question | None) -> Answer:
    """`given`, unless it tells more of a part than was told of the whole in the turn before (And how many of those …?)."""
    last = told_in(before.told)[-1:] if before else ()
    if not last or given.status != "answered" or len(given.values) != 1 or not _OF_THOSE.search(question.text):
        return given
    whole, own = last[0].claim, given.values[0]
    same = (whole.agency, whole.year) == (own.agency, own.year) and {whole.unit, own.unit} <= _PIECES
    if not same or own.number is None or whole.number is None or own.number <= whole.number:
        return given
    part = question.metrics[0].label if question.metrics else question.text
    label = last[0].metric.label
    return replies.declined(question, "only_whole", agency=own.agency, year=own.year, part=part, whole=label)


def _summed(claims: Sequence[Claim]) -> str | None:
    return next((claim.metric for claim in claims if claim.formula), None)


def _facts(given: Answer, desk: Desk) -> list[Fact]:
    """The facts that an answer cites."""
    return [
        fact
        for cited in given.citations
        for fact in desk.facts(cited.report)
        if (fact.quote, fact.place, fact.value, fact.row, fact.column)
        == (cited.quote, cited.place, cited.number, cited.row, cited.column)
    ]


def _of_applicant(question: Question, words: str, claim: Claim, desk: Desk) -> Answer | None:
    """The column of who asked, of the row that was found."""
    asked = applicant_in(words)
    key = {"request": NEW}.get(claim.metric or "", claim.metric or "")
    if asked is None or not key.startswith("requests.") or sense(without_light(asked[1])).pairs:
        return None
    metric = Metric(key, label_with(key, asked[0], question.language), words, applicant=asked[0])
    heads = desk.heads(claim.agency, claim.year)
    found = first_of(desk, heads, metric)
    return lookup.told(question, desk, heads, [(metric, found)]) if found.state == "number" else None


def _part(question: Question, words: str, facts: Sequence[Fact], desk: Desk) -> Answer | None:
    """The number that stands beside the whole and is the part's own."""
    lead = next((fact for fact in facts if fact.origin == "prose"), None)
    if lead is None:
        return None
    head = next(head for head in desk.heads(question.agencies[0]) if head.id == lead.report)
    unit = question.metrics[0].unit if question.metrics else None
    found = neighbour(head, desk.facts(head.id), lead, Piece(words, unit), desk, ALIKE)
    if found is None:
        return None
    return lookup.told(
        question, desk, [head], [(Metric(None, words, words, unit), Found(head, (found,), (), "number"))]
    )


def _refused(question: Question, words: str, claim: Claim, fact: Fact) -> Answer:
    noun = (fact.noun or "").replace(MARK, "")
    whole = label_of(claim.metric, question.language) if claim.metric else noun
    return replies.declined(question, "only_whole", agency=claim.agency, year=claim.year, part=words, whole=whole)
