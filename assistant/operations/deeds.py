"""Which agencies did something that reports tell in words: 哪个单位把信息报送纳入年度考核, which offices held an open day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.bounds import MORE_THAN_NONE
from assistant.citing import Citer, mark
from assistant.concepts import sense
from assistant.desk import Desk
from assistant.gathering import READ_WHOLE, heads_for, keyed
from assistant.operations import replies
from assistant.operations.quoting import covered, place_of, same, sentences
from assistant.promises import MEANT
from assistant.question import Question
from assistant.search import search
from ingest.folding import folded
from ingest.report import Passage
from ingest.strings import say

_SURE = 0.7
"""Least share of the question's weight that a sentence must cover, since any report's sentences compete."""
_NEAR = 0.2
"""What a sentence may cover less than the best one."""
_LOOKED, _SHOWN = 16, 6
_TURNED = re.compile(r"^(?:都|曾经?|也|还|[搞做办开]过|把|将|对|给|有|在)+|(?:过|了|的|吗|呢)+$")
_DENIED = re.compile(
    r"(?<!并)未(?:能|曾|有|被|发生|出现|开展|建立|收到)|没有|尚未|不存在|无(?:通报|处分|追责|复议|诉讼)"
)
_PAST = re.compile(r"[过了]|曾|已经?|\b(?:did|had|has|have|was|were|held|set up|made|[a-z]{3,}ed)\b", re.IGNORECASE)
_DEMANDS = frozenset("none tally bound more most least share rate grew yoy ask measure".split())
Picked = tuple[Passage, str]


def asked(question: Question) -> bool:
    """Whether a list asks who did something, and for no number: no cell of the tables and no bound is named."""
    plain = not question.cues & _DEMANDS and all(bound == MORE_THAN_NONE for bound in question.bounds)
    named = len(question.metrics) < 2 and all(one.key is None and one.applicant is None for one in question.metrics)
    return question.operation == "list" and plain and named and _topic(question) != ""


def first(question: Question, desk: Desk) -> bool:
    """Whether sentences are looked for before numbers: over many reports, of what no key stands for."""
    keys = any(keyed(metric) for metric in question.metrics)
    return asked(question) and not keys and len(desk.all_heads()) > READ_WHOLE


def answer(question: Question, desk: Desk) -> Answer | None:
    """The sentences that say it, the best of each report; None where none says enough of it."""
    heads = {head.id: head for head in heads_for(_of_all_years(question, desk), desk)}
    picked = _picked(question, desk, list(heads))
    if not picked:
        return None
    citer, language = Citer(), question.language
    lines = [
        say(
            "assistant.quote_line",
            language,
            agency=heads[passage.report].agency,
            year=heads[passage.report].year,
            quote=sentence,
            marks=mark(
                citer.quote(heads[passage.report], passage.section, sentence, place_of(desk, passage, sentence))
            ),
        )
        for passage, sentence in picked
    ]
    return replies.answered(question, lines, citer=citer, coverage=say("assistant.deeds_coverage", language))


def _of_all_years(question: Question, desk: Desk) -> Question:
    return question if question.years else replace(question, years=desk.years())


def _topic(question: Question) -> str:
    words = question.metrics[0].words if question.metrics else question.topic
    return same(_TURNED.sub("", folded(words).strip()))


def _picked(question: Question, desk: Desk, reports: list[str]) -> list[Picked]:
    """The sentences that tell of it as done; where none does, those that plan it, unless it is asked who did it."""
    topic = _topic(question)
    wanted = sense(topic)
    if not (wanted.pairs or {"thing", "channel"} & {*wanted.concepts.values()}):
        return []
    hits = search(desk.library, desk.embedder, topic, reports=desk.searched(reports), k=_LOOKED)
    scored = [
        (covered(wanted, hit.passage, sentence) - 0.002 * rank, hit.passage, sentence)
        for rank, hit in enumerate(hits)
        for sentence in sentences(hit.passage)
        if not _DENIED.search(sentence)
    ]
    sure = [one for one in scored if one[0] >= _SURE]
    done = [one for one in sure if not (MEANT.search(one[2]) or one[1].kind == "problems")]
    return _best(done or ([] if _PAST.search(question.text) else sure))


def _best(scored: Sequence[tuple[float, Passage, str]]) -> list[Picked]:
    """One sentence of each report, the best first, near to the best of all."""
    best: dict[str, tuple[float, Passage, str]] = {}
    for one in sorted(scored, key=lambda each: -each[0]):
        best.setdefault(one[1].report, one)
    ordered = list(best.values())[:_SHOWN]
    return [(passage, sentence) for score, passage, sentence in ordered if score >= ordered[0][0] - _NEAR]
