"""What the library holds: of all, of a region or a kind of organ, of an agency, of a year; and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.operations import replies
from assistant.phrases import listed, shown, spelled
from assistant.question import Language, Question
from assistant.shelf import View, at_least, place_level, view_of
from ingest.folding import folded
from ingest.library import ReportHead
from ingest.strings import say

_BODIES = re.compile(
    r"(?:多少|几)(?:家|个|所)(?!年)|(?:单位|机关|部门|机构)(?:有|是|的)?(?:多少|几|总数|数量|个数)|\b(?:total|count|number) of agenc|\bhow many (?!(?:\w+ ){0,2}(?:reports?|years?))",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!哪)(?:多少|几)个?年(?:度|份)?|\bhow many years\b", re.IGNORECASE)
_LEVEL_WORDS = re.compile(
    r"(?:which |what |all )?(?:provinces|cities|counties|districts)|各?(?:省|市|县|区|区县|县区|市县)", re.I
)
_WHICH_YEARS = re.compile(r"哪[一几些两三]*个?(?:年|年份|年度)(?!报)|几年|\b(?:which|what) years?\b", re.IGNORECASE)
_WHO = re.compile(r"单位|部门|机关|谁|家|\b(?:who|agenc\w+|bod\w+)\b", re.IGNORECASE)
_NAMED = 30
_EACH = 12
"""Years that are told one by one."""
_CITED = 12
"""Reports that are cited one by one; more are only listed."""
Held = dict[str, tuple[int, ...]]


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies held and their years: of those asked about or of all, of the years asked about or of all."""
    named = dict.fromkeys((*question.agencies, *question.choices))
    every: tuple[str, ...] = tuple(named) or (question.group.agencies if question.group else desk.agencies())
    view = _view(question)
    held = {agency: desk.years(agency) for agency in every}
    if view in ("first", "last"):
        edge = (min if view == "first" else max)(year for years in held.values() for year in years)
        question = replace(question, years=(edge,))
    if view in _VIEWS and not (view in ("several", "most") and len(every) == 1):
        return _VIEWS[view](question, desk, held)
    held = {agency: tuple(year for year in years if _asked(question, year)) for agency, years in held.items()}
    if not any(held.values()):
        return _none(question, desk, every)
    if len(every) == 1:
        return _one(question, desk, every[0], lead=_edge_told(question, view))
    return _list(question, desk, {agency: years for agency, years in held.items() if years}, _edge_told(question, view))


def _view(question: Question) -> View:
    """What is asked of the reports; the first and the last year are also told by what counts as a year."""
    view, text = view_of(question.said), folded(question.text)
    of_organs = question.group is not None and not _levels_only(question)
    more: tuple[View, ...] = (*(() if of_organs else ("places",)), *(() if question.years else ("first", "last")))
    view = view if view not in ("list", "places") else view_of(text, more) if more else "list"
    if view in ("several", "missing") and not question.agencies and _WHICH_YEARS.search(text) and not _WHO.search(text):
        return "each_year"  # 哪些年没有报告
    return view if view != "complete" or question.years or "both" not in text else "list"


def _asked(question: Question, year: int) -> bool:
    return not question.years or year in question.years


def _edge_told(question: Question, view: View) -> str:
    """最早的是 2009 年的。"""
    if view not in ("first", "last"):
        return ""
    return say(f"assistant.catalogue_{view}", question.language, year=question.years[0])


def _list(question: Question, desk: Desk, held: Held, lead: str = "") -> Answer:
    """Who is held, and how many reports; each report cited where there are few."""
    reports = sum(len(_heads(desk, agency, years)) for agency, years in held.items())
    text = lead + say(
        "assistant.catalogue_of" if question.group else "assistant.catalogue",
        question.language,
        group=question.group.label if question.group else "",
        reports=reports,
        agencies=len(held),
        years=spelled({year for years in held.values() for year in years}),
    )
    citer = Citer()
    text += _names(question, desk, held, citer, each=_WHICH_YEARS.search(question.text) is not None)
    counts = _counts(question, reports, len(held), max(year for years in held.values() for year in years))
    return replies.answered(question, text, counts, citer, table=_table(question, held))


def _names(question: Question, desk: Desk, held: Held, citer: Citer, each: bool) -> str:
    """The agencies by name, `each` with its years, their reports cited where they are few."""
    few = sum(len(_heads(desk, agency, years)) for agency, years in held.items()) <= _CITED
    named = [
        agency
        + (say("assistant.bracketed", question.language, words=spelled(years)) if each else "")
        + (_marks(desk, agency, years, citer) if few else "")
        for agency, years in held.items()
    ]
    return say("assistant.catalogue_names", question.language, names=listed(named, question.language, _NAMED))


def _heads(desk: Desk, agency: str, years: Sequence[int]) -> list[ReportHead]:
    return [head for head in desk.heads(agency) if head.year in years]


def _marks(desk: Desk, agency: str, years: Sequence[int], citer: Citer) -> str:
    """Each report that is listed, cited by its first words."""
    heads = _heads(desk, agency, years)
    first = [(head, next((block for block in desk.library.blocks(head.id) if block.text), None)) for head in heads]
    return mark(*(citer.quote(head, (), block.text, block.place(0, len(block.text))) for head, block in first if block))


def _counts(question: Question, reports: int, agencies: int, year: int) -> tuple[Claim, ...]:
    """How many reports, and of how many agencies; what was asked for first."""
    units = ("份", "个") if question.language == "zh" else (None, None)
    claims = [_count(question.language, *one, year) for one in zip((reports, agencies), units, strict=True)]
    return tuple(reversed(claims) if _BODIES.search(question.text) else claims)


def _count(language: Language, number: int, unit: str | None, year: int) -> Claim:
    value = Decimal(number)
    return Claim(value, unit, "exact", "", year, None, (), shown(value, unit, "exact", language))


def _table(question: Question, held: Held) -> AnswerTable:
    rows = tuple(((agency, ()), (spelled(years), ())) for agency, years in held.items())
    return _tabled(question, ("agency", "years"), rows)


def _tabled(
    question: Question, names: Sequence[str], rows: tuple[tuple[tuple[str, tuple[int, ...]], ...], ...]
) -> AnswerTable:
    return AnswerTable(tuple(say(f"assistant.column_{name}", question.language) for name in names), rows)


def _one(question: Question, desk: Desk, agency: str, lead: str = "") -> Answer:
    """One agency's reports, each with its title and file."""
    language = question.language
    heads = [head for head in desk.heads(agency) if _asked(question, head.year)]
    held = sorted({head.year for head in heads})
    each = len(held) <= _EACH
    years = listed(map(str, held), language, _EACH) if each else spelled(held)
    text = lead + say("assistant.catalogue_one", language, agency=agency, reports=len(heads), years=years)
    table = _files(question, heads)
    counts = _counts(question, len(heads), 1, max(held))
    if _YEARS.search(question.text):
        counts = (_count(language, len(held), "年" if language == "zh" else None, max(held)),)
    return replies.answered(question, text, counts[:1], table=table)


def _files(question: Question, heads: Sequence[ReportHead]) -> AnswerTable:
    rows = tuple(((str(head.year), ()), (head.title, ()), (head.file, ())) for head in heads)
    return _tabled(question, ("year", "title", "file"), rows)


def _none(question: Question, desk: Desk, every: Sequence[str]) -> Answer:
    """No report of the years asked about: of one agency, which it has; of several or all, which the library has."""
    if len(every) == 1:
        return replies.unknown_year(question, desk, every[0], question.years[0])
    years, held = spelled(question.years), spelled({year for agency in every for year in desk.years(agency)})
    if question.group:
        return replies.declined(question, "no_group_year", group=question.group.label, years=years, held=held)
    return replies.declined(question, "no_such_year", years=years, held=held)


# --- what is asked of the reports but who they are of ------------------------------------------------------------------


def _missing(question: Question, desk: Desk, held: Held) -> Answer:
    """Which of the agencies held have no report of a year: of others the library cannot know. Of one, which years."""
    language, wanted = question.language, question.years or desk.years()
    if len(held) == 1:
        agency, years = next(iter(held.items()))
        gone = [year for year in wanted if year not in years]
        key = "catalogue_gaps" if gone else "catalogue_whole"
        text = say(f"assistant.{key}", language, agency=agency, years=spelled(gone), held=spelled(years))
        return replies.answered(question, text, table=_files(question, desk.heads(agency)))
    missing = {agency: years for agency, years in held.items() if not set(wanted) <= set(years)}
    text = say(
        f"assistant.catalogue_{'missing' if missing else 'complete'}",
        language,
        count=len(missing),
        agencies=len(held),
        years=spelled(wanted),
        names=listed(missing, language, _NAMED),
    )
    counts = [_count(language, len(missing), "个" if language == "zh" else None, max(wanted))]
    return replies.answered(question, text, counts, table=_table(question, missing) if missing else None)


def _several(question: Question, desk: Desk, held: Held) -> Answer:
    """Who has reports of so many years, or so many and no more."""
    least, just = at_least(question.said)
    counted = {agency: len(years) for agency, years in held.items()}
    exactly = [agency for agency, count in counted.items() if just and count == least]
    return _those(question, desk, held, exactly or [agency for agency, count in counted.items() if count >= least])


def _complete(question: Question, desk: Desk, held: Held) -> Answer:
    """Who has every one of the years asked about."""
    wanted = set(question.years or desk.years())
    return _those(question, desk, held, [agency for agency, years in held.items() if wanted <= set(years)])


def _most(question: Question, desk: Desk, held: Held) -> Answer:
    """Who has most reports."""
    counted = {agency: len(_heads(desk, agency, years)) for agency, years in held.items()}
    return _those(question, desk, held, [agency for agency, count in counted.items() if count == max(counted.values())])


def _those(question: Question, desk: Desk, held: Held, agencies: Sequence[str]) -> Answer:
    """These of the agencies, each with its years; that there are none is an answer too."""
    language, citer = question.language, Citer()
    some = {agency: held[agency] for agency in agencies}
    text = say("assistant.catalogue_fitting" if some else "assistant.catalogue_unfit", language, count=len(some))
    text += _names(question, desk, some, citer, each=True) if some else ""
    counts = [_count(language, len(some), "个" if language == "zh" else None, max(desk.years()))]
    return replies.answered(question, text, counts, citer, table=_table(question, some) if some else None)


def _each_year(question: Question, desk: Desk, held: Held) -> Answer:
    """How many reports there are of each year; the year of most first, where that is asked for."""
    language = question.language
    counted = Counter(head.year for agency in held for head in desk.heads(agency) if _asked(question, head.year))
    if not counted:
        return _none(question, desk, tuple(held))
    most = [year for year, count in counted.items() if count == max(counted.values())]
    pieces = [say("assistant.coverage_year", language, year=year, count=counted[year]) for year in sorted(counted)]
    asked_most = _view(question) == "most_year"
    text = say("assistant.catalogue_most_year", language, years=spelled(most), count=max(counted.values()))
    text = (text if asked_most else "") + say(
        "assistant.catalogue_years", language, pieces=listed(pieces, language, 99)
    )
    rows = tuple(((str(year), ()), (str(counted[year]), ())) for year in sorted(counted))
    counts = [_count(language, counted[year], "份" if language == "zh" else None, year) for year in most]
    return replies.answered(question, text, counts, table=_tabled(question, ("year", "reports"), rows))


def _formats(question: Question, desk: Desk, held: Held) -> Answer:
    """Which files the reports were read from, by their format, or by name where they are few."""
    language = question.language
    heads = [head for agency in held for head in desk.heads(agency) if _asked(question, head.year)]
    if not heads:
        return _none(question, desk, tuple(held))
    counted = Counter(head.format for head in heads)
    pieces = [say("assistant.format_piece", language, format=kind, count=n) for kind, n in counted.most_common()]
    files = [head.file for head in heads]
    text = say("assistant.catalogue_formats", language, reports=len(heads), pieces=listed(pieces, language, 9))
    text += say("assistant.catalogue_files", language, files=listed(files, language, _EACH)) if len(files) <= 3 else ""
    return replies.answered(question, text, table=_files(question, heads) if len(heads) <= _NAMED else None)


def _levels_only(question: Question) -> bool:
    """Whether the group is only what is asked for: which cities."""
    return question.group is not None and _LEVEL_WORDS.fullmatch(question.group.label) is not None


def _places(question: Question, desk: Desk, held: Held) -> Answer:
    """The provinces, cities, counties or towns that the agencies lie in."""
    language, level = question.language, place_level(folded(question.text))
    held = {agency: desk.years(agency) for agency in desk.agencies()} if _levels_only(question) else held
    pairs = [(unit, agency) for agency, unit in desk.names.kinds.agencies_in(level) if agency in held]
    held = {agency: tuple(year for year in years if _asked(question, year)) for agency, years in held.items()}
    counted = Counter(unit for unit, agency in dict.fromkeys(pairs) if held[agency])
    if not counted:
        return _list(question, desk, {agency: years for agency, years in held.items() if years})
    named = [say("assistant.format_piece", language, format=unit, count=n) for unit, n in counted.most_common()]
    text = say(f"assistant.catalogue_{level}", language, count=len(counted), places=listed(named, language, _NAMED))
    counts = [_count(language, len(counted), "个" if language == "zh" else None, max(desk.years()))]
    rows = tuple(((unit, ()), (str(n), ())) for unit, n in counted.most_common())
    return replies.answered(question, text, counts, table=_tabled(question, ("where", "bodies"), rows))


_VIEWS: dict[str, Callable[[Question, Desk, Held], Answer]] = {
    "missing": _missing,
    "several": _several,
    "complete": _complete,
    "most": _most,
    "most_year": _each_year,
    "each_year": _each_year,
    "format": _formats,
    "places": _places,
}
