"""A question for words: the sentences of the report that answer it, quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer
from assistant.citing import Citer, mark
from assistant.concepts import sense
from assistant.cues import hear
from assistant.desk import Desk
from assistant.facets import common_parts_of
from assistant.operations import evidence, meant, remedies, replies
from assistant.operations.quoting import covered, place_of, same, sentences
from assistant.promises import MEANT
from assistant.question import Question
from assistant.search import search
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.report import Passage
from ingest.strings import say

ENOUGH = 0.45
"""Least share of the topic's weight that a quoted sentence must cover."""

SURE = 0.75
"""The same where no agency is named, so that any report's sentences compete."""

_PROBLEM = re.compile(
    r"不足|不够|不高|不强|不及时|不完善|不到位|问题|有待|差距|薄弱|欠缺|还需|仍需|需(?:要)?进一步|不平衡|短板"
)
_PLAN = re.compile(
    r"措施|建立|将|进一步|加强|加大|继续|着力|完善|强化|[一二三四五六]是|下一步|力争|做好|推行|提高|提升|规范"
)
# What a question may ask of a whole section, by its cue: the section's kind, and what its sentences hold.
_SECTIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("measures", "problems", _PLAN),
    ("problems", "problems", _PROBLEM),
)
_CAUSE = re.compile(
    r"因|为(?:要求|申请|涉及|属于)|属于|依法不|由于|原因|导致|造成|引起|鉴于|得益于|受.{1,12}影响|主要是|源于|不够|不足|不到位|缺[乏少失]|靠|\bbecause\b|\bdue to\b|\bowing to\b",
    re.IGNORECASE,
)
"""What a sentence says that tells why."""
_MOST = 5
Picked = tuple[Passage, str]


def answer(question: Question, desk: Desk) -> Answer:
    """The best sentences of the reports asked about, or those of the section the question names."""
    heads = _heads(question, desk)
    enough = ENOUGH if question.agencies else SURE
    told = evidence.told(question, desk, heads)
    picked = told or _picked(question, desk, heads, enough)
    if "why" in question.cues and not told and not remedies.asked(question):
        picked = [one for one in picked if _CAUSE.search(one[1])]
    if not picked and question.agencies and question.years and "why" in question.cues and question.metrics:
        agency, year, metric = question.agencies[0], question.years[-1], question.metrics[0].label
        return replies.declined(question, "no_reason", agency=agency, year=year, metric=metric)
    if not picked:
        return replies.not_stated(question, desk, None) if question.agencies else replies.which_agency(question, desk)
    return _quoted(question, desk, heads, picked)


def _picked(question: Question, desk: Desk, heads: dict[str, ReportHead], enough: float) -> list[Picked]:
    """What answers a question that asks for none of the kinds of evidence, or for one that no sentence has."""
    named = remedies.names(question) and len(heads) == 1
    picked = (
        remedies.told(question, desk, heads, of_problem=not named)
        or ([] if named else _of_section(question, desk, heads))
        or remedies.told(question, desk, heads)
        or _fitting(question, meant.told(question, desk, heads))
        or _fitting(question, quotations(question, desk, heads, enough))
        or _fitting(question, meant.near(question, desk, heads))
    )
    return [] if remedies.unanswered(question, picked, desk, heads) else picked


def _fitting(question: Question, picked: list[Picked]) -> list[Picked]:
    return [one for one in picked if evidence.fits(question, one[1])]


def _heads(question: Question, desk: Desk) -> dict[str, ReportHead]:
    heads = [head for agency in question.agencies for head in desk.heads(agency)] or desk.all_heads()
    return {head.id: head for head in heads if not question.years or head.year in question.years}


def _of_section(question: Question, desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """The sentences of the section a question names: 存在哪些问题, 下一步打算."""
    rest = hear(folded(question.topic)).without(("problems", "measures", "what"))
    for cue, kind, rule in _SECTIONS:
        if cue not in question.cues or len(sense(rest).concepts) > 2 or len(heads) > 4:
            continue
        passages = [passage for passage in desk.library.passages(list(heads)) if passage.kind == kind]
        found = [
            (passage, sentence)
            for passage in passages
            for sentence in sentences(passage)
            if rule.search(folded(sentence))
        ]
        if rule is _PROBLEM:  # plans say 问题 too, once the problems are told
            wrong = remedies.problems(desk, heads) if len(heads) == 1 else found
            found = [item for item in found if not re.search(r"将|下一步|年度?的?工作中", item[1])] or found
            found = [item for item in found if item in wrong] or wrong
        if found:
            return found[:_MOST]
    return _planned(desk, heads) if "measures" in question.cues and len(sense(rest).concepts) < 3 else []


def _planned(desk: Desk, heads: dict[str, ReportHead]) -> list[Picked]:
    """What a report without a section for it says of the year after."""
    passages = desk.library.passages(list(heads)) if len(heads) == 1 else []
    after = str(next(iter(heads.values())).year + 1) if heads else ""
    every = [(passage, sentence) for passage in passages for sentence in sentences(passage)]
    found = [one for one in every if after in one[1] and re.search("将|要(?!求)|计划|打算|拟|继续|进一步", one[1])]
    return (found or [one for one in every if re.search("下一步|明年|今后", one[1])])[:_MOST]


def quotations(question: Question, desk: Desk, heads: dict[str, ReportHead], enough: float = ENOUGH) -> list[Picked]:
    """Up to three sentences that say most of what was asked, best first."""
    topic = same(folded(question.topic or question.text))
    asked = sense(topic)
    hits = search(desk.library, desk.embedder, topic, reports=desk.searched(heads), k=8)
    scored = [
        (covered(asked, hit.passage, sentence) - 0.01 * rank, hit.passage, sentence)
        for rank, hit in enumerate(hits)
        for sentence in sentences(hit.passage)
        if not meant.heading(sentence)
    ]
    scored.sort(key=lambda item: -item[0])
    if question.operation == "yes_no":  # what another thing is said of is no answer
        named = {name for name, kind in asked.concepts.items() if kind in ("thing", "channel")}
        whole = common_parts_of(topic) - {"request"}
        scored = [
            one
            for one in scored
            if named <= sense(same(folded(one[2]))).concepts.keys() and whole <= common_parts_of(folded(one[2]))
        ]
    best = scored[0][0] if scored else 0.0
    return [(passage, sentence) for score, passage, sentence in scored[:3] if score >= max(enough, best - 0.15)]


def _quoted(question: Question, desk: Desk, heads: dict[str, ReportHead], picked: Sequence[Picked]) -> Answer:
    citer = Citer()
    whether = question.operation == "yes_no" or ("yes_no" in question.cues and "what" not in question.cues)
    if whether:  # the first decides, and a plan says nothing of what is
        picked = [one for one in picked if not MEANT.search(one[1])][:1] or picked[:1]
    denied = evidence.denies(question, picked[0][1])
    on_record = say("assistant.not_so" if denied else "assistant.on_record", question.language)
    lines = [on_record] if whether else []
    for passage, sentence in picked:
        head = heads[passage.report]
        n = citer.quote(head, passage.section, sentence, place_of(desk, passage, sentence))
        lines.append(
            say(
                "assistant.quote_line",
                question.language,
                agency=head.agency,
                year=head.year,
                quote=sentence,
                marks=mark(n),
            )
        )
    return replies.answered(question, lines, citer=citer)
