"""A question's agency and year settled, and the operation that answers it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from assistant import whose
from assistant.answer import Answer
from assistant.cues import YEAR
from assistant.desk import Desk
from assistant.finding import belied, chance_of
from assistant.gathering import NO_COUNT, heads_for
from assistant.metrics import label_with
from assistant.operations import (
    addition,
    breakdown,
    catalogue,
    check,
    check_named,
    check_sources,
    compare,
    completion,
    contact,
    dates,
    deeds,
    evidence,
    explain,
    greatest_row,
    growth,
    kind_asked,
    labelled,
    lookup,
    parted,
    quotient,
    rank,
    rates,
    recalled,
    remainder,
    replies,
    share,
    summarise,
    themes,
    together,
    total,
    trend,
    within_one,
)
from assistant.operations import list as list_
from assistant.phrases import spelled
from assistant.pieces import pieces
from assistant.question import Language, Metric, Question
from assistant.rereading import corrected, reread
from assistant.understand import is_follow_up
from ingest.strings import say

_OVER_MANY = {
    "rank": rank.answer,
    "total": total.answer,
    "list": list_.answer,
    "check": check.answer,
    "themes": themes.answer,
}
_SIDE_BY_SIDE = frozenset(("compare", "trend", "rank", "list", "total"))
_OF_EACH = frozenset(("lookup", "yes_no", "compare", "share"))
_READ = frozenset(("lookup", "explain"))
_WHETHER = frozenset(("yes_no", "lookup", "explain"))
_CAME_OVER = re.compile("上年|上一年|去年|年初")
_LEFT_FOR = re.compile(rf"(?:转|拖|留|推|延)(?:到|至|入)了?{YEAR}")
_OF_WORDS = frozenset(("explain", "summarise"))
_COUNTED = frozenset(("lookup", "explain", "compare", "share", "yes_no"))
_FOR_WORDS = frozenset(("why", "problems", "measures", "summary"))
_ALL_SHOWN = 30
_ENDED = re.compile(r"(?:review|litigation)\b.*\.(?:corrected|upheld|other|pending)$")
_OLDER = 4
"""In how many reports before the newest a number is looked for that it does not state."""
_CLEARLY = 0.8
_OPERATED = {"summarise": summarise.answer, "share": share.answer}
_IN_ALL = re.compile(r"共(?:有|计|是|为)?(?:多少|几)|\btotal (?:number|count|amount|figure)\b", re.IGNORECASE)
"""That what is asked of each is to be added up."""
_OWN_REPORT = re.compile(
    r"\d年?度?的?(?:年报|年度报告|报告)|\d (?:annual )?report\b|\breport (?:for|of) \d", re.IGNORECASE
)
"""2023年年报说今后: the report of the year itself is asked for."""


def routed(question: Question, desk: Desk) -> tuple[Question, Answer]:
    """The question with agency and year settled, and its answer; or the reply that says which is missing. What finds no
    answer as it was understood is read again (see rereading.py); what the newest report does not state, and no year was named
    for, is looked for in the ones before."""
    settled, answer = _reread(question, desk)
    return _of_older(question, settled, answer, desk) or (settled, answer)


def _of_older(question: Question, settled: Question, answer: Answer, desk: Desk) -> tuple[Question, Answer] | None:
    """The newest report that surely states what the newest of all does not, where no year was named, and that it is so."""
    open_ = answer.status == "declined" and settled.operation in _COUNTED and len(settled.metrics) == 1
    if not open_ or question.years or len(settled.agencies) != 1 or len(settled.years) != 1 or question.group:
        return None
    newest = settled.years[0]
    for year in [year for year in reversed(desk.years(settled.agencies[0])) if year < newest][:_OLDER]:
        note: tuple[str, dict[str, object]] = ("assistant.newest_silent_year", {"newest": newest, "year": year})
        asked, told = _told(replace(question, years=(year,), notes=(*question.notes, note)), desk)
        if told.status == "answered" and told.values and _surely(asked, told, desk):
            line = say("assistant.newest_silent", question.language)
            return asked, replace(told, text=f"{line}\n{told.text}")
    return None


def _surely(question: Question, told: Answer, desk: Desk) -> bool:
    """Whether numbers are cells, or of the quantity by name, or clearly likelier than others."""
    heads = desk.heads(question.agencies[0], question.years[0]) if question.agencies and question.years else ()
    plain = all(claim.metric is not None and not claim.formula for claim in told.values)
    return plain or any(chance_of(desk, head, metric) >= _CLEARLY for head in heads for metric in question.metrics)


def _reread(question: Question, desk: Desk) -> tuple[Question, Answer]:
    settled, answer = _told(question, desk)
    if question.unknown or question.choices:
        return settled, answer
    surer = corrected(question, answer, desk) if answer.status == "answered" else None
    again = surer or (reread(question, desk) if _open(settled, answer) else None)
    other, told = _told(again, desk) if again is not None else (settled, answer)
    better = surer is not None or answer.status != "answered" or _fuller(settled, answer, told)
    better = (
        better and bool(told.values or not answer.values) and not (again and not surer and _belied(settled, told, desk))
    )
    return (other, told) if told.status == "answered" and better else (settled, answer)


def _belied(question: Question, told: Answer, desk: Desk) -> bool:
    """Whether the question's own words point to another number than the one that another reading gave."""
    if len(question.agencies) != 1 or len(question.metrics) != 1 or len(told.values) != 1 or told.values[0].formula:
        return False
    cited = next((one for one in told.citations if one.quote), None)
    heads = [head for head in desk.heads(question.agencies[0]) if cited is not None and head.id == cited.report]
    facts = [fact for head in heads for fact in desk.facts(head.id) if cited and fact.quote == cited.quote]
    same = next((fact for fact in facts if fact.value == told.values[0].number), None)
    return bool(heads) and belied(desk, heads[0], question.metrics[0], same)


def _told(question: Question, desk: Desk) -> tuple[Question, Answer]:
    """The question settled, and its answer, in which no whole stands for a part."""
    settled, answer = _routed(whose.heard(question, desk), desk)
    return settled, kind_asked.kept(settled, parted.answer(settled, answer, desk), desk)


def _open(question: Question, answer: Answer) -> bool:
    """Whether an answer leaves room for another reading: none, sentences where a number may have been asked for, or numbers
    of many reports that were found by words alone."""
    by_words = question.operation in _SIDE_BY_SIDE and not any(metric.key for metric in question.metrics)
    quoted = question.operation == "explain" and not (question.cues & {"what", "why"} or evidence.asked(question))
    quoted = quoted or (question.operation == "yes_no" and not answer.values)
    return answer.status != "answered" or by_words or quoted


def _fuller(question: Question, answer: Answer, told: Answer) -> bool:
    odd = {one.unit for one in told.values} & NO_COUNT - {one.unit for one in answer.values}
    cells = all("." in (one.metric or "") for one in told.values)  # of a table, where the others are of words
    more = len(told.values) - len(answer.values) + cells
    return question.operation not in _SIDE_BY_SIDE or (more > 0 and not odd)


def _routed(question: Question, desk: Desk) -> tuple[Question, Answer]:
    if question.operation == "help":
        text = say("assistant.acknowledged" if "thanks" in question.cues else "assistant.hint", question.language)
        return question, Answer(status="clarify", text=text, question=question, reason=text)
    if question.recalled and (told := recalled.answer(question, desk)) is not None:
        return question, told
    if question.unknown is not None:
        return question, replies.unknown_agency(question, desk)
    if (told := within_one.answer(question, desk)) is not None:
        return told.question or question, told
    if (told := greatest_row.answer(question, desk)) is not None:
        return told.question or question, told
    if question.operation == "catalogue":
        return question, catalogue.answer(question, desk)
    if question.choices:
        return question, replies.which_agency(question, desk)
    if (told := remainder.answer(_of_newest(question, desk), desk)) is not None:
        return told.question or question, told
    if (told := growth.from_to(question, desk)) is not None:
        return told.question or question, told
    if (told := _agreed(question, desk) or addition.answer(question, desk)) is not None:
        return told.question or question, told
    counted = question.cues >= {"ask", "mean"}  # 困难补助平均每人多少元 asks for no troubles
    if (counted or not question.cues & _FOR_WORDS) and (told := quotient.answer(question, desk)) is not None:
        return told.question or question, told
    question = list_.beyond(question, desk) if question.operation == "list" else _of_each(question)
    if question.operation == "trend" and not question.agencies and desk.agencies():
        question = question if question.years else replace(question, years=desk.years())
        return question, trend.answer(question, desk)
    if deeds.first(question, desk):
        none = replies.none_states(question, question.years or desk.years()) if question.metrics else None
        return question, deeds.answer(question, desk) or none or replies.no_metric(question, desk)
    if question.operation in _OVER_MANY and desk.agencies():
        return _over_many(question, desk)
    if not question.agencies:
        everyone = desk.agencies()
        if len(everyone) == 1:
            question = replace(question, agencies=everyone)
        elif not everyone:
            return question, replies.declined(question, "empty_library")
        elif question.operation != "explain" or is_follow_up(question.text):
            return question, replies.which_agency(question, desk)
    if question.operation in ("compare", "trend"):
        question = _of_one_year(question, desk)
    counted = question.operation in _COUNTED or (question.operation == "contact" and question.cues >= {"ask", "each"})
    if counted and (told := _taken_apart(question, desk)) is not None:
        return told.question or question, told
    if question.operation in _READ and (told := together.fragment(question, desk)) is not None:
        return told.question or question, told
    if question.operation in ("compare", "trend"):
        return _changed(question, desk)
    return _in_one_year(question, desk)


def _agreed(question: Question, desk: Desk) -> Answer | None:
    """Whether two numbers that are named agree."""
    return check_named.answer(question, desk) or check_sources.answer(question, desk)


def _over_many(undated: Question, desk: Desk) -> tuple[Question, Answer]:
    question = _dated(undated, desk)
    if question.years and not heads_for(question, desk):
        held = spelled(head.year for head in heads_for(replace(question, years=desk.years()), desk))
        group = question.group.label if question.group else say("assistant.all_agencies", question.language)
        years = spelled(question.years)
        return question, replies.declined(question, "no_group_year", group=group, years=years, held=held)
    if question.operation == "rank" and question.cues & {"share", "rate"}:
        return question, rates.answer(question, desk)
    answer = _OVER_MANY[question.operation](question, desk)
    told = deeds.answer(undated, desk) if answer.status != "answered" and deeds.asked(undated) else None
    return (undated, told) if told is not None else (question, answer)


def _taken_apart(question: Question, desk: Desk) -> Answer | None:
    """What is named together, each with its number; or the parts of a number, where a question does not name them."""
    if pieces(question):
        return together.answer(question, desk) or breakdown.answer(question, desk)
    return breakdown.answer(question, desk) or together.answer(question, desk)


def _of_each(question: Question) -> Question:
    """What is asked of every agency, or of each of a group: its numbers side by side, or what their words have in
    common."""
    every = replace(question, operation="rank", limit=question.limit or _ALL_SHOWN)
    added = question.cues & {"sum", "mean", "grand", "whole"} or _IN_ALL.search(question.text)
    if question.operation == "total" and not question.agencies and not added:
        return every
    if question.group is None:
        return question
    keyed = any(metric.key is not None for metric in question.metrics)
    if (question.operation in _OF_EACH and question.metrics) or (question.operation == "explain" and keyed):
        return every
    if question.operation in _OF_WORDS:
        return replace(question, operation="themes")
    return question


def _of_one_year(question: Question, desk: Desk) -> Question:
    """Several figures of an agency of which one of the years is held (academic year 2019-20): each of them."""
    held = [year for agency in question.agencies for year in desk.years(agency) if year in question.years]
    several = len(question.agencies) == 1 and len(question.metrics) > 1 and len(question.years) > 1 and len(held) == 1
    return replace(question, operation="lookup", years=tuple(held)) if several else question


def _changed(question: Question, desk: Desk) -> tuple[Question, Answer]:
    """Side by side; of a change, what the report itself says of it comes first."""
    if (told := growth.stated(question, desk)) is not None:
        return told.question or question, told
    answer = compare.answer(question, desk)
    open_ = "yoy" in question.cues and _one_sided(question, answer)  # 跟上年比怎么样, where the year before is not held
    if question.operation != "compare" or not (compare.asks_difference(question) or open_):
        return question, answer
    if told := growth.beside(question, desk, only_stated=not _one_sided(question, answer)):
        return told.question or question, told
    if not _one_sided(question, answer):
        return question, answer
    missing = set(question.years) - set(desk.years(question.agencies[0]))
    if missing and len(question.agencies) == len(question.metrics) == 1 and "ask" not in question.cues:
        return question, replies.unknown_year(question, desk, question.agencies[0], min(missing))
    return question, answer


def _one_sided(question: Question, answer: Answer) -> bool:
    """Whether two years are asked about, and only one of them can be read."""
    years = {claim.year for claim in answer.values}
    return len(question.years) == 2 and not set(question.years) <= years


def _dated(question: Question, desk: Desk) -> Question:
    """A question over many reports with its year, saying so, where none is named: the newest, if it holds half of the
    agencies. Else each agency's newest stands for it; a sum is over the one year that most agencies have."""
    if question.years:
        return question
    meant = question.agencies or (question.group.agencies if question.group else ()) or desk.agencies()
    held = Counter(year for agency in meant for year in desk.years(agency))
    if not held:
        return question
    newest, most = max(held), max(held, key=lambda year: (held[year], year))
    if held[newest] * 2 < len(meant) and question.operation != "total":
        return replace(question, notes=(*question.notes, ("assistant.newest_each", {})))
    year = newest if held[newest] * 2 >= len(meant) else most
    others = "、".join(str(other) for other in sorted(held) if other != year)
    said = "newest_year" if year == newest else "most_year"
    notes = ((f"assistant.{said}", {"year": year, "others": others}),) if others else ()
    return replace(question, years=(year,), notes=(*question.notes, *notes))


def _in_one_year(question: Question, desk: Desk) -> tuple[Question, Answer]:
    if question.agencies:
        agency = question.agencies[0]
        held = desk.years(agency)
        question = _of_plans(question, held)
        if question.years and not set(question.years) & set(held):
            return question, replies.unknown_year(question, desk, agency, question.years[0])
        if len(question.years) > 1 and question.operation != "share":
            question = replace(question, years=tuple(year for year in question.years if year in held)[-1:])
        question = _of_newest(question, desk)
    return question, _operated(question, desk)


def _of_newest(question: Question, desk: Desk) -> Question:
    """A question that names no year asks of the newest one of its agency, which is noted where there are others."""
    held = desk.years(question.agencies[0]) if question.agencies and not question.years else ()
    if not held:
        return question
    notes = question.notes
    if len(held) > 1:
        notes = (*notes, ("assistant.newest_year", {"year": held[-1], "others": "、".join(map(str, held[:-1]))}))
    return replace(question, years=(held[-1],), notes=notes)


def _of_plans(question: Question, held: tuple[int, ...]) -> Question:
    """What is planned for a year, or left for it, stands in the report for the year before: 说2023年要怎么改进."""
    year = question.years[0] if len(question.years) == 1 else None
    if year is None or year in held or year - 1 not in held:
        return question
    came = _CAME_OVER.search(question.text) is not None  # asked of that year's own report
    moved = question.metrics if came else [_as_left(metric, question.language) for metric in question.metrics]
    left = tuple({(metric.key, metric.applicant, metric.label): metric for metric in moved}.values())
    carried = left != question.metrics or _LEFT_FOR.search(question.said) is not None
    if not carried and ("measures" not in question.cues or _OWN_REPORT.search(question.text)):
        return question
    before: dict[str, object] = {"year": year, "before": year - 1}
    key = "assistant.left_before" if carried else "assistant.plans_before"
    return replace(question, years=(year - 1,), metrics=left, notes=(*question.notes, (key, before)))


def _as_left(metric: Metric, language: Language) -> Metric:
    """What came over from the year before, as what that year left."""
    if metric.key != "requests.carried_in":
        return metric
    key = "requests.carried_out"
    label = label_with(key, metric.applicant, language)
    return replace(metric, key=key, label=label, words=label)


def _keyed(question: Question) -> bool:
    return any(metric.key is not None or metric.unit is not None for metric in question.metrics)


def _of_disputes(question: Question) -> bool:
    """Whether it is asked how reviews or lawsuits ended."""
    keys = [metric.key or "" for metric in question.metrics]
    return bool(keys) and all(_ENDED.search(key) for key in keys)


def _operated(question: Question, desk: Desk) -> Answer:
    if contact.private(question):
        return replies.declined(question, "private")
    if question.operation in _WHETHER and (closed := completion.answer(question, desk)):
        return closed
    if question.agencies and dates.asked(question) and (dated := dates.answer(question, desk)):
        return dated
    printed = question.operation in _READ and not _keyed(question)
    if printed and (read := labelled.answer(question, desk) or labelled.ordered(question, desk)):
        return read
    if question.operation == "contact":
        return contact.answer(question, desk)
    if evidence.before_numbers(question) and (told := explain.answer(question, desk)).status == "answered":
        return told
    if question.operation in ("lookup", "yes_no"):
        answer = lookup.answer(question, desk)
        if question.operation == "yes_no" and answer.status != "answered" and _of_disputes(question):
            return answer  # that there were lawsuits says nothing of how they ended
        in_words = question.operation == "yes_no" or evidence.asked(question)
        told = explain.answer(question, desk) if in_words and answer.status != "answered" else answer
        return told if told.status == "answered" or question.operation == "yes_no" else answer
    if question.operation in _OPERATED:
        return _OPERATED[question.operation](question, desk)
    return explain.answer(question, desk)
