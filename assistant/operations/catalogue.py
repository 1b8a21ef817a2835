"""What the library holds: of all, of a region or a kind of organ, of an agency, of a year; and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.operations import replies
from assistant.phrases import listed, shown, spelled
from assistant.question import Question
from ingest.strings import say

_MISSING = re.compile(
    r"(?:没有|没|未|缺少?|尚未)(?:发布|公布|公开|提交|报送|收录|入库|上传)?(?:了)?(?:(?:19|20)\d{2}年?度?)?(?:的)?(?:政府信息公开)?(?:年报|年度报告|报告)|缺(?!陷)|"
    r"\b(?:missing|lack|without|no|not have|did not publish|haven't published|have not published)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"(?:多少|几)(?:[份篇]|年报|报告)|\bhow many (?:\w+ )?reports\b", re.IGNORECASE)
_EDGE = re.compile(
    r"(?P<first>最[早老旧]|第一[份年]|\b(?:earliest|oldest|first)\b)|最[新晚近]|\b(?:latest|newest|most recent)\b",
    re.IGNORECASE,
)
_NAMED = 30
_EACH = 12
"""Years that are told one by one."""
_CITED = 12
"""Reports that are cited one by one; more are only listed."""


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies held and their years: of those asked about or of all, of the years asked about or of all."""
    every = question.agencies or (question.group.agencies if question.group else question.choices) or desk.agencies()
    years = question.years
    if not years and (edge := _EDGE.search(question.text)):
        all_years = [year for agency in every for year in desk.years(agency)]
        years = (min(all_years) if edge["first"] else max(all_years),) if all_years else ()
        question = replace(question, years=years)
    if years and _MISSING.search(question.text):
        return _missing(question, desk, every, years)
    held = {agency: _years(desk, agency, years) for agency in every}
    agencies = [agency for agency, found in held.items() if found]
    if not agencies:
        return _none(question, desk, every)
    if len(every) == 1:
        return _one(question, desk, every[0])
    reports = sum(len([head for head in desk.heads(agency) if head.year in held[agency]]) for agency in agencies)
    text = say(
        "assistant.catalogue_of" if question.group else "assistant.catalogue",
        question.language,
        group=question.group.label if question.group else "",
        reports=reports,
        agencies=len(agencies),
        years=spelled({year for agency in agencies for year in held[agency]}),
    )
    citer = Citer()
    named = (
        [agency + _marks(desk, agency, held[agency], citer) for agency in agencies] if reports <= _CITED else agencies
    )
    text += say("assistant.catalogue_names", question.language, names=listed(named, question.language, _NAMED))
    counts = _counts(question, reports, len(agencies), max(year for agency in agencies for year in held[agency]))
    return replies.answered(question, text, counts, citer, table=_table(question, held, agencies))


def _marks(desk: Desk, agency: str, years: Sequence[int], citer: Citer) -> str:
    """Each report that is listed, cited by its first words."""
    heads = [head for head in desk.heads(agency) if head.year in years]
    first = [(head, next((block for block in desk.library.blocks(head.id) if block.text), None)) for head in heads]
    return mark(*(citer.quote(head, (), block.text, block.place(0, len(block.text))) for head, block in first if block))


def _counts(question: Question, reports: int, agencies: int, year: int) -> tuple[Claim, ...]:
    """How many reports, and of how many agencies; what was asked for first."""
    units = ("份", "个") if question.language == "zh" else (None, None)
    claims = [
        Claim(
            Decimal(number), unit, "exact", "", year, None, (), shown(Decimal(number), unit, "exact", question.language)
        )
        for number, unit in zip((reports, agencies), units, strict=True)
    ]
    return tuple(reversed(claims) if "tally" in question.cues and not _REPORTS.search(question.text) else claims)


def _years(desk: Desk, agency: str, wanted: Sequence[int]) -> tuple[int, ...]:
    return tuple(year for year in desk.years(agency) if not wanted or year in wanted)


def _table(question: Question, held: dict[str, tuple[int, ...]], agencies: Sequence[str]) -> AnswerTable:
    language = question.language
    rows = tuple(((agency, ()), (spelled(held[agency]), ())) for agency in agencies)
    columns = (say("assistant.column_agency", language), say("assistant.column_years", language))
    return AnswerTable(columns, rows)


def _one(question: Question, desk: Desk, agency: str) -> Answer:
    """One agency's reports, each with its title and file."""
    language = question.language
    heads = [head for head in desk.heads(agency) if not question.years or head.year in question.years]
    held = sorted({head.year for head in heads})
    each = len(held) <= _EACH
    text = say(
        "assistant.catalogue_one",
        language,
        agency=agency,
        reports=len(heads),
        years=listed(map(str, held), language, _EACH) if each else spelled(held),
    )
    rows = tuple(((str(head.year), ()), (head.title, ()), (head.file, ())) for head in heads)
    columns = tuple(say(f"assistant.column_{name}", language) for name in ("year", "title", "file"))
    table = AnswerTable(columns, rows)
    counts = _counts(question, len(heads), 1, max(head.year for head in heads))
    return replies.answered(question, text, counts[:1], table=table)


def _none(question: Question, desk: Desk, every: Sequence[str]) -> Answer:
    """No report of the years asked about: of one agency, which it has; of all, which the library has."""
    if len(every) == 1:
        return replies.unknown_year(question, desk, every[0], question.years[0])
    years = spelled(question.years)
    return replies.declined(question, "no_such_year", years=years, held=spelled(desk.years()))


def _missing(question: Question, desk: Desk, every: Sequence[str], years: Sequence[int]) -> Answer:
    """Which of the agencies held have no report of a year: of others the library cannot know."""
    language = question.language
    gone = [agency for agency in every if not set(years) <= set(desk.years(agency))]
    key = "catalogue_missing" if gone else "catalogue_complete"
    text = say(
        f"assistant.{key}",
        language,
        count=len(gone),
        agencies=len(every),
        years=spelled(years),
        names=listed(gone, language, _NAMED),
    )
    held = {agency: desk.years(agency) for agency in gone}
    return replies.answered(question, text, table=_table(question, held, gone) if gone else None)
