"""Every answer in the end: of claims, declining by name, asking back, and how a question was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import process

from assistant.answer import Answer, AnswerTable, Claim
from assistant.citing import Citer, mark
from assistant.desk import Desk
from assistant.finding import Found, nearest
from assistant.metrics import label_of
from assistant.phrases import listed, spelled
from assistant.question import Question
from ingest.strings import say


def reading(question: Question) -> str:
    """按：吴忠市科学技术局 · 2021 · 微信公众号发布数."""
    language = question.language
    pieces = [
        listed(question.agencies, language, 3) or _group(question) or say("assistant.all_agencies", language),
        spelled(question.years) or say("assistant.all_years", language),
        listed((metric.label for metric in question.metrics if metric.label), language, 3),
    ]
    notes = [say(key, language, **values) for key, values in question.notes]
    line = " · ".join(piece for piece in pieces if piece)
    return say("assistant.reading", language, line=line) + "".join(f"（{note}）" for note in notes)


def _group(question: Question) -> str:
    """The words for the agencies of a region or a kind, with their number."""
    if question.group is None:
        return ""
    return say("assistant.group_of", question.language, group=question.group.label, count=len(question.group.agencies))


def answered(
    question: Question,
    text: str | Sequence[str],
    values: Iterable[Claim] = (),
    citer: Citer | None = None,
    *,
    coverage: str = "",
    table: AnswerTable | None = None,
    warnings: Iterable[str] = (),
) -> Answer:
    """An answer of these claims, with the citations that were minted for it; `text` may be given line by line."""
    return Answer(
        status="answered",
        text=text if isinstance(text, str) else "\n".join(text),
        question=question,
        values=tuple(values),
        citations=citer.citations if citer else (),
        coverage=coverage,
        table=table,
        warnings=tuple(warnings),
        reading=reading(question),
    )


def declined(question: Question, reason: str, suggestions: tuple[str, ...] = (), **values: object) -> Answer:
    """A declining answer whose text and reason are the words under `assistant.<reason>`."""
    text = say(f"assistant.{reason}", question.language, **values)
    return Answer(
        status="declined", text=text, question=question, reason=text, suggestions=suggestions, reading=reading(question)
    )


def clarify(question: Question, reason: str, suggestions: tuple[str, ...] = (), **values: object) -> Answer:
    """An answer that asks back."""
    text = say(f"assistant.{reason}", question.language, **values)
    return Answer(
        status="clarify", text=text, question=question, reason=text, suggestions=suggestions, reading=reading(question)
    )


def unknown_agency(question: Question, desk: Desk) -> Answer:
    """The agency is named, but the library does not hold it; the nearest it does hold are offered."""
    near = list(question.choices[:3]) or [
        name for name, _, _ in process.extract(question.unknown or "", desk.agencies(), limit=3, score_cutoff=50)
    ]
    names = listed(near or desk.agencies(), question.language, 3)
    return declined(question, "no_agency", tuple(near), agency=question.unknown, nearest=names)


def unknown_year(question: Question, desk: Desk, agency: str, year: int) -> Answer:
    """The agency is held, but not for that year."""
    held = desk.years(agency)
    return declined(question, "no_year", agency=agency, year=year, held=spelled(held))


def not_stated(question: Question, desk: Desk, found: Found | None) -> Answer:
    """The report is held, but does not state what was asked, or not readably."""
    state = found.state if found is not None else "absent"
    label = question.metrics[0].label if question.metrics else question.topic
    agency, year = question.agencies[0], question.years[0]
    reply = declined(
        question,
        {"blank": "cell_blank", "unreadable": "cell_unreadable"}.get(state, "not_stated"),
        agency=agency,
        year=year,
        metric=label,
    )
    if state != "absent":
        return reply
    if (quoted := _beside(reply, desk, agency, year)) is not None:
        return quoted
    near = _nearest(question, desk, agency, year)
    if not near:
        return reply
    text = reply.text + say("assistant.it_states", question.language, metrics=listed(near, question.language, 4))
    return replace(reply, text=text, reason=text)


def _beside(reply: Answer, desk: Desk, agency: str, year: int) -> Answer | None:
    """The reply with the sentence of the report that comes nearest to what was asked, for the reader to judge."""
    heads, metrics = desk.heads(agency, year), reply.question.metrics
    if len(heads) != 1 or len(metrics) != 1 or not metrics[0].words or metrics[0].applicant is not None:
        return None
    fact = nearest(desk, heads[0], metrics[0])
    if fact is None:
        return None
    citer = Citer()
    marks = mark(citer.quote(heads[0], fact.section, fact.quote, fact.place))
    text = reply.text + say("assistant.nearest_sentence", reply.question.language, quote=fact.quote, marks=marks)
    return replace(reply, text=text, citations=citer.citations)


def _nearest(question: Question, desk: Desk, agency: str, year: int) -> list[str]:
    """What the report does state, nearest to the question's words first."""
    stated = dict.fromkeys(
        label_of(fact.metric, question.language)
        for head in desk.heads(agency, year)
        for fact in desk.facts(head.id)
        if fact.metric is not None and fact.origin == "prose" and fact.state == "number"
    )
    return [label for label, _, _ in process.extract(question.topic, list(stated), limit=3)]


def no_metric(question: Question, desk: Desk) -> Answer:
    """An agency and perhaps a year, but nothing asked of them."""
    agency = question.agencies[0] if question.agencies else None
    named = agency or say("assistant.all_agencies", question.language)
    return clarify(question, "which_metric", agency=named, years=spelled(desk.years(agency)))


def which_agency(question: Question, desk: Desk) -> Answer:
    """No agency is named, and the library holds several; or a name fits several."""
    choices = question.choices or desk.agencies()
    if len(question.choices) == 1:
        return clarify(question, "which_one", suggestions=question.choices, choices=question.choices[0])
    key = "which_of" if question.choices else "which_agency"
    return clarify(question, key, choices=listed(choices, question.language), suggestions=tuple(choices[:6]))


def not_compared(question: Question, desk: Desk, years: tuple[int, ...]) -> Answer:
    """Nothing to compare: none of the reports asked about states the metric, or none is held."""
    held = {agency: set(desk.years(agency)) & set(years) for agency in question.agencies}
    missing = [agency for agency, found in held.items() if not found]
    if missing:
        return unknown_year(question, desk, missing[0], years[0])
    return none_states(question, years)


def none_states(question: Question, years: tuple[int, ...]) -> Answer:
    """No report asked about states the metric."""
    label = question.metrics[0].label
    agencies = listed(question.agencies, question.language) or say("assistant.all_agencies", question.language)
    return declined(question, "none_states", agencies=agencies, years=spelled(years), metric=label)
