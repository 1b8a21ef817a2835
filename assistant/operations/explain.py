"""A question for words: the sentences of the report that answer it, quoted."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.citing import Citer, mark
from assistant.concepts import Sense, sense
from assistant.desk import Desk
from assistant.operations import replies
from assistant.question import Question
from assistant.search import Hit, search
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Place
from ingest.strings import say

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
ENOUGH = 0.45
"""Least share of the topic's weight that the quoted sentences must cover."""


def answer(question: Question, desk: Desk) -> Answer:
    """Up to three sentences from the best passages of the reports asked about."""
    heads = {head.id: head for agency in question.agencies for head in desk.heads(agency)
             if not question.years or head.year in question.years}
    if not heads:
        heads = {head.id: head for head in desk.all_heads() if not question.years or head.year in question.years}
    topic = question.topic or question.text
    hits = search(desk.library, desk.embedder, topic, reports=list(heads), k=8)
    picked = _picked(sense(folded(topic)), hits)
    if not picked:
        return replies.not_stated(question, desk, None) if question.agencies else replies.which_agency(question, desk)
    return _quoted(question, heads, picked)


def _picked(asked: Sense, hits: list[Hit]) -> list[tuple[Hit, str, float]]:
    """The sentences that say most of what was asked, best first; those far behind the best are left out."""
    scored = [
        (hit, sentence.group().strip(), _covered(asked, hit, sentence.group()) - 0.01 * rank)
        for rank, hit in enumerate(hits) for sentence in _SENTENCE.finditer(hit.passage.text) if sentence.group().strip()
    ]
    scored.sort(key=lambda item: -item[2])
    best = scored[0][2] if scored else 0.0
    return [item for item in scored[:3] if item[2] >= max(ENOUGH, best - 0.15)] if best >= ENOUGH else []


def _covered(asked: Sense, hit: Hit, sentence: str) -> float:
    said, head = sense(folded(sentence)), sense(folded(" ".join(hit.passage.section)))
    weights = asked.weights()
    whole = sum(weights.values()) or 1.0
    found = sum(
        weight * (1.0 if feature in said.concepts or feature in said.pairs
                  else 0.6 if feature in head.concepts or feature in head.pairs else 0.0)
        for feature, weight in weights.items())
    return found / whole


def _quoted(question: Question, heads: dict[str, ReportHead], picked: list[tuple[Hit, str, float]]) -> Answer:
    citer = Citer()
    lines = []
    for hit, sentence, _ in picked:
        head = heads[hit.passage.report]
        place = hit.passage.places[0] if hit.passage.places else Place()
        n = citer.quote(head, hit.passage.section, sentence, place)
        lines.append(say("assistant.quote_line", question.language, agency=head.agency, year=head.year,
                         quote=sentence, marks=mark(n)))
    if question.operation == "yes_no":
        lines.insert(0, say("assistant.on_record", question.language))
    return Answer(status="answered", text="\n".join(lines), question=question, citations=citer.citations,
                  reading=replies.reading(question))
