"""Whether the reports contradict themselves or each other: the findings, each with its places."""

from __future__ import annotations

import re

from assistant.answer import Answer
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.gathering import heads_for
from assistant.operations import balance, check_named, check_sources, replies
from assistant.question import Language, Question
from ingest.checks import describe, operand_reports
from ingest.library import ReportHead
from ingest.report import Finding
from ingest.strings import say

_AGREE = re.compile(
    r"对得[上平拢]|对不对|平不平|平衡|平吗|一致|吻合|相符|一样|等于|加得|站得住|\b(?:add up|agree|consistent|hold|match|balance|tally|reconcile|same|square)",
    re.IGNORECASE,
)
_FAULT = re.compile(
    r"矛盾|出入|问题|错|误|异常|不一样|\b(?:contradict|inconsist|wrong|error|discrepan|mistake|fault)", re.IGNORECASE
)
"""A question for faults is answered by what was found; whether all agrees, by yes."""
_SHOWN = 12
_FEW = 6
_CITED = 8
"""Operands cited a finding: the five of a dispute and the total they contradict, and to spare."""


_ACROSS = re.compile(
    r"结转|跨年|上[一]?年度?(?:年报|报告)|\bcarried\b|\bbrought forward\b|\bfrom (?:one )?year to (?:the next|year)\b",
    re.I,
)


def answer(question: Question, desk: Desk) -> Answer:
    """The faults found in the reports asked about, those of the kind that is asked for first; notes (all zero, not
    assessable) where there is no fault."""
    if (balanced := balance.answer(question, desk)) is not None:
        return balanced
    heads = {head.id: head for head in heads_for(question, desk)}
    findings = [finding for finding in desk.library.findings(list(heads)) if finding.report in heads]
    faults = [finding for finding in findings if finding.severity != "note" and finding.rule != "shape"]
    kinds = _kinds(question)
    faults.sort(key=lambda finding: not finding.rule.startswith(kinds))
    language = question.language
    citer = Citer()
    lines = [_line(finding, heads[finding.report], desk, citer, language) for finding in (faults or findings)[:_SHOWN]]
    involved = len({finding.report for finding in faults})
    key = "assistant.check_faults" if faults else "assistant.check_clean"
    lead = say(key, language, reports=len(heads), faults=len(faults), involved=involved)
    more = len(faults or findings) - _SHOWN
    if not findings and len(heads) <= _FEW:  # what was looked at is shown where nothing was found
        lead += mark(*(n for head in heads.values() for n in _beginning(head, desk, citer)))
    lead = _verdict(question, len(heads), faults, kinds, bool(findings)) + lead
    tail = [say("assistant.check_more", language, count=more)] if more > 0 else []
    return replies.answered(question, [lead, *lines, *tail], citer=citer)


def _kinds(question: Question) -> tuple[str, ...]:
    """The rules that a question is about: of one year against the next, of the text against the tables; else all."""
    if balance.asked(question):
        return ("A1",)
    if (named := check_named.kind(question)) is not None:
        return (named,)
    if check_sources.OF_TEXT.search(question.text):
        return ("C",)
    return ("B",) if _ACROSS.search(question.text) and len(question.years) > 1 else ("A", "B", "C")


def _verdict(question: Question, heads: int, faults: list[Finding], kinds: tuple[str, ...], noted: bool) -> str:
    """Whether it agrees, before what was found, where that is what one asks: of one report that nothing is left open in, or
    where a rule of the kind asked for does not hold."""
    if not _AGREE.search(question.text) or _FAULT.search(question.text):
        return ""
    if any(finding.rule.startswith(kinds) for finding in faults):
        return say("assistant.check_disagrees", question.language)
    open_ = noted or heads != 1 or kinds == ("C",)  # whether the text says a number that the table has is not known
    return "" if open_ else say("assistant.check_agrees", question.language)


def _line(finding: Finding, head: ReportHead, desk: Desk, citer: Citer, language: Language) -> str:
    places = list(zip(finding.operands, _heads(finding, head, desk), strict=True))[:_CITED]
    cited = [
        citer.quote(where, (), f"{label} {value}".strip(), place)
        for (label, value, place), where in places
        if place.block is not None
    ]
    marks = mark(*(cited or _beginning(head, desk, citer)))
    return say(
        "assistant.check_line" if finding.severity != "note" else "assistant.check_note",
        language,
        agency=head.agency,
        year=head.year,
        rule=finding.rule,
        detail=finding.detail if language == "zh" else describe(finding, language),
        expected=finding.expected,
        found=finding.found,
        blame=say(f"assistant.blame_{finding.blame}", language),
        marks=marks,
    )


def _beginning(head: ReportHead, desk: Desk, citer: Citer) -> list[int]:
    """What is found of a report as a whole (a table that is not there) is cited by its first words."""
    first = next((block for block in desk.library.blocks(head.id) if block.text), None)
    return [] if first is None else [citer.quote(head, (), first.text, first.place(0, len(first.text)))]


def _heads(finding: Finding, head: ReportHead, desk: Desk) -> list[ReportHead]:
    """The report that each operand stands in: across years the first are of the report before."""
    held = {id: head if id == head.id else desk.library.head(id) for id in {head.id, *finding.reports}}
    return [held[id] or head for id in operand_reports(finding)]
