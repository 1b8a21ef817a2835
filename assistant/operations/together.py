"""What a question names together and a report states together, each with its own number; and what a number is made up of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import beside
from assistant.answer import Answer
from assistant.cells import cells_of
from assistant.desk import Desk
from assistant.finding import Found, find
from assistant.kindred import core
from assistant.metrics import recognise
from assistant.operations import lookup
from assistant.pieces import Piece, merged, pieces
from assistant.question import Metric, Question
from ingest.cues import MARK
from ingest.library import ReportHead
from ingest.report import Fact

_SIZE = re.compile(
    r"[，,]?(?:这|那|一共|共|的)*\d+(?:,\d{3})*\s*(?:[条件篇份项次期场个则封宗起]|items?|articles?)?(?:由|是)?|^由|由$|\bthe\b"
)
"""How much the question itself says that it is."""
_FRAGMENT = re.compile(
    r"^(?:那么?|其中|里面|当中|还有|另外)+|的?呢?$|\b(?:ones?|and|the|(?:how many )?(?:of|among) (?:those|these|them|which|that)|were|was|are|concern(?:ed|ing|s)?|about|relat(?:ed|ing) to|dealt with|had to do with)\b",
    re.IGNORECASE,
)
_OF_WORDS = frozenset("what why problems measures summary common check".split())
_HAN = re.compile("[\u4e00-\u9fff]")
_Pairs = Sequence[tuple[Piece, Fact | None]]


def answer(question: Question, desk: Desk) -> Answer | None:
    """The numbers of what is named together, or those that a number is made up of; None where no report tells them."""
    named = pieces(question)
    made_up = "parts" in question.cues and len(question.agencies) == 1 and len(question.metrics) == 1
    if not named and not made_up:
        return None
    year = max(question.years or desk.years(question.agencies[0]), default=None)
    for head in desk.heads(question.agencies[0], year):
        pairs = _pairs(question, desk, head, named)
        if pairs and not _in_the_tables(question, desk, head):
            asked = replace(question, operation="lookup", years=(head.year,))
            return lookup.told(asked, desk, [head], [_found(piece, fact, desk, head) for piece, fact in pairs])
    return None


def fragment(question: Question, desk: Desk) -> Answer | None:
    """What a fragment names (拍成视频的呢) beside the number that the turn before asked for; None where the tables have it, or
    nothing there is it."""
    if len(question.metrics) != 1 or len(question.agencies) != 1 or len(question.years) != 1:
        return None
    if not question.after and (question.operation != "explain" or question.cues & _OF_WORDS):
        return None
    metric = question.metrics[0]
    named = Piece(_FRAGMENT.sub("", question.topic) or question.topic, metric.unit)
    for head in desk.heads(question.agencies[0], question.years[0]):
        facts = desk.facts(head.id)
        if metric.key and cells_of(facts, metric):
            continue
        same = [fact for fact in facts if fact.origin == "prose" and fact.value in question.shown]
        before = same if len({fact.place.block for fact in same}) == 1 else _asked_before(question, desk, head)
        lead = next((fact for fact in before if fact.origin == "prose"), None)
        if (fact := beside.neighbour(head, facts, lead, named, desk)) is not None:
            pair = metric, Found(head, (fact,), (), "number")
            return lookup.told(replace(question, operation="lookup"), desk, [head], [pair])
    return None


def _asked_before(question: Question, desk: Desk, head: ReportHead) -> Sequence[Fact]:
    return find(desk, head, question.after[0]).facts if question.after else ()


def _pairs(question: Question, desk: Desk, head: ReportHead, named: Sequence[Piece]) -> _Pairs:
    facts = desk.facts(head.id)
    if any(_cell(piece, facts) for piece in named if piece.tied):
        named = ()
    told = beside.stated(head, facts, named, None if "sum" in question.cues else desk)
    if not told and not _HAN.search(question.said):
        told = next(filter(None, (beside.stated(head, facts, one, desk) for one in merged(named))), [])
    return told or (_parts(question.metrics[0], desk, head) if "parts" in question.cues and question.metrics else [])


def _cell(piece: Piece, facts: Sequence[Fact]) -> bool:
    """Whether a thing named is a cell of the tables that stands there."""
    known = recognise(piece.words, piece.unit)
    return len(known) == 1 and bool(known[0].key) and bool(cells_of(facts, known[0]))


def _parts(metric: Metric, desk: Desk, head: ReportHead) -> _Pairs:
    """The parts of the number asked about, of whatever size the question says that it is (政策解读12篇是怎么构成的)."""
    words = _SIZE.sub("", metric.words).strip()
    facts, found = desk.facts(head.id), find(desk, head, replace(metric, key=None, words=words, said=words, unit=None))
    same = [fact for fact in facts if found.fact and fact.origin == "prose" and fact.metric == found.fact.metric]
    wholes = (fact for fact in (*found.facts, *same) if found.fact and fact.value == found.fact.value)
    return next((told for whole in wholes if len(told := beside.parts(facts, whole)) > 1), [])


def _in_the_tables(question: Question, desk: Desk, head: ReportHead) -> bool:
    """Whether the things named are cells of the tables, each of them with a number of its own."""
    if len(question.metrics) < 2 or not all(metric.key for metric in question.metrics):
        return False
    facts = [fact for metric in question.metrics if (fact := find(desk, head, metric).fact) is not None]
    return len({id(fact) for fact in facts}) == len(question.metrics)


def _found(piece: Piece, fact: Fact | None, desk: Desk, head: ReportHead) -> tuple[Metric, Found]:
    """A thing named with its number; one that is not told beside the others is looked for elsewhere."""
    label = piece.words if piece.words.isascii() else core(piece.words)
    if label in head.agency and fact is not None:  # 统计, of a bureau of statistics
        label = (fact.noun or label).replace(MARK, "")
    metric = Metric(None, label, piece.words, piece.unit)
    if fact is not None:
        return metric, Found(head, (fact,), (), "number")
    known = recognise(piece.words, piece.unit)
    if piece.summand and not (len(known) == 1 and cells_of(desk.facts(head.id), known[0])):
        return metric, Found(head, (), (), "absent")  # what is to be added is told surely, or not at all
    metric = replace(known[0], words=piece.words) if len(known) == 1 else metric
    return metric, find(desk, head, metric)
