"""What the library holds."""

from __future__ import annotations

from assistant.answer import Answer, AnswerTable
from assistant.desk import Desk
from assistant.phrases import spelled
from assistant.question import Question
from ingest.strings import say


def answer(question: Question, desk: Desk) -> Answer:
    """The agencies held and their years, of those asked about or of all."""
    language = question.language
    agencies = question.agencies or desk.agencies()
    rows = tuple(((agency, ()), (spelled(desk.years(agency)), ())) for agency in agencies)
    reports = sum(len(desk.heads(agency)) for agency in agencies)
    text = say("assistant.catalogue", language, reports=reports, agencies=len(agencies), years=spelled(desk.years()))
    columns = (say("assistant.column_agency", language), say("assistant.column_years", language))
    return Answer(status="answered", text=text, question=question, table=AnswerTable(columns, rows))
